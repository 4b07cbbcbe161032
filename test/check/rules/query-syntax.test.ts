import { checkManifests } from '../../../lib/check';
import { canary, messages, metric, template } from '../fixtures';

const QUERY = 'spec.metrics[0].provider.prometheus.query';

function measuring(query: unknown, manifests = canary()): any {
  manifests.template.spec.metrics[0].provider.prometheus.query = query;
  return manifests;
}

describe('ARO226: a query', () => {
  const FIX = 'correct the query, and try it in Prometheus';

  test.each([
    ['up{', 'does not close the "{" at position 3', FIX],
    ['up down', 'has a syntax error at position 4, near "down"', FIX],
    [' # up', 'is empty', 'write a query in PromQL'],
    ['rate(x[$__interval])', 'uses "$__interval", which only Grafana fills in', 'write the value itself, or the placeholder of an argument'],
    ['up{a="\\d"}', 'has the escape \\d at position 7, which PromQL does not know',
      'double the backslash: PromQL reads the string before the regular expression does'],
    ['rte(x[5m])', 'calls "rte", which is not a function of PromQL', 'did you mean "rate"?'],
    ['sum(rat(x[5m]))', 'calls "rat", which is not a function of PromQL', 'did you mean "rate"?'],
    ['x[5m]', 'gives the values of a whole range of time for each series',
      'put it into a function of a range, such as rate(…) or max_over_time(…)'],
    ['"up"', 'gives a text', 'take away the quotes'],
  ])('%j is refused', (query, text, fix) => {
    expect(messages(measuring(query))).toEqual([`ARO226 ${QUERY}: ${text}; ${fix}`]);
  });

  const NEEDS_RANGE = (name: string): string =>
    `gives ${name} one value of each series, where it takes those of a range of time; give ${name} a range, such as requests_total[2m]`;
  const NO_RANGE = 'take away the range, or put it into a function of a range, such as rate(…)';

  test.each([
    ['rate(x)', NEEDS_RANGE('rate')],
    ['sum(rate(x{a="b"} offset 5m)) by (a) - sum(increase(y[5m]))', NEEDS_RANGE('rate')],
    ['increase(sum(x)) or vector(0)', NEEDS_RANGE('increase')],
    ['quantile_over_time(0.9, x)', NEEDS_RANGE('quantile_over_time')],
    ['rate(x{a="{{args.window}}"})', NEEDS_RANGE('rate')],
    ['sum(x[5m])', `gives sum the values of a range of time, where it takes one of each series; ${NO_RANGE}`],
    ['label_replace(x[5m], "a", "b", "c", "d")', `gives label_replace the values of a range of time, where it takes one of each series; ${NO_RANGE}`],
    ['rate(http-requests[5m])', `calculates with the values of a range of time, where an operator takes one of each series; ${NO_RANGE}`],
    ['rate(sum(x)[2m])', 'takes a range of what is no selector; put the range behind a selector, or a colon into it for a subquery, as [5m:]'],
    ['sum(rate(x[5m])) offset 5m', 'has an offset behind what is no selector; put it behind the selector, as x[5m] offset 1h'],
    ['topk(x)', 'gives topk 1 argument, where it takes 2; give topk what it takes'],
    ['label_replace(x, "a", "b")', 'gives label_replace 3 arguments, where it takes 5; give label_replace what it takes'],
    ['x[5m] / 2', `calculates with the values of a range of time, where an operator takes one of each series; ${NO_RANGE}`],
  ])('%j is given what it does not take', (query, said) => {
    const manifests = measuring(query);
    expect(messages(manifests)).toEqual([`ARO226 ${QUERY}: ${said}`]);
    const { prometheus } = manifests.template.spec.metrics[0].provider;
    prometheus.address = 'http://vmselect.example.com/select/0/prometheus';
    expect(messages(manifests).filter((message) => message.startsWith('ARO226'))).toEqual([]);
    prometheus.address = 'https://metrics.example.com';
    expect(checkManifests(Object.values(manifests)).find(({ id }) => id === 'ARO226')?.severity).toBe('warning');
  });

  test.each([
    'sum(rate(x[5m]))', 'rate(sum(x)[5m:1m])', 'max_over_time(rate(x[5m])[1h:])', 'quantile_over_time(0.9, x[5m])', 'rate({{args.service}})',
    '-x offset 5m', 'a / b offset 5m', 'x offset 1m @ 5', 'topk({{args.count}}, x)', 'label_replace({{args.all}})', 'max_over_time({{args.query}}[5m:])',
    'predict_linear(x[1h], 3600)', 'rate(x[5m] offset 1h)', 'absent_over_time(x[5m])', 'label_replace(x, "a", "b", "c", "d")',
  ])('%j is given what it takes', (query) => {
    expect(messages(measuring(query)).filter((message) => message.startsWith('ARO226'))).toEqual([]);
  });

  test('is read in every template, used or not', () => {
    const manifests: any = { unused: { ...template('unused', [metric('a'), metric('b')]), kind: 'ClusterAnalysisTemplate' } };
    manifests.unused.spec.metrics[1].provider.prometheus.query = 'up)';
    expect(messages(manifests)).toEqual([
      `ARO226 ${QUERY.replace('0', '1')}: has a ")" at position 3 that closes nothing; ${FIX}`,
    ]);
  });

  test('may be what an argument says', () => {
    expect(messages(measuring('{{args.service}}'))).toEqual([]);
    expect(messages(measuring('rate(x[{{args.window}}])'))).toEqual([]);
  });

  test('is that of Prometheus only', () => {
    const manifests = canary();
    manifests.template.spec.metrics[0] = {
      ...metric('success-rate'), successCondition: 'result > 1', provider: { datadog: { query: 'sum:requests{a}.as_count()' } },
    };
    expect(messages(manifests)).toEqual([]);
  });
});
