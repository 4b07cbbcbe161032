import { checkManifests } from '../../../lib/check';
import { gitOps, messages } from '../fixtures';

const PLACE = 'spec.ignoreDifferences[0]';
const ROUTES = { group: 'networking.istio.io', kind: 'VirtualService', jqPathExpressions: ['.spec.http[].route[].weight'] };

function withEntries(...entries: unknown[]): any {
  const manifests = gitOps();
  manifests.application.spec.ignoreDifferences = entries;
  return manifests;
}

/** What is said of an entry beside one that ignores the weights. */
function told(entry: unknown): string[] {
  return messages(withEntries(entry, ROUTES)).filter((message) => message.startsWith('ARO61'));
}

const CONFIG = { group: '', kind: 'ConfigMap' };

function jq(...jqPathExpressions: unknown[]): object {
  return { ...CONFIG, jqPathExpressions };
}

describe('ARO610: a path of jq', () => {
  test.each([
    '.spec.replicas', '.', '..', '.spec?.replicas', '.spec.http[].route[] | select(.name == "a-[b")', 'select(.kind == "A").spec', 'paths(..)',
    '.metadata.annotations["a-b/c"]', '.metadata.annotations."a-b"', '.["a(b"]', 'if .kind == "Rollout" then .spec else empty end',
    '.data | keys - ["a"]', '.a - .b', '.a-1', '.data["\\(.a)"]', '.data # ) a', '.spec{{.path}', '[.a, .b][0]', '.metadata.annotations as $a | .spec', '$x', '-1',
    '.spec | .', '.spec | ..', '.. | .weight?', '[..]', '.a // .', '.spec[] | select(.a == null or .b != true)', '.a[first]', 'def f: 1; .a == f',
    '.spec[] | select(.a == $x)', '.spec[.a]', '.a[1]', ".a # it's", '.spec[] | select(.name == ascii_downcase)', '.spec[] | select(.a == (.b))',
    'recurse', 'empty', 'any', 'paths', 'input', 'first[0]', ' keys[]', 'to_entries[].value', '$__loc__.file', '$x[0]',
  ])('may be %s', (path) => {
    expect(told(jq(path))).toEqual([]);
  });

  test.each([
    ['spec.replicas', 'is no path of jq; did you mean ".spec.replicas"?'],
    ['spec', 'is no path of jq; did you mean ".spec"?'],
    [' spec["a"]', 'is no path of jq; did you mean ".spec[\\"a\\"]"?'],
    ['.spec.http[*].route[*].weight', 'has [*] in it, which jq does not know; write ".spec.http[].route[].weight"'],
    ['.metadata.annotations.my-key', 'has a - in a key, which jq takes for an operator; write a key with a - or a / as ["a-key"]'],
    ['.metadata.annotations.example.com/restartedAt', 'has a / in a key, which jq takes for an operator; write a key with a - or a / as ["a-key"]'],
    ['.spec.http[', 'has brackets or quotes that do not match; correct it: it is in the language jq'],
    ['.spec.http[].route[].weight)', 'has brackets or quotes that do not match; correct it: it is in the language jq'],
    ['.spec.http[] | select(.name == "a"', 'has brackets or quotes that do not match; correct it: it is in the language jq'],
    ['.metadata.labels["a]', 'has brackets or quotes that do not match; correct it: it is in the language jq'],
    ['(]', 'has brackets or quotes that do not match; correct it: it is in the language jq'],
    ['$.spec.replicas', 'is a JSONPath, and no path of jq; write ".spec.replicas"'],
    ['$.spec.http[*].route', 'is a JSONPath, and no path of jq; write ".spec.http[].route"'],
    ['$[0].spec', 'is a JSONPath, and no path of jq; write ".[0].spec"'],
    ['$', 'is a JSONPath, and no path of jq; write "."'],
    ["$['spec']", 'is a JSONPath, and no path of jq; write it in the language jq, as .spec.replicas'],
    ['$..replicas', 'is a JSONPath, and no path of jq; write it in the language jq, as .spec.replicas'],
    ['/spec/replicas', 'is a JSON pointer, and no path of jq; write ".spec.replicas", or put it into jsonPointers'],
    ['/spec/ports/0/my-key~1a', 'is a JSON pointer, and no path of jq; write ".spec.ports[0][\\"my-key/a\\"]", or put it into jsonPointers'],
    ['/0', 'is a JSON pointer, and no path of jq; write ".[0]", or put it into jsonPointers'],
    ['/', 'is a JSON pointer, and no path of jq; write ".[\\"\\"]", or put it into jsonPointers'],
    ['.spec.http[] | select(.name == beta)', 'calls beta, which is no function of jq; write "beta" in quotes, if it is a text'],
    ['.data[spec]', 'calls spec, which is no function of jq; write "spec" in quotes, if it is a text'],
    [".spec.http[] | select(.name == 'beta')", 'has "\'" where jq takes none; correct it: it is in the language jq'],
    ['.spec.replicas,', 'has "," where jq takes none; correct it: it is in the language jq'],
    ['.spec.replicas;', 'has ";" where jq takes none; correct it: it is in the language jq'],
    ['.spec..weight', 'has ".." where jq takes none; correct it: it is in the language jq'],
    ['.spec.http[].', 'has "." where jq takes none; correct it: it is in the language jq'],
    ['.spec.http[?(@.name=="x")].weight', 'has "[?" where jq takes none; correct it: it is in the language jq'],
    ['', 'is empty; give a path, as .spec.replicas'],
  ])('is not %s', (path, said) => {
    expect(told(jq(path))).toEqual([`ARO610 ${PLACE}.jqPathExpressions[0]: ${JSON.stringify(path)} ${said}`]);
  });

  test('fails the Application, so it is an error', () => {
    const severities = (entry: object): string[] => (
      checkManifests(Object.values(withEntries(entry, ROUTES))).map(({ severity }) => severity)
    );
    expect(severities(jq('spec'))).toEqual(['error']);
    expect(severities({ ...CONFIG, jsonPointers: ['data'] })).toEqual(['warning']);
    expect(severities(CONFIG)).toEqual(['warning']);
    expect(severities({ ...jq('.data'), kind: 'configMap' })).toEqual(['warning']);
  });

  test('is told of once, where it should have hidden what a Rollout changes', () => {
    expect(messages(withEntries({ ...ROUTES, jqPathExpressions: ['.spec.http[*].route[*].weight'] })).map((message) => message.slice(0, 6))).toEqual(['ARO610']);
    expect(messages(withEntries({ ...ROUTES, jqPathExpressions: undefined, jsonPointers: ['spec/http'] }))).toEqual([
      `ARO610 ${PLACE}.jsonPointers[0]: "spec/http" is no JSON pointer; begin with /, as in /spec/replicas`,
    ]);
  });

  test('of any length is read in no time', () => {
    expect(told(jq(`.${'a.'.repeat(50_000)}a-`))).toEqual([]);
    expect(told(jq('['.repeat(50_000)))).toHaveLength(1);
    expect(told(jq('"\\'.repeat(50_000)))).toHaveLength(0);
    expect(told(jq('.a-/'.repeat(20_000)))).toEqual([]);
    expect(told(jq('"'.repeat(50_001)))).toHaveLength(1);
    expect(told(jq(`"${'\\'.repeat(50_001)}`))).toEqual([]);
    expect(told(jq('\\"'.repeat(50_001)))).toEqual([]);
    expect(told(jq(`.${'[ '.repeat(49_999)}`))).toHaveLength(1);
    expect(told(jq(`/${'a/'.repeat(49_999)}`, `$.${'a.'.repeat(49_999)}`, 'a'.repeat(200_000)))).toHaveLength(2);
  });
});

