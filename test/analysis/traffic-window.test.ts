import { Chart, Duration } from 'cdk8s';
import { BlueGreenRolloutProps, CanaryStep, LatencyAnalysis, SuccessRateAnalysis, SuccessRateAnalysisProps, TrafficQuery } from '../../lib';
import { blueGreen, canary, hostSplit, PROMETHEUS, subsetSplit } from '../support/checkout';
import { Manifest, mistakes, refusal, shop, synth } from '../support/synth';

function rate(chart: Chart, props: Partial<SuccessRateAnalysisProps> = {}): SuccessRateAnalysis {
  return new SuccessRateAnalysis(chart, 'rate', { prometheus: PROMETHEUS, threshold: 0.9, ...props });
}

function metric(chart: Chart): Manifest {
  return synth(chart).the('AnalysisTemplate').spec.metrics[0];
}

const POD = 'pod=~"{{args.rollout}}-{{args.pod-hash}}-.*"';
const SERVICE = 'destination_service_name="{{args.service}}"';

describe('after a promotion the Service has led to the old version within the window, so', () => {
  test('traffic is measured by the pods', () => {
    const chart = shop();
    blueGreen(chart, { postPromotionAnalysis: [rate(chart)] });
    const { query } = metric(chart).provider.prometheus;
    expect(query).toContain(POD);
    expect(query).not.toContain(SERVICE);
  });

  test('so is latency', () => {
    const chart = shop();
    const latency = new LatencyAnalysis(chart, 'latency', { prometheus: PROMETHEUS, threshold: Duration.seconds(1) });
    blueGreen(chart, { postPromotionAnalysis: [latency] });
    expect(metric(chart).provider.prometheus.query).toContain(POD);
  });

  test.each([
    ['as long as the default window', { initialDelay: Duration.minutes(2) }],
    ['as long as the window', { initialDelay: Duration.seconds(60), window: Duration.minutes(1) }],
    ['longer than the window', { initialDelay: Duration.minutes(5), window: Duration.minutes(1) }],
  ])('unless the first measurement waits %s', (_how, props) => {
    const chart = shop();
    blueGreen(chart, { postPromotionAnalysis: [rate(chart, props)] });
    expect(metric(chart).provider.prometheus.query).toContain(SERVICE);
  });

  test('which a shorter delay does not change', () => {
    const chart = shop();
    blueGreen(chart, { postPromotionAnalysis: [rate(chart, { initialDelay: Duration.seconds(119) })] });
    expect(metric(chart).provider.prometheus.query).toContain(POD);
  });

  test('a query that knows no pods is refused', () => {
    const chart = shop();
    const nginx = rate(chart, { query: TrafficQuery.ingressNginx() });
    expect(refusal(() => blueGreen(chart, { postPromotionAnalysis: [nginx] }))).toBe(
      '[shop/chip] analysis (post-promotion): "rate" would look back to before the switch, when the Service led to the old version, and the query '
      + 'knows no pods; give an `initialDelay` of at least `window`, or a query with {{args.pod-hash}}',
    );
  });

  test('a query that knows no pods waits', () => {
    const chart = shop();
    const nginx = rate(chart, { query: TrafficQuery.ingressNginx(), window: Duration.minutes(1), initialDelay: Duration.minutes(1) });
    blueGreen(chart, { postPromotionAnalysis: [nginx] });
    expect(mistakes(chart)).toEqual([]);
  });
});

test('before a promotion the preview Service has led to nothing else, and is asked', () => {
  const chart = shop();
  blueGreen(chart, { prePromotionAnalysis: [rate(chart)] });
  expect(metric(chart).provider.prometheus.query).toContain(SERVICE);
});

describe('in the background the first measurement', () => {
  test.each([
    ['the default window', {}, '2m'],
    ['the window', { window: Duration.seconds(90) }, '1m30s'],
    ['as long as is said', { window: Duration.seconds(90), initialDelay: Duration.seconds(5) }, '5s'],
  ])('waits for %s', (_how, props, initialDelay) => {
    const chart = shop();
    rate(chart, { ...props, background: true });
    expect(metric(chart).initialDelay).toBe(initialDelay);
  });

  test('elsewhere waits for nothing', () => {
    const chart = shop();
    rate(chart);
    expect(metric(chart)).not.toHaveProperty('initialDelay');
  });
});

describe('where pods tell the versions apart', () => {
  const name = (length: number): string => 'a'.repeat(length);
  const steps = (chart: Chart): CanaryStep[] => [CanaryStep.weight(10), CanaryStep.analyze([rate(chart)])];
  const rule = '"rate" tells the pods by their names, and Kubernetes cuts those of a rollout whose name has over 46 characters; '
    + 'give the rollout a shorter name';

  test('a rollout of 46 characters is measured', () => {
    const chart = shop();
    canary(chart, { metadata: { name: name(46) }, steps: steps(chart) });
    expect(mistakes(chart)).toEqual([]);
  });

  test.each<[string, (chart: Chart) => unknown]>([
    ['step', (chart) => canary(chart, { metadata: { name: name(47) }, steps: steps(chart) })],
    ['step', (chart) => canary(chart, { metadata: { name: name(47) }, traffic: subsetSplit(chart), steps: steps(chart) })],
    ['post-promotion', (chart) => {
      const props: Partial<BlueGreenRolloutProps> = { metadata: { name: name(47) }, postPromotionAnalysis: [rate(chart)] };
      return blueGreen(chart, props);
    }],
  ])('a longer name is refused (%s)', (place, make) => {
    expect(refusal(() => make(shop()))).toBe(`[shop/${name(47)}] analysis (${place}): ${rule}`);
  });

  test.each([[['long', 'other']], [['other', 'long']]])('a longer name is refused even if another rollout is why the analysis asks for pods: %s', (order) => {
    const chart = shop();
    const shared = rate(chart);
    const make = new Map<string, () => unknown>([
      ['long', () => canary(chart, {
        metadata: { name: name(47) }, traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze([shared])],
      })],
      ['other', () => blueGreen(chart, { postPromotionAnalysis: [shared] })],
    ]);
    expect(refusal(() => {
      order.forEach((which) => make.get(which)?.());
      synth(chart);
    })).toContain('over 46 characters');
  });

  test('which a Service of the canary makes needless', () => {
    const chart = shop();
    canary(chart, { metadata: { name: name(47) }, traffic: hostSplit(chart), steps: steps(chart) });
    expect(mistakes(chart)).toEqual([]);
  });
});
