import { Chart, Duration } from 'cdk8s';
import {
  AnalysisArgument, AnalysisTemplate, CanaryStep, IAnalysis, LatencyAnalysis, TrafficQuery, WarmUpJob, WebAnalysis,
} from '../../lib';
import { analysisWith, blueGreen, canary, hostSplit, PROMETHEUS, subsetSplit, successRate } from '../support/checkout';
import { chartBeside, Manifest, Manifests, shop, synth } from '../support/synth';

const ALL = [
  AnalysisArgument.serviceName(), AnalysisArgument.serviceHost(), AnalysisArgument.servicePort(), AnalysisArgument.namespace(),
  AnalysisArgument.rolloutName(), AnalysisArgument.podHash(), AnalysisArgument.stablePodHash(),
  AnalysisArgument.fromField('region', "metadata.labels['region']"),
];

/** What a rollout supplies to an analysis that asks for everything, wherever it is used. */
function supplied(of: string, service: string): object[] {
  return [
    { name: 'service', value: service },
    { name: 'host', value: `${service}.shop.svc.cluster.local` },
    { name: 'port', value: '5000' },
    { name: 'namespace', value: 'shop' },
    { name: 'rollout', value: of },
    { name: 'pod-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    { name: 'stable-hash', valueFrom: { podTemplateHashValue: 'Stable' } },
    { name: 'region', valueFrom: { fieldRef: { fieldPath: "metadata.labels['region']" } } },
  ];
}

describe('each place measures the version that it is about', () => {
  const step = (analysis: IAnalysis): CanaryStep[] => [CanaryStep.weight(10), CanaryStep.analyze([analysis])];

  test('a step with two Services: the canary Service', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart), steps: step(analysisWith(chart, 'all', ...ALL)) });
    const { steps, canaryService } = synth(chart).the('Rollout').spec.strategy.canary;
    expect(steps[1].analysis.args).toEqual(supplied('checkout', canaryService));
  });

  test('a step with one Service: its pods by their hash', () => {
    const chart = shop();
    canary(chart, { traffic: subsetSplit(chart), steps: step(analysisWith(chart, 'all', ...ALL)) });
    const manifests = synth(chart);
    expect(manifests.the('Rollout').spec.strategy.canary.steps[1].analysis.args)
      .toEqual(supplied('checkout', manifests.the('Service').metadata.name));
  });

  test('in the background: the canary Service', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart), backgroundAnalysis: { analyses: [analysisWith(chart, 'all', ...ALL)] } });
    const { analysis, canaryService } = synth(chart).the('Rollout').spec.strategy.canary;
    expect(analysis.args).toEqual(supplied('checkout', canaryService));
  });

  test('before a promotion the preview Service, after it the active Service', () => {
    const chart = shop();
    const all = analysisWith(chart, 'all', ...ALL);
    blueGreen(chart, { prePromotionAnalysis: [all], postPromotionAnalysis: [all] });
    const { prePromotionAnalysis, postPromotionAnalysis, previewService, activeService } = synth(chart).the('Rollout').spec.strategy.blueGreen;
    expect(prePromotionAnalysis.args).toEqual(supplied('chip', previewService));
    expect(postPromotionAnalysis.args).toEqual(supplied('chip', activeService));
  });
});

/** Every analysis of every Rollout with the templates that it runs. */
function uses(manifests: Manifests): { analysis: Manifest; templates: Manifest[] }[] {
  const strategies = manifests.all.filter(({ kind }) => kind === 'Rollout')
    .map(({ spec: { strategy } }) => ({ ...strategy.canary, ...strategy.blueGreen }));
  return strategies.flatMap(({ steps = [], analysis, prePromotionAnalysis, postPromotionAnalysis }) => [
    ...steps.map((step: Manifest) => step.analysis), analysis, prePromotionAnalysis, postPromotionAnalysis,
  ]).filter((analysis) => analysis !== undefined).map((analysis) => ({
    analysis, templates: analysis.templates.map(({ templateName }: Manifest) => manifests.the('AnalysisTemplate', templateName)),
  }));
}

function presets(chart: Chart): IAnalysis[] {
  return [
    successRate(chart),
    new LatencyAnalysis(chart, 'latency', { prometheus: PROMETHEUS, threshold: Duration.millis(300) }),
    new WebAnalysis(chart, 'health', { path: '/health', jsonPath: '{$.status}', successCondition: 'result == "ok"' }),
    new WarmUpJob(chart, 'warm-up', { path: '/health' }),
  ];
}

test('a rollout supplies exactly the arguments that its templates declare without a value', () => {
  const chart = shop();
  const analyses = presets(chart);
  canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze(analyses)] });
  blueGreen(chart, { prePromotionAnalysis: analyses, postPromotionAnalysis: [analyses[0]!] });
  const found = uses(synth(chart));
  expect(found).toHaveLength(3);
  for (const { analysis, templates } of found) {
    const declared = templates.flatMap(({ spec }) => spec.args.filter(({ value }: Manifest) => value === undefined))
      .map(({ name }: Manifest) => name);
    expect(analysis.args.map((arg: Manifest) => arg.name).sort()).toEqual([...new Set(declared)].sort());
  }
});

test('an argument with a value in the template is left to it', () => {
  const chart = shop();
  canary(chart, {
    steps: [CanaryStep.analyze([analysisWith(chart, 'all', AnalysisArgument.withDefault('region', 'eu'), AnalysisArgument.podHash())])],
  });
  expect(synth(chart).the('Rollout').spec.strategy.canary.steps[0].analysis.args)
    .toEqual([{ name: 'pod-hash', valueFrom: { podTemplateHashValue: 'Latest' } }]);
});

