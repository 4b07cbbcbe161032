import type { Rule } from '../rule';

export const servicesWithoutRouter: Rule = {
  id: 'ARO105',
  severity: 'error',
  title: 'A stable and a canary Service have a router that splits between them',
  why: 'The controller narrows both Services to the pods of their version. With no router to split between them, '
    + 'whoever calls the stable Service never reaches the canary, and meets fewer and fewer pods as it grows.',
  fix: 'add spec.strategy.canary.trafficRouting (`traffic` of a CanaryRollout), or remove both and send callers to one '
    + 'Service that selects all pods',
  link: 'https://github.com/argoproj/argo-rollouts/issues/1760',
  *check(graph) {
    for (const { manifest, canary, managedServices, trafficRouting } of graph.rollouts) {
      const roles = new Set(managedServices.map(({ role }) => role));
      const both = roles.has('stableService') && roles.has('canaryService');
      if (canary !== undefined && trafficRouting === undefined && both) {
        yield { manifest, field: canary.field, text: 'has stableService and canaryService but no trafficRouting' };
      }
    }
  },
};
