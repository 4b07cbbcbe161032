import { spawnSync } from 'child_process';
import { join } from 'path';
import { version } from '../../package.json';
import { BAD, GOOD, inFolder, run } from './run';

const write = inFolder();

describe('wrong usage', () => {
  test.each([
    [['check'], 'error: no path is given; name files or folders, or - for standard input\n'],
    [['check', 'nowhere'], 'error: nowhere: does not exist\n'],
    [['check', '.'], 'error: .: has no YAML or JSON files in it\n'],
    [['check', '--min-severity', 'bad', '.'],
      "error: option '--min-severity <severity>' argument 'bad' is invalid. Allowed choices are error, warning, info.\n(run with --help for usage)\n"],
    [['check', '--format', 'xml', '.'],
      "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif, github.\n(run with --help for usage)\n"],
    [['check', '--closed-word', '.'], "error: unknown option '--closed-word'\n(Did you mean --closed-world?)\n(run with --help for usage)\n"],
    [['chekc'], "error: unknown command 'chekc'\n(Did you mean check?)\n(run with --help for usage)\n"],
    [['check', '--config', 'absent.yaml', '.'], 'error: absent.yaml: the configuration cannot be read\n'],
  ])('%j', (argv, error) => {
    expect(run(argv)).toEqual({ status: 2, out: expect.any(String), error });
  });

  test('does not keep what can be read from being checked', () => {
    write({ 'a.yaml': BAD });
    const { status, out, error } = run(['check', 'a.yaml', 'nowhere']);
    expect(status).toBe(2);
    expect(out).toContain('ARO101');
    expect(error).toBe('error: nowhere: does not exist\n');
  });
});

test('--version and --help are no mistakes', () => {
  expect(run(['--version'])).toEqual({ status: 0, out: `${version}\n`, error: '' });
  expect(run(['check', '--help'])).toMatchObject({ status: 0, error: '' });
  expect(run(['check', '--help']).out).toContain('Exit status: 0 without findings, 1 with findings, 2 for');
});

describe('the configuration', () => {
  const CONFIG = 'cdk8s-argo-rollouts.yaml';

  test('is read from the current folder', () => {
    write({ 'k/a.yaml': BAD, [CONFIG]: 'ignore:\n  - { rule: ARO101, reason: tried on purpose, kind: Rollout, namespace: shop, name: checkout }\n' });
    expect(run(['check', 'k'])).toMatchObject({ status: 0 });
  });

  test.each(['kind: Service', 'namespace: other', 'name: other'])('accepts only what it describes: %s', (other) => {
    write({ 'k/a.yaml': BAD, [CONFIG]: `ignore:\n  - { rule: ARO101, reason: tried on purpose, ${other} }\n` });
    expect(run(['check', 'k'])).toMatchObject({ status: 1 });
  });

  test('gives way to the command line', () => {
    write({ 'k/a.yaml': BAD.replace('steps:', 'canaryMetadata: {}\n      steps:').replace('101', '100'), [CONFIG]: 'minSeverity: error\n' });
    expect(run(['check', 'k'])).toMatchObject({ status: 0 });
    expect(run(['check', 'k', '--min-severity', 'warning']).status).toBe(1);
  });

  test('can be elsewhere', () => {
    write({ 'k/a.yaml': GOOD, 'k/b.yaml': GOOD, 'c/check.yaml': 'apart: true\nclosedWorld: false\n' });
    expect(run(['check', '--config', 'c/check.yaml', 'k/a.yaml', 'k/b.yaml'])).toMatchObject({ status: 0 });
  });

  test.each([
    ['ignored: []', '"ignored" is not a setting; did you mean "ignore"?'],
    ['ignore: [{ rule: ARO101, reason: why, namespce: shop }]', 'ignore[0]: "namespce" is not a setting; did you mean "namespace"?'],
    ['minSeverity: fatal', undefined],
    ['closedWorld: yes', 'closedWorld must be true or false'],
    ['ignore: ARO101', 'ignore must be a list of rules with reasons'],
    ['minSeverity: 3', 'minSeverity must be error, warning or info'],
    ['- 1', 'the configuration must be a mapping of apart, closedWorld, ignore, minSeverity'],
    ['a: [', undefined],
  ])('%j is refused', (content, said) => {
    write({ 'k/a.yaml': GOOD, [CONFIG]: `${content}\n` });
    const { status, error } = run(['check', 'k']);
    expect(status).toBe(2);
    expect(error).toMatch(/^error: [^\n]+\n$/);
    if (said !== undefined) {
      expect(error).toBe(`error: ${CONFIG}: ${said}\n`);
    }
  });

  test('that accepts without a reason, or what no rule finds, is found fault with', () => {
    write({ 'k/a.yaml': BAD, [CONFIG]: 'ignore: [{ rule: ARO101, reason: " " }, { rule: AR0101, reason: typo }, 7]\n' });
    expect(run(['check', 'k', '--apart']).out.split('\n').slice(0, 3)).toEqual([
      'warning ARO002 ignore[0].reason: is not given; say why ARO101 is accepted',
      'warning ARO002 ignore[1].rule: "AR0101" is not a rule; did you mean "ARO101"?',
      expect.stringMatching(/^warning ARO002 ignore\[2\]\.rule: "" is not a rule; /),
    ]);
  });

  test('may be empty', () => {
    write({ 'k/a.yaml': GOOD, [CONFIG]: '# nothing\n' });
    expect(run(['check', 'k'])).toMatchObject({ status: 0 });
  });
});

describe('as a process', () => {
  const MAIN = join(__dirname, '../../lib/cli/main.ts');
  const process_ = (argv: readonly string[], input = ''): ReturnType<typeof spawnSync> => spawnSync(
    process.execPath, ['-r', 'ts-node/register/transpile-only', MAIN, ...argv],
    { input, encoding: 'utf8', env: { ...process.env, TS_NODE_PROJECT: join(__dirname, '../../tsconfig.json'), NODE_PATH: join(__dirname, '../../node_modules') }, cwd: join(__dirname, '../..') },
  );

  test('it reads a pipe, and its status tells what it found', () => {
    const { status, stdout, stderr } = process_(['check', '-'], BAD);
    expect(stderr).toBe('');
    expect(stdout).toContain('<stdin>:10:11: error');
    expect(status).toBe(1);
  });

  test('it shows no stack', () => {
    const { status, stderr } = process_(['check', '/nowhere']);
    expect(stderr).toBe('error: /nowhere: does not exist\n');
    expect(status).toBe(2);
  });
});
