import { execFileSync } from 'child_process';
import { once } from 'events';
import { chmodSync, symlinkSync } from 'fs';
import { createServer } from 'net';
import { BAD, GOOD, inFolder, run } from '../cli/run';

const write = inFolder();

/** What is said about a document, in a file with a document behind it that is checked all the same. */
function said(document: string | Uint8Array): string {
  write({ 'a.yaml': Buffer.concat([Buffer.from(document), Buffer.from(`\n---\n${BAD}`)]) });
  const { status, out, error } = run(['check', 'a.yaml']);
  expect(error).toBe('');
  expect(status).toBe(1);
  const lines = out.split('\n');
  expect(lines.filter((line) => line.includes('ARO101'))).toHaveLength(1);
  return lines[0] ?? '';
}

function laughs(levels: number): string {
  const line = (level: number): string => `a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`;
  return ['kind: Bomb', 'a0: &a0 ha', ...Array.from({ length: levels }, (_, index) => line(index + 1))].join('\n');
}

describe('a document that cannot be read is a finding, and the others are checked', () => {
  test.each([
    ['an unclosed bracket', 'kind: [', 'a.yaml:2:1: error ARO001 document: is not valid YAML: Flow sequence in block collection '
      + 'must be sufficiently indented and end with a ]; mend the YAML'],
    ['a key given twice', 'kind: A\nmetadata:\n  name: a\n  name: b', 'a.yaml:4:3: error ARO001 document: is not valid YAML: Map keys must be unique; mend the YAML'],
    ['objects with nothing between them', 'apiVersion: v1\nkind: A\nmetadata: { name: a }\napiVersion: v1\nkind: B\nkind: C',
      'a.yaml:4:1: error ARO001 document: has 3 objects in it; put a line with --- between each two of them'],
    ['a version given twice', 'apiVersion: v1\napiVersion: v1\nkind: A', 'a.yaml:2:1: error ARO001 document: is not valid YAML: Map keys must be unique; mend the YAML'],
    // kubectl: Error converting YAML to JSON: json: unsupported value: +Inf
    ['an infinity', 'kind: A\nspec:\n  - a: -.Inf', 'a.yaml:3:8: error ARO001 document: has -.Inf, a number that JSON does not have; give another number, or quote it: "-.Inf"'],
    ['no number', 'kind: List\nitems: [{ kind: A, spec: .NaN }]',
      'a.yaml:2:26: error ARO001 document: has .NaN, a number that JSON does not have; give another number, or quote it: ".NaN"'],
    ['a tab for indentation', 'kind: A\nspec:\n\ta: 1', 'a.yaml:3:1: error ARO001 document: is not valid YAML: Tabs are not allowed as indentation; mend the YAML'],
    ['a template of Helm', 'kind: {{ .Values.kind }}', 'a.yaml:1:8: error ARO001 document: is a template, and not yet YAML; '
      + 'render it first: helm template CHART | npx cdk8s-argo-rollouts check -'],
    ['an alias of nothing', 'kind: *none', 'a.yaml:1:1: error ARO001 document: repeats an anchor that is not set, none; mend the YAML'],
    ['a cycle of aliases', 'kind: A\nspec: &a { b: *a }', expect.stringMatching(/^a\.yaml:1:1: error ARO001 document: has an anchor that contains itself;/)],
    ['an alias bomb', laughs(9), 'a.yaml:1:1: error ARO001 document: repeats its anchors more than 10000 times; mend the YAML'],
    ['deep nesting', `kind: ${'['.repeat(100_000)}${']'.repeat(100_000)}`, expect.stringMatching(/^a\.yaml:1:\d+: error ARO001 document: is nested too deeply; mend the YAML$/)],
    ['deep nesting of blocks', `kind: A\na:\n${Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth + 1)}a:`).join('\n')} 1`,
      expect.stringMatching(/^a\.yaml:\d+:\d+: error ARO001 document: is nested too deeply; mend the YAML$/)],
  ])('%s', (_name, document, message) => {
    expect(said(document)).toEqual(message);
  });
});

test.each([
  ['bytes that are no UTF-8', Uint8Array.from([0x6b, 0xff, 0xfe, 0x00])],
  ['a NUL', 'kind: A\0'],
  ['UTF-16', Buffer.from('\ufeffkind: A', 'utf16le')],
])('%s are no text', (_name, content) => {
  write({ 'a.yaml': content });
  expect(run(['check', 'a.yaml'])).toEqual({
    status: 1, out: 'a.yaml:1:1: error ARO001 document: is not UTF-8 text; save it as UTF-8\n0 objects in 1 file: 1 error\n', error: '',
  });
});

test('a map of 300,000 keys is read, and the one that is given twice is found', () => {
  const keys = Array.from({ length: 300_000 }, (_, index) => `  k${index}: 1`).join('\n');
  write({ 'a.yaml': `kind: A\ndata:\n${keys}\n  k7: 2\n` });
  expect(run(['check', 'a.yaml']).out).toMatch(/^a\.yaml:300003:3: error ARO001 document: is not valid YAML: Map keys must be unique; /);
});

test('a repeated anchor is no bomb', () => {
  const labels = Array.from({ length: 500 }, (_, index) => `  l${index}: *v`).join('\n');
  write({ 'a.yaml': `kind: A\nfirst: &v text\nmore:\n${labels}\n` });
  expect(run(['check', 'a.yaml'])).toMatchObject({ status: 0 });
});

test('merge keys are filled in, as kubectl does', () => {
  write({ 'a.yaml': BAD.replace('- setWeight: 101', '- &first { setWeight: 101 }\n        - <<: *first') });
  expect(run(['check', 'a.yaml']).out).toMatch(/steps\[0\]\.setWeight: 101 [^]*steps\[1\]\.setWeight: 101 /);
});

test('a file of 50 MB is not read', () => {
  write({ 'big.yaml': Buffer.alloc(50 * 1024 * 1024, 'a'), 'a.yaml': BAD });
  const { status, out, error } = run(['check', '.']);
  expect(status).toBe(2);
  expect(error).toBe('error: big.yaml: has 50 MiB, and files of over 10 MiB are not read; split it\n');
  expect(out).toContain('ARO101');
});

test('standard input has the same bound', () => {
  expect(run(['check', '-'], Buffer.alloc(11 * 1024 * 1024, 'a')).error)
    .toBe('error: <stdin>: has over 10 MiB, and files of over 10 MiB are not read; split it\n');
});

test('a loop of symbolic links is walked once', () => {
  write({ 'k/a.yaml': BAD });
  symlinkSync('..', 'k/up');
  symlinkSync('.', 'k/here');
  expect(run(['check', '.']).out).toContain('1 object in 1 file: 1 error');
});

test('a link that leads nowhere, or to itself, is told of', () => {
  write({ 'a.yaml': BAD });
  symlinkSync('self.yaml', 'self.yaml');
  symlinkSync('absent', 'gone.yaml');
  const { status, error } = run(['check', '.']);
  expect(status).toBe(2);
  expect(error).toBe('error: gone.yaml: does not exist\nerror: self.yaml: is a symbolic link that leads to itself\n');
});

test('a device that does not end is read as far as files are', () => {
  expect(run(['check', '/dev/zero']).error).toBe('error: /dev/zero: has over 10 MiB, and files of over 10 MiB are not read; split it\n');
});

test('a link without an extension that leads nowhere is nobody\'s business', () => {
  write({ 'z.yaml': BAD });
  symlinkSync('loop', 'loop');
  symlinkSync('absent', 'gone');
  expect(run(['check', '.'])).toMatchObject({ status: 1, error: '', out: expect.stringContaining('1 object in 1 file: 1 error') });
});

test('what is neither file nor folder nor pipe is not read', async () => {
  write({ 'a.yaml': GOOD });
  const server = createServer().listen('socket.yaml');
  await once(server, 'listening');
  try {
    expect(run(['check', 'socket.yaml'])).toMatchObject({ status: 2, error: 'error: socket.yaml: is neither a file nor a folder nor a pipe\n' });
    expect(run(['check', '.'])).toMatchObject({ status: 0, error: '' });
  } finally {
    server.close();
  }
});

test('a pipe that a walk meets is not waited for', () => {
  write({ 'a.yaml': GOOD });
  execFileSync('mkfifo', ['pipe.yaml', 'kustomization.yaml']);
  expect(run(['check', '.'])).toEqual({ status: 0, out: '1 object in 1 file: no findings\n', error: '' });
});

test('a list of 150,000 items is read', () => {
  write({ 'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: &a { name: a }\nlist:\n${'- 1\n'.repeat(150_000)}` });
  expect(run(['check', 'a.yaml']).out).not.toContain('ARO001');
});

(process.getuid?.() === 0 ? test.skip : test)('a file that may not be read is told of', () => {
  write({ 'a.yaml': BAD });
  chmodSync('a.yaml', 0);
  expect(run(['check', 'a.yaml'])).toMatchObject({ status: 2, error: 'error: a.yaml: may not be read\n' });
});

test('ten thousand findings in one document are all located', () => {
  write({ 'a.yaml': BAD.replace('- setWeight: 101', Array.from({ length: 10_000 }, () => '- setWeight: 101').join('\n        ')) });
  expect(run(['check', 'a.yaml']).out).toContain('\na.yaml:10009:11: error');
});
