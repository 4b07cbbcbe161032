import { Chart } from 'cdk8s';
import {
  AnalysisArgument, AnalysisTemplate, CanaryRollout, CanaryStep, IAnalysis, MetricProvider, SuccessRateAnalysis, TrafficQuery, WarmUpJob,
} from '../../lib';
import { analysisWith, blueGreen, canary, hostSplit, PROMETHEUS, successRate } from '../support/checkout';
import { chartBeside, mistakes, refusal, shop } from '../support/synth';

const PROVIDER = MetricProvider.prometheus({ address: PROMETHEUS, query: 'up' });

describe('what a rollout cannot supply', () => {
  test('is the host of a Service whose namespace is not known', () => {
    const chart = chartBeside(shop(), 'bare');
    canary(chart, { steps: [CanaryStep.analyze([analysisWith(chart, 'all', AnalysisArgument.serviceHost())])] });
    expect(mistakes(chart)).toEqual([
      '[bare/checkout] host: the host of a Service needs the namespace, which is not known here; give the chart or the rollout a namespace, '
      + 'or declare `AnalysisArgument.serviceName()` and `.namespace()` instead',
    ]);
  });

  test('is the name of a Service where it has none', () => {
    const chart = shop();
    const analysis = analysisWith(chart, 'all', AnalysisArgument.serviceName());
    canary(chart, { services: { create: false }, steps: [CanaryStep.analyze([analysis])] });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] analysis (step): asks for the Service of the rollout, which has none; '
      + 'leave out `services.create`, or give the arguments with `withArguments`',
    ]);
  });

  test('is an argument that only the user can know', () => {
    const chart = shop();
    canary(chart, { steps: [CanaryStep.analyze([analysisWith(chart, 'all', AnalysisArgument.required('region'))])] });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] ARO203 spec.strategy.canary.steps[0].analysis.args: lacks region, which AnalysisTemplate all declares without a value; '
      + 'supply it in args (`withArguments`), or give it a value in the template',
    ]);
  });

  test('is supplied by the user without any complaint', () => {
    const chart = shop();
    const analysis = analysisWith(chart, 'all', AnalysisArgument.serviceName(), AnalysisArgument.serviceHost(), AnalysisArgument.required('region'));
    canary(chart, {
      services: { create: false }, steps: [CanaryStep.analyze([analysis.withArguments({ service: 's', host: 'h', region: 'eu' })])],
    });
    expect(mistakes(chart)).toEqual([]);
  });
});

describe('analyses that run together', () => {
  test('may not be given two values for one argument', () => {
    const chart = shop();
    const [one, two] = ['one', 'two'].map((id) => analysisWith(chart, id, AnalysisArgument.required('region')));
    blueGreen(chart, { prePromotionAnalysis: [one!.withArguments({ region: 'eu' }), two!.withArguments({ region: 'us' })] });
    expect(mistakes(chart)).toEqual([
      '[shop/chip] pre-promotion analysis (argument region): the analyses are given two values for one argument, '
      + '{"name":"region","value":"eu"} and {"name":"region","value":"us"}; rename the argument in one of the analyses',
    ]);
  });

  test('may not have a metric of one name', () => {
    const chart = shop();
    const analyses = ['one', 'two'].map((id) => new AnalysisTemplate(chart, id, {
      metrics: [{ name: 'errors', provider: PROVIDER, successCondition: 'true' }],
    }));
    canary(chart, { steps: [CanaryStep.weight(1), CanaryStep.analyze(analyses)] });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] ARO209 spec.strategy.canary.steps[1].analysis.templates[1].templateName: runs metric errors of AnalysisTemplate two and of '
      + 'AnalysisTemplate one together; rename one of the metrics',
    ]);
  });

  test('may not have two defaults for one argument', () => {
    const chart = shop();
    const analyses = ['eu', 'us'].map((region) => analysisWith(chart, region, AnalysisArgument.withDefault('region', region)));
    canary(chart, { steps: [CanaryStep.analyze(analyses)] });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] ARO209 spec.strategy.canary.steps[0].analysis.templates[1].templateName: has two defaults for argument region, "eu" in '
      + 'AnalysisTemplate eu and "us" in AnalysisTemplate us; give both templates the same default, or only one of them',
    ]);
  });

  test('may be one twice, which runs once', () => {
    const chart = shop();
    const analysis = successRate(chart);
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze([analysis, analysis])] });
    expect(mistakes(chart)).toEqual([]);
  });
});