describe('ARO610: an entry', () => {
  test.each<[object, string]>([
    [{ ...CONFIG, jsonPointers: ['data/a'] }, '.jsonPointers[0]: "data/a" is no JSON pointer; begin with /, as in /spec/replicas'],
    [CONFIG, ': ignores nothing; give jqPathExpressions, jsonPointers or managedFieldsManagers'],
    [{ ...CONFIG, jqPathExpressions: [], jsonPointers: [] }, ': ignores nothing; give jqPathExpressions, jsonPointers or managedFieldsManagers'],
    [{ ...jq('.data'), kind: 'configmap' }, '.kind: "configmap" is no kind, as Deployment is; give the kind as manifests have it'],
    [{ ...jq('.data'), kind: '' }, '.kind: is empty, and matches no object; give the kind of the objects'],
    [{ ...jq('.spec'), group: 'apps/v1', kind: 'Deployment' }, '.group: "apps/v1" has a version, and Argo CD compares groups without; give "apps"'],
    [{ ...jq('.data'), group: 'core' }, ".group: \"core\" is no API group: that of the core has no name; give ''"],
  ])('is not %j', (entry, said) => {
    expect(told(entry)).toEqual([`ARO610 ${PLACE}${said}`]);
  });

  test.each<[object]>([
    [{ ...CONFIG, jsonPointers: ['/data', '/'] }],
    [{ ...CONFIG, managedFieldsManagers: ['kube-controller-manager'] }],
    [{ ...jq('.data'), group: '*', kind: '*' }],
    [{ ...jq('.data'), group: '*', kind: 'Con*' }],
    [{ ...jq('{{.path}}'), group: '{{group}}', kind: '{{kind}}' }],
  ])('may be %j', (entry) => {
    expect(told(entry)).toEqual([]);
  });

  test.each<[unknown]>([[null], [7], [{}], [{ kind: 7, jqPathExpressions: 'spec', jsonPointers: [null, 7] }], [{ ...CONFIG, jqPathExpressions: {} }]])(
    'is for the schema to judge: %j', (entry) => {
      expect(told(entry)).toEqual([]);
    },
  );
});

