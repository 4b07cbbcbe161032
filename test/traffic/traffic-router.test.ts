import {
  argoproj, CanaryScale, CanaryStep, ITrafficRouter, RouterServices, StringMatch, TrafficRouterConfig, TrafficRouterTraits, TrafficTarget,
} from 'cdk8s-argo-rollouts';
import * as kplus from 'cdk8s-plus-28';
import { canary } from '../support/checkout';
import { Manifest, refusal, shop, synth } from '../support/synth';

/** What a user writes for a router that the library has no construct for. */
class NginxSplit implements ITrafficRouter {
  public readonly traits: TrafficRouterTraits = { services: RouterServices.STABLE_AND_CANARY };
  public readonly bound: TrafficTarget[] = [];

  public constructor(private readonly stableIngress: string) {}

  public bind(target: TrafficTarget): TrafficRouterConfig {
    this.bound.push(target);
    return { trafficRouting: { nginx: { stableIngress: this.stableIngress } } };
  }
}

/** Splits by pods, and can do whatever a trait says. */
function router(traits: TrafficRouterTraits): ITrafficRouter {
  const trafficRouting: argoproj.RolloutSpecStrategyCanaryTrafficRouting = { plugins: { any: {} } };
  return { traits, bind: () => ({ trafficRouting, routeNames: ['own'] }) };
}

const HEADER = CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }]);
const MIRROR = CanaryStep.mirrorRoute('mirror', 5, [{}]);

test('a router of the user\'s own is written into the Rollout, with the Services that it asks for', () => {
  const chart = shop();
  canary(chart, { traffic: new NginxSplit('checkout') });
  const manifests = synth(chart);
  const { stableService, canaryService, trafficRouting } = manifests.the('Rollout').spec.strategy.canary;
  expect(trafficRouting).toEqual({ nginx: { stableIngress: 'checkout' } });
  expect(manifests.names('Service')).toEqual([stableService, canaryService]);
});

test('a router is bound once, to what the Rollout and its Services are called', () => {
  const chart = shop();
  const nginx = new NginxSplit('checkout');
  canary(chart, { traffic: nginx });
  const manifests = synth(chart);
  const { metadata, spec }: Manifest = manifests.the('Rollout');
  expect(nginx.bound).toEqual([expect.objectContaining({
    path: 'shop/checkout', rolloutName: metadata.name, namespace: metadata.namespace, selectorLabels: spec.selector.matchLabels, rootService: undefined,
  })]);
  expect(nginx.bound[0]!.stableService).toMatchObject({ serviceName: spec.strategy.canary.stableService, serviceNamespace: 'shop', servicePort: 5000 });
  expect(nginx.bound[0]!.canaryService).toMatchObject({ serviceName: spec.strategy.canary.canaryService, serviceNamespace: 'shop', servicePort: 5000 });
});

test.each([
  [RouterServices.ROOT, ['checkout']],
  [RouterServices.STABLE_AND_CANARY, ['checkout-stable', 'checkout-canary']],
  [RouterServices.STABLE_CANARY_AND_ROOT, ['checkout', 'checkout-stable', 'checkout-canary']],
])('a router that asks for %s gets these Services and no other', (services, names) => {
  const chart = shop();
  canary(chart, { traffic: router({ services }) });
  expect(synth(chart).names('Service')).toEqual(names);
});

test('a router that can do it gets the routes of the steps among the managed ones', () => {
  const chart = shop();
  const traffic = router({ services: RouterServices.ROOT, headerRoutes: true, mirrorRoutes: true });
  canary(chart, { traffic, steps: [CanaryStep.scale(CanaryScale.weight(1)), HEADER, MIRROR] });
  expect(synth(chart).the('Rollout').spec.strategy.canary.trafficRouting)
    .toEqual({ plugins: { any: {} }, managedRoutes: [{ name: 'testers' }, { name: 'mirror' }] });
});

test('a router that refuses one rollout is free for another', () => {
  const chart = shop();
  const nginx = new NginxSplit('checkout');
  const picky: ITrafficRouter = {
    traits: nginx.traits,
    bind: (target) => {
      if (target.rolloutName === 'basket') {
        throw new Error('not this one');
      }
      return nginx.bind(target);
    },
  };
  expect(refusal(() => canary(chart, { metadata: { name: 'basket' }, traffic: picky }))).toBe('not this one');
  canary(chart, { traffic: picky });
  expect(nginx.bound).toHaveLength(1);
});

test('a router that asks later for the labels of the pods is told what the program has added', () => {
  const chart = shop();
  const nginx = new NginxSplit('checkout');
  const rollout = canary(chart, { traffic: nginx });
  rollout.select(kplus.LabelSelector.of({ labels: { tier: 'web' } }));
  expect(nginx.bound[0]!.selectorLabels).toEqual({ app: 'checkout', tier: 'web' });
});

describe('it is refused', () => {
  test('to use a router twice', () => {
    const chart = shop();
    const traffic = new NginxSplit('checkout');
    canary(chart, { traffic });
    expect(refusal(() => canary(chart, { metadata: { name: 'basket' }, traffic })))
      .toBe('[shop/basket] traffic: the router serves shop/checkout already; make a router for each rollout');
    expect(traffic.bound).toHaveLength(1);
  });

  test.each([
    [
      '[shop/checkout] steps[0]: "testers" is a header route, which the router does not offer; '
      + 'use a router that offers them (`traits.headerRoutes`), or remove the step',
      HEADER, { services: RouterServices.ROOT, mirrorRoutes: true },
    ],
    [
      '[shop/checkout] steps[0]: "mirror" is a mirror route, which the router does not offer; '
      + 'use a router that offers them (`traits.mirrorRoutes`), or remove the step',
      MIRROR, { services: RouterServices.ROOT, headerRoutes: true, mirrorRoutes: false },
    ],
  ])('to ask a router for what it cannot do: %s', (message, step, traits) => {
    expect(refusal(() => canary(shop(), { traffic: router(traits), steps: [step] }))).toBe(message);
  });

  test('to give a route of a step the name of a route of the router', () => {
    const steps = [CanaryStep.mirrorRoute('own', 5, [{}])];
    expect(refusal(() => canary(shop(), { traffic: router({ services: RouterServices.ROOT, mirrorRoutes: true }), steps }))).toBe(
      '[shop/checkout] steps (route own): has the name of the route that splits the traffic, which would be deleted when the update '
      + 'ends; give the route of the step another name',
    );
  });
});
