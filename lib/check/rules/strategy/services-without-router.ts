import type { ManifestGraph } from '../../graph';
import type { Rule } from '../../rule';
import type { Rollout } from '../../views/rollout';

export const servicesWithoutRouter: Rule = {
  id: 'ARO105',
  severity: 'error',
  title: 'A stable and a canary Service have a router that splits between them',
  why: 'The controller narrows both Services to the pods of their version. With no router to split between them, '
    + 'whoever calls the stable Service never reaches the canary, and meets fewer and fewer pods as it grows.',
  fix: 'add spec.strategy.canary.trafficRouting (`traffic` of a CanaryRollout), or remove both and send callers to one '
    + 'Service that selects all pods',
  link: 'https://github.com/argoproj/argo-rollouts/issues/1760',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      stableService: checkout-stable
      canaryService: checkout-canary
      trafficRouting: null
      steps:
        - setWeight: 25
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      stableService: checkout-stable
      canaryService: checkout-canary
      trafficRouting:
        istio:
          virtualService:
            name: checkout
            routes: [primary]
      steps:
        - setWeight: 25
`,
  },
  *check(graph) {
    const pairs = graph.rollouts.filter(({ isUnrouted, managedServices }) => isUnrouted
      && ['stableService', 'canaryService'].every((wanted) => managedServices.some(({ role }) => role === wanted)));
    const reached = pairs.length === 0 ? NONE : reachedOtherwise(graph);
    for (const rollout of pairs) {
      const { canary, manifest } = rollout;
      if (canary !== undefined && !reached.has(rollout)) {
        yield { manifest, field: canary.field, text: 'has stableService and canaryService but no trafficRouting' };
      }
    }
  },
};

const NONE: ReadonlySet<Rollout> = new Set();

/** The Rollouts whose pods of both versions a further Service selects: the two then only tell the versions apart. */
function reachedOtherwise(graph: ManifestGraph): ReadonlySet<Rollout> {
  const reached = new Set<Rollout>();
  for (const { namespace, name, selector } of graph.services) {
    if (graph.managerOf(namespace, name) === undefined) {
      for (const rollout of graph.rolloutsSelectedBy(namespace, selector)) {
        reached.add(rollout);
      }
    }
  }
  return reached;
}
