import { Chart } from 'cdk8s';
import { CanaryScale, CanaryStep, IAnalysis, IAnalysisSubject, StringMatch, WarmUpJob, WebAnalysis } from '../../lib';
import { analysisWith, blueGreen, canary, hostSplit, successRate } from '../support/checkout';
import { mistakes, refusal, shop } from '../support/synth';

const MEASURING: [string, (chart: Chart) => IAnalysis][] = [
  ['traffic', (chart) => successRate(chart, 'any')],
  ['a path of the Service', (chart) => new WebAnalysis(chart, 'any', { path: '/health', successCondition: 'true' })],
  ['a warm-up of the Service', (chart) => new WarmUpJob(chart, 'any', { path: '/' })],
];

const NO_PODS: [string, CanaryStep[]][] = [
  ['at once', []],
  ['after a pause', [CanaryStep.pauseUntilPromoted()]],
  ['after weight 0', [CanaryStep.weight(0)]],
  ['after a scale of no pods', [CanaryStep.scale(CanaryScale.replicas(0))]],
  ['after a scale of 0 %', [CanaryStep.scale(CanaryScale.weight(0))]],
  ['after a scale that follows the weight', [CanaryStep.scale(CanaryScale.matchTrafficWeight())]],
  ['after its pods are scaled away again', [CanaryStep.weight(10), CanaryStep.scale(CanaryScale.replicas(0))]],
  ['after a route', [CanaryStep.headerRoute('testers', [{ name: 'x', value: StringMatch.exact('y') }])]],
];

describe.each(MEASURING)('a canary without pods has nothing to answer: %s', (_what, make) => {
  test.each(NO_PODS)('is refused %s', (_when, before) => {
    const chart = shop();
    const steps = [...before, CanaryStep.analyze([make(chart)]), CanaryStep.weight(50)];
    expect(refusal(() => canary(chart, { traffic: hostSplit(chart), steps }))).toBe(
      '[shop/checkout] analysis (step): "any" would find the stable version: before the first weight or scale the canary has no pods; '
      + 'scale the canary up first, e.g. with `CanaryStep.scale(CanaryScale.replicas(1))`',
    );
  });

  test.each<[string, CanaryStep[]]>([
    ['a weight', [CanaryStep.weight(1)]],
    ['a scale of pods', [CanaryStep.scale(CanaryScale.replicas(1))]],
    ['a scale of a share', [CanaryStep.scale(CanaryScale.weight(1))]],
    ['a weight long before', [CanaryStep.weight(1), CanaryStep.pauseUntilPromoted(), CanaryStep.scale(CanaryScale.matchTrafficWeight())]],
  ])('is fine after %s', (_what2, before) => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart), steps: [...before, CanaryStep.analyze([make(chart)])] });
    expect(mistakes(chart)).toEqual([]);
  });
});

test.each<[string, (chart: Chart) => IAnalysis]>([
  ['a template', (chart) => analysisWith(chart, 'any')],
  ['an address', (chart) => new WebAnalysis(chart, 'any', { url: 'https://example.com', successCondition: 'true' })],
])('an analysis of one\'s own may be the first step: %s', (_what, make) => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.analyze([make(chart)]), CanaryStep.weight(50)] });
  expect(mistakes(chart)).toEqual([]);
});

test('an analysis is told at each place whether there are pods', () => {
  const chart = shop();
  const told: [string, boolean][] = [];
  const asking: IAnalysis = {
    templateName: 'any',
    isClusterScoped: true,
    bind: (subject: IAnalysisSubject) => { told.push([subject.place, subject.hasPods]); },
    argumentsFor: () => [],
  };
  canary(chart, {
    steps: [CanaryStep.analyze([asking]), CanaryStep.weight(1), CanaryStep.analyze([asking])], backgroundAnalysis: { analyses: [asking] },
  });
  blueGreen(chart, { prePromotionAnalysis: [asking], postPromotionAnalysis: [asking] });
  expect(told).toEqual([['step', false], ['step', true], ['background', true], ['pre-promotion', true], ['post-promotion', true]]);
});
