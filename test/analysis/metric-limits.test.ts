import { Duration } from 'cdk8s';
import { AnalysisTemplate, argoproj, Metric, MetricProvider, SuccessRateAnalysis } from '../../lib';
import { PROMETHEUS } from '../support/checkout';
import { mistakes, refusal, shop } from '../support/synth';

const GOOD: Metric = {
  name: 'm', provider: MetricProvider.prometheus({ address: PROMETHEUS, query: 'up' }), successCondition: 'result[0] > 0', interval: Duration.minutes(1),
};

function measured(metric: Partial<Metric>): string[] {
  const chart = shop();
  new AnalysisTemplate(chart, 'health', { metrics: [{ ...GOOD, ...metric }] });
  return mistakes(chart);
}

describe('limits that are above the count together are refused, for the metric could neither fail nor succeed', () => {
  const said = (count: number, sum: number): string =>
    `[shop/health] metrics[m].count: ${count} is below failureLimit and consecutiveSuccessLimit together, ${sum}; take more measurements, or lower a limit`;

  test.each<[string, Partial<Metric>]>([
    [said(3, 4), { count: 3, failureLimit: 4 }],
    [said(3, 4), { count: 3, consecutiveSuccessLimit: 4 }],
    [said(3, 4), { count: 3, failureLimit: 2, consecutiveSuccessLimit: 2 }],
    [said(3, 4), { count: 3, failureLimit: -1, consecutiveSuccessLimit: 4 }],
    [said(1, 2), { interval: undefined, failureLimit: 2 }],
  ])('%s', (message, metric) => {
    expect(refusal(() => measured(metric))).toBe(message);
  });

  test('by a preset too', () => {
    expect(refusal(() => new SuccessRateAnalysis(shop(), 'health', { prometheus: PROMETHEUS, threshold: 0.9, failureLimit: 2 })))
      .toBe(said(1, 2).replace('metrics[m]', 'metrics[health]'));
  });

  test.each<[string, Partial<Metric>]>([
    ['as many as the count', { count: 3, failureLimit: 3 }],
    ['as many as the count together', { count: 3, failureLimit: 1, consecutiveSuccessLimit: 2 }],
    ['all failures, which limits nothing', { count: 3, failureLimit: -1, consecutiveSuccessLimit: 3 }],
    ['as many as the one measurement', { interval: undefined, failureLimit: 1 }],
    ['any number of a metric without end', { failureLimit: 9, consecutiveSuccessLimit: 9 }],
  ])('and are fine with %s', (_what, metric) => {
    expect(measured(metric)).toEqual([]);
  });
});

describe('a provider that the CRD has', () => {
  const job = { spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } } } };
  const use = (provider: argoproj.AnalysisTemplateSpecMetricsProvider): string[] =>
    measured({ provider: MetricProvider.other(provider), successCondition: undefined });

  test.each<[string, argoproj.AnalysisTemplateSpecMetricsProvider]>([
    ['a Job', { job }],
    ['a plugin', { plugin: { 'example/any': {} } }],
    ['Kayenta', {
      kayenta: {
        address: 'http://kayenta', application: 'a', canaryConfigName: 'c', configurationAccountName: 'd', metricsAccountName: 'm',
        storageAccountName: 's', scopes: [], threshold: { marginal: 1, pass: 2 },
      },
    }],
  ])('judges by itself and needs no condition: %s', (_what, provider) => {
    expect(use(provider)).toEqual([]);
  });

  test('leaves the judgement to a condition otherwise', () => {
    expect(refusal(() => use({ datadog: { query: 'q' } }))).toBe(
      '[shop/health] metrics[m].successCondition: the metric has no condition, so every measurement would count as a success; '
      + 'give `successCondition`, `failureCondition` or both',
    );
  });
});

describe('an address', () => {
  const WAYS: [string, (address: string) => unknown][] = [
    ['MetricProvider.prometheus: address', (address) => MetricProvider.prometheus({ address, query: 'up' })],
    ['MetricProvider.web: url', (url) => MetricProvider.web({ url })],
  ];

  describe.each(WAYS)('%s', (field, make) => {
    test.each(['', ' ', 'prometheus:9090', '//prometheus', 'ftp://prometheus', 'http://', ' http://prometheus', 'a{{args.host}}'])('%p is refused', (address) => {
      expect(refusal(() => make(address))).toBe(`${field}: ${JSON.stringify(address)} is not a URL; begin with http:// or https://`);
    });

    test.each(['http://prometheus:9090', 'https://example.com/path', '{{args.address}}', '{{ args.address }}/path'])('%p is one', (address) => {
      expect(() => make(address)).not.toThrow();
    });
  });
});
