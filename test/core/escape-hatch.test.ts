import { ApiObject, Chart, Duration, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import {
  IstioGateway, IstioRoute, LatencyAnalysis, RolloutAutoscaler, ServiceTarget, VerticalPodAutoscaler, WarmUpJob, WebAnalysis,
} from '../../lib';
import { analysisWith, blueGreen, canary, hostSplit, PROMETHEUS, subsetSplit, successRate } from '../support/checkout';
import { mistakes, shop, synth } from '../support/synth';

/** Every construct of the library, each in a chart that has what it needs. */
const CONSTRUCTS: [string, (chart: Chart) => IConstruct][] = [
  ['CanaryRollout', (chart) => canary(chart)],
  ['BlueGreenRollout', (chart) => blueGreen(chart)],
  ['RolloutService', (chart) => blueGreen(chart).previewService],
  ['IstioTrafficSplit', (chart) => {
    const split = hostSplit(chart);
    canary(chart, { traffic: split });
    return split;
  }],
  ['the DestinationRule of IstioTrafficSplit', (chart) => {
    const split = subsetSplit(chart);
    canary(chart, { traffic: split });
    return split.destinationRule!;
  }],
  ['IstioRoute', (chart) => new IstioRoute(chart, 'route', { hosts: ['a'], service: ServiceTarget.fromName('s', 80) })],
  ['IstioGateway', (chart) => new IstioGateway(chart, 'gateway', { hosts: ['a.example.com'] })],
  ['AnalysisTemplate', (chart) => analysisWith(chart, 'any')],
  ['SuccessRateAnalysis', (chart) => successRate(chart)],
  ['LatencyAnalysis', (chart) => new LatencyAnalysis(chart, 'latency', { prometheus: PROMETHEUS, threshold: Duration.seconds(1) })],
  ['WebAnalysis', (chart) => new WebAnalysis(chart, 'web', { path: '/', successCondition: 'true', clusterScoped: true })],
  ['WarmUpJob', (chart) => new WarmUpJob(chart, 'job', { path: '/' })],
  ['RolloutAutoscaler', (chart) => new RolloutAutoscaler(chart, 'scaler', { target: blueGreen(chart), maxReplicas: 3, cpuUtilization: 50 })],
  ['VerticalPodAutoscaler', (chart) => new VerticalPodAutoscaler(chart, 'vertical', { target: blueGreen(chart) })],
];

describe.each(CONSTRUCTS)('%s', (_name, make) => {
  test('is patched where the schema knows the field, and where it does not', () => {
    const chart = shop();
    const object = ApiObject.of(make(chart));
    const before = object.toJson();
    const annotations = { 'cdk8s-argo-rollouts/ignore': 'ARO003: a field of a version to come' };
    object.addJsonPatch(JsonPatch.add('/spec/notInAnySchema', { deep: [1] }), JsonPatch.add('/metadata/annotations', annotations));
    expect(synth(chart).the(object.kind, object.name)).toEqual({
      ...before, metadata: { ...before.metadata, annotations }, spec: { ...before.spec, notInAnySchema: { deep: [1] } },
    });
  });

  test('is the same to the byte with a patch that changes nothing', () => {
    const chart = shop();
    const object = ApiObject.of(make(chart));
    const before = JSON.stringify(object.toJson());
    object.addJsonPatch(JsonPatch.test('/metadata/name', object.name));
    expect(JSON.stringify(object.toJson())).toBe(before);
  });
});

describe('a patch that breaks a rule is found', () => {
  test.each<[string, (chart: Chart) => void]>([
    [
      '[shop/checkout] ARO003 spec.strategy.canary.steps[2].setWieght: is unknown, and the API server drops it; did you mean "setWeight"?',
      (chart) => { ApiObject.of(canary(chart)).addJsonPatch(JsonPatch.add('/spec/strategy/canary/steps/-', { setWieght: 80 })); },
    ],
    [
      '[shop/chip/PreviewService] ARO404 spec.selector.app: "other" does not match the pods of Rollout chip, which have "chip"; '
      + 'make the selector and the labels of the pod template agree',
      (chart) => { ApiObject.of(blueGreen(chart).previewService).addJsonPatch(JsonPatch.replace('/spec/selector/app', 'other')); },
    ],
    [
      '[shop/health] ARO207 spec.metrics[0]: has neither successCondition nor failureCondition; add successCondition or failureCondition',
      (chart) => { ApiObject.of(analysisWith(chart, 'health')).addJsonPatch(JsonPatch.remove('/spec/metrics/0/successCondition')); },
    ],
    [
      '[shop/chip] ARO107 spec.strategy.blueGreen.previewService: "chip-active" is the activeService as well; name two different Services',
      (chart) => { ApiObject.of(blueGreen(chart)).addJsonPatch(JsonPatch.replace('/spec/strategy/blueGreen/previewService', 'chip-active')); },
    ],
  ])('%s', (message, patch) => {
    const chart = shop();
    patch(chart);
    expect(mistakes(chart)).toEqual([message]);
  });
});

test('a patch that cannot be applied is reported with the path of the construct', () => {
  const chart = shop();
  ApiObject.of(blueGreen(chart)).addJsonPatch(JsonPatch.remove('/spec/nowhere/at/all'));
  expect(mistakes(chart)).toEqual([
    expect.stringMatching(/^\[shop\/chip\] Failed serializing construct at path 'shop\/chip\/Resource' with name 'chip': /),
  ]);
});
