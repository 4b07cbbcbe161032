import { ApiObject, App, Chart } from 'cdk8s';
import {
  ArgoRolloutsApplication, ArgoRolloutsInstallation, ArgoRolloutsProps, ControllerPlugin, NotificationService, NotificationTrigger,
  Notifier, TrafficProvider,
} from '../../lib';
import { canary, hostSplit } from '../support/checkout';
import { chartBeside, mistakes, shop } from '../support/synth';
import { GATEWAY_API } from './support';

/** A Rollout of whatever tool, with the router and the step that a test gives it. */
function foreign(chart: Chart, name: string, trafficRouting: object | undefined, steps: object[] = [], metadata: object = {}): ApiObject {
  const rollout: any = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, ...metadata },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image: 'registry.example.com/shop:1' }] } },
      strategy: {
        canary: {
          ...(trafficRouting === undefined ? {} : { stableService: 'stable', canaryService: 'canary', trafficRouting }),
          steps: [{ setWeight: 10 }, ...steps],
        },
      },
    },
  };
  return new ApiObject(chart, name, rollout);
}

/** An analysis whose metric a plugin measures. */
function budget(chart: Chart, name: string, plugin = 'example/budget'): ApiObject {
  const metrics = [{ name, provider: { plugin: { [plugin]: {} } } }];
  const template: any = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name }, spec: { metrics } };
  return new ApiObject(chart, name, template);
}

const STEP = { plugin: { name: 'example/approval' } };

function providers(props: ArgoRolloutsProps): string[] {
  const values: any = new ArgoRolloutsInstallation(props).values();
  return Object.entries(values.providerRBAC.providers).flatMap(([name, isOn]) => (isOn === true ? name : []));
}

describe('the controller gets permissions for', () => {
  test.each([
    ['istio', { istio: { virtualService: { name: 'checkout' } } }, ['istio']],
    ['SMI', { smi: {} }, ['smi']],
    ['ALB', { alb: { ingress: 'checkout', servicePort: 80 } }, ['awsLoadBalancerController']],
    ['App Mesh', { appMesh: {} }, ['awsAppMesh']],
    ['Ambassador', { ambassador: { mappings: ['checkout'] } }, ['ambassador']],
    ['Traefik', { traefik: { weightedTraefikServiceName: 'checkout' } }, ['traefik']],
    ['APISIX', { apisix: { route: { name: 'checkout' } } }, ['apisix']],
    ['NGINX, which needs none', { nginx: { stableIngress: 'checkout' } }, []],
    ['the Gateway API', { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'checkout' } } }, ['gatewayAPI']],
    ['Contour', { plugins: { 'argoproj-labs/contour': {} } }, ['contour']],
    ['Gloo', { plugins: { 'solo-io/glooplatform': {} } }, ['glooPlatform']],
    ['a plugin that nobody knows', { plugins: { 'example/router': {} } }, []],
    ['no router', undefined, []],
  ])('%s', (_, trafficRouting, expected) => {
    const chart = shop();
    foreign(chart, 'checkout', trafficRouting);
    expect(providers({ serves: [chart] })).toEqual(expected);
  });

  test('all that the rollouts of an app use, in all of its charts', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart) });
    foreign(chartBeside(chart, 'bank', 'bank'), 'ledger', { smi: {} });
    expect(providers({ serves: [App.of(chart)] })).toEqual(['istio', 'smi']);
  });

  test('only those rollouts that it serves', () => {
    const chart = shop();
    const checkout = canary(chart, { traffic: hostSplit(chart) });
    foreign(chart, 'ledger', { smi: {} });
    expect(providers({ serves: [checkout] })).toEqual(['istio']);
    expect(providers({ serves: [] })).toEqual([]);
  });

  test('a plugin that is installed, whoever uses it', () => {
    expect(providers({ serves: [shop()], plugins: [GATEWAY_API] })).toEqual(['gatewayAPI']);
  });
});

test('an Application has what the rollouts use that were made after it', () => {
  const chart = shop();
  const application = new ArgoRolloutsApplication(chartBeside(chart, 'argo'), 'rollouts', { serves: [chart] });
  canary(chart, { traffic: hostSplit(chart) });
  const { spec: { source: { helm } } }: any = application.apiObject.toJson();
  expect(helm.valuesObject.providerRBAC.providers).toMatchObject({ istio: true, smi: false });
});

test('an app that serves itself is no circle', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  new ArgoRolloutsApplication(chartBeside(chart, 'argo'), 'rollouts', { serves: [App.of(chart)] });
  expect(mistakes(App.of(chart))).toEqual([]);
});

