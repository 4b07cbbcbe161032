import { fieldAt } from '../../../model/json';
import type { Rule } from '../../rule';

/** Where the weights of a step stand, and the greatest, where that is not the router's. */
const WEIGHTS: readonly { readonly path: readonly string[]; readonly most?: number }[] = [
  { path: ['setWeight'] },
  // The pods that it stands for are counted on the scale of the weights.
  { path: ['setCanaryScale', 'weight'] },
  { path: ['setMirrorRoute', 'percentage'], most: 100 },
];

export const stepWeightRange: Rule = {
  id: 'ARO101',
  severity: 'error',
  title: 'A weight is one that its router can carry',
  why: 'The custom resource definition sets no bounds, so the API server admits any number, and the controller then '
    + 'refuses the Rollout as a whole (InvalidSpec) or asks the router for a share that does not exist.',
  fix: 'give a whole number in that range',
  link: 'https://argoproj.github.io/argo-rollouts/features/canary/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 120
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
        - pause: {}
        - setWeight: 100
`,
  },
  *check(graph) {
    for (const { manifest, steps, maxWeight } of graph.rollouts) {
      for (const step of steps) {
        for (const { path, most = maxWeight } of WEIGHTS) {
          const value = fieldAt(step.content, path);
          if (isOutside(value, most)) {
            yield { manifest, field: `${step.field}.${path.join('.')}`, value, text: `is outside 0 to ${most}` };
          }
        }
      }
    }
  },
};

function isOutside(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && (value < 0 || value > most);
}
