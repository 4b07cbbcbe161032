import { print, tree } from './support';
import { parseExpr, partsOf, startOf } from '../../../lib/check/expr';
import { guardedConditions } from '../../../lib/model/condition';

describe('a literal has its value', () => {
  test.each([
    ['42', '42'],
    ['0x2A', '42'],
    ['0X2a', '42'],
    ['0o52', '42'],
    ['0b101010', '42'],
    ['012', '12'],
    ['1_000_000', '1000000'],
    ['0.95', '0.95f'],
    ['.5', '0.5f'],
    ['5.', '5f'],
    ['1e3', '1000f'],
    ['1.5E-3', '0.0015f'],
    ['1_0.2_5', '10.25f'],
    ['"ok"', '"ok"'],
    [`'ok'`, '"ok"'],
    ['`C:\\ok`', '"…"'],
    ['`two\nlines`', '"two\\nlines"'],
    ['`a``b`', '"…"'],
    [String.raw`"\n\t\"\\\x41\u0041\u{1F600}\U0001F600\101"`, '"…"'],
    [String.raw`'it\'s'`, '"…"'],
    ['"größer 🚀"', '"größer 🚀"'],
    ['true', 'true'],
    ['false', 'false'],
    ['nil', 'nil'],
    ['[]', '[]'],
    ['[1, "a", [true],]', '[1, "a", [true]]'],
    ['{}', '{}'],
    ['{a: 1, "b": 2, 3: 4, (1 + 2): 5,}', '{"a": 1, "b": 2, "3": 4, (1 + 2): 5}'],
  ])('%s is %s', (text, printed) => {
    expect(print(tree(text))).toBe(printed);
  });
});

