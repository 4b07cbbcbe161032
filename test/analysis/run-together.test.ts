import { AnalysisTemplate, CanaryStep, Metric, MetricProvider } from '../../lib';
import { canary, PROMETHEUS } from '../support/checkout';
import { Manifest, shop, synth } from '../support/synth';

const PROVIDER = MetricProvider.prometheus({ address: PROMETHEUS, query: 'up' });

/** The metrics that a list of a run applies to, as the controller looks for them. */
function matched(patterns: { readonly metricName: string }[], metrics: readonly string[]): string[] {
  return metrics.filter((name) => patterns.some(({ metricName }) => new RegExp(metricName).test(name)));
}

test('of analyses that run together each tries out and retains its own metrics only, whatever they are called', () => {
  const chart = shop();
  const metricsOf = (...names: string[]): Metric[] => names.map((name) => ({ name, provider: PROVIDER, successCondition: 'true' }));
  const own = ['success-rate', 'a.b', 'p(99)+[x]'];
  const others = ['success-rate-5m', 'the-success-rate', 'aXb', 'p(99)+[x]y'];
  const tried = new AnalysisTemplate(chart, 'tried', { metrics: metricsOf(...own), dryRun: true, measurementRetention: 5 });
  const serious = new AnalysisTemplate(chart, 'serious', { metrics: metricsOf(...others) });
  canary(chart, { steps: [CanaryStep.analyze([tried, serious])] });
  const specs: Manifest[] = synth(chart).all.filter(({ kind }) => kind === 'AnalysisTemplate').map(({ spec }) => spec);
  const all = specs.flatMap(({ metrics }) => metrics.map(({ name }: Manifest) => name));
  const [{ dryRun, measurementRetention }, other] = specs;
  expect(matched(dryRun, all)).toEqual(own);
  expect(matched(measurementRetention, all)).toEqual(own);
  expect([other.dryRun, other.measurementRetention]).toEqual([undefined, undefined]);
});

test('a dot in the name of a metric is a dot to the controller too', () => {
  const chart = shop();
  new AnalysisTemplate(chart, 'health', { metrics: [{ name: 'error.rate', provider: PROVIDER, successCondition: 'true' }], dryRun: true });
  expect(synth(chart).the('AnalysisTemplate').spec.dryRun).toEqual([{ metricName: '^error\\.rate$' }]);
});
