import { admits } from '../../../lib/check/promql/matching';

test.each([
  ['=', 'checkout', 'checkout', true],
  ['=', 'checkout', 'checkout-canary', false],
  ['=', '.*', 'checkout', false],
  ['!=', 'checkout', 'checkout', false],
  ['!=', 'checkout', 'other', true],
  ['=~', 'checkout', 'checkout', true],
  ['=~', 'checkout', 'checkout-canary', false],
  ['=~', 'checkout.*', 'checkout', true],
  ['=~', 'checkout.*', 'checkout-canary', true],
  ['=~', 'checkout.+', 'checkout', false],
  ['=~', '.*-canary', 'checkout-canary', true],
  ['=~', '.*a.*b', 'xaxaxbxb', true],
  ['=~', '.*a.*b', 'xaxaxbx', false],
  ['=~', 'checkout.canary', 'checkout-canary', true],
  ['=~', 'checkout\\.shop', 'checkout.shop', true],
  ['=~', 'checkout\\.shop', 'checkout-shop', false],
  ['=~', '^checkout$', 'checkout', true],
  ['=~', 'payments|checkout', 'checkout', true],
  ['=~', '(payments|checkout)', 'checkout', true],
  ['=~', 'payments|checkout', 'other', false],
  ['=~', '', 'checkout', false],
  ['=~', '', '', true],
  ['!~', 'checkout-.*', 'checkout-canary', false],
  ['!~', 'checkout-.*', 'payments', true],
  ['=~', 'checkout-(canary|preview)', 'checkout-canary', undefined],
  ['=~', 'checkout-[a-z]+', 'checkout-canary', undefined],
  ['=~', '\\w+', 'checkout', undefined],
  ['!~', '(?i)checkout', 'checkout', undefined],
  ['=~', 'x'.repeat(501), 'x', undefined],
])('%s"%s" admits %s: %s', (operator, value, text, expected) => {
  expect(admits({ label: 'service', operator, value }, text)).toBe(expected);
});

test('a pattern that takes a regular expression for ever is judged or left open', () => {
  expect(admits({ label: 'a', operator: '=~', value: `${'.*a'.repeat(160)}b` }, 'a'.repeat(500))).toBe(false);
  expect(admits({ label: 'a', operator: '=~', value: '(a+)+$' }, 'a'.repeat(500))).toBeUndefined();
});
