import { Duration } from 'cdk8s';
import { PercentOrAbsolute, Protocol, ServiceType } from 'cdk8s-plus-28';
import {
  AbortScaleDownDelay, AnalysisArgument, AntiAffinity, CanaryRollout, CanaryRolloutProps, CanaryScale, CanaryStep, ReplicaProgressThreshold,
  RolloutServicePort, StringMatch, TargetPort,
} from '../../lib';
import { analysisWith, canary, CONTAINERS, hostSplit } from '../support/checkout';
import { EVERY_POD_FIELD, everyPodProp } from '../support/pod';
import { shop, synth } from '../support/synth';

/** All props but `deployment`, which excludes those of the pod, and the two that a router excludes. */
type EveryProp = Required<Omit<CanaryRolloutProps, 'deployment' | 'maxSurge' | 'maxUnavailable'>>;

test('every prop of a canary reaches its manifest', () => {
  const chart = shop();
  const measured = analysisWith(chart, 'measured', AnalysisArgument.serviceName());
  const watched = analysisWith(chart, 'watched');
  const props: EveryProp = {
    ...everyPodProp(chart),
    replicas: 5,
    minReady: Duration.seconds(10),
    progressDeadline: Duration.minutes(5),
    progressDeadlineAbort: true,
    revisionHistoryLimit: 4,
    rollbackWindow: 3,
    analysisRunHistory: { successful: 1, unsuccessful: 2 },
    steps: [
      CanaryStep.scale(CanaryScale.replicas(1)),
      CanaryStep.scale(CanaryScale.weight(10)),
      CanaryStep.analyze([measured], { dryRunMetrics: ['measured'], runLabels: { kind: 'step' }, runAnnotations: { by: 'shop' } }),
      CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }]),
      CanaryStep.mirrorRoute('mirror', 35, [{
        method: StringMatch.exact('GET'), path: StringMatch.prefix('/'), headers: { agent: StringMatch.regex('.*') },
      }]),
      CanaryStep.removeHeaderRoute('testers'),
      CanaryStep.removeMirrorRoute('mirror'),
      CanaryStep.scale(CanaryScale.matchTrafficWeight()),
      CanaryStep.weight(20),
      CanaryStep.pause(Duration.seconds(90)),
      CanaryStep.pauseUntilPromoted(),
      CanaryStep.weight(10, { allowDecrease: true }),
    ],
    traffic: hostSplit(chart),
    services: { stable: { name: 'checkout-live' }, canary: { name: 'checkout-next' } },
    backgroundAnalysis: {
      analyses: [watched], startingStep: 2, dryRunMetrics: ['watched'], runLabels: { kind: 'background' }, runAnnotations: { by: 'shop' },
    },
    scaleDownDelay: Duration.minutes(2),
    scaleDownDelayRevisionLimit: 2,
    abortScaleDownDelay: AbortScaleDownDelay.never(),
    minPodsPerReplicaSet: 2,
    dynamicStableScale: false,
    replicaProgressThreshold: ReplicaProgressThreshold.percent(90),
    ephemeralMetadata: {
      canary: { labels: { role: 'canary' }, annotations: { role: 'c' } }, stable: { labels: { role: 'stable' }, annotations: { role: 's' } },
    },
    antiAffinity: AntiAffinity.preferred(40),
  };
  new CanaryRollout(chart, 'rollout', props);

  expect(synth(chart).the('Rollout')).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'checkout', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: {
      replicas: 5,
      minReadySeconds: 10,
      progressDeadlineSeconds: 300,
      progressDeadlineAbort: true,
      revisionHistoryLimit: 4,
      rollbackWindow: { revisions: 3 },
      analysis: { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 2 },
      selector: { matchLabels: { app: 'checkout' } },
      template: EVERY_POD_FIELD,
      strategy: {
        canary: {
          stableService: 'checkout-live',
          canaryService: 'checkout-next',
          trafficRouting: {
            istio: { virtualService: { name: 'split', routes: ['primary'] } },
            managedRoutes: [{ name: 'testers' }, { name: 'mirror' }],
          },
          steps: [
            { setCanaryScale: { replicas: 1 } },
            { setCanaryScale: { weight: 10 } },
            {
              analysis: {
                templates: [{ templateName: 'measured' }],
                args: [{ name: 'service', value: 'checkout-next' }],
                dryRun: [{ metricName: 'measured' }],
                analysisRunMetadata: { labels: { kind: 'step' }, annotations: { by: 'shop' } },
              },
            },
            { setHeaderRoute: { name: 'testers', match: [{ headerName: 'x-tester', headerValue: { exact: 'yes' } }] } },
            {
              setMirrorRoute: {
                name: 'mirror',
                percentage: 35,
                match: [{ method: { exact: 'GET' }, path: { prefix: '/' }, headers: { agent: { regex: '.*' } } }],
              },
            },
            { setHeaderRoute: { name: 'testers' } },
            { setMirrorRoute: { name: 'mirror' } },
            { setCanaryScale: { matchTrafficWeight: true } },
            { setWeight: 20 },
            { pause: { duration: '1m30s' } },
            { pause: {} },
            { setWeight: 10 },
          ],
          analysis: {
            templates: [{ templateName: 'watched' }],
            startingStep: 2,
            dryRun: [{ metricName: 'watched' }],
            analysisRunMetadata: { labels: { kind: 'background' }, annotations: { by: 'shop' } },
          },
          scaleDownDelaySeconds: 120,
          scaleDownDelayRevisionLimit: 2,
          abortScaleDownDelaySeconds: 0,
          minPodsPerReplicaSet: 2,
          dynamicStableScale: false,
          replicaProgressThreshold: { type: 'Percent', value: 90 },
          canaryMetadata: { labels: { role: 'canary' }, annotations: { role: 'c' } },
          stableMetadata: { labels: { role: 'stable' }, annotations: { role: 's' } },
          antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 40 } },
        },
      },
    },
  });
});

