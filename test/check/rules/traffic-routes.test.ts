import { canary, messages, messagesAlone } from '../fixtures';

const ROUTING = 'spec.strategy.canary.trafficRouting';
const NAMED = `${ROUTING}.istio.virtualService`;
const FIX = 'list the route that leads to the two versions, and give it that name';
const MATCH = [{ uri: { prefix: '/reports' } }];

/** The canary, with a change to what the Rollout names and to the VirtualService. */
function routed(change: (reference: any, spec: any, routing: any) => void): any {
  const manifests = canary();
  const { trafficRouting } = manifests.rollout.spec.strategy.canary;
  change(trafficRouting.istio.virtualService, manifests.virtualService.spec, trafficRouting);
  return manifests;
}

/** The route that leads to the two versions, as one of another list. */
function splitRoute(spec: any, match: object[]): object {
  return { match, route: spec.http[0].route };
}

describe('ARO302: the name of a route', () => {
  test.each([
    [['primry'], '"primry" is no HTTP route of VirtualService checkout, which has primary and reports; did you mean "primary"?'],
    [['other'], `"other" is no HTTP route of VirtualService checkout, which has primary and reports; ${FIX}`],
    [[''], `"" is no HTTP route of VirtualService checkout, which has primary and reports; ${FIX}`],
  ])('is one that the VirtualService has: %j', (routes, said) => {
    const manifests = routed((reference, spec) => {
      reference.routes = routes;
      spec.http.push({ ...spec.http[0], name: 'reports', match: MATCH });
    });
    expect(messages(manifests)).toEqual([`ARO302 ${NAMED}.routes[0]: ${said}`]);
  });

  test('is missed where no route has one', () => {
    expect(messages(routed((_, spec) => { delete spec.http[0].name; }))).toEqual([
      `ARO302 ${NAMED}.routes[0]: "primary" is no HTTP route of VirtualService checkout, where no route has a name; ${FIX}`,
    ]);
  });

  test('is missed in each VirtualService of a list', () => {
    const manifests = routed((reference, _, routing) => {
      routing.istio = { virtualServices: [{ ...reference, name: 'checkout.shop', routes: ['primary', 'secondary'] }] };
    });
    expect(messages(manifests)).toEqual([
      `ARO302 ${ROUTING}.istio.virtualServices[0].routes[1]: "secondary" is no HTTP route of VirtualService checkout, which has primary; ${FIX}`,
    ]);
  });

  test.each([
    ['{{ route }}'], [undefined],
  ])('may be known only later, or wait for its VirtualService: %p', (name) => {
    const manifests = routed((reference) => { reference.routes = [name ?? 'other']; });
    if (name === undefined) {
      delete manifests.virtualService;
    }
    expect(messagesAlone(manifests)).toEqual([]);
  });

  test.each([
    ['a route without a name', (reference: any, spec: any) => { delete reference.routes; delete spec.http[0].name; }],
    ['a named one', (reference: any) => { reference.routes = []; }],
    ['one beside those that the controller makes', (reference: any, spec: any, routing: any) => {
      delete reference.routes;
      delete spec.http[0].name;
      routing.managedRoutes = [{ name: 'early' }];
    }],
  ])('need not be given where there is only one route: %s', (_, change) => {
    expect(messages(routed(change))).toEqual([]);
  });

  test.each([
    ['named', ['primary', 'reports']], ['unnamed', [undefined, undefined]],
  ])('must be given where there are several routes, %s', (_, names) => {
    const manifests = routed((reference, spec) => {
      delete reference.routes;
      spec.http = names.map((name) => ({ ...spec.http[0], match: MATCH, name }));
      spec.http.forEach((route: any) => route.name ?? delete route.name);
    });
    expect(messages(manifests)).toEqual([`ARO302 ${NAMED}.routes: is not given, and VirtualService checkout has 2 HTTP routes; ${FIX}`]);
  });

  test('must be given where the controller makes another route beside a named one', () => {
    const manifests = routed((reference, _, routing) => {
      delete reference.routes;
      routing.managedRoutes = [{ name: 'early' }];
    });
    expect(messages(manifests)).toEqual([
      `ARO302 ${NAMED}.routes: is not given, so that the weights of route primary stay as they are while one of managedRoutes exists; `
      + 'list primary',
    ]);
  });

  test.each([
    ['tls', 'tlsRoutes', [{ port: 443, sniHosts: ['b', 'a'] }], { port: 443, sniHosts: ['a', 'b'] }],
    ['tls', 'tlsRoutes', [{ sniHosts: ['a'] }, { sniHosts: ['b'] }], { sniHosts: ['a', 'b'] }],
    ['tcp', 'tcpRoutes', [{ port: 5432 }], { port: 5432 }],
    ['tcp', 'tcpRoutes', [], {}],
  ])('is, for a %s route, what it matches (%s: %j)', (protocol, list, match, wanted) => {
    const manifests = routed((reference, spec) => {
      spec[protocol] = [splitRoute(spec, match), splitRoute(spec, [protocol === 'tcp' ? { port: 1 } : { port: 1, sniHosts: ['c'] }])];
      reference[list] = [wanted];
    });
    expect(messages(manifests)).toEqual([]);
  });

  test.each([
    ['tls', 'tlsRoutes', [{ port: 443, sniHosts: ['a', 'b'] }], { port: 443, sniHosts: ['a'] }, 'TLS', 'the port and all SNI hosts'],
    ['tls', 'tlsRoutes', [{ port: 443, sniHosts: ['a'] }], { sniHosts: ['a'] }, 'TLS', 'the port and all SNI hosts'],
    ['tcp', 'tcpRoutes', [{ port: 5432 }], { port: 5433 }, 'TCP', 'the port'],
    ['tcp', 'tcpRoutes', [{ port: 5432 }, { port: 5433 }], { port: 5432 }, 'TCP', 'the port'],
  ])('is not, for a %s route, only a part of that (%s: %j)', (protocol, list, match, wanted, title, rest) => {
    const manifests = routed((reference, spec) => {
      spec[protocol] = [splitRoute(spec, match)];
      reference[list] = [wanted];
    });
    expect(messages(manifests)).toEqual([
      `ARO302 ${NAMED}.${list}[0]: means no ${title} route of VirtualService checkout; give ${rest} that one of them matches`,
    ]);
  });

  test.each([
    ['tls', 'tlsRoutes', 'TLS', { sniHosts: ['a'] }], ['tcp', 'tcpRoutes', 'TCP', {}],
  ])('is asked for of several %s routes', (protocol, list, title, match) => {
    const manifests = routed((_, spec) => {
      spec[protocol] = [splitRoute(spec, [{ port: 1, ...match }]), splitRoute(spec, [{ port: 2, ...match }])];
    });
    expect(messages(manifests)).toEqual([
      `ARO302 ${NAMED}.${list}: is not given, and VirtualService checkout has 2 ${title} routes; `
      + 'list the route that leads to the two versions, by what it matches',
    ]);
  });

  test('has no use where there are no routes', () => {
    const manifests = routed((reference, spec) => {
      delete reference.routes;
      delete spec.http;
    });
    expect(messages(manifests)).toEqual([`ARO302 ${NAMED}.name: "checkout" is a VirtualService without routes; give it a route`]);
  });

  test('is not looked for in what is no list', () => {
    const found = (http: unknown): string[] => messages(routed((_, spec) => { spec.http = http; }))
      .map((message) => message.slice(0, 6)).filter((id) => id === 'ARO302');
    expect(found({ name: 'primary' })).toEqual([]);
    expect(found([])).toEqual(['ARO302']);
  });
});

