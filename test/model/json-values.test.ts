import { Lazy } from 'cdk8s';
import { hasNull, unwritableValues } from '../../lib/model/json-values';

test.each([[NaN], [Infinity], [-Infinity], [3n], [Symbol('x')], [() => 1], [new Date(0)]])('%p is found wherever it is', (value) => {
  const [problem, ...others] = unwritableValues({ a: [{ b: value }], c: 1 }, 'values', 'argo/rollouts');
  expect(problem).toEqual({
    path: 'argo/rollouts', field: 'values.a[0].b', value, rule: 'is no value of JSON',
    fix: 'give a number, a text, true, false, null, or lists and maps of them',
  });
  expect(others).toEqual([]);
});

test('what JSON has, and tokens, are none', () => {
  const values = { a: [1, 'x', true, null, undefined], b: { c: Lazy.any({ produce: () => NaN }) }, d: { resolve: () => NaN }, e: -1.8e+289 };
  expect(unwritableValues(values, 'values')).toEqual([]);
});

test.each<[unknown, boolean]>([
  [{ a: null }, true], [{ a: [{ b: null }] }, true], [null, true], [{ a: undefined }, false], [{ a: 'null' }, false], [{}, false],
  [{ a: Lazy.any({ produce: () => null }) }, false],
])('whether null is in %p: %p', (value, has) => {
  expect(hasNull(value)).toBe(has);
});
