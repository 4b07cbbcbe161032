import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AnalysisArgument, AnalysisTemplate, AnalysisTemplateProps, argoproj, CanaryStep, JobProviderProps, Metric, MetricProvider,
  PrometheusProviderProps, WebMethod, WebProviderProps,
} from '../../lib';
import { canary } from '../support/checkout';
import { refusal, shop, synth } from '../support/synth';

const AUTHENTICATION = { oauth2: { tokenUrl: 'https://login.example.com', clientId: 'id', clientSecret: 'secret', scopes: ['metrics'] } };

const PROMETHEUS: Required<PrometheusProviderProps> = {
  address: 'http://prometheus:9090',
  query: 'up{region="{{args.region}}"}',
  timeout: Duration.minutes(1),
  headers: { 'X-Scope-OrgID': '{{args.tenant}}' },
  insecure: false,
  authentication: AUTHENTICATION,
  rangeQuery: { start: 'now() - duration("5m")', end: 'now()', step: '1m' },
};

const UP = { address: 'http://prometheus', query: 'up' };

const WEB: Required<Omit<WebProviderProps, 'jsonBody'>> = {
  url: 'https://example.com/{{args.region}}',
  jsonPath: '{$.status}',
  method: WebMethod.POST,
  headers: { a: 'b', c: 'd' },
  body: '{"a":1}',
  timeout: Duration.seconds(20),
  insecure: true,
  authentication: AUTHENTICATION,
};

const JOB: Required<JobProviderProps> = {
  labels: { a: 'b' },
  annotations: { c: 'd' },
  spec: {
    backoffLimit: 0,
    activeDeadlineSeconds: 60,
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox', args: ['{{args.given}}'] }] } },
  },
};

function metric(name: string, provider: MetricProvider): Required<Metric> {
  return {
    name,
    provider,
    count: 3,
    interval: Duration.seconds(90),
    initialDelay: Duration.minutes(2),
    failureLimit: 0,
    inconclusiveLimit: 2,
    consecutiveErrorLimit: 0,
    consecutiveSuccessLimit: 2,
    successCondition: 'result[0] >= 0.95',
    failureCondition: 'result[0] < 0.9',
  };
}

