import { ApiObject, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisTemplate, AnalysisTemplateProps, BlueGreenRollout, CanaryRollout, CanaryStep, ControlledResource,
  DeploymentSource, IIstioGateway, IstioGateway, IstioHttpOptions, IstioRoute, IstioSplitLevel, IstioTrafficSplit, MetricProvider,
  RolloutAutoscaler, ServiceTarget, StringMatch, SuccessRateAnalysis, TrafficAnalysisProps, VerticalPodAutoscaler, WarmUpJob, WebAnalysis,
} from '../../lib';
import { analysisWith, blueGreen, canary, CONTAINERS, hostSplit, PROMETHEUS } from '../support/checkout';
import { shop } from '../support/synth';

/** Changes all lists and plain objects in a value, as a program may that goes on using its props. */
function spoil(value: unknown, seen = new Set<unknown>()): void {
  // What is frozen stands for another object, and is not the construct's to copy.
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || seen.has(value)) {
    return;
  }
  seen.add(value);
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) {
    return;
  }
  Object.values(value).forEach((item) => { spoil(item, seen); });
  if (Array.isArray(value)) {
    value.push(...value.splice(0).reverse(), 'spoilt');
  } else {
    for (const [key, item] of Object.entries(value)) {
      if (typeof item === 'string') {
        Reflect.set(value, key, 'spoilt');
      } else if (typeof item === 'number') {
        Reflect.set(value, key, 7);
      }
    }
    Reflect.set(value, 'spoilt', 'yes');
  }
}

/** The props that something was given, and the objects that came of them. */
interface Made {
  readonly props: unknown;
  readonly objects: readonly ApiObject[];
}

function metadata(): { labels: { a: string }; annotations: { c: string } } {
  return { labels: { a: 'b' }, annotations: { c: 'd' } };
}

function containers(): kplus.ContainerProps[] {
  return CONTAINERS.map((container) => ({ ...container }));
}

function made(chart: Chart, props: unknown): Made {
  return { props, objects: chart.node.findAll().filter((child) => child instanceof ApiObject) };
}

function traffic(): TrafficAnalysisProps {
  return {
    prometheus: PROMETHEUS, metadata: metadata(), headers: { a: 'b' }, count: 3, interval: Duration.minutes(1), failureLimit: 2,
    authentication: { sigv4: { region: 'eu', profile: 'p', roleArn: 'r' } },
  };
}

function http(): IstioHttpOptions {
  const gateway: IIstioGateway = Object.freeze(IstioGateway.fromName('g'));
  return {
    hosts: ['a.example.com', 'b.example.com'], additionalGateways: [gateway], match: [{ uri: { prefix: '/a' } }],
    retries: { attempts: 1, retryOn: ['5xx'] }, port: 80,
  };
}

