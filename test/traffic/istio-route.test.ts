import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IstioGateway, IstioRoute, IstioRouteProps, ServiceTarget } from '../../lib';
import { blueGreen } from '../support/checkout';
import { mistakes, refusal, shop, synth } from '../support/synth';

test('every prop of a route reaches the manifest', () => {
  const chart = shop();
  const props: Required<IstioRouteProps> = {
    metadata: { name: 'dashboard', labels: { team: 'o11y' }, annotations: { contact: 'o11y@example.com' } },
    service: ServiceTarget.fromName('grafana', 3000, 'o11y'),
    hosts: ['grafana.example.com', 'grafana'],
    gateway: IstioGateway.fromName('public', 'istio-system'),
    additionalGateways: [IstioGateway.fromName('internal')],
    match: [{ uri: { prefix: '/' } }],
    retries: { attempts: 3, perTryTimeout: Duration.seconds(1), retryOn: ['5xx'] },
    timeout: Duration.millis(2500),
    port: 80,
  };
  new IstioRoute(chart, 'route', props);
  expect(synth(chart).the('VirtualService')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'dashboard', namespace: 'shop', labels: { team: 'o11y' }, annotations: { contact: 'o11y@example.com' } },
    spec: {
      hosts: ['grafana.example.com', 'grafana'],
      gateways: ['istio-system/public', 'internal', 'mesh'],
      http: [{
        match: [{ uri: { prefix: '/' } }],
        retries: { attempts: 3, perTryTimeout: '1s', retryOn: '5xx' },
        timeout: '2s500ms',
        route: [{ destination: { host: 'grafana.o11y.svc.cluster.local', port: { number: 80 } } }],
      }],
    },
  });
});

describe('the destination', () => {
  function destination(chart: Chart): object {
    return synth(chart).the('VirtualService').spec.http[0].route[0].destination;
  }

  test('is the port of the Service unless another is given', () => {
    const chart = shop();
    new IstioRoute(chart, 'route', { hosts: ['a.example.com'], service: blueGreen(chart).activeService });
    expect(destination(chart)).toEqual({ host: 'chip-active', port: { number: 5000 } });
  });

  test('may be a Service of cdk8s-plus', () => {
    const chart = shop();
    const service = new kplus.Service(chart, 'svc', { metadata: { name: 'svc' }, ports: [{ port: 8080 }, { port: 9090, name: 'admin' }] });
    new IstioRoute(chart, 'route', { hosts: ['a.example.com'], service: ServiceTarget.fromService(service) });
    expect(destination(chart)).toEqual({ host: 'svc', port: { number: 8080 } });
  });

  test('has its whole host where the Service is in another namespace', () => {
    const chart = shop();
    const service = new kplus.Service(chart, 'svc', { metadata: { name: 'svc', namespace: 'other' }, ports: [{ port: 8080 }] });
    new IstioRoute(chart, 'route', { hosts: ['a.example.com'], service: ServiceTarget.fromService(service) });
    expect(destination(chart)).toEqual({ host: 'svc.other.svc.cluster.local', port: { number: 8080 } });
  });
});

test('the mesh is no gateway of a route for hosts outside of it', () => {
  const chart = shop();
  const service = ServiceTarget.fromName('svc', 80);
  new IstioRoute(chart, 'route', { hosts: ['a.example.com'], service, gateway: IstioGateway.fromName('public') });
  expect(synth(chart).the('VirtualService').spec.gateways).toEqual(['public']);
});

describe('a route is refused', () => {
  const service = ServiceTarget.fromName('svc', 80);
  test.each<[string, IstioRouteProps]>([
    ['[shop/route] hosts: is empty; give the hosts that clients use', { service }],
    ['[shop/route] hosts: is empty; give the hosts that clients use', { service, hosts: [] }],
    ['[shop/route] port: 1.5 is not a whole number from 1 to 65535; give a port of the Service', { service, hosts: ['a'], port: 1.5 }],
    [
      '[shop/route] hosts: "https://a" is not a host name; give it without scheme, port and path', { service, hosts: ['https://a'] },
    ],
    [
      '[shop/route] metadata.name: "" is not a DNS subdomain; use lower-case letters, digits, - and ., with a letter or digit at both ends',
      { service, hosts: ['a'], metadata: { name: '' } },
    ],
  ])('%s', (message, props) => {
    expect(refusal(() => new IstioRoute(shop(), 'route', props))).toBe(message);
  });

  test('to a Service of cdk8s-plus that has no port, when the manifests are made', () => {
    const chart = shop();
    const portless = new kplus.Service(chart, 'svc', { metadata: { name: 'svc' } });
    new IstioRoute(chart, 'route', { hosts: ['a'], service: ServiceTarget.fromService(portless) });
    expect(mistakes(chart).filter((line) => line.startsWith('[shop/route]'))).toEqual([expect.stringContaining('has no port')]);
  });
});
