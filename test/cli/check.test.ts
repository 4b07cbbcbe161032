import { DOCUMENTED } from '../../lib/check';
import { BAD, GOOD, inFolder, run, SAID } from './run';

const write = inFolder();

const clean = (objects: string, files: string): string => `${objects} in ${files}: no findings\n`;

describe('what is checked', () => {
  test('a file', () => {
    write({ 'rollout.yaml': BAD });
    expect(run(['check', 'rollout.yaml'])).toEqual({
      status: 1, out: `rollout.yaml:10:11: ${SAID}\n1 object in 1 file: 1 error\n`, error: '',
    });
  });

  test('a folder, with what is below it, in the order of names', () => {
    write({ 'b/c.yml': BAD.replace(/checkout/g, 'other'), 'b/a/d.json': '{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "d" } }', 'a.yaml': BAD, 'b/notes.txt': BAD });
    expect(run(['check', '.']).out.split('\n').map((line) => line.split(' ')[0])).toEqual(['a.yaml:10:11:', 'b/c.yml:10:11:', '3', '']);
  });

  test('standard input', () => {
    expect(run(['check', '-'], BAD)).toEqual({ status: 1, out: `<stdin>:10:11: ${SAID}\n1 object in 1 file: 1 error\n`, error: '' });
  });

  test('every document of a file, with its own lines', () => {
    write({ 'all.yaml': `# first\n---\n${GOOD}---\n# nothing\n---\n${BAD.replace(/checkout/g, 'other')}` });
    expect(run(['check', 'all.yaml']).out).toContain('all.yaml:32:11: error');
  });

  test('the items of a List, nested or not', () => {
    const indented = BAD.replace(/^/gm, '      ').trim();
    write({ 'list.yaml': `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: List\n    items:\n    - ${indented}\n` });
    expect(run(['check', 'list.yaml']).out).toContain('list.yaml:16:17: error [Rollout shop/checkout] ARO101');
  });

  test('JSON, indented with tabs or not', () => {
    const json = JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'a' }, spec: { strategy: {} } }, undefined, '\t');
    write({ 'a.json': json });
    expect(run(['check', 'a.json']).out).toMatch(/^a\.json:\d+:\d+: error \[Rollout a\] ARO/);
  });

  test('objects in different files are of one cluster', () => {
    write({ 'a.yaml': GOOD, 'b.yaml': GOOD });
    expect(run(['check', '.']).out).toMatch(/^b\.yaml:4:3: error \[Rollout shop\/checkout\] ARO402/);
  });

  test('unless each path is a cluster of its own', () => {
    write({ 'dev/a.yaml': GOOD, 'prod/a.yaml': GOOD });
    expect(run(['check', '--apart', 'dev', 'prod'])).toEqual({ status: 0, out: clean('2 objects', '2 files'), error: '' });
  });

  test('a file once, whichever ways lead to it', () => {
    write({ 'a/a.yaml': GOOD });
    expect(run(['check', 'a', 'a/a.yaml', './a/', '.'])).toEqual({ status: 0, out: clean('1 object', '1 file'), error: '' });
  });

  test('nothing in hidden folders and in those of packages, unless it is named', () => {
    write({ '.git/a.yaml': BAD, 'node_modules/x/a.yaml': BAD, 'a.yaml': GOOD });
    expect(run(['check', '.']).status).toBe(0);
    expect(run(['check', '.git']).status).toBe(1);
  });

  test('no documents that are not of Kubernetes', () => {
    write({ 'values.yaml': 'replicas: 3\n', 'list.yaml': '- 1\n', 'empty.yaml': '', 'text.yaml': 'just text\n' });
    const error = 'error: there are no Kubernetes objects in what was given\n';
    expect(run(['check', '.'])).toEqual({ status: 2, out: clean('0 objects', '4 files'), error });
    expect(run(['check', '-'], '')).toMatchObject({ status: 2, error });
    write({ 'object.yaml': GOOD });
    expect(run(['check', '.'])).toMatchObject({ status: 0, error: '' });
  });
});

