import { symlinkSync } from 'fs';
import { BAD, GOOD, inFolder, run } from '../cli/run';

const write = inFolder();

const PATCH = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: checkout }\nspec: { replicas: 101, strategy: { canary: {} } }\n';
const EMPTY = 'error: there are no Kubernetes objects in what was given\n';

describe('a kustomization, and the patches that it names, are left out of a folder', () => {
  const NOTICE = 'notice: k: the kustomization and its patches are left out; build it first: kustomize build k | npx cdk8s-argo-rollouts check -\n';

  test.each([
    ['patches', 'patches:\n  - path: patch.yaml\n    target: { kind: Rollout }\n'],
    ['patches of old', 'patches: [patch.yaml]\n'],
    ['patchesStrategicMerge', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatchesStrategicMerge: [./patch.yaml]\n'],
    ['patchesJson6902', 'patchesJson6902:\n  - target: { kind: Rollout, name: checkout }\n    path: patch.yaml\n'],
    ['a component', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ path: patch.yaml }]\n'],
  ])('by %s', (_name, kustomization) => {
    write({ 'k/kustomization.yaml': `resources: [a.yaml]\n${kustomization}`, 'k/patch.yaml': PATCH, 'k/a.yaml': GOOD });
    expect(run(['check', 'k'])).toEqual({ status: 0, out: '1 object in 1 file: no findings\n', error: NOTICE });
  });

  test('also in another folder, before or behind it, and through links', () => {
    write({ 'a/patch.yaml': PATCH, 'z/patch.yaml': PATCH, 'k/kustomization.yml': 'patches: [{ path: ../a/patch.yaml }, { path: link.yaml }]\n', 'b.yaml': GOOD });
    symlinkSync('../z/patch.yaml', 'k/link.yaml');
    expect(run(['check', '.'])).toEqual({ status: 0, out: '1 object in 1 file: no findings\n', error: NOTICE });
  });

  test('but neither resources, nor what is named', () => {
    write({ 'k/kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: ./a.yaml }, { path: b.yaml }, { patch: "[]" }, 7]\n', 'k/a.yaml': BAD, 'k/b.yaml': BAD.replace(/checkout/g, 'other') });
    expect(run(['check', 'k']).out).toMatch(/^k\/a\.yaml:10:11: [^\n]+\n1 object in 1 file: 1 error\n$/);
    expect(run(['check', 'k', 'k/b.yaml']).out).toMatch(/\n2 objects in 2 files: 2 errors\n$/);
    expect(run(['check', 'k/b.yaml'])).toMatchObject({ status: 1, error: '' });
  });

  test('and a folder with nothing else has no objects', () => {
    write({ 'k/kustomization.yaml': 'patches: [{ path: patch.yaml }]\n', 'k/patch.yaml': PATCH });
    expect(run(['check', 'k'])).toEqual({ status: 2, out: '', error: NOTICE + EMPTY });
  });

  test('of several, the first are named, once', () => {
    const overlay = { 'kustomization.yaml': 'resources: [../base]\n' };
    const overlays = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].flatMap((name) => Object.entries(overlay).map(([file, text]) => [`${name}/${file}`, text])));
    write({ ...overlays, 'base/a.yaml': GOOD });
    expect(run(['check', '.']).error).toBe('notice: a, b, c and 2 more: the kustomization and its patches are left out; '
      + 'build it first: kustomize build FOLDER | npx cdk8s-argo-rollouts check -\n');
  });

  test.each([
    ['Flux has another of that name', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a }\npatches: [{ path: a.yaml }]\n'],
    ['it is a list', '- patches\n'],
    ['it is empty', ''],
  ])('unless it is none: %s', (_name, content) => {
    write({ 'k/kustomization.yaml': content, 'k/a.yaml': BAD });
    expect(run(['check', 'k'])).toMatchObject({ status: 1, error: '', out: expect.stringContaining('in 2 files: 1 error') });
  });

  test('one that is not valid is told of', () => {
    write({ 'k/kustomization.yaml': 'patches: [\n', 'k/a.yaml': GOOD });
    expect(run(['check', 'k'])).toMatchObject({ status: 1, out: expect.stringMatching(/^k\/kustomization\.yaml:2:1: error ARO001 /) });
  });

  test('reports that programs read tell it too', () => {
    write({ 'k/kustomization.yaml': '{}\n', 'k/a.yaml': GOOD });
    const message = NOTICE.slice('notice: '.length, -1);
    expect(JSON.parse(run(['check', 'k', '--format', 'json']).out)).toMatchObject({ failures: [], notices: [{ message }] });
    expect(JSON.parse(run(['check', 'k', '--format', 'sarif']).out).runs[0].invocations).toEqual([
      { executionSuccessful: true, toolExecutionNotifications: [{ level: 'note', message: { text: message } }] },
    ]);
  });
});

