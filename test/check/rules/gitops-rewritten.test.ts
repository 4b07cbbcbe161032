import { deliveredWith, fought, ISTIO, WEIGHTS } from '../delivered';
import { gatewayApi, gitOps, messages, subsets } from '../fixtures';

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
    [['.spec.rules[].timeouts'], [BACKENDS_FOUGHT]],
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