describe('a synth refuses', () => {
  function found(chart: Chart, props: ArgoRolloutsProps): string[] {
    new ArgoRolloutsApplication(chartBeside(chart, 'argo'), 'rollouts', props);
    return mistakes(App.of(chart));
  }

  test('a router for which the controller has no permission', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart) });
    expect(found(chart, { serves: [chart], routers: [TrafficProvider.SMI] })).toEqual([
      '[argo/rollouts] routers: gives the controller no permission for istio, which Rollout checkout uses; add TrafficProvider.ISTIO, or leave out `routers`',
    ]);
  });

  test('a router for which the chart gives no permission, since it gives none at all', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart) });
    expect(found(chart, { serves: [chart], values: { providerRBAC: { enabled: false } } })).toEqual([
      '[argo/rollouts] routers: gives the controller no permission for istio, which Rollout checkout uses; remove `values.providerRBAC.enabled`',
    ]);
  });

  test('a plugin by a name that is almost that of an installed one', () => {
    const chart = shop();
    canary(chart);
    budget(chart, 'budget');
    const plugin = ControllerPlugin.metricProvider('example/budgets', { location: 'https://plugins.example.com/budget' });
    expect(found(chart, { serves: [chart], plugins: [plugin] })).toEqual([
      '[argo/rollouts] plugins: "example/budget" is used by AnalysisTemplate budget and not installed; did you mean "example/budgets"?',
    ]);
  });

  test('a plugin that is installed under almost its own name', () => {
    const chart = shop();
    canary(chart);
    const right = 'argoproj-labs/sample-prometheus';
    budget(chart, 'sample', right);
    const plugin = ControllerPlugin.metricProvider('argoproj-labs/samplePrometheus', { location: 'https://plugins.example.com/sample' });
    expect(found(chart, { serves: [chart], plugins: [plugin] })).toEqual([
      `[argo/rollouts] plugins: "${right}" is used by AnalysisTemplate sample and not installed; install it under this name, not as "argoproj-labs/samplePrometheus"`,
    ]);
  });

  test('plugins of all kinds that are not installed', () => {
    const chart = shop();
    foreign(chart, 'checkout', { plugins: { 'example/router': {} } }, [STEP]);
    budget(chart, 'budget');
    expect(found(chart, { serves: [chart], plugins: [GATEWAY_API] })).toEqual([
      '[argo/rollouts] plugins: "example/router" is used by Rollout checkout and not installed; add ControllerPlugin.trafficRouter("example/router", …)',
      '[argo/rollouts] plugins: "example/approval" is used by Rollout checkout and not installed; add ControllerPlugin.step("example/approval", …)',
      '[argo/rollouts] plugins: "example/budget" is used by AnalysisTemplate budget and not installed; add ControllerPlugin.metricProvider("example/budget", …)',
    ]);
  });

  test('a plugin that is installed in another role', () => {
    const chart = shop();
    foreign(chart, 'checkout', undefined, [STEP]);
    const plugins = [ControllerPlugin.metricProvider('example/approval', { location: 'https://plugins.example.com/x' })];
    expect(found(chart, { serves: [chart], plugins })).toEqual([
      '[argo/rollouts] plugins: "example/approval" is used by Rollout checkout and not installed; add ControllerPlugin.step("example/approval", …)',
    ]);
  });

  test('the plugin of an analysis that a served rollout runs, and no other', () => {
    const chart = shop();
    budget(chart, 'budget');
    const checkout = foreign(chart, 'checkout', undefined, [{ analysis: { templates: [{ templateName: 'budget' }] } }]);
    const other = canary(chart, { metadata: { name: 'cart' } });
    expect(new ArgoRolloutsInstallation({ serves: [checkout] }).unmet()).toEqual([
      'plugins: "example/budget" is used by AnalysisTemplate budget and not installed; add ControllerPlugin.metricProvider("example/budget", …)',
    ]);
    expect(new ArgoRolloutsInstallation({ serves: [other] }).unmet()).toEqual([]);
  });

  test('a subscription where nothing is configured', () => {
    const chart = shop();
    canary(chart).subscribe(NotificationTrigger.ROLLOUT_ABORTED, NotificationService.slack('ops'));
    expect(found(chart, { serves: [chart] })).toEqual([
      '[argo/rollouts] notifications: is not given, and Rollout checkout subscribes to on-rollout-aborted through slack; give it, with a Notifier, or remove the subscription',
    ]);
  });

  test('a subscription to a trigger whose name is almost that of an event', () => {
    const chart = shop();
    canary(chart).subscribe(NotificationTrigger.of('on-rollout-complete'), NotificationService.slack('ops'));
    expect(found(chart, { serves: [chart], notifications: { notifiers: [Notifier.slack({ token: '$slack-token' })] } })).toEqual([
      '[argo/rollouts] notifications.triggers: "on-rollout-complete" is subscribed to by Rollout checkout and not defined; did you mean "on-rollout-completed"?',
    ]);
  });

  test('a subscription to a trigger of another event, which is like no other', () => {
    const chart = shop();
    canary(chart).subscribe(NotificationTrigger.of('on-rollout-resumed'), NotificationService.slack('ops'));
    expect(found(chart, { serves: [chart], notifications: { notifiers: [Notifier.slack({ token: '$slack-token' })] } })).toEqual([
      '[argo/rollouts] notifications.triggers: "on-rollout-resumed" is subscribed to by Rollout checkout and not defined; add it, or remove the subscription',
    ]);
  });

  test('a subscription to a trigger that is not among those given', () => {
    const chart = shop();
    canary(chart).subscribe(NotificationTrigger.ROLLOUT_ABORTED, NotificationService.slack('ops'));
    const notifications = { notifiers: [Notifier.slack({ token: '$slack-token' })], triggers: [{ trigger: NotificationTrigger.ROLLOUT_PAUSED }] };
    expect(found(chart, { serves: [chart], notifications })).toEqual([
      '[argo/rollouts] notifications.triggers: "on-rollout-aborted" is subscribed to by Rollout checkout and not defined; add it, or remove the subscription',
    ]);
  });

  test('what another controller is to look at', () => {
    const chart = shop();
    const labels = { 'argo-rollouts.argoproj.io/controller-instance-id': 'bank' };
    foreign(chart, 'checkout', undefined, [], { labels });
    expect(found(chart, { serves: [chart] })).toEqual([
      '[argo/rollouts] instanceId: is not given, and Rollout checkout has label argo-rollouts.argoproj.io/controller-instance-id, so this controller passes it over; remove the label, or give its value here',
    ]);
    expect(new ArgoRolloutsInstallation({ serves: [chart], instanceId: 'bank' }).unmet()).toEqual([]);
    expect(new ArgoRolloutsInstallation({ serves: [chart], instanceId: 'shop' }).unmet()).toEqual([
      'instanceId: "shop" is not what Rollout checkout is labelled with, so this controller passes it over; label it argo-rollouts.argoproj.io/controller-instance-id: shop',
    ]);
  });

  test('rollouts outside the namespace of a controller that serves no other', () => {
    const chart = shop();
    canary(chart);
    const template: any = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ClusterAnalysisTemplate', metadata: { name: 'errors' } };
    new ApiObject(chart, 'template', template);
    expect(new ArgoRolloutsInstallation({ serves: [chart], namespaced: true }).unmet()).toEqual([
      'namespaced: restricts the controller to namespace argo-rollouts, and Rollout checkout is in shop; give `namespace`, or serve the whole cluster',
      'namespaced: keeps the controller from reading ClusterAnalysisTemplate errors; use an AnalysisTemplate',
    ]);
    expect(new ArgoRolloutsInstallation({ serves: [chart], namespaced: true, namespace: 'shop' }).unmet()).toHaveLength(1);
  });
});

