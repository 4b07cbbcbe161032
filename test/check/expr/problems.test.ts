import { tree } from './support';
import type { ExprProblem, ResultShape } from '../../../lib/check/expr';
import { problemsOf } from '../../../lib/check/expr';

function found(text: string, shape: ResultShape): string[] {
  return problemsOf(tree(text), shape).map(({ kind, text: what, fix }) => `${kind}: ${what}; ${fix}`);
}

const TAKE_ELEMENT = 'take an element, as result[0], or look at each, as "all(result, # > 0)", in quotes since # begins a comment in YAML';

describe('of a list', () => {
  test.each([
    ['result >= 0.95', `listAsNumber: takes result at position 1 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['0.95 <= result', `listAsNumber: takes result at position 9 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['result == 1', `listAsNumber: takes result at position 1 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['result == "ok"', `listAsNumber: takes result at position 1 for a string, but it is a list; ${TAKE_ELEMENT}`],
    ['isNaN(result)', `listAsNumber: takes result at position 7 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['isInf(result)', `listAsNumber: takes result at position 7 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['asFloat(result) > 1', `listAsNumber: takes result at position 9 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['asInt(result) > 1', `listAsNumber: takes result at position 7 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['abs(result) > 1', `listAsNumber: takes result at position 5 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['-result < 1', `listAsNumber: takes result at position 2 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['result * 100 > 95', `listAsNumber: takes result at position 1 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['result + 1 > 95', `listAsNumber: takes result at position 1 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['result && true', `listAsNumber: takes result at position 1 for a boolean, but it is a list; ${TAKE_ELEMENT}`],
    ['result.value > 1', `listAsNumber: takes result at position 1 for a map, but it is a list; ${TAKE_ELEMENT}`],
    ['default(result, 0) > 1', `listAsNumber: takes default(result, …) at position 1 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['isNaN(default(result, 0))', `listAsNumber: takes default(result, …) at position 7 for a number, but it is a list; ${TAKE_ELEMENT}`],
    ['let x = result; isNaN(x)', 'wrongType: applies isNaN at position 23 to a list instead of a number; give it a number'],
    ['filter(result, # > 1) > 2', 'wrongType: compares a list and a number at position 23; give it two numbers'],
    ['"a" in result', 'wrongType: looks up a string and a number at position 5; write the number without quotes, or convert the string with asFloat(…)'],
    ['all(result, # + 1)', 'wrongType: applies all at position 13 to a number instead of a boolean; give it a boolean'],
    ['all(result, # == "a")', 'wrongType: compares a number and a string at position 15; write the number without quotes, or convert the string with asFloat(…)'],
    ['result[0.5] > 1', 'wrongType: applies "[]" at position 7 to a number instead of a whole number; give it a whole number'],
    ['result[0][0] > 1', 'wrongType: applies "[]" at position 10 to a number instead of a list; give it a list'],
    ['result[0] % 2 == 0', 'wrongType: applies "%" at position 11 to a number instead of a whole number; give it a whole number'],
    ['result[0] >= "0.95"', 'wrongType: compares a number and a string at position 11; write the number without quotes, or convert the string with asFloat(…)'],
    ['upper(result[0]) == "A"', 'wrongType: applies upper at position 13 to a number instead of a string; give it a string'],
    ['result[0]', 'notBoolean: gives a number rather than true or false; compare it with something, as in result[0] >= 0.95'],
    ['result', 'notBoolean: gives a list rather than true or false; compare it with something, as in result[0] >= 0.95'],
  ])('%s', (text, problem) => {
    expect(found(text, 'list')).toEqual([problem]);
  });

  test.each([
    'result[0] >= 0.95',
    'result[-1] >= 0.95',
    'len(result) > 0 && !isNaN(result[0]) && result[0] >= {{args.bound}}',
    'result | all(# > 0.5 and not isNaN(#))',
    'any(result, {# > 1})',
    'sum(result) / len(result) > 0.9',
    'sum(map(result, # * 100)) > 1',
    'mean(result) > 0.9 && max(result) < 2 && median(result) > min(result)',
    'result == [] || result != nil || result == result',
    '1 in result and result[0] not in [1, 2]',
    'isNil(result) || isNil(result[0])',
    'default(result, [])[0] > 1',
    'len(default(result, [])) > 1',
    'let bound = 0.95; let rate = result[0]; rate >= bound',
    'filter(result, # > 1)[0] > 1',
    'reduce(result, #acc + #, 0) > 1 || map(result, #index)[0] == 0',
    'result[0] > 1 ? true : nil',
    '(first(result) ?? 0) > 1',
    'string(result[0]) matches "^0[.]"',
    '$env.result[0] > 1 && "result" in $env',
    'get(result, 0) > 1',
    'now() - duration("1h") < date("2024-01-01")',
    '{a: result[0]}.a > 1',
    'count(result, # > 1) > 2 && findIndex(result, # > 1) == 0',
    '{{args.condition}}',
    'result[0] {{args.operator}} 1',
    'isNaN(result[0] * {{args.factor}})',
  ])('nothing is wrong with %s', (text) => {
    expect(found(text, 'list')).toEqual([]);
  });
});

describe('of a number', () => {
  test.each([
    ['result[0] > 1', 'numberAsList: takes result at position 1 for a list, but it is a number; use result as it is'],
    ['result.value > 1', 'numberAsList: takes result at position 1 for a list, but it is a number; use result as it is'],
    ['result[:1] == []', 'numberAsList: takes result at position 1 for a list, but it is a number; use result as it is'],
    ['len(result) > 0', 'numberAsList: takes result at position 5 for a list, but it is a number; use result as it is'],
    ['all(result, # > 1)', 'numberAsList: takes result at position 5 for a list, but it is a number; use result as it is'],
    ['result | any(# > 1)', 'numberAsList: takes result at position 1 for a list, but it is a number; use result as it is'],
    ['first(result) > 1', 'numberAsList: takes result at position 7 for a list, but it is a number; use result as it is'],
    ['1 in result', 'numberAsList: takes result at position 6 for a list, but it is a number; use result as it is'],
    ['result == []', 'numberAsList: takes result at position 1 for a list, but it is a number; use result as it is'],
    ['result == "1"', 'wrongType: compares a number and a string at position 8; write the number without quotes, or convert the string with asFloat(…)'],
    ['result && true', 'wrongType: applies "&&" at position 8 to a number instead of a boolean; give it a boolean'],
    ['result', 'notBoolean: gives a number rather than true or false; compare it with something, as in result >= 0.95'],
  ])('%s', (text, problem) => {
    expect(found(text, 'number')).toEqual([problem]);
  });

  test.each([
    'result >= 0.95',
    '!isNaN(result) && result >= 0.95',
    'default(result, 0) < 0.05',
    'isNaN(default(result, 0.5))',
    'result == nil || isNil(result)',
    'asFloat(result) * 100 > 95',
    'max(result, 1) > 1',
  ])('nothing is wrong with %s', (text) => {
    expect(found(text, 'number')).toEqual([]);
  });
});

describe('whatever the result is', () => {
  test.each([
    ['isNan(result)', 'unknownName: calls the unknown function "isNan" at position 1; did you mean "isNaN"?'],
    ['asfloat(result) > 1', 'unknownName: calls the unknown function "asfloat" at position 1; did you mean "asFloat"?'],
    ['length(result) > 1', 'unknownName: calls the unknown function "length" at position 1; use a function of expr or of Argo Rollouts'],
    ['results > 1', 'unknownName: uses the unknown name "results" at position 1; did you mean "result"?'],
    ['results[0] > 1 && results[0] < 2', 'unknownName: uses the unknown name "results" at position 1; did you mean "result"?'],
    ['value > 1', 'unknownName: uses the unknown name "value" at position 1; the measured value is called result'],
    ['result == True', 'unknownName: uses the unknown name "True" at position 11; did you mean "true"?'],
    ['result == null', 'unknownName: uses the unknown name "null" at position 11; write nil'],
    ['result == NaN', 'unknownName: uses the unknown name "NaN" at position 11; ask with isNaN(…), for NaN does not equal even itself'],
    ['let bound = 1; result > bond', 'unknownName: uses the unknown name "bond" at position 25; did you mean "bound"?'],
    ['(let x = 1; x > 0) && x > 1', 'unknownName: uses the unknown name "x" at position 23; the measured value is called result'],
    ['all([1], #index > 0)', 'unknownName: uses "#index" at position 10, which the predicate does not have; use # for the element'],
    ['map([1], #acc) == []', 'unknownName: uses "#acc" at position 10, which the predicate does not have; use # for the element or #index'],
    ['let result = 1; true', 'takenName: declares "result" at position 5, a name that is taken; choose another name'],
    ['let len = 1; true', 'takenName: declares "len" at position 5, a name that is taken; choose another name'],
    ['let x = 1; let x = 2; true', 'takenName: declares "x" at position 16, a name that is taken; choose another name'],
    ['isNaN()', 'wrongArguments: calls isNaN at position 1 with 0 arguments; give it 1'],
    ['asFloat() > 1', 'wrongArguments: calls asFloat at position 1 with 0 arguments; give it 1'],
    ['default(result) > 1', 'wrongArguments: calls default at position 1 with 1 argument; give it 2'],
    ['len(result, 1) > 1', 'wrongArguments: calls len at position 1 with 2 arguments; give it 1'],
    ['all(result)', 'wrongArguments: calls all at position 1 with 1 argument; give it 2'],
    ['any(result, # > 1, 2)', 'wrongArguments: calls any at position 1 with 3 arguments; give it 2'],
    ['reduce(result) > 1', 'wrongArguments: calls reduce at position 1 with 1 argument; give it 2 to 3'],
    ['max() > 1', 'wrongArguments: calls max at position 1 with 0 arguments; give it at least 1'],
    ['result | isNaN(1)', 'wrongArguments: calls isNaN at position 10 with 2 arguments; give it 1'],
    ['!len(result) == 0', 'wrongType: applies "!" at position 1 to a number instead of a boolean; put what is negated in parentheses, as in !(a > b)'],
    ['len(result) && true', 'wrongType: applies "&&" at position 13 to a number instead of a boolean; give it a boolean'],
    ['len(result) ? true : false', 'wrongType: applies a choice at position 13 to a number instead of a boolean; give it a boolean'],
    ['true > false', 'wrongType: compares a boolean and a boolean at position 6; give it two numbers'],
    ['isNaN(nil)', 'wrongType: applies isNaN at position 7 to nil instead of a number; give it a number'],
    ['1 + 1', 'notBoolean: gives a number rather than true or false; compare it with something, as in result >= 0.95'],
    ['"result > 1"', 'notBoolean: gives a string rather than true or false; compare it with something, as in result >= 0.95'],
    ['nil', 'notBoolean: gives nil rather than true or false; compare it with something, as in result >= 0.95'],
    ['{a: 1}', 'notBoolean: gives a map rather than true or false; compare it with something, as in result >= 0.95'],
  ])('%s', (text, problem) => {
    expect(found(text, 'unknown')).toEqual([problem]);
  });

  test.each([
    'result == true', 'result.ok && result.rate >= 0.9', 'result[0].Values[0] > 1', 'result', 'result.value', '!result.failed',
    'result + 1 > 2', 'result in ["a", "b"]', 'result contains "a"', 'result > 1 ? true : result < 0', 'result.method(1).name',
    'all(result.list, .value > 1)', 'isNaN(result)', 'result?.a ?? false',
  ])('nothing is wrong with %s', (text) => {
    expect(found(text, 'unknown')).toEqual([]);
  });
});

test('problems are told in the order of the text', () => {
  const positions = problemsOf(tree('isNan(result) || results > "a" && max() > 1'), 'list').map(({ position }) => position);
  expect(positions).toEqual([1, 18, 35]);
});

test('what fails only once evaluation gets there is told apart', () => {
  const always = (text: string): (ExprProblem['always'])[] => problemsOf(tree(text), 'list').map((problem) => problem.always);
  expect(always('len(result) == 0 || result > 1')).toEqual([true]);
  expect(always('len(result) == 0 || asFloat(result) > 1')).toEqual([false]);
  expect(always('len(result) == 0 || default(result, 0) > 1')).toEqual([false]);
});
