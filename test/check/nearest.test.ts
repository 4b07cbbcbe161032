import { didYouMean, nearest } from '../../lib/check/nearest';

const NAMES = ['host', 'service', 'window', 'threshold'];

test.each([
  ['hots', 'host'],
  ['hosts', 'host'],
  ['Service', 'service'],
  ['servce', 'service'],
  ['windows', 'window'],
  ['treshhold', 'threshold'],
  ['banana', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('%.20p is taken for %p', (word, meant) => {
  expect(nearest(word, NAMES)).toBe(meant);
});

test('the nearest is taken, and of two as near the first', () => {
  expect(nearest('stable-hush', ['stable-hosts', 'stable-hash'])).toBe('stable-hash');
  expect(nearest('hash-c', ['hash-a', 'hash-b'])).toBe('hash-a');
});

test('a suggestion is a question, and there is another way out without one', () => {
  expect(didYouMean('hosts', NAMES, 'remove it')).toBe('did you mean "host"?');
  expect(didYouMean('banana', NAMES, 'remove it')).toBe('remove it');
});
