import { Duration } from 'cdk8s';
import { k8s, ServiceAccount } from 'cdk8s-plus-28';
import { AnalysisArgument, CanaryStep, WarmUpJob, WarmUpJobProps } from '../../lib';
import { blueGreen, canary } from '../support/checkout';
import { mistakes, refusal, shop, synth } from '../support/synth';

const RESOURCES: k8s.ResourceRequirements = {
  requests: { cpu: k8s.Quantity.fromString('100m') }, limits: { memory: k8s.Quantity.fromString('64Mi') },
};

/** All props but those of one of the two ways to say the load: `args`, or `path`, `requests` and `concurrency`. */
const EVERY_PROP: Required<Omit<WarmUpJobProps, 'path' | 'requests' | 'concurrency' | 'args'>> = {
  metadata: { name: 'warm-up', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
  clusterScoped: false,
  dryRun: true,
  measurementRetention: 20,
  image: 'example.com/load:1.0',
  command: ['load', '--hash={{args.pod-hash}}'],
  analysisArgs: [AnalysisArgument.withDefault('region', 'eu')],
  deadline: Duration.minutes(3),
  backoffLimit: 0,
  failureLimit: 0,
  resources: RESOURCES,
  sidecar: false,
  serviceAccount: ServiceAccount.fromServiceAccountName(shop(), 'Account', 'load'),
};

const METADATA = { labels: { 'sidecar.istio.io/inject': 'false' }, annotations: { 'sidecar.istio.io/inject': 'false' } };
const SERVICE = 'http://{{args.service}}.{{args.namespace}}.svc.cluster.local:{{args.port}}';

function template(containerArgs: string[], args: object[]): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'warm-up', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: {
      args,
      metrics: [{
        name: 'warm-up',
        count: 1,
        failureLimit: 0,
        provider: {
          job: {
            spec: {
              activeDeadlineSeconds: 180,
              backoffLimit: 0,
              template: {
                metadata: METADATA,
                spec: {
                  restartPolicy: 'Never',
                  serviceAccountName: 'load',
                  automountServiceAccountToken: false,
                  containers: [{
                    name: 'warm-up',
                    image: 'example.com/load:1.0',
                    command: ['load', '--hash={{args.pod-hash}}'],
                    args: containerArgs,
                    resources: { requests: { cpu: '100m' }, limits: { memory: '64Mi' } },
                  }],
                },
              },
            },
          },
        },
      }],
      dryRun: [{ metricName: '^warm-up$' }],
      measurementRetention: [{ metricName: '^warm-up$', limit: 20 }],
    },
  };
}

test('every prop reaches the manifest, with a load of its own', () => {
  const chart = shop();
  new WarmUpJob(chart, 'job', { ...EVERY_PROP, path: '/health', requests: 50, concurrency: 5 });
  expect(synth(chart).all).toEqual([template(['run', '-u', `${SERVICE}/health`, '-c', '5', '-n', '50'], [
    { name: 'region', value: 'eu' }, { name: 'pod-hash' }, { name: 'service' }, { name: 'namespace' }, { name: 'port' },
  ])]);
});

test('every prop reaches the manifest, with a load of the user\'s own', () => {
  const chart = shop();
  new WarmUpJob(chart, 'job', { ...EVERY_PROP, args: ['{{args.region}}', '{{args.service}}'] });
  expect(synth(chart).all).toEqual([template(['{{args.region}}', '{{args.service}}'], [
    { name: 'region', value: 'eu' }, { name: 'pod-hash' }, { name: 'service' },
  ])]);
});

test('a command says all by itself, and gets no arguments', () => {
  const chart = shop();
  new WarmUpJob(chart, 'job', { image: 'example.com/load:1.0', command: ['load'] });
  expect(synth(chart).the('AnalysisTemplate').spec.metrics[0].provider.job.spec.template.spec.containers)
    .toEqual([{ name: 'warm-up', image: 'example.com/load:1.0', command: ['load'] }]);
});

