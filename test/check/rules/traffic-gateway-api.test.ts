import { gatewayApi, messages } from '../fixtures';

const CONFIG = 'spec.strategy.canary.trafficRouting.plugins["argoproj-labs/gatewayAPI"]';
const FIX = 'name the route and its namespace, and send to the stable and the canary Service in one rule of it';

/** The canary split by the plugin, configured in another way. */
function configured(config: unknown, change: (manifests: any) => void = () => undefined): string[] {
  const manifests = gatewayApi();
  manifests.rollout.spec.strategy.canary.trafficRouting.plugins['argoproj-labs/gatewayAPI'] = config;
  change(manifests);
  return messages(manifests);
}

/** The canary split by the plugin, with other rules in its route. */
function routed(...rules: string[][]): string[] {
  return configured({ httpRoute: 'checkout', namespace: 'shop' }, ({ httpRoute }) => {
    httpRoute.spec.rules = rules.map((names) => ({ backendRefs: names.map((name) => ({ name, port: 80 })) }));
  });
}

describe('ARO317: the configuration of the plugin', () => {
  test.each([
    [{ httpRoute: 'checkout', namespace: 'shop' }],
    [{ httpRoutes: [{ name: 'checkout' }], namespace: 'shop' }],
    [{ HTTPRoute: 'checkout', Namespace: 'shop' }],
    [{ httpRouteSelector: { matchLabels: { app: 'checkout' } }, namespace: 'shop' }],
  ])('names a route: %j', (config) => {
    expect(configured(config)).toEqual([]);
  });

  test.each([
    [{}, 'name one, as httpRoute for example'],
    [{ namespace: 'shop' }, 'name one, as httpRoute for example'],
    [{ namespace: 'shop', httpRoute: '' }, 'name one, as httpRoute for example'],
    [{ namespace: 'shop', httpRoutes: [] }, 'name one, as httpRoute for example'],
    [{ namespace: 'shop', htpRoute: 'checkout' }, 'did you mean "httpRoute"?'],
  ])('names none: %j', (config, fix) => {
    expect(configured(config)).toEqual([`ARO317 ${CONFIG}: names no route; ${fix}`]);
  });

  test.each([[{ httpRoute: 'checkout' }], [{ httpRoute: 'checkout', namespace: '' }]])('names a namespace, unlike %j', (config) => {
    expect(configured(config)).toEqual([
      `ARO317 ${CONFIG}: names no namespace, and older versions of the plugin then find no route; give the namespace of the route`,
    ]);
  });

  test('names each route of a list', () => {
    expect(configured({ httpRoutes: [{ name: 'checkout' }, {}, { name: '' }], namespace: 'shop' })).toEqual([1, 2].map((index) => (
      `ARO317 ${CONFIG}.httpRoutes[${index}]: names no route; give its name`
    )));
  });

  test('is that of this plugin', () => {
    const manifests = gatewayApi();
    manifests.rollout.spec.strategy.canary.trafficRouting = { plugins: { 'example/router': {} } };
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO317: the route', () => {
  const NO_RULE = 'ARO317 spec.rules: has no rule that leads to checkout-stable and checkout-canary, the Services of Rollout checkout';

  test('leads to both Services in one rule', () => {
    expect(routed(['checkout-canary'], ['checkout-canary', 'other', 'checkout-stable'])).toEqual([]);
    expect(routed(['{{ service }}'])).toEqual([]);
  });

  test.each([
    [[], FIX],
    [[[]], FIX],
    [[['checkout-stable'], ['checkout-canary']], FIX],
    [[['checkout-stable', 'other']], FIX],
    [[['checkout-stable', 'checkout-canry']], 'did you mean "checkout-canary"?'],
  ] as [string[][], string][])('does not lead to %j', (rules, fix) => {
    expect(routed(...rules)).toEqual([`${NO_RULE}; ${fix}`]);
  });

  test.each(['GRPCRoute', 'TCPRoute', 'TLSRoute'])('may be a %s', (kind) => {
    const config = { [kind.replace(/^[A-Z]+(?=R)/, (protocol) => protocol.toLowerCase())]: 'checkout', namespace: 'shop' };
    const found = (names: string[]): string[] => configured(config, ({ httpRoute }) => {
      Object.assign(httpRoute, { kind, spec: { rules: [{ backendRefs: names.map((name) => ({ name, port: 80 })) }] } });
    });
    expect(found(['checkout-stable', 'checkout-canary'])).toEqual([]);
    expect(found(['checkout-stable'])).toEqual([`${NO_RULE}; ${FIX}`]);
  });

  test('is looked up in the namespace that is named', () => {
    const ids = configured({ httpRoute: 'checkout', namespace: 'edge' }, ({ httpRoute }) => { httpRoute.spec.rules = []; })
      .map((message) => message.slice(0, 6));
    expect(ids).toEqual(['ARO407']);
    expect(configured({ httpRoute: 'checkout', namespace: 'edge' }, ({ httpRoute }) => {
      httpRoute.metadata.namespace = 'edge';
      httpRoute.spec.rules = [];
    })).toEqual([`${NO_RULE}; ${FIX}`]);
  });
});
