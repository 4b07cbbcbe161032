import { canary, messages, messagesAlone } from '../fixtures';

const CLUSTER_HOST = 'checkout.shop.svc.cluster.local';

/** The canary, with a change to its VirtualService. */
function split(change: (spec: any, manifests: any) => void): any {
  const manifests = canary();
  change(manifests.virtualService.spec, manifests);
  return manifests;
}

/** A VirtualService beside that of the canary. */
function another(spec: object, namespace = 'shop', apiVersion = 'networking.istio.io/v1'): object {
  return { apiVersion, kind: 'VirtualService', metadata: { name: 'other', namespace }, spec: { http: [{ route: [{ destination: { host: 'x' } }] }], ...spec } };
}

function gateway(hosts: string[], namespace = 'shop', name = 'public'): object {
  const port = { name: 'http', number: 80, protocol: 'HTTP' };
  return { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name, namespace }, spec: { servers: [{ port, hosts }] } };
}

describe('ARO312: a host inside the cluster', () => {
  const said = (host: string): string => `ARO312 spec.gateways: has no mesh, so that callers of ${host} inside the mesh bypass the split; `
    + 'add mesh to the gateways, or remove the host';

  test.each(['checkout', 'checkout.shop.svc', CLUSTER_HOST, 'checkout-stable.shop'])('is %s', (host) => {
    expect(messages(split((spec) => Object.assign(spec, { hosts: ['checkout.example.com', host], gateways: ['edge/public'] })))).toEqual([said(host)]);
  });

  test.each(['checkout.example.com', 'checkout.shop', '*', '*.example.com'])('is not %s', (host) => {
    expect(messages(split((spec) => Object.assign(spec, { hosts: [host], gateways: ['edge/public'] })))).toEqual([]);
  });

  test.each([[undefined], [[]], [['mesh']], [['edge/public', 'mesh']]])('is split for its callers with the gateways %j', (gateways) => {
    expect(messages(split((spec) => Object.assign(spec, { hosts: ['checkout'], gateways })))).toEqual([]);
  });

  test('may be split for them by another VirtualService', () => {
    expect(messages(split((spec, manifests) => {
      Object.assign(spec, { hosts: [CLUSTER_HOST], gateways: ['edge/public'] });
      manifests.other = another({ hosts: ['checkout'] });
    }))).toEqual([]);
  });

  test('is nobody’s business where no Rollout splits', () => {
    expect(messages({ other: another({ hosts: ['checkout'], gateways: ['edge/public'] }) })).toEqual([]);
  });
});

describe('ARO314: a host', () => {
  const FIX = 'put the routes into one VirtualService, or give them different hosts or gateways';
  const HOST = 'checkout.example.com';

  /** The canary with a VirtualService of which at least the host is the same. */
  function shared(spec: object, own: object = {}, namespace = 'shop'): string[] {
    return messages(split((given, manifests) => {
      Object.assign(given, own);
      manifests.other = another({ hosts: ['other.example.com', HOST], ...spec }, namespace);
    }));
  }

  const said = (where: string, host = HOST, index = 1): string => (
    `ARO314 spec.hosts[${index}]: "${host}" is a host of VirtualService checkout in namespace shop ${where} already; ${FIX}`
  );

  test('has one VirtualService in the mesh', () => {
    expect(shared({})).toEqual([said('in the mesh')]);
    expect(shared({ gateways: ['mesh', 'public'] })).toEqual([said('in the mesh')]);
  });

  test('may have one in the mesh and one at a gateway', () => {
    expect(shared({ gateways: ['public'] })).toEqual([]);
    expect(shared({ gateways: ['public'] }, { gateways: ['internal', 'mesh'] })).toEqual([]);
  });

  test('is the same in any spelling', () => {
    expect(shared({ hosts: ['checkout'] }, { hosts: [CLUSTER_HOST] })).toEqual([said('in the mesh', 'checkout', 0)]);
    expect(shared({ hosts: ['Checkout.Example.com'] })).toEqual([said('in the mesh', 'Checkout.Example.com', 0)]);
    expect(shared({ hosts: ['checkout'] }, { hosts: [CLUSTER_HOST] }, 'other')).toEqual([]);
  });

  test('has one route for everything at a gateway', () => {
    const match = (prefix: string): object => ({ http: [{ match: [{ name: 'a', uri: { prefix } }], route: [{ destination: { host: 'x' } }] }] });
    const own = { gateways: ['public'] };
    expect(shared({ gateways: ['shop/public'] }, own)).toEqual([said('at public')]);
    expect(shared({ gateways: ['public'], ...match('/') }, own)).toEqual([said('at public')]);
    expect(shared({ gateways: ['public'], ...match('/reports') }, own)).toEqual([]);
    expect(shared({ gateways: ['public'] }, own, 'other')).toEqual([]);
  });

  test('may have one for the proxies of each namespace', () => {
    expect(shared({ exportTo: ['.'] }, { exportTo: ['.'] }, 'other')).toEqual([]);
    expect(shared({ exportTo: ['.', 'shop'] }, { exportTo: ['.'] }, 'other')).toEqual([said('in the mesh')]);
    expect(shared({ exportTo: ['.'] }, {}, 'other')).toEqual([said('in the mesh')]);
    expect(shared({ exportTo: ['*'] }, { exportTo: ['.'] }, 'other')).toEqual([said('in the mesh')]);
  });

  test('is told of once, whatever else is shared', () => {
    expect(shared({ hosts: [HOST, 'b'] }, { hosts: [HOST, 'b'] })).toEqual([said('in the mesh', HOST, 0)]);
  });

  test('is nobody’s business where no Rollout splits', () => {
    const manifests = { one: another({ hosts: [HOST] }), two: another({ hosts: [HOST] }, 'other') };
    expect(messages(manifests)).toEqual([]);
    expect(messages({ ...canary(), ...JSON.parse(JSON.stringify(manifests).replace(/checkout/g, 'cart')) })).toEqual([]);
  });
});

