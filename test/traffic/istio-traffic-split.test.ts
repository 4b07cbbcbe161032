import { Chart, Duration } from 'cdk8s';
import { IstioGateway, IstioSplitLevel, IstioTrafficSplit, IstioTrafficSplitProps } from '../../lib';
import { canary, hostSplit } from '../support/checkout';
import { chartBeside, mistakes, refusal, shop, synth } from '../support/synth';

function everyProp(chart: Chart): Required<Omit<IstioTrafficSplitProps, 'trafficPolicy'>> {
  return {
    metadata: { name: 'checkout-split', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    level: IstioSplitLevel.HOST,
    inMesh: true,
    routeName: 'main',
    hosts: ['checkout.example.com', '*.checkout.example.com'],
    gateway: IstioGateway.fromName('public', 'istio-system'),
    additionalGateways: [IstioGateway.fromName('internal'), new IstioGateway(chart, 'own', { hosts: ['*.example.com'] })],
    match: [{ uri: { prefix: '/api' } }],
    retries: { attempts: 0, perTryTimeout: Duration.millis(1500), retryOn: ['5xx', 'connect-failure'] },
    timeout: Duration.seconds(10),
    port: 5000,
  };
}

const ROUTE_OPTIONS = {
  name: 'main',
  match: [{ uri: { prefix: '/api' } }],
  retries: { attempts: 0, perTryTimeout: '1s500ms', retryOn: '5xx,connect-failure' },
  timeout: '10s',
};

const VIRTUAL_SERVICE = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'checkout-split', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
};

test('every prop of a host-level split reaches the manifest', () => {
  const chart = shop();
  canary(chart, { traffic: new IstioTrafficSplit(chart, 'split', everyProp(chart)) });
  const manifests = synth(chart);
  expect(manifests.the('VirtualService')).toEqual({
    ...VIRTUAL_SERVICE,
    spec: {
      hosts: ['checkout.example.com', '*.checkout.example.com', 'checkout.shop.svc.cluster.local'],
      gateways: ['istio-system/public', 'internal', 'own', 'mesh'],
      http: [{
        ...ROUTE_OPTIONS,
        route: [
          { destination: { host: 'checkout-stable', port: { number: 5000 } }, weight: 100 },
          { destination: { host: 'checkout-canary', port: { number: 5000 } }, weight: 0 },
        ],
      }],
    },
  });
  expect(manifests.names('DestinationRule')).toEqual([]);
});

test('every prop of a subset-level split reaches the manifests', () => {
  const chart = shop();
  const trafficPolicy = { connectionPool: { http: { http1MaxPendingRequests: 5 } } };
  canary(chart, { traffic: new IstioTrafficSplit(chart, 'split', { ...everyProp(chart), level: IstioSplitLevel.SUBSET, trafficPolicy }) });
  const manifests = synth(chart);
  expect(manifests.the('VirtualService')).toEqual({
    ...VIRTUAL_SERVICE,
    spec: {
      hosts: ['checkout.example.com', '*.checkout.example.com', 'checkout.shop.svc.cluster.local'],
      gateways: ['istio-system/public', 'internal', 'own', 'mesh'],
      http: [{
        ...ROUTE_OPTIONS,
        route: [
          { destination: { host: 'checkout', subset: 'stable', port: { number: 5000 } }, weight: 100 },
          { destination: { host: 'checkout', subset: 'canary', port: { number: 5000 } }, weight: 0 },
        ],
      }],
    },
  });
  expect(manifests.the('DestinationRule')).toEqual({
    ...VIRTUAL_SERVICE,
    kind: 'DestinationRule',
    spec: {
      host: 'checkout',
      trafficPolicy,
      subsets: [{ name: 'stable', labels: { app: 'checkout' } }, { name: 'canary', labels: { app: 'checkout' } }],
    },
  });
});

test('a split that is told nothing serves the mesh', () => {
  const chart = shop();
  canary(chart, { traffic: new IstioTrafficSplit(chart, 'split') });
  expect(synth(chart).the('VirtualService').spec).toEqual({
    hosts: ['checkout.shop.svc.cluster.local'],
    http: [{
      name: 'primary',
      route: [
        { destination: { host: 'checkout-stable', port: { number: 5000 } }, weight: 100 },
        { destination: { host: 'checkout-canary', port: { number: 5000 } }, weight: 0 },
      ],
    }],
  });
});

test('a split that leaves the mesh out has neither its host nor its gateway, nor a Service for it', () => {
  const chart = shop();
  const gateway = IstioGateway.fromName('public');
  canary(chart, { traffic: new IstioTrafficSplit(chart, 'split', { hosts: ['a.example.com'], gateway, inMesh: false }) });
  const manifests = synth(chart);
  expect(manifests.the('VirtualService').spec).toMatchObject({ hosts: ['a.example.com'], gateways: ['public'] });
  expect(manifests.names('Service')).toEqual(['checkout-stable', 'checkout-canary']);
});

