import { ISTIO_QUERIES, INGRESS_NGINX_QUERIES } from '../../../lib/model/traffic-queries';
import { analysis, canary, messages, metric, subsets, template, together, unrouted } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';

function measuring(query: unknown, manifests = canary()): any {
  manifests.template.spec.metrics[0].provider.prometheus.query = query;
  return manifests;
}

describe('ARO227: a query of a canary', () => {
  const METRIC = 'metric success-rate of AnalysisTemplate success-rate';
  const BY_HASH = 'the pods of the new version, told by an argument with `podTemplateHashValue: Latest`';
  const NARROW = `narrow the query to canary Service checkout-canary, or to ${BY_HASH}`;

  /** The canary, whose query asks by `label`, and whose Rollout says `service`. */
  function asking(selector: string, service: string, manifests = canary()): any {
    const { canary: strategy } = manifests.rollout.spec.strategy;
    strategy.steps[2].analysis.args[0].value = service;
    return measuring(`sum(rate(requests_total{${selector}}[2m]))`, manifests);
  }

  test.each([
    ['service="{{args.service}}"', 'checkout-stable', 'the stable version'],
    ['destination_service="{{args.service}}"', 'checkout-stable.shop.svc.cluster.local', 'the stable version'],
    ['destination_service=~"{{args.service}}.*"', 'checkout-stable', 'the stable version'],
    ['destination_service="{{args.service}}.shop.svc.cluster.local"', 'checkout-stable', 'the stable version'],
    ['app="{{args.service}}"', 'checkout-stable', 'the stable version'],
    ['service="{{args.service}}"', 'checkout', 'both versions'],
    ['service=~"{{args.service}}-.*"', 'checkout', 'both versions'],
  ])('that asks for %s measures, given %s, %s', (selector, service, what) => {
    expect(messages(asking(selector, service))).toEqual([
      `ARO227 ${STEP}.args[0].value: ${JSON.stringify(service)} makes ${METRIC} measure ${what}; give canary Service checkout-canary`,
    ]);
  });

  test.each([
    ['service="checkout-stable"', 'the stable version: service is "checkout-stable"'],
    ['service="checkout-stable",app="checkout"', 'the stable version: service is "checkout-stable"'],
    ['app="checkout",service="checkout-stable"', 'the stable version: service is "checkout-stable"'],
    ['app="checkout"', 'both versions: app is "checkout"'],
    ['job=~"checkout"', 'both versions: job is "checkout"'],
    ['destination_workload="checkout"', 'both versions: destination_workload is "checkout"'],
    ['app="{{args.service}}"', 'both versions: app is "checkout"'],
    ['pod=~"checkout-.*"', 'both versions: pod is "checkout-.*"'],
    ['namespace="shop",service=~"checkout-.+"', 'both versions: service is "checkout-.+"'],
  ])('that asks for %s measures what the Rollout cannot mend', (selector, what) => {
    expect(messages(asking(selector, 'checkout'))).toEqual([
      `ARO227 ${STEP}.templates[0].templateName: runs ${METRIC}, which measures ${what}; ${NARROW}`,
    ]);
  });

  test.each([
    ['service="{{args.service}}"', 'checkout-canary'],
    ['destination_service=~"{{args.service}}.*"', 'checkout-canary'],
    ['destination_service="{{args.service}}.shop.svc.cluster.local",app="checkout"', 'checkout-canary'],
    // Another service, and another namespace.
    ['service="payments"', 'checkout'],
    ['service="checkout-stable.bank.svc.cluster.local"', 'checkout'],
    ['destination_service_name="checkout-stable",destination_service_namespace="bank"', 'checkout'],
    ['namespace="bank",app="{{args.service}}"', 'checkout'],
    // Business, wherever it is done.
    ['country="de"', 'checkout'],
    ['namespace="checkout"', 'checkout'],
    ['service=~".+"', 'checkout'],
    ['service!="checkout-stable"', 'checkout'],
    ['service!="payments"', 'checkout'],
    // What may tell the versions apart in its own way.
    ['app="checkout",rollouts_pod_template_hash="{{args.service}}"', 'checkout'],
    ['app="checkout",role="canary"', 'checkout'],
    ['app="checkout",version=~"v2.*"', 'checkout'],
    ['app="checkout",envoy_cluster_name="outbound|80||checkout-canary.shop.svc.cluster.local"', 'checkout'],
    ['pod=~"checkout-[0-9a-f]+-.*"', 'checkout'],
    ['pod="{{args.unknown}}",app="checkout"', 'checkout'],
    ['service=~"checkout-(canary|preview)"', 'checkout'],
    ['service=~"checkout|payments"', 'checkout'],
  ])('may ask for %s, given %s', (selector, service) => {
    const manifests = asking(selector, service);
    manifests.template.spec.args.push({ name: 'unknown', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } });
    expect(messages(manifests)).toEqual([]);
  });

  test('may compare the two versions', () => {
    const both = ['canary', 'stable'].map((version) => `sum(rate(requests_total{service="checkout-${version}"}[2m]))`);
    expect(messages(measuring(both.join(' - ')))).toEqual([]);
    expect(messages(measuring([...both].reverse().join(' - ')))).toEqual([]);
  });

  test.each(['Latest', 'Stable'])('may tell the pods by their hash, if that is the latest: %s', (podTemplateHashValue) => {
    const manifests = asking('pod=~"{{args.rollout}}-{{args.hash}}-.*",app="checkout"', 'checkout');
    manifests.template.spec.args.push({ name: 'rollout' }, { name: 'hash' });
    manifests.rollout.spec.strategy.canary.steps[2].analysis.args.push(
      { name: 'rollout', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }, { name: 'hash', valueFrom: { podTemplateHashValue } },
    );
    expect(messages(manifests)).toEqual(podTemplateHashValue === 'Latest' ? [] : [
      `ARO227 ${STEP}.args[2].valueFrom.podTemplateHashValue: makes ${METRIC} measure the pods of the version before; write Latest`,
    ]);
  });

  test('takes the value that the template has where the Rollout has none', () => {
    const manifests = asking('service="{{args.other}}"', 'checkout');
    manifests.template.spec.args.push({ name: 'other', value: 'checkout-stable' });
    expect(messages(manifests)).toEqual([
      `ARO227 ${STEP}.templates[0].templateName: runs ${METRIC}, which measures the stable version: service is "checkout-stable"; ${NARROW}`,
    ]);
    manifests.rollout.spec.strategy.canary.steps[2].analysis.args.push({ name: 'other', value: 'checkout-canary' });
    expect(messages(manifests)).toEqual([]);
  });

  test('is told at each analysis that uses the template, by what that one supplies', () => {
    const manifests = asking('service="{{args.service}}"', 'checkout-canary');
    const { canary: strategy } = manifests.rollout.spec.strategy;
    manifests.template.spec.metrics[0].interval = '1m';
    strategy.analysis = { templates: [{ templateName: 'endless' }], args: [{ name: 'service', value: 'checkout-stable' }] };
    const { count: _count, ...endless } = manifests.template.spec.metrics[0];
    manifests.endless = template('endless', [endless], [{ name: 'service' }]);
    expect(messages(manifests)).toEqual([
      'ARO227 spec.strategy.canary.analysis.args[0].value: "checkout-stable" makes metric success-rate of AnalysisTemplate endless '
      + 'measure the stable version; give canary Service checkout-canary',
    ]);
  });

  test('is told of every metric', () => {
    const manifests = together(template('latency', [metric('latency')]));
    manifests.second.spec.metrics[0].provider.prometheus.query = 'max(latency{service="checkout-stable"})';
    expect(messages(manifests)).toEqual([
      `ARO227 ${STEP}.templates[1].templateName: runs metric latency of AnalysisTemplate latency, which measures the stable version: `
      + `service is "checkout-stable"; ${NARROW}`,
    ]);
  });

  test('knows only the pods where one Service is for all of them', () => {
    const manifests = asking('service="{{args.service}}"', 'everyone');
    const { analysis: step } = manifests.rollout.spec.strategy.canary.steps[2];
    manifests.rollout.spec.strategy.canary = { steps: [{ setWeight: 20 }, { pause: {} }, { analysis: step }] };
    const { service } = unrouted();
    service.metadata.name = 'everyone';
    const alone = { rollout: manifests.rollout, service, template: manifests.template };
    expect(messages(alone)).toEqual([
      `ARO227 ${STEP}.templates[0].templateName: runs ${METRIC}, which measures both versions: service is "everyone"; narrow the query to ${BY_HASH}`,
    ]);
    service.spec.selector = { app: 'payments' };
    expect(messages(alone)).toEqual([]);
  });

  test('takes a stable Service that is called like the application for what the label says', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.stableService = 'checkout';
    manifests.stable.metadata.name = 'checkout';
    manifests.virtualService.spec.http[0].route[0].destination.host = 'checkout';
    expect(messages(measuring('sum(x{app="checkout"})', manifests))).toEqual([
      `ARO227 ${STEP}.templates[0].templateName: runs ${METRIC}, which measures both versions: app is "checkout"; ${NARROW}`,
    ]);
    expect(messages(measuring('sum(x{service="checkout"})', manifests))).toEqual([
      `ARO227 ${STEP}.templates[0].templateName: runs ${METRIC}, which measures the stable version: service is "checkout"; ${NARROW}`,
    ]);
  });

  test('says nothing where ping and pong change places', () => {
    const manifests = asking('service="{{args.service}}"', 'checkout-stable');
    const { canary: strategy } = manifests.rollout.spec.strategy;
    strategy.pingPong = { pingService: strategy.stableService, pongService: strategy.canaryService };
    delete strategy.stableService;
    delete strategy.canaryService;
    expect(messages(manifests)).toEqual([]);
  });

  test('says nothing of an experiment, whose pods are neither', () => {
    const manifests = measuring('up{service="checkout-stable"}');
    const experiment = { duration: '5m', analyses: [{ name: 'rate', templateName: 'success-rate', args: analysis().args }] };
    manifests.rollout.spec.strategy.canary.steps[2] = { experiment };
    expect(messages(manifests).filter((text) => text.startsWith('ARO227'))).toEqual([]);
  });

  test.each([
    ['Istio, by Service', ISTIO_QUERIES.successRate('service', 60_000)],
    ['Istio, by pods', ISTIO_QUERIES.latency('pods', 0.95, 60_000)],
    ['ingress-nginx', INGRESS_NGINX_QUERIES.successRate('service', 60_000)],
  ])('is right as this library writes it: %s', (_, query) => {
    for (const manifests of [measuring(query), measuring(query, subsets())]) {
      manifests.template.spec.metrics[0].successCondition = 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95';
      manifests.template.spec.args = ['service', 'namespace', 'rollout', 'pod-hash', 'window'].map((name) => ({ name }));
      manifests.rollout.spec.strategy.canary.steps[2].analysis.args = [
        { name: 'service', value: 'checkout-canary' },
        { name: 'namespace', value: 'shop' },
        { name: 'rollout', value: 'checkout' },
        { name: 'pod-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
        { name: 'window', value: '1m' },
      ];
      expect(messages(manifests)).toEqual([]);
    }
  });
});
