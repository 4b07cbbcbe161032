import { tree } from './support';
import type { ConditionTrees } from '../../../lib/check/expr';
import { emptyReading, nanReading } from '../../../lib/check/expr';
import { guardedConditions } from '../../../lib/model/condition';

function conditions(success: string | undefined, failure?: string): ConditionTrees {
  return {
    success: success === undefined ? undefined : tree(success),
    failure: failure === undefined ? undefined : tree(failure),
  };
}

const GUARD = 'len(result) > 0 && !isNaN(result[0])';

describe('of a list, what NaN and no data count as', () => {
  test.each([
    // success condition, failure condition, NaN, no data
    ['result[0] >= 0.95', undefined, 'failed', 'error'],
    [undefined, 'result[0] < 0.95', 'successful', 'error'],
    ['result[0] >= 0.95', 'result[0] < 0.95', 'inconclusive', 'error'],
    ['result[0] >= 0.95', 'result[0] < 0.5', 'inconclusive', 'error'],
    [undefined, undefined, 'successful', 'successful'],
    ['true', 'true', 'failed', 'failed'],
    ['false', 'false', 'inconclusive', 'inconclusive'],
    ['true', 'false', 'successful', 'successful'],
    ['len(result) == 0 || result[0] >= 0.95', undefined, 'failed', 'successful'],
    ['len(result) > 0 && result[0] >= 0.95', undefined, 'failed', 'failed'],
    [undefined, 'len(result) > 0 && result[0] < 0.95', 'successful', 'successful'],
    ['len(result) == 0 || isNaN(result[0]) || result[0] >= 0.95', undefined, 'successful', 'successful'],
    [`${GUARD} && result[0] >= 0.95`, undefined, 'failed', 'failed'],
    [`${GUARD} && result[0] >= 0.95`, `${GUARD} && result[0] < 0.95`, 'inconclusive', 'inconclusive'],
    [undefined, 'len(result) == 0 || isNaN(result[0]) || result[0] < 0.95', 'failed', 'failed'],
    ['result[0] >= {{args.bound}}', undefined, 'failed', 'error'],
    ['result[0] * {{args.factor}} >= 95', undefined, 'failed', 'error'],
    ['100 - result[0] * 100 < 5', undefined, 'failed', 'error'],
    ['round(abs(result[0]) / 2) >= 0', undefined, 'failed', 'error'],
    ['asFloat(result[0]) >= 0.95', undefined, 'failed', 'error'],
    ['asInt(result[0]) >= 0', undefined, 'unknown', 'error'],
    ['0 <= result[0] <= 1', undefined, 'failed', 'error'],
    ['!(result[0] < 0.95)', undefined, 'successful', 'error'],
    ['result[0] != 0', undefined, 'successful', 'error'],
    ['result[0] == result[0]', undefined, 'failed', 'error'],
    ['result[0] not in [1, 2]', undefined, 'successful', 'error'],
    ['isInf(result[0])', undefined, 'failed', 'error'],
    ['result[0] ** 0 == 1', undefined, 'successful', 'error'],
    ['all(result, # >= 0.95)', undefined, 'failed', 'successful'],
    ['any(result, # >= 0.95)', undefined, 'failed', 'failed'],
    ['none(result, # < 0.95)', undefined, 'successful', 'successful'],
    ['one(result, isNaN(#))', undefined, 'successful', 'failed'],
    ['all(filter(result, !isNaN(#)), # >= 0.95)', undefined, 'successful', 'successful'],
    ['count(result, # < 0.95) == 0', undefined, 'successful', 'successful'],
    ['sum(result) == 0', undefined, 'failed', 'successful'],
    ['mean(result) < 5', undefined, 'failed', 'successful'],
    ['max(result) < 5', undefined, 'failed', 'error'],
    ['first(result) != nil && first(result) >= 0.95', undefined, 'failed', 'failed'],
    ['(first(result) ?? 1) >= 0.95', undefined, 'failed', 'successful'],
    ['result == [] || result[0] > 1', undefined, 'failed', 'successful'],
    ['isNil(result) || result[0] > 1', undefined, 'failed', 'error'],
    ['let x = result[0]; isNaN(x) ? true : x > 1', undefined, 'successful', 'error'],
    ['if len(result) == 0 { false } else { isNaN(result[0]) || result[0] > 1 }', undefined, 'successful', 'failed'],
    ['isNaN(result[0]) || {{args.strict}}', undefined, 'successful', 'error'],
    ['result[0] > 1 && {{args.strict}}', undefined, 'failed', 'error'],
    ['{{args.strict}} || result[0] > 1', undefined, 'unknown', 'unknown'],
    ['{{args.condition}}', undefined, 'unknown', 'unknown'],
    ['result[0] {{args.operator}} 1', undefined, 'unknown', 'error'],
    ['"{{args.mode}}" == "strict" ? result[0] > 1 : result[0] > 2', undefined, 'failed', 'error'],
    // One with an error makes the other pointless.
    ['result[0] >= 0.95', 'isNan(result[0])', 'error', 'error'],
    ['true', 'result >= 1', 'error', 'error'],
    ['result[1] >= 0.95', undefined, 'error', 'error'],
    ['len(result) == 0 || result > 1', undefined, 'error', 'error'],
    ['len(result) == 0 || default(result, 0) > 1', undefined, 'error', 'successful'],
    ['result[0]', undefined, 'error', 'error'],
    ['true', '{{args.condition}}', 'unknown', 'unknown'],
  ] as const)('%s and %s: %s and %s', (success, failure, nan, empty) => {
    expect(nanReading(conditions(success, failure)).outcome).toBe(nan);
    expect(emptyReading(conditions(success, failure))).toBe(empty);
  });
});

