import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import {
  ApplicationGenerator, CanaryRollout, CanaryScale, CanaryStep, CanarySteps, DeploymentScaleDown, DeploymentSource, IgnoredDifference,
  StringMatch, SyncOptions,
} from '../../lib';
import { checkManifests } from '../../lib/check';
import { blueGreen, canary, CONTAINERS, hostSplit, subsetSplit } from '../support/checkout';
import { chartBeside, mistakes, refusal, shop, synth } from '../support/synth';
import { application, applicationSet, argoCd } from './support';

const AUTOMATED: SyncOptions = { automated: true, prune: true, selfHeal: true };

/** The entries of an Application that tolerates the rollouts in the constructs. */
function ignored(chart: Chart, ...constructs: IConstruct[]): IgnoredDifference[] | undefined {
  const own = chartBeside(chart, 'argocd');
  const shopApplication = application(own, { sync: AUTOMATED });
  if (constructs.length > 0) {
    shopApplication.toleratesRollouts(...constructs);
  }
  return synth(own).the('Application').spec.ignoreDifferences;
}

/** What the rules about Argo CD say about the Application and the chart. */
function told(chart: Chart): string[] {
  const own = chart.node.root.node.findChild('argocd');
  if (!(own instanceof Chart)) {
    throw new Error('there is no chart argocd');
  }
  return checkManifests([...synth(own).all, ...synth(chart).all]).filter(({ id }) => id.startsWith('ARO6')).map(({ id, text }) => `${id} ${text}`);
}

const WEIGHTS = '.spec.http[].route[]?.weight';

test('the weights of a VirtualService, of which Argo CD is then silent in both directions', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  expect(ignored(chart, chart)).toEqual([
    { group: 'networking.istio.io', kind: 'VirtualService', name: 'split', namespace: 'shop', jqPathExpressions: [WEIGHTS] },
  ]);
  expect(told(chart)).toEqual([]);
});

test('without it a rule tells that the Application fights the rollout', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  expect(ignored(chart)).toBeUndefined();
  expect(told(chart)).toEqual([
    'ARO601 leaves out the weights of VirtualService split, which Rollout checkout changes: selfHeal reverts them at once',
  ]);
});

test('what the constructs of others ignore too much is told as before', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  const own = chartBeside(chart, 'argocd');
  application(own, {
    sync: { ...AUTOMATED, respectIgnoreDifferences: true },
    ignoreDifferences: [{ group: 'networking.istio.io', kind: 'VirtualService', jsonPointers: ['/spec/http'] }],
  }).toleratesRollouts(chart);
  expect(told(chart)).toEqual([
    'ARO602 hides more of VirtualService split than the weights that Rollout checkout changes',
    'ARO602 keeps all of spec.http of VirtualService split as it is in the cluster, since what is ignored lies in that list',
  ]);
});

test('the labels of the subsets', () => {
  const chart = shop();
  canary(chart, { traffic: subsetSplit(chart) });
  expect(ignored(chart, chart)).toEqual([
    {
      group: 'networking.istio.io', kind: 'DestinationRule', name: 'split', namespace: 'shop',
      jqPathExpressions: ['.spec.subsets[].labels."rollouts-pod-template-hash"'],
    },
    { group: 'networking.istio.io', kind: 'VirtualService', name: 'split', namespace: 'shop', jqPathExpressions: [WEIGHTS] },
  ]);
  expect(told(chart)).toEqual([]);
});

test('the routes that steps make', () => {
  const chart = shop();
  canary(chart, {
    traffic: hostSplit(chart),
    steps: [
      CanaryStep.scale(CanaryScale.replicas(1)),
      CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }]),
      CanaryStep.pauseUntilPromoted(),
      CanaryStep.scale(CanaryScale.matchTrafficWeight()),
      CanaryStep.weight(50),
    ],
  });
  expect(ignored(chart, chart)).toEqual([{
    group: 'networking.istio.io', kind: 'VirtualService', name: 'split', namespace: 'shop',
    jqPathExpressions: ['.spec.http[] | select(.name == "testers")', WEIGHTS],
  }]);
  expect(told(chart)).toEqual([]);
});

test('the replicas of a Rollout with an autoscaler', () => {
  const chart = shop();
  blueGreen(chart).autoscale({ minReplicas: 2, maxReplicas: 4, cpuUtilization: 60 });
  blueGreen(chart, { metadata: { name: 'fixed' } });
  expect(ignored(chart, chart)).toEqual([
    { group: 'argoproj.io', kind: 'Rollout', name: 'chip', namespace: 'shop', jqPathExpressions: ['.spec.replicas'] },
  ]);
});

test('the replicas of a Deployment that gives way to a Rollout', () => {
  const chart = shop();
  const deployment = new Deployment(chart, 'old', { metadata: { name: 'old' }, containers: CONTAINERS, replicas: 10 });
  const steps = CanarySteps.weights([50]);
  new CanaryRollout(chart, 'moving', {
    deployment: DeploymentSource.reference(deployment, { scaleDown: DeploymentScaleDown.PROGRESSIVELY }), steps,
  });
  expect(ignored(chart, chart)).toEqual([
    { group: 'apps', kind: 'Deployment', name: 'old', namespace: 'shop', jqPathExpressions: ['.spec.replicas'] },
  ]);
});

test('nothing, where nothing changes', () => {
  const chart = shop();
  blueGreen(chart);
  canary(chart);
  expect(ignored(chart, chart)).toBeUndefined();
});

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

test('an object that cannot be made into a manifest tells of that itself, once', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  new ApiObject(chart, 'broken', {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    spec: { get http(): never { throw new Error('there are no routes'); } },
  });
  const own = chartBeside(chart, 'argocd');
  application(own).toleratesRollouts(chart);
  const [line, ...others] = mistakes(App.of(chart));
  expect(line).toMatch(/^\[shop\/broken\] .*there are no routes$/);
  expect(others).toEqual([]);
});

test('manifests that are not of this library', () => {
  const chart = shop();
  new ApiObject(chart, 'rollout', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'checkout' },
    spec: {
      strategy: {
        canary: {
          stableService: 'stable',
          canaryService: 'canary',
          trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'route', namespace: 'shop' } } },
          steps: [{ setWeight: 20 }],
        },
      },
    },
  });
  new ApiObject(chart, 'route', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'route' },
    spec: { rules: [{ backendRefs: [{ name: 'stable', port: 80 }, { name: 'canary', port: 80 }] }] },
  });
  const own = chartBeside(chart, 'argocd');
  const app = application(own);
  app.toleratesRollouts(chart);
  expect(app.apiObject.toJson().spec.ignoreDifferences).toEqual([{
    group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'route', namespace: 'shop', jqPathExpressions: ['.spec.rules[].backendRefs[]?.weight'],
  }]);
});

test('a list of manifests counts for what is in it', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  const items = synth(chart).all.map((manifest: object) => ({ ...manifest }));
  const other = chartBeside(argoCd(), 'shop', 'shop');
  new ApiObject(other, 'all', { apiVersion: 'v1', kind: 'List', items });
  expect(kindsIgnored(other)).toEqual(['VirtualService split']);
});

/** What an Application beside a chart ignores. */
function kindsIgnored(chart: Chart): string[] {
  const app = application(chartBeside(chart, 'apps'));
  app.toleratesRollouts(chart);
  return app.apiObject.toJson().spec.ignoreDifferences.map(({ kind, name }: IgnoredDifference) => `${kind} ${name ?? ''}`);
}

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