describe('an analysis where the controller does not look for it is refused', () => {
  const fix = 'give both the same namespace, or say `clusterScoped: true`';
  test.each<[string, (chart: Chart, analysis: IAnalysis) => unknown]>([
    ['[shop/checkout] analysis (step)', (chart, analysis) => canary(chart, { steps: [CanaryStep.analyze([analysis])] })],
    ['[shop/checkout] analysis (background)', (chart, analysis) => canary(chart, { backgroundAnalysis: { analyses: [analysis] } })],
    ['[shop/chip] analysis (pre-promotion)', (chart, analysis) => blueGreen(chart, { prePromotionAnalysis: [analysis] })],
    ['[shop/chip] analysis (post-promotion)', (chart, analysis) => blueGreen(chart, { postPromotionAnalysis: [analysis] })],
  ])('%s in another namespace', (place, use) => {
    const chart = shop();
    const elsewhere = analysisWith(chartBeside(chart, 'other', 'other'), 'elsewhere');
    expect(refusal(() => use(chart, elsewhere))).toBe(`${place}: "elsewhere" is in namespace other, and the rollout in shop; ${fix}`);
  });

  test('in another namespace, with arguments that are given', () => {
    const chart = shop();
    const elsewhere = analysisWith(chartBeside(chart, 'other', 'other'), 'elsewhere', AnalysisArgument.required('region'));
    expect(refusal(() => canary(chart, { steps: [CanaryStep.analyze([elsewhere.withArguments({ region: 'eu' })])] })))
      .toBe(`[shop/checkout] analysis (step): "elsewhere" is in namespace other, and the rollout in shop; ${fix}`);
  });

  test('unless it is cluster-scoped', () => {
    const chart = shop();
    const everywhere = new AnalysisTemplate(chartBeside(chart, 'other', 'other'), 'everywhere', {
      clusterScoped: true, metrics: [{ name: 'm', provider: PROVIDER, successCondition: 'true' }],
    });
    canary(chart, { steps: [CanaryStep.analyze([everywhere])] });
    expect(mistakes(chart)).toEqual([]);
  });
});

test('an analysis that one rollout refuses still serves another', () => {
  const chart = shop();
  const nginx = new SuccessRateAnalysis(chart, 'nginx', { prometheus: PROMETHEUS, threshold: 0.9, query: TrafficQuery.ingressNginx() });
  const job = new WarmUpJob(chart, 'warm-up', { path: '/' });
  for (const analysis of [nginx, job]) {
    refusal(() => canary(chart, {
      metadata: { name: `refused-by-${analysis.templateName}` }, steps: [CanaryStep.weight(10), CanaryStep.analyze([analysis])],
    }));
  }
  const other = shop();
  canary(other, { traffic: hostSplit(other), steps: [CanaryStep.weight(10), CanaryStep.analyze([nginx, job])] });
  expect(mistakes(other)).toEqual([]);
});

test('one list of steps serves several rollouts, each with its own arguments', () => {
  const chart = shop();
  const steps = [CanaryStep.weight(10), CanaryStep.analyze([successRate(chart)])];
  const rollouts = ['one', 'two'].map((name): CanaryRollout => canary(chart, { metadata: { name }, traffic: hostSplit(chart, `split-${name}`), steps }));
  expect(mistakes(chart)).toEqual([]);
  expect(rollouts.map((rollout) => rollout.canaryService!.name)).toEqual(['one-canary', 'two-canary']);
});
