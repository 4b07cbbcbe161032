import { optionalInteger, requireGiven, requireInteger, requireItems, requireText } from '../../lib/model/require';

const PLACE = { path: 'shop/checkout', field: 'replicas', fix: 'mend it' };

test.each([0, 1, Number.MAX_SAFE_INTEGER])('%d is a whole number of at least 0', (value) => {
  expect(requireInteger(value, 0, Number.MAX_SAFE_INTEGER, PLACE)).toBe(value);
});

test.each([-1, 0.5, NaN, Infinity])('%d is none', (value) => {
  expect(() => requireInteger(value, 0, Number.MAX_SAFE_INTEGER, PLACE))
    .toThrow(`[shop/checkout] replicas: ${value} is not a whole number of at least 0; mend it`);
});

test('bounds on both sides are told', () => {
  expect(() => requireInteger(7, 1, 6, PLACE)).toThrow('[shop/checkout] replicas: 7 is not a whole number from 1 to 6; mend it');
});

test('a number in the shape of a text is none, for a program without types', () => {
  expect(() => requireInteger('3' as never, 1, 6, PLACE)).toThrow('[shop/checkout] replicas: "3" is not a whole number from 1 to 6; mend it');
});

test('nothing stays nothing, and 0 is something', () => {
  expect(optionalInteger(undefined, 1, PLACE)).toBeUndefined();
  expect(() => { optionalInteger(0, 1, PLACE); }).toThrow('[shop/checkout] replicas: 0 is not a whole number of at least 1; mend it');
});

test('an empty list is refused, and any other is passed on', () => {
  expect(() => requireItems([], PLACE)).toThrow('[shop/checkout] replicas: is empty; mend it');
  expect(requireItems([undefined], PLACE)).toEqual([undefined]);
});

test('an empty text is refused, and any other is passed on as it is', () => {
  expect(() => requireText(' \t\n', PLACE)).toThrow('[shop/checkout] replicas: " \\t\\n" is empty; mend it');
  expect(() => requireText(undefined, PLACE)).toThrow('[shop/checkout] replicas: is undefined; mend it');
  expect(requireText(' a ', PLACE)).toBe(' a ');
});

test.each([0, '', false, null])('%j is given', (value) => {
  expect(requireGiven(value, { ...PLACE, rule: 'is missing' })).toBe(value);
});

test('what is not given is told as the caller says', () => {
  expect(() => { requireGiven(undefined, { ...PLACE, rule: 'is missing' }); }).toThrow('[shop/checkout] replicas: is missing; mend it');
});
