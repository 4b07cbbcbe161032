import { goDuration } from '../../lib/model/go-duration';

test.each([
  [0, '0s'],
  [1, '1ms'],
  [999, '999ms'],
  [1_000, '1s'],
  [1_500, '1s500ms'],
  [59_999, '59s999ms'],
  [60_000, '1m'],
  [90_000, '1m30s'],
  [3_600_000, '1h'],
  [3_600_001, '1h1ms'],
  [5_400_000, '1h30m'],
  [86_400_000, '24h'],
  [90_061_001, '25h1m1s1ms'],
  [365 * 86_400_000, '8760h'],
])('%d ms are written %s, in units that Go, Prometheus and Istio all know', (milliseconds, text) => {
  expect(goDuration(milliseconds)).toBe(text);
});

test('a part of a millisecond is rounded', () => {
  expect([goDuration(0.4), goDuration(1.6)]).toEqual(['0s', '2ms']);
});
