import { alb, canary, canaryWith, gatewayApi, messages, nginx, subsets, without } from '../fixtures';

const ROUTING = 'spec.strategy.canary.trafficRouting';
const FIX = 'add it, or correct the name';
const HERE = 'move it to the namespace of the Rollout: the controller looks nowhere else';

/** What ARO407 says: with another router the other rules have their say as well. */
function missed(manifests: any): string[] {
  return messages(manifests).filter((message) => message.startsWith('ARO407'));
}

function missing(path: string, name: string, kind: string, fix = FIX): string {
  return `ARO407 ${ROUTING}.${path}: "${name}" is no ${kind} among the manifests; ${fix}`;
}

/** The canary with another router. */
function routedBy(trafficRouting: any): any {
  return canaryWith((strategy) => strategy.trafficRouting = trafficRouting);
}

describe('ARO407: a VirtualService', () => {
  test('is there', () => {
    expect(messages(without(canary(), 'virtualService'))).toEqual([missing('istio.virtualService.name', 'checkout', 'VirtualService')]);
  });

  test('is missed once, however many of its routes are listed', () => {
    const manifests = canaryWith(({ trafficRouting: { istio } }) => {
      istio.virtualService = undefined;
      istio.virtualServices = [{ name: 'checkout', routes: ['primary'] }, { name: 'chekout', routes: ['a', 'b'], tcpRoutes: [{ port: 1 }] }];
    });
    expect(missed(manifests)).toEqual([
      missing('istio.virtualServices[1].name', 'chekout', 'VirtualService', 'did you mean "checkout"?'),
    ]);
  });

  test('in another namespace is named with it', () => {
    const manifests = canary();
    manifests.virtualService.metadata.namespace = 'payments';
    for (const { destination } of manifests.virtualService.spec.http[0].route) {
      destination.host = `${destination.host}.shop.svc.cluster.local`;
    }
    expect(missed(manifests)).toEqual([
      `ARO407 ${ROUTING}.istio.virtualService.name: "checkout" is a VirtualService in namespace payments, not in shop; `
      + 'name it with its namespace, as name.namespace',
    ]);
    manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualService.name = 'checkout.payments';
    expect(missed(manifests)).toEqual([]);
    manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualService.name = 'checkout.shop';
    expect(missed(manifests)).toHaveLength(1);
  });

  test('of App Mesh is another kind', () => {
    const manifests = routedBy({ appMesh: { virtualService: { name: 'checkout' } } });
    expect(missed(manifests)).toEqual([missing('appMesh.virtualService.name', 'checkout', 'VirtualService')]);
    manifests.virtualService.apiVersion = 'appmesh.k8s.aws/v1beta2';
    expect(missed(manifests)).toEqual([]);
  });
});

describe('ARO407: a DestinationRule', () => {
  test('is there', () => {
    expect(messages(without(subsets(), 'destinationRule'))).toEqual([missing('istio.destinationRule.name', 'checkout', 'DestinationRule')]);
  });

  test('is in the namespace of the Rollout', () => {
    const manifests = subsets();
    manifests.destinationRule.metadata.namespace = 'payments';
    manifests.destinationRule.spec.host = 'checkout.shop.svc.cluster.local';
    expect(missed(manifests)).toEqual([
      `ARO407 ${ROUTING}.istio.destinationRule.name: "checkout" is a DestinationRule in namespace payments, not in shop; ${HERE}`,
    ]);
  });
});

describe('ARO407: an Ingress', () => {
  test('of nginx is there', () => {
    expect(messages(without(nginx(), 'ingress'))).toEqual([missing('nginx.stableIngress', 'checkout', 'Ingress')]);
  });

  test('of an AWS load balancer is there', () => {
    expect(messages(without(alb(), 'ingress'))).toEqual([missing('alb.ingress', 'checkout', 'Ingress')]);
  });

  test.each([['nginx', 'stableIngress', 'stableIngresses'], ['alb', 'ingress', 'ingresses']])('of several (%s) is there', (router, one, several) => {
    const manifests = router === 'alb' ? alb() : nginx();
    const routing = manifests.rollout.spec.strategy.canary.trafficRouting[router];
    routing[several] = ['checkout', 'gone'];
    routing[one] = 'ignored';
    expect(missed(manifests)).toEqual([missing(`${router}.${several}[1]`, 'gone', 'Ingress')]);
    routing[several] = [];
    expect(missed(manifests)).toEqual([]);
  });

  test('may be of the old API', () => {
    const manifests = nginx();
    manifests.ingress.apiVersion = 'extensions/v1beta1';
    expect(missed(manifests)).toEqual([]);
  });

  test('is in the namespace of the Rollout', () => {
    const manifests = nginx();
    manifests.ingress.metadata.namespace = 'payments';
    expect(missed(manifests)).toEqual([
      `ARO407 ${ROUTING}.nginx.stableIngress: "checkout" is an Ingress in namespace payments, not in shop; ${HERE}`,
    ]);
  });
});

