import { ApiObject, App, Chart } from 'cdk8s';
import * as cdktf from 'cdktf';
import { ControllerPlugin, NotificationService, NotificationTrigger, Notifier, TrafficProvider } from '../../lib';
import { ArgoRolloutsRelease, ArgoRolloutsReleaseProps, RolloutManifestsRelease } from '../../lib/cdktf';
import { canary, hostSplit } from '../support/checkout';
import { ledger } from '../support/ledger';
import { emptyChart, helmProvider, PACKAGES, problemsOf, stackOf } from './stacks';

const PLUGIN = ControllerPlugin.step('example/approval', { location: 'https://plugins.example.com/approval' });
const INSTANCE = 'argo-rollouts.argoproj.io/controller-instance-id';

/** A template for all namespaces that measures by a plugin. */
function errors(chart: Chart): ApiObject {
  const template: any = {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'ClusterAnalysisTemplate', metadata: { name: 'errors' },
    spec: { metrics: [{ name: 'errors', count: 1, provider: { plugin: { 'example/errors': {} } } }] },
  };
  return new ApiObject(chart, 'errors', template);
}

const APPROVAL = 'plugins: "example/approval" is used by Rollout ledger of delivery/bank and not installed; add ControllerPlugin.step("example/approval", …)';
const SMI = 'routers: gives the controller no permission for smi, which Rollout ledger of delivery/bank uses; ';
const SERVE = 'add its chart to `serves`, or give its release the `provider` of another cluster';