test('every prop of a canary without a router reaches its manifest', () => {
  const chart = shop();
  canary(chart, { maxSurge: PercentOrAbsolute.percent(50), maxUnavailable: PercentOrAbsolute.absolute(0) });
  const { maxSurge, maxUnavailable } = synth(chart).the('Rollout').spec.strategy.canary;
  expect({ maxSurge, maxUnavailable }).toEqual({ maxSurge: '50%', maxUnavailable: 0 });
});

test('every prop of the Services of a canary reaches their manifests', () => {
  const chart = shop();
  canary(chart, {
    traffic: hostSplit(chart),
    services: {
      create: true,
      ports: [{ port: 80, targetPort: TargetPort.number(5000) }],
      type: ServiceType.NODE_PORT,
      annotations: { all: 'all', one: 'all' },
      labels: { all: 'all', one: 'all' },
      root: { name: 'root', type: ServiceType.CLUSTER_IP, annotations: { one: 'root' }, labels: { one: 'root' } },
      stable: { name: 'live', type: ServiceType.LOAD_BALANCER, annotations: { one: 'stable' }, labels: { one: 'stable' } },
      canary: { name: 'next', annotations: { one: 'canary' }, labels: { one: 'canary' } },
    },
  });

  const manifests = synth(chart);
  const service = (name: string, type: string, one: string): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop', labels: { all: 'all', one }, annotations: { all: 'all', one } },
    spec: {
      type,
      selector: { app: 'checkout' },
      ports: [{ port: 80, targetPort: 5000 }],
    },
  });
  expect(manifests.all.filter(({ kind }) => kind === 'Service')).toEqual([
    service('root', 'ClusterIP', 'root'), service('live', 'LoadBalancer', 'stable'), service('next', 'NodePort', 'canary'),
  ]);
});

test('every prop of a port reaches the Service', () => {
  const chart = shop();
  const port: Required<RolloutServicePort> = {
    port: 80, targetPort: TargetPort.named('http'), name: 'web', appProtocol: 'grpc', protocol: Protocol.TCP, nodePort: 30080,
  };
  canary(chart, {
    containers: [{ image: CONTAINERS[0]!.image, ports: [{ number: 5000, name: 'http' }] }],
    services: { type: ServiceType.NODE_PORT, ports: [port] },
  });
  expect(synth(chart).the('Service').spec).toEqual({
    type: 'NodePort',
    selector: { app: 'checkout' },
    ports: [{ port: 80, targetPort: 'http', name: 'web', appProtocol: 'grpc', protocol: 'TCP', nodePort: 30080 }],
  });
});

test('a canary that says only its steps and its container takes all else from the controller', () => {
  const chart = shop();
  canary(chart);
  expect(synth(chart).the('Rollout').spec).toEqual({
    replicas: 2,
    selector: { matchLabels: { app: 'checkout' } },
    strategy: { canary: { steps: [{ setWeight: 20 }, { setWeight: 60 }] } },
    template: {
      metadata: { labels: { app: 'checkout' } },
      spec: expect.objectContaining({ containers: [expect.objectContaining({ image: CONTAINERS[0]!.image })] }),
    },
  });
});

test.each([
  ['required', AntiAffinity.required(), { requiredDuringSchedulingIgnoredDuringExecution: {} }],
  ['preferred', AntiAffinity.preferred(1), { preferredDuringSchedulingIgnoredDuringExecution: { weight: 1 } }],
])('%s anti-affinity is one object, as the CRD has it', (_kind, antiAffinity, expected) => {
  const chart = shop();
  canary(chart, { antiAffinity });
  expect(synth(chart).the('Rollout').spec.strategy.canary.antiAffinity).toEqual(expected);
});

test('a threshold of pods is said as a number', () => {
  const chart = shop();
  canary(chart, { replicaProgressThreshold: ReplicaProgressThreshold.pods(3) });
  expect(synth(chart).the('Rollout').spec.strategy.canary.replicaProgressThreshold).toEqual({ type: 'Pod', value: 3 });
});

test('0 replicas is a number of replicas', () => {
  const chart = shop();
  canary(chart, { replicas: 0 });
  expect(synth(chart).the('Rollout').spec.replicas).toBe(0);
});

test('a canary without Services leaves the way to its pods to others', () => {
  const chart = shop();
  const rollout = canary(chart, { services: { create: false } });
  expect(synth(chart).names('')).toEqual(['Rollout checkout']);
  expect([rollout.service, rollout.stableService, rollout.canaryService]).toEqual([undefined, undefined, undefined]);
});
