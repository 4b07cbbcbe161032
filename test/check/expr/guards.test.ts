import { tree } from './support';
import { unguardedElement } from '../../../lib/check/expr';
import { guardedConditions } from '../../../lib/model/condition';

const GUARDED = [
  'len(result) > 0 && result[0] >= 0.95',
  'len(result) != 0 && result[0] >= 0.95',
  'len(result) >= 1 && result[0] >= 0.95',
  'len(result) == 1 && result[0] >= 0.95',
  '0 < len(result) && result[0] >= 0.95',
  '0 < len(result) < 5 && result[0] >= 0.95',
  'len(result) > 0 and not isNaN(result[0]) and result[0] >= 0.95',
  'len(result) == 0 || result[0] >= 0.95',
  'len(result) < 1 || result[0] >= 0.95',
  'not (len(result) > 0) || result[0] >= 0.95',
  '!(len(result) == 0) && result[0] >= 0.95',
  '!(len(result) == 0 || isNaN(result[0])) && result[0] >= 0.95',
  '(len(result) > 0) == true && result[0] >= 0.95',
  'result != [] && result[0] >= 0.95',
  'result == [] || result[0] >= 0.95',
  'len(result) > 0 ? result[0] >= 0.95 : false',
  'len(result) == 0 ? true : result[0] >= 0.95',
  'if len(result) > 0 { result[0] >= 0.95 } else { false }',
  'if len(result) == 0 { true } else if isNaN(result[0]) { false } else { result[0] >= 0.95 }',
  'let n = len(result); n > 0 && result[0] >= 0.95',
  'let ok = len(result) > 0; ok && result[0] >= 0.95',
  'len(result) > 0 && (isNaN(result[0]) || result[0] >= 0.95)',
  'len(result) > 1 && result[0] + result[1] >= 0.95',
  'len(result) == 2 && result[1] >= 0.95',
  'len(result) > 2 && result[-3] >= 0.95',
  'len(result) > 0 && {{args.enabled}} && result[0] >= 0.95',
  'len(result) > 0 && all(1..3, result[0] > #)',
  'len(result) > 0 && result[len(result) - 1] >= 0.95',
  'len(result) > 0 && sort(result)[0] >= 0.95',
  'false && result[0] >= 0.95',
  'all(result, # >= 0.95)',
  'any(result, # >= 0.95)',
  'none(result, # < 0.95)',
  'one(result, # >= 0.95)',
  'result | filter(# > 0) | all(# >= 0.95)',
  'count(result, # > 0.95) > 2',
  'all(result, result[0] >= 0.95)',
  'len(filter(result, # > 0)) > 0 && result[0] >= 0.95',
  'sum(result) > 1 && mean(result) > 1 && median(result) > 1',
  'reduce(result, #acc + #, 0) > 1',
  'result[0:1] == []',
  '(first(result) ?? 0) >= 0.95',
  'first(result) != nil && first(result) >= 0.95',
  'first(result) == nil || first(result) >= 0.95',
  'get(result, 3) == nil || get(result, 3) > 1',
  'len(result) > 0 && max(result) >= 0.95',
  'concat(result, [0])[0] >= 0.95',
  'result | concat([0]) | first() >= 0',
];

