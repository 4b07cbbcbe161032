import { Size } from 'cdk8s';
import { Cpu, Secret } from 'cdk8s-plus-28';
import {
  ArgoRolloutsInstallation, ArgoRolloutsProps, ControllerPlugin, NotificationService, NotificationTrigger, Notifier, PluginFetch,
  PodDisruption, TrafficProvider,
} from '../../lib';
import { refusal, shop } from '../support/synth';
import { GATEWAY_API, SHA256 } from './support';

const GATEWAY_API_LOCATION = GATEWAY_API._location;

function refused(props: ArgoRolloutsProps): string {
  return refusal(() => new ArgoRolloutsInstallation(props, 'argo/rollouts'));
}

const SLACK = Notifier.slack({ token: '$slack-token' });
const { ROLLOUT_ABORTED, ROLLOUT_PAUSED } = NotificationTrigger;

test.each<[ArgoRolloutsProps, string]>([
  [{ namespace: 'Argo' }, 'namespace: "Argo" is not a DNS label; use lower-case letters, digits and -, with a letter or digit at both ends'],
  [{ namespace: '' }, 'namespace: "" is not a DNS label; use lower-case letters, digits and -, with a letter or digit at both ends'],
  [{ releaseName: 'a'.repeat(54) }, `releaseName: "${'a'.repeat(54)}" has 54 characters, and Helm takes 53 at most; give a shorter name`],
  [
    { releaseName: 'r'.repeat(53), dashboard: {} },
    `releaseName: "${'r'.repeat(53)}-argo-roll-dashboard" has 73 characters, and 63 is the most; give a shorter name with \`releaseName\``,
  ],
  [{ chartVersion: '^2.41.0' }, 'chartVersion: "^2.41.0" is not one version, as 2.41.0 is; give one: what is installed should not change by itself'],
  [{ repository: 'argo' }, 'repository: "argo" is no address of a repository; give https://… or oci://…'],
  [
    { repository: 'https://me:hunter2@charts.example.com' },
    'repository: has a user name or a password in it; give the credentials to whatever pulls the chart',
  ],
  [{ instanceId: 'a b' }, 'instanceId: "a b" is no value of a label; use up to 63 letters, digits, -, _ and .'],
  [{ controller: { replicas: 0 } }, 'controller.replicas: 0 is not a whole number of at least 1; give at least one pod'],
  [
    { controller: { resources: { cpu: { request: Cpu.units(2), limit: Cpu.units(1) } } } },
    'controller.resources: asks for 2 of cpu, and 1 is the limit; ask for less, or raise the limit',
  ],
  [
    { dashboard: { resources: { memory: { request: Size.gibibytes(1), limit: Size.mebibytes(512) } } } },
    'dashboard.resources: asks for 1024Mi of memory, and 512Mi is the limit; ask for less, or raise the limit',
  ],
  [{ dashboard: { replicas: 1.5 } }, 'dashboard.replicas: 1.5 is not a whole number of at least 1; give at least one pod'],
  [
    { controller: { disruption: PodDisruption.minAvailable(2) } },
    'controller.disruption: keeps all 2 pods, so no node with one can be drained; let fewer stay, or give more `replicas`',
  ],
  [
    { controller: { disruption: PodDisruption.minAvailablePercent(51) } },
    'controller.disruption: keeps all 2 pods, so no node with one can be drained; let fewer stay, or give more `replicas`',
  ],
  [
    { dashboard: { disruption: PodDisruption.minAvailable(1) } },
    'dashboard.disruption: keeps all of the one pod, so no node with one can be drained; let fewer stay, or give more `replicas`',
  ],
  [
    { controller: { extraArgs: ['--instance-id=shop'] } },
    'controller.extraArgs: "--instance-id=shop" is a setting of its own; use `instanceId`',
  ],
  [{ controller: { extraArgs: ['--namespaced'] } }, 'controller.extraArgs: "--namespaced" is a setting of its own; use `namespaced`'],
  [{ dashboard: { ingress: { hosts: [] } } }, 'dashboard.ingress.hosts: is empty; give the hosts of the dashboard'],
  [{ dashboard: { rootPath: 'deployments' } }, 'dashboard.rootPath: "deployments" does not begin with /; give an absolute path'],
  [
    { dashboard: { rootPath: '/deployments', ingress: { hosts: ['a.example.com'], path: '/deploy' } } },
    'dashboard.ingress.path: "/deploy" does not lead to /deployments, where the dashboard is (rootPath); leave out one of them',
  ],
  [
    { crds: { install: false, keep: true } },
    'crds.keep: says how CRDs are installed, which `crds.install` says are not; remove it, or install the CRDs here',
  ],
  [{ plugins: [GATEWAY_API, GATEWAY_API] }, 'plugins: "argoproj-labs/gatewayAPI" is given twice; leave out one of them'],
  [
    { plugins: [GATEWAY_API, ControllerPlugin.step('argoproj-labs/gatewayAPI', { location: 'https://elsewhere.example.com/step' })] },
    'plugins: "argoproj-labs/gatewayAPI" is given from two locations, and the controller keeps one file under that name; give one location',
  ],
  [
    { plugins: [GATEWAY_API, ControllerPlugin.step('argoproj-labs/gatewayAPI', { location: GATEWAY_API_LOCATION })] },
    'plugins: "argoproj-labs/gatewayAPI" is given with two checksums, and the controller keeps one file under that name; give both the same `sha256` and `fetch`',
  ],
  [
    {
      plugins: [GATEWAY_API, ControllerPlugin.step('argoproj-labs/gatewayAPI', { location: GATEWAY_API_LOCATION, sha256: SHA256, fetch: PluginFetch.download() })],
    },
    'plugins: "argoproj-labs/gatewayAPI" is fetched in two ways, and the controller keeps one file under that name; give both the same `sha256` and `fetch`',
  ],
  [
    { plugins: [GATEWAY_API], routers: [TrafficProvider.ISTIO] },
    'routers: lacks the permissions of plugin argoproj-labs/gatewayAPI; add TrafficProvider.GATEWAY_API',
  ],
  [{ notifications: { notifiers: [] } }, 'notifications.notifiers: is empty; give a service, or leave out `notifications`'],
  [
    { notifications: { notifiers: [SLACK, SLACK] } },
    'notifications.notifiers: "slack" names two services; give one of them another name',
  ],
  [
    { notifications: { notifiers: [SLACK], triggers: [{ trigger: ROLLOUT_ABORTED }, { trigger: ROLLOUT_ABORTED }] } },
    'notifications.triggers: "on-rollout-aborted" is given twice; put all that it sends into one',
  ],
  [
    { notifications: { notifiers: [SLACK], triggers: [{ trigger: ROLLOUT_ABORTED, send: [] }] } },
    'notifications.triggers: "on-rollout-aborted" sends nothing; give a template, or leave out `send`',
  ],
  [
    {
      notifications: {
        notifiers: [SLACK],
        triggers: [
          { trigger: ROLLOUT_ABORTED, send: [{ name: 'message', message: 'back' }] },
          { trigger: ROLLOUT_PAUSED, send: [{ name: 'message', message: 'waiting' }] },
        ],
      },
    },
    'notifications.triggers.send: "message" names two templates; give one of them another name',
  ],
  [
    { notifications: { notifiers: [SLACK], triggers: [{ trigger: ROLLOUT_ABORTED, send: [{ name: 'a b', message: 'back' }] }] } },
    'notifications.triggers.send: "a b" cannot name a template; use letters, digits, -, _ and .',
  ],
  [
    { notifications: { notifiers: [SLACK], subscriptions: [{ triggers: [ROLLOUT_ABORTED], services: [NotificationService.teams('ops')] }] } },
    'notifications.subscriptions[0].services: "teams" is no service of `notifiers`; add its notifier, or name another',
  ],
  [
    { notifications: { notifiers: [SLACK], triggers: [], subscriptions: [{ triggers: [ROLLOUT_ABORTED], services: [NotificationService.slack('ops')] }] } },
    'notifications.subscriptions[0].triggers: "on-rollout-aborted" is not defined; add it to `triggers`',
  ],
  [
    { notifications: { notifiers: [SLACK], subscriptions: [{ triggers: [], services: [NotificationService.slack('ops')] }] } },
    'notifications.subscriptions[0].triggers: is empty; give one, or remove the subscription',
  ],
  [
    { notifications: { notifiers: [SLACK, Notifier.webhook('ci', { url: '$ci' })], subscriptions: [{ triggers: [ROLLOUT_ABORTED], services: [NotificationService.named('ci', 'a:b')] }] } },
    'notifications.subscriptions[0].services: "a:b" has a ":", where the controller cuts a recipient of these subscriptions off; subscribe each rollout with `subscribe`',
  ],
  [
    { notifications: { notifiers: [SLACK], triggers: [{ trigger: ROLLOUT_ABORTED, send: [{ name: 'aborted', message: 'back', settings: { message: 'gone' } }] }] } },
    'notifications.triggers.send.settings: "aborted" has a second message; give it as `message` only',
  ],
  [
    { notifications: { notifiers: [SLACK], triggers: [{ trigger: ROLLOUT_ABORTED, send: [{ name: 'aborted', message: ' ' }] }] } },
    'notifications.triggers.send.message: "aborted" says nothing; give a message',
  ],
  [
    { notifications: { notifiers: [SLACK], triggers: [{ trigger: ROLLOUT_ABORTED, when: '' }] } },
    'notifications.triggers.when: "on-rollout-aborted" has an empty condition; give one, or leave out `when`',
  ],
  [{ values: { namespaceOverride: 'rollouts' } }, 'values.namespaceOverride: is a setting of its own; use `namespace`'],
  [{ values: { dashboard: { enabled: true } } }, 'values.dashboard.enabled: is a setting of its own; use `dashboard`'],
  [
    { values: { controller: { extraArgs: ['--instance-id', 'shop'] } } },
    'values.controller.extraArgs: "--instance-id" is a setting of its own; use `instanceId`',
  ],
  [
    { values: { controler: { replicas: 1 } } },
    'values.controler: is no value of chart argo-rollouts 2.41.0, which passes it over in silence; did you mean "controller"?',
  ],
  [
    { values: { controller: { image: { version: 'v1.9.0' } } } },
    'values.controller.image.version: is no value of chart argo-rollouts 2.41.0, which passes it over in silence; remove it',
  ],
  [
    { values: { constructor: {} } },
    'values.constructor: is no value of chart argo-rollouts 2.41.0, which passes it over in silence; remove it',
  ],
  [{ values: { controller: null } }, 'values.controller: null is not a map, as it is in the chart; give component or deploymentAnnotations, for instance'],
  [
    { controller: { replicas: 3, disruption: PodDisruption.minAvailable(1) }, values: { controller: { replicas: 1 } } },
    'controller.disruption: keeps all of the one pod, so no node with one can be drained; let fewer stay, or give more `replicas`',
  ],
  [
    { dashboard: { replicas: 3, disruption: PodDisruption.minAvailable(2) }, values: { dashboard: { replicas: 2 } } },
    'dashboard.disruption: keeps all 2 pods, so no node with one can be drained; let fewer stay, or give more `replicas`',
  ],
  [
    { values: { controller: { metrics: { serviceMonitor: { enabled: true } } } } },
    'values.controller.metrics: has a ServiceMonitor, which the chart does not make without metrics; give `controller.metrics.serviceMonitor`',
  ],
  [
    { controller: { metrics: { serviceMonitor: {} } }, values: { controller: { metrics: { enabled: false } } } },
    'values.controller.metrics: has a ServiceMonitor, which the chart does not make without metrics; give `controller.metrics.serviceMonitor`',
  ],
  [
    { values: { providerRBAC: { enabled: false, additionalRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] } } },
    'values.providerRBAC.additionalRules: is passed over by the chart, since `providerRBAC.enabled` is false; remove `enabled`, and give `routers: []` for no other permissions',
  ],
  [
    { values: { extraObjects: [{ kind: 'ConfigMap', data: { rule: 'on {{ $labels.pod }}' } }] } },
    'values.extraObjects[0]: has {{ in it, which the chart takes for a template; write {{`{{`}} for it, or make the object outside the chart',
  ],
  [{ serves: [undefined] } as unknown as ArgoRolloutsProps, 'serves[0]: is missing; give it, or leave it out'],
  [{ plugins: [GATEWAY_API, null] } as unknown as ArgoRolloutsProps, 'plugins[1]: is missing; give it, or leave it out'],
  [{ routers: [undefined] } as unknown as ArgoRolloutsProps, 'routers[0]: is missing; give it, or leave it out'],
  [{ values: { controller: true } }, 'values.controller: true is not a map, as it is in the chart; give component or deploymentAnnotations, for instance'],
])('%j is refused', (props, message) => {
  expect(refused(props)).toBe(`[argo/rollouts] ${message}`);
});