const CASES: [string, (chart: Chart) => Made][] = [
  ['CanaryRollout', (chart) => {
    const props = {
      metadata: metadata(),
      podMetadata: metadata(),
      containers: containers(),
      steps: [
        CanaryStep.weight(10),
        CanaryStep.analyze([analysisWith(chart, 'any')], { dryRunMetrics: ['m'], runLabels: { a: 'b' }, runAnnotations: { c: 'd' } }),
      ],
      services: { ports: [{ port: 80 }], labels: { a: 'b' }, annotations: { c: 'd' }, stable: { labels: { a: 'c' } } },
      traffic: hostSplit(chart),
      backgroundAnalysis: { analyses: [analysisWith(chart, 'other')], startingStep: 1, dryRunMetrics: ['m'], runLabels: { a: 'b' } },
      ephemeralMetadata: { canary: metadata(), stable: metadata() },
      analysisRunHistory: { successful: 1, unsuccessful: 1 },
      minPodsPerReplicaSet: 2,
      replicas: 3,
    };
    new CanaryRollout(chart, 'checkout', props);
    return made(chart, props);
  }],
  ['BlueGreenRollout', (chart) => {
    const props = {
      metadata: metadata(),
      containers: containers(),
      services: { ports: [{ port: 80 }], labels: { a: 'b' }, preview: { labels: { a: 'c' } } },
      prePromotionAnalysis: [analysisWith(chart, 'any')],
      prePromotionAnalysisOptions: { dryRunMetrics: ['m'], runLabels: { a: 'b' } },
      ephemeralMetadata: { active: metadata(), preview: metadata() },
      previewReplicas: 1,
    };
    new BlueGreenRollout(chart, 'chip', props);
    return made(chart, props);
  }],
  ['a header route', (chart) => {
    const props = [{ name: 'x-tester', value: StringMatch.exact('yes') }];
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.headerRoute('testers', props)] });
    return made(chart, props);
  }],
  ['a mirror route', (chart) => {
    const props = [{ headers: { a: StringMatch.exact('b') } }];
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.mirrorRoute('mirror', 5, props)] });
    return made(chart, props);
  }],
  ['a Deployment by name', (chart) => {
    const props = { selectorLabels: { app: 'legacy' }, containerPorts: [{ number: 80, name: 'http' }] };
    canary(chart, { containers: undefined, replicas: 1, deployment: DeploymentSource.referenceByName('legacy', props) });
    return made(chart, props);
  }],
  ['IstioTrafficSplit', (chart) => {
    const trafficPolicy = { connectionPool: { http: { http1MaxPendingRequests: 5 } } };
    const props = { ...http(), metadata: metadata(), level: IstioSplitLevel.SUBSET, trafficPolicy, routeName: 'r' };
    canary(chart, { traffic: new IstioTrafficSplit(chart, 'split', props) });
    return made(chart, props);
  }],
  ['IstioRoute', (chart) => {
    const props = { ...http(), metadata: metadata(), service: Object.freeze(ServiceTarget.fromName('s', 80)) };
    new IstioRoute(chart, 'route', props);
    return made(chart, props);
  }],
  ['IstioGateway', (chart) => {
    const props = { metadata: metadata(), hosts: ['a.example.com'], selector: { istio: 'x' }, httpPort: 8080 };
    new IstioGateway(chart, 'gateway', props);
    return made(chart, props);
  }],
  ['AnalysisTemplate', (chart) => {
    const provider = { address: PROMETHEUS, query: 'q', headers: { a: 'b' }, rangeQuery: { step: '1m', start: '0', end: '1' } };
    const props: AnalysisTemplateProps = {
      metadata: metadata(),
      metrics: [{ name: 'm', successCondition: 'true', count: 1, failureLimit: 1, provider: MetricProvider.prometheus(provider) }],
      args: [AnalysisArgument.required('a'), AnalysisArgument.required('b')],
      measurementRetention: 3,
    };
    new AnalysisTemplate(chart, 'any', props);
    return made(chart, { props, provider });
  }],
  ['a provider that is given as the CRD has it', (chart) => {
    const provider = { datadog: { query: 'q', interval: '5m' } };
    new AnalysisTemplate(chart, 'any', { metrics: [{ name: 'm', successCondition: 'true', provider: MetricProvider.other(provider) }] });
    return made(chart, provider);
  }],
  ['a Job', (chart) => {
    const props = {
      labels: { a: 'b' },
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox', args: ['a', 'b'] }] } } },
    };
    new AnalysisTemplate(chart, 'any', { metrics: [{ name: 'm', provider: MetricProvider.job(props) }] });
    return made(chart, props);
  }],
  ['SuccessRateAnalysis', (chart) => {
    const props = { ...traffic(), threshold: 0.9 };
    new SuccessRateAnalysis(chart, 'rate', props);
    return made(chart, props);
  }],
  ['WebAnalysis', (chart) => {
    const props = {
      url: 'https://example.com', successCondition: 'true', headers: { a: 'b' }, jsonBody: { list: [1, 2], deep: { text: 'a' } },
      args: [AnalysisArgument.required('a'), AnalysisArgument.required('b')], metadata: metadata(),
      authentication: { oauth2: { tokenUrl: 't', clientId: 'c', clientSecret: 's' } },
    };
    new WebAnalysis(chart, 'web', props);
    return made(chart, props);
  }],
  ['WarmUpJob', (chart) => {
    const props = {
      args: ['a', 'b'], command: ['c', 'd'], resources: { limits: { cpu: kplus.k8s.Quantity.fromNumber(1) } }, metadata: metadata(),
      analysisArgs: [AnalysisArgument.required('a'), AnalysisArgument.required('b')], backoffLimit: 2,
    };
    new WarmUpJob(chart, 'job', props);
    return made(chart, props);
  }],
  ['given arguments', (chart) => {
    const props = { region: 'eu' };
    const analysis = analysisWith(chart, 'any', AnalysisArgument.required('region')).withArguments(props);
    canary(chart, { steps: [CanaryStep.analyze([analysis])] });
    return made(chart, props);
  }],
  ['RolloutAutoscaler', (chart) => {
    const props = {
      target: blueGreen(chart), maxReplicas: 3, cpuUtilization: 50, metadata: metadata(),
      scaleUp: { policies: [{ replicas: kplus.Replicas.absolute(2), duration: Duration.minutes(1) }] },
    };
    new RolloutAutoscaler(chart, 'scaler', props);
    return made(chart, props);
  }],
  ['VerticalPodAutoscaler', (chart) => {
    const props = {
      target: blueGreen(chart), metadata: metadata(),
      containerPolicies: [{ containerName: 'a', minAllowed: { cpu: '1' }, controlledResources: [ControlledResource.CPU, ControlledResource.MEMORY] }],
    };
    new VerticalPodAutoscaler(chart, 'vertical', props);
    return made(chart, props);
  }],
];

test.each(CASES)('%s takes copies: a program that changes its props afterwards changes no manifest', (_name, make) => {
  const { props, objects } = make(shop());
  const manifests = (): unknown => JSON.parse(JSON.stringify(objects.map((object): unknown => object.toJson())));
  const before = manifests();
  spoil(props);
  expect(manifests()).toEqual(before);
});