describe('ARO407: a route of the Gateway API', () => {
  const PLUGIN = 'plugins["argoproj-labs/gatewayAPI"]';

  function routed(config: any): any {
    const manifests = gatewayApi();
    manifests.rollout.spec.strategy.canary.trafficRouting.plugins['argoproj-labs/gatewayAPI'] = config;
    return manifests;
  }

  test('is there', () => {
    expect(messages(without(gatewayApi(), 'httpRoute'))).toEqual([missing(`${PLUGIN}.httpRoute`, 'checkout', 'HTTPRoute')]);
  });

  test('of several is there', () => {
    const httpRoutes = [{ name: 'checkout' }, { name: 'chekout', useHeaderRoutes: true }, {}, 'checkout'];
    expect(missed(routed({ namespace: 'shop', httpRoutes })))
      .toEqual([missing(`${PLUGIN}.httpRoutes[1].name`, 'chekout', 'HTTPRoute', 'did you mean "checkout"?')]);
  });

  test.each([['grpcRoute', 'GRPCRoute'], ['tcpRoute', 'TCPRoute'], ['tlsRoute', 'TLSRoute']])('may be a %s', (name, kind) => {
    const manifests = routed({ namespace: 'shop', [name]: 'checkout' });
    expect(missed(manifests)).toEqual([missing(`${PLUGIN}.${name}`, 'checkout', kind)]);
    manifests.httpRoute.kind = kind;
    expect(missed(manifests)).toEqual([]);
  });

  test('is in the namespace that is given', () => {
    expect(missed(routed({ namespace: 'payments', httpRoute: 'checkout' }))).toEqual([
      `ARO407 ${ROUTING}.${PLUGIN}.httpRoute: "checkout" is an HTTPRoute in namespace shop, not in payments; `
      + 'give that namespace as `namespace` beside the name',
    ]);
    expect(missed(routed({ httpRoute: 'checkout' }))).toEqual([]);
  });

  test('of another plugin is not known of', () => {
    const manifests = routed({});
    manifests.rollout.spec.strategy.canary.trafficRouting.plugins = { 'example.com/gatewayAPI': { httpRoute: 'gone' } };
    expect(missed(manifests)).toEqual([]);
  });
});

describe('ARO407: another router', () => {
  test.each([
    ['traefik.weightedTraefikServiceName', 'TraefikService', 'traefik.io/v1alpha1', { traefik: { weightedTraefikServiceName: 'checkout' } }],
    ['traefik.weightedTraefikServiceName', 'TraefikService', 'traefik.containo.us/v1alpha1', { traefik: { weightedTraefikServiceName: 'checkout' } }],
    ['apisix.route.name', 'ApisixRoute', 'apisix.apache.org/v2', { apisix: { route: { name: 'checkout' } } }],
    ['ambassador.mappings[0]', 'Mapping', 'getambassador.io/v2', { ambassador: { mappings: ['checkout'] } }],
  ])('has its object: %s, %s of %s', (path, kind, apiVersion, trafficRouting) => {
    const manifests = routedBy(trafficRouting);
    expect(missed(manifests)).toEqual([missing(path, 'checkout', kind)]);
    const object = { apiVersion, kind, metadata: { name: 'checkout', namespace: 'shop' } };
    expect(missed({ ...manifests, object })).toEqual([]);
  });

  test('has its object where its name is known', () => {
    for (const name of ['{{ .Values.name }}', '', 7, undefined]) {
      expect(missed(routedBy({ traefik: { weightedTraefikServiceName: name } }))).toEqual([]);
    }
  });
});
