import { alb, blueGreen, messages, nginx, service } from '../fixtures';

const ROUTING = 'spec.strategy.canary.trafficRouting';
const TO_SPLIT = 'name the Ingress that is to be split';

type Change = (router: any, manifests: any) => void;

function behindAlb(change: Change): any {
  const manifests = alb();
  change(manifests.rollout.spec.strategy.canary.trafficRouting.alb, manifests);
  return manifests;
}

function behindNginx(change: Change): any {
  const manifests = nginx();
  change(manifests.rollout.spec.strategy.canary.trafficRouting.nginx, manifests);
  return manifests;
}

/** Has the one path of the Ingress lead elsewhere. */
function lead({ ingress }: any, backend: unknown): void {
  ingress.spec.rules[0].http.paths[0].backend = backend;
}

describe.each([
  ['ARO308', 'alb', 'ingress', 'ingresses', behindAlb],
  ['ARO309', 'nginx', 'stableIngress', 'stableIngresses', behindNginx],
])('%s: the Ingress', (id, router, one, several, behind) => {
  test('is named in one of two fields', () => {
    expect(messages(behind((given) => { given[several] = [given[one]]; }))).toEqual([
      `${id} ${ROUTING}.${router}.${several}: is given beside ${one}; give one of the two`,
    ]);
    expect(messages(behind((given) => {
      given[several] = [given[one]];
      given[one] = '';
    }))).toEqual([]);
  });

  test.each([undefined, null, ''])('is not %j', (name) => {
    expect(messages(behind((given) => { given[one] = name; }))).toEqual([
      `${id} ${ROUTING}.${router}: gives neither ${one} nor ${several}; ${TO_SPLIT}`,
    ]);
  });

  test('is not none of a list', () => {
    expect(messages(behind((given) => {
      given[one] = null;
      given[several] = [];
    }))).toEqual([`${id} ${ROUTING}.${router}.${several}: names no Ingress; ${TO_SPLIT}`]);
  });

  test('may be elsewhere', () => {
    const ids = messages(behind((_, { ingress }) => { ingress.metadata.namespace = 'other'; })).map((message) => message.slice(0, 6));
    expect(ids).toEqual(['ARO407']);
  });
});

describe('ARO308: the path to the root Service', () => {
  const MISSING = (name: string, role: string): string => `ARO308 spec.rules: has no path to Service ${name}, the ${role} of Rollout checkout; `
    + `send a path to ${name} with the port name use-annotation`;
  const FIX = 'give the port the name use-annotation';
  const annotated = (name: string): object => ({ service: { name, port: { name: 'use-annotation' } } });

  test('is there', () => {
    expect(messages(behindAlb((_, manifests) => { lead(manifests, annotated('other')); }))).toEqual([MISSING('checkout', 'rootService')]);
    expect(messages(behindAlb((_, { ingress }) => { delete ingress.spec.rules; }))).toEqual([MISSING('checkout', 'rootService')]);
    expect(messages(behindAlb((_, { ingress }) => { ingress.spec = { defaultBackend: annotated('checkout') }; }))).toEqual([MISSING('checkout', 'rootService')]);
  });

  test('is that to the stable Service where there is no other', () => {
    expect(messages(behindAlb((router) => { delete router.rootService; }))).toEqual([MISSING('checkout-stable', 'stableService')]);
    expect(messages(behindAlb((router, manifests) => {
      delete router.rootService;
      lead(manifests, annotated('checkout-stable'));
    }))).toEqual([]);
  });

  test('may be written as in an older API', () => {
    const older = (port: unknown) => (_: any, manifests: any): void => {
      manifests.ingress.apiVersion = 'extensions/v1beta1';
      lead(manifests, { serviceName: 'checkout', servicePort: port });
    };
    expect(messages(behindAlb(older('use-annotation')))).toEqual([]);
    expect(messages(behindAlb(older(80)))).toEqual([
      `ARO308 spec.rules[0].http.paths[0].backend.servicePort: 80 bypasses the weights of Rollout checkout; ${FIX}`,
    ]);
  });

  test.each([[{ number: 80 }, '80'], [{ name: 'http' }, '"http"']])('has the port use-annotation, not %j', (port, shown) => {
    const found = messages(behindAlb((_, manifests) => { lead(manifests, { service: { name: 'checkout', port } }); }));
    expect(found.filter((message) => message.startsWith('ARO3'))).toEqual([
      `ARO308 spec.rules[0].http.paths[0].backend.service.port: ${shown} bypasses the weights of Rollout checkout; ${FIX}`,
    ]);
  });

  test('may have another beside it that goes past the split', () => {
    expect(messages(behindAlb((_, { ingress }) => {
      const { paths } = ingress.spec.rules[0].http;
      paths.push({ ...paths[0], path: '/health', backend: { service: { name: 'checkout', port: { number: 80 } } } });
    }))).toEqual([]);
  });

  test('leads to a port of both Services', () => {
    expect(messages(behindAlb((router) => { router.servicePort = 8080; }))).toEqual([
      `ARO308 ${ROUTING}.alb.servicePort: 8080 is no port of Service checkout-stable, which has 80; give a port that both Services have`,
    ]);
    expect(messages(behindAlb((router, { stable }) => {
      router.servicePort = 8080;
      stable.spec.ports.push({ name: 'other', port: 8080, targetPort: 8080 });
    }))).toEqual([
      `ARO308 ${ROUTING}.alb.servicePort: 8080 is no port of Service checkout-canary, which has 80; give a port that both Services have`,
    ]);
  });

  test('is the same for ping and pong', () => {
    const pingPong = (_: any, manifests: any): void => {
      const { canary } = manifests.rollout.spec.strategy;
      canary.pingPong = { pingService: 'ping', pongService: 'pong' };
      delete canary.stableService;
      delete canary.canaryService;
      Object.assign(manifests, { stable: service('ping'), canary: service('pong') });
    };
    expect(messages(behindAlb(pingPong))).toEqual([]);
    expect(messages(behindAlb((router, manifests) => {
      pingPong(router, manifests);
      lead(manifests, annotated('ping'));
    }))).toEqual([MISSING('checkout', 'rootService')]);
  });
});

