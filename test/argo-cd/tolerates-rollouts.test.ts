import { ApiObject, App, Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-28';
import {
  CanaryRollout, CanaryScale, CanaryStep, CanarySteps, DeploymentScaleDown, DeploymentSource, IgnoredDifference, StringMatch,
} from '../../lib';
import { checkManifests } from '../../lib/check';
import { blueGreen, canary, CONTAINERS, hostSplit, subsetSplit } from '../support/checkout';
import { chartBeside, mistakes, shop, synth } from '../support/synth';
import { application, argoCd, AUTOMATED, ignored } from './support';

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

