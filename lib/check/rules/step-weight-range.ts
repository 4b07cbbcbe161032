import { asNumber, field } from '../../model/json';
import type { Fault, Rule } from '../rule';

export const stepWeightRange: Rule = {
  id: 'ARO101',
  severity: 'error',
  title: 'A weight is a whole number that its router can carry',
  why: 'The custom resource definition sets no bounds, so the API server admits any number, and the controller then '
    + 'refuses the Rollout as a whole (InvalidSpec) or asks the router for a share that does not exist.',
  fix: 'give a whole number in that range',
  link: 'https://argoproj.github.io/argo-rollouts/features/canary/',
  *check(graph) {
    for (const { manifest, steps, trafficRouting } of graph.rollouts) {
      const most = asNumber(trafficRouting?.maxTrafficWeight) ?? 100;
      for (const { field: path, content } of steps) {
        const faults = [
          outside(path, 'setWeight', field(content, 'setWeight'), most),
          outside(path, 'setCanaryScale.weight', field(content, 'setCanaryScale', 'weight'), 100),
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
  if (value === undefined) {
    return undefined;
  }
  const weight = asNumber(value);
  if (weight === undefined || !Number.isInteger(weight)) {
    return { field: `${step}.${name}`, value, text: 'is not a whole number', fix: `give one of 0 to ${most}` };
  }
  return weight < 0 || weight > most ? { field: `${step}.${name}`, value, text: `is outside 0 to ${most}` } : undefined;
}
