import { canary, messages } from '../fixtures';

const CANARY = 'spec.strategy.canary';

/** The service `cart` beside `checkout`, with everything of its own. */
function two(): any {
  const cart = JSON.parse(JSON.stringify(canary()).replace(/checkout/g, 'cart').replace(/success-rate/g, 'cart-rate'));
  const named = Object.fromEntries(Object.entries(cart).map(([name, manifest]) => [`${name}OfCart`, manifest]));
  return { ...canary(), ...named };
}

test('two services beside each other have no findings', () => {
  expect(messages(two())).toEqual([]);
});

describe('ARO301: what a Rollout rewrites', () => {
  test('includes its Services', () => {
    const manifests = two();
    manifests.rolloutOfCart.spec.strategy.canary.canaryService = 'checkout-stable';
    expect(messages(manifests)).toEqual([
      `ARO301 ${CANARY}.canaryService: "checkout-stable" is managed by Rollout checkout already, as its stableService; `
      + 'give each Rollout its own Service',
    ]);
  });

  test('is its own in its own namespace', () => {
    const manifests = two();
    manifests.rolloutOfCart.metadata.namespace = 'elsewhere';
    manifests.rolloutOfCart.spec.strategy.canary.canaryService = 'checkout-stable';
    expect(messages(manifests)).toEqual([]);
  });

  test('has one role each', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.pingPong = { pingService: 'checkout-stable', pongService: 'checkout-pong' };
    expect(messages(manifests)).toEqual([
      `ARO301 ${CANARY}.pingPong.pingService: "checkout-stable" is the stableService as well; give each role its own Service`,
    ]);
  });

  test.each([
    ['the same route', ['primary'], 'routes[0]: is route primary of'],
    ['the only route', undefined, 'name: is'],
  ])('includes %s of a VirtualService', (_, routes, said) => {
    const manifests = two();
    const istio = manifests.rolloutOfCart.spec.strategy.canary.trafficRouting.istio;
    istio.virtualService = { name: 'checkout', ...(routes === undefined ? {} : { routes }) };
    expect(messages(manifests)).toEqual([
      `ARO301 ${CANARY}.trafficRouting.istio.virtualService.${said} VirtualService checkout, which Rollout checkout rewrites `
      + 'already; give each Rollout its own',
    ]);
  });

  test('includes a VirtualService that is named with its namespace', () => {
    const manifests = two();
    manifests.rolloutOfCart.metadata.namespace = 'elsewhere';
    const istio = manifests.rolloutOfCart.spec.strategy.canary.trafficRouting.istio;
    delete istio.virtualService;
    istio.virtualServices = [{ name: 'checkout.shop', routes: ['primary'] }];
    expect(messages(manifests)).toEqual([
      `ARO301 ${CANARY}.trafficRouting.istio.virtualServices[0].routes[0]: is route primary of VirtualService checkout, `
      + 'which Rollout checkout rewrites already; give each Rollout its own',
    ]);
  });

  test.each([
    { routes: ['secondary'] },
    { tlsRoutes: [{ port: 443, sniHosts: ['cart.example.com'] }] },
    { tcpRoutes: [{ port: 5432 }] },
  ])('does not include another route (%j)', (route) => {
    const manifests = two();
    manifests.rolloutOfCart.spec.strategy.canary.trafficRouting.istio.virtualService = { name: 'checkout', ...route };
    expect(messages(manifests)).toEqual([]);
  });

  test('includes a DestinationRule', () => {
    const manifests = two();
    const destinationRule = { name: 'shared', stableSubsetName: 'stable', canarySubsetName: 'canary' };
    manifests.rollout.spec.strategy.canary.trafficRouting.istio.destinationRule = destinationRule;
    expect(messages(manifests)).toEqual([]);
    manifests.rolloutOfCart.spec.strategy.canary.trafficRouting.istio.destinationRule = destinationRule;
    expect(messages(manifests)).toEqual([
      `ARO301 ${CANARY}.trafficRouting.istio.destinationRule.name: is DestinationRule shared, which Rollout checkout rewrites `
      + 'already; give each Rollout its own',
    ]);
  });
});
