import { Duration } from 'cdk8s';
import { AnalysisArgument, CanaryStep, WebAnalysis, WebAnalysisProps, WebMethod } from '../../lib';
import { blueGreen, canary, hostSplit, subsetSplit } from '../support/checkout';
import { mistakes, refusal, shop, synth } from '../support/synth';

const AUTHENTICATION = { oauth2: { tokenUrl: 'https://login.example.com', clientId: 'id', clientSecret: 'secret' } };
const SERVICE = 'http://{{args.service}}.{{args.namespace}}.svc.cluster.local:{{args.port}}';

/** All props but those that exclude each other: `path` or `url`, `body` or `jsonBody`. */
const EVERY_PROP: Required<Omit<WebAnalysisProps, 'url' | 'path' | 'jsonBody'>> = {
  metadata: { name: 'health', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
  clusterScoped: false,
  dryRun: true,
  measurementRetention: 20,
  count: 4,
  interval: Duration.seconds(30),
  initialDelay: Duration.minutes(1),
  failureLimit: 1,
  inconclusiveLimit: 2,
  consecutiveErrorLimit: 3,
  consecutiveSuccessLimit: 2,
  jsonPath: '{$.status}',
  method: WebMethod.POST,
  headers: { 'X-Rollout': '{{args.rollout}}' },
  body: '{"hash":"{{args.pod-hash}}"}',
  timeout: Duration.seconds(45),
  insecure: true,
  authentication: AUTHENTICATION,
  successCondition: 'result == "ok"',
  failureCondition: 'result == "down"',
  args: [AnalysisArgument.withDefault('region', 'eu')],
  background: false,
};

function template(url: string, args: object[]): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'health', namespace: 'shop', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    spec: {
      args,
      metrics: [{
        name: 'health',
        count: 4,
        interval: '30s',
        initialDelay: '1m',
        failureLimit: 1,
        inconclusiveLimit: 2,
        consecutiveErrorLimit: 3,
        consecutiveSuccessLimit: 2,
        successCondition: 'result == "ok"',
        failureCondition: 'result == "down"',
        provider: {
          web: {
            url,
            jsonPath: '{$.status}',
            method: 'POST',
            headers: [{ key: 'X-Rollout', value: '{{args.rollout}}' }],
            body: '{"hash":"{{args.pod-hash}}"}',
            timeoutSeconds: 45,
            insecure: true,
            authentication: AUTHENTICATION,
          },
        },
      }],
      dryRun: [{ metricName: '^health$' }],
      measurementRetention: [{ metricName: '^health$', limit: 20 }],
    },
  };
}

test('every prop reaches the manifest, with a path of the Service', () => {
  const chart = shop();
  new WebAnalysis(chart, 'web', { ...EVERY_PROP, path: '/health?deep=1' });
  expect(synth(chart).all).toEqual([template(`${SERVICE}/health?deep=1`, [
    { name: 'region', value: 'eu' }, { name: 'service' }, { name: 'namespace' }, { name: 'port' }, { name: 'rollout' }, { name: 'pod-hash' },
  ])]);
});

test('every prop reaches the manifest, with an address of the user\'s own', () => {
  const chart = shop();
  new WebAnalysis(chart, 'web', { ...EVERY_PROP, url: 'https://{{args.region}}.example.com' });
  expect(synth(chart).all).toEqual([template('https://{{args.region}}.example.com', [
    { name: 'region', value: 'eu' }, { name: 'rollout' }, { name: 'pod-hash' },
  ])]);
});

test('a JSON body is sent, and its placeholders are filled in too', () => {
  const chart = shop();
  const jsonBody = { version: '{{args.pod-hash}}', nested: { list: [1, null, '{{args.rollout}}'] } };
  new WebAnalysis(chart, 'web', { url: 'https://example.com', method: WebMethod.PUT, jsonBody, successCondition: 'true' });
  const { args, metrics } = synth(chart).the('AnalysisTemplate').spec;
  expect(metrics[0].provider.web.jsonBody).toEqual(jsonBody);
  expect(args).toEqual([{ name: 'pod-hash' }, { name: 'rollout' }]);
});

