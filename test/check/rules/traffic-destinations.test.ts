import { canary, messages, messagesAlone, service, subsets } from '../fixtures';

const FIX = 'send to the stable version and to the canary, each once';
const NEITHER = 'is neither checkout-stable nor checkout-canary, the Services of Rollout checkout';

/** A destination, as `[host or subset, weight]` of the tables here. */
type Place = readonly [string | undefined, number?];

/** The canary split by host, with other destinations; what the Services are is not looked at. */
function byHost(places: readonly Place[], change: (manifests: any) => void = () => undefined): string[] {
  const manifests = canary();
  manifests.virtualService.spec.http[0].route = places.map(([host, weight]) => ({ destination: { host }, weight }));
  change(manifests);
  return messagesAlone(manifests);
}

/** The canary split by subset, with other destinations. */
function bySubset(places: readonly Place[], change: (manifests: any) => void = () => undefined): string[] {
  const manifests = subsets();
  manifests.virtualService.spec.http[0].route = places.map(([subset, weight]) => ({ destination: { host: 'checkout', subset }, weight }));
  change(manifests);
  return messages(manifests);
}

describe('ARO303: the destinations of a split by host', () => {
  test.each([
    [[['checkout-canary', 0], ['checkout-stable', 100]]],
    [[['checkout-stable.shop', 100], ['checkout-canary.shop.svc', 0]]],
    [[['checkout-stable.shop.svc.cluster.local', 100], ['checkout-canary.shop.svc.cluster.local', 0]]],
    [[['checkout-stable', 100], ['checkout-canary', 0], ['legacy', 0]]],
    [[['{{ stable }}', 100], ['checkout-canary', 0]]],
  ] as [Place[]][])('may be %j', (places) => {
    expect(byHost(places)).toEqual([]);
  });

  test.each([
    ['checkout-canari', `${NEITHER}; did you mean "checkout-canary"?`],
    ['checkout-canari.shop.svc.cluster.local', `${NEITHER}; did you mean "checkout-canary"?`],
    ['checkout', `${NEITHER}; ${FIX}`],
    ['api.example.com', `${NEITHER}; ${FIX}`],
    ['checkout-canary.other', 'is a Service in namespace other, and Rollout checkout is in shop; write checkout-canary.shop.svc.cluster.local'],
  ])('may not be %s', (host, said) => {
    expect(byHost([['checkout-stable', 100], [host, 0]])).toEqual([`ARO303 spec.http[0].route[1].destination.host: "${host}" ${said}`]);
  });

  test('are told of one by one', () => {
    expect(byHost([['a', 100], ['b', 0]])).toEqual([0, 1].map((index) => (
      `ARO303 spec.http[0].route[${index}].destination.host: "${'ab'[index] ?? ''}" ${NEITHER}; ${FIX}`
    )));
  });

  test.each([
    [[['checkout-stable', 100]], 'checkout-canary, the canaryService'],
    [[['checkout-canary', 100]], 'checkout-stable, the stableService'],
    [[['checkout-stable', 50], ['checkout-stable', 50]], 'checkout-canary, the canaryService'],
  ] as [Place[], string][])('are both there: %j', (places, missing) => {
    expect(byHost(places)).toEqual([`ARO303 spec.http[0].route: has no destination ${missing} of Rollout checkout; add it`]);
  });

  test('are no others, and none of them comes twice', () => {
    expect(byHost([['checkout-stable', 90], ['checkout-canary', 0], ['legacy', 10]])).toEqual([
      'ARO303 spec.http[0].route[2].destination.host: "legacy" leads to no version of Rollout checkout, so that the controller removes it; '
      + 'remove it, or give it a route of its own',
    ]);
    expect(byHost([['checkout-stable', 50], ['checkout-canary', 0], ['checkout-stable.shop', 50]])).toEqual([
      `ARO303 spec.http[0].route[2].destination.host: "checkout-stable.shop" is a destination of this route already; ${FIX}`,
    ]);
  });

  test('are read in the namespace of the VirtualService', () => {
    const inMesh = (manifests: any): void => {
      manifests.virtualService.metadata.namespace = 'mesh';
      manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualService.name = 'checkout.mesh';
    };
    expect(byHost([['checkout-stable.shop', 100], ['checkout-canary', 0]], inMesh)).toEqual([
      'ARO303 spec.http[0].route[1].destination.host: "checkout-canary" is a Service in namespace mesh, and Rollout checkout is in shop; '
      + 'write checkout-canary.shop.svc.cluster.local',
    ]);
  });

  test('may be in any namespace where the Rollout leaves its own open', () => {
    const open = (manifests: any): void => { Object.values<any>(manifests).forEach(({ metadata }) => { delete metadata.namespace; }); };
    expect(byHost([['checkout-stable.shop', 100], ['checkout-canary', 0]], open)).toEqual([]);
  });

  test('may be ping and pong', () => {
    const pingPong = (manifests: any): void => {
      const { canary: strategy } = manifests.rollout.spec.strategy;
      delete strategy.stableService;
      delete strategy.canaryService;
      strategy.pingPong = { pingService: 'ping', pongService: 'pong' };
      Object.assign(manifests, { stable: service('ping'), canary: service('pong') });
    };
    expect(byHost([['ping', 0], ['pong', 100]], pingPong)).toEqual([]);
    expect(byHost([['ping', 0], ['pang', 100]], pingPong)).toEqual([
      'ARO303 spec.http[0].route[1].destination.host: "pang" is neither ping nor pong, the Services of Rollout checkout; did you mean "pong"?',
    ]);
  });

  test.each([
    ['tls', { port: 443, sniHosts: ['a'] }, 'tlsRoutes'], ['tcp', { port: 5432 }, 'tcpRoutes'],
  ])('are looked for in the only %s route as well', (protocol, match, list) => {
    const added = (host: string) => ({ virtualService: { spec } }: any): void => {
      spec[protocol] = [{ match: [match], route: [{ destination: { host }, weight: 100 }, { destination: { host: 'checkout-canary' }, weight: 0 }] }];
    };
    const places: Place[] = [['checkout-stable', 100], ['checkout-canary', 0]];
    expect(byHost(places, added('checkout-stable'))).toEqual([]);
    expect(byHost(places, ({ virtualService: { spec } }) => { spec[protocol] = [{ match: [match], route: [{ destination: { host: 'db' } }] }]; })).toEqual([
      `ARO303 spec.${protocol}[0].route: is taken for one to split, since Rollout checkout lists no ${list}, and does not lead to its versions; `
      + 'move it to a VirtualService of its own',
    ]);
  });
});