describe('ARO311: a managed route', () => {
  const MADE = `${ROUTING}.managedRoutes`;
  const RENAME = 'remove the name, or give the route that the controller makes a name of its own';

  test('is not the one that is split', () => {
    expect(messages(routed((_, __, routing) => { routing.managedRoutes = [{ name: 'early' }, { name: 'primary' }]; }))).toEqual([
      `ARO311 ${MADE}[1].name: "primary" is the route that is split, which the controller would delete; ${RENAME}`,
    ]);
  });

  test('is none of the VirtualService', () => {
    const manifests = routed((_, spec, routing) => {
      spec.http.unshift({ name: 'early', match: MATCH, route: [{ destination: { host: 'checkout-canary' } }] });
      routing.managedRoutes = [{ name: 'early' }];
    });
    expect(messages(manifests)).toEqual([
      `ARO311 ${MADE}[0].name: "early" is a route of VirtualService checkout already, which the controller would delete; ${RENAME}`,
    ]);
  });

  test('has a name of its own', () => {
    expect(messages(routed((_, __, routing) => { routing.managedRoutes = [{ name: 'early' }, { name: 'late' }]; }))).toEqual([]);
    expect(messages(routed((_, __, routing) => { routing.managedRoutes = []; }))).toEqual([]);
  });
});
