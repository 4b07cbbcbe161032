import { ApiObject, App } from 'cdk8s';
import { SyncWaves } from '../../lib';
import { blueGreen, canary, hostSplit, successRate } from '../support/checkout';
import { chartBeside, mistakes, refusal, shop, synth } from '../support/synth';

const WAVE = 'argocd.argoproj.io/sync-wave';

test('Rollouts and their autoscalers come after everything else, in one wave', () => {
  const chart = shop();
  successRate(chart);
  canary(chart, { traffic: hostSplit(chart) }).autoscale({ minReplicas: 2, maxReplicas: 4, cpuUtilization: 60 });
  blueGreen(chart);
  SyncWaves.apply(chart);
  const later = synth(chart).all.filter(({ metadata }) => metadata.annotations?.[WAVE] !== undefined);
  expect(later.map(({ kind, metadata }) => [kind, metadata.name, metadata.annotations[WAVE]])).toEqual([
    ['Rollout', 'checkout', '1'],
    ['HorizontalPodAutoscaler', 'checkout', '1'],
    ['Rollout', 'chip', '1'],
  ]);
});

test('the wave may be another one, and one that is given stays', () => {
  const chart = shop();
  canary(chart, { metadata: { name: 'early', annotations: { [WAVE]: '-1' } } });
  canary(chart);
  SyncWaves.apply(chart, { rolloutWave: 5 });
  const manifests = synth(chart);
  expect(['early', 'checkout'].map((name) => manifests.the('Rollout', name).metadata.annotations[WAVE])).toEqual(['-1', '5']);
});

test('below a part of a chart, only what is there', () => {
  const chart = shop();
  const checkout = canary(chart);
  blueGreen(chart);
  SyncWaves.apply(checkout);
  const manifests = synth(chart);
  expect(manifests.the('Rollout', 'checkout').metadata.annotations).toEqual({ [WAVE]: '1' });
  expect(manifests.the('Rollout', 'chip').metadata.annotations).toBeUndefined();
});

test('called again it changes nothing', () => {
  const chart = shop();
  canary(chart);
  SyncWaves.apply(chart, { rolloutWave: 2 });
  SyncWaves.apply(chart, { rolloutWave: 3 });
  expect(synth(chart).the('Rollout').metadata.annotations).toEqual({ [WAVE]: '2' });
});

test('a Rollout that is made later is reported', () => {
  const chart = shop();
  SyncWaves.apply(chart);
  canary(chart);
  expect(mistakes(chart)).toEqual([
    '[shop] SyncWaves.apply: was called before Rollout checkout was made, which is in no sync wave; call it last',
  ]);
});

test('all charts of an app', () => {
  const chart = shop();
  const other = chartBeside(chart, 'other');
  canary(chart);
  SyncWaves.apply(App.of(chart));
  expect(synth(chart).the('Rollout').metadata.annotations).toEqual({ [WAVE]: '1' });
  blueGreen(other);
  expect(mistakes(App.of(chart))).toEqual([
    '[other] SyncWaves.apply: was called before Rollout chip was made, which is in no sync wave; call it last',
  ]);
});

test('objects that are not of this library count too', () => {
  const chart = shop();
  new ApiObject(chart, 'scaled', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'checkout' } });
  SyncWaves.apply(chart);
  expect(synth(chart).the('ScaledObject').metadata.annotations).toEqual({ [WAVE]: '1' });
});

test.each([0, -1, 1.5, NaN])('the wave %p is refused', (rolloutWave) => {
  expect(refusal(() => { SyncWaves.apply(shop(), { rolloutWave }); })).toBe(
    `[shop] rolloutWave: ${rolloutWave} is not a whole number of at least 1; give a later wave than 0, which is that of everything else`,
  );
});
