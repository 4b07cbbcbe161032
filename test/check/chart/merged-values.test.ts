import { GivenValues } from '../../../lib/check/chart/given-values';
import { MergedValues, mergedValues } from '../../../lib/check/chart/merged-values';

function merged(valuesObject: object, ...parameters: [name: string, value: string, forceString?: boolean][]): MergedValues {
  return mergedValues(new GivenValues({ valuesObject, parameters: parameters.map(([name, value, forceString]) => ({ name, value, forceString })) }, 'helm', false));
}

test('parameters are set over the values, the last one of a name last, and texts after all others', () => {
  expect(merged({ a: { b: 1, c: 2 } }, ['a.b', 'x', true], ['a.b', '3'], ['a.d', '4'], ['a.d', '5'])).toEqual({
    values: { a: { b: 'x', c: 2, d: 5 } }, unknown: [], isOpen: false,
  });
  expect(merged({ a: [{ b: 1 }], c: null }, ['a[0].d', '2'], ['a[2]', '3'], ['c.e[1]', '4'], ['f', '{1,g}'])).toEqual({
    values: { a: [{ b: 1, d: 2 }, null, 3], c: { e: [null, 4] }, f: [1, 'g'] }, unknown: [], isOpen: false,
  });
});

test('parameters of one kind that touch one another are unknown, and so are those that something else is in the way of', () => {
  expect(merged({}, ['a', '1'], ['a.b', '2'], ['aa.b', '3'])).toEqual({ values: { aa: { b: 3 } }, unknown: [['a'], ['a', 'b']], isOpen: false });
  expect(merged({}, ['a', '1'], ['a.b', '2', true])).toEqual({ values: { a: 1 }, unknown: [['a', 'b']], isOpen: false });
  expect(merged({ a: [1] }, ['a.b', '2'], ['a[0].b', '3'])).toEqual({ values: { a: [1] }, unknown: [['a', 'b'], ['a', 0, 'b']], isOpen: false });
});

test('the values that are given stay what they are', () => {
  const given = new GivenValues({ valuesObject: { a: { b: [1] } }, parameters: [{ name: 'a.b[0]', value: '2' }] }, 'helm', false);
  expect(mergedValues(given).values).toEqual({ a: { b: [2] } });
  expect(given.map?.values).toEqual({ a: { b: [1] } });
});

test('the name of a prototype is a name', () => {
  const { values } = merged({}, ['__proto__.polluted', 'yes']);
  expect(Object.keys(values as object)).toEqual(['__proto__']);
  expect(({} as any).polluted).toBeUndefined();
});
