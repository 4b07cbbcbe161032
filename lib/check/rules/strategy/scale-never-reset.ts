import type { CanaryScale } from '../../strategy/canary-scale';
import { explicitScale } from '../../strategy/canary-scale';
import { field } from '../../../model/json';
import type { PodCount } from '../../strategy/pod-count';
import { podCount } from '../../strategy/pod-count';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const scaleNeverReset: Rule = {
  id: 'ARO111',
  severity: 'warning',
  title: 'Canary pods that are set apart suffice for the weight',
  why: 'A number of canary pods that setCanaryScale gives stays until a step lets it match the weight again. A greater '
    + 'weight then sends more requests to those pods than they are there for. That is so of a weight of 100 at the end, '
    + 'too: it is given before the step is over, and the other pods come up only after it.',
  fix: 'add a step setCanaryScale: { matchTrafficWeight: true } before that, or give a greater scale',
  link: 'https://argoproj.github.io/argo-rollouts/features/canary/#dynamic-canary-scale-with-traffic-routing',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setCanaryScale:
            weight: 10
        - pause: {}
        - setWeight: 50
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setCanaryScale:
            weight: 10
        - pause: {}
        - setCanaryScale:
            matchTrafficWeight: true
        - setWeight: 50
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      if (rollout.trafficRouting !== undefined && rollout.steps.some(({ content }) => field(content, 'setCanaryScale') !== undefined)) {
        yield* blame(rollout.manifest, overloaded(rollout, podCount(graph, rollout)));
      }
    }
  },
};

/** A weight, and the field of the step that sets it. */
interface Weight {
  readonly field: string;
  readonly amount: number;
}

function* overloaded(rollout: Rollout, count: PodCount | undefined): Iterable<Fault> {
  let weight: Weight | undefined;
  /** The scale in force, until something has been said about it. */
  let scale: CanaryScale | undefined;
  for (const [index, step] of rollout.steps.entries()) {
    const amount = rollout.weightAt(step);
    weight = amount === undefined ? weight : { field: `${step.field}.setWeight`, amount };
    const isScaled = field(step.content, 'setCanaryScale') !== undefined;
    scale = isScaled ? explicitScale(step) : scale;
    if (scale !== undefined && weight !== undefined && exceeds(weight.amount, scale, rollout.maxWeight, count)) {
      const fault = { field: scale.field, value: scale.amount, text: `is too little for the ${weight.amount} of ${weight.field}` };
      if (isScaled) {
        // A scale can also take away pods that an earlier weight needs.
        yield { ...fault, fix: 'give a greater scale, or lower the weight before' };
      } else {
        const late = scaledTooLate(rollout, index, weight.amount, count);
        yield late === undefined ? fault : { ...fault, fix: `move ${late}.setCanaryScale before ${weight.field}` };
      }
      scale = undefined;
    }
  }
}

/** The step after a weight, and before the next, that gives it the pods that it needs. */
function scaledTooLate(rollout: Rollout, index: number, weight: number, count: PodCount | undefined): string | undefined {
  for (const step of rollout.steps.slice(index + 1)) {
    if (field(step.content, 'setWeight') !== undefined) {
      return undefined;
    }
    if (field(step.content, 'setCanaryScale') !== undefined) {
      const scale = explicitScale(step);
      return scale === undefined || !exceeds(weight, scale, rollout.maxWeight, count) ? step.field : undefined;
    }
  }
  return undefined;
}

/** By the controller's own measure of how many pods a weight needs, where the number of all pods is known. */
function exceeds(weight: number, scale: CanaryScale, maxWeight: number, count: PodCount | undefined): boolean {
  if (scale.unit === 'weight') {
    return weight > scale.amount;
  }
  return count !== undefined && Math.ceil((weight * count.pods) / maxWeight) > scale.amount;
}
