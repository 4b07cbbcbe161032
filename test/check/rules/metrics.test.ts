import { analysis, blueGreen, canary, messages, metric, template, together, without } from '../fixtures';

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

function job(name: string): any {
  return { name, provider: { job: { spec: {} } } };
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
    const experiment = { duration: '5m', analyses: [{ name: 'rate', templateName: 'success-rate', args: analysis().args }] };
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

  test.each([
    ['supplied by the Rollout', { value: '0' }, {}, false],
    ['supplied by the Rollout over a default', { value: '3' }, { value: '0' }, true],
    ['left to a default of the template', undefined, { value: '0' }, false],
    ['left to a good default', undefined, { value: '3' }, true],
    ['known only in the cluster', { valueFrom: { fieldRef: { fieldPath: 'metadata.annotations' } } }, { value: '0' }, true],
  ])('may have its count %s', (_, supplied, declared, ends) => {
    const manifests = canary();
    manifests.template.spec.metrics = [{ ...endless('success-rate'), count: '{{ args.count }}' }];
    manifests.template.spec.args.push({ name: 'count', ...declared });
    if (supplied !== undefined) {
      manifests.rollout.spec.strategy.canary.steps[2].analysis.args.push({ name: 'count', ...supplied });
    }
    expect(messages(manifests)).toEqual(ends ? [] : [`ARO201 ${STEP}.templates[0].templateName: ${SAID}`]);
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
    expect(messages(manifests)).toEqual([]);
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

  test.each([
    { failureCondition: 'result[0] < 0.95' },
    { provider: { job: { spec: {} } } },
    { provider: { kayenta: {} } },
    { provider: { plugin: { 'example/plugin': {} } } },
  ])('is judged by %j', (change) => {
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

  test.each([
    [undefined, `: has no provider in it; give it one of ${PROVIDERS}`],
    [{}, `: has no provider in it; give it one of ${PROVIDERS}`],
    [{ web: {}, job: {} }, ': has 2 providers, web and job; give it exactly one'],
    [{ promtheus: {} }, '.promtheus: is not a provider; did you mean "prometheus"?'],
    [{ 'new.vendor/x': {} }, `["new.vendor/x"]: is not a provider; use one of ${PROVIDERS}`],
  ])('with the provider %j is refused', (provider, said) => {
    const manifests = canary();
    manifests.template.spec.metrics[0].provider = provider;
    expect(messages(manifests)).toEqual([`ARO210 spec.metrics[0].provider${said}`]);
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
