import { analysis, blueGreen, canary, messages, messagesAlone, metric, template, together, without } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';
const BACKGROUND = 'spec.strategy.canary.analysis';

/** The canary with `success-rate` in the background instead of in a step. */
function background(): any {
  const manifests = canary();
  const strategy = manifests.rollout.spec.strategy.canary;
  strategy.steps.splice(2, 1);
  strategy.analysis = analysis();
  manifests.template.spec.metrics = [endless('success-rate')];
  return manifests;
}

function endless(name: string): any {
  return { ...without(metric(name), 'count'), interval: '30s' };
}

/** A metric with a Job that ends, without a sidecar. */
function job(name: string): any {
  const pods = {
    metadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
    spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'load' }] },
  };
  return { name, provider: { job: { spec: { activeDeadlineSeconds: 600, backoffLimit: 1, template: pods } } } };
}

test('analyses in order have no findings', () => {
  expect(messages(background())).toEqual([]);
  expect(messages(together(template('latency', [metric('latency')])))).toEqual([]);
});

describe('ARO201: an analysis that is waited for', () => {
  const SAID = 'runs metric success-rate of AnalysisTemplate success-rate without end; '
    + 'give the metric a count (leave out `background`), or move the analysis to spec.strategy.canary.analysis (`backgroundAnalysis`), '
    + 'where it ends with the rollout';

  test('ends in a step', () => {
    const manifests = canary();
    manifests.template.spec.metrics = [endless('success-rate')];
    expect(messages(manifests)).toEqual([`ARO201 ${STEP}.templates[0].templateName: ${SAID}`]);
  });

  test('ends before and after a promotion', () => {
    const manifests = blueGreen();
    manifests.rollout.spec.strategy.blueGreen.prePromotionAnalysis = analysis();
    manifests.template.spec.metrics = [endless('success-rate')];
    expect(messages(manifests)).toEqual([
      `ARO201 spec.strategy.blueGreen.prePromotionAnalysis.templates[0].templateName: ${SAID}`,
      `ARO201 spec.strategy.blueGreen.postPromotionAnalysis.templates[0].templateName: ${SAID}`,
    ]);
  });

  test('may be ended by the experiment that it is part of', () => {
    const manifests = canary();
    const experiment = {
      duration: '5m',
      templates: [{ name: 'canary', specRef: 'canary' }],
      analyses: [{ name: 'rate', templateName: 'success-rate', args: analysis().args }],
    };
    manifests.rollout.spec.strategy.canary.steps[2] = { experiment };
    manifests.template.spec.metrics = [endless('success-rate')];
    expect(messages(manifests)).toEqual([]);
  });

  test.each([0, '0', 'many'])('does not end with the count %p', (count) => {
    const manifests = canary();
    manifests.template.spec.metrics = [{ ...endless('success-rate'), count }];
    expect(messages(manifests)).toEqual([`ARO201 ${STEP}.templates[0].templateName: ${SAID}`]);
  });

  test('is one measurement where nothing is said', () => {
    const manifests = canary();
    delete manifests.template.spec.metrics[0].count;
    expect(messages(manifests)).toEqual([]);
  });

  describe('whose count is an argument', () => {
    function counting(declared: object, supplied?: object): any {
      const manifests = canary();
      manifests.template.spec.metrics = [{ ...endless('success-rate'), count: '{{ args.count }}' }];
      manifests.template.spec.args.push({ name: 'count', ...declared });
      if (supplied !== undefined) {
        manifests.rollout.spec.strategy.canary.steps[2].analysis.args.push({ name: 'count', ...supplied });
      }
      return manifests;
    }
    const FROM_POD = { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
    const UNDECIDED = 'runs metric success-rate of AnalysisTemplate success-rate, whose count is argument count, for which the '
      + 'template has no number itself; give argument count a number as its value in the template';

    test.each([
      ['left to a value of the template', { value: '3' }, undefined],
      ['supplied over a value of the template', { value: '3' }, { value: '5' }],
      ['known only in the cluster', { value: '3' }, FROM_POD],
    ])('ends where it is %s', (_, declared, supplied) => {
      expect(messages(counting(declared, supplied))).toEqual([]);
    });

    test.each([
      ['left to a value of the template', { value: '0' }, undefined, SAID],
      ['supplied', {}, { value: '0' }, SAID],
      ['supplied over a value of the template', { value: '3' }, { value: '0' }, SAID],
      ['supplied, for the template alone is looked at', {}, { value: '3' }, UNDECIDED],
      ['supplied over a value that does not end it', { value: '0' }, { value: '3' }, UNDECIDED],
      ['known only in the cluster', { value: 'many' }, FROM_POD, UNDECIDED],
    ])('does not end where it is %s (%j, %j)', (_, declared, supplied, said) => {
      expect(messages(counting(declared, supplied))).toEqual([`ARO201 ${STEP}.templates[0].templateName: ${said}`]);
    });

    test('ends after one measurement where there is no interval', () => {
      const manifests = counting({}, { value: '1' });
      delete manifests.template.spec.metrics[0].interval;
      expect(messages(manifests)).toEqual([]);
    });

    test('may be supplied alone in the background', () => {
      const manifests = background();
      manifests.template.spec.metrics[0].count = '{{args.count}}';
      manifests.template.spec.args.push({ name: 'count' });
      manifests.rollout.spec.strategy.canary.analysis.args.push({ name: 'count', value: '0' });
      expect(messages(manifests)).toEqual([]);
    });
  });

  test('ends in the templates that its template refers to, even in a circle', () => {
    const manifests = together(template('nested', [endless('latency')]));
    manifests.rollout.spec.strategy.canary.steps[2].analysis.templates.pop();
    manifests.template.spec.templates = [{ templateName: 'nested' }];
    manifests.second.spec.templates = [{ templateName: 'success-rate' }];
    expect(messages(manifests)).toEqual([
      `ARO201 ${STEP}.templates[0].templateName: ${SAID.replace('metric success-rate of AnalysisTemplate success-rate', 'metric latency of AnalysisTemplate nested')}`,
    ]);
  });

  test('ends in templates for the whole cluster, wherever their manifest says they are', () => {
    const manifests = together({ ...template('everywhere', [endless('latency')]), kind: 'ClusterAnalysisTemplate' });
    manifests.second.metadata.namespace = 'elsewhere';
    manifests.rollout.spec.strategy.canary.steps[2].analysis.templates[1].clusterScope = true;
    expect(messages(manifests)).toEqual([
      `ARO201 ${STEP}.templates[1].templateName: ${SAID.replace('metric success-rate of AnalysisTemplate success-rate', 'metric latency of ClusterAnalysisTemplate everywhere')}`,
    ]);
  });

  test('is not looked for in other namespaces', () => {
    const manifests = canary();
    manifests.template.metadata.namespace = 'elsewhere';
    manifests.template.spec.metrics = [endless('success-rate')];
    expect(messagesAlone(manifests)).toEqual([]);
  });
});

describe('ARO202: an analysis in the background', () => {
  test('does not end early', () => {
    const manifests = background();
    manifests.template.spec.metrics[0].count = 10;
    expect(messages(manifests)).toEqual([
      `ARO202 ${BACKGROUND}.templates[0].templateName: runs metric success-rate of AnalysisTemplate success-rate, `
      + 'which ends at count 10; remove the count and keep the interval (`background: true`), or move the analysis into a step',
    ]);
  });

  test('may have a count that the controller reads as none', () => {
    const manifests = background();
    manifests.template.spec.metrics[0].count = 0;
    expect(messages(manifests)).toEqual([]);
  });
});

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

describe('ARO208: job metrics of one run', () => {
  const LONG = 'warm-up-against-preview';

  test('need names that differ early', () => {
    const manifests = together(template('warm-up', [job(`${LONG}-2`)]));
    manifests.template.spec.metrics = [job(`${LONG}-1`)];
    expect(messages(manifests)).toEqual([
      `ARO208 ${STEP}.templates[1].templateName: runs job metrics ${LONG}-1 and ${LONG}-2, whose first 22 characters are `
      + 'the same; shorten or rename one of the metrics',
    ]);
  });

  test('differ early enough in the 22nd character', () => {
    const manifests = canary();
    manifests.template.spec.metrics = [job('a'.repeat(22)), job(`${'a'.repeat(21)}b`)];
    expect(messages(manifests)).toEqual([]);
  });

  test('are alone in making Jobs', () => {
    const manifests = canary();
    manifests.template.spec.metrics = [job(`${LONG}-1`), metric(`${LONG}-2`)];
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO209: templates that are used together', () => {
  test('have different metrics', () => {
    expect(messages(together(template('latency', [metric('success-rate')])))).toEqual([
      `ARO209 ${STEP}.templates[1].templateName: runs metric success-rate of AnalysisTemplate latency and of `
      + 'AnalysisTemplate success-rate together; rename one of the metrics',
    ]);
  });

  test('agree about defaults', () => {
    const withWindow = (value: string) => together(template('latency', [metric('latency')], [{ name: 'window', value }]));
    expect(messages(withWindow('1m'))).toEqual([]);
    expect(messages(withWindow('5m'))).toEqual([
      `ARO209 ${STEP}.templates[1].templateName: has two defaults for argument window, "1m" in AnalysisTemplate success-rate `
      + 'and "5m" in AnalysisTemplate latency; give both templates the same default, or only one of them',
    ]);
  });

  test('count once, however often they are named', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis.templates.push({ templateName: 'success-rate' });
    expect(messages(manifests)).toEqual([]);
  });

  test('each have different metrics themselves', () => {
    const manifests = canary();
    manifests.template.spec.metrics.push(metric('success-rate'));
    expect(messages(manifests)).toEqual([
      'ARO209 spec.metrics[1].name: "success-rate" is the name of an earlier metric too; rename one of the metrics',
    ]);
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
