import { copyOf } from '../../lib/model/copy';
import { refusal } from '../support/synth';

const FIX = 'leave it out, or give a copy of what it is to hold';

test('lists and plain objects are copied, however deep', () => {
  const value = { list: [{ a: 1 }], nothing: null, text: 'a' };
  const copy = copyOf(value);
  expect(copy).toEqual(value);
  expect([copy === value, copy.list === value.list, copy.list[0] === value.list[0]]).toEqual([false, false, false]);
});

test('instances of classes and objects that compute what they hold are left alone', () => {
  const value = { date: new Date(0), computed: { get now(): number { return 1; } } };
  const copy = copyOf(value);
  expect([copy.date === value.date, copy.computed === value.computed]).toEqual([true, true]);
});

test('what is there twice is copied twice', () => {
  const shared = { a: [1] };
  expect(copyOf({ one: shared, other: [shared, shared] })).toEqual({ one: shared, other: [shared, shared] });
});

test('what is part of itself is refused, with the way to it', () => {
  const settings: Record<string, unknown> = { name: 'a' };
  settings.all = [1, { again: settings }];
  expect(refusal(() => copyOf({ settings }, 'shop/checkout'))).toBe(`[shop/checkout] settings.all[1].again: is part of itself; ${FIX}`);
  const list: unknown[] = [];
  list.push(list);
  expect(refusal(() => copyOf({ list }))).toBe(`list[0]: is part of itself; ${FIX}`);
});
