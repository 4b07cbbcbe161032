import { Duration } from 'cdk8s';
import {
  CanaryStep, IAnalysis, LatencyAnalysis, LatencyAnalysisProps, NoData, SuccessRateAnalysis, SuccessRateAnalysisProps, TrafficAnalysisProps,
  TrafficQuery,
} from '../../lib';
import { canary, hostSplit, PROMETHEUS } from '../support/checkout';
import { Manifest, mistakes, refusal, shop, synth } from '../support/synth';

const AUTHENTICATION = { sigv4: { region: 'eu-west-1', profile: 'default', roleArn: 'arn:aws:iam::1:role/r' } };

const EVERY_PROP: Required<TrafficAnalysisProps> = {
  metadata: { name: 'health', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
  clusterScoped: false,
  dryRun: true,
  measurementRetention: 20,
  count: 4,
  interval: Duration.seconds(30),
  initialDelay: Duration.minutes(1),
  failureLimit: 1,
  inconclusiveLimit: 2,
  consecutiveErrorLimit: 3,
  consecutiveSuccessLimit: 2,
  prometheus: PROMETHEUS,
  query: TrafficQuery.ingressNginx(),
  window: Duration.seconds(90),
  noData: NoData.FAILURE,
  background: false,
  timeout: Duration.seconds(45),
  headers: { 'X-Scope-OrgID': 'shop' },
  insecure: true,
  authentication: AUTHENTICATION,
};

/** How ingress-nginx reports the requests to a canary, and to a Service that is none. */
const CANARY = 'canary=~"{{args.namespace}}-{{args.service}}-.+"';
const REPORTED = 'exported_service="{{args.service}}",exported_namespace="{{args.namespace}}"';

function template(query: string, conditions: object): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'health', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: {
      args: [{ name: 'namespace' }, { name: 'service' }],
      metrics: [{
        name: 'health',
        count: 4,
        interval: '30s',
        initialDelay: '1m',
        failureLimit: 1,
        inconclusiveLimit: 2,
        consecutiveErrorLimit: 3,
        consecutiveSuccessLimit: 2,
        ...conditions,
        provider: {
          prometheus: {
            address: PROMETHEUS,
            query,
            timeout: 45,
            headers: [{ key: 'X-Scope-OrgID', value: 'shop' }],
            insecure: true,
            authentication: AUTHENTICATION,
          },
        },
      }],
      dryRun: [{ metricName: '^health$' }],
      measurementRetention: [{ metricName: '^health$', limit: 20 }],
    },
  };
}

