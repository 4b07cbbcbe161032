import { Chart, Duration, Size, Testing } from 'cdk8s';
import { ContainerProps, Cpu, PercentOrAbsolute, ServiceType } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import * as lib from '../../lib';

/** A program of a user's: makes one service in a chart. Building it may throw. */
export type Program = (chart: Chart) => void;

/** Now and then a value that is wrong, or odd. */
function mostly<T>(good: fc.Arbitrary<T>, ...odd: fc.Arbitrary<T>[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 100, arbitrary: good }, ...odd.map((arbitrary) => ({ weight: 1, arbitrary })));
}

/** Given in a quarter of the programs. */
function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

const oddNumber = fc.constantFrom(-1, 0, 0.5, 101, 1e9, NaN, Infinity);
const oddText = fc.oneof(fc.string(), fc.constantFrom('', ' ', 'Ünïcode', 'a'.repeat(64), '{{args.x}}', '"; rm -rf /', 'a.b', '-a'));
const percent = mostly(fc.integer({ min: 0, max: 100 }), oddNumber);
const small = mostly(fc.integer({ min: 0, max: 20 }), oddNumber);
const duration = mostly(
  fc.integer({ min: 1, max: 900 }).map((seconds) => Duration.seconds(seconds)),
  fc.constantFrom(Duration.seconds(0), Duration.millis(10), Duration.days(30)),
);
const name = mostly(fc.constantFrom('checkout', 'a', 'pay-2', 'x'.repeat(50)), oddText);
const text = mostly(fc.constantFrom('a', 'b-c', 'v1'), oddText);
const labels = fc.dictionary(mostly(fc.constantFrom('role', 'example.com/team'), oddText), text, { maxKeys: 2 });
const percentOrAbsolute = fc.oneof(
  percent.map((value) => PercentOrAbsolute.percent(value)), small.map((value) => PercentOrAbsolute.absolute(value)),
);
/** An arbitrary whose values are made by code that may refuse them, which is then the program's to meet. */
type Made<T> = fc.Arbitrary<(chart: Chart) => T>;

function made<A, T>(parts: fc.Arbitrary<A>, make: (chart: Chart, parts: A) => T): Made<T> {
  return parts.map((given) => (chart) => make(chart, given));
}

const stringMatch = made(
  fc.record({ value: text, kind: fc.constantFrom('exact' as const, 'prefix' as const, 'regex' as const) }),
  (_chart, { value, kind }) => lib.StringMatch[kind](value),
);

const limits = fc.record({
  count: maybe(mostly(fc.constant(1), small)), interval: maybe(duration), initialDelay: maybe(duration), failureLimit: maybe(small),
  inconclusiveLimit: maybe(small), consecutiveErrorLimit: maybe(small),
}, { requiredKeys: [] });

let created = 0;
const fresh = (): string => `part-${created += 1}`;

const successRate = made(
  fc.record({
    threshold: mostly(fc.double({ min: 0.5, max: 1, noNaN: true }), oddNumber),
    window: maybe(duration), background: maybe(fc.boolean()), limits,
  }),
  (chart, { limits: chosen, ...props }): lib.IAnalysis =>
    new lib.SuccessRateAnalysis(chart, fresh(), { prometheus: 'http://prometheus:9090', ...props, ...chosen }),
);
const latency = made(
  fc.record({ threshold: duration, percentile: maybe(percent), background: maybe(fc.boolean()) }),
  (chart, props): lib.IAnalysis => new lib.LatencyAnalysis(chart, fresh(), { prometheus: 'http://prometheus:9090', ...props }),
);
const web = made(
  fc.record({ path: mostly(fc.constant('/healthz'), oddText), background: maybe(fc.boolean()), limits }),
  (chart, { limits: chosen, ...props }): lib.IAnalysis =>
    new lib.WebAnalysis(chart, fresh(), { successCondition: 'result == "ok"', jsonPath: '{$.status}', ...props, ...chosen }),
);
const warmUp = made(
  fc.record({
    path: mostly(fc.constant('/healthz'), oddText), requests: maybe(small), concurrency: maybe(small), deadline: maybe(duration),
  }),
  (chart, props): lib.IAnalysis => new lib.WarmUpJob(chart, fresh(), props),
);
const template = made(
  fc.record({ metric: text, argument: text, limits, supplied: fc.boolean() }),
  (chart, { metric, argument, limits: chosen, supplied }): lib.IAnalysis => {
    const analysis = new lib.AnalysisTemplate(chart, fresh(), {
      args: [lib.AnalysisArgument.required(argument), lib.AnalysisArgument.podHash()],
      metrics: [{
        name: metric,
        provider: lib.MetricProvider.prometheus({ address: 'http://prometheus:9090', query: `sum(errors{hash="{{args.pod-hash}}", a="{{args.${argument}}}"})` }),
        failureCondition: 'len(result) > 0 && result[0] > 3',
        ...chosen,
      }],
    });
    return supplied ? analysis.withArguments({ [argument]: 'value' }) : analysis;
  },
);
const elsewhere = made(name, (_chart, templateName): lib.IAnalysis => lib.AnalysisTemplate.fromName(templateName));
const analysis = fc.oneof(successRate, latency, web, warmUp, template, elsewhere);
const analyses: Made<lib.IAnalysis[]> = fc.array(analysis, { minLength: 1, maxLength: 3 })
  .map((makers) => (chart) => makers.map((make) => make(chart)));