test('a given value wins over what the rollout would supply', () => {
  const chart = shop();
  const analysis = analysisWith(chart, 'all', AnalysisArgument.serviceName(), AnalysisArgument.required('region'));
  canary(chart, { steps: [CanaryStep.analyze([analysis.withArguments({ service: 'other', region: 'eu' })])] });
  expect(synth(chart).the('Rollout').spec.strategy.canary.steps[0].analysis.args)
    .toEqual([{ name: 'service', value: 'other' }, { name: 'region', value: 'eu' }]);
});

test('an argument that several analyses of one place share is supplied once', () => {
  const chart = shop();
  const analyses = ['one', 'two'].map((id) => analysisWith(chart, id, AnalysisArgument.podHash()));
  canary(chart, { steps: [CanaryStep.analyze(analyses)] });
  expect(synth(chart).the('Rollout').spec.strategy.canary.steps[0].analysis.args.map(({ name }: Manifest) => name)).toEqual(['pod-hash']);
});

test('where the namespace is not known, the controller reads it off the Rollout', () => {
  const chart = chartBeside(shop(), 'bare');
  canary(chart, { steps: [CanaryStep.analyze([analysisWith(chart, 'all', AnalysisArgument.namespace())])] });
  expect(synth(chart).the('Rollout').spec.strategy.canary.steps[0].analysis.args)
    .toEqual([{ name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }]);
});

test('an analysis that is made elsewhere is given what is said of it', () => {
  const chart = shop();
  const elsewhere = AnalysisTemplate.fromName('company-wide', {
    clusterScoped: true, args: [AnalysisArgument.serviceName('target')], values: { threshold: '0.9' },
  });
  canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.analyze([elsewhere])] });
  expect(synth(chart).the('Rollout').spec.strategy.canary.steps[0].analysis).toEqual({
    templates: [{ templateName: 'company-wide', clusterScope: true }],
    args: [{ name: 'target', value: 'checkout-canary' }, { name: 'threshold', value: '0.9' }],
  });
});

describe('one traffic analysis for rollouts of all kinds', () => {
  /** What narrows the query, with the arguments of one use filled in. */
  function measured(analysis: Manifest, template: Manifest): string[] {
    const query = String(template.spec.metrics[0].provider.prometheus.query);
    const values = new Map<string, string>(analysis.args.map((arg: Manifest) => [arg.name, arg.value ?? `<${arg.valueFrom.podTemplateHashValue}>`]));
    const filled = query.replace(/\{\{args\.([^}]*)\}\}/g, (_all, name: string) => values.get(name) ?? `MISSING ${name}`);
    return [...new Set(filled.match(/(destination_service_name|pod)=~?"[^"]*"/g))];
  }

  test('of rollouts with two Services measures the Service of the new version', () => {
    const chart = shop();
    const shared = successRate(chart);
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze([shared])] });
    blueGreen(chart, { prePromotionAnalysis: [shared] });
    expect(uses(synth(chart)).map(({ analysis, templates }) => measured(analysis, templates[0]))).toEqual([
      ['destination_service_name="checkout-canary"'], ['destination_service_name="chip-preview"'],
    ]);
  });

  const makers = {
    subsets: (chart: Chart, shared: IAnalysis) => canary(chart, {
      metadata: { name: 'subsets' }, traffic: subsetSplit(chart, 'subset-split'), steps: [CanaryStep.weight(10), CanaryStep.analyze([shared])],
    }),
    hosts: (chart: Chart, shared: IAnalysis) => canary(chart, {
      metadata: { name: 'hosts' }, traffic: hostSplit(chart, 'host-split'), steps: [CanaryStep.weight(10), CanaryStep.analyze([shared])],
    }),
    chip: (chart: Chart, shared: IAnalysis) => blueGreen(chart, { prePromotionAnalysis: [shared], postPromotionAnalysis: [shared] }),
  };

  test.each([
    [['subsets', 'hosts', 'chip']], [['chip', 'hosts', 'subsets']], [['hosts', 'subsets', 'chip']],
  ] as (keyof typeof makers)[][][])('measures the new pods of each if one has one Service, made in the order %s', (order) => {
    const chart = shop();
    const shared = successRate(chart);
    order.forEach((name) => makers[name](chart, shared));
    const found = uses(synth(chart)).map(({ analysis, templates }) => measured(analysis, templates[0]));
    expect(found).toEqual(order.flatMap((name) => Array(name === 'chip' ? 2 : 1).fill([`pod=~"${name}-<Latest>-.*"`])));
  });

  test('of the user\'s own needs the pod hash where no Service leads to the canary alone', () => {
    const chart = shop();
    const own = new LatencyAnalysis(chart, 'own', {
      prometheus: PROMETHEUS, threshold: Duration.millis(1), query: TrafficQuery.custom('q{hash="{{args.pod-hash}}"}'),
    });
    canary(chart, { steps: [CanaryStep.weight(10), CanaryStep.analyze([own])] });
    const manifests = synth(chart);
    expect(manifests.the('AnalysisTemplate').spec.args).toEqual([{ name: 'pod-hash' }]);
    expect(manifests.the('Rollout').spec.strategy.canary.steps[1].analysis.args)
      .toEqual([{ name: 'pod-hash', valueFrom: { podTemplateHashValue: 'Latest' } }]);
  });
});
