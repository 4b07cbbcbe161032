import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import {
  ArgoRolloutsApplication, ArgoRolloutsInstallation, ArgoRolloutsProps, NotificationService, NotificationTrigger, Notifier, TrafficProvider,
} from '../../lib';
import { canary, hostSplit } from '../support/checkout';
import { ledger } from '../support/ledger';
import { chartBeside, mistakes, shop } from '../support/synth';
import { GATEWAY_API } from './support';

/** What an installation beside the chart lacks. */
function found(chart: Chart, props: ArgoRolloutsProps): string[] {
  return new ArgoRolloutsApplication(chartBeside(chart, 'argo'), 'rollouts', props).installation.unmet();
}

const SERVE = 'add its chart to `serves`, or set the context cdk8s-argo-rollouts/cluster of charts for another cluster';
const SMI = `routers: gives the controller no permission for smi, which Rollout ledger (not in \`serves\`) uses; ${SERVE}`;
const APPROVAL = 'plugins: "example/approval" is used by Rollout ledger (not in `serves`) and not installed; add ControllerPlugin.step("example/approval", …)';

test('what a rollout uses that is not served, and that the only installation lacks, is an error', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  ledger(chartBeside(chart, 'bank', 'bank'));
  new ArgoRolloutsApplication(chartBeside(chart, 'argo'), 'rollouts', { serves: [chart] });
  expect(mistakes(App.of(chart)).filter((message) => message.startsWith('[argo/'))).toEqual([`[argo/rollouts] ${SMI}`, `[argo/rollouts] ${APPROVAL}`]);
});

test('where the routers are named, one of them is missing', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  ledger(chartBeside(chart, 'bank', 'bank'));
  expect(found(chart, { serves: [chart], routers: [TrafficProvider.ISTIO] })).toEqual([
    'routers: gives the controller no permission for smi, which Rollout ledger (not in `serves`) uses; add TrafficProvider.SMI, or leave out `routers`',
    APPROVAL,
  ]);
});

test('a subscription of a rollout that is not served is an error too', () => {
  const chart = shop();
  canary(chart);
  canary(chartBeside(chart, 'bank', 'bank')).subscribe(NotificationTrigger.ROLLOUT_ABORTED, NotificationService.slack('ops'));
  expect(found(chart, { serves: [chart], notifications: { notifiers: [Notifier.slack({ token: '$slack-token' })] } })).toEqual([
    `notifications.triggers: "on-rollout-aborted" is subscribed to by Rollout checkout (not in \`serves\`) and not defined; ${SERVE}`,
  ]);
});

test('what served rollouts lack is said once', () => {
  const chart = shop();
  ledger(chart);
  ledger(chartBeside(chart, 'bank', 'bank'));
  expect(found(chart, { serves: [chart] })).toEqual([
    'plugins: "example/approval" is used by Rollout ledger and not installed; add ControllerPlugin.step("example/approval", …)',
  ]);
});

describe('no error is', () => {
  test('a rollout that needs no more than the served ones', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart) });
    const bank = chartBeside(chart, 'bank', 'bank');
    canary(bank, { traffic: hostSplit(bank) });
    expect(found(chart, { serves: [chart] })).toEqual([]);
  });

  test('a rollout for another cluster', () => {
    const chart = shop();
    canary(chart);
    const bank = chartBeside(chart, 'bank', 'bank');
    bank.node.setContext('cdk8s-argo-rollouts/cluster', 'staging');
    ledger(bank);
    expect(found(chart, { serves: [chart] })).toEqual([]);
  });

  test('a rollout of another controller, or out of the controller\'s namespace', () => {
    const chart = shop();
    canary(chart);
    ledger(chartBeside(chart, 'bank', 'bank'), { labels: { 'argo-rollouts.argoproj.io/controller-instance-id': 'bank' } });
    expect(new ArgoRolloutsInstallation({ serves: [chart] }).unmet()).toEqual([]);
    const other = shop();
    canary(other);
    ledger(chartBeside(other, 'bank', 'bank'));
    expect(new ArgoRolloutsInstallation({ serves: [other], namespaced: true, namespace: 'shop' }).unmet()).toEqual([]);
  });

  test('a rollout that another installation may serve', () => {
    const chart = shop();
    canary(chart);
    ledger(chartBeside(chart, 'bank', 'bank'));
    new ArgoRolloutsApplication(chartBeside(chart, 'elsewhere'), 'rollouts', { releaseName: 'argo-rollouts-bank' });
    expect(found(chart, { serves: [chart] })).toEqual([]);
  });

  test('that nobody says what is served', () => {
    const chart = shop();
    ledger(chart);
    expect(found(chart, {})).toEqual([]);
  });
});

test('an installation for another cluster serves nothing in this one', () => {
  const chart = shop();
  canary(chart);
  ledger(chartBeside(chart, 'bank', 'bank'));
  const staging = chartBeside(chart, 'staging', 'shop');
  staging.node.setContext('cdk8s-argo-rollouts/cluster', 'staging');
  canary(staging);
  new ArgoRolloutsApplication(chartBeside(chart, 'elsewhere'), 'rollouts', { serves: [staging] });
  expect(found(chart, { serves: [chart] })).toEqual([SMI, APPROVAL]);
});

describe('to serve nothing is an error', () => {
  const fix = 'so the controller would get permissions for no router; give the charts of the rollouts, or name `routers`';

  test('where nothing is given', () => {
    expect(found(shop(), { serves: [] })).toEqual([`serves: is empty, ${fix}`]);
  });

  test('where no Rollout is in what is given', () => {
    const chart = shop();
    expect(found(chart, { serves: [chart], plugins: [GATEWAY_API] })).toEqual([`serves: has no Rollout in it, ${fix}`]);
  });

  test('but not where the routers are named, or where rollouts come later', () => {
    expect(found(shop(), { serves: [], routers: [] })).toEqual([]);
    const chart = shop();
    const installation = new ArgoRolloutsInstallation({ serves: [chart] });
    canary(chart);
    expect(installation.unmet()).toEqual([]);
  });

  test('nor where a Rollout cannot be made into a manifest, which it tells itself', () => {
    const chart = shop();
    const spec = Lazy.any({ produce: () => { throw new Error('no spec'); } });
    const broken: any = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'broken' }, spec };
    new ApiObject(chart, 'broken', broken);
    expect(new ArgoRolloutsInstallation({ serves: [chart] }).unmet()).toEqual([]);
  });
});