describe.each(PACKAGES)('a controller in a stack of %s is asked for what rollouts need that the stack delivers', (_name, terraform) => {
  type Metadata = Parameters<typeof ledger>[1];

  /** What is wrong with a stack that has a controller and delivers the ledger by a chart of another App. */
  function delivered(props: ArgoRolloutsReleaseProps, metadata?: Metadata, chart = emptyChart('bank', 'bank')): string[] {
    const stack = stackOf(terraform);
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', props);
    ledger(chart, metadata);
    new RolloutManifestsRelease(stack, 'bank', { chart, dependsOn: [controller] });
    return problemsOf(terraform, stack);
  }

  test('also if it is not told whom it serves', () => {
    expect(delivered({})).toEqual([`[delivery/argo-rollouts] ${APPROVAL}`]);
  });

  test('also by charts of other Apps than those that it serves', () => {
    const shop = emptyChart();
    canary(shop, { traffic: hostSplit(shop) });
    expect(delivered({ serves: [shop] })).toEqual([`[delivery/argo-rollouts] ${SMI}${SERVE}`, `[delivery/argo-rollouts] ${APPROVAL}`]);
  });

  test('also by other charts of an App that it serves', () => {
    const app = new App();
    const shop = new Chart(app, 'shop', { namespace: 'shop' });
    canary(shop);
    expect(delivered({ serves: [shop] }, {}, new Chart(app, 'bank', { namespace: 'bank' }))).toEqual([
      `[delivery/argo-rollouts] ${SMI}${SERVE}`, `[delivery/argo-rollouts] ${APPROVAL}`,
    ]);
  });

  test('also where the routers are named', () => {
    expect(delivered({ routers: [TrafficProvider.ISTIO], plugins: [PLUGIN] })).toEqual([
      `[delivery/argo-rollouts] ${SMI}add TrafficProvider.SMI, or leave out \`routers\``,
    ]);
  });

  test('also by an analysis that comes with another release', () => {
    const stack = stackOf(terraform);
    const [bank, common] = [emptyChart('bank', 'bank'), emptyChart('common', 'common')];
    ledger(bank, {}, { analysis: { templates: [{ templateName: 'errors', clusterScope: true }] } });
    errors(common);
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', { plugins: [PLUGIN] });
    new RolloutManifestsRelease(stack, 'bank', { chart: bank, dependsOn: [controller] });
    new RolloutManifestsRelease(stack, 'common', { chart: common, dependsOn: [controller] });
    expect(problemsOf(terraform, stack)).toEqual([
      '[delivery/argo-rollouts] plugins: "example/errors" is used by ClusterAnalysisTemplate errors of delivery/common and not installed; '
      + 'add ControllerPlugin.metricProvider("example/errors", …)',
    ]);
  });

  test('also by subscriptions', () => {
    const subscribed = (props: ArgoRolloutsReleaseProps): string[] => {
      const stack = stackOf(terraform);
      const chart = emptyChart();
      canary(chart).subscribe(NotificationTrigger.ROLLOUT_ABORTED, NotificationService.slack('ops'));
      const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', props);
      new RolloutManifestsRelease(stack, 'shop', { chart, dependsOn: [controller] });
      return problemsOf(terraform, stack);
    };
    expect(subscribed({})).toEqual([
      '[delivery/argo-rollouts] notifications: is not given, and Rollout checkout of delivery/shop subscribes to on-rollout-aborted through slack; '
      + 'give it, with a Notifier, or remove the subscription',
    ]);
    expect(subscribed({ notifications: { notifiers: [Notifier.slack({ token: '$slack-token' })] } })).toEqual([
      `[delivery/argo-rollouts] notifications.triggers: "on-rollout-aborted" is subscribed to by Rollout checkout of delivery/shop and not defined; ${SERVE}`,
    ]);
    expect(subscribed({ notifications: { notifiers: [Notifier.of('webhook', { url: 'https://hooks.example.com' }, 'hook')], triggers: [{ trigger: NotificationTrigger.ROLLOUT_ABORTED }] } })).toEqual([
      '[delivery/argo-rollouts] notifications.notifiers: "slack" is to notify for Rollout checkout of delivery/shop and is not there; add its `Notifier`, or name another service',
    ]);
  });

  test('once for each thing, of the release that needs it first', () => {
    const stack = stackOf(terraform);
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', { values: { providerRBAC: { enabled: false } } });
    for (const id of ['bank', 'vault', 'safe']) {
      const chart = emptyChart(id, id);
      ledger(chart);
      new RolloutManifestsRelease(stack, id, { chart, dependsOn: [controller] });
    }
    expect(problemsOf(terraform, stack)).toEqual([`[delivery/argo-rollouts] ${SMI}remove \`values.providerRBAC.enabled\``, `[delivery/argo-rollouts] ${APPROVAL}`]);
  });

  test('once, if it serves others that need the same', () => {
    const stack = stackOf(terraform);
    const [bank, vault] = [emptyChart('bank', 'bank'), emptyChart('vault', 'vault')];
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', { serves: [vault] });
    for (const chart of [bank, vault]) {
      ledger(chart);
      new RolloutManifestsRelease(stack, chart.node.id, { chart, dependsOn: [controller] });
    }
    expect(problemsOf(terraform, stack)).toEqual([
      '[delivery/argo-rollouts] plugins: "example/approval" is used by Rollout ledger and not installed; add ControllerPlugin.step("example/approval", …)',
    ]);
  });

  test('each of two controllers for its own', () => {
    const stack = stackOf(terraform);
    const [bank, vault] = [emptyChart('bank', 'bank'), emptyChart('vault', 'vault')];
    ledger(bank, { labels: { [INSTANCE]: 'bank' } });
    ledger(vault);
    const controllers = [
      new ArgoRolloutsRelease(stack, 'one', { plugins: [PLUGIN] }),
      new ArgoRolloutsRelease(stack, 'two', { instanceId: 'bank', releaseName: 'two', namespace: 'two', crds: { install: false } }),
    ];
    [bank, vault].forEach((chart) => new RolloutManifestsRelease(stack, chart.node.id, { chart, dependsOn: controllers }));
    expect(problemsOf(terraform, stack)).toEqual([`[delivery/two] ${APPROVAL}`]);
  });

  test('the namespace of the release is that of a Rollout that names none', () => {
    const chart = new Chart(new App(), 'bank');
    expect(delivered({ namespaced: true, namespace: 'default' }, {}, chart)).toEqual([`[delivery/argo-rollouts] ${APPROVAL}`]);
    expect(delivered({ namespaced: true, namespace: 'delivery' }, {}, new Chart(new App(), 'bank'))).toEqual([]);
  });

  test.each<[string, ArgoRolloutsReleaseProps, Metadata]>([
    ['a Rollout of another controller', {}, { labels: { [INSTANCE]: 'bank' } }],
    ['a Rollout without its instance id', { instanceId: 'bank' }, {}],
    ['a Rollout out of its namespace', { namespaced: true }, {}],
    ['a Rollout that needs no more than there is', { plugins: [PLUGIN] }, {}],
    ['plugins that are installed otherwise', { values: { controller: { createConfigmap: false } } }, {}],
  ])('but not for %s', (_what, props, metadata) => {
    expect(delivered(props, metadata)).toEqual([]);
  });

  const SUBSCRIBED = { annotations: { 'notifications.argoproj.io/subscribe.on-rollout-aborted.slack': 'ops' } };

  test.each<[string, (variable: cdktf.TerraformVariable) => Record<string, unknown>, Metadata]>([
    ['plugins as a list', ({ listValue }) => ({ controller: { stepPlugins: listValue } }), {}],
    ['plugins as a text', ({ stringValue }) => ({ controller: { stepPlugins: stringValue } }), {}],
    ['plugins as anything', ({ value }) => ({ controller: { stepPlugins: value } }), {}],
    ['the name of a plugin', ({ stringValue }) => ({ controller: { stepPlugins: [{ name: stringValue, location: 'https://plugins.example.com/approval' }] } }), {}],
    ['all of the controller', ({ stringValue }) => ({ controller: stringValue }), {}],
    ['all of the notifications', ({ stringValue }) => ({ controller: stringValue, notifications: stringValue }), SUBSCRIBED],
    ['triggers and notifiers as maps', ({ value }) => (
      { controller: value, notifications: { triggers: terraform.Token.asStringMap(value), notifiers: terraform.Token.asStringMap(value) } }
    ), SUBSCRIBED],
  ])('but not for what only Terraform knows: %s', (_what, valuesOf, metadata) => {
    const stack = stackOf(terraform);
    const chart = emptyChart('bank', 'bank');
    ledger(chart, metadata);
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', { values: valuesOf(new terraform.TerraformVariable(stack, 'known-later', {})) });
    new RolloutManifestsRelease(stack, 'bank', { chart, dependsOn: [controller] });
    expect(problemsOf(terraform, stack)).toEqual([]);
  });

  test('but not for a release to another cluster, also of an App that it serves', () => {
    const stack = stackOf(terraform);
    const app = new App();
    const [shop, bank] = [new Chart(app, 'shop', { namespace: 'shop' }), new Chart(app, 'bank', { namespace: 'bank' })];
    canary(shop);
    ledger(bank);
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', { serves: [shop] });
    new RolloutManifestsRelease(stack, 'shop', { chart: shop, dependsOn: [controller] });
    new RolloutManifestsRelease(stack, 'bank', { chart: bank, provider: helmProvider(terraform, stack, 'staging') });
    expect(problemsOf(terraform, stack)).toEqual([]);
  });

  test('nor where the controller or the release may not be there', () => {
    const stack = stackOf(terraform);
    const bank = emptyChart('bank', 'bank');
    ledger(bank);
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts');
    const release = new RolloutManifestsRelease(stack, 'bank', { chart: bank, dependsOn: [controller] });
    expect(problemsOf(terraform, stack)).toEqual([`[delivery/argo-rollouts] ${APPROVAL}`]);
    controller.resource.addOverride('count', '${var.new ? 1 : 0}');
    expect(problemsOf(terraform, stack)).toEqual([]);
    controller.resource.addOverride('count', null);
    release.resource.addOverride('count', 0);
    expect(problemsOf(terraform, stack)).toEqual([]);
  });

  test('and nobody where the stack has no controller', () => {
    const stack = stackOf(terraform);
    const bank = emptyChart('bank', 'bank');
    ledger(bank);
    new RolloutManifestsRelease(stack, 'bank', { chart: bank });
    expect(problemsOf(terraform, stack)).toEqual([]);
  });
});
