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

test('analyses in order have no findings', () => {
  expect(messages(background())).toEqual([]);
  expect(messages(together(template('latency', [metric('latency')])))).toEqual([]);
});

describe('ARO201: an analysis that is waited for', () => {
  const SAID = 'runs metric success-rate of AnalysisTemplate success-rate without end; '
    + 'give the metric a count (leave out `background`), or move the analysis to spec.strategy.canary.analysis (`backgroundAnalysis`), '
    + 'where it ends with the rollout';
  // A blue-green rollout has no analysis in the background.
  const ONLY_COUNT = 'runs metric success-rate of AnalysisTemplate success-rate without end; give the metric a count (leave out `background`)';

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
      `ARO201 spec.strategy.blueGreen.prePromotionAnalysis.templates[0].templateName: ${ONLY_COUNT}`,
      `ARO201 spec.strategy.blueGreen.postPromotionAnalysis.templates[0].templateName: ${ONLY_COUNT}`,
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

  test.each([0, '0', ''])('does not end with the count %p', (count) => {
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
