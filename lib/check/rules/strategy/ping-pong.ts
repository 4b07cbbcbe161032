import { asRecord, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import { lacks } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const pingPong: Rule = {
  id: 'ARO123',
  severity: 'error',
  title: 'Ping-pong has two Services and a router that can swap them',
  why: 'With pingPong the two Services take turns at being the stable one, which only some routers can do; an ALB needs a '
    + 'root Service besides, for the two have no fixed part. The controller refuses anything else (InvalidSpec).',
  fix: 'name the Service',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/alb/#zero-downtime-updates-with-ping-pong-feature',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      stableService: null
      canaryService: null
      pingPong:
        pingService: checkout-stable
        pongService: checkout-canary
      trafficRouting:
        istio: null
        smi: {}
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      stableService: null
      canaryService: null
      pingPong:
        pingService: checkout-stable
        pongService: checkout-canary
      trafficRouting:
        istio:
          virtualService:
            name: checkout
            routes: [primary]
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      if (rollout.canary !== undefined) {
        yield* blame(rollout.manifest, mistakes(rollout, rollout.canary.field));
      }
    }
  },
};

function* mistakes(rollout: Rollout, canary: string): Iterable<Fault> {
  const services = asRecord(field(rollout.canary?.content, 'pingPong'));
  if (services === undefined) {
    return;
  }
  const path = `${canary}.pingPong`;
  // Plugins can swap from Argo Rollouts 1.10 on; which version there is, manifests do not tell.
  if (rollout.isRoutedWithout('alb', 'istio', 'plugins')) {
    const text = 'needs Istio, ALB, or a plugin that can swap, as its router';
    yield { field: path, text, fix: 'give stableService and canaryService instead' };
  }
  for (const name of ['pingService', 'pongService']) {
    if (field(services, name) === '') {
      yield { field: `${path}.${name}`, text: 'is empty' };
    }
  }
  const alb = asRecord(field(rollout.trafficRouting, 'alb'));
  if (field(alb, 'rootService') === '' || lacks(alb, 'rootService')) {
    const text = 'is absent, and pingPong needs it';
    yield { field: `${canary}.trafficRouting.alb.rootService`, text, fix: 'name a Service that selects all pods' };
  }
}
