import { withoutDust } from './numbers';
import { requireInteger, requireItems } from './require';
import { show, UsageError } from './usage-error';

/** The whole traffic. */
export const FULL_WEIGHT = 100;

/** A share of the traffic, in percent. */
export function requireWeight(weight: number, field: string): number {
  return requireInteger(weight, 0, FULL_WEIGHT, { field, fix: 'give the canary\'s share of the traffic in percent' });
}

/** The weights, if each is a share of the traffic and each is above the one before, unless that is allowed. */
export function requireIncreasing(weights: readonly number[], field: string, allowDecrease = false): readonly number[] {
  requireItems(weights, { field, fix: 'give at least one weight' });
  weights.forEach((weight, index) => {
    requireWeight(weight, `${field}[${index}]`);
    const before = weights[index - 1];
    if (!allowDecrease && before !== undefined && weight <= before) {
      throw new UsageError({
        field: `${field}[${index}]`,
        value: weight,
        rule: `does not increase on ${show(before)} before it`,
        fix: 'sort the weights, or say `allowDecrease: true`',
      });
    }
  });
  return weights;
}

/** Equal increments up to the whole traffic: 25 gives 25, 50, 75, 100. */
export function linearWeights(increment: number): readonly number[] {
  requireInteger(increment, 1, FULL_WEIGHT, { field: 'increment', fix: 'give the percentage that each step adds' });
  return upTo((weight) => weight + increment, increment);
}

/** Each weight a multiple of the one before, up to the whole traffic: 5 gives 5, 10, 20, 40, 80, 100. */
export function exponentialWeights(first: number, factor = 2): readonly number[] {
  requireInteger(first, 1, FULL_WEIGHT, { field: 'first', fix: 'give the first percentage' });
  if (!Number.isFinite(factor) || factor <= 1) {
    throw new UsageError({ field: 'factor', value: factor, rule: 'is not a number above 1', fix: 'give what each weight is multiplied by' });
  }
  return upTo((weight) => Math.max(weight + 1, Math.floor(withoutDust(weight * factor))), first);
}

function upTo(next: (weight: number) => number, first: number): readonly number[] {
  const weights: number[] = [];
  for (let weight = first; weight < FULL_WEIGHT; weight = next(weight)) {
    weights.push(weight);
  }
  return [...weights, FULL_WEIGHT];
}