test('a Gateway of the same namespace is called by its name alone, as is the whole host of a Service given twice', () => {
  const chart = shop();
  const hosts = ['checkout.shop.svc.cluster.local', 'checkout.example.com'];
  const split = new IstioTrafficSplit(chart, 'split', { hosts, gateway: IstioGateway.fromName('public', 'shop') });
  canary(chart, { traffic: split });
  expect(synth(chart).the('VirtualService').spec).toMatchObject({ hosts, gateways: ['public', 'mesh'] });
});

test('a Gateway that is given twice is listed once', () => {
  const chart = shop();
  const additionalGateways = [IstioGateway.fromName('public', 'shop'), IstioGateway.fromName('internal'), IstioGateway.fromName('public')];
  const split = new IstioTrafficSplit(chart, 'split', { hosts: ['a.example.com'], gateway: IstioGateway.fromName('public'), additionalGateways });
  canary(chart, { traffic: split });
  expect(synth(chart).the('VirtualService').spec.gateways).toEqual(['public', 'internal', 'mesh']);
});

test('without a namespace the host of the root Service is its short name', () => {
  const chart = chartBeside(shop(), 'bare');
  canary(chart, { traffic: new IstioTrafficSplit(chart, 'split') });
  expect(synth(chart).the('VirtualService').spec.hosts).toEqual(['checkout']);
});

describe('a split is refused', () => {
  test.each<[string, IstioTrafficSplitProps]>([
    [
      '[shop/split] trafficPolicy: needs a DestinationRule, which only the subset level has; say `level: IstioSplitLevel.SUBSET`',
      { trafficPolicy: {} },
    ],
    ['[shop/split] hosts: is empty; give the hosts that clients use, or leave `inMesh` on', { inMesh: false }],
    [
      '[shop/split] hosts: is empty, so nobody outside can use the gateway; give the hosts that clients use',
      { gateway: IstioGateway.fromName('public') },
    ],
    [
      '[shop/split] hosts: is empty, so nobody outside can use the gateway; give the hosts that clients use',
      { additionalGateways: [IstioGateway.fromName('public')] },
    ],
    ['[shop/split] retries.attempts: -1 is not a whole number of at least 0; give 0 to switch retries off', { retries: { attempts: -1 } }],
    ['[shop/split] port: 0 is not a whole number from 1 to 65535; give a port of the Service', { port: 0 }],
    ['[shop/split] port: 65536 is not a whole number from 1 to 65535; give a port of the Service', { port: 65536 }],
    [
      '[shop/split] metadata.name: "Split" is not a DNS subdomain; use lower-case letters, digits, - and ., with a letter or digit at both ends',
      { metadata: { name: 'Split' } },
    ],
  ])('%s', (message, props) => {
    expect(refusal(() => new IstioTrafficSplit(shop(), 'split', props))).toBe(message);
  });

  test('that serves another rollout already', () => {
    const chart = shop();
    const traffic = hostSplit(chart);
    canary(chart, { traffic });
    expect(refusal(() => canary(chart, { metadata: { name: 'basket' }, traffic })))
      .toBe('[shop/basket] traffic: the router serves shop/checkout already; make a router for each rollout');
  });

  test.each(['https://a.example.com', 'a.example.com:8443', 'a.example.com/path', 'a.*.com', '*a.example.com', '-a', 'a.', '', ' '])('for the host %p', (host) => {
    expect(refusal(() => new IstioTrafficSplit(shop(), 'split', { hosts: ['a.example.com', host] })))
      .toBe(`[shop/split] hosts: ${JSON.stringify(host)} is not a host name; give it without scheme, port and path`);
  });

  test.each(['a', 'a.example.com', '*.example.com', '*', '10.0.0.1', 'A-b.example.com'])('never for the host %p', (host) => {
    expect(() => new IstioTrafficSplit(shop(), 'split', { hosts: [host] })).not.toThrow();
  });

  test('in another namespace than its rollout', () => {
    const chart = shop();
    const traffic = new IstioTrafficSplit(chart, 'split', { metadata: { namespace: 'mesh' } });
    expect(refusal(() => canary(chart, { traffic }))).toBe(
      '[shop/checkout] traffic: "mesh" is the namespace of shop/split, and the rollout is in shop; '
      + 'give both the same namespace, by their chart or by `metadata.namespace`',
    );
  });

  test('that serves nobody', () => {
    const chart = shop();
    new IstioTrafficSplit(chart, 'split', { level: IstioSplitLevel.SUBSET });
    expect(mistakes(chart)).toEqual([
      '[shop/split] traffic: no rollout uses this traffic split; give it to a CanaryRollout as `traffic`, or remove it',
    ]);
  });
});
