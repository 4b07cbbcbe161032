import { asNumber, field } from '../../../model/json';
import type { Fault, Rule } from '../../rule';

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
      for (const { field: path, content } of steps) {
        const faults = [
          outside(path, 'setWeight', field(content, 'setWeight'), maxWeight),
          // The pods that it stands for are counted on the scale of the weights.
          outside(path, 'setCanaryScale.weight', field(content, 'setCanaryScale', 'weight'), maxWeight),
          outside(path, 'setMirrorRoute.percentage', field(content, 'setMirrorRoute', 'percentage'), 100),
        ];
        for (const fault of faults) {
          if (fault !== undefined) {
            yield { manifest, ...fault };
          }
        }
      }
    }
  },
};

function outside(step: string, name: string, value: unknown, most: number): Fault | undefined {
  const weight = asNumber(value);
  if (weight === undefined || !Number.isInteger(weight) || (weight >= 0 && weight <= most)) {
    return undefined;
  }
  return { field: `${step}.${name}`, value, text: `is outside 0 to ${most}` };
}
