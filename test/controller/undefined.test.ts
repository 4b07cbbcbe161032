import {
  ArgoRolloutsInstallation, ArgoRolloutsProps, ControllerPlugin, MetricProvider, NotificationService, NotificationTrigger, Notifier,
  PluginFetch, PodDisruption,
} from '../../lib';
import { canary } from '../support/checkout';
import { refusal, shop } from '../support/synth';

/** What a program without types lets through, as of a variable of the environment that is not set. */
const nothing: any = undefined;

const SLACK = Notifier.slack({ token: '$slack-token' });
const { ROLLOUT_ABORTED } = NotificationTrigger;
const SERVICE = NotificationService.slack('ops');
const PLUGIN = 'give owner and name, as in argoproj-labs/gatewayAPI';
const SECRET = 'write $ and a key (letters, digits, - and _) of Secret argo-rollouts-notification-secret';

test.each<[string, () => unknown, string]>([
  ['NotificationService.slack', () => NotificationService.slack(nothing), 'NotificationService.recipients: is undefined; leave it out, or give the recipient'],
  ['NotificationService.teams', () => NotificationService.teams('ops', nothing), 'NotificationService.recipients: is undefined; leave it out, or give the recipient'],
  ['NotificationService.email', () => NotificationService.email(nothing), 'NotificationService.recipients: is undefined; leave it out, or give the recipient'],
  ['NotificationService.named', () => NotificationService.named(nothing), 'NotificationService.named: is undefined; give the name of the service'],
  ['NotificationTrigger.of', () => NotificationTrigger.of(nothing), 'NotificationTrigger.of: is undefined; give `on-` and the reason of an event, as in on-rollout-not-completed'],
  ['the trigger of subscribe', () => { canary(shop()).subscribe(nothing, SERVICE); }, '[shop/checkout] subscribe: has no trigger; give what to notify of, as NotificationTrigger.ROLLOUT_ABORTED'],
  ['the service of subscribe', () => { canary(shop()).subscribe(ROLLOUT_ABORTED, nothing); }, '[shop/checkout] subscribe: has no service; give the service to notify through'],
  ['the options of Notifier.slack', () => Notifier.slack(nothing), 'Notifier.slack: has no options; give the `token`'],
  ['the token of Notifier.slack', () => Notifier.slack({ token: nothing }), `Notifier.slack: token: is not a reference to the Secret; ${SECRET}`],
  ['the channels of Notifier.teams', () => Notifier.teams(nothing), 'Notifier.teams: has no options; give the address of a webhook for each channel'],
  ['a channel of Notifier.teams', () => Notifier.teams({ ops: nothing }), `Notifier.teams: ops: is not a reference to the Secret; ${SECRET}`],
  ['the options of Notifier.email', () => Notifier.email(nothing), 'Notifier.email: has no options; give `host`, `port` and `from`'],
  ['the host of Notifier.email', () => Notifier.email({ host: nothing, port: 25, from: 'a@example.com' }), 'Notifier.email: host: is undefined; give the host of the mail server'],
  [
    'the port of Notifier.email',
    () => Notifier.email({ host: 'mail', port: nothing, from: 'a@example.com' }),
    'Notifier.email: port: is not a whole number from 1 to 65535; give the port of the mail server',
  ],
  ['the name of Notifier.webhook', () => Notifier.webhook(nothing, { url: '$ci' }), 'Notifier.webhook: is undefined; give the name of the service'],
  ['the options of Notifier.webhook', () => Notifier.webhook('ci', nothing), 'Notifier.webhook ci: has no options; give the `url`'],
  ['the address of Notifier.webhook', () => Notifier.webhook('ci', { url: nothing }), 'Notifier.webhook ci: url: is undefined; give https://…, or $ and a key'],
  [
    'a header of Notifier.webhook',
    () => Notifier.webhook('ci', { url: '$ci', headers: { 'X-Team': nothing } }),
    'Notifier.webhook ci: headers.X-Team: is undefined; give its value, or leave it out',
  ],
  ['the type of Notifier.of', () => Notifier.of(nothing, {}), 'Notifier.of: is undefined; give the type of the service'],
  ['the settings of Notifier.of', () => Notifier.of('grafana', nothing), 'Notifier.of grafana: has no options; give its settings'],
  ['the name of a plugin', () => ControllerPlugin.step(nothing, { location: 'file:///bin/x' }), `ControllerPlugin: is undefined; ${PLUGIN}`],
  ['the options of a plugin', () => ControllerPlugin.trafficRouter('example/x', nothing), '[ControllerPlugin example/x] options: is undefined; give the `location`'],
  [
    'the location of a plugin',
    () => ControllerPlugin.metricProvider('example/x', { location: nothing }),
    '[ControllerPlugin example/x] location: is undefined; give the address of the executable',
  ],
  [
    'an argument of a plugin',
    () => ControllerPlugin.step('example/x', { location: 'file:///bin/x', args: ['--verbose', nothing] }),
    '[ControllerPlugin example/x] args[1]: is undefined; give it, or leave it out',
  ],
  ['the image of a plugin', () => PluginFetch.fromImage(nothing), 'PluginFetch: is undefined; give the image of the init container'],
  ['PodDisruption.minAvailable', () => PodDisruption.minAvailable(nothing), 'PodDisruption.minAvailable: is not a whole number of at least 1; let at least one pod go, and one stay'],
  ['the properties of MetricProvider.prometheus', () => MetricProvider.prometheus(nothing), 'MetricProvider.prometheus: has no properties; give `address` and `query`'],
  ['an address', () => MetricProvider.prometheus({ address: nothing, query: 'up' }), 'MetricProvider.prometheus: address: is undefined; begin with http:// or https://'],
  ['a query', () => MetricProvider.prometheus({ address: 'http://a', query: nothing }), 'MetricProvider.prometheus: query: is undefined; give a PromQL query'],
  [
    'a header of a query',
    () => MetricProvider.prometheus({ address: 'http://a', query: 'up', headers: { tenant: nothing } }),
    'MetricProvider.prometheus: headers.tenant: is undefined; give its value, or leave it out',
  ],
  ['the properties of MetricProvider.web', () => MetricProvider.web(nothing), 'MetricProvider.web: has no properties; give `url`'],
  ['a URL', () => MetricProvider.web({ url: nothing }), 'MetricProvider.web: url: is undefined; begin with http:// or https://'],
  ['the properties of MetricProvider.job', () => MetricProvider.job(nothing), 'MetricProvider.job: has no properties; give `spec`'],
  ['a Job', () => MetricProvider.job({ spec: nothing }), 'MetricProvider.job: spec: is undefined; give what the Job runs'],
  ['the name of a metric plugin', () => MetricProvider.plugin(nothing), 'MetricProvider.plugin: is undefined; give owner and name, as in argoproj-labs/sample-prometheus'],
  ['another provider', () => MetricProvider.other(nothing), 'MetricProvider.other: has no properties; give a provider as the CRD has it'],
])('%s is refused when it is undefined', (_, make, message) => {
  expect(refusal(make)).toBe(message);
});

