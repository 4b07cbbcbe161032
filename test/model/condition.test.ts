import { guardedConditions, WithoutData } from '../../lib/model/condition';

/** Evaluates a condition as Argo Rollouts does, for the functions and operators that are used here. */
function evaluate(condition: string | undefined, result: readonly number[]): boolean | undefined {
  if (condition === undefined) {
    return undefined;
  }
  // In expr, an index beyond the end is an error rather than undefined.
  const guarded = new Proxy(result, {
    get: (list, key) => {
      if (key === '0' && list.length === 0) {
        throw new Error('index out of range');
      }
      return Reflect.get(list, key) as unknown;
    },
  });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function('result', 'len', `return ${condition};`)(guarded, (list: readonly number[]) => list.length);
}

/** What a measurement comes to by its two conditions. */
function outcome(withoutData: WithoutData, operator: '>=' | '<=', result: readonly number[]): string {
  const { successCondition, failureCondition } = guardedConditions(operator, 0.95, withoutData);
  const success = evaluate(successCondition, result);
  const failure = evaluate(failureCondition, result) ?? success === false;
  expect(success === true && failure).toBe(false);
  return success === true ? 'success' : failure ? 'failure' : 'inconclusive';
}

describe.each<WithoutData>(['inconclusive', 'failure', 'success'])('no data counts as %s', (withoutData) => {
  test.each([['an empty list', []], ['NaN', [NaN]]])('%s', (_what, result) => {
    expect(outcome(withoutData, '>=', result)).toBe(withoutData);
    expect(outcome(withoutData, '<=', result)).toBe(withoutData);
  });

  test.each<[number, string, string]>([
    [0.94, 'failure', 'success'], [0.95, 'success', 'success'], [0.96, 'success', 'failure'], [0, 'failure', 'success'],
    [Infinity, 'success', 'failure'],
  ])('%d is compared', (value, atLeast, atMost) => {
    expect([outcome(withoutData, '>=', [value]), outcome(withoutData, '<=', [value])]).toEqual([atLeast, atMost]);
  });
});

test('they read as a person would write them', () => {
  expect(guardedConditions('<=', 300, 'inconclusive')).toEqual({
    successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 300',
    failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] > 300',
  });
});