describe('ARO303: the destinations of a split by subset', () => {
  const LISTED = 'remove it, or list its subset in additionalSubsetNames';

  test.each([
    [[['stable', 100], ['canry', 0]], '[1].destination.subset: "canry" is neither stable nor canary, the subsets that Rollout checkout is split by; did you mean "canary"?'],
    [[['stable', 100], [undefined, 0]], `[1].destination: names no subset, and Rollout checkout is split by subsets; ${FIX}`],
    [[['stable', 100]], ': has no destination of subset canary, the canarySubsetName of Rollout checkout; add it'],
    [[['stable', 50], ['canary', 0], ['stable', 50]], `[2].destination.subset: "stable" is a destination of this route already; ${FIX}`],
    [[['stable', 90], ['canary', 0], ['beta', 10]], `[2].destination.subset: "beta" leads to no version of Rollout checkout, so that the controller removes it; ${LISTED}`],
  ] as [Place[], string][])('may not be %j', (places, said) => {
    expect(bySubset(places)).toEqual([`ARO303 spec.http[0].route${said}`]);
  });

  test('may have more that the Rollout names', () => {
    const places: Place[] = [['stable', 90], ['canary', 0], ['beta', 10]];
    expect(bySubset(places, ({ rollout, destinationRule }) => {
      rollout.spec.strategy.canary.trafficRouting.istio.destinationRule.additionalSubsetNames = ['beta'];
      destinationRule.spec.subsets.push({ name: 'beta', labels: { app: 'checkout' } });
    })).toEqual([]);
  });

  test('are right where only the Rollout names another subset, of which ARO304 tells', () => {
    const ids = bySubset([['stable', 100], ['canary', 0]], ({ rollout }) => {
      rollout.spec.strategy.canary.trafficRouting.istio.destinationRule.canarySubsetName = 'next';
    }).map((message) => message.slice(0, 6));
    expect(ids).toEqual(['ARO304']);
  });
});

test('a route that another Rollout lists is taken for one to split by each that lists none', () => {
  const manifests = canary();
  const cart = JSON.parse(JSON.stringify(canary()).replace(/checkout/g, 'cart'));
  manifests.rolloutOfCart = cart.rollout;
  manifests.virtualService.spec.tcp = [{ match: [{ port: 1 }], route: cart.virtualService.spec.http[0].route }];
  const { virtualService } = manifests.rollout.spec.strategy.canary.trafficRouting.istio;
  cart.rollout.spec.strategy.canary.trafficRouting.istio.virtualService = { name: 'checkout', tcpRoutes: [{ port: 1 }] };
  const said = (route: string, rollout: string, list: string): string => (
    `ARO303 spec.${route}[0].route: is taken for one to split, since Rollout ${rollout} lists no ${list}, and does not lead to its versions; `
    + 'move it to a VirtualService of its own'
  );
  expect(messagesAlone(manifests)).toEqual([said('tcp', 'checkout', 'tcpRoutes'), said('http', 'cart', 'routes')]);
  virtualService.tcpRoutes = [{ port: 2 }];
  manifests.virtualService.spec.tcp.push({ match: [{ port: 2 }], route: manifests.virtualService.spec.http[0].route });
  cart.rollout.spec.strategy.canary.trafficRouting.istio.virtualService.routes = ['cart'];
  manifests.virtualService.spec.http.push({ ...manifests.virtualService.spec.tcp[0], match: [{ uri: { prefix: '/cart' } }], name: 'cart' });
  expect(messagesAlone(manifests)).toEqual([]);
});
