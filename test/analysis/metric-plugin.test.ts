import { App } from 'cdk8s';
import { AnalysisArgument, AnalysisTemplate, ArgoRolloutsInstallation, CanaryStep, ControllerPlugin, MetricProvider } from '../../lib';
import { checkManifests } from '../../lib/check';
import { canary } from '../support/checkout';
import { chartBeside, mistakes, refusal, shop, synth } from '../support/synth';

const NAME = 'example/error-budget';

test('a plugin measures, by its name and with its settings', () => {
  const chart = shop();
  new AnalysisTemplate(chart, 'budget', {
    args: [AnalysisArgument.withDefault('service', 'checkout')],
    metrics: [{ name: 'budget', provider: MetricProvider.plugin(NAME, { service: '{{args.service}}', remaining: 0.1, tiers: ['gold'] }) }],
  });
  const manifest = synth(chart).the('AnalysisTemplate');
  expect(manifest.spec.metrics).toEqual([{ name: 'budget', provider: { plugin: { [NAME]: { service: '{{args.service}}', remaining: 0.1, tiers: ['gold'] } } } }]);
  expect(checkManifests([manifest]).map(({ id }) => id)).toEqual([]);
});

test('a plugin without settings is still named', () => {
  const chart = shop();
  new AnalysisTemplate(chart, 'budget', { metrics: [{ name: 'budget', provider: MetricProvider.plugin(NAME) }] });
  expect(synth(chart).the('AnalysisTemplate').spec.metrics[0].provider).toEqual({ plugin: { [NAME]: {} } });
  expect(mistakes(App.of(chart))).toEqual([]);
});

test('what it is told is copied', () => {
  const settings = { tiers: ['gold'] };
  const provider = MetricProvider.plugin(NAME, settings);
  settings.tiers.push('silver');
  const chart = shop();
  new AnalysisTemplate(chart, 'budget', { metrics: [{ name: 'budget', provider }] });
  expect(synth(chart).the('AnalysisTemplate').spec.metrics[0].provider.plugin[NAME]).toEqual({ tiers: ['gold'] });
});

test('a rollout that is measured by it needs it installed', () => {
  const chart = shop();
  const budget = new AnalysisTemplate(chartBeside(chart, 'analyses', 'shop'), 'budget', { metrics: [{ name: 'budget', provider: MetricProvider.plugin(NAME) }] });
  const checkout = canary(chart, { steps: [CanaryStep.weight(20), CanaryStep.analyze([budget])] });
  expect(new ArgoRolloutsInstallation({ serves: [App.of(chart)] }).unmet()).toEqual([
    `plugins: "${NAME}" is used by AnalysisTemplate budget and not installed; add ControllerPlugin.metricProvider("${NAME}", …)`,
  ]);
  const plugins = [ControllerPlugin.metricProvider(NAME, { location: 'https://plugins.example.com/budget' })];
  expect(new ArgoRolloutsInstallation({ serves: [checkout], plugins }).unmet()).toEqual([]);
});

test.each(['budget', 'example/', '/budget', 'example/budget/v1', 'example/..', 'exämple/budget', '{{args.plugin}}'])('%j is no name of a plugin', (name) => {
  expect(refusal(() => MetricProvider.plugin(name)))
    .toBe(`MetricProvider.plugin: ${JSON.stringify(name)} is no name of a plugin; give owner and name, as in argoproj-labs/sample-prometheus`);
});

test('an empty name is none', () => {
  expect(refusal(() => MetricProvider.plugin(' '))).toBe('MetricProvider.plugin: " " is empty; give owner and name, as in argoproj-labs/sample-prometheus');
});