const UNGUARDED: readonly (readonly [string, number, number])[] = [
  ['result[0] >= 0.95', 1, 0],
  ['result[-1] >= 0.95', 1, 0],
  ['(result)[0] >= 0.95', 2, 0],
  ['0.95 <= result[0]', 9, 0],
  ['!isNaN(result[0]) && result[0] >= 0.95', 8, 0],
  ['result[0] >= 0.95 && len(result) > 0', 1, 0],
  ['len(result) > 0 || result[0] >= 0.95', 20, 0],
  ['len(result) == 0 && result[0] >= 0.95', 21, 0],
  ['len(result) >= 0 && result[0] >= 0.95', 21, 0],
  ['len(result) > 0 && result[1] >= 0.95', 20, 1],
  ['len(result) > 0 && result[0] > 1 || result[0] < 0', 37, 0],
  ['len(result) == 3 && result[3] > 1', 21, 3],
  ['result != nil && result[0] >= 0.95', 18, 0],
  ['!isNil(result) && result[0] >= 0.95', 19, 0],
  ['default(result[0], 0) >= 0.95', 9, 0],
  ['(result[0] ?? 0) >= 0.95', 2, 0],
  ['result?.[0] >= 0.95', 1, 0],
  ['len(result) > 0 ? true : result[0] >= 0.95', 26, 0],
  ['if len(result) > 1 { result[1] > 0 } else { result[0] > 0 }', 45, 0],
  ['let rate = result[0]; len(result) > 0 && rate >= 0.95', 12, 0],
  ['{{args.enabled}} && result[0] >= 0.95', 21, 0],
  ['{{args.enabled}} || result[0] >= 0.95', 21, 0],
  ['result[{{args.index}}] >= 0.95', 1, 0],
  ['all(1..3, result[0] > #)', 11, 0],
  ['any(result, # > 1) || result[0] >= 0.95', 23, 0],
  ['all(result, # > 1) && result[0] >= 0.95', 23, 0],
  ['len(filter(result, # > 0)) == 0 || isNaN(result[0]) || result[5] > 1', 56, 1],
  ['result[len(result) - 1] >= 0.95', 1, 0],
  ['sort(result)[0] >= 0.95', 1, 0],
  ['result[1:][0] >= 0.95', 1, 0],
  ['len(result) > 0 && result[1:][0] >= 0.95', 20, 1],
  ['first(result) >= 0.95', 1, 0],
  ['last(result) + 1 >= 0.95', 1, 0],
  ['isNaN(first(result))', 7, 0],
  ['result | first() | abs() >= 0.95', 1, 0],
  ['max(result) < 0.05', 1, 0],
  ['len(result) == 0 || get(result, 1) > 1', 21, 1],
  ['find(result, # > 0.5) >= 0.95', 1, 0],
  ['reduce(result, #acc + #) > 1', 1, 0],
];

describe('an element is guarded where evaluation gets to it with a long enough list only', () => {
  test.each(GUARDED)('%s', (text) => {
    expect(unguardedElement(tree(text))).toBeUndefined();
  });
});

describe('an element is unguarded where evaluation may get to it with a list that is too short', () => {
  test.each(UNGUARDED)('%s, at %i with %i elements', (text, position, length) => {
    expect(unguardedElement(tree(text))).toMatchObject({ position, length });
  });
});

test('the conditions of this library are guarded', () => {
  for (const without of ['inconclusive', 'failure', 'success'] as const) {
    const { successCondition, failureCondition = 'true' } = guardedConditions('<=', 300, without);
    expect([successCondition, failureCondition].map((condition) => unguardedElement(tree(condition)))).toEqual([undefined, undefined]);
  }
});

describe('what is said of an unguarded element', () => {
  test.each([
    ['result[0] > 1', 'looks at result[0] at position 1 even where the result is empty', 'put len(result) > 0 && before it'],
    ['result[3] > 1', 'looks at result[3] at position 1 even where the result is empty', 'put len(result) > 3 && before it'],
    ['result[-2] > 1', 'looks at result[-2] at position 1 even where the result is empty', 'put len(result) >= 2 && before it'],
    ['len(result) > 0 && result[1] > 1', 'looks at result[1] at position 20 even where the result has only 1 element', 'put len(result) > 1 && before it'],
    ['len(result) > 1 && result[5] > 1', 'looks at result[5] at position 20 even where the result has only 2 elements', 'put len(result) > 5 && before it'],
    ['sort(result)[0] > 1', 'looks at an element at position 1 even where the result is empty', 'put len(result) > 0 && before it'],
    ['first(result) > 1', 'takes what first gives at position 1 for a number, although it is nil where the result is empty', 'put len(result) > 0 && before it'],
  ])('%s', (condition, text, fix) => {
    expect(unguardedElement(tree(condition))).toMatchObject({ text, fix });
  });
});
