import { OPPOSITE_ROLES } from '../../views/rollout';
import type { Rule } from '../../rule';

export const distinctServices: Rule = {
  id: 'ARO107',
  severity: 'error',
  title: 'The two versions are behind two Services',
  why: 'The controller narrows each Service to the pods of one version. One Service cannot be narrowed to both, so the '
    + 'controller refuses the Rollout (InvalidSpec).',
  fix: 'name two different Services',
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'blueGreen',
    bad: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      activeService: checkout-active
      previewService: checkout-active
`,
    good: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      activeService: checkout-active
      previewService: checkout-preview
`,
  },
  *check(graph) {
    for (const { manifest, managedServices } of graph.rollouts) {
      for (const [first, second] of OPPOSITE_ROLES) {
        const one = managedServices.find(({ role }) => role === first);
        const other = managedServices.find(({ role }) => role === second);
        if (one !== undefined && other?.name === one.name) {
          yield { manifest, field: other.field, value: other.name, text: `is the ${first} as well` };
        }
      }
    }
  },
};