describe('a synth takes', () => {
  test('a subscription without triggers given: they are those subscribed to, each with a sentence', () => {
    const chart = shop();
    canary(chart).subscribe(NotificationTrigger.ROLLOUT_ABORTED, NotificationService.slack('ops'));
    const installation = new ArgoRolloutsInstallation({ serves: [chart], notifications: { notifiers: [Notifier.slack({ token: '$slack-token' })] } });
    expect(installation.unmet()).toEqual([]);
    expect(installation.values().notifications).toEqual({
      notifiers: { 'service.slack': 'token: $slack-token\n' },
      templates: { 'template.rollout-aborted': 'message: Rollout {{.rollout.metadata.name}} in namespace {{.rollout.metadata.namespace}} has been aborted.\n' },
      triggers: { 'trigger.on-rollout-aborted': '- send:\n    - rollout-aborted\n' },
    });
  });

  test('subscriptions and permissions that are looked after elsewhere', () => {
    const chart = shop();
    foreign(chart, 'checkout', { smi: {} }, [STEP], { annotations: { 'notifications.argoproj.io/subscribe.on-rollout-aborted.slack': 'ops' } });
    expect(new ArgoRolloutsInstallation({
      serves: [chart],
      routers: [],
      values: {
        controller: { createConfigmap: false },
        notifications: { configmap: { create: false } },
        providerRBAC: { additionalRules: [{ apiGroups: ['split.smi-spec.io'], resources: ['trafficsplits'], verbs: ['*'] }] },
      },
    }).unmet()).toEqual([]);
  });
});
