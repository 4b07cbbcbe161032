import { nanOutcome, parseExpr, problemsOf, unguardedElement } from '../../../lib/check/expr';

const LENGTH = 100_000;

function filled(part: string): string {
  return part.repeat(Math.ceil(LENGTH / part.length));
}

/** Parses and analyses in every way; tells what the parser said. */
function examine(text: string): string | undefined {
  const { ast, error } = parseExpr(text);
  if (error !== undefined) {
    return error.message;
  }
  for (const shape of ['list', 'number', 'unknown'] as const) {
    problemsOf(ast, shape);
    nanOutcome({ success: ast, failure: ast }, shape);
  }
  unguardedElement(ast);
  return undefined;
}

describe('what is nested without end is refused', () => {
  test.each([
    ['(', 'is nested too deeply at position 201'],
    ['[', 'is nested too deeply at position 201'],
    ['!', 'is nested too deeply at position 201'],
    ['-', 'is nested too deeply at position 201'],
    ['f(', 'is nested too deeply at position 401'],
    ['{a:', 'is nested too deeply at position 601'],
    ['a?b:', 'is nested too deeply at position 799'],
    ['a**', 'is nested too deeply at position 601'],
    ['let a=1;', 'is nested too deeply at position 1599'],
    ['all(a,', 'is nested too deeply at position 1199'],
  ])('%s, over and over', (part, message) => {
    expect(parseExpr(filled(part)).error?.message).toBe(message);
  });
});

describe('what is long without end is refused', () => {
  test.each([
    ['a||', 'is nested too deeply at position 1499'],
    ['a+', 'is nested too deeply at position 1000'],
    ['a<', 'has more than 10000 parts, which expr does not compile'],
    ['1;', 'has more than 10000 parts, which expr does not compile'],
  ])('%s, over and over', (part, message) => {
    expect(parseExpr(filled(part)).error?.message).toBe(message);
  });

  test.each(['.a', '[0]', '|f()'])('a value with %s after it, over and over', (part) => {
    expect(parseExpr(`a${filled(part)}`).error?.message).toMatch(/^is nested too deeply at position \d+$/);
  });
});

describe('nothing that is close to the limits takes the stack or the time away', () => {
  test.each([
    ['brackets', `${'('.repeat(198)}result${')'.repeat(198)} > 1`],
    ['predicates', `${'all(['.repeat(60)}result[0]${'], # > 1)'.repeat(60)}`],
    ['maps of lists', `${'map('.repeat(150)}result${', [#])'.repeat(150)}`],
    ['alternatives', `${'result[0] > 1 || '.repeat(490)}true`],
    ['members', `result${'.a'.repeat(490)}`],
    ['variables', `${Array.from({ length: 150 }, (_, index) => `let v${index} = result[0]; `).join('')}v0 > 1`],
    ['a chain of comparisons', `${'result[0] < '.repeat(2400)}1`],
    ['comparisons within comparisons', `${'0 < ('.repeat(90)}1${') < 2'.repeat(90)}`],
    ['lists', `len([${'1, '.repeat(9000)}]) > 1`],
    ['unknown names', `[${Array.from({ length: 2000 }, (_, index) => `name${index}`).join(', ')}] == []`],
    ['indexes', Array.from({ length: 400 }, (_, index) => `len(result) > ${index} && result[${index}] > 1`).join(' || ')],
  ])('%s', (_, text) => {
    expect(examine(text)).toBeUndefined();
  });
});

describe('any text is given an answer', () => {
  test.each([
    filled(' '), filled('"'), `"${filled('a')}`, `"${filled('a')}"`, `"${filled('\\n')}`, filled('`'), filled('/*'), `/*${filled('*')}`, filled('//\n'),
    filled('1'), filled('1_'), `0x${filled('f')}`, `1e${filled('9')}`, filled('{{'), `{{${filled('a')}`, filled('{{a}}'), filled('}}'),
    filled('é'), filled('🚀'), filled('\ud800'), filled('\udc00'), `"${filled('\ud800')}"`, '\0', '\u2028', filled('#'), filled('@'),
    filled('::'), filled(';'), filled(','), filled('not '), filled('in '), filled('?.'), filled('..'),
  ])('%.20j…', (text) => {
    expect(['string', 'undefined']).toContain(typeof examine(text));
  });
});

test('names that objects have are ordinary ones', () => {
  const { ast, error } = parseExpr('constructor(__proto__, toString)');
  expect(error).toBeUndefined();
  expect(problemsOf(ast!, 'list').map(({ kind, position }) => [kind, position])).toEqual([
    ['unknownName', 1], ['unknownName', 13], ['unknownName', 24],
  ]);
});

test('what is quoted in a message is cut', () => {
  expect(parseExpr(filled('1')).error?.message.length).toBeLessThan(120);
});
