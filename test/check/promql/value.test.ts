import { readQuery } from '../../../lib/check/promql/query';

function valueOf(query: string): ReturnType<typeof readQuery>['value'] {
  const { value, error } = readQuery(query);
  expect(error).toBeUndefined();
  return value;
}

test.each([
  ['1', 'scalar'],
  ['-(1 + 2)', 'scalar'],
  ['time() - 5', 'scalar'],
  ['scalar(up)', 'scalar'],
  ['pi()', 'scalar'],
  ['1 > bool 0', 'scalar'],
  ['up', 'vector'],
  ['2 * up', 'vector'],
  ['vector(1)', 'vector'],
  ['sum(up) offset 5m', 'vector'],
  ['hour()', 'vector'],
  ['up == bool 1', 'vector'],
  ['x[5m]', 'matrix'],
  ['x[5m] offset 1h', 'matrix'],
  ['rate(x[5m])[1h:]', 'matrix'],
  ['rate(x[5m])', 'vector'],
  ['"up"', 'string'],
  ['{{args.query}}', undefined],
  ['1 + {{args.query}}', undefined],
  ['up + {{args.query}}', 'vector'],
  ['{{args.metric}}_total', 'vector'],
])('%s is a %s', (query, kind) => {
  expect(valueOf(query).kind).toBe(kind);
});

describe('there is always a result of', () => {
  test.each([
    'vector(0)',
    'sum(x) or vector(0)',
    'count(up == 0) or on() vector(0)',
    'absent(x) or vector(0)',
    'sum(x or vector(0))',
    'max(sum by (pod) (x) or vector(1))',
    'round(100 * (sum(x) or vector(0)))',
    '(sum(a) or vector(0)) / (sum(b) or vector(0))',
    '(sum(x) or vector(0)) > bool 5',
    'scalar(x)',
    'time()',
    'minute()',
    '{{args.query}}',
  ])('%s', (query) => {
    expect(valueOf(query).isPresent).toBe(true);
  });
});

describe('there may be no result of', () => {
  test.each([
    'up',
    'sum(rate(x[5m]))',
    'absent(x)',
    'vector(0) > 0',
    '(sum(x) or vector(0)) / sum(y)',
    '(sum by (pod) (x) or vector(0)) + (sum by (pod) (y) or vector(0))',
    'sum(x) and vector(0)',
    'vector(0) unless x',
    'rate({{args.selector}}[5m])',
    'histogram_quantile(0.9, vector(0))',
  ])('%s', (query) => {
    expect(valueOf(query).isPresent).toBe(false);
  });
});

describe('NaN may come of', () => {
  test.each([
    ['sum(a) / sum(b)', 'it divides 0 by 0'],
    ['100 * (1 - a / b)', 'it divides 0 by 0'],
    ['(a or vector(0)) / (b or vector(0))', 'it divides 0 by 0'],
    ['(a / b) or vector(0)', 'it divides 0 by 0'],
    ['(a / b) >= 0 or a / b', 'it divides 0 by 0'],
    ['a / b != 0', 'it divides 0 by 0'],
    ['avg(a / b)', 'it divides 0 by 0'],
    ['avg_over_time((a / b)[5m:])', 'it divides 0 by 0'],
    ['round(a / b, 0.1)', 'it divides 0 by 0'],
    ['sum(rate({{args.a}}[5m])) / sum(rate({{args.b}}[5m]))', 'it divides 0 by 0'],
    ['a % b', 'it divides by 0'],
    ['histogram_quantile(0.95, sum(rate(x_bucket[5m])) by (le))', 'histogram_quantile has no observations'],
    ['1000 * histogram_avg(rate(x[5m]))', 'histogram_avg has no observations'],
    ['scalar(sum(x))', 'scalar gets no series, or several'],
  ])('%s, where %s', (query, source) => {
    expect(valueOf(query).nan).toBe(source);
  });
});

describe('NaN does not come of', () => {
  test.each([
    'up',
    'sum(rate(x[5m]))',
    'a / 60',
    '1 / a',
    'a / count(b)',
    'a / (b > 0)',
    'a / (b >= 1)',
    'a / (b != 0)',
    'a / (b + 0.001)',
    'a / clamp_min(b, 1)',
    'a / vector(100)',
    '(a / b) >= 0',
    '(a / b) > bool 0.5',
    '(a / b) and b > 0',
    'count(a / b)',
    'absent(a / b)',
    'scalar(sum(x) or vector(0))',
    'a / {{args.b}}',
    '{{args.query}}',
  ])('%s', (query) => {
    expect(valueOf(query).nan).toBeUndefined();
  });
});
