import { gatewayApi, gitOps, messages, subsets } from '../fixtures';

const ISTIO = 'networking.istio.io';
const WEIGHTS = '.spec.http[].route[]?.weight';
/** The spelling of many guides, on which jq fails where a route only redirects. */
const BARE = '.spec.http[].route[].weight';

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

function fought(what: string, object: string, expression: string, kind: string, group: string, end = 'selfHeal reverts them at once'): string {
  return `ARO601 spec.ignoreDifferences: leaves out ${what} of ${object}, which Rollout checkout changes: ${end}; `
    + `add the jqPathExpression ${expression} for kind ${kind} of group ${group}`;
}

const WEIGHTS_FOUGHT = fought('the weights', 'VirtualService checkout', WEIGHTS, 'VirtualService', ISTIO);

describe('ARO601: the weights of a VirtualService', () => {
  test.each([
    ['nothing', {}],
    ['another path', { jqPathExpressions: ['.spec.http[].timeout'] }],
    ['one of the two destinations', { jsonPointers: ['/spec/http/0/route/0/weight'] }],
    ['a wildcard, which a JSON pointer does not know', { jsonPointers: ['/spec/http/*/route/*/weight'] }],
    ['another route', { jqPathExpressions: ['.spec.http[1].route[].weight'] }],
    ['a route of another name', { jqPathExpressions: ['.spec.http[] | select(.name == "other") | .route[].weight'] }],
    ['another kind', { kind: 'DestinationRule', jqPathExpressions: [WEIGHTS] }],
    ['another group', { group: undefined, jqPathExpressions: [WEIGHTS] }],
    ['kinds of another form', { kind: 'V*Rule', jqPathExpressions: [WEIGHTS] }],
    ['another object', { name: 'other', jqPathExpressions: [WEIGHTS] }],
    ['another namespace', { namespace: 'staging', jqPathExpressions: [WEIGHTS] }],
    ['what another manager writes', { managedFieldsManagers: ['kube-controller-manager'] }],
  ])('are reverted where Argo CD ignores %s', (_, entry) => {
    expect(messages(ignoring(entry))).toEqual([WEIGHTS_FOUGHT]);
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
    [{ jqPathExpressions: ['select(.spec.hosts'] }],
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
    const manifests = ignoring({}, (spec) => delete spec.syncPolicy.automated.selfHeal);
    expect(messages(manifests)).toEqual([WEIGHTS_FOUGHT.replace('selfHeal reverts them at once', 'the next automated sync reverts them')]);
  });

  test.each([
    ['nothing is automated', (spec: any) => delete spec.syncPolicy],
    ['automation is switched off', (spec: any) => spec.syncPolicy.automated.enabled = false],
    ['it is not said where to', (spec: any) => delete spec.destination.namespace],
    ['the objects go elsewhere', (spec: any) => spec.destination.namespace = 'staging'],
    ['each goes elsewhere', (spec: any) => spec.destination.namespace = '{{ .namespace }}'],
  ])('are not reverted where %s', (_, change) => {
    expect(messages(ignoring({}, change))).toEqual([]);
  });

  test('are anybody\'s where several Applications deliver into the namespace', () => {
    const manifests = ignoring({});
    manifests.second = { ...manifests.application, metadata: { name: 'second', namespace: 'argocd' } };
    expect(messages(manifests)).toEqual([]);
  });

  test('are not Argo CD\'s where the VirtualService is not among the manifests', () => {
    const { virtualService: _virtualService, ...manifests } = ignoring({});
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });

  test('are known where the only route has no name', () => {
    const manifests = ignoring({});
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
    const manifests = ignoring({});
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
    expect(messages({ ...ignoring({}), settings })).toEqual(said);
    expect(messages({ ...ignoring({}), settings: { ...settings, metadata: { name: 'other', namespace: 'argocd' } } })).toEqual([WEIGHTS_FOUGHT]);
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

describe('ARO601: what else the controller changes', () => {
  const LABELS = '.spec.subsets[].labels."rollouts-pod-template-hash"';
  const ISTIO_WEIGHTS = { group: ISTIO, kind: 'VirtualService', jqPathExpressions: [WEIGHTS] };
  const LABELS_FOUGHT = fought('the labels rollouts-pod-template-hash', 'DestinationRule checkout', LABELS, 'DestinationRule', ISTIO);

  test.each([
    [[ISTIO_WEIGHTS], [LABELS_FOUGHT]],
    [[ISTIO_WEIGHTS, { group: ISTIO, kind: 'DestinationRule', jqPathExpressions: ['.spec.subsets[0].labels["rollouts-pod-template-hash"]'] }], [LABELS_FOUGHT]],
    [[ISTIO_WEIGHTS, { group: ISTIO, kind: 'DestinationRule', jqPathExpressions: [LABELS] }], []],
    [[ISTIO_WEIGHTS, {
      group: ISTIO,
      kind: 'DestinationRule',
      jsonPointers: ['/spec/subsets/0/labels/rollouts-pod-template-hash', '/spec/subsets/1/labels/rollouts-pod-template-hash'],
    }], []],
  ])('are the labels of subsets: %j', (entries, said) => {
    expect(messages(deliveredWith(subsets(), entries))).toEqual(said);
  });

  function headed(manifests: any): any {
    const { canary } = manifests.rollout.spec.strategy;
    canary.trafficRouting.managedRoutes = [{ name: 'beta' }];
    canary.steps = [
      { setCanaryScale: { replicas: 1 } },
      { setHeaderRoute: { name: 'beta', match: [{ headerName: 'X-Beta', headerValue: { exact: 'yes' } }] } },
      { pause: {} },
      { setCanaryScale: { matchTrafficWeight: true } },
      { setWeight: 50 },
    ];
    return manifests;
  }

  const ROUTE_FOUGHT = fought('route beta', 'VirtualService checkout', '.spec.http[] | select(.name == "beta")', 'VirtualService', ISTIO, 'selfHeal reverts it at once');

  test.each([
    [['.spec.http[].route[].weight'], [ROUTE_FOUGHT]],
    [['.spec.http[].route[].weight', '.spec.http[0]'], [ROUTE_FOUGHT]],
    [['.spec.http[].route[].weight', '.spec.http[] | select(.name == "alpha")'], [ROUTE_FOUGHT]],
    [['.spec.http[].route[].weight', '.spec.http[] | select(.name == "beta")'], []],
    [['.spec.http[].route[].weight', '.spec.http[]|select( .name=="beta" )'], []],
  ])('are the routes of steps: %j', (jqPathExpressions, said) => {
    const manifests = headed(deliveredWith(gitOps(), [{ group: ISTIO, kind: 'VirtualService', jqPathExpressions }]));
    expect(messages(manifests).filter((message) => message.startsWith('ARO601'))).toEqual(said);
  });

  test('are no routes that are managed and never made', () => {
    const manifests = deliveredWith(gitOps(), [ISTIO_WEIGHTS]);
    manifests.rollout.spec.strategy.canary.trafficRouting.managedRoutes = [{ name: 'beta' }];
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });

  const GATEWAY = 'gateway.networking.k8s.io';
  const BACKENDS = '.spec.rules[].backendRefs[]?.weight';
  const BACKENDS_FOUGHT = fought('the weights', 'HTTPRoute checkout', BACKENDS, 'HTTPRoute', GATEWAY);
  const HEADER_FOUGHT = fought('route beta', 'HTTPRoute checkout', '.spec.rules[] | select(.name == "beta")', 'HTTPRoute', GATEWAY, 'selfHeal reverts it at once');
  const PLUGIN = 'argoproj-labs/gatewayAPI';

  test.each([
    [[], [BACKENDS_FOUGHT]],
    [[BACKENDS], []],
    [['.spec.rules[].backendRefs[].weight'], []],
    [['.spec.rules[0].backendRefs[].weight'], []],
    [['.spec.rules[1].backendRefs[].weight'], [BACKENDS_FOUGHT]],
  ])('are the weights of routes of the Gateway API: %j', (jqPathExpressions, said) => {
    expect(messages(deliveredWith(gatewayApi(), [{ group: GATEWAY, kind: 'HTTPRoute', jqPathExpressions }]))).toEqual(said);
  });

  test('are not found beside a rule that only redirects, unless jq is told not to fail', () => {
    const entries = (expression: string): unknown => [{ group: GATEWAY, kind: 'HTTPRoute', jqPathExpressions: [expression] }];
    const told = (expression: string): string[] => {
      const manifests = deliveredWith(gatewayApi(), entries(expression));
      manifests.httpRoute.spec.rules.push({ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] });
      return messages(manifests);
    };
    expect(told('.spec.rules[].backendRefs[].weight')).toEqual([BACKENDS_FOUGHT]);
    expect(told(BACKENDS)).toEqual([]);
  });

  test('are the weights of the two Services only', () => {
    const manifests = deliveredWith(gatewayApi(), [{ group: GATEWAY, kind: 'HTTPRoute', jqPathExpressions: ['.spec.rules[0].backendRefs[].weight'] }]);
    manifests.httpRoute.spec.rules.push({ backendRefs: [{ name: 'cart', port: 80, weight: 1 }] });
    expect(messages(manifests)).toEqual([]);
  });

  test.each([
    [{ httpRoute: 'checkout', namespace: 'shop' }, [HEADER_FOUGHT]],
    [{ httpRoutes: [{ name: 'checkout', useHeaderRoutes: true }], namespace: 'shop' }, [HEADER_FOUGHT]],
    [{ httpRoutes: [{ name: 'checkout' }], namespace: 'shop' }, []],
  ])('are the rules that the plugin adds to an HTTPRoute: %j', (config, said) => {
    const manifests = headed(deliveredWith(gatewayApi(), [{ group: GATEWAY, kind: 'HTTPRoute', jqPathExpressions: [BACKENDS] }]));
    manifests.rollout.spec.strategy.canary.trafficRouting.plugins[PLUGIN] = config;
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual(said);
  });
});

describe('ARO601: the weights of routes of TLS and TCP', () => {
  /** The canary with a split of connections, by the fields that say so. */
  function connections(list: object, routes: object, entries: unknown): any {
    const manifests = deliveredWith(gitOps(), entries);
    manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualService = { name: 'checkout', ...list };
    manifests.virtualService.spec = { hosts: ['checkout.example.com'], ...routes };
    return manifests;
  }
  const route = [
    { destination: { host: 'checkout-stable', port: { number: 443 } }, weight: 100 },
    { destination: { host: 'checkout-canary', port: { number: 443 } }, weight: 0 },
  ];
  const tls = { tlsRoutes: [{ port: 443, sniHosts: ['checkout.example.com'] }] };
  const tlsRoutes = { tls: [{ match: [{ port: 443, sniHosts: ['checkout.example.com'] }], route }] };
  const ignored = (expression: string): unknown => [{ group: ISTIO, kind: 'VirtualService', jqPathExpressions: [expression] }];
  const told = (manifests: any): string[] => messages(manifests).filter((message) => message.startsWith('ARO6'));

  test.each<[string, object, object]>([
    ['tls', tls, tlsRoutes],
    ['tcp', { tcpRoutes: [{ port: 443 }] }, { tcp: [{ match: [{ port: 443 }], route }] }],
    ['tcp', {}, { tcp: [{ route }] }],
  ])('are reverted, and ignored by their own path: %s', (protocol, list, routes) => {
    const expression = `.spec.${protocol}[].route[]?.weight`;
    expect(told(connections(list, routes, []))).toEqual([
      fought('the weights', 'VirtualService checkout', expression, 'VirtualService', ISTIO),
    ]);
    expect(told(connections(list, routes, ignored(expression)))).toEqual([]);
    expect(told(connections(list, routes, ignored(`.spec.${protocol}[].route[].weight`)))).toEqual([]);
    expect(told(connections(list, routes, ignored(`.spec.${protocol}[0].route[].weight`)))).toEqual([]);
  });

  test('are not found beside a route without destinations, unless jq is told not to fail', () => {
    const two = { tls: [...tlsRoutes.tls, { match: [{ sniHosts: ['a.example.com'] }] }] };
    const only = (expression: string): string[] => told(connections(tls, two, ignored(expression))).filter((message) => message.startsWith('ARO601'));
    expect(only('.spec.tls[].route[].weight')).toHaveLength(1);
    expect(only('.spec.tls[].route[]?.weight')).toEqual([]);
  });

  test('are not those of a route that is not listed', () => {
    const two = { tls: [{ match: [{ sniHosts: ['a.example.com'] }], route }, ...tlsRoutes.tls] };
    expect(told(connections(tls, two, ignored('.spec.tls[1].route[].weight')))).toEqual([]);
    expect(told(connections(tls, two, ignored('.spec.tls[0].route[].weight')))).toHaveLength(1);
  });
});
