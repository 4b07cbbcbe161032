import { fitsGlob, isBeyondStars } from '../../../lib/check/gitops/glob';

test.each<[string, string, boolean, boolean]>([
  // Pattern, text, whether it fits, whether it fits as a path.
  ['', '', true, true],
  ['', 'a', false, false],
  ['*', '', true, true],
  ['a', 'a', true, true],
  ['a', 'ab', false, false],
  ['ab', 'a', false, false],
  ['*', 'a/b', true, false],
  ['**', 'a/b', true, true],
  ['***', 'a/b/c', true, true],
  ['a/*', 'a/b', true, true],
  ['a/*', 'a/b/c', true, false],
  ['a/*/c', 'a/b/c', true, true],
  ['a/**/d', 'a/b/c/d', true, true],
  ['**/c', 'a/b/c', true, true],
  ['*/**', 'a/b/c', true, true],
  ['**/*b', 'ab/ab', true, true],
  ['**b/*c', 'ab/ab/bc', true, true],
  ['*a*b', 'xaab', true, true],
  ['*a*b', 'xaba', false, false],
  ['a*a', 'a', false, false],
  ['*.example.com', 'example.com', false, false],
  ['a.c', 'abc', false, false],
  ['shop-*', 'shop-ü🚀', true, true],
])('%j for %j', (pattern, text, fits, fitsPath) => {
  expect([fitsGlob(pattern, text, false), fitsGlob(pattern, text, true)]).toEqual([fits, fitsPath]);
});

test('more than stars is told', () => {
  expect(['a?', '[a]', '{a,b}', 'a\\b', '*.a-b/**'].map(isBeyondStars)).toEqual([true, true, true, true, false]);
});
