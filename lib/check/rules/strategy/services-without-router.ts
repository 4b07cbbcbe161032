import type { Rule } from '../../rule';

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
    for (const rollout of graph.rollouts) {
      const { canary, managedServices, manifest } = rollout;
      const roles = managedServices.map(({ role }) => role);
      if (canary !== undefined && roles.includes('stableService') && roles.includes('canaryService') && rollout.isUnrouted) {
        yield { manifest, field: canary.field, text: 'has stableService and canaryService but no trafficRouting' };
      }
    }
  },
};
