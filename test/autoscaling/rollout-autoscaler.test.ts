import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { AutoscaleOptions, RolloutAutoscaler, RolloutAutoscalerProps } from '../../lib';
import { blueGreen, canary, CONTAINERS } from '../support/checkout';
import { Manifest, mistakes, refusal, shop, synth } from '../support/synth';

test('every prop reaches the manifest, memory first and cpu last, which Argo CD sees as no difference', () => {
  const chart = shop();
  const props: Required<RolloutAutoscalerProps> = {
    target: blueGreen(chart),
    metadata: { name: 'chip-scaler', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    minReplicas: 3,
    maxReplicas: 30,
    cpuUtilization: 60,
    memoryUtilization: 80,
    metrics: [kplus.Metric.external({ name: 'queue', target: kplus.MetricTarget.averageValue(5) })],
    scaleUp: {
      stabilizationWindow: Duration.seconds(15),
      policies: [{ replicas: kplus.Replicas.absolute(4), duration: Duration.minutes(1) }],
    },
    scaleDown: {
      strategy: kplus.ScalingStrategy.MIN_CHANGE,
      policies: [{ replicas: kplus.Replicas.percent(10), duration: Duration.minutes(2) }],
    },
  };
  new RolloutAutoscaler(chart, 'scaler', props);
  expect(synth(chart).the('HorizontalPodAutoscaler')).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'chip-scaler', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: {
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'chip' },
      minReplicas: 3,
      maxReplicas: 30,
      metrics: [
        { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
        { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: 5 } } },
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
      ],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 15, policies: [{ type: 'Pods', value: 4, periodSeconds: 60 }], selectPolicy: 'Max' },
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 10, periodSeconds: 120 }], selectPolicy: 'Min' },
      },
    },
  });
});

test('metrics of the user\'s own are put in that order too, and keep theirs in between', () => {
  const chart = shop();
  const target = kplus.MetricTarget.averageUtilization(50);
  const external = (name: string): kplus.Metric => kplus.Metric.external({ name, target: kplus.MetricTarget.averageValue(5) });
  const metrics = [kplus.Metric.resourceCpu(target), external('b'), kplus.Metric.resourceMemory(target), external('a')];
  canary(chart).autoscale({ maxReplicas: 4, metrics });
  expect(synth(chart).the('HorizontalPodAutoscaler').spec.metrics.map(({ resource, external: other }: Manifest) => resource?.name ?? other.metric.name))
    .toEqual(['memory', 'b', 'a', 'cpu']);
  expect(metrics).toHaveLength(4);
});

test('it is named after the rollout, in its namespace, and leaves the pace to the cluster', () => {
  const chart = shop();
  canary(chart, { metadata: { name: 'basket', namespace: 'other' } }).autoscale({ maxReplicas: 4, cpuUtilization: 50 });
  const { metadata, spec } = synth(chart).the('HorizontalPodAutoscaler');
  expect(metadata).toEqual({ name: 'basket', namespace: 'other' });
  expect(spec).toEqual({
    scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'basket' },
    minReplicas: 1,
    maxReplicas: 4,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }],
  });
});

test('a pace upwards does not bring one downwards', () => {
  const chart = shop();
  canary(chart).autoscale({ maxReplicas: 4, cpuUtilization: 50, scaleUp: { stabilizationWindow: Duration.seconds(0) } });
  const { behavior } = synth(chart).the('HorizontalPodAutoscaler').spec;
  expect(behavior.scaleUp.stabilizationWindowSeconds).toBe(0);
  expect(behavior).not.toHaveProperty('scaleDown');
});

test('as few pods as at most is a bound', () => {
  const chart = shop();
  canary(chart).autoscale({ minReplicas: 4, maxReplicas: 4, memoryUtilization: 50 });
  expect(synth(chart).the('HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 4, maxReplicas: 4 });
});

test('a rollout that knows of it says no replicas, whichever of the two is made first', () => {
  const chart = shop();
  const rollout = canary(chart);
  rollout.autoscale({ maxReplicas: 4, cpuUtilization: 50 });
  rollout.addContainer({ ...CONTAINERS[0]!, name: 'second', portNumber: undefined });
  expect(synth(chart).the('Rollout').spec).not.toHaveProperty('replicas');
});

describe('it is refused', () => {
  const percentage = 'give a percentage of what the pods request';
  const cpu = kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(1));
  const memory = kplus.Metric.resourceMemory(kplus.MetricTarget.averageUtilization(1));
  const twice = (resource: string): string => `[shop/checkout] autoscale: metrics: "${resource}" is given twice; give each resource once`;
  test.each<[string, AutoscaleOptions]>([
    [
      '[shop/checkout] autoscale: minReplicas: 0 is not a whole number of at least 1; give the fewest pods',
      { minReplicas: 0, maxReplicas: 3, cpuUtilization: 50 },
    ],
    [
      '[shop/checkout] autoscale: maxReplicas: 3 is not a whole number of at least 4; give the most pods, not below `minReplicas`',
      { minReplicas: 4, maxReplicas: 3, cpuUtilization: 50 },
    ],
    [
      '[shop/checkout] autoscale: maxReplicas: 2.5 is not a whole number of at least 1; give the most pods, not below `minReplicas`',
      { maxReplicas: 2.5, cpuUtilization: 50 },
    ],
    [
      `[shop/checkout] autoscale: cpuUtilization: 0 is not a whole number of at least 1; ${percentage}`,
      { maxReplicas: 3, cpuUtilization: 0 },
    ],
    [
      `[shop/checkout] autoscale: memoryUtilization: -5 is not a whole number of at least 1; ${percentage}`,
      { maxReplicas: 3, memoryUtilization: -5 },
    ],
    ['[shop/checkout] autoscale: is empty; give `cpuUtilization`, `memoryUtilization` or `metrics`', { maxReplicas: 3 }],
    ['[shop/checkout] autoscale: is empty; give `cpuUtilization`, `memoryUtilization` or `metrics`', { maxReplicas: 3, metrics: [] }],
    [twice('cpu'), { maxReplicas: 3, cpuUtilization: 50, metrics: [cpu] }],
    [twice('memory'), { maxReplicas: 3, memoryUtilization: 50, metrics: [memory] }],
    [twice('cpu'), { maxReplicas: 3, metrics: [cpu, cpu] }],
  ])('%s', (message, options) => {
    expect(refusal(() => canary(shop()).autoscale(options))).toBe(message);
  });

  test('never for a resource that is named once, whatever else is', () => {
    const chart = shop();
    canary(chart).autoscale({ maxReplicas: 3, cpuUtilization: 50, memoryUtilization: 50, metrics: [
      kplus.Metric.object({ object: canary(chart, { metadata: { name: 'other' } }).service!, name: 'x', target: kplus.MetricTarget.value(1) }),
    ] });
    canary(chart, { metadata: { name: 'third' } }).autoscale({ maxReplicas: 3, cpuUtilization: 50, memoryUtilization: 60, metrics: [
      kplus.Metric.resourceEphemeralStorage(kplus.MetricTarget.averageUtilization(70)),
    ] });
    expect(mistakes(chart)).toEqual([]);
  });
});
