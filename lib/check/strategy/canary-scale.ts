import { asNumber, field } from '../../model/json';
import type { Step } from '../views/rollout';

/** A number of canary pods that stays as it is, whatever weight is set. */
export interface CanaryScale {
  /** The field of the number. */
  readonly field: string;
  /** Whether the number is one of pods, or the share of all pods that would carry this weight. */
  readonly unit: 'replicas' | 'weight';
  /** `NaN` where it is none that there can be, so that nothing more is said about it. */
  readonly amount: number;
}

/** The scale that a step gives; `undefined` where it sets none, or lets the pods follow the weight again. */
export function explicitScale(step: Step): CanaryScale | undefined {
  const scale = field(step.content, 'setCanaryScale');
  if (scale === undefined || field(scale, 'matchTrafficWeight') === true) {
    return undefined;
  }
  // Where both are given, the controller takes the replicas.
  for (const unit of ['replicas', 'weight'] as const) {
    const amount = field(scale, unit);
    if (amount !== undefined) {
      const number = asNumber(amount) ?? NaN;
      return { field: `${step.field}.setCanaryScale.${unit}`, unit, amount: number < 0 ? NaN : number };
    }
  }
  return undefined;
}
