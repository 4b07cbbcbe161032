import { field } from '../../../model/json';
import type { Rollout, Router } from '../../views/rollout';
import { lacks } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

/** The routers that split between two Services, whatever else they are given. */
const BETWEEN_SERVICES: readonly Router[] = ['ambassador', 'apisix', 'appMesh', 'nginx', 'smi', 'traefik'];

export const servicesRequired: Rule = {
  id: 'ARO122',
  severity: 'error',
  title: 'A router has the Services that it splits between',
  why: 'Most routers split the traffic between the Services of the two versions, and blue/green moves its active Service '
    + 'from one to the other. The controller refuses a Rollout that does not name them (InvalidSpec).',
  fix: 'name the Service',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'nginx',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      stableService: checkout-stable
      canaryService: null
      trafficRouting:
        nginx:
          stableIngress: checkout
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      stableService: checkout-stable
      canaryService: checkout-canary
      trafficRouting:
        nginx:
          stableIngress: checkout
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      yield* blame(rollout.manifest, missing(rollout));
    }
  },
};

function* missing(rollout: Rollout): Iterable<Fault> {
  const { blueGreen, canary } = rollout;
  const [router] = splitting(rollout);
  for (const name of ['stableService', 'canaryService']) {
    if (canary !== undefined && router !== undefined && (field(canary.content, name) === '' || lacks(canary.content, name))) {
      yield { field: `${canary.field}.${name}`, text: `is absent, and trafficRouting.${router} needs it` };
    }
  }
  if (blueGreen !== undefined && field(blueGreen.content, 'activeService') === '') {
    yield { field: `${blueGreen.field}.activeService`, text: 'is empty' };
  }
}

/** The routers that need a stable and a canary Service. */
function splitting(rollout: Rollout): Router[] {
  const isPingPong = field(rollout.canary?.content, 'pingPong') !== undefined;
  const isBySubset = field(rollout.trafficRouting, 'istio', 'destinationRule') !== undefined;
  const routers = rollout.routers.filter((router) => BETWEEN_SERVICES.includes(router)
    || (router === 'alb' && !isPingPong)
    || (router === 'istio' && !isPingPong && !isBySubset));
  // A pingPong that the router cannot have is ARO123's to report.
  return isPingPong && rollout.isRoutedWithout('alb', 'istio', 'plugins') ? [] : routers;
}