test('every prop of a success rate reaches the manifest', () => {
  const chart = shop();
  const props: Required<SuccessRateAnalysisProps> = { ...EVERY_PROP, threshold: 0.99 };
  new SuccessRateAnalysis(chart, 'rate', props);
  const share = (of: string): string =>
    `(sum(rate(nginx_ingress_controller_requests{${of},status!~"5.."}[1m30s])) or vector(0))\n/\nsum(rate(nginx_ingress_controller_requests{${of}}[1m30s]))`;
  expect(synth(chart).all).toEqual([template(
    `(\n${share(CANARY)}\n) >= 0\nor\n${share(REPORTED)}`,
    { successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99' },
  )]);
});

test('every prop of a latency reaches the manifest, in the unit of the metric', () => {
  const chart = shop();
  const props: Required<LatencyAnalysisProps> = { ...EVERY_PROP, threshold: Duration.millis(250), percentile: 99.9 };
  new LatencyAnalysis(chart, 'latency', props);
  const quantile = (of: string): string =>
    `histogram_quantile(0.999, sum by (le) (rate(nginx_ingress_controller_request_duration_seconds_bucket{${of}}[1m30s])))`;
  expect(synth(chart).all).toEqual([template(
    `(\n${quantile(CANARY)}\n) >= 0\nor\n${quantile(REPORTED)}`,
    { successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.25' },
  )]);
});

test.each([
  [700, 0.7], [1100, 1.1], [300, 0.3], [5, 0.005], [1, 0.001], [60_000, 60],
])('%d ms are %d s to a metric in seconds, without the dust of binary fractions', (milliseconds, seconds) => {
  const chart = shop();
  new LatencyAnalysis(chart, 'latency', { prometheus: PROMETHEUS, threshold: Duration.millis(milliseconds), query: TrafficQuery.ingressNginx() });
  expect(synth(chart).all[0].spec.metrics[0].successCondition).toBe(`len(result) > 0 && !isNaN(result[0]) && result[0] <= ${seconds}`);
});

test.each([
  [50, '0.5'], [95, '0.95'], [99, '0.99'], [99.9, '0.999'], [99.99, '0.9999'], [7, '0.07'],
])('the percentile %d is the quantile %s', (percentile, quantile) => {
  const chart = shop();
  new LatencyAnalysis(chart, 'latency', { prometheus: PROMETHEUS, threshold: Duration.seconds(1), percentile });
  expect(synth(chart).all[0].spec.metrics[0].provider.prometheus.query).toContain(`histogram_quantile(${quantile}, `);
});

function metricOf(chart = shop(), props: Partial<SuccessRateAnalysisProps> = {}): Manifest {
  new SuccessRateAnalysis(chart, 'rate', { prometheus: PROMETHEUS, threshold: 0.95, ...props });
  return synth(chart).the('AnalysisTemplate').spec.metrics[0];
}

describe('a measurement', () => {
  test.each([
    [undefined, {
      successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95',
      failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 0.95',
    }],
    [NoData.FAILURE, { successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95' }],
    [NoData.SUCCESS, { successCondition: 'len(result) == 0 || isNaN(result[0]) || result[0] >= 0.95' }],
  ])('without data counts as it is said to: %s', (noData, expected) => {
    const { successCondition, failureCondition } = metricOf(shop(), { noData });
    expect({ successCondition, failureCondition }).toEqual({ failureCondition: undefined, ...expected });
  });

  test('is taken once, and looks back two minutes, unless said otherwise', () => {
    const { name, count, interval, provider } = metricOf();
    expect({ name, count, interval }).toEqual({ name: 'rate', count: 1, interval: undefined });
    expect(provider.prometheus.query).toContain('[2m]');
  });

  test('in the background is taken every minute, without end', () => {
    const { count, interval } = metricOf(shop(), { background: true });
    expect({ count, interval }).toEqual({ count: undefined, interval: '1m' });
  });

  test('in the background is taken as often as is said', () => {
    expect(metricOf(shop(), { background: true, interval: Duration.seconds(20) }).interval).toBe('20s');
  });
});

describe('an analysis of traffic is refused', () => {
  test.each<[string, Partial<SuccessRateAnalysisProps>]>([
    ['[shop/rate] threshold: 95 is not a share from 0 to 1; give e.g. 0.95 for 95 %', { threshold: 95 }],
    ['[shop/rate] threshold: -0.1 is not a share from 0 to 1; give e.g. 0.95 for 95 %', { threshold: -0.1 }],
    ['[shop/rate] threshold: NaN is not a share from 0 to 1; give e.g. 0.95 for 95 %', { threshold: NaN }],
    [
      '[shop/rate] count: 3 would end a background analysis before the update; leave out `count` or `background`',
      { background: true, count: 3, interval: Duration.seconds(1) },
    ],
    ['[shop/rate] metrics[rate].count: 3 measurements need an interval between them; give `interval`', { count: 3 }],
    [
      '[shop/rate] metrics[rate].interval: "500 ms" is not a whole number of seconds; give whole seconds, at least one',
      { interval: Duration.millis(500) },
    ],
    [
      '[shop/rate] metrics[rate].interval: 0 is not a whole number of at least 1; give whole seconds, at least one',
      { count: 2, interval: Duration.seconds(0) },
    ],
    [
      'MetricProvider.prometheus: timeout: "500 ms" is not a whole number of seconds; give whole seconds, at least one',
      { timeout: Duration.millis(500) },
    ],
    ['MetricProvider.prometheus: address: " " is not a URL; begin with http:// or https://', { prometheus: ' ' }],
  ])('%s', (message, props) => {
    expect(refusal(() => new SuccessRateAnalysis(shop(), 'rate', { prometheus: PROMETHEUS, threshold: 0.95, ...props }))).toBe(message);
  });

  test.each([0, 100, -1, 101, NaN])('for the percentile %d', (percentile) => {
    expect(refusal(() => new LatencyAnalysis(shop(), 'latency', { prometheus: PROMETHEUS, threshold: Duration.seconds(1), percentile })))
      .toBe(`[shop/latency] percentile: ${percentile} is not above 0 and below 100; give e.g. 99`);
  });

  test('for a window of no time, which Prometheus does not take', () => {
    expect(refusal(() => new SuccessRateAnalysis(shop(), 'rate', { prometheus: PROMETHEUS, threshold: 0.9, window: Duration.seconds(0) })))
      .toContain('[shop/rate] window: ');
  });

  test('for a query that cannot tell versions apart', () => {
    expect(refusal(() => TrafficQuery.custom('sum(rate(errors[1m]))'))).toBe(
      'TrafficQuery.custom: "sum(rate(errors[1m]))" measures all versions at once; '
      + 'narrow it with {{args.service}} or {{args.pod-hash}}; for a query about something else use AnalysisTemplate',
    );
  });

  test('for an empty query', () => {
    expect(refusal(() => TrafficQuery.custom(' '))).toBe('TrafficQuery.custom: " " is empty; give a PromQL query');
  });

  test.each([
    ['without a router', undefined],
    ['in the background', 'background'],
  ])('where one Service leads to both versions and the query knows no pods, %s', (_where, place) => {
    const chart = shop();
    const analysis: IAnalysis = new SuccessRateAnalysis(chart, 'rate', {
      prometheus: PROMETHEUS, threshold: 0.9, query: TrafficQuery.ingressNginx(), background: place !== undefined,
    });
    const props = place === undefined
      ? { steps: [CanaryStep.weight(10), CanaryStep.analyze([analysis])] }
      : { backgroundAnalysis: { analyses: [analysis] } };
    expect(refusal(() => canary(chart, props))).toBe(
      `[shop/checkout] analysis (${place ?? 'step'}): "rate" cannot tell the canary from the stable version: no Service leads to the canary `
      + 'alone, and the query knows no pods; use a router with two Services, or a query with {{args.pod-hash}}',
    );
  });
});

describe('where an analysis is used decides whether it may be without end', () => {
  function background(): { chart: ReturnType<typeof shop>; analysis: IAnalysis } {
    const chart = shop();
    return { chart, analysis: new SuccessRateAnalysis(chart, 'rate', { prometheus: PROMETHEUS, threshold: 0.9, background: true }) };
  }

  test('a step would never end', () => {
    const { chart, analysis } = background();
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze([analysis])] });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] ARO201 spec.strategy.canary.steps[1].analysis.templates[0].templateName: runs metric rate of AnalysisTemplate rate without end; '
      + 'give the metric a count (leave out `background`), or move the analysis to spec.strategy.canary.analysis (`backgroundAnalysis`), '
      + 'where it ends with the rollout',
    ]);
  });

  test('the background would be left unwatched', () => {
    const chart = shop();
    const analysis = new SuccessRateAnalysis(chart, 'rate', { prometheus: PROMETHEUS, threshold: 0.9 });
    canary(chart, { traffic: hostSplit(chart), backgroundAnalysis: { analyses: [analysis] } });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] ARO202 spec.strategy.canary.analysis.templates[0].templateName: runs metric rate of AnalysisTemplate rate, which ends at count 1; '
      + 'remove the count and keep the interval (`background: true`), or move the analysis into a step',
    ]);
  });

  test('the background of a canary is the place for it', () => {
    const { chart, analysis } = background();
    canary(chart, { traffic: hostSplit(chart), backgroundAnalysis: { analyses: [analysis] } });
    expect(mistakes(chart)).toEqual([]);
  });
});