describe('the position of a finding', () => {
  test('of an absent field is that of the nearest field that is there', () => {
    write({ 'a.yaml': GOOD.replace(/ {2}strategy:[^]*setWeight: 100\n/, '') });
    expect(run(['check', 'a.yaml']).out).toMatch(/^a\.yaml:6:1: error \[Rollout shop\/checkout\] ARO103 spec\.strategy/);
  });

  test('is right where lines end as on Windows, and behind a byte order mark', () => {
    write({ 'a.yaml': `\ufeff${BAD.replace(/\n/g, '\r\n')}` });
    expect(run(['check', 'a.yaml']).out).toMatch(/^a\.yaml:10:11: error/);
  });

  test('leads through keys with dots, and through anchors', () => {
    const anchored = BAD.replace('    canary:', '    canary: &canary').replace('matchLabels: { app: checkout }', 'matchLabels: { "app.kubernetes.io/name": a }');
    write({ 'a.yaml': anchored });
    expect(run(['check', 'a.yaml']).out).toMatch(/a\.yaml:12:20: error .*ARO404 spec\.selector\.matchLabels\["app\.kubernetes\.io\/name"\]/);
  });
});

describe('the threshold', () => {
  const INFO_AND_WARNING = GOOD.replace('steps:', 'canaryMetadata: { labels: { role: new } }\n      steps:');

  test.each([
    [[], 1], [['--min-severity', 'warning'], 1], [['--min-severity', 'info'], 1], [['--min-severity', 'error'], 0],
  ])('%j', (flags, status) => {
    write({ 'a.yaml': INFO_AND_WARNING });
    expect(run(['check', 'a.yaml', ...flags]).status).toBe(status);
  });

  test('leaves out of the report what is below it', () => {
    write({ 'a.yaml': INFO_AND_WARNING });
    expect(run(['check', 'a.yaml', '--min-severity', 'error']).out).toBe(clean('1 object', '1 file'));
  });
});

describe('references', () => {
  const REFERRING = GOOD.replace('steps:', 'analysis: { templates: [{ templateName: absent }] }\n      steps:');

  test('to what is not there are warnings, since it may live elsewhere', () => {
    write({ 'a.yaml': REFERRING });
    expect(run(['check', 'a.yaml']).out).toMatch(/: warning \[Rollout shop\/checkout\] ARO405 /);
  });

  test('are errors in a closed world', () => {
    write({ 'a.yaml': REFERRING });
    expect(run(['check', '--closed-world', 'a.yaml', '--min-severity', 'error']).out).toMatch(/: error \[Rollout shop\/checkout\] ARO405 /);
  });
});

describe('--explain', () => {
  test.each(['ARO101', 'aro101', ' Aro101 '])('tells about %s', (id) => {
    const { status, out } = run(['check', '--explain', id]);
    expect(status).toBe(0);
    expect(out).toMatch(/^ARO101 \(error\): A weight is/);
    expect(out).toContain('Who else notices: the lint command and the controller.\n');
    expect(out).toContain('See https://argoproj.github.io/');
    expect(out).toMatch(/Bad:\n {2}\S[^]*Good:\n {2}\S/);
  });

  test.each([[['--explain']], [['--explain', 'list']], [['--explain', 'LIST']]])('without a rule lists all: %j', (flags) => {
    const { status, out, error } = run(['check', ...flags]);
    expect({ status, error }).toEqual({ status: 0, error: '' });
    expect(out).toMatch(/^ARO001 error {3}Every document can be read\nARO002 warning An accepted finding names its rule, and says why\n/);
    expect(out.trimEnd().split('\n')).toHaveLength(DOCUMENTED.length);
  });

  test('of an unknown rule suggests one', () => {
    expect(run(['check', '--explain', 'ARO999'])).toMatchObject({ status: 2, out: '' });
    expect(run(['check', '--explain', 'AR0101']).error).toBe('error: "AR0101" is not a rule; did you mean "ARO101"?\n');
    expect(run(['check', '--explain', 'weights']).error).toBe('error: "weights" is not a rule; leave it out to list all rules\n');
  });
});

describe('accepted findings', () => {
  test('are left out', () => {
    write({ 'a.yaml': BAD.replace('namespace: shop', 'namespace: shop\n  annotations: { cdk8s-argo-rollouts/ignore: "ARO101: tried on purpose" }') });
    expect(run(['check', 'a.yaml'])).toMatchObject({ status: 0 });
  });

  test('without a reason are not, and are told of', () => {
    write({ 'a.yaml': BAD.replace('namespace: shop', 'namespace: shop\n  annotations: { cdk8s-argo-rollouts/ignore: ARO101 }') });
    const { status, out } = run(['check', 'a.yaml']);
    expect(status).toBe(1);
    expect(out).toContain('a.yaml:6:18: warning [Rollout shop/checkout] ARO002 metadata.annotations["cdk8s-argo-rollouts/ignore"]: '
      + 'accepts ARO101 without a reason; write "ARO101: " and why it is accepted\n');
    expect(out).toContain('ARO101 spec');
  });
});
