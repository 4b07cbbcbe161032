import { alb, blueGreenWith, canary, canaryWith, gatewayApi, Manifests, messages, messagesAlone, nginx, subsets, unrouted } from '../fixtures';

const CANARY = 'spec.strategy.canary';
const NO_SERVICES = { stableService: undefined, canaryService: undefined };
const PING_PONG = { pingService: 'checkout-stable', pongService: 'checkout-canary' };

/** The strategy, by its own Rollout alone: what stands around it is that of another router. */
function alone(strategy: object, manifests: Manifests = canary()): string[] {
  Object.assign(manifests.rollout.spec.strategy.canary, strategy);
  const { rollout, template } = manifests;
  return messagesAlone({ rollout, template });
}

describe('ARO122: the Services of a router', () => {
  const said = (service: string, router: string) => `ARO122 ${CANARY}.${service}: is absent, and trafficRouting.${router} needs it; name the Service`;

  test.each([
    ['alb', { alb: { ingress: 'checkout', servicePort: 80 } }],
    ['ambassador', { ambassador: { mappings: ['checkout'] } }],
    ['apisix', { apisix: { route: { name: 'checkout' } } }],
    ['appMesh', { appMesh: {} }],
    ['istio', { istio: { virtualService: { name: 'checkout', routes: ['primary'] } } }],
    ['nginx', { nginx: { stableIngress: 'checkout' } }],
    ['smi', { smi: {} }],
    ['traefik', { traefik: { weightedTraefikServiceName: 'checkout' } }],
  ])('are needed by %s', (router, trafficRouting) => {
    expect(alone({ trafficRouting })).toEqual([]);
    expect(alone({ trafficRouting, ...NO_SERVICES })).toEqual([said('stableService', router), said('canaryService', router)]);
    expect(alone({ trafficRouting, canaryService: '' })).toEqual([said('canaryService', router)]);
    expect(alone({ trafficRouting, stableService: null })).toEqual([said('stableService', router)]);
  });

  test('are not needed by subsets, nor by plugins', () => {
    expect(messages(subsets())).toEqual([]);
    expect(alone(NO_SERVICES, gatewayApi())).toEqual([]);
  });

  test('may be a ping and a pong where those can take turns', () => {
    expect(alone({ ...NO_SERVICES, pingPong: PING_PONG })).toEqual([]);
    expect(alone({ ...NO_SERVICES, pingPong: PING_PONG }, alb())).toEqual([]);
    // Of two routers, each has its own needs.
    const trafficRouting = { alb: { ingress: 'checkout', rootService: 'checkout', servicePort: 80 }, nginx: { stableIngress: 'checkout' } };
    expect(alone({ ...NO_SERVICES, pingPong: PING_PONG, trafficRouting })).toEqual([said('stableService', 'nginx'), said('canaryService', 'nginx')]);
  });

  test('of which one is active, in blue/green', () => {
    expect(messages(blueGreenWith((strategy) => strategy.activeService = '')))
      .toEqual(['ARO122 spec.strategy.blueGreen.activeService: is empty; name the Service']);
  });
});

describe('ARO123: ping-pong', () => {
  const pingPong = PING_PONG;

  test.each([
    ['nginx', { nginx: { stableIngress: 'checkout' } }], ['smi', { smi: {} }], ['nothing', {}],
  ])('is nothing that %s can do', (_, trafficRouting) => {
    expect(alone({ ...NO_SERVICES, pingPong, trafficRouting })).toEqual([
      `ARO123 ${CANARY}.pingPong: needs Istio, ALB, or a plugin that can swap, as its router; give stableService and canaryService instead`,
    ]);
  });

  test('is what a plugin may be able to do', () => {
    expect(alone({ ...NO_SERVICES, pingPong }, gatewayApi())).toEqual([]);
  });

  test('needs both names', () => {
    expect(alone({ ...NO_SERVICES, pingPong: { pingService: '', pongService: 'checkout-canary' } }))
      .toEqual([`ARO123 ${CANARY}.pingPong.pingService: is empty; name the Service`]);
  });

  test.each([[undefined], [''], [null]])('behind an ALB needs a root Service: %j', (rootService) => {
    const strategy = { ...NO_SERVICES, pingPong, trafficRouting: { alb: { ingress: 'checkout', servicePort: 80, rootService } } };
    expect(alone(strategy, alb())).toEqual([
      `ARO123 ${CANARY}.trafficRouting.alb.rootService: is absent, and pingPong needs it; name a Service that selects all pods`,
    ]);
  });

  test('without any router is ARO104\'s to report', () => {
    expect(messagesAlone(unrouted((strategy) => strategy.pingPong = pingPong))).toEqual([expect.stringMatching(/^ARO104 .*pingPong/)]);
  });

  test('may stand beside the Services of another router', () => {
    expect(alone({ pingPong: { pingService: 'checkout-ping', pongService: 'checkout-pong' } })).toEqual([]);
  });
});

describe('ARO124: settings that exclude each other', () => {
  const RANGE = `ARO124 ${CANARY}.trafficRouting.maxTrafficWeight: 1000 needs nginx or a plugin as its router; `
    + 'remove it, and give weights of 0 to 100';

  function ofWeight(manifests: Manifests): string[] {
    manifests.rollout.spec.strategy.canary.trafficRouting.maxTrafficWeight = 1000;
    return messages(manifests);
  }

  test('are a router of weights up to 100, and weights beyond', () => {
    expect(ofWeight(canary())).toEqual([RANGE]);
    expect(ofWeight(alb())).toEqual([RANGE]);
    expect(ofWeight(nginx())).toEqual([]);
    expect(ofWeight(gatewayApi())).toEqual([]);
  });

  const scaled = (setCanaryScale: object) => messages(canaryWith(({ steps }) => steps.push({ setCanaryScale })));

  test.each([
    [{ weight: 100, replicas: 30 }, 'replicas and weight, of which only replicas'],
    [{ weight: 100, matchTrafficWeight: true }, 'matchTrafficWeight and weight, of which only matchTrafficWeight'],
    [{ weight: 0, replicas: 30, matchTrafficWeight: true }, 'matchTrafficWeight, replicas and weight, of which only matchTrafficWeight'],
  ])('are the scales %j', (scale, said) => {
    expect(scaled(scale)).toEqual([`ARO124 ${CANARY}.steps[5].setCanaryScale: has ${said} counts; give one of them`]);
  });

  test.each([[{ weight: 100, matchTrafficWeight: false }], [{ replicas: 30 }], [{}]])('are not %j', (scale) => {
    expect(scaled(scale)).toEqual([]);
  });
});
