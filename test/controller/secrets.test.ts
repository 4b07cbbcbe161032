import { ArgoRolloutsInstallation, ArgoRolloutsProps, ControllerPlugin, NotificationTrigger, Notifier } from '../../lib';
import { refusal } from '../support/synth';

const SECRET = 'argo-rollouts-notification-secret';

describe('a notifier refuses a secret in plain text, and does not repeat it', () => {
  test.each<[string, () => Notifier, string]>([
    ['a token', () => Notifier.slack({ token: 'hunter2' }), 'Notifier.slack: token: is not a reference to the Secret'],
    ['a token that is undefined', () => Notifier.slack({ token: undefined as any }), 'Notifier.slack: token: is not a reference to the Secret'],
    ['an empty token', () => Notifier.slack({ token: '' }), 'Notifier.slack: token: is not a reference to the Secret'],
    ['a text that only has a reference in it', () => Notifier.slack({ token: 'hunter2$token' }), 'Notifier.slack: token: is not a reference to the Secret'],
    ['a reference that the controller would read as far as its dot', () => Notifier.slack({ token: '$slack.token' }), 'Notifier.slack: token: is not a reference to the Secret'],
    ['the address of a webhook of Teams', () => Notifier.teams({ ops: 'https://example.webhook.office.com/webhookb2/hunter2' }), 'Notifier.teams: ops: is not a reference to the Secret'],
    [
      'a password',
      () => Notifier.email({ host: 'mail.example.com', port: 587, from: 'rollouts@example.com', password: 'hunter2' }),
      'Notifier.email: password: is not a reference to the Secret',
    ],
  ])('%s', (_, make, message) => {
    expect(refusal(make)).toBe(`${message}; write $ and a key (letters, digits, - and _) of Secret ${SECRET}`);
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
    ['in a map of secrets', () => Notifier.of('opsgenie', { apiKeys: { shop: 'hunter2' } }), 'notifications.notifiers.service.opsgenie.apiKeys.shop'],
    ['deep in a map of secrets', () => Notifier.of('pagerdutyv2', { serviceKeys: { shop: ['$ops', { a: 'hunter2' }] } }), 'notifications.notifiers.service.pagerdutyv2.serviceKeys.shop[1].a'],
    ['in a list of secrets', () => Notifier.of('example', { tokens: ['hunter2'] }), 'notifications.notifiers.service.example.tokens[0]'],
    ['in the addresses of channels', () => Notifier.of('googlechat', { webhooks: { shop: 'https://chat.example.com/hunter2' } }), 'notifications.notifiers.service.googlechat.webhooks.shop'],
    ['as a routing key', () => Notifier.of('example', { routingKey: 'hunter2' }), 'notifications.notifiers.service.example.routingKey'],
    ['as the key of an account', () => Notifier.of('awssqs', { queue: 'rollouts', key: 'hunter2', secret: '$sqs' }), 'notifications.notifiers.service.awssqs.key'],
    ['as a cookie', () => Notifier.webhook('ci', { url: 'https://ci.example.com', headers: { Cookie: 'session=hunter2' } }), 'notifications.notifiers.service.webhook.ci.headers[0].value'],
    ['in a header of its own', () => Notifier.webhook('ci', { url: 'https://ci.example.com', headers: { 'X-Shop-Auth-User': 'hunter2' } }), 'notifications.notifiers.service.webhook.ci.headers[0].value'],
  ])('%s', (_, make, field) => {
    expect(refusal(make)).toBe(`${field}: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key (letters, digits, - and _) there`);
  });

  test.each<[string, () => Notifier]>([
    ['a reference', () => Notifier.slack({ token: '$slack-token' })],
    ['a reference after its scheme', () => Notifier.webhook('ci', { url: 'https://ci.example.com', headers: { Authorization: 'Bearer $ci-token' } })],
    ['an address that is a reference', () => Notifier.webhook('ci', { url: '$ci-url' })],
    ['references in a map of secrets', () => Notifier.of('opsgenie', { apiUrl: 'api.opsgenie.com', apiKeys: { shop: '$opsgenie_shop', cart: 'GenieKey $cart' } })],
    ['a reference in an address', () => Notifier.webhook('ci', { url: 'https://outlook.office.com/webhook/$teams', headers: { 'X-Author': 'rollouts' } })],
    ['the hook of a build', () => Notifier.webhook('ci', { url: 'https://ci.example.com/hooks/deploy' })],
    ['what a plugin of Argo CD puts in', () => Notifier.of('opsgenie', { apiKeys: { shop: '<path:secret/data/opsgenie#shop>', cart: 'GenieKey <cart>' } })],
    ['names that only sound like secrets', () => Notifier.of('grafana', { apiUrl: 'https://grafana.example.com', tokenizer: 'words' })],
  ])('but takes %s', (_, make) => {
    expect(make).not.toThrow();
  });
});

test.each([
  'xapp-1-A0123456789-hunter2',
  `https://api.telegram.org/bot123456789:${'a'.repeat(35)}/sendMessage`,
  'https://mattermost.example.com/hooks/hunter2',
  `https://chat.example.com/hooks/${'a1'.repeat(13)}`,
  'https://outlook.office.com/webhook/hunter2',
  'see <https://hooks.slack.com/services/hunter2|this>, or <that>',
  `<xoxb-${'1'.repeat(12)}-abcdefgh>`,
  'https://files.example.com/x?X-Amz-Algorithm=AWS4&X-Amz-Signature=0123456789abcdef',
  'https://files.example.com/x?X-Amz-Security-Token=0123456789abcdef',
])('what is known as a secret by its form is refused under any name: %s', (url) => {
  expect(refusal(() => Notifier.of('example', { settings: url })))
    .toBe(`notifications.notifiers.service.example.settings: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key (letters, digits, - and _) there`);
});