describe('ARO309: the Ingress for ingress-nginx', () => {
  test('has a path to the stable Service', () => {
    const said = 'ARO309 spec.rules: has no path to Service checkout-stable, the stableService of Rollout checkout; send a path to checkout-stable';
    const port = { number: 80 };
    expect(messages(behindNginx((_, manifests) => { lead(manifests, { service: { name: 'checkout-canary', port } }); }))).toEqual([said]);
    expect(messages(behindNginx((_, { ingress }) => { ingress.spec.rules = []; }))).toEqual([said]);
    expect(messages(behindNginx((_, manifests) => { lead(manifests, { service: { name: '{{ service }}', port } }); }))).toEqual([]);
  });

  test('is copied by the controller, and by nobody else', () => {
    const copy = (ownerReferences?: object[]) => (_: any, manifests: any): void => {
      manifests.copy = JSON.parse(JSON.stringify(manifests.ingress));
      manifests.copy.metadata = { name: 'checkout-checkout-canary', namespace: 'shop', ...(ownerReferences && { ownerReferences }) };
    };
    expect(messages(behindNginx(copy()))).toEqual([
      'ARO309 metadata.name: "checkout-checkout-canary" is the name of the copy that the controller makes for Rollout checkout; '
      + 'remove this Ingress, or rename it',
    ]);
    expect(messages(behindNginx(copy([{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout', controller: true }])))).toEqual([]);
  });
});

describe('ARO316: an AWS load balancer in front of a blue/green rollout', () => {
  const FIX = 'split with a canary and pingPong instead, or put a mesh or another ingress controller behind the load balancer';

  /** The blue/green rollout behind the Ingress of an AWS load balancer. */
  function behind(change: (ingress: any, manifests: any) => void = () => undefined, name = 'checkout-active'): string[] {
    const { ingress } = alb();
    const manifests: any = { ...blueGreen(), ingress };
    lead(manifests, { service: { name, port: { number: 80 } } });
    change(ingress, manifests);
    return messages(manifests);
  }

  const said = (path: string): string => `ARO316 spec.${path}.service.name: "checkout-active" is the activeService of Rollout checkout; ${FIX}`;

  test('sends to the active Service', () => {
    expect(behind()).toEqual([said('rules[0].http.paths[0].backend')]);
    expect(behind(({ spec, metadata }) => {
      delete spec.ingressClassName;
      metadata.annotations = { 'kubernetes.io/ingress.class': 'alb' };
    })).toEqual([said('rules[0].http.paths[0].backend')]);
    expect(behind((ingress) => {
      ingress.spec = { ingressClassName: 'alb', defaultBackend: { service: { name: 'checkout-active', port: { number: 80 } } } };
    })).toEqual([said('defaultBackend')]);
  });

  test('may be known by its class', () => {
    const ofClass = (controller: string) => ({ spec }: any, manifests: any): void => {
      spec.ingressClassName = 'public';
      manifests.class = { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'public' }, spec: { controller } };
    };
    expect(behind(ofClass('ingress.k8s.aws/alb'))).toEqual([said('rules[0].http.paths[0].backend')]);
    expect(behind(ofClass('k8s.io/ingress-nginx'))).toEqual([]);
  });

  test.each([
    ['another class', ({ spec }: any) => { spec.ingressClassName = 'nginx'; }],
    ['no class', ({ spec }: any) => { delete spec.ingressClassName; }],
    ['nodes as targets', ({ metadata }: any) => { metadata.annotations = { 'alb.ingress.kubernetes.io/target-type': 'instance' }; }],
    ['another namespace', ({ metadata }: any) => { metadata.namespace = 'other'; }],
  ])('does no harm with %s', (_, change) => {
    expect(behind(change)).toEqual([]);
  });

  test('may send to the preview Service', () => {
    expect(behind(undefined, 'checkout-preview')).toEqual([]);
  });
});
