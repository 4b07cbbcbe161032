import type { SpawnSyncReturns } from 'child_process';
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildSync } from 'esbuild';
import { version } from '../../package.json';
import { BAD, GOOD, inFolder, run } from './run';

const write = inFolder();

describe('wrong usage', () => {
  test.each([
    [['check'], 'error: no path is given; name files or folders, or - for standard input\n'],
    [['check', 'nowhere'], 'error: nowhere: does not exist\n'],
    [['check', ''], 'error: "": does not exist\n'],
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
    ['minSeverity: fatal', 'minSeverity must be error, warning or info'],
    ['closedWorld: yes', 'closedWorld must be true or false'],
    ['ignore: ARO101', 'ignore must be a list of rules with reasons'],
    ['minSeverity: 3', 'minSeverity must be error, warning or info'],
    ['- 1', 'the configuration must be a mapping of apart, closedWorld, ignore, minSeverity'],
    ['a: [', 'is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1'],
  ])('%j is refused', (content, said) => {
    write({ 'k/a.yaml': GOOD, [CONFIG]: `${content}\n` });
    const { status, error } = run(['check', 'k']);
    expect(status).toBe(2);
    expect(error).toBe(`error: ${CONFIG}: ${said}\n`);
  });

  test('that accepts without a reason, or what no rule finds, is found fault with', () => {
    write({ 'k/a.yaml': BAD, [CONFIG]: 'ignore: [{ rule: ARO101, reason: " " }, { rule: AR0101, reason: typo }, 7]\n' });
    expect(run(['check', 'k', '--apart']).out.split('\n').slice(0, 3)).toEqual([
      `${CONFIG}:1:26: warning ARO002 ignore[0].reason: is not given; say why ARO101 is accepted`,
      `${CONFIG}:1:43: warning ARO002 ignore[1].rule: "AR0101" is not a rule; did you mean "ARO101"?`,
      expect.stringMatching(/^cdk8s-argo-rollouts\.yaml:1:73: warning ARO002 ignore\[2\]\.rule: "" is not a rule; /),
    ]);
  });

  test('that is elsewhere is found fault with there, in each format', () => {
    write({ 'k/a.yaml': GOOD, 'c/check.yaml': '# ours\nignore:\n  - rule: ARO101\n' });
    const report = (format: string): string => run(['check', 'k', '--config', 'c/check.yaml', '--format', format]).out;
    expect(report('text')).toContain('c/check.yaml:3:5: warning ARO002 ignore[0].reason: is not given; say why ARO101 is accepted\n');
    expect(report('github')).toContain('::warning file=c/check.yaml,line=3,col=5,title=ARO002::');
    expect(JSON.parse(report('json')).findings[0]).toMatchObject({ id: 'ARO002', file: 'c/check.yaml', line: 3, column: 5 });
    expect(JSON.parse(report('sarif')).runs[0].results[0].locations[0].physicalLocation)
      .toEqual({ artifactLocation: { uri: 'c/check.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 3, startColumn: 5 } });
  });

  test('may be empty', () => {
    write({ 'k/a.yaml': GOOD, [CONFIG]: '# nothing\n' });
    expect(run(['check', 'k'])).toMatchObject({ status: 0 });
  });
});

describe('a check that could not be done in full', () => {
  test.each([
    [['nowhere', 'a.yaml'], 'nowhere: does not exist'],
    [['empty.yaml'], 'there are no Kubernetes objects in what was given'],
    [['--config', 'absent.yaml', 'a.yaml'], 'absent.yaml: the configuration cannot be read'],
    [[], 'no path is given; name files or folders, or - for standard input'],
  ])('says so in a report that programs read: %j', (argv, message) => {
    write({ 'a.yaml': GOOD, 'empty.yaml': '' });
    const json = run(['check', ...argv, '--format', 'json']);
    expect(json).toMatchObject({ status: 2, error: `error: ${message}\n` });
    expect(JSON.parse(json.out)).toMatchObject({ failures: [{ message }], findings: [] });
    const sarif = run(['check', ...argv, '--format', 'sarif']);
    expect(sarif).toMatchObject({ status: 2, error: `error: ${message}\n` });
    expect(JSON.parse(sarif.out).runs[0].invocations).toEqual([
      { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text: message } }] },
    ]);
  });

  test('does not say that nothing was found, where nothing was read', () => {
    expect(run(['check', 'nowhere'])).toEqual({ status: 2, out: '', error: 'error: nowhere: does not exist\n' });
  });

  test('does not hand on control characters of a path', () => {
    expect(run(['check', 'a\u001b[2J']).error).toBe('error: a\\u001b[2J: does not exist\n');
  });
});

describe('as a process', () => {
  /** Compiled once: to do so at each start would take most of the time. */
  let main = '';
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'command-'));
    main = join(folder, 'main.js');
    buildSync({ entryPoints: [join(__dirname, '../../lib/cli/main.ts')], bundle: true, platform: 'node', outfile: main });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const started = (argv: readonly string[], input = ''): SpawnSyncReturns<string> => (
    spawnSync(process.execPath, [main, ...argv], { encoding: 'utf8', input })
  );
  /** What bash does with a line in which `check` stands for the command. */
  const inShell = (line: string): SpawnSyncReturns<string> => (
    spawnSync('bash', ['-c', `check() { '${process.execPath}' '${main}' check "$@"; }; ${line}`], { encoding: 'utf8' })
  );
  const file = (): string => {
    write({ 'bad.yaml': BAD });
    return join(process.cwd(), 'bad.yaml');
  };

  test('it reads a pipe, and its status tells what it found', () => {
    const { status, stdout, stderr } = started(['check', '-'], BAD);
    expect(stderr).toBe('');
    expect(stdout).toContain('<stdin>:10:11: error');
    expect(status).toBe(1);
  });

  test.each(['<(cat FILE) <(sed s/checkout/other/ FILE)', '/dev/stdin < FILE', '/dev/stdin < <(cat FILE)', '/dev/fd/0 < FILE'])('it reads what has a path: %s', (paths) => {
    const { status, stdout, stderr } = inShell(`check ${paths.replace(/FILE/g, file())}`);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\/dev\/[a-z\d/]+:10:11: error \[Rollout shop\/checkout\] ARO101 /);
    expect(status).toBe(1);
  });

  test('it reads no more of a pipe than of a file', () => {
    expect(inShell('check - < /dev/zero')).toMatchObject({
      status: 2, stderr: 'error: <stdin>: has over 10 MiB, and files of over 10 MiB are not read; split it\n',
    });
  });

  test('it shows no stack', () => {
    const { status, stderr } = started(['check', '/nowhere']);
    expect(stderr).toBe('error: /nowhere: does not exist\n');
    expect(status).toBe(2);
  });

  test('it tells that its output cannot be written', () => {
    expect(inShell(`check ${file()} > /dev/full`)).toMatchObject({ status: 2, stderr: 'error: standard output cannot be written (ENOSPC)\n' });
    expect(inShell('check --help > /dev/full')).toMatchObject({ status: 2, stderr: 'error: standard output cannot be written (ENOSPC)\n' });
    expect(inShell('check /nowhere 2> /dev/full')).toMatchObject({ status: 2, stdout: '' });
  });

  test('it does not mind a reader that has left', () => {
    expect(inShell(`check ${file()} | true; exit \${PIPESTATUS[0]}`)).toMatchObject({ status: 1, stderr: '' });
  });
});