describe('an installation refuses a secret in plain text', () => {
  const refused = (props: ArgoRolloutsProps): string => refusal(() => new ArgoRolloutsInstallation(props));

  test.each<[string, ArgoRolloutsProps, string]>([
    [
      'in the values of a notifier',
      { values: { notifications: { notifiers: { 'service.slack': 'token: hunter2\nusername: rollouts\n' } } } },
      `values.notifications.notifiers["service.slack"]: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key (letters, digits, - and _) there`,
    ],
    [
      'in a map of the values of a notifier',
      { values: { notifications: { notifiers: { 'service.opsgenie': 'apiUrl: api.opsgenie.com\napiKeys:\n  cart: $cart\n  shop: "hunter2"\n' } } } },
      `values.notifications.notifiers["service.opsgenie"]: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key (letters, digits, - and _) there`,
    ],
    [
      'in a map on one line of the values of a notifier',
      { values: { notifications: { notifiers: { 'service.opsgenie': 'apiKeys: { cart: $cart, shop: hunter2 }' } } } },
      `values.notifications.notifiers["service.opsgenie"]: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key (letters, digits, - and _) there`,
    ],
    [
      'as the key of an account in the values of a notifier',
      { values: { notifications: { notifiers: { 'service.awssqs': 'queue: rollouts\nkey: hunter2' } } } },
      `values.notifications.notifiers["service.awssqs"]: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key (letters, digits, - and _) there`,
    ],
    [
      'as an item of the Secret that the chart can make',
      { values: { notifications: { secret: { create: true, items: { 'slack': 'hunter2' } } } } },
      `values.notifications.secret.items: tells secrets in plain text; make Secret ${SECRET} in a way that keeps it one`,
    ],
    [
      'as items of that Secret that are known by their names: once',
      { values: { notifications: { secret: { create: true, items: { 'slack-token': 'hunter2', 'email-password': 'hunter2' } } } } },
      `values.notifications.secret.items: tells secrets in plain text; make Secret ${SECRET} in a way that keeps it one`,
    ],
    [
      'as a further object with names of secrets: once',
      { values: { extraObjects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'datadog' }, stringData: { 'api-key': 'hunter2' } }] } },
      'values.extraObjects[0]: tells secrets in plain text; make the Secret in a way that keeps it one',
    ],
    [
      'as a further object',
      { values: { extraObjects: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'datadog' }, stringData: { address: 'x' } }] } },
      'values.extraObjects[0]: tells secrets in plain text; make the Secret in a way that keeps it one',
    ],
    [
      'as a further object that is a text',
      { values: { extraObjects: ['apiVersion: v1\nkind: Secret # of datadog\nstringData:\n  address: x\n'] } },
      'values.extraObjects[0]: tells secrets in plain text; make the Secret in a way that keeps it one',
    ],
    [
      'as a further object in JSON',
      { values: { extraObjects: { datadog: '{"apiVersion":"v1","kind":"Secret","data":{"address":"eA=="}}' } } },
      'values.extraObjects.datadog: tells secrets in plain text; make the Secret in a way that keeps it one',
    ],
    [
      'as a further object in a list',
      { values: { extraObjects: [{ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Secret', data: { address: 'eA==' } }] }] } },
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
      `values.notifications.templates["template.call"]: tells a secret in plain text; put it into Secret ${SECRET}, and write $ and its key (letters, digits, - and _) there`,
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

  test('but takes what is encrypted, kept in a file or a vault, or filled in later', () => {
    expect(() => new ArgoRolloutsInstallation({
      values: {
        controller: {
          extraEnv: [
            { name: 'VAULT_TOKEN', value: '<path:secret/data/vault#token>' },
            { name: 'GOOGLE_APPLICATION_CREDENTIALS', value: '/var/run/secrets/gcp/key.json' },
            { name: 'CLIENT_SECRET', value: 'vault:secret/data/x#y' },
          ],
          extraContainers: [{ name: 'proxy', args: ['--tls-private-key=/etc/tls/tls.key', '--secret=foo/bar'] }],
        },
        notifications: {
          secret: { items: { 'slack-token': '<path:secret/data/slack#token>' } },
          notifiers: { 'service.grafana': 'apiKey: ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=,type:str]' },
        },
        extraObjects: [
          { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'a' }, spec: { encryptedData: { 'slack-token': 'AgBy3i4OJSWK' } } },
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { token: 'ref+vault://secret/slack#/token' } },
        ],
      },
    })).not.toThrow();
  });

  test('but takes the names of Secrets, and references to them', () => {
    expect(() => new ArgoRolloutsInstallation({
      dashboard: { ingress: { hosts: ['a.example.com'], annotations: { 'nginx.ingress.kubernetes.io/auth-secret': 'dashboard-auth' }, tlsSecretName: 'dashboard-tls' } },
      values: {
        imagePullSecrets: [{ name: 'registry' }],
        extraObjects: [
          'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nspec:\n  secretStoreRef: { kind: SecretStore, name: vault }\n  data: []\n',
          { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' }, secrets: [{ name: 'registry' }] },
        ],
        notifications: { notifiers: { 'service.opsgenie': 'apiKeys:\n  shop: $shop\napiUrl: https://api.opsgenie.com\n', 'service.newrelic': 'tokens: { a: $a, b: "$b" }' } },
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
