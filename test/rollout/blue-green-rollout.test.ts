import { Duration } from 'cdk8s';
import { PercentOrAbsolute, ServiceType } from 'cdk8s-plus-28';
import {
  AbortScaleDownDelay, AnalysisArgument, AntiAffinity, BlueGreenRollout, BlueGreenRolloutProps, Promotion, TargetPort,
} from '../../lib';
import { analysisWith, blueGreen, CONTAINERS } from '../support/checkout';
import { EVERY_POD_FIELD, everyPodProp } from '../support/pod';
import { shop, synth } from '../support/synth';

/** All props but `deployment`, which excludes those of the pod. */
type EveryProp = Required<Omit<BlueGreenRolloutProps, 'deployment'>>;

test('every prop of a blue/green rollout reaches its manifest', () => {
  const chart = shop();
  const before = analysisWith(chart, 'before', AnalysisArgument.serviceName());
  const after = analysisWith(chart, 'after', AnalysisArgument.serviceName());
  const props: EveryProp = {
    ...everyPodProp(chart),
    replicas: 5,
    minReady: Duration.seconds(10),
    progressDeadline: Duration.minutes(5),
    progressDeadlineAbort: false,
    revisionHistoryLimit: 4,
    rollbackWindow: 3,
    analysisRunHistory: { successful: 0, unsuccessful: 0 },
    promotion: Promotion.automaticAfter(Duration.minutes(3)),
    services: { active: { name: 'checkout-live' }, preview: { name: 'checkout-next' } },
    previewReplicas: 1,
    prePromotionAnalysis: [before],
    prePromotionAnalysisOptions: { dryRunMetrics: ['before'], runLabels: { kind: 'before' }, runAnnotations: { by: 'shop' } },
    postPromotionAnalysis: [after],
    postPromotionAnalysisOptions: { dryRunMetrics: ['after'], runLabels: { kind: 'after' }, runAnnotations: { by: 'shop' } },
    scaleDownDelay: Duration.minutes(20),
    scaleDownDelayRevisionLimit: 2,
    abortScaleDownDelay: AbortScaleDownDelay.after(Duration.seconds(45)),
    maxUnavailable: PercentOrAbsolute.percent(10),
    ephemeralMetadata: {
      active: { labels: { role: 'active' }, annotations: { role: 'a' } }, preview: { labels: { role: 'preview' }, annotations: { role: 'p' } },
    },
    antiAffinity: AntiAffinity.required(),
  };
  new BlueGreenRollout(chart, 'rollout', props);

  expect(synth(chart).the('Rollout')).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'checkout', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: {
      replicas: 5,
      minReadySeconds: 10,
      progressDeadlineSeconds: 300,
      progressDeadlineAbort: false,
      revisionHistoryLimit: 4,
      rollbackWindow: { revisions: 3 },
      analysis: { successfulRunHistoryLimit: 0, unsuccessfulRunHistoryLimit: 0 },
      selector: { matchLabels: { app: 'checkout' } },
      template: EVERY_POD_FIELD,
      strategy: {
        blueGreen: {
          activeService: 'checkout-live',
          previewService: 'checkout-next',
          autoPromotionEnabled: true,
          autoPromotionSeconds: 180,
          previewReplicaCount: 1,
          prePromotionAnalysis: {
            templates: [{ templateName: 'before' }],
            args: [{ name: 'service', value: 'checkout-next' }],
            dryRun: [{ metricName: 'before' }],
            analysisRunMetadata: { labels: { kind: 'before' }, annotations: { by: 'shop' } },
          },
          postPromotionAnalysis: {
            templates: [{ templateName: 'after' }],
            args: [{ name: 'service', value: 'checkout-live' }],
            dryRun: [{ metricName: 'after' }],
            analysisRunMetadata: { labels: { kind: 'after' }, annotations: { by: 'shop' } },
          },
          scaleDownDelaySeconds: 1200,
          scaleDownDelayRevisionLimit: 2,
          abortScaleDownDelaySeconds: 45,
          maxUnavailable: '10%',
          activeMetadata: { labels: { role: 'active' }, annotations: { role: 'a' } },
          previewMetadata: { labels: { role: 'preview' }, annotations: { role: 'p' } },
          antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} },
        },
      },
    },
  });
});

test('every prop of the Services of a blue/green rollout reaches their manifests', () => {
  const chart = shop();
  blueGreen(chart, {
    services: {
      ports: [{ port: 80, targetPort: TargetPort.number(5000) }],
      type: ServiceType.NODE_PORT,
      annotations: { all: 'all', one: 'all' },
      labels: { all: 'all', one: 'all' },
      active: { name: 'live', type: ServiceType.LOAD_BALANCER, annotations: { one: 'active' }, labels: { one: 'active' } },
      preview: { name: 'next', annotations: { one: 'preview' }, labels: { one: 'preview' } },
    },
  });
  const service = (name: string, type: string, one: string): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop', labels: { all: 'all', one }, annotations: { all: 'all', one } },
    spec: { type, selector: { app: 'chip' }, ports: [{ port: 80, targetPort: 5000 }] },
  });
  expect(synth(chart).all.filter(({ kind }) => kind === 'Service')).toEqual([
    service('live', 'LoadBalancer', 'active'), service('next', 'NodePort', 'preview'),
  ]);
});

test('a blue/green rollout that says only its container is promoted by itself', () => {
  const chart = shop();
  blueGreen(chart);
  expect(synth(chart).the('Rollout').spec).toEqual({
    replicas: 2,
    selector: { matchLabels: { app: 'chip' } },
    strategy: { blueGreen: { activeService: 'chip-active', previewService: 'chip-preview', autoPromotionEnabled: true } },
    template: {
      metadata: { labels: { app: 'chip' } },
      spec: expect.objectContaining({ containers: [expect.objectContaining({ image: CONTAINERS[0]!.image })] }),
    },
  });
});

test.each([
  ['by hand', Promotion.manual(), { autoPromotionEnabled: false }],
  ['at once', Promotion.automatic(), { autoPromotionEnabled: true }],
  ['later', Promotion.automaticAfter(Duration.hours(1)), { autoPromotionEnabled: true, autoPromotionSeconds: 3600 }],
])('a promotion %s never has a time that it ignores', (_when, promotion, expected) => {
  const chart = shop();
  blueGreen(chart, { promotion });
  const { autoPromotionEnabled, autoPromotionSeconds } = synth(chart).the('Rollout').spec.strategy.blueGreen;
  expect({ autoPromotionEnabled, autoPromotionSeconds }).toEqual({ autoPromotionSeconds: undefined, ...expected });
});

test('an empty list of analyses is no analysis', () => {
  const chart = shop();
  blueGreen(chart, { prePromotionAnalysis: [], postPromotionAnalysis: [] });
  const { prePromotionAnalysis, postPromotionAnalysis } = synth(chart).the('Rollout').spec.strategy.blueGreen;
  expect([prePromotionAnalysis, postPromotionAnalysis]).toEqual([undefined, undefined]);
});
