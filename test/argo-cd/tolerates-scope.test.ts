import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { ApplicationGenerator, IgnoredDifference } from '../../lib';
import { canary, hostSplit } from '../support/checkout';
import { chartBeside, mistakes, refusal, shop, synth } from '../support/synth';
import { application, applicationSet, argoCd, ignored } from './support';

const WEIGHTS = '.spec.http[].route[]?.weight';

test('of some rollouts of a chart only, with routes and autoscalers that stand beside them', () => {
  const chart = shop();
  const checkout = canary(chart, { traffic: hostSplit(chart) });
  checkout.autoscale({ minReplicas: 2, maxReplicas: 4, cpuUtilization: 60 });
  canary(chart, { metadata: { name: 'front' }, traffic: hostSplit(chart, 'front-split') });
  expect(ignored(chart, checkout)?.map(({ kind, name }) => `${kind} ${name ?? ''}`)).toEqual(['Rollout checkout', 'VirtualService split']);
});

test('of a construct around some rollouts', () => {
  const chart = shop();
  const team = new Construct(chart, 'team');
  canary(team, { traffic: hostSplit(team) });
  canary(chart, { metadata: { name: 'front' }, traffic: hostSplit(chart, 'front-split') });
  expect(ignored(chart, team)?.map(({ name }) => name)).toEqual(['split']);
});

test('of several charts, given at once or one after the other, and of one given twice', () => {
  const chart = shop();
  const other = chartBeside(chart, 'front', 'front');
  canary(chart, { traffic: hostSplit(chart) });
  canary(other, { metadata: { name: 'front' }, traffic: hostSplit(other, 'front-split') });
  const own = chartBeside(chart, 'argocd');
  const both = application(own, { metadata: { name: 'both' } });
  both.toleratesRollouts(other, chart);
  both.toleratesRollouts(chart);
  expect(synth(own).the('Application').spec.ignoreDifferences.map(({ namespace, name }: IgnoredDifference) => [namespace, name])).toEqual([
    ['front', 'front-split'], ['shop', 'split'],
  ]);
});

test('what is added after the call counts', () => {
  const chart = shop();
  const own = chartBeside(chart, 'argocd');
  application(own).toleratesRollouts(chart);
  canary(chart, { traffic: hostSplit(chart) });
  expect(synth(own).the('Application').spec.ignoreDifferences).toHaveLength(1);
});

test('after what the Application ignores anyway', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  const own = chartBeside(chart, 'argocd');
  application(own, { ignoreDifferences: [{ kind: 'Secret', jsonPointers: ['/data'] }] }).toleratesRollouts(chart);
  expect(synth(own).the('Application').spec.ignoreDifferences.map(({ kind }: IgnoredDifference) => kind)).toEqual(['Secret', 'VirtualService']);
});

test('a chart without a namespace leaves the namespace open', () => {
  const own = argoCd();
  const chart = chartBeside(own, 'shop');
  canary(chart, { traffic: hostSplit(chart) });
  application(own).toleratesRollouts(chart);
  expect(synth(own).the('Application').spec.ignoreDifferences).toEqual([
    { group: 'networking.istio.io', kind: 'VirtualService', name: 'split', jqPathExpressions: [WEIGHTS] },
  ]);
});

test('the chart that the Application itself is in', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  application(new Construct(chart, 'apps')).toleratesRollouts(chart);
  expect(synth(chart).the('Application').spec.ignoreDifferences).toHaveLength(1);
});

test('the whole app', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  expect(ignored(chart, chart.node.root)).toHaveLength(1);
});

test('an ApplicationSet tolerates them for all clusters', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  const own = chartBeside(chart, 'argocd');
  applicationSet(own, { generators: [ApplicationGenerator.clusters()] }).toleratesRollouts(chart);
  expect(synth(own).the('ApplicationSet').spec.template.spec.ignoreDifferences).toEqual([
    { group: 'networking.istio.io', kind: 'VirtualService', name: 'split', namespace: 'shop', jqPathExpressions: [WEIGHTS] },
  ]);
});

test('nothing, or nothing that is a construct, is refused', () => {
  const chart = argoCd();
  const app = application(chart);
  const none: any = undefined;
  expect(refusal(() => { app.toleratesRollouts(); })).toBe(
    '[argocd/checkout] toleratesRollouts: is empty; give charts, Rollouts, or whatever is around them',
  );
  expect(refusal(() => { app.toleratesRollouts(app, none); })).toBe(
    '[argocd/checkout] toleratesRollouts[1]: is undefined; give charts, Rollouts, or whatever is around them',
  );
  const set = applicationSet(chartBeside(chart, 'sets'), { generators: [ApplicationGenerator.clusters()] });
  expect(refusal(() => { set.toleratesRollouts(); })).toBe(
    '[sets/chip] toleratesRollouts: is empty; give charts, Rollouts, or whatever is around them',
  );
});

test('constructs without a Rollout are told at synth', () => {
  const chart = shop();
  const team = new Construct(chart, 'team');
  canary(chart, { traffic: hostSplit(chart) });
  const other = chartBeside(chart, 'other');
  application(chartBeside(chart, 'argocd')).toleratesRollouts(team, other);
  expect(mistakes(App.of(chart))).toEqual([
    '[argocd/checkout] toleratesRollouts: finds no Rollout below shop/team, other; give the chart that the Rollouts are in',
  ]);
});

test('an object in a chart that is not given is told at synth, until that is given too', () => {
  const chart = shop();
  const mesh = chartBeside(chart, 'mesh', 'shop');
  canary(chart, { traffic: hostSplit(mesh) });
  const app = application(chartBeside(chart, 'argocd'));
  app.toleratesRollouts(chart);
  expect(mistakes(App.of(chart))).toEqual([
    '[argocd/checkout] toleratesRollouts: leaves out VirtualService split, which Rollout checkout changes and which is in chart mesh; give that chart too',
  ]);
  app.toleratesRollouts(mesh);
  expect(mistakes(App.of(chart))).toEqual([]);
});
