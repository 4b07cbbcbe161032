import { canary, messages, messagesAlone, subsets } from '../fixtures';

const CANARY = 'spec.strategy.canary';

/** The service `cart` beside `checkout`, with everything of its own; its texts can be changed. */
function two(of: () => any = canary, change: (text: string) => string = (text) => text): any {
  const text = JSON.stringify(of()).replace(/checkout/g, 'cart').replace(/success-rate/g, 'cart-rate');
  const cart = JSON.parse(change(text));
  const named = Object.fromEntries(Object.entries(cart).map(([name, manifest]) => [`${name}OfCart`, manifest]));
  return { ...of(), ...named };
}

/** Routes that lead to the two versions of `cart`. */
function cartRoute(route: object): object {
  return { ...route, route: [{ destination: { host: 'cart-stable' }, weight: 100 }, { destination: { host: 'cart-canary' }, weight: 0 }] };
}

test('two services beside each other have no findings', () => {
  expect(messages(two())).toEqual([]);
  expect(messages(two(subsets))).toEqual([]);
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
    const elsewhere = (text: string): string => text.replace(/"shop"/g, '"elsewhere"').replace(/cart-canary/g, 'checkout-stable');
    expect(messages(two(canary, elsewhere))).toEqual([]);
  });

  test('has one role each', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.pingPong = { pingService: 'checkout-stable', pongService: 'checkout-pong' };
    expect(messagesAlone(manifests)).toEqual([
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
    const manifests = two(canary, (text) => text.replace(/"shop"/g, '"elsewhere"'));
    const istio = manifests.rolloutOfCart.spec.strategy.canary.trafficRouting.istio;
    delete istio.virtualService;
    istio.virtualServices = [{ name: 'checkout.shop', routes: ['primary'] }];
    expect(messages(manifests)).toEqual([
      `ARO301 ${CANARY}.trafficRouting.istio.virtualServices[0].routes[0]: is route primary of VirtualService checkout, `
      + 'which Rollout checkout rewrites already; give each Rollout its own',
    ]);
  });

  test('does not include another route of a VirtualService', () => {
    const manifests = two();
    manifests.rolloutOfCart.spec.strategy.canary.trafficRouting.istio.virtualService = { name: 'checkout', routes: ['secondary'] };
    manifests.virtualService.spec.http.unshift(cartRoute({ name: 'secondary', match: [{ uri: { prefix: '/cart' } }] }));
    expect(messages(manifests)).toEqual([]);
  });

  test.each([
    ['tls', 'tlsRoutes', { port: 443, sniHosts: ['b.example.com', 'a.example.com'] }, 'tls port 443 a.example.com b.example.com'],
    ['tcp', 'tcpRoutes', { port: 5432 }, 'tcp port 5432'],
  ])('includes a %s route, and not another', (protocol, list, match, route) => {
    const manifests = two();
    const other = { ...match, port: 8443 };
    const [own] = manifests.virtualService.spec.http;
    manifests.virtualService.spec = {
      hosts: ['checkout.example.com'],
      [protocol]: [{ match: [match], route: own.route }, cartRoute({ match: [other] })],
    };
    const { istio } = manifests.rollout.spec.strategy.canary.trafficRouting;
    istio.virtualService = { name: 'checkout', [list]: [match] };
    const { istio: istioOfCart } = manifests.rolloutOfCart.spec.strategy.canary.trafficRouting;
    istioOfCart.virtualService = { name: 'checkout', [list]: [other] };
    expect(messages(manifests)).toEqual([]);
    istioOfCart.virtualService = istio.virtualService;
    expect(messages(manifests)).toEqual([
      `ARO301 ${CANARY}.trafficRouting.istio.virtualService.${list}[0]: is route ${JSON.stringify(route)} of VirtualService `
      + 'checkout, which Rollout checkout rewrites already; give each Rollout its own',
    ]);
  });

  test('includes a DestinationRule', () => {
    const manifests = two(subsets);
    manifests.rolloutOfCart.spec.strategy.canary.trafficRouting.istio.destinationRule.name = 'checkout';
    manifests.virtualServiceOfCart.spec.http[0].route.forEach(({ destination }: any) => { destination.host = 'checkout'; });
    expect(messages(manifests)).toEqual([
      `ARO301 ${CANARY}.trafficRouting.istio.destinationRule.name: is DestinationRule checkout, which Rollout checkout rewrites `
      + 'already; give each Rollout its own',
    ]);
  });
});