function everyProp(scope: Chart): Required<AnalysisTemplateProps> {
  return {
    metadata: { name: 'checkout-health', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    clusterScoped: false,
    dryRun: true,
    measurementRetention: 25,
    metrics: [
      metric('prometheus', MetricProvider.prometheus(PROMETHEUS)),
      metric('web', MetricProvider.web(WEB)),
      metric('job', MetricProvider.job(JOB)),
      metric('influx', MetricProvider.other({ influxdb: { query: 'from(bucket: "errors")' } })),
    ],
    args: [
      AnalysisArgument.required('given'),
      AnalysisArgument.withDefault('region', 'eu'),
      AnalysisArgument.fromSecret('tenant', kplus.Secret.fromSecretName(scope, 'Tenant', 'tenant-secret'), 'id'),
      AnalysisArgument.serviceName('svc'),
    ],
  };
}

const COMMON = {
  count: 3,
  interval: '1m30s',
  initialDelay: '2m',
  failureLimit: 0,
  inconclusiveLimit: 2,
  consecutiveErrorLimit: 0,
  consecutiveSuccessLimit: 2,
  successCondition: 'result[0] >= 0.95',
  failureCondition: 'result[0] < 0.9',
};

const SPEC = {
  args: [
    { name: 'given' },
    { name: 'region', value: 'eu' },
    { name: 'tenant', valueFrom: { secretKeyRef: { name: 'tenant-secret', key: 'id' } } },
    { name: 'svc' },
  ],
  metrics: [
    {
      ...COMMON,
      name: 'prometheus',
      provider: {
        prometheus: {
          address: 'http://prometheus:9090',
          query: 'up{region="{{args.region}}"}',
          timeout: 60,
          headers: [{ key: 'X-Scope-OrgID', value: '{{args.tenant}}' }],
          insecure: false,
          authentication: AUTHENTICATION,
          rangeQuery: { start: 'now() - duration("5m")', end: 'now()', step: '1m' },
        },
      },
    },
    {
      ...COMMON,
      name: 'web',
      provider: {
        web: {
          url: 'https://example.com/{{args.region}}',
          jsonPath: '{$.status}',
          method: 'POST',
          headers: [{ key: 'a', value: 'b' }, { key: 'c', value: 'd' }],
          body: '{"a":1}',
          timeoutSeconds: 20,
          insecure: true,
          authentication: AUTHENTICATION,
        },
      },
    },
    { ...COMMON, name: 'job', provider: { job: { metadata: { labels: { a: 'b' }, annotations: { c: 'd' } }, spec: JOB.spec } } },
    { ...COMMON, name: 'influx', provider: { influxdb: { query: 'from(bucket: "errors")' } } },
  ],
  dryRun: [{ metricName: '^prometheus$' }, { metricName: '^web$' }, { metricName: '^job$' }, { metricName: '^influx$' }],
  measurementRetention: [
    { metricName: '^prometheus$', limit: 25 }, { metricName: '^web$', limit: 25 }, { metricName: '^job$', limit: 25 },
    { metricName: '^influx$', limit: 25 },
  ],
};

test('every prop of an AnalysisTemplate reaches the manifest', () => {
  const chart = shop();
  new AnalysisTemplate(chart, 'health', everyProp(chart));
  expect(synth(chart).all).toEqual([{
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'checkout-health', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: SPEC,
  }]);
});

test('a cluster-scoped one differs in its kind and in having no namespace', () => {
  const chart = shop();
  new AnalysisTemplate(chart, 'health', { ...everyProp(chart), clusterScoped: true });
  expect(synth(chart).all).toEqual([{
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ClusterAnalysisTemplate',
    metadata: { name: 'checkout-health', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: SPEC,
  }]);
});

test('a rollout refers to a cluster-scoped one as such', () => {
  const chart = shop();
  const analysis = new AnalysisTemplate(chart, 'health', {
    clusterScoped: true, metrics: [{ name: 'm', successCondition: 'true', provider: MetricProvider.prometheus(UP) }],
  });
  canary(chart, { steps: [CanaryStep.analyze([analysis])] });
  const manifests = synth(chart);
  expect(manifests.the('Rollout').spec.strategy.canary.steps[0].analysis.templates)
    .toEqual([{ templateName: manifests.the('ClusterAnalysisTemplate').metadata.name, clusterScope: true }]);
});

test('a JSON body and the other empty values of a web metric are written as they are', () => {
  const chart = shop();
  const provider = MetricProvider.web({ url: 'https://example.com', method: WebMethod.PUT, jsonBody: { list: [], nested: { nothing: 0 } } });
  new AnalysisTemplate(chart, 'health', { metrics: [{ name: 'web', successCondition: 'true', provider }] });
  expect(synth(chart).all[0].spec).toEqual({
    metrics: [{
      name: 'web', successCondition: 'true', provider: { web: { url: 'https://example.com', method: 'PUT', jsonBody: { list: [], nested: { nothing: 0 } } } },
    }],
  });
});

test('a metric of a Job needs no condition', () => {
  const chart = shop();
  const spec = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox' }] } } };
  new AnalysisTemplate(chart, 'health', { metrics: [{ name: 'job', provider: MetricProvider.job({ spec }) }] });
  expect(synth(chart).all[0].spec).toEqual({ metrics: [{ name: 'job', provider: { job: { spec } } }] });
});

describe('an analysis is refused', () => {
  const provider = MetricProvider.prometheus(UP);
  const good = { name: 'm', provider, successCondition: 'result[0] > 0' };
  test.each<[string, AnalysisTemplateProps]>([
    ['[shop/health] metrics: is empty; give what is measured', { metrics: [] }],
    ['[shop/health] metrics: "m" is given twice; give each a name of its own', { metrics: [good, good] }],
    [
      '[shop/health] args: "host" is given twice; give each a name of its own',
      { metrics: [good], args: [AnalysisArgument.required('host'), AnalysisArgument.serviceHost()] },
    ],
    ['[shop/health] metrics.name: "" is empty; name the metric', { metrics: [{ ...good, name: '' }] }],
    [
      '[shop/health] metrics[m].count: 0 is not a whole number of at least 1; leave it out for a background analysis, which has no end of its own',
      { metrics: [{ ...good, count: 0 }] },
    ],
    [
      '[shop/health] metrics[m].count: 2 measurements need an interval between them; give `interval`',
      { metrics: [{ ...good, count: 2 }] },
    ],
    [
      '[shop/health] metrics[m].failureLimit: -1 is not a whole number of at least 0; '
        + 'give the number of failures to tolerate; -1 takes a `consecutiveSuccessLimit` besides',
      { metrics: [{ ...good, failureLimit: -1 }] },
    ],
    [
      '[shop/health] metrics[m].inconclusiveLimit: -1 is not a whole number of at least 0; give a number of measurements',
      { metrics: [{ ...good, inconclusiveLimit: -1 }] },
    ],
    [
      '[shop/health] metrics[m].consecutiveErrorLimit: -1 is not a whole number of at least 0; give a number of measurements',
      { metrics: [{ ...good, consecutiveErrorLimit: -1 }] },
    ],
    [
      '[shop/health] metrics[m].consecutiveSuccessLimit: -1 is not a whole number of at least 0; give a number of measurements',
      { metrics: [{ ...good, consecutiveSuccessLimit: -1 }] },
    ],
    [
      '[shop/health] metrics[m].successCondition: the metric has no condition, so every measurement would count as a success; '
      + 'give `successCondition`, `failureCondition` or both',
      { metrics: [{ name: 'm', provider }] },
    ],
    [
      '[shop/health] measurementRetention: 0 is not a whole number of at least 1; give how many measurements to keep',
      { metrics: [good], measurementRetention: 0 },
    ],
    [
      '[shop/health] metadata.name: "Health" is not a DNS subdomain; use lower-case letters, digits, - and ., with a letter or digit at both ends',
      { metrics: [good], metadata: { name: 'Health' } },
    ],
  ])('%s', (message, props) => {
    expect(refusal(() => new AnalysisTemplate(shop(), 'health', props))).toBe(message);
  });

  test.each<[string, () => unknown]>([
    ['MetricProvider.prometheus: query: "\\n" is empty; give a PromQL query', () => MetricProvider.prometheus({ ...UP, query: '\n' })],
    [
      'MetricProvider.web: body: is given beside jsonBody; give one of them',
      () => MetricProvider.web({ url: 'https://example.com', method: WebMethod.POST, body: '', jsonBody: {} }),
    ],
    ['AnalysisArgument.name: "" is empty; name the argument', () => AnalysisArgument.required('')],
    ['AnalysisArgument.name: " " is empty; name the argument', () => AnalysisArgument.serviceName(' ')],
  ])('%s', (message, action) => {
    expect(refusal(action)).toBe(message);
  });

  test('to be given an argument that it does not declare', () => {
    const chart = shop();
    const silent = new AnalysisTemplate(chart, 'silent', { metrics: [good] });
    const declaring = new AnalysisTemplate(chart, 'declaring', { metrics: [good], args: [AnalysisArgument.required('a'), AnalysisArgument.required('b')] });
    expect([silent, declaring].map((analysis) => refusal(() => analysis.withArguments({ c: '1' })))).toEqual([
      '[shop/silent] withArguments: "c" is not an argument of the analysis, so the controller would drop it in silence; declare it with `args`',
      '[shop/declaring] withArguments: "c" is not an argument of the analysis, so the controller would drop it in silence; '
      + 'give one of a, b, or declare it with `args`',
    ]);
  });
});

test('a provider of the user\'s own is typed by the generated classes', () => {
  const chart = shop();
  const other: argoproj.AnalysisTemplateSpecMetricsProvider = { newRelic: { query: 'SELECT 1', profile: 'shop' } };
  new AnalysisTemplate(chart, 'nr', { metrics: [{ name: 'm', failureCondition: 'result.x > 1', provider: MetricProvider.other(other) }] });
  expect(synth(chart).all[0].spec.metrics[0].provider).toEqual({ newRelic: { query: 'SELECT 1', profile: 'shop' } });
});