describe('of a number, what NaN and no data count as', () => {
  test.each([
    ['result >= 0.95', undefined, 'failed', 'error'],
    [undefined, 'result < 0.95', 'successful', 'error'],
    ['result >= 0.95', 'result < 0.95', 'inconclusive', 'error'],
    ['isNaN(result) || result >= 0.95', undefined, 'successful', 'error'],
    ['default(result, 0) < 0.05', undefined, 'failed', 'successful'],
    ['default(result, 1) < 0.05', undefined, 'failed', 'failed'],
    [undefined, 'default(result, 0) > {{args.bound}}', 'successful', 'unknown'],
    // With nil for a number, expr does not compile the comparison, guarded or not.
    ['result == nil || result < 0.05', undefined, 'failed', 'error'],
    ['isNil(result) || result < 0.05', undefined, 'failed', 'error'],
    ['isNil(result) || default(result, 0) < 0.05', undefined, 'failed', 'successful'],
    ['(result ?? 0) < 0.05', undefined, 'failed', 'successful'],
    ['isNil(result) || asFloat(result) < 0.05', undefined, 'failed', 'successful'],
    ['result[0] >= 0.95', undefined, 'error', 'error'],
  ] as const)('%s and %s: %s and %s', (success, failure, nan, empty) => {
    expect(nanReading(conditions(success, failure), 'number').outcome).toBe(nan);
    expect(emptyReading(conditions(success, failure), 'number')).toBe(empty);
  });
});

test('of what has no known shape nothing is foretold', () => {
  expect(nanReading(conditions('true'), 'unknown').outcome).toBe('unknown');
  expect(emptyReading(conditions('true'), 'unknown')).toBe('unknown');
});

describe('asking for NaN is noticed, wherever it is', () => {
  test.each([
    ['isNaN(result[0]) || result[0] > 1', undefined, true],
    ['result[0] > 1', 'all(result, !isNaN(#))', true],
    ['result[0] > 1 && (let x = result | first() | isNaN(); !x)', undefined, true],
    ['result[0] > 1', 'result[0] <= 1', false],
    ['"isNaN(x)" == result', undefined, false],
    [undefined, undefined, false],
  ])('%s and %s', (success, failure, mentionsNaN) => {
    expect(nanReading(conditions(success, failure)).mentionsNaN).toBe(mentionsNaN);
  });
});

test('the conditions of this library do with no data and with NaN what they are for', () => {
  for (const [without, outcome] of [['inconclusive', 'inconclusive'], ['failure', 'failed'], ['success', 'successful']] as const) {
    const { successCondition, failureCondition } = guardedConditions('>=', 0.95, without);
    const trees = conditions(successCondition, failureCondition);
    expect([nanReading(trees).outcome, emptyReading(trees)]).toEqual([outcome, outcome]);
  }
});