test('a command with a load gets the load as arguments', () => {
  const chart = shop();
  new WarmUpJob(chart, 'job', { command: ['load'], path: '/' });
  expect(synth(chart).the('AnalysisTemplate').spec.metrics[0].provider.job.spec.template.spec.containers[0].args)
    .toEqual(['run', '-u', `${SERVICE}/`, '-c', '1', '-n', '1000']);
});

test('a Job that is told only the path ends by itself, and has no sidecar that keeps it from ending', () => {
  const chart = shop();
  new WarmUpJob(chart, 'job', { path: '/' });
  const { metrics } = synth(chart).the('AnalysisTemplate').spec;
  expect(metrics).toEqual([{
    name: 'job',
    count: 1,
    provider: {
      job: {
        spec: {
          activeDeadlineSeconds: 600,
          backoffLimit: 1,
          template: {
            metadata: METADATA,
            spec: {
              restartPolicy: 'Never',
              automountServiceAccountToken: false,
              containers: [{ name: 'warm-up', image: 'rogerw/cassowary:v0.14.0', args: ['run', '-u', `${SERVICE}/`, '-c', '1', '-n', '1000'] }],
            },
          },
        },
      },
    },
  }]);
});

test('with native sidecars the mesh may inject its own', () => {
  const chart = shop();
  new WarmUpJob(chart, 'job', { path: '/', sidecar: true });
  expect(synth(chart).the('AnalysisTemplate').spec.metrics[0].provider.job.spec.template).not.toHaveProperty('metadata');
});

describe('it is refused', () => {
  const exclusive = '[shop/job] args: exclude `path`, `requests` and `concurrency`; say the load in `args`, or leave them out';
  test.each<[string, WarmUpJobProps]>([
    ['[shop/job] path: is missing; give the path to request, or `command` or `args`', {}],
    ['[shop/job] path: "health" does not start with a slash; give e.g. "/healthcheck"', { path: 'health' }],
    ['[shop/job] path: "" does not start with a slash; give e.g. "/healthcheck"', { path: '' }],
    [exclusive, { path: '/', args: ['a'] }],
    [exclusive, { requests: 1, args: ['a'] }],
    [exclusive, { concurrency: 1, args: ['a'] }],
    ['[shop/job] args: is empty; give the arguments of the command', { args: [] }],
    ['[shop/job] requests: 0 is not a whole number of at least 1; give a number of requests', { path: '/', requests: 0 }],
    ['[shop/job] concurrency: 1.5 is not a whole number of at least 1; give a number of requests', { path: '/', concurrency: 1.5 }],
    ['[shop/job] deadline: 0 is not a whole number of at least 1; give whole seconds, at least one', { path: '/', deadline: Duration.seconds(0) }],
    ['[shop/job] backoffLimit: -1 is not a whole number of at least 0; give a number of retries', { path: '/', backoffLimit: -1 }],
    ['[shop/job] failureLimit: -1 is not a whole number of at least 0; leave it out', { path: '/', failureLimit: -1 }],
  ])('%s', (message, props) => {
    expect(refusal(() => new WarmUpJob(shop(), 'job', props))).toBe(message);
  });

  test('to warm up a canary that only shares a Service with the stable version', () => {
    const chart = shop();
    const job = new WarmUpJob(chart, 'job', { path: '/' });
    expect(refusal(() => canary(chart, { steps: [CanaryStep.weight(10), CanaryStep.analyze([job])] }))).toBe(
      '[shop/checkout] analysis (step): "job" would call the stable version too: no Service leads to the canary alone; '
      + 'use a router with two Services, or give the analysis an address of your own',
    );
  });

  test('to run two Jobs at once whose names the cluster cannot tell apart', () => {
    const chart = shop();
    const jobs = ['warm-up-the-new-version-a', 'warm-up-the-new-version-b'].map((id) => new WarmUpJob(chart, id, { path: '/' }));
    blueGreen(chart, { prePromotionAnalysis: jobs });
    expect(mistakes(chart)).toEqual([
      '[shop/chip] ARO208 spec.strategy.blueGreen.prePromotionAnalysis.templates[1].templateName: runs job metrics warm-up-the-new-version-a and '
      + 'warm-up-the-new-version-b, whose first 22 characters are the same; shorten or rename one of the metrics',
    ]);
  });
});
