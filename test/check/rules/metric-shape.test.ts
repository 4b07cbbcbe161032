import { canary, messages, messagesAlone, metric, template, without } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';

/** A metric with a Job that ends, without a sidecar. */
function job(name: string): any {
  const pods = {
    metadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
    spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'load' }] },
  };
  return { name, provider: { job: { spec: { activeDeadlineSeconds: 600, backoffLimit: 1, template: pods } } } };
}

describe('ARO207: a metric', () => {
  function judging(change: object): any {
    const manifests = canary();
    manifests.template.spec.metrics = [{ ...without(metric('success-rate'), 'successCondition'), ...change }];
    return manifests;
  }

  test.each([{}, { successCondition: '' }])('that is not judged (%j) lets everything pass', (change) => {
    expect(messages(judging(change)))
      .toEqual(['ARO207 spec.metrics[0]: has neither successCondition nor failureCondition; add successCondition or failureCondition']);
  });

  const KAYENTA = {
    address: 'http://kayenta', application: 'checkout', canaryConfigName: 'default', configurationAccountName: 'config',
    metricsAccountName: 'metrics', storageAccountName: 'storage', scopes: [], threshold: { marginal: 60, pass: 80 },
  };

  test.each([
    ['its conditions', { failureCondition: 'len(result) == 0 || isNaN(result[0]) || result[0] < 0.95' }],
    ['its Job', { provider: job('warm-up').provider }],
    ['Kayenta', { provider: { kayenta: KAYENTA } }],
    ['a plugin', { provider: { plugin: { 'example/plugin': {} } } }],
  ])('is judged by %s', (_, change) => {
    expect(messages(judging(change))).toEqual([]);
  });
});

describe('ARO210: a metric', () => {
  const PROVIDERS = 'prometheus, job, web, datadog, newRelic, wavefront, cloudWatch, graphite, influxdb, kayenta, '
    + 'skywalking, plugin';

  const WEB = { url: 'http://checkout-canary/health', jsonPath: '{$.status}' };

  test.each([
    ['no provider', {}, `: has no provider in it; give it one of ${PROVIDERS}`],
    ['two providers', { web: WEB, job: job('warm-up').provider.job }, ': has 2 providers, web and job; give it exactly one'],
    ['two plugins', { plugin: { 'example/a': {}, 'example/b': {} } }, ': has 2 providers, "example/a" and "example/b"; give it exactly one'],
    ['a plugin besides', { web: WEB, plugin: { 'example/a': {} } }, ': has 2 providers, web and "example/a"; give it exactly one'],
    ['no plugin', { plugin: {} }, '.plugin: names no plugin; give the name of a plugin, and its configuration'],
  ])('with %s is refused', (_, provider, said) => {
    const manifests = canary();
    manifests.template.spec.metrics[0] = { ...metric('success-rate'), successCondition: 'result == "ok"', provider };
    expect(messages(manifests)).toEqual([`ARO210 spec.metrics[0].provider${said}`]);
  });

  test.each([
    ['nothing for a provider', undefined], ['a text for a provider', 'web'], ['an unknown provider', { promtheus: {} }],
    ['an unknown provider besides', { promtheus: {}, web: WEB }],
  ])('with %s is the business of the schema', (_, provider) => {
    const manifests = canary();
    manifests.template.spec.metrics[0].provider = provider;
    expect(messages(manifests).filter((message) => message.startsWith('ARO2'))).toEqual([]);
  });

  test.each([[{}], [{ templates: [] }], [{ templates: [{ templateName: 'empty' }] }]])('is missed in the analysis %j', (content) => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis = content;
    expect(messages({ ...manifests, empty: template('empty', []) }))
      .toEqual([`ARO210 ${STEP}: measures nothing; name a template that has metrics`]);
  });

  test('may be in a template that the template refers to, or that is elsewhere', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis = { templates: [{ templateName: 'group' }] };
    const group = template('group', undefined, [{ name: 'service', value: 'checkout' }]);
    group.spec.templates = [{ templateName: 'success-rate' }];
    expect(messages({ ...manifests, group })).toEqual([]);
    expect(messagesAlone({ ...without(manifests, 'template'), group })).toEqual([]);
  });

  test.each([2, '2'])('that measures %j times needs an interval', (count) => {
    const manifests = canary();
    manifests.template.spec.metrics[0].count = count;
    expect(messages(manifests)).toEqual([
      `ARO210 spec.metrics[0].count: ${JSON.stringify(count)} measurements have no interval between them; give the metric an interval`,
    ]);
    manifests.template.spec.metrics[0].interval = '30s';
    expect(messages(manifests)).toEqual([]);
  });
});
