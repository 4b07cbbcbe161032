import { describe as describeProblem, keepFramesOfUser, show, UsageError } from '../../lib/model/usage-error';
import { CanarySteps } from '../../lib';
import { canary } from '../support/checkout';
import { shop } from '../support/synth';

describe('a message', () => {
  test('says path, field, value, rule and fix', () => {
    expect(describeProblem({ path: 'shop/checkout', field: 'steps[2].weight', value: 101, rule: 'is too much', fix: 'give less' }))
      .toBe('[shop/checkout] steps[2].weight: 101 is too much; give less');
  });

  test('leaves out what there is not', () => {
    expect(describeProblem({ field: 'steps', rule: 'is empty', fix: 'give one' })).toBe('steps: is empty; give one');
  });

  test.each([[0, '0'], ['', '""'], [false, 'false'], [null, 'null']])('shows %j, which is a value', (value, text) => {
    expect(describeProblem({ field: 'f', value, rule: 'is wrong', fix: 'mend it' })).toBe(`f: ${text} is wrong; mend it`);
  });
});

test.each<[unknown, string]>([
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
  [1e300, '1e+300'],
  ['two\nlines "quoted"', '"two\\nlines \\"quoted\\""'],
  [{ a: [1] }, '{"a":[1]}'],
  ['a'.repeat(78), `"${'a'.repeat(78)}"`],
  [3n, '3n'],
  [{ replicas: 3n }, '{…}'],
  [[3n], '[…]'],
  [() => 3, 'a function'],
  [Symbol('shop'), 'Symbol(shop)'],
  ['a'.repeat(1000), `"${'a'.repeat(76)}...`],
])('a value is shown as short JSON: %p', (value, text) => {
  expect(show(value)).toBe(text);
});

test('a value that is part of itself is shown', () => {
  const value: Record<string, unknown> = {};
  value.self = value;
  expect(show(value)).toBe('{…}');
});

describe('an error', () => {
  function caught(action: () => unknown): Error {
    try {
      action();
    } catch (error) {
      return error as Error;
    }
    throw new Error('nothing was thrown');
  }

  test('is one that a program can tell from others', () => {
    const error = caught(() => CanarySteps.linear(0));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.name).toBe('UsageError');
  });

  test('keeps its stack where no frame would be left, as in a bundle', () => {
    const error = new Error('wrong');
    const stack = ['Error: wrong', '    at make (/app/node_modules/x/bundle.js:1:2)', '    at node:internal/main:1:1'].join('\n');
    error.stack = stack;
    keepFramesOfUser(error);
    expect(error.stack).toBe(stack);
  });

  test('keeps only the frames of the program where there are any', () => {
    const error = new Error('wrong');
    error.stack = ['Error: wrong', '    at make (/app/node_modules/x/x.js:1:2)', '    at main (/app/main.js:3:4)'].join('\n');
    keepFramesOfUser(error);
    expect(error.stack).toBe(['Error: wrong', '    at main (/app/main.js:3:4)'].join('\n'));
  });

  test.each<[string, () => unknown]>([
    ['a factory', () => CanarySteps.weights([500])],
    ['a constructor', () => canary(shop(), { replicas: -1 })],
  ])('of %s shows where the program called, and nothing of the library', (_what, action) => {
    const { message, stack = '' } = caught(action);
    const [title, ...frames] = stack.split('\n');
    expect(title).toContain(message);
    expect(frames[0]).toContain('/test/');
    expect(frames.filter((frame) => /\/lib\/|node_modules|node:/.test(frame))).toEqual([]);
  });
});