test.each<[unknown, string]>([
  [{ serves: [nothing] }, 'serves[0]: is missing; give it, or leave it out'],
  [{ serves: shop() }, 'serves: is not a list; put it into one: [ … ]'],
  [{ routers: [nothing] }, 'routers[0]: is missing; give it, or leave it out'],
  [{ routers: ['nginx'] }, 'routers[0]: "nginx" is no TrafficProvider; remove it: an Ingress of NGINX needs no permissions of its own'],
  [
    { routers: ['Istio'] },
    'routers[0]: "Istio" is no TrafficProvider; give one of istio, smi, ambassador, awsLoadBalancerController, awsAppMesh, traefik, apisix, contour, glooPlatform, gatewayAPI',
  ],
  [{ controller: { extraArgs: [nothing] } }, 'controller.extraArgs[0]: is missing; give it, or leave it out'],
  [{ controller: { extraArgs: '--qps=50' } }, 'controller.extraArgs: is not a list; put it into one: [ … ]'],
  [{ dashboard: { ingress: {} } }, 'dashboard.ingress.hosts: is missing; give it'],
  [{ dashboard: { ingress: { hosts: [nothing] } } }, 'dashboard.ingress.hosts[0]: is missing; give it, or leave it out'],
  [{ notifications: {} }, 'notifications.notifiers: is missing; give it'],
  [{ notifications: { notifiers: SLACK } }, 'notifications.notifiers: is not a list; put it into one: [ … ]'],
  [{ notifications: { notifiers: [SLACK, nothing] } }, 'notifications.notifiers[1]: is missing; give it, or leave it out'],
  [{ notifications: { notifiers: [SLACK], triggers: [nothing] } }, 'notifications.triggers[0]: is missing; give it, or leave it out'],
  [{ notifications: { notifiers: [SLACK], triggers: [{}] } }, 'notifications.triggers[0].trigger: is missing; give it'],
  [{ notifications: { notifiers: [SLACK], triggers: [{ trigger: ROLLOUT_ABORTED, send: [nothing] }] } }, 'notifications.triggers[0].send[0]: is missing; give it, or leave it out'],
  [{ notifications: { notifiers: [SLACK], triggers: [{ trigger: ROLLOUT_ABORTED, send: [{ name: 'a' }] }] } }, 'notifications.triggers[0].send[0].message: is missing; give it'],
  [{ notifications: { notifiers: [SLACK], subscriptions: [nothing] } }, 'notifications.subscriptions[0]: is missing; give it, or leave it out'],
  [{ notifications: { notifiers: [SLACK], subscriptions: [{ triggers: [ROLLOUT_ABORTED] }] } }, 'notifications.subscriptions[0].services: is missing; give it'],
  [
    { notifications: { notifiers: [SLACK], subscriptions: [{ triggers: [nothing], services: [SERVICE] }] } },
    'notifications.subscriptions[0].triggers[0]: is missing; give it, or leave it out',
  ],
  [{ serves: ['shop'] }, 'serves[0]: is no construct; give a chart, or a rollout'],
  [{ plugins: [{ name: 'example/x', location: 'file:///bin/x' }] }, 'plugins[0]: is no ControllerPlugin; make it by ControllerPlugin.step, for instance'],
  [{ notifications: { notifiers: [{ token: '$slack-token' }] } }, 'notifications.notifiers[0]: is no Notifier; make it by Notifier.slack, for instance'],
  [
    { notifications: { notifiers: [SLACK], triggers: [{ trigger: 'on-rollout-aborted' }] } },
    'notifications.triggers[0].trigger: is no NotificationTrigger; give NotificationTrigger.ROLLOUT_ABORTED, for instance',
  ],
  [
    { notifications: { notifiers: [SLACK], subscriptions: [{ triggers: ['on-rollout-aborted'], services: ['slack'] }] } },
    'notifications.subscriptions[0].triggers[0]: is no NotificationTrigger; give NotificationTrigger.ROLLOUT_ABORTED, for instance\n'
      + '[argo/rollouts] notifications.subscriptions[0].services[0]: is no NotificationService; make it by NotificationService.slack, for instance',
  ],
])('what is missing or something else in an installation is told of: %#', (props, message) => {
  expect(refusal(() => new ArgoRolloutsInstallation(props as ArgoRolloutsProps, 'argo/rollouts'))).toBe(`[argo/rollouts] ${message}`);
});

test('a version that is written as a number is refused', () => {
  const chartVersion: any = 2.41;
  expect(refusal(() => new ArgoRolloutsInstallation({ chartVersion }, 'argo/rollouts')))
    .toBe('[argo/rollouts] chartVersion: 2.41 is not a text; put it in quotes');
});
