import { ArgoRolloutsInstallation, ArgoRolloutsProps, ControllerPlugin, NotificationTrigger, Notifier } from '../../lib';
import { refusal } from '../support/synth';

const SECRET = 'argo-rollouts-notification-secret';

describe('a notifier refuses a secret in plain text, and does not repeat it', () => {
  test.each<[string, () => Notifier, string]>([
    ['a token', () => Notifier.slack({ token: 'hunter2' }), 'Notifier.slack: token: is not a reference to the Secret'],
    ['an empty token', () => Notifier.slack({ token: '' }), 'Notifier.slack: token: is not a reference to the Secret'],
    ['a text that only has a reference in it', () => Notifier.slack({ token: 'hunter2$token' }), 'Notifier.slack: token: is not a reference to the Secret'],
    ['the address of a webhook of Teams', () => Notifier.teams({ ops: 'https://example.webhook.office.com/webhookb2/hunter2' }), 'Notifier.teams: ops: is not a reference to the Secret'],
    [
      'a password',
      () => Notifier.email({ host: 'mail.example.com', port: 587, from: 'rollouts@example.com', password: 'hunter2' }),
      'Notifier.email: password: is not a reference to the Secret',
    ],
  ])('%s', (_, make, message) => {
    expect(refusal(make)).toBe(`${message}; write $ and a key of Secret ${SECRET}`);
  });

  test.each<[string, () => Notifier, string]>([
    [
      'in a header',
      () => Notifier.webhook('ci', { url: 'https://ci.example.com', headers: { Authorization: 'Bearer hunter2' } }),
      'notifications.notifiers.service.webhook.ci.headers[0].value',
    ],
    ['in an address', () => Notifier.webhook('ci', { url: 'https://hooks.slack.com/services/hunter2' }), 'notifications.notifiers.service.webhook.ci.url'],
    ['in a query', () => Notifier.webhook('ci', { url: 'https://ci.example.com/?token=hunter2hunter2' }), 'notifications.notifiers.service.webhook.ci.url'],
    ['among other settings', () => Notifier.of('pagerdutyv2', { serviceKeys: { apiKey: 'hunter2' } }), 'notifications.notifiers.service.pagerdutyv2.serviceKeys.apiKey'],
    [
      'that is known by its form',
      () => Notifier.of('github', { installation: `ghp_${'a'.repeat(36)}` }),
      'notifications.notifiers.service.github.installation',
    ],
  ])('%s', (_, make, field) => {
    expect(refusal(make)).toBe(`${field}: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key there`);
  });

  test.each<[string, () => Notifier]>([
    ['a reference', () => Notifier.slack({ token: '$slack-token' })],
    ['a reference after its scheme', () => Notifier.webhook('ci', { url: 'https://ci.example.com', headers: { Authorization: 'Bearer $ci-token' } })],
    ['an address that is a reference', () => Notifier.webhook('ci', { url: '$ci-url' })],
    ['names that only sound like secrets', () => Notifier.of('grafana', { apiUrl: 'https://grafana.example.com', tokenizer: 'words' })],
  ])('but takes %s', (_, make) => {
    expect(make).not.toThrow();
  });
});

describe('an installation refuses a secret in plain text', () => {
  const refused = (props: ArgoRolloutsProps): string => refusal(() => new ArgoRolloutsInstallation(props));

  test.each<[string, ArgoRolloutsProps, string]>([
    [
      'in the values of a notifier',
      { values: { notifications: { notifiers: { 'service.slack': 'token: hunter2\nusername: rollouts\n' } } } },
      `values.notifications.notifiers["service.slack"]: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key there`,
    ],
    [
      'as an item of the Secret that the chart can make',
      { values: { notifications: { secret: { create: true, items: { 'slack': 'hunter2' } } } } },
      `values.notifications.secret.items: tells secrets in plain text; make Secret ${SECRET} in a way that keeps it one`,
    ],
    [
      'as a further object',
      { values: { extraObjects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'datadog' }, stringData: { address: 'x' } }] } },
      'values.extraObjects[0]: tells secrets in plain text; make the Secret in a way that keeps it one',
    ],
    [
      'in a variable',
      { values: { controller: { extraEnv: [{ name: 'DATADOG_API_KEY', value: 'hunter2' }] } } },
      'values.controller.extraEnv[0].value: tells a secret in plain text; put it into a Secret, and refer to that',
    ],
    [
      'in an argument of a plugin',
      { plugins: [ControllerPlugin.step('example/approval', { location: 'https://plugins.example.com/x', args: ['--token=hunter2'] })] },
      'values.controller.stepPlugins[0].args[0]: tells a secret in plain text; put it into a Secret, and refer to that',
    ],
    [
      'in a template',
      {
        notifications: {
          notifiers: [Notifier.slack({ token: '$slack-token' })],
          triggers: [{
            trigger: NotificationTrigger.ROLLOUT_ABORTED,
            send: [{ name: 'call', message: '', settings: { webhook: { ci: { path: '/?token=hunter2hunter2' } } } }],
          }],
        },
      },
      `values.notifications.templates["template.call"]: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key there`,
    ],
  ])('%s', (_, props, message) => {
    expect(refused(props)).toBe(message);
  });

  test('but takes a message that speaks of secrets', () => {
    const send = [{ name: 'hint', message: 'Rollout {{.rollout.metadata.name}} is back.\nPassword: ask the platform team\ntoken: rotate it' }];
    expect(() => new ArgoRolloutsInstallation({
      notifications: { notifiers: [Notifier.slack({ token: '$slack-token' })], triggers: [{ trigger: NotificationTrigger.ROLLOUT_ABORTED, send }] },
    })).not.toThrow();
  });

  test('but takes the names of Secrets, and references to them', () => {
    expect(() => new ArgoRolloutsInstallation({
      dashboard: { ingress: { hosts: ['a.example.com'], annotations: { 'nginx.ingress.kubernetes.io/auth-secret': 'dashboard-auth' }, tlsSecretName: 'dashboard-tls' } },
      values: {
        imagePullSecrets: [{ name: 'registry' }],
        controller: { extraEnv: [{ name: 'DATADOG_API_KEY', valueFrom: { secretKeyRef: { name: 'datadog', key: 'api-key' } } }] },
      },
    })).not.toThrow();
  });
});

test.each([
  [() => Notifier.teams({}), 'Notifier.teams: has no channel; give the address of a webhook for each'],
  [() => Notifier.webhook('a.b', { url: 'https://ci.example.com' }), 'Notifier: "a.b" cannot name a service; use letters, digits, - and _, and none of the latter at the ends'],
  [() => Notifier.webhook('ci', { url: 'ci' }), 'Notifier.webhook ci: url: "ci" is neither an address nor a reference to the Secret; give https://…, or $ and a key'],
  [() => Notifier.email({ host: ' ', port: 25, from: 'a@example.com' }), 'Notifier.email: host: " " is empty; give the host of the mail server'],
  [() => Notifier.email({ host: 'mail', port: 0, from: 'a@example.com' }), 'Notifier.email: port: 0 is not a whole number from 1 to 65535; give the port of the mail server'],
])('a notifier that could not work is refused', (make, message) => {
  expect(refusal(make)).toBe(message);
});