test('it is called once, with GET, unless said otherwise', () => {
  const chart = shop();
  new WebAnalysis(chart, 'web', { url: 'https://example.com', failureCondition: 'result.errors > 0' });
  expect(synth(chart).the('AnalysisTemplate').spec).toEqual({
    metrics: [{ name: 'web', count: 1, failureCondition: 'result.errors > 0', provider: { web: { url: 'https://example.com' } } }],
  });
});

test('in the background it is called every minute, without end', () => {
  const chart = shop();
  new WebAnalysis(chart, 'web', { url: 'https://example.com', successCondition: 'true', background: true });
  const { count, interval } = synth(chart).the('AnalysisTemplate').spec.metrics[0];
  expect({ count, interval }).toEqual({ count: undefined, interval: '1m' });
});

describe('it is refused', () => {
  const exactlyOne = '[shop/web] url: and `path`: exactly one is needed; give `path` to call the new version, or `url` to call any address';
  test.each<[string, WebAnalysisProps]>([
    [exactlyOne, { successCondition: 'true' }],
    [exactlyOne, { successCondition: 'true', path: '/', url: 'https://example.com' }],
    ['[shop/web] path: "health" does not start with a slash; give e.g. "/healthcheck"', { successCondition: 'true', path: 'health' }],
    [
      '[shop/web] metrics[web].successCondition: the metric has no condition, so every measurement would count as a success; '
      + 'give `successCondition`, `failureCondition` or both',
      { path: '/' },
    ],
    [
      '[shop/web] count: 2 would end a background analysis before the update; leave out `count` or `background`',
      { successCondition: 'true', path: '/', background: true, count: 2 },
    ],
    ['MetricProvider.web: url: "" is not a URL; begin with http:// or https://', { successCondition: 'true', url: '' }],
  ])('%s', (message, props) => {
    expect(refusal(() => new WebAnalysis(shop(), 'web', props))).toBe(message);
  });

  test.each([
    ['step', 'without a router', false, false], ['background', 'at the subset level', true, true],
  ])('to call the Service of a canary that has none of its own: %s, %s', (place, _where, routed, background) => {
    const chart = shop();
    const health = new WebAnalysis(chart, 'health', { path: '/health', successCondition: 'true', background });
    const traffic = routed ? subsetSplit(chart) : undefined;
    expect(refusal(() => canary(chart, background
      ? { traffic, backgroundAnalysis: { analyses: [health] } }
      : { traffic, steps: [CanaryStep.weight(10), CanaryStep.analyze([health])] }))).toBe(
      `[shop/checkout] analysis (${place}): "health" would call the stable version too: no Service leads to the canary alone; `
      + 'use a router with two Services, or give the analysis an address of your own',
    );
  });

  test('to use a placeholder that nobody declares', () => {
    const chart = shop();
    new WebAnalysis(chart, 'web', { url: 'https://{{args.regoin}}.example.com', successCondition: 'true', args: [AnalysisArgument.required('region')] });
    expect(mistakes(chart)).toEqual([
      '[shop/web] ARO206 spec.metrics[0].provider.web.url: uses argument "regoin", which the template does not declare; did you mean "region"?',
    ]);
  });
});

test('an address of the user\'s own may be called wherever a rollout has no Service of its own', () => {
  const chart = shop();
  const health = new WebAnalysis(chart, 'health', { url: 'https://example.com', successCondition: 'true' });
  canary(chart, { steps: [CanaryStep.analyze([health])] });
  expect(mistakes(chart)).toEqual([]);
});

test('the address that is called is that of a Service with that port', () => {
  const chart = shop();
  const health = new WebAnalysis(chart, 'health', { path: '/health', successCondition: 'true' });
  canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze([health])] });
  blueGreen(chart, { prePromotionAnalysis: [health] });
  const manifests = synth(chart);
  const uses = manifests.all.filter(({ kind }) => kind === 'Rollout')
    .map(({ spec: { strategy } }) => strategy.canary?.steps[1].analysis ?? strategy.blueGreen.prePromotionAnalysis);
  expect(uses).toHaveLength(2);
  for (const { args } of uses) {
    const given = Object.fromEntries(args.map(({ name, value }: { name: string; value: string }) => [name, value]));
    const service = manifests.the('Service', given.service);
    expect(given).toEqual({
      service: service.metadata.name, namespace: service.metadata.namespace, port: String(service.spec.ports[0].port),
    });
  }
});