describe('ARO315: a host of a Gateway', () => {
  const FIX = 'add the host to a server of the Gateway, or correct it';

  /** The canary behind Gateways. */
  function behind(gateways: object[], spec: object = {}): string[] {
    return messagesAlone({ ...split((given) => Object.assign(given, { gateways: ['public'], ...spec })), ...Object.fromEntries(gateways.entries()) });
  }

  test.each([
    '*', '*.example.com', 'checkout.example.com', 'CHECKOUT.example.com', './checkout.example.com', 'shop/*', '*/checkout.example.com',
  ])('is served by %s', (host) => {
    expect(behind([gateway(['other.example.com', host])])).toEqual([]);
  });

  test.each([
    ['example.com', 'example.com'], ['*.example.org', '"*.example.org"'], ['other/checkout.example.com', 'checkout.example.com'],
  ])('is not served by %s', (host, shown) => {
    expect(behind([gateway([host])])).toEqual([
      `ARO315 spec.hosts[0]: "checkout.example.com" is served by none of its Gateways, which have ${shown}; ${FIX}`,
    ]);
  });

  test('may stand for several that are served', () => {
    expect(behind([gateway(['checkout.example.com'])], { hosts: ['*.example.com'] })).toEqual([]);
  });

  test.each([['edge/public'], ['public.edge.svc.cluster.local']])('may be served elsewhere, by %s', (name) => {
    expect(behind([gateway(['*'], 'edge')], { gateways: [name] })).toEqual([]);
    expect(behind([gateway(['./*'], 'edge')], { gateways: [name] })).toHaveLength(1);
  });

  test('is served by one of several, and is not judged while one of them is unknown', () => {
    const both = { gateways: ['public', 'internal'] };
    expect(behind([gateway(['a.example.com']), gateway(['checkout.example.com'], 'shop', 'internal')], both)).toEqual([]);
    expect(behind([gateway(['a.example.com'])], both)).toEqual([]);
    expect(behind([gateway([])])).toEqual([]);
  });

  test('may be one inside the cluster, or one that is known only later', () => {
    const hosts = ['checkout.example.com', CLUSTER_HOST, '{{ host }}'];
    expect(behind([gateway(['checkout.example.com'])], { hosts, gateways: ['public', 'mesh'] })).toEqual([]);
  });

  test('is not served by the mesh', () => {
    expect(behind([gateway(['a.example.com'])], { gateways: ['public', 'mesh'] })).toEqual([
      `ARO315 spec.hosts[0]: "checkout.example.com" is served by none of its Gateways, which have a.example.com; ${FIX}`,
    ]);
    expect(behind([], { gateways: ['mesh'] })).toEqual([]);
  });
});
