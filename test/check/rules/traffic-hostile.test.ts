import { checkManifests } from '../../../lib/check';
import { TRAFFIC_RULES } from '../../../lib/check/rules/traffic';
import { isSameHost, serviceAt } from '../../../lib/check/traffic/service-host';
import { alb, blueGreen, canary, gatewayApi, nginx, subsets } from '../fixtures';
import { whereverPut, WORST } from '../malformed';

/** What the rules of this group read of the fixtures. */
const READ = ['Rollout', 'Service', 'VirtualService', 'DestinationRule', 'Gateway', 'Ingress', 'HTTPRoute'];
const NOT_READ = ['template', 'steps'];

/** The canary behind a Gateway, with routes of every kind, managed routes and a second VirtualService. */
function everything(): any {
  const manifests = canary();
  const { route } = manifests.virtualService.spec.http[0];
  const match = [{ port: 443, sniHosts: ['a.example.com'] }];
  Object.assign(manifests.virtualService.spec, { gateways: ['public', 'mesh'], tls: [{ match, route }], tcp: [{ match: [{ port: 1 }], route }], exportTo: ['.'] });
  const { trafficRouting } = manifests.rollout.spec.strategy.canary;
  Object.assign(trafficRouting.istio.virtualService, { tlsRoutes: match, tcpRoutes: [{ port: 1 }] });
  trafficRouting.managedRoutes = [{ name: 'early' }];
  manifests.other = JSON.parse(JSON.stringify(manifests.virtualService));
  manifests.other.metadata.name = 'other';
  manifests.gateway = {
    apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'public', namespace: 'shop' }, spec: { servers: [{ hosts: ['shop/*'] }] },
  };
  return manifests;
}

function albOfBlueGreen(): any {
  return { ...blueGreen(), ingress: alb().ingress };
}

test.each([
  ['split by host', everything], ['split by subset', subsets], ['ALB', alb], ['nginx', nginx], ['Gateway API', gatewayApi], ['blue/green', albOfBlueGreen],
])('no rule throws where any one field is malformed: %s', (_, fixture) => {
  const read = (): any[] => Object.values<any>(fixture()).filter(({ kind }) => READ.includes(kind));
  const manifests = read();
  expect(() => { whereverPut(WORST, manifests, () => checkManifests(manifests, { rules: TRAFFIC_RULES }), NOT_READ); }).not.toThrow();
});

test('objects that contain themselves do no harm', () => {
  const knot: any = {};
  Object.assign(knot, { name: knot, route: [knot], match: [knot], destination: knot, host: knot, weight: knot });
  const manifests = everything();
  manifests.virtualService.spec.http = [knot];
  manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualServices = [knot, knot];
  expect(() => checkManifests(Object.values(manifests), { rules: TRAFFIC_RULES })).not.toThrow();
});

describe('a host means a Service', () => {
  test.each([
    ['checkout', 'checkout', 'shop'], ['checkout.other', 'checkout', 'other'], ['checkout.other.svc', 'checkout', 'other'],
    ['checkout.other.svc.cluster.local', 'checkout', 'other'], ['checkout.other.svc.acme.internal', 'checkout', 'other'],
  ])('%s', (host, name, namespace) => {
    expect(serviceAt(host, 'shop')).toEqual({ name, namespace });
  });

  test.each(['', '*', '*.shop.svc.cluster.local', '.shop', 'api.example.com', '10.0.0.1'])('not %j', (host) => {
    expect(serviceAt(host, 'shop')).toBeUndefined();
  });

  test('which is the same in any namespace that is left open', () => {
    expect(isSameHost('checkout', '', 'checkout.shop', 'other')).toBe(true);
    expect(isSameHost('checkout', 'other', 'checkout.shop', '')).toBe(false);
  });
});
