import { canary, messages, metric, template, together } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';

/** A metric with a Job that ends, without a sidecar. */
function job(name: string): any {
  const pods = {
    metadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
    spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'load' }] },
  };
  return { name, provider: { job: { spec: { activeDeadlineSeconds: 600, backoffLimit: 1, template: pods } } } };
}

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