type Steps = Made<lib.CanaryStep[]>;
const none = fc.constant(undefined);

/** One step, or two that belong together. */
const anywhere: Steps = fc.oneof(
  { weight: 6, arbitrary: made(percent, (_chart, weight) => [lib.CanaryStep.weight(weight, { allowDecrease: true })]) },
  { weight: 3, arbitrary: made(duration, (_chart, length) => [lib.CanaryStep.pause(length)]) },
  { weight: 2, arbitrary: made(none, () => [lib.CanaryStep.pauseUntilPromoted()]) },
  { weight: 3, arbitrary: analyses.map((make) => (chart: Chart) => [lib.CanaryStep.analyze(make(chart))]) },
);
const withRouter: Steps = fc.oneof(
  { weight: 8, arbitrary: anywhere },
  { weight: 1, arbitrary: made(small, (_chart, replicas) => [lib.CanaryStep.scale(lib.CanaryScale.replicas(replicas))]) },
  { weight: 1, arbitrary: made(percent, (_chart, weight) => [lib.CanaryStep.scale(lib.CanaryScale.weight(weight))]) },
  { weight: 1, arbitrary: made(none, () => [lib.CanaryStep.scale(lib.CanaryScale.matchTrafficWeight())]) },
  { weight: 1, arbitrary: made(fc.record({ name: text, header: text, value: stringMatch }), (chart, route) => [
    lib.CanaryStep.headerRoute(route.name, [{ name: route.header, value: route.value(chart) }]),
    lib.CanaryStep.removeHeaderRoute(route.name),
  ]) },
  { weight: 1, arbitrary: made(fc.record({ name: text, percent, path: stringMatch }), (chart, route) =>
    [lib.CanaryStep.mirrorRoute(route.name, route.percent, [{ path: route.path(chart) }])]) },
);

/** Steps one by one, or made by a sequence; some ask for a router that there is not. */
function stepsOf(step: Steps): Steps {
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(mostly(step, withRouter), { minLength: 1, maxLength: 6 })
      .map((makers) => (chart: Chart) => makers.flatMap((make) => make(chart))) },
    { weight: 1, arbitrary: made(
      fc.record({ increment: mostly(fc.integer({ min: 1, max: 100 }), oddNumber), pause: maybe(duration), analyze: maybe(analyses) }),
      (chart, { increment, pause, analyze }) => lib.CanarySteps.linear(increment, { pause, analyze: analyze?.(chart) }),
    ) },
    { weight: 1, arbitrary: made(
      fc.record({
        first: mostly(fc.integer({ min: 1, max: 100 }), oddNumber), factor: maybe(small), pauseUntilPromoted: maybe(fc.boolean()),
      }),
      (_chart, { first, ...options }) => lib.CanarySteps.exponential(first, options),
    ) },
  );
}

const host = mostly(fc.constantFrom('checkout.example.com', '*.example.com', 'checkout'), oddText);
const split: Made<lib.ITrafficRouter> = made(
  fc.record({
    hosts: fc.array(host, { minLength: 1, maxLength: 2 }), level: maybe(fc.constantFrom(...Object.values(lib.IstioSplitLevel))),
    inMesh: maybe(fc.boolean()), routeName: maybe(text), port: maybe(small), timeout: maybe(duration),
  }),
  (chart, props) => new lib.IstioTrafficSplit(chart, fresh(), { ...props, gateway: lib.IstioGateway.fromName('public', 'istio-system') }),
);