describe('templates of Helm', () => {
  const TEMPLATE = GOOD.replace('name: checkout', 'name: {{ include "name" . }}');
  const NOTICE = 'notice: chart: templates of Helm are left out; render them first: helm template chart | npx cdk8s-argo-rollouts check -\n';
  const RENDER = 'document: is a template, and not yet YAML; render it first: helm template CHART | npx cdk8s-argo-rollouts check -';

  test.each([['chart'], ['chart/templates'], ['.']])('are left out of %s, with what stands beside them', (path) => {
    write({ 'chart/Chart.yaml': 'apiVersion: v2\nname: shop\n', 'chart/values.yaml': 'a: 1\n', 'chart/templates/a.yaml': TEMPLATE, 'chart/templates/b/c.yaml': BAD });
    expect(run(['check', path])).toMatchObject({ status: 2, error: NOTICE + EMPTY });
  });

  test('are left out of the current folder', () => {
    write({ 'Chart.yaml': 'name: shop\n', 'templates/a.yaml': TEMPLATE, 'crds/b.yaml': GOOD, 'charts/redis/Chart.yaml': 'name: redis\n', 'charts/redis/templates/a.yaml': TEMPLATE });
    const NOTICE_HERE = 'notice: .: templates of Helm are left out; render them first: helm template . | npx cdk8s-argo-rollouts check -\n';
    expect(run(['check', '.'])).toEqual({ status: 0, out: '1 object in 3 files: no findings\n', error: NOTICE_HERE });
    process.chdir('templates');
    expect(run(['check', '.']).error).toBe(NOTICE_HERE.replace(/ \.:/, ' ..:').replace(/ \. /, ' .. ') + EMPTY);
  });

  test('that are manifests already, as cdk8s writes them, are checked', () => {
    write({ 'dist/Chart.yaml': 'name: shop\n', 'dist/templates/a.yaml': BAD.replace('name: main', 'name: main, args: ["{{args.service}}"]') });
    expect(run(['check', 'dist'])).toMatchObject({ status: 1, error: '', out: expect.stringContaining('ARO101') });
  });

  test.each([
    ['a value', 'kind: A\nmetadata:\n  name: {{ .Values.name }}'],
    ['a part of a value', 'kind: A\nmetadata:\n  name: {{ .Release.Name }}-canary'],
    ['a line', '{{- if .Values.on }}\nkind: A\n{{- end }}'],
    ['a block', 'kind: A\nmetadata:\n  labels:\n    {{- include "labels" . | nindent 4 }}'],
    ['a comment', '{{/* ours */}}\nkind: A'],
    ['a call', 'kind: A\nmetadata:\n  name: {{ lower $name }}'],
  ])('are found where they are named: %s', (_name, template) => {
    write({ 'chart/Chart.yaml': 'name: shop\n', 'chart/templates/a.yaml': `${template}\n---\n${template}\n---\n${BAD}` });
    const [first, second, ...others] = run(['check', 'chart/templates/a.yaml']).out.split('\n');
    expect(first).toMatch(/^chart\/templates\/a\.yaml:\d:\d+: error ARO001 /);
    expect(first).toContain(RENDER);
    expect(second).toContain('ARO101');
    expect(others).toEqual(['1 object in 1 file: 2 errors', '']);
  });
});

describe('arguments of an analysis', () => {
  test.each(['"{{args.service}}"', 'a-{{args.service}}', '|\n          {{args.service}} {{ args.service }}', 'sum(x{a="{{args.service}}"})'])('may stand in %s', (value) => {
    write({ 'a.yaml': GOOD.replace('image: checkout }]', `image: checkout }]\n      hostname: ${value}`).replace('hostname', 'nodeName') });
    expect(run(['check', 'a.yaml']).out).not.toContain('ARO001');
  });

  test.each([['a value', '{{args.service}}', '5:10'], ['a part of one', '{{args.service}}-canary', '5:25']])('must stand in quotes: %s', (_name, value, place) => {
    write({ 'a.yaml': `kind: A\napiVersion: v1\nmetadata: { name: a }\nspec:\n  text: ${value}\n` });
    expect(run(['check', 'a.yaml']).out).toContain(`a.yaml:${place}: error ARO001 document: has {{ outside quotes, where YAML takes it for a map; `
      + 'put the value in quotes, as "{{args.service}}", or render the template first\n');
  });

  test('do not hide another mistake', () => {
    write({ 'a.yaml': 'kind: A\nspec:\n  text: "{{args.service}}"\n  list: [\n' });
    expect(run(['check', 'a.yaml']).out).toContain('ARO001 document: is not valid YAML: ');
  });
});

test('a key that is a map is none to Kubernetes, and none of its business elsewhere', () => {
  write({ 'a.yaml': 'kind: A\n? { a: 1 }\n: b\n', 'b.yaml': '? { a: 1, b: 1.5, c: yes, d: .inf }\n: b\n? [c]\n: d\n' });
  expect(run(['check', '.']).out).toBe('a.yaml:2:3: error ARO001 document: has a key that is no text; mend the YAML\n0 objects in 2 files: 1 error\n');
});
