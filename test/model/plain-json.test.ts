import { Lazy } from 'cdk8s';
import { plainJson } from '../../lib/model/plain-json';

test('keys are sorted at every depth, and lists keep their order', () => {
  expect(JSON.stringify(plainJson({ b: [{ d: 1, c: 2 }, 3], a: { f: 0, e: '' } }))).toBe('{"a":{"e":"","f":0},"b":[{"c":2,"d":1},3]}');
});

test('what is absent is left out, and what is empty is kept', () => {
  expect(plainJson({ gone: undefined, none: null, list: [], object: {}, text: '', number: 0, no: false }))
    .toEqual({ list: [], object: {}, text: '', number: 0, no: false });
});

test('it is a copy', () => {
  const given = { a: { b: [1] } };
  const made = plainJson(given) as typeof given;
  made.a.b.push(2);
  expect(given).toEqual({ a: { b: [1] } });
});

test.each<[string, unknown]>([
  ['a token', Lazy.any({ produce: () => 1 })], ['a date', new Date(0)], ['an object of a class', new (class { public a = 1; })()],
  ['something to resolve', { resolve: 1 }],
])('%s is for cdk8s to resolve, however deep', (_what, value) => {
  expect(plainJson({ a: [{ b: value }] })).toBeUndefined();
});

test('a field of another error is not swallowed', () => {
  expect(() => plainJson({ get a(): never { throw new Error('mine'); } })).toThrow('mine');
});
