import { merged, withoutEmpty } from '../../lib/model/merge';

describe('two objects as one', () => {
  test.each([
    ['have all keys of both', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['are merged however deep', { a: { b: { c: 1 } } }, { a: { b: { d: 2 } } }, { a: { b: { c: 1, d: 2 } } }],
    ['have the later of two values', { a: 1, b: { c: 1 } }, { a: { d: 1 }, b: 2 }, { a: { d: 1 }, b: 2 }],
    ['have the later list behind the earlier', { a: [1] }, { a: [2] }, { a: [1, 2] }],
    ['have the later of a list and another value', { a: [1] }, { a: 2 }, { a: 2 }],
    ['keep what is absent later', { a: 0 }, { a: undefined }, { a: 0 }],
    ['take null, by which Helm removes a default', { a: { b: 1 } }, { a: null }, { a: null }],
    ['take names that every object has', {}, { constructor: 1 }, { constructor: 1 }],
  ])('%s', (_, earlier, later, expected) => {
    expect(merged(earlier, later)).toEqual(expected);
  });

  test('leave both as they are', () => {
    const earlier = { a: { b: [1] } };
    const later = { a: { b: [2] } };
    merged(earlier, later);
    expect([earlier, later]).toEqual([{ a: { b: [1] } }, { a: { b: [2] } }]);
  });
});

test.each([
  [{}, undefined],
  [{ a: undefined, b: { c: undefined, d: {} } }, undefined],
  [{ a: 0, b: '', c: false, d: null, e: [] }, { a: 0, b: '', c: false, d: null, e: [] }],
  [{ a: [{}], b: { c: {}, d: 1 } }, { a: [{}], b: { d: 1 } }],
])('%j without what is absent or empty', (value, expected) => {
  expect(withoutEmpty(value)).toEqual(expected);
});
