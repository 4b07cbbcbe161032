import { Chart, Testing } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import {
  ArgoRolloutsInstallation, NotificationOptions, NotificationService, NotificationSubscription, NotificationTemplate, NotificationTrigger,
  Notifier,
} from '../../lib';
import { canary } from '../support/checkout';
import { refusal, shop } from '../support/synth';

const TRIGGERS = 'notifications.triggers';

function installation(notifications: Partial<NotificationOptions>): ArgoRolloutsInstallation {
  return new ArgoRolloutsInstallation({ notifications: { notifiers: [Notifier.slack({ token: '$slack-token' })], ...notifications } }, 'argo/rollouts');
}

function refused(notifications: Partial<NotificationOptions>): string {
  return refusal(() => installation(notifications));
}

function sending(...send: NotificationTemplate[]): Partial<NotificationOptions> {
  return { triggers: [{ trigger: NotificationTrigger.ROLLOUT_ABORTED, send }] };
}

function subscribing(subscription: Partial<NotificationSubscription>): Partial<NotificationOptions> {
  return {
    subscriptions: [{ triggers: [NotificationTrigger.ROLLOUT_ABORTED], services: [NotificationService.slack('ops')], ...subscription }],
  };
}

test('a condition that the controller cannot read is refused: it would send nothing at all', () => {
  const when = "rollout.metadata.namespace = 'shop'";
  expect(refused({ triggers: [{ trigger: NotificationTrigger.ROLLOUT_ABORTED, when }] })).toBe(
    `[argo/rollouts] ${TRIGGERS}.when: "${when}" uses "=" at position 28, which is no operator: write ==; correct it: it is in the language expr`,
  );
});

test('so is a message, and any text of the settings beside it', () => {
  expect(refused(sending({ name: 'aborted', message: 'a {{.rollout.metadata.name' })))
    .toBe(`[argo/rollouts] ${TRIGGERS}.send: "aborted" has {{ without }}; close it, as in {{.rollout.metadata.name}}`);
  expect(refused(sending({ name: 'aborted', message: 'ok', settings: { slack: { attachments: ['{{.app.x}}'] } } })))
    .toBe(`[argo/rollouts] ${TRIGGERS}.send: "aborted" is about .app, which Argo CD has, and Argo Rollouts has not; write .rollout`);
});

test.each([
  ['rollout.status.phase', "gives a string rather than true or false; compare it with something, as in rollout.status.phase == 'Degraded'"],
  ['isNil(rollout.spec)', 'calls isNil at position 1, which only analyses have; write == nil'],
  ['rolout.spec.paused', 'uses the unknown name "rolout" at position 1; did you mean "rollout"?'],
])('so is the condition %s, which is never true', (when, message) => {
  expect(refused({ triggers: [{ trigger: NotificationTrigger.ROLLOUT_ABORTED, when }] })).toBe(`[argo/rollouts] ${TRIGGERS}.when: "${when}" ${message}`);
});

test('so is a message that calls what is no function, or leaves something open', () => {
  expect(refused(sending({ name: 'aborted', message: '{{rollout.metadata.name}}' })))
    .toBe(`[argo/rollouts] ${TRIGGERS}.send: "aborted" uses rollout without a dot before it, which makes it a function; write .rollout`);
  expect(refused(sending({ name: 'aborted', message: 'ok', settings: { email: { subject: '{{ if .rollout.x }}' } } })))
    .toBe(`[argo/rollouts] ${TRIGGERS}.send: "aborted" has {{if}} without {{end}}; close it with {{end}}`);
});

test('so is a service of a type that the controller does not have, of the known versions', () => {
  const notifications = { notifiers: [Notifier.of('slak', { token: '$slack-token' })] };
  expect(refused(notifications)).toBe('[argo/rollouts] notifications.notifiers: "slak" is no type of service that Argo Rollouts has; did you mean "slack"?');
  expect(() => new ArgoRolloutsInstallation({ notifications, chartVersion: '3.0.0' })).not.toThrow();
});

describe('a channel of Teams', () => {
  const notifiers = [Notifier.teams({ ops: '$teams-ops' })];
  const subscribedTo = (...channels: string[]): Partial<NotificationOptions> => (
    { notifiers, ...subscribing({ services: [NotificationService.teams(...channels)] }) }
  );

  test('has an address', () => {
    expect(() => installation(subscribedTo('ops'))).not.toThrow();
    expect(refused(subscribedTo('ops', 'opps', 'shop'))).toBe([
      '[argo/rollouts] notifications.subscriptions[0].services: "opps" is not among the recipientUrls of the service; did you mean "ops"?',
      '[argo/rollouts] notifications.subscriptions[0].services: "shop" is not among the recipientUrls of the service; add it to its recipientUrls, or name another',
    ].join('\n'));
  });

  test('has one also where a rollout subscribes', () => {
    const chart = shop();
    canary(chart).subscribe(NotificationTrigger.ROLLOUT_ABORTED, NotificationService.teams('ops', 'shop'));
    const unmet = (options: Partial<NotificationOptions>): string[] => (
      new ArgoRolloutsInstallation({ notifications: { notifiers, ...options }, serves: [chart] }).unmet()
    );
    expect(unmet({})).toEqual([
      'notifications.notifiers: "shop" is to be notified for Rollout checkout, and teams has no address for it; add it to its recipientUrls, or name another',
    ]);
    expect(unmet({ notifiers: [Notifier.teams({ ops: '$teams-ops', shop: '$teams-shop' })] })).toEqual([]);
    expect(unmet({ selfService: true })).toEqual([]);
    expect(unmet({ notifiers: [Notifier.webhook('teams', { url: 'https://ci.example.com' })] })).toEqual([]);
  });
});

test('so is a selector of labels', () => {
  expect(refused(subscribing({ selector: 'team==shop,,' })))
    .toBe('[argo/rollouts] notifications.subscriptions[0].selector: "team==shop,," is no selector of labels; write it as team=shop,tier in (front, back)');
  expect(installation(subscribing({ selector: 'team=shop' })).values()).toHaveProperty('notifications.subscriptions');
});

describe('the Secret of the notifications', () => {
  const NAME = 'argo-rollouts-notification-secret';

  function secretIn(namespace?: string, chartNamespace?: string): Secret {
    return new Secret(new Chart(Testing.app(), 'platform', { namespace: chartNamespace }), 'secret', { metadata: { name: NAME, namespace } });
  }

  test.each<[string, Secret, string]>([
    ['in another namespace', secretIn('argocd'), 'is in namespace argocd'], ['in that of its chart', secretIn(undefined, 'argocd'), 'is in namespace argocd'],
    ['in none', secretIn(), 'tells no namespace'],
  ])('is where the controller looks: not %s', (_, secret, said) => {
    expect(refused({ secret }))
      .toBe(`[argo/rollouts] notifications.secret: ${said}, and the controller looks in argo-rollouts; give it \`metadata: { namespace: 'argo-rollouts' }\``);
  });

  test('may be made elsewhere', () => {
    const chart = new Chart(Testing.app(), 'platform');
    expect(() => { installation({ secret: secretIn('argo-rollouts') }); }).not.toThrow();
    expect(() => { installation({ secret: Secret.fromSecretName(chart, 'secret', NAME) }); }).not.toThrow();
  });
});
