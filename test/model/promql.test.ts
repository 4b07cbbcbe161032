import { firstResult, histogramQuantile, ratio, selector, sumOfRates } from '../../lib/model/promql';

const REQUESTS = { metric: 'requests', matchers: [{ label: 'service', operator: '=', value: 'checkout' }] } as const;

describe('the value of a label is a PromQL string, whatever is in it', () => {
  test.each([
    ['plain', 'plain'],
    ['say "hi"', 'say \\"hi\\"'],
    ['back\\slash', 'back\\\\slash'],
    ['\\"', '\\\\\\"'],
    ['two\nlines', 'two\\nlines'],
    ['ünïcode 🚀', 'ünïcode 🚀'],
    ['"}) or vector(1) #', '\\"}) or vector(1) #'],
    ['{{args.service}}', '{{args.service}}'],
    ['', ''],
  ])('%j', (value, escaped) => {
    expect(selector({ metric: 'm', matchers: [{ label: 'l', operator: '=', value }] })).toBe(`m{l="${escaped}"}`);
  });
});

test('matchers stand in the order given, each with its operator', () => {
  expect(selector({
    metric: 'm',
    matchers: [
      { label: 'a', operator: '=', value: '1' }, { label: 'b', operator: '!=', value: '2' },
      { label: 'c', operator: '=~', value: '3.*' }, { label: 'd', operator: '!~', value: '4..' },
    ],
  })).toBe('m{a="1",b!="2",c=~"3.*",d!~"4.."}');
});

test('no matcher is every series', () => {
  expect(selector({ metric: 'm', matchers: [] })).toBe('m{}');
});

test('a rate is the sum of all series, over the window', () => {
  expect(sumOfRates(REQUESTS, 90_000)).toBe('sum(rate(requests{service="checkout"}[1m30s]))');
});

test('a rate by labels keeps them', () => {
  expect(sumOfRates(REQUESTS, 60_000, ['le', 'pod'])).toBe('sum by (le, pod) (rate(requests{service="checkout"}[1m]))');
});

test('a share counts a part without series as 0, and nothing else', () => {
  const part = { ...REQUESTS, matchers: [...REQUESTS.matchers, { label: 'code', operator: '!~', value: '5..' } as const] };
  expect(ratio(part, REQUESTS, 120_000)).toBe(
    '(sum(rate(requests{service="checkout",code!~"5.."}[2m])) or vector(0))\n/\nsum(rate(requests{service="checkout"}[2m]))',
  );
});

test('a quantile is taken of the buckets together', () => {
  expect(histogramQuantile(0.95, REQUESTS, 60_000)).toBe('histogram_quantile(0.95, sum by (le) (rate(requests{service="checkout"}[1m])))');
});

test('the first query that has a result wins', () => {
  // NaN >= 0 is no result in PromQL, so that a series without requests does not hide the next query.
  expect(firstResult(['a', 'b'])).toBe('(\na\n) >= 0\nor\nb');
  expect(firstResult(['a'])).toBe('a');
});