describe('ARO610: a field that is ignored', () => {
  const ROLLOUT = { group: 'argoproj.io', kind: 'Rollout' };
  const DEPLOYMENT = { group: 'apps', kind: 'Deployment' };
  const SPLIT = { group: 'networking.istio.io', kind: 'VirtualService' };
  const BEGINNING = `ARO610 ${PLACE}`;

  test.each<[object, string, string]>([
    [ROLLOUT, '/spec/replica', 'leads to nothing, since spec of kind Rollout has no field replica; did you mean "replicas"?'],
    [ROLLOUT, '/spec/colour', 'leads to nothing, since spec of kind Rollout has no field colour; remove it, or name a field that is there'],
    [ROLLOUT, '/spce/replicas', 'leads to nothing, since kind Rollout has no field spce; did you mean "spec"?'],
    [ROLLOUT, '/replicas', 'leads to nothing, since kind Rollout has no field replicas; remove it, or name a field that is there'],
    [
      ROLLOUT, '/spec/template/spec/containers/*/image',
      'leads to nothing, since spec.template.spec.containers of kind Rollout is a list; '
        + 'give the index of an element, or the jqPathExpression .spec.template.spec.containers[].image',
    ],
    [ROLLOUT, '/spec/template/spec/containers/0/imge', 'leads to nothing, since spec.template.spec.containers[0] of kind Rollout has no field imge; did you mean "image"?'],
    [DEPLOYMENT, '/spec/replica', 'leads to nothing, since spec of kind Deployment has no field replica; did you mean "replicas"?'],
    [DEPLOYMENT, '/Spec/replicas', 'leads to nothing, since kind Deployment has no field Spec; did you mean "spec"?'],
    [DEPLOYMENT, '/spec/template/spec/nodeSelecter', 'leads to nothing, since spec.template.spec of kind Deployment has no field nodeSelecter; did you mean "nodeSelector"?'],
    [SPLIT, '/spec/http/route', 'leads to nothing, since spec.http of kind VirtualService is a list; give the index of an element, or the jqPathExpression .spec.http[].route'],
    [SPLIT, '/spec/http/-', 'leads to nothing, since spec.http of kind VirtualService is a list; give the index of an element, or the jqPathExpression .spec.http[]'],
    [SPLIT, '/spec/http/0/route/0/wieght', 'leads to nothing, since spec.http[0].route[0] of kind VirtualService has no field wieght; did you mean "weight"?'],
  ])('of %j is not at the pointer %s', (kind, pointer, said) => {
    expect(told({ ...kind, jsonPointers: [pointer] })).toEqual([`${BEGINNING}.jsonPointers[0]: ${JSON.stringify(pointer)} ${said}`]);
  });

  test.each<[object, string, string]>([
    [ROLLOUT, '.spec.replica', 'leads to nothing, since spec of kind Rollout has no field replica; did you mean "replicas"?'],
    [ROLLOUT, '.spec | .["replica"]', 'leads to nothing, since spec of kind Rollout has no field replica; did you mean "replicas"?'],
    [SPLIT, '.spec.http.route[].weight', 'leads to nothing, since spec.http of kind VirtualService is a list; write .spec.http[].route[].weight'],
    [
      SPLIT, '.spec.http[] | select(.name == "primary") | .rout[].weight',
      'leads to nothing, since spec.http[] of kind VirtualService has no field rout; did you mean "route"?',
    ],
  ])('of %j is not at the path %s', (kind, path, said) => {
    expect(told({ ...kind, jqPathExpressions: [path] })).toEqual([`${BEGINNING}.jqPathExpressions[0]: ${JSON.stringify(path)} ${said}`]);
    expect(checkManifests(Object.values(withEntries({ ...kind, jqPathExpressions: [path] }, ROUTES))).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test.each<[object, string]>([
    [ROLLOUT, '/spec/replicas'], [ROLLOUT, '/spec/template/metadata/labels/app.kubernetes.io~1version'], [ROLLOUT, '/metadata/annotations/a~1b'], [ROLLOUT, '/metadata/managedFields'],
    [ROLLOUT, '/status/x'], [ROLLOUT, '/kind'], [ROLLOUT, '/spec/template/spec/containers/0'], [ROLLOUT, '/spec/template/spec/somethingQuiteNew'], [ROLLOUT, '/spec/replicas/x'],
    [ROLLOUT, '/spec/selector/matchLabels/replica'], [ROLLOUT, '/spec/strategy/0'], [ROLLOUT, '/{{ .path }}'], [ROLLOUT, '/0'],
    [DEPLOYMENT, '/spec/replicas'], [DEPLOYMENT, '/spec/strategy/x'], [DEPLOYMENT, '/spec'], [DEPLOYMENT, '/metadata/x'], [DEPLOYMENT, '/spec/template/spec/containers/0/image'],
    [{ group: 'apps', kind: 'StatefulSet' }, '/spec/replica'], [{ group: '*', kind: 'Rollout' }, '/spec/replica'], [{ group: 'argoproj.io', kind: 'R*' }, '/spec/replica'],
    [{ group: '', kind: 'Rollout' }, '/spec/replica'], [{ group: 'argoproj.io', kind: '{{kind}}' }, '/spec/replica'], [{ group: 'argoproj.io', kind: 'Application' }, '/operation'],
  ])('of %j may be at %s', (kind, pointer) => {
    expect(told({ ...kind, jsonPointers: [pointer] })).toEqual([]);
  });

  test('is looked for in a path of any length in no time', () => {
    expect(told({ ...ROLLOUT, jsonPointers: ['/spec'.repeat(50_000)] })).toHaveLength(1);
    expect(told({ ...ROLLOUT, jsonPointers: [`/spec/template/spec/containers${'/0'.repeat(50_000)}`] })).toEqual([]);
    expect(told({ ...ROLLOUT, jqPathExpressions: [`.spec${'[]'.repeat(40_000)}`] })).toEqual([]);
  });
});
