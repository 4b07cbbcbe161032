import { deliveredWith, fought, ISTIO, WEIGHTS } from '../delivered';
import { gitOps, messages } from '../fixtures';

/** The spelling of many guides, on which jq fails where a route only redirects. */
const BARE = '.spec.http[].route[].weight';

/** An entry for something else. */
const ELSEWHERE = { jqPathExpressions: ['.spec.http[].timeout'] };

/** The canary under an Application with an entry for its VirtualService. */
function ignoring(entry: object, change: (spec: any) => void = () => undefined): any {
  return deliveredWith(gitOps(), [{ group: ISTIO, kind: 'VirtualService', ...entry }], change);
}

const WEIGHTS_FOUGHT = fought('the weights', 'VirtualService checkout', WEIGHTS, 'VirtualService', ISTIO);

describe('ARO601: the weights of a VirtualService', () => {
  test.each([
    ['another path', { jqPathExpressions: ['.spec.http[].timeout'] }],
    ['one of the two destinations', { jsonPointers: ['/spec/http/0/route/0/weight'] }],
    ['another route', { jqPathExpressions: ['.spec.http[1].route[].weight'] }],
    ['a route of another name', { jqPathExpressions: ['.spec.http[] | select(.name == "other") | .route[].weight'] }],
    ['another group', { group: undefined, jqPathExpressions: [WEIGHTS] }],
    ['kinds of another form', { kind: 'V*Rule', jqPathExpressions: [WEIGHTS] }],
    ['another object', { name: 'other', jqPathExpressions: [WEIGHTS] }],
    ['another namespace', { namespace: 'staging', jqPathExpressions: [WEIGHTS] }],
    ['what another manager writes', { managedFieldsManagers: ['kube-controller-manager'] }],
  ])('are reverted where Argo CD ignores %s', (_, entry) => {
    expect(messages(ignoring(entry))).toEqual([WEIGHTS_FOUGHT]);
  });

  test.each([
    [
      'a wildcard, which a JSON pointer does not know', { jsonPointers: ['/spec/http/*/route/*/weight'] },
      'jsonPointers[0]: "/spec/http/*/route/*/weight" leads to nothing, since spec.http of kind VirtualService is a list; '
      + 'give the index of an element, or the jqPathExpression .spec.http[].route[].weight',
    ],
    [
      'another kind', { kind: 'DestinationRule', jqPathExpressions: [WEIGHTS] },
      `jqPathExpressions[0]: "${WEIGHTS}" leads to nothing, since spec of kind DestinationRule has no field http; remove it, or name a field that is there`,
    ],
  ])('are reverted where Argo CD ignores %s, which is told besides', (_, entry, besides) => {
    expect(messages(ignoring(entry))).toEqual([WEIGHTS_FOUGHT, `ARO610 spec.ignoreDifferences[0].${besides}`]);
  });

  test('are reverted where Argo CD ignores what is no text, which the schema tells of', () => {
    const entry = { jsonPointers: [7, null, {}], jqPathExpressions: 'all', managedFieldsManagers: {} };
    const told = messages(ignoring(entry));
    expect(told.filter((message) => !message.startsWith('ARO004'))).toEqual([WEIGHTS_FOUGHT]);
    expect(told).toHaveLength(6);
  });

  test.each([
    [{ jqPathExpressions: [WEIGHTS] }],
    [{ jqPathExpressions: [BARE] }],
    [{ jqPathExpressions: ['.spec.http[0].route[].weight'] }],
    [{ jqPathExpressions: ['.spec["http"][]."route"[0].weight', '.spec.http[].route[1].weight'] }],
    [{ jqPathExpressions: ['.spec.http[] | select(.name == "primary") | .route[] | .weight'] }],
    [{ jqPathExpressions: ['.spec.http[]? | select(.name | test("prim(ary")) | .route[].weight'] }],
    [{ jqPathExpressions: ['. | .spec.http[].route[]|.weight'] }],
    [{ jqPathExpressions: ['.spec.http[].route[].weight, .metadata.labels'] }],
    [{ jqPathExpressions: ['.. | .weight?'] }],
    [{ jqPathExpressions: ['select(.spec.hosts)'] }],
    [{ jsonPointers: ['/spec/http/0/route/0/weight', '/spec/http/0/route/1/weight'] }],
    [{ group: '*', kind: '*', jqPathExpressions: [WEIGHTS] }],
    [{ group: 'networking.*', kind: '*Serv*ce', jqPathExpressions: [WEIGHTS] }],
    [{ kind: '{VirtualService,DestinationRule}', jqPathExpressions: [WEIGHTS] }],
    [{ name: 'checkout', namespace: 'shop', jqPathExpressions: [WEIGHTS] }],
    [{ name: '{{ .service }}', jqPathExpressions: [WEIGHTS] }],
  ])('are left alone where Argo CD ignores %j', (entry) => {
    expect(messages(ignoring(entry))).toEqual([]);
  });

  test.each([[undefined], [null], [[]], ['none'], [{}], [[null, 7, 'text', []]]])('are reverted where the entries are %j', (entries) => {
    expect(messages(deliveredWith(gitOps(), entries)).filter((message) => message.startsWith('ARO6'))).toEqual([WEIGHTS_FOUGHT]);
  });

  test('are reverted later where only Git starts a sync', () => {
    const manifests = ignoring(ELSEWHERE, (spec) => delete spec.syncPolicy.automated.selfHeal);
    expect(messages(manifests)).toEqual([WEIGHTS_FOUGHT.replace('selfHeal reverts them at once', 'the next automated sync reverts them')]);
  });

  test.each([
    ['nothing is automated', (spec: any) => delete spec.syncPolicy],
    ['automation is switched off', (spec: any) => spec.syncPolicy.automated.enabled = false],
    ['it is not said where to', (spec: any) => delete spec.destination.namespace],
    ['the objects go elsewhere', (spec: any) => spec.destination.namespace = 'staging'],
    ['each goes elsewhere', (spec: any) => spec.destination.namespace = '{{ .namespace }}'],
  ])('are not reverted where %s', (_, change) => {
    expect(messages(ignoring(ELSEWHERE, change))).toEqual([]);
  });

  test('are anybody\'s where several Applications deliver into the namespace', () => {
    const manifests = ignoring(ELSEWHERE);
    manifests.second = { ...manifests.application, metadata: { name: 'second', namespace: 'argocd' } };
    expect(messages(manifests)).toEqual([]);
  });

  test('are not Argo CD\'s where the VirtualService is not among the manifests', () => {
    const { virtualService: _virtualService, ...manifests } = ignoring(ELSEWHERE);
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });

  test('are known where the only route has no name', () => {
    const manifests = ignoring(ELSEWHERE);
    delete manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualService.routes;
    delete manifests.virtualService.spec.http[0].name;
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([WEIGHTS_FOUGHT]);
    manifests.virtualService.spec.http.push({ route: [{ destination: { host: 'other' } }] });
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });

  test('are those of the routes that the Rollout names', () => {
    const manifests = ignoring({ jqPathExpressions: ['.spec.http[0].route[].weight'] });
    manifests.virtualService.spec.http.push({ name: 'other', route: [{ destination: { host: 'other' } }] });
    expect(messages(manifests)).toEqual([]);
  });

  test.each([
    [BARE, [WEIGHTS_FOUGHT]],
    ['.spec.http[]|.route|.[]|.weight', [WEIGHTS_FOUGHT]],
    ['.spec.http[].route[].weight?', [WEIGHTS_FOUGHT]],
    ['.spec.http[]?.route[].weight', [WEIGHTS_FOUGHT]],
    ['.spec.http[1].route[].weight', [WEIGHTS_FOUGHT]],
    [WEIGHTS, []],
    ['.spec.http[].route[] ? .weight', []],
    ['.spec.http[0].route[].weight', []],
    ['.spec.http[] | select(.name == "primary") | .route[].weight', []],
    ['.spec.http[] | select(.route != null) | .route[].weight', []],
    ['.spec.http[].route', []],
  ])('beside a route that only redirects, on which jq fails unless told not to: %s', (expression, said) => {
    const manifests = ignoring({ jqPathExpressions: [expression] });
    manifests.virtualService.spec.http.push({ name: 'old', redirect: { uri: '/new' } });
    expect(messages(manifests).filter((message) => message.startsWith('ARO601'))).toEqual(said);
  });

  test('are delivered by whoever delivers the VirtualService', () => {
    const manifests = ignoring(ELSEWHERE);
    manifests.virtualService.metadata.namespace = 'routing';
    manifests.virtualService.spec.http[0].route[0].destination.host = 'checkout-stable.shop.svc.cluster.local';
    manifests.virtualService.spec.http[0].route[1].destination.host = 'checkout-canary.shop.svc.cluster.local';
    manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualService.name = 'checkout.routing';
    expect(messages(manifests)).toEqual([]);
    manifests.application.spec.destination.namespace = 'routing';
    expect(messages(manifests)).toEqual([WEIGHTS_FOUGHT]);
  });

  test.each([
    ['resource.customizations.ignoreDifferences.networking.istio.io_VirtualService', []],
    ['resource.customizations.ignoreDifferences.all', []],
    ['resource.customizations', []],
    ['resource.customizations.ignoreDifferences.apps_Deployment', [WEIGHTS_FOUGHT]],
  ])('may be ignored by the setting %s', (name, said) => {
    const data = { [name]: 'jqPathExpressions: [.spec.http[].route[].weight]\n' };
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: 'argocd' }, data };
    expect(messages({ ...ignoring(ELSEWHERE), settings })).toEqual(said);
    expect(messages({ ...ignoring(ELSEWHERE), settings: { ...settings, metadata: { name: 'other', namespace: 'argocd' } } })).toEqual([WEIGHTS_FOUGHT]);
  });

  describe('of an ApplicationSet', () => {
    function set(entries: unknown): any {
      const { application, ...manifests } = gitOps();
      const { metadata, spec } = application;
      spec.ignoreDifferences = entries;
      const generators = [{ list: { elements: [{ cluster: 'one' }] } }];
      const template = { metadata: { name: 'shop-{{cluster}}' }, spec };
      return { ...manifests, set: { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata, spec: { generators, template } } };
    }

    test('are ignored in its template', () => {
      expect(messages(set([{ group: ISTIO, kind: 'VirtualService', jqPathExpressions: [WEIGHTS] }]))).toEqual([]);
      expect(messages(set([]))).toEqual([WEIGHTS_FOUGHT.replace('ARO601 spec.', 'ARO601 spec.template.spec.')]);
    });

    test('may be ignored by its patch', () => {
      const manifests = set([]);
      manifests.set.spec.templatePatch = 'spec: {}';
      expect(messages(manifests)).toEqual([]);
    });
  });
});