const containers: fc.Arbitrary<ContainerProps[]> = fc.array(fc.record({
  image: mostly(fc.constant('registry.example.com/checkout:1'), oddText),
  portNumber: mostly(fc.constantFrom(8080, 5000), oddNumber),
  name: maybe(name),
  resources: maybe(fc.constant({ cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(64) } })),
}), { minLength: 1, maxLength: 2 });

const common = {
  containers,
  replicas: maybe(small), minReady: maybe(duration), progressDeadline: maybe(duration), progressDeadlineAbort: maybe(fc.boolean()),
  revisionHistoryLimit: maybe(small), rollbackWindow: maybe(small), scaleDownDelay: maybe(duration),
  scaleDownDelayRevisionLimit: maybe(small),
  antiAffinity: maybe(fc.boolean()),
};

const services = fc.record({
  type: maybe(fc.constantFrom(ServiceType.CLUSTER_IP, ServiceType.NODE_PORT, ServiceType.LOAD_BALANCER)),
  labels: maybe(labels), annotations: maybe(labels),
}, { requiredKeys: [] });

const autoscaler = fc.record({
  minReplicas: maybe(small), maxReplicas: mostly(fc.integer({ min: 20, max: 40 }), oddNumber), cpuUtilization: percent,
  memoryUtilization: maybe(percent),
});

const canaryWith = (traffic: fc.Arbitrary<((chart: Chart) => lib.ITrafficRouter) | undefined>, steps: Steps): Made<void> => made(
  fc.record({
    name, steps, traffic, services: maybe(services), autoscaler: maybe(autoscaler), background: maybe(analyses),
    startingStep: maybe(small), maxSurge: maybe(percentOrAbsolute), maxUnavailable: maybe(percentOrAbsolute),
    dynamicStableScale: maybe(fc.boolean()),
    minPodsPerReplicaSet: maybe(small), ephemeral: maybe(labels), abort: maybe(duration), ...common,
  }),
  (chart, given) => {
    const { name: id, background, startingStep, ephemeral, abort, antiAffinity, autoscaler: scaling, ...props } = given;
    const rollout = new lib.CanaryRollout(chart, 'rollout', {
      ...props,
      metadata: { name: id },
      steps: props.steps(chart),
      traffic: props.traffic?.(chart),
      ...(background === undefined ? {} : { backgroundAnalysis: { analyses: background(chart), startingStep } }),
      ...(ephemeral === undefined ? {} : { ephemeralMetadata: { canary: { labels: ephemeral }, stable: { labels: ephemeral } } }),
      ...(abort === undefined ? {} : { abortScaleDownDelay: lib.AbortScaleDownDelay.after(abort) }),
      ...(antiAffinity === true ? { antiAffinity: lib.AntiAffinity.preferred(1) } : {}),
    });
    if (scaling !== undefined) {
      rollout.autoscale(scaling);
    }
  },
);

const blueGreen: Made<void> = made(
  fc.record({
    name, services: maybe(services), autoscaler: maybe(autoscaler), before: maybe(analyses), after: maybe(analyses),
    promotion: maybe(fc.oneof(fc.constant('manual'), fc.constant('automatic'), duration)), previewReplicas: maybe(small), ...common,
  }),
  (chart, { name: id, before, after, promotion, antiAffinity, autoscaler: scaling, ...props }) => {
    const rollout = new lib.BlueGreenRollout(chart, 'rollout', {
      ...props,
      metadata: { name: id },
      prePromotionAnalysis: before?.(chart),
      postPromotionAnalysis: after?.(chart),
      ...(promotion === undefined ? {} : { promotion: promotionOf(promotion) }),
      ...(antiAffinity === true ? { antiAffinity: lib.AntiAffinity.required() } : {}),
    });
    if (scaling !== undefined) {
      rollout.autoscale(scaling);
    }
  },
);

function promotionOf(chosen: string | Duration): lib.Promotion {
  if (chosen === 'manual') {
    return lib.Promotion.manual();
  }
  return typeof chosen === 'string' ? lib.Promotion.automatic() : lib.Promotion.automaticAfter(chosen);
}

/** Programs with one or two rollouts in a chart: with good values mostly, odd ones now and then, in any combination. */
export const PROGRAMS: fc.Arbitrary<Program> = fc.oneof(
  canaryWith(none, stepsOf(anywhere)), canaryWith(split, stepsOf(withRouter)), blueGreen,
);

/** A chart for a program. */
export function emptyChart(): Chart {
  return new Chart(Testing.app(), 'shop', { namespace: 'shop' });
}
