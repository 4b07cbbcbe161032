import { settingValue, stepsOf, withSetting } from '../../../lib/check/chart/helm-parameter';

test.each<[string, (string | number)[] | undefined]>([
  ['a', ['a']],
  [Array(100).fill('a').join('.'), Array(100).fill('a')],
  [Array(101).fill('a').join('.'), undefined],
  ['a.'.repeat(50_000), undefined],
  ['a.b', ['a', 'b']],
  ['a\\.b/c.d', ['a.b/c', 'd']],
  ['a[0].b', ['a', 0, 'b']],
  ['a[0][12]', ['a', 0, 12]],
  ['a.b[1001]', undefined],
  ['[0].a', undefined],
  ['a..b', undefined],
  ['.a', undefined],
  ['a.', undefined],
  ['a[x]', undefined],
  ['a[0', undefined],
  ['a[0]b', undefined],
  ['a,b', undefined],
  ['a=b', undefined],
  ['a\\', undefined],
  ['', undefined],
  ['{{name}}', undefined],
  ['__proto__.a', ['__proto__', 'a']],
])('the steps of %s', (name, steps) => {
  expect(stepsOf(name)).toEqual(steps);
});

test.each<[string, unknown]>([
  ['true', true], ['FALSE', false], ['null', null], ['0', 0], ['12', 12], ['-3', -3], ['+3', 3], ['012', '012'], ['1.5', '1.5'], ['1e3', '1e3'],
  ['9007199254740993', '9007199254740993'], ['', ''], ['a b', 'a b'], ['{a,1,true}', ['a', 1, true]], ['[a]', '[a]'], ['a}', 'a}'],
])('Helm takes %j for %j', (text, value) => {
  expect(settingValue(text, false)).toEqual({ value });
});

test('a text stays one where that is asked for', () => {
  expect(['true', '12', 'null'].map((text) => settingValue(text, true)?.value)).toEqual(['true', '12', 'null']);
  expect(settingValue('{true,1}', true)).toEqual({ value: ['true', '1'] });
});

test.each(['{}', '{a', '{{a}}', '{a,{b}}', '$HOME', 'a\\,b', '$(A)'])('it is not known what Helm takes %s for', (text) => {
  expect(settingValue(text, false)).toBeUndefined();
});

test('a setting leaves everything else alone', () => {
  const values = { a: { b: 1, c: 2 }, d: [{ e: 1 }] };
  expect(withSetting(values, ['a', 'b'], 3)).toEqual({ value: { a: { b: 3, c: 2 }, d: [{ e: 1 }] } });
  expect(withSetting(values, ['d', 1, 'e'], 2)).toEqual({ value: { ...values, d: [{ e: 1 }, { e: 2 }] } });
  expect(withSetting(values, ['d', 2], 2)).toEqual({ value: { ...values, d: [{ e: 1 }, null, 2] } });
  expect(withSetting(values, ['x', 'y'], 2)).toEqual({ value: { ...values, x: { y: 2 } } });
  expect(values).toEqual({ a: { b: 1, c: 2 }, d: [{ e: 1 }] });
});

test('a setting cannot be within a text, nor a key in a list', () => {
  expect(withSetting({ a: 'b' }, ['a', 'c'], 1)).toBeUndefined();
  expect(withSetting({ a: ['b'] }, ['a', 'c'], 1)).toBeUndefined();
  expect(withSetting({ a: {} }, ['a', 0], 1)).toBeUndefined();
});

test('the name of a prototype is a name', () => {
  const set: any = withSetting({}, ['__proto__', 'polluted'], 'yes')?.value;
  expect(Object.keys(set)).toEqual(['__proto__']);
  expect(({} as any).polluted).toBeUndefined();
});
