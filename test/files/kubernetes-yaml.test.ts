import { readDocuments } from '../../lib/files/documents';
import { BAD, GOOD, inFolder, run } from '../cli/run';

const write = inFolder();

/** What is read where `value` is written. */
function read(value: string): unknown {
  return readDocuments(`kind: A\nvalue: ${value}\n`).manifests[0]?.manifest.value;
}

// Each was tried with sigs.k8s.io/yaml, by which kubectl, Helm and Argo CD read.
describe('plain scalars are read as kubectl reads them', () => {
  test.each(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE', '!!bool yes'])('%s is true', (text) => {
    expect(read(text)).toBe(true);
  });

  test.each(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'])('%s is false', (text) => {
    expect(read(text)).toBe(false);
  });

  test.each(['~', 'null', 'Null', 'NULL', ''])('%j is nothing', (text) => {
    expect(read(text)).toBeNull();
  });

  test.each([
    ['0777', 511], ['0o777', 511], ['-0777', -511], ['0888', 888], ['010.5', 10.5], ['1_000', 1000], ['1_', 1], ['+1', 1], ['0x1F', 31], ['-0x1f', -31],
    ['0b1_0', 2], ['1.50', 1.5], ['.5', 0.5], ['5.', 5], ['1e3', 1000], ['1_0.5', 10.5], ['99999999999999999999', 1e20], ['!!int "1"', 1], ['!!float 1', 1],
  ])('%s is the number %d', (text, value) => {
    expect(read(text)).toBe(value);
  });

  test.each([
    'yEs', 'oN', 'nULL', '_1', '._5', '1:30', '190:20:30', '1.2.3', '0x', '0b2', '1e400', '0x1p4', '=', '2024-01-01', '2024-01-01T10:00:00Z', 'yes please',
  ])('%s is a text', (text) => {
    expect(read(text)).toBe(text);
  });

  test.each([
    ['"yes"', 'yes'], ["'0777'", '0777'], ['!!str no', 'no'], ['! on', 'on'], ['!ours off', 'off'], ['|-\n  yes', 'yes'],
    ['!!timestamp 2024-01-01', '2024-01-01'], ['!!binary aGVsbG8=', 'hello'],
  ])('%s is a text, since it says so', (text, value) => {
    expect(read(text)).toBe(value);
  });

  test('what is no object of Kubernetes may have an infinity', () => {
    expect(readDocuments('limit: .inf\nlow: !!float -.inf\n')).toEqual({ manifests: [], unreadable: [] });
  });

  test('keys are texts of what was read', () => {
    expect(read('{ on: 1, 0777: 2, 1.50: 3, 2024-01-01: 4 }')).toEqual({ 'true': 1, '511': 2, '1.5': 3, '2024-01-01': 4 });
  });
});

describe('where a text is needed', () => {
  const annotated = (value: string): string => GOOD.replace('namespace: shop', `namespace: shop\n  annotations: { a: ${value} }`);
  const said = (value: string): string => {
    write({ 'a.yaml': annotated(value) });
    return run(['check', 'a.yaml']).out;
  };

  test.each([
    ['yes', 'true (written yes) is a boolean'],
    ['n', 'false (written n) is a boolean'],
    ['true', 'true is a boolean'],
    ['0777', '511 (written 0777) is a number'],
    ['1.10', '1.1 (written 1.10) is a number'],
    ['7', '7 is a number'],
  ])('%s is told of in its own words', (value, what) => {
    expect(said(value)).toBe(`a.yaml:6:18: error [Rollout shop/checkout] ARO004 metadata.annotations.a: ${what} where a string is expected; `
      + `quote it: "${value}"\n1 object in 1 file: 1 error\n`);
  });

  test.each(['"yes"', "'on'", '1:30', '!!str no'])('%s is one', (value) => {
    expect(said(value)).toBe('1 object in 1 file: no findings\n');
  });
});

test('a number is told of as it is written, where that is something else', () => {
  write({ 'a.yaml': BAD.replace('101', '0x65') });
  expect(run(['check', 'a.yaml']).out).toContain('setWeight: 101 (written 0x65) is outside 0 to 100; ');
});

test('JSON says what it means', () => {
  write({ 'a.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","annotations":{"a":"yes"}},"data":{"on":"0777","y":"1_0"}}' });
  expect(run(['check', 'a.json'])).toMatchObject({ status: 0, error: '' });
});

test('two keys that are one in JSON are told of', () => {
  write({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  on: a\n  "true": b\n' });
  expect(run(['check', 'a.yaml']).out).toMatch(/^a\.yaml:6:3: error ARO001 document: is not valid YAML: Map keys must be unique; mend the YAML\n/);
});

test('two merge keys are no key twice', () => {
  write({ 'a.yaml': BAD.replace('- setWeight: 101', '- &a { setWeight: 10 }\n        - &b { setWeight: 20 }\n        - { <<: *a }\n        - { <<: [*a, *b] }') });
  expect(run(['check', 'a.yaml']).out).not.toContain('ARO001');
});