test('all that is wrong is said at once', () => {
  expect(refused({ repository: 'argo', controller: { replicas: -1 }, values: { dashbord: {} } }).split('\n')).toEqual([
    '[argo/rollouts] repository: "argo" is no address of a repository; give https://… or oci://…',
    '[argo/rollouts] controller.replicas: -1 is not a whole number of at least 1; give at least one pod',
    '[argo/rollouts] values.dashbord: is no value of chart argo-rollouts 2.41.0, which passes it over in silence; did you mean "dashboard"?',
  ]);
});

test('values of another version of the chart are taken as they are', () => {
  expect(new ArgoRolloutsInstallation({ chartVersion: '3.0.0', values: { novelty: true } }).values()).toMatchObject({ novelty: true });
  expect(new ArgoRolloutsInstallation({ chartVersion: '2.41.1-rc.1+build', values: {} }).version).toBe('2.41.1-rc.1+build');
});

test('null says that nothing is given', () => {
  const names = ['instanceId', 'dashboard', 'serves', 'plugins', 'controller', 'notifications', 'crds', 'values', 'namespace'];
  const nothing: any = Object.fromEntries(names.map((name) => [name, null]));
  const installation = new ArgoRolloutsInstallation(nothing);
  expect(installation.values()).toEqual(new ArgoRolloutsInstallation().values());
  expect([installation.namespace, installation.unmet()]).toEqual(['argo-rollouts', []]);
});

