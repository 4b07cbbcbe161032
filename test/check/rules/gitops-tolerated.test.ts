import { gatewayApi, gitOps, messages } from '../fixtures';

const ISTIO = 'networking.istio.io';
const WEIGHTS = '.spec.http[].route[]?.weight';

/** Objects under an Application with these entries. */
function deliveredWith(manifests: any, entries: unknown, change: (spec: any) => void = () => undefined): any {
  const { application } = gitOps();
  application.spec.ignoreDifferences = entries;
  change(application.spec);
  return { ...manifests, application };
}

/** The canary under an Application with an entry for its VirtualService. */
function ignoring(entry: object, change: (spec: any) => void = () => undefined): any {
  return deliveredWith(gitOps(), [{ group: ISTIO, kind: 'VirtualService', ...entry }], change);
}

describe('ARO602: Argo CD', () => {
  const hides = (path: string, value: string): string => `ARO602 spec.ignoreDifferences[0].${path}[0]: ${JSON.stringify(value)} hides more of `
    + `VirtualService checkout than the weights that Rollout checkout changes; ignore the jqPathExpression ${WEIGHTS}`;

  test.each([
    [''], ['/spec'], ['/spec/http'], ['/spec/http/0'], ['/spec/http/0/route'],
  ])('does not ignore the JSON pointer %p', (pointer) => {
    expect(messages(ignoring({ jsonPointers: [pointer], jqPathExpressions: [WEIGHTS] }))).toEqual([hides('jsonPointers', pointer)]);
  });

  test.each([
    ['.spec'], ['.spec.http'], ['.spec.http[]'], ['.spec.http[] | select(.name == "primary")'], ['.spec.http[].route[]'],
  ])('does not ignore the jqPathExpression %p', (expression) => {
    expect(messages(ignoring({ jqPathExpressions: [expression] }))).toEqual([hides('jqPathExpressions', expression)]);
  });

  test.each([
    ['other fields', { jsonPointers: ['/metadata/labels', '/spec/hosts'] }],
    ['other objects', { name: 'cart', jsonPointers: ['/spec'] }],
    ['other namespaces', { namespace: 'cart', jsonPointers: ['/spec'] }],
    ['other kinds', { kind: 'Gateway', jsonPointers: ['/spec'] }],
    ['other routes', { jqPathExpressions: ['.spec.http[] | select(.name == "beta")'] }],
    ['what depends', { jqPathExpressions: ['.spec.http[] | select(.name | startswith("beta"))'] }],
  ])('may ignore %s', (_, entry) => {
    const entries = [{ group: ISTIO, kind: 'VirtualService', jqPathExpressions: [WEIGHTS] }, { group: ISTIO, kind: 'VirtualService', ...entry }];
    expect(messages(deliveredWith(gitOps(), entries))).toEqual([]);
  });

  test('may ignore what it likes where no Rollout is', () => {
    expect(messages(ignoring({ jsonPointers: ['/spec'] }, (spec) => { spec.destination.namespace = 'cart'; }))).toEqual([]);
  });

  test('does not ignore all of a Rollout', () => {
    const entries = (jsonPointers: string[]): any => [
      { group: ISTIO, kind: 'VirtualService', jqPathExpressions: [WEIGHTS] }, { group: 'argoproj.io', kind: 'Rollout', jsonPointers },
    ];
    expect(messages(deliveredWith(gitOps(), entries(['/spec'])))).toEqual([
      'ARO602 spec.ignoreDifferences[1].jsonPointers[0]: "/spec" hides all of Rollout checkout: no new version is ever noticed; '
      + 'ignore the fields that something else changes',
    ]);
    expect(messages(deliveredWith(gitOps(), entries(['/spec/replicas'])))).toEqual([]);
  });

  test('does not trust the controller with whole lists', () => {
    const trusting = (manager: string): any => ignoring({ group: '*', kind: '*', jqPathExpressions: [WEIGHTS], managedFieldsManagers: [manager] });
    expect(messages(trusting('rollouts-controller'))).toEqual([
      'ARO602 spec.ignoreDifferences[0].managedFieldsManagers[0]: "rollouts-controller" owns all of spec.http of VirtualService checkout '
      + `after the first update, and no change from Git is seen any more; ignore the jqPathExpression ${WEIGHTS}`,
    ]);
    expect(messages(trusting('kube-controller-manager'))).toEqual([]);
  });

  test('does not select by what only the cluster has', () => {
    const expression = 'select(.metadata.labels["rollouts.argoproj.io/gatewayapi-canary"] == "in-progress") | .spec.rules';
    const selecting = (jqPathExpressions: string[]): any =>
      deliveredWith(gatewayApi(), [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', jqPathExpressions }]);
    expect(messages(selecting([expression]))).toEqual([
      'ARO602 spec.ignoreDifferences[0].jqPathExpressions[0]: "select(.metadata.labels[\\"rollouts.argoproj.io/gatewayapi-ca…" selects by a '
      + 'label that only the object in the cluster has, so that it differs from Git for ever; ignore the path without a condition',
    ]);
    expect(messages(selecting(['select(.metadata.labels["team"] == "shop") | .spec.rules']))).toEqual([]);
  });

  test('keeps no list of a custom resource as it is', () => {
    const respecting = (entry: object): any => ignoring(entry, (spec) => {
      spec.syncPolicy.syncOptions = ['CreateNamespace=true', 'RespectIgnoreDifferences=true'];
    });
    expect(messages(respecting({ jqPathExpressions: [WEIGHTS] }))).toEqual([
      'ARO602 spec.syncPolicy.syncOptions[1]: "RespectIgnoreDifferences=true" keeps all of spec.http of VirtualService checkout as it is '
      + 'in the cluster, since what is ignored lies in that list; remove it, and let ApplyOutOfSyncOnly=true do',
    ]);
    const set = respecting({ kind: 'Gateway', jqPathExpressions: ['.spec.servers'] });
    set.application.spec.syncPolicy.automated = undefined;
    expect(messages(set)).toEqual([]);
  });
});