describe('operators bind as in expr', () => {
  test.each([
    ['a + b * c', '(a + (b * c))'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b % c', '((a / b) % c)'],
    ['a ** b ** c', '(a ** (b ** c))'],
    ['a ^ b', '(a ** b)'],
    ['-a ** b', '(-(a ** b))'],
    ['-a * +b', '((-a) * (+b))'],
    ['a + b..c - d', '((a + b) .. (c - d))'],
    ['a == b..c', '(a == (b .. c))'],
    ['a + 1 > b', '((a + 1) > b)'],
    ['a < b', '(a < b)'],
    ['a <= b', '(a <= b)'],
    ['a >= b', '(a >= b)'],
    ['0 < a <= 1', '(0 < a <= 1)'],
    ['a == b && c != d', '((a == b) && (c != d))'],
    ['a and b or c', '((a && b) || c)'],
    ['a || b && c', '(a || (b && c))'],
    ['!a && b', '((!a) && b)'],
    ['not a or b', '((!a) || b)'],
    ['not a > 1', '((!a) > 1)'],
    ['!(a > 1)', '(!(a > 1))'],
    ['!!a', '(!(!a))'],
    ['a in b', '(a in b)'],
    ['a not in b', '(!(a in b))'],
    ['not (a in b)', '(!(a in b))'],
    ['a matches "^b"', '(a matches "^b")'],
    ['a not matches b', '(!(a matches b))'],
    ['a contains b', '(a contains b)'],
    ['a not contains b and c', '((!(a contains b)) && c)'],
    ['a startsWith b', '(a startsWith b)'],
    ['a not startsWith b', '(!(a startsWith b))'],
    ['a endsWith b', '(a endsWith b)'],
    ['a not endsWith b', '(!(a endsWith b))'],
    ['a ? b : c', '(a ? b : c)'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['a > 1 ? b : c', '((a > 1) ? b : c)'],
    ['a ?: b', '(a ? : b)'],
    ['a ?? b ?? c', '((a ?? b) ?? c)'],
    ['a > b ?? c', '(a > (b ?? c))'],
    ['a || b | f()', 'f((a || b))'],
    ['a | f() | g(1)', 'g(f(a), 1)'],
    ['(a; b)', '(a; b)'],
    ['a; b;', '(a; b)'],
    ['let x = a; let y = b; x + y', '(let x = a; (let y = b; (x + y)))'],
    ['let x =!a; x', '(let x = (!a); x)'],
    ['if a { b } else { c }', '(a ? b : c)'],
    ['if a { b } else if c { d; e } else { f }', '(a ? b : (c ? (d; e) : f))'],
  ])('%s is %s', (text, printed) => {
    expect(print(tree(text))).toBe(printed);
  });
});

describe('what follows a value belongs to it', () => {
  test.each([
    ['a.b', 'a["b"]'],
    ['a["b"]', 'a["b"]'],
    ['a?.b.c', 'a?.["b"]["c"]'],
    ['a?.[0]', 'a?.[0]'],
    ['a.in.not', 'a["in"]["not"]'],
    ['a[0][-1]', 'a[0][(-1)]'],
    ['a[1:2]', 'a[1:2]'],
    ['a[:2]', 'a[:2]'],
    ['a[1:]', 'a[1:]'],
    ['a[:]', 'a[:]'],
    ['-a[0]', '(-a[0])'],
    ['(a)[0]', 'a[0]'],
    ['[1, 2][0]', '[1, 2][0]'],
    ['"text"[1:]', '"text"[1:]'],
    ['{a: 1}.a', '{"a": 1}["a"]'],
    ['f()', 'f()'],
    ['f(a, b,)[0].c', 'f(a, b)[0]["c"]'],
    ['a.f(b).g()', 'a["f"](b)["g"]()'],
    ['::len(a)', 'len(a)'],
    ['$env["a"]', '$env["a"]'],
    ['größe_1 > 0', '(größe_1 > 0)'],
  ])('%s is %s', (text, printed) => {
    expect(print(tree(text))).toBe(printed);
  });
});

describe('a predicate looks at an element', () => {
  test.each([
    ['all(a, # > 1)', 'all(a, { (# > 1) })'],
    ['any(a, {# > 1})', 'any(a, { (# > 1) })'],
    ['none(a, {let x = #; x > 1})', 'none(a, { (let x = #; (x > 1)) })'],
    ['one(a, .b > 1)', 'one(a, { (#["b"] > 1) })'],
    ['filter(a, #.b[0])', 'filter(a, { #["b"][0] })'],
    ['map(a, #index * 2)', 'map(a, { (#index * 2) })'],
    ['reduce(a, #acc + #, 0)', 'reduce(a, { (#acc + #) }, 0)'],
    ['reduce(a, # acc + #)', 'reduce(a, { (#acc + #) })'],
    ['sortBy(a, #, "desc")', 'sortBy(a, { # }, "desc")'],
    ['count(a)', 'count(a)'],
    ['count(a, #,)', 'count(a, { # })'],
    ['a | sum(#.b)', 'sum(a, { #["b"] })'],
    ['all(a, any(.b, # > 1) && #.c)', 'all(a, { (any(#["b"], { (# > 1) }) && #["c"]) })'],
    ['groupBy(a, .b)', 'groupBy(a, { #["b"] })'],
    ['find(a, true) + findLast(a, true)', '(find(a, { true }) + findLast(a, { true }))'],
  ])('%s is %s', (text, printed) => {
    expect(print(tree(text))).toBe(printed);
  });
});

describe('a placeholder is a value that is not known yet', () => {
  test.each([
    ['result[0] >= {{args.bound}}', '(result[0] >= {{…}})'],
    ['default(result, 0) > {{ args.restarts.max-restarts }}', '(default(result, 0) > {{…}})'],
    ['{{ inputs.condition }}', '{{…}}'],
    ['result == "{{args.state}}"', '(result == "…")'],
    ['result[0] > 0.{{args.digits}}', '(result[0] > {{…}})'],
    ['result[0] > {{args.percent}}.5', '(result[0] > {{…}})'],
    ['result[0] > -{{args.a}}{{args.b}}e3', '(result[0] > (-{{…}}))'],
    ['result[{{args.index}}] > 1', '(result[{{…}}] > 1)'],
    ['result.{{args.field}} > 1', '(result[{{…}}] > 1)'],
    ['result.is{{args.field}}', 'result[{{…}}]'],
    ['{{args.list}}[0] > 1', '({{…}}[0] > 1)'],
    ['{{args.test}}(result)', '{{…}}(result)'],
    ['result[0] {{args.operator}} 0.9 && true', '((result[0] placeholder 0.9f) && true)'],
    ['not{{args.flag}} && a', '((!{{…}}) && a)'],
  ])('%s is %s', (text, printed) => {
    expect(print(tree(text))).toBe(printed);
  });
});

test('comments and white space separate, and mean nothing else', () => {
  expect(print(tree('// bound\nresult[0]\u00a0/* at least */ >=\t0.95 // 95%'))).toBe('(result[0] >= 0.95f)');
  expect(print(tree('a /* * / */ + /**/ b'))).toBe('(a + b)');
  expect(print(tree('"// no comment"'))).toBe('"// no comment"');
});

test('words are operators only as a whole', () => {
  expect(print(tree('android || order || not1 || inner'))).toBe('(((android || order) || not1) || inner)');
});

describe('conditions from the documentation of Argo Rollouts are read', () => {
  test.each([
    'result[0] >= 0.95',
    'result >= 0.90',
    'result == "true"',
    `result == 'true'`,
    'asFloat(result) >= 0.90',
    'asInt(result) == 1',
    'result.ok && result.successPercent >= 0.90',
    'len(result) == 0 || isNaN(result[0]) || result[0] >= 0.95',
    'isInf(result[0]) || result[0] < 10',
    'default(result, 0) < 0.05',
    'isNil(result) || result < 10',
    'all(result, # < 1000)',
    'all(result[0].Values, {# <= 0.01})',
    'all(result.service_apdex.values.values, {asFloat(.value) >= 9900})',
    'result.Name() == "hi"',
    '2 in result',
  ])('%s', (condition) => {
    expect(parseExpr(condition).error).toBeUndefined();
  });
});

test('the conditions of this library are read', () => {
  for (const without of ['inconclusive', 'failure', 'success'] as const) {
    const { successCondition, failureCondition = 'true' } = guardedConditions('>=', 0.95, without);
    expect([parseExpr(successCondition).error, parseExpr(failureCondition).error]).toEqual([undefined, undefined]);
  }
});

test('each part knows where it is, counted from 1', () => {
  const ast = tree('a && result[0] >= 0.5');
  expect([ast.position, ...partsOf(ast).map(({ position }) => position)]).toEqual([3, 1, 16]);
  expect(partsOf(ast).map(startOf)).toEqual([1, 6]);
});