test.each([
  ['meant for the chart', 'of {{ .Release.Name }} in {{ include "argo-rollouts.fullname" $ }}'],
  ['that the chart writes as they are', 'on {{`{{`}} $labels.pod }} and {{ "{{ $value }}" }}'],
])('further objects may have templates %s', (_, rule) => {
  expect(() => new ArgoRolloutsInstallation({ values: { extraObjects: [{ kind: 'ConfigMap', data: { rule } }] } })).not.toThrow();
});

test('a ServiceMonitor in the values beside metrics in the settings is taken', () => {
  const values = { controller: { metrics: { serviceMonitor: { enabled: true } } } };
  expect(() => new ArgoRolloutsInstallation({ controller: { metrics: {} }, values })).not.toThrow();
});

test('there is no Service of a dashboard that is not installed', () => {
  expect(refusal(() => new ArgoRolloutsInstallation({}, 'argo/rollouts').dashboard))
    .toBe('[argo/rollouts] dashboard: is not installed; give `dashboard: {}`, or what it is to be like');
});

test('the Secret of notifications is the one that the controller looks at', () => {
  const chart = shop();
  const named = (name: string): ArgoRolloutsProps => (
    { notifications: { notifiers: [SLACK], secret: Secret.fromSecretName(chart, name, name) } }
  );
  expect(refused(named('slack'))).toBe('[argo/rollouts] notifications.secret: "slack" is not the Secret that the controller looks at; name it argo-rollouts-notification-secret');
  expect(() => new ArgoRolloutsInstallation(named('argo-rollouts-notification-secret'))).not.toThrow();
});

test.each([
  [() => PodDisruption.minAvailable(0), 'PodDisruption.minAvailable: 0 is not a whole number of at least 1; let at least one pod go, and one stay'],
  [() => PodDisruption.maxUnavailable(0), 'PodDisruption.maxUnavailable: 0 is not a whole number of at least 1; let at least one pod go, and one stay'],
  [() => PodDisruption.minAvailablePercent(100), 'PodDisruption.minAvailablePercent: 100 is not a whole number from 1 to 99; let at least one pod go, and one stay'],
  [() => PodDisruption.maxUnavailablePercent(101), 'PodDisruption.maxUnavailablePercent: 101 is not a whole number from 1 to 100; let at least one pod go, and one stay'],
])('a disruption out of bounds is refused', (make, message) => {
  expect(refusal(make)).toBe(message);
});
