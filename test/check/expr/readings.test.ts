import { tree } from './support';
import type { ConditionTrees } from '../../../lib/check/expr';
import { nanOutcome } from '../../../lib/check/expr';
import { guardedConditions } from '../../../lib/model/condition';

function conditions(success: string | undefined, failure?: string): ConditionTrees {
  return {
    success: success === undefined ? undefined : tree(success),
    failure: failure === undefined ? undefined : tree(failure),
  };
}

const GUARD = 'len(result) > 0 && !isNaN(result[0])';

describe('of a list, what NaN counts as', () => {
  test.each([
    // success condition, failure condition, outcome
    ['result[0] >= 0.95', undefined, 'failed'],
    [undefined, 'result[0] < 0.95', 'successful'],
    ['result[0] >= 0.95', 'result[0] < 0.95', 'inconclusive'],
    ['result[0] >= 0.95', 'result[0] < 0.5', 'inconclusive'],
    [undefined, undefined, 'successful'],
    ['true', 'true', 'failed'],
    ['false', 'false', 'inconclusive'],
    ['true', 'false', 'successful'],
    ['len(result) == 0 || result[0] >= 0.95', undefined, 'failed'],
    ['len(result) > 0 && result[0] >= 0.95', undefined, 'failed'],
    [undefined, 'len(result) > 0 && result[0] < 0.95', 'successful'],
    ['len(result) == 0 || isNaN(result[0]) || result[0] >= 0.95', undefined, 'successful'],
    [`${GUARD} && result[0] >= 0.95`, undefined, 'failed'],
    [`${GUARD} && result[0] >= 0.95`, `${GUARD} && result[0] < 0.95`, 'inconclusive'],
    [undefined, 'len(result) == 0 || isNaN(result[0]) || result[0] < 0.95', 'failed'],
    ['result[0] >= {{args.bound}}', undefined, 'failed'],
    ['result[0] * {{args.factor}} >= 95', undefined, 'failed'],
    ['100 - result[0] * 100 < 5', undefined, 'failed'],
    ['round(abs(result[0]) / 2) >= 0', undefined, 'failed'],
    ['asFloat(result[0]) >= 0.95', undefined, 'failed'],
    ['asInt(result[0]) >= 0', undefined, 'unknown'],
    ['0 <= result[0] <= 1', undefined, 'failed'],
    ['!(result[0] < 0.95)', undefined, 'successful'],
    ['result[0] != 0', undefined, 'successful'],
    ['result[0] == result[0]', undefined, 'failed'],
    ['result[0] not in [1, 2]', undefined, 'successful'],
    ['isInf(result[0])', undefined, 'failed'],
    ['result[0] ** 0 == 1', undefined, 'successful'],
    ['all(result, # >= 0.95)', undefined, 'failed'],
    ['any(result, # >= 0.95)', undefined, 'failed'],
    ['none(result, # < 0.95)', undefined, 'successful'],
    ['one(result, isNaN(#))', undefined, 'successful'],
    ['all(filter(result, !isNaN(#)), # >= 0.95)', undefined, 'successful'],
    ['count(result, # < 0.95) == 0', undefined, 'successful'],
    ['sum(result) == 0', undefined, 'failed'],
    ['mean(result) < 5', undefined, 'failed'],
    ['max(result) < 5', undefined, 'failed'],
    ['first(result) != nil && first(result) >= 0.95', undefined, 'failed'],
    ['(first(result) ?? 1) >= 0.95', undefined, 'failed'],
    ['result == [] || result[0] > 1', undefined, 'failed'],
    ['isNil(result) || result[0] > 1', undefined, 'failed'],
    ['let x = result[0]; isNaN(x) ? true : x > 1', undefined, 'successful'],
    ['if len(result) == 0 { false } else { isNaN(result[0]) || result[0] > 1 }', undefined, 'successful'],
    ['isNaN(result[0]) || {{args.strict}}', undefined, 'successful'],
    ['result[0] > 1 && {{args.strict}}', undefined, 'failed'],
    ['{{args.strict}} || result[0] > 1', undefined, 'unknown'],
    ['{{args.condition}}', undefined, 'unknown'],
    ['result[0] {{args.operator}} 1', undefined, 'unknown'],
    ['"{{args.mode}}" == "strict" ? result[0] > 1 : result[0] > 2', undefined, 'failed'],
    // One with an error makes the other pointless.
    ['result[0] >= 0.95', 'isNan(result[0])', 'error'],
    ['true', 'result >= 1', 'error'],
    ['result[1] >= 0.95', undefined, 'error'],
    ['len(result) == 0 || result > 1', undefined, 'error'],
    ['len(result) == 0 || default(result, 0) > 1', undefined, 'error'],
    ['result[0]', undefined, 'error'],
    ['true', '{{args.condition}}', 'unknown'],
  ] as const)('%s and %s: %s', (success, failure, outcome) => {
    expect(nanOutcome(conditions(success, failure))).toBe(outcome);
  });
});

describe('of a number, what NaN counts as', () => {
  test.each([
    ['result >= 0.95', undefined, 'failed'],
    [undefined, 'result < 0.95', 'successful'],
    ['result >= 0.95', 'result < 0.95', 'inconclusive'],
    ['isNaN(result) || result >= 0.95', undefined, 'successful'],
    ['default(result, 0) < 0.05', undefined, 'failed'],
    ['default(result, 1) < 0.05', undefined, 'failed'],
    [undefined, 'default(result, 0) > {{args.bound}}', 'successful'],
    // With nil for a number, expr does not compile the comparison, guarded or not.
    ['result == nil || result < 0.05', undefined, 'failed'],
    ['isNil(result) || result < 0.05', undefined, 'failed'],
    ['isNil(result) || default(result, 0) < 0.05', undefined, 'failed'],
    ['(result ?? 0) < 0.05', undefined, 'failed'],
    ['isNil(result) || asFloat(result) < 0.05', undefined, 'failed'],
    ['result[0] >= 0.95', undefined, 'error'],
  ] as const)('%s and %s: %s', (success, failure, outcome) => {
    expect(nanOutcome(conditions(success, failure), 'number')).toBe(outcome);
  });
});

test('of what has no known shape nothing is foretold', () => {
  expect(nanOutcome(conditions('true'), 'unknown')).toBe('unknown');
});

test('the conditions of this library do with NaN what they are for', () => {
  for (const [without, outcome] of [['inconclusive', 'inconclusive'], ['failure', 'failed'], ['success', 'successful']] as const) {
    const { successCondition, failureCondition } = guardedConditions('>=', 0.95, without);
    expect(nanOutcome(conditions(successCondition, failureCondition))).toBe(outcome);
  }
});
