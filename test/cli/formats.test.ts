import { resolve } from 'path';
import { BAD, GOOD, inFolder, run } from './run';

const write = inFolder();

/** Two findings, in a file whose name must be escaped. */
const NAME = 'a, b:100%.yaml';

beforeEach(() => {
  write({ [`k/${NAME}`]: BAD.replace('steps:', 'canaryMetadata: { labels: { "a%b\\nc": new } }\n      steps:'), 'good.yaml': GOOD });
});

test('text without findings is a line that says so', () => {
  expect(run(['check', 'good.yaml']).out).toBe('1 object in 1 file: no findings\n');
});

test('text has colours on a terminal only', () => {
  expect(run(['check', 'k'], '', true).out).toContain('\u001b[31merror\u001b[0m [');
  expect(run(['check', 'k']).out).not.toContain('\u001b');
});

test('text shows no control characters of foreign names', () => {
  write({ 'evil.yaml': BAD.replace('name: checkout', 'name: "\\e[2J\\u0007"') });
  const { out } = run(['check', 'evil.yaml']);
  expect(out).toContain('\\u001b[2J\\u0007');
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('JSON', () => {
  const report = JSON.parse(run(['check', 'k', '--format', 'json']).out);
  expect(report).toEqual({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    summary: { files: 1, objects: 1, errors: 1, warnings: 1, infos: 0 },
    failures: [],
    notices: [],
    findings: [
      expect.objectContaining({ id: 'ARO108', severity: 'warning', line: 9 }),
      {
        id: 'ARO101',
        severity: 'error',
        file: `k/${NAME}`,
        line: 11,
        column: 11,
        object: { apiVersion: 'argoproj.io/v1alpha1', group: 'argoproj.io', kind: 'Rollout', namespace: 'shop', name: 'checkout' },
        field: 'spec.strategy.canary.steps[0].setWeight',
        value: 101,
        text: 'is outside 0 to 100',
        fix: 'give a whole number in that range',
        link: expect.stringMatching(/^https:/),
      },
    ],
  });
});

test('JSON of a value that contains itself ends', () => {
  write({ 'deep.yaml': GOOD.replace('replicas', 'replicas').replace('spec:\n  strategy', 'spec:\n  workloadRef: { scaleDown: { a: [1] } }\n  strategy') });
  expect(() => JSON.parse(run(['check', 'deep.yaml', '--format', 'json']).out)).not.toThrow();
});

test('SARIF', () => {
  const log = JSON.parse(run(['check', 'k', '--format', 'sarif']).out);
  expect(log.version).toBe('2.1.0');
  const [{ tool: { driver }, results }] = log.runs;
  expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual(['ARO101', 'ARO108']);
  for (const { ruleId, ruleIndex } of results) {
    expect(driver.rules[ruleIndex].id).toBe(ruleId);
  }
  expect(results[1]).toEqual({
    ruleId: 'ARO101',
    ruleIndex: 0,
    level: 'error',
    message: { text: 'spec.strategy.canary.steps[0].setWeight: 101 is outside 0 to 100; give a whole number in that range' },
    locations: [{
      physicalLocation: { artifactLocation: { uri: 'k/a%2C%20b%3A100%25.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 11, startColumn: 11 } },
      logicalLocations: [{ fullyQualifiedName: 'Rollout shop/checkout spec.strategy.canary.steps[0].setWeight' }],
    }],
  });
});

test('SARIF without findings is a log without results', () => {
  const [{ results, invocations }] = JSON.parse(run(['check', 'good.yaml', '--format', 'sarif']).out).runs;
  expect(results).toEqual([]);
  expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
});

describe('a path in SARIF', () => {
  /** The artifact of the first result. */
  const artifactOf = (path: string): unknown => (
    JSON.parse(run(['check', path, '--format', 'sarif']).out).runs[0].results[0].locations[0].physicalLocation.artifactLocation
  );

  test('is relative below the current folder, however it was given', () => {
    write({ 'k/b.yaml': BAD });
    for (const path of ['k/b.yaml', './k/../k/b.yaml', resolve('k/b.yaml')]) {
      expect(artifactOf(path)).toEqual({ uri: 'k/b.yaml', uriBaseId: '%SRCROOT%' });
    }
  });

  test('is absolute elsewhere', () => {
    write({ 'k/b.yaml': BAD, 'other/c.yaml': '' });
    const path = resolve('k/b.yaml');
    process.chdir('other');
    expect(artifactOf('../k/b.yaml')).toEqual({ uri: `file://${path}` });
    expect(artifactOf(path)).toEqual({ uri: `file://${path}` });
  });

  test('is none for standard input', () => {
    expect(JSON.parse(run(['check', '-', '--format', 'sarif'], BAD).out).runs[0].results[0].locations[0].physicalLocation.artifactLocation)
      .toEqual({ uri: 'stdin' });
  });
});

test('commands of GitHub', () => {
  const lines = run(['check', 'k', '--format', 'github']).out.split('\n');
  expect(lines[0]).toMatch(/^::warning file=k\/a%2C b%3A100%25\.yaml,line=9,col=7,title=ARO108::Rollout shop\/checkout /);
  expect(lines[1]).toBe('::error file=k/a%2C b%3A100%25.yaml,line=11,col=11,title=ARO101::Rollout shop/checkout '
    + 'spec.strategy.canary.steps[0].setWeight: 101 is outside 0 to 100; give a whole number in that range');
  expect(lines.slice(2)).toEqual(['']);
});

test('commands of GitHub without findings are none', () => {
  expect(run(['check', 'good.yaml', '--format', 'github'])).toEqual({ status: 0, out: '', error: '' });
});

test('commands of GitHub tell what kept the check from being done', () => {
  write({ 'bad.yaml': BAD });
  expect(run(['check', 'nowhere,\n100%', 'bad.yaml', '--format', 'github'])).toEqual({
    status: 2,
    out: '::error file=bad.yaml,line=10,col=11,title=ARO101::Rollout shop/checkout spec.strategy.canary.steps[0].setWeight: 101 is outside 0 to 100; '
      + 'give a whole number in that range\n'
      + '::error title=Not checked in full::nowhere,%0A100%25: does not exist\n',
    error: 'error: nowhere,\\u000a100%: does not exist\n',
  });
  expect(run(['check', '--format', 'github']).out).toBe('::error title=Not checked in full::no path is given; name files or folders, or - for standard input\n');
});
