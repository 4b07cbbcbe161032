import { checkManifests } from '../../../lib/check';
import { chart } from '../charts';
import { canary, controller, messages, without } from '../fixtures';

const FORM = 'write notifications.argoproj.io/subscribe.<trigger>.<service>';
const CONFIG = 'ConfigMap argo-rollouts-notification-configmap';

/** The manifests with one annotation on the Rollout. */
function annotated(manifests: any, annotation: string): any {
  manifests.rollout.metadata.annotations = { [annotation]: 'deployments', 'example.com/owner': 'shop' };
  return manifests;
}

function subscribed(manifests: any, what: string): any {
  return annotated(manifests, `notifications.argoproj.io/subscribe.${what}`);
}

function said(what: string, text: string, fix: string): string[] {
  return [`ARO412 metadata.annotations["notifications.argoproj.io/subscribe.${what}"]: ${text}; ${fix}`];
}

/** The ConfigMap beside the controller, with more in it. */
function configured(data: any): any {
  const manifests = controller();
  Object.assign(manifests.notifications.data, data);
  return manifests;
}

describe('ARO412: a subscription to what a ConfigMap defines', () => {
  test.each(['on-rollout-completed.slack', 'on-rollout-completed.anything'])('may be %s', (what) => {
    expect(messages(subscribed(controller(), what))).toEqual([]);
  });

  test.each([
    ['on-rollout-finished', `define trigger.on-rollout-finished there, or name another`],
    ['on-rollout-aborted', 'install the catalogue of triggers, or name another'],
    ['on-rollout-complete', 'did you mean "on-rollout-completed"?'],
  ])('is not to %s, which it does not define', (trigger, fix) => {
    expect(messages(subscribed(controller(), `${trigger}.slack`)))
      .toEqual(said(`${trigger}.slack`, `names the trigger "${trigger}", which ${CONFIG} does not define`, fix));
  });

  test('may be to a trigger of its own', () => {
    expect(messages(subscribed(configured({ 'trigger.on-purple': '- send: [rollout-completed]' }), 'on-purple.slack'))).toEqual([]);
  });

  test('goes through a service that it defines', () => {
    const slack = { 'service.slack': 'token: $slack-token' };
    expect(messages(subscribed(configured(slack), 'on-rollout-completed.slack'))).toEqual([]);
    expect(messages(subscribed(configured({ 'service.webhook.pager': 'url: a' }), 'on-rollout-completed.pager'))).toEqual([]);
    expect(messages(subscribed(configured(slack), 'on-rollout-completed.slak'))).toEqual(
      said('on-rollout-completed.slak', `names the service "slak", which ${CONFIG} does not define`, 'did you mean "slack"?'),
    );
    expect(messages(subscribed(configured(slack), 'on-rollout-completed.pager'))).toEqual(
      said('on-rollout-completed.pager', `names the service "pager", which ${CONFIG} does not define`, 'define service.pager there, or name another'),
    );
  });

  test.each([
    ['on-purple', 'define trigger.on-purple there, or name another'],
    ['on-rollout-completed', 'install the catalogue of triggers, or name another'],
    ['on-rollout-complete', 'did you mean "on-rollout-completed"?'],
  ])('is not to %s where it defines services and no trigger', (trigger, fix) => {
    const manifests = controller();
    manifests.notifications.data = { 'service.slack': 'token: $slack-token' };
    expect(messages(subscribed(manifests, `${trigger}.slack`)))
      .toEqual(said(`${trigger}.slack`, `names the trigger "${trigger}", which ${CONFIG} does not define`, fix));
  });

  test('may be to anything where it defines neither triggers nor services', () => {
    const manifests = subscribed(controller(), 'on-purple.slack');
    for (const data of [undefined, {}, [], 'text', { 'template.purple': 'message: purple' }]) {
      manifests.notifications.data = data;
      expect(messages(manifests)).toEqual([]);
    }
  });

  test('may be to default triggers', () => {
    expect(messages(subscribed(controller(), 'slack'))).toEqual(said('slack', `names no trigger, and ${CONFIG} has no defaultTriggers`, FORM));
    expect(messages(subscribed(configured({ defaultTriggers: '- on-rollout-completed' }), 'slack'))).toEqual([]);
    expect(messages(subscribed(configured({ 'defaultTriggers.slack': '- on-rollout-completed' }), 'slack'))).toEqual([]);
    expect(messages(subscribed(configured({ 'defaultTriggers.email': '- on-rollout-completed' }), 'slack'))).toHaveLength(1);
  });

  test('may be to more where the ConfigMap is that of a namespace with Rollouts', () => {
    const manifests = controller();
    manifests.notifications.metadata.namespace = 'shop';
    expect(messages(subscribed(manifests, 'on-purple.slack'))).toEqual([]);
    expect(messages(subscribed(manifests, 'slack'))).toEqual([]);
    const both: any = { ...manifests, second: controller().notifications };
    both.notifications.data = { 'trigger.on-purple': '- send: [purple]', 'template.purple': 'message: purple' };
    expect(messages(subscribed(both, 'on-purple.slack'))).toEqual([]);
    expect(messages(subscribed(both, 'on-green.slack'))).toHaveLength(1);
  });
});

describe('ARO412: a subscription to what is not known', () => {
  test.each([
    'on-rollout-completed', 'on-scaling-replica-set', 'on-analysis-run-running', 'on-rollout-resumed', 'on-rollout-degraded', 'on-purple', 'on-rollout-undone',
  ])('may be to %s', (trigger) => {
    expect(messages(subscribed(canary(), `${trigger}.slack`))).toEqual([]);
    expect(messages(subscribed(without(controller(), 'notifications'), `${trigger}.slack`))).toEqual([]);
  });

  test.each([
    ['on-rollout-complete', 'on-rollout-completed'],
    ['rollout-completed', 'on-rollout-completed'],
    ['on-rolout-aborted', 'on-rollout-aborted'],
    ['on-scaling-replicaset', 'on-scaling-replica-set'],
    ['On-Rollout-Updated', 'on-rollout-updated'],
    ['on-analysis-run-eror', 'on-analysis-run-error'],
  ])('is not to %s, a misspelling of %s', (trigger, meant) => {
    expect(messages(subscribed(canary(), `${trigger}.slack`)))
      .toEqual(said(`${trigger}.slack`, `subscribes to "${trigger}", which is no trigger of the controller`, `did you mean "${meant}"?`));
  });

  test('is a warning', () => {
    const findings = checkManifests(Object.values(subscribed(canary(), 'on-rollout-complete.slack')));
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  });
});

describe('ARO412: the form of a subscription', () => {
  test('is a trigger and a service', () => {
    expect(messages(subscribed(canary(), 'on-rollout-completed')))
      .toEqual(said('on-rollout-completed', 'names the trigger "on-rollout-completed" and no service', FORM));
    expect(messages(subscribed(canary(), 'slack'))).toEqual([]);
    expect(messages(subscribed(canary(), 'on-rollout-completed.slack.team-a')))
      .toEqual(said('on-rollout-completed.slack.team-a', 'goes on after the service "slack", and the rest is dropped', FORM));
  });

  test.each(['', '.', '.slack', 'on-rollout-completed.'])('is not %j', (what) => {
    expect(messages(subscribed(canary(), what))).toEqual(said(what, 'is no subscription', FORM));
  });

  test.each([
    'notifications.argoproj.io/subscribe', 'notifications.argoproj.io/subscribe/on-rollout-completed.slack', 'notifications.argoproj.io/subscribed.a.b',
    'notification.argoproj.io/subscribe.on-rollout-completed.slack', 'Notifications.argoproj.io/Subscribe.on-rollout-completed.slack',
    'rollouts.notifications.argoproj.io/subscribe.on-rollout-completed.slack',
  ])('is not %s', (annotation) => {
    expect(messages(annotated(canary(), annotation))).toEqual([`ARO412 metadata.annotations["${annotation}"]: is no subscription; ${FORM}`]);
  });

  test.each([
    'notifications.argoproj.io/subscriptions', 'notified.notifications.argoproj.io', 'notifications.argoproj.io/other', 'subscribe.on-x.slack',
    'notifications.argoproj.io/subscribe.{{ .Values.trigger }}.slack', 'constructor', '',
  ])('is not looked for in %s', (annotation) => {
    expect(messages(annotated(canary(), annotation))).toEqual([]);
  });

  test('is not looked for in annotations of another kind', () => {
    const manifests = canary();
    manifests.stable.metadata.annotations = { 'notifications.argoproj.io/subscribe.x': '' };
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO412: the recipients of a subscription', () => {
  const TRIGGER = 'on-rollout-completed';
  const QUOTES = 'give the recipients, in quotes where they begin with #, which begins a comment in YAML';
  const NONE = 'give the recipients, or "" if the service needs none';
  const nobody = (service: string): string => `names no recipients, so the service "${service}" notifies nobody`;

  function told(service: string, value: unknown, manifests: any = canary()): string[] {
    manifests.rollout.metadata.annotations = { [`notifications.argoproj.io/subscribe.${TRIGGER}.${service}`]: value };
    return messages(manifests);
  }

  test.each(['shop-alerts', '#shop-alerts', 'a;b', ';a', '{{ .Values.channel }}'])('may be %j', (value) => {
    expect(told('slack', value)).toEqual([]);
  });

  test('are not lost as a comment', () => {
    const text = 'has no value, so it becomes "" or is dropped';
    expect(told('slack', null)).toEqual(said(`${TRIGGER}.slack`, text, QUOTES));
    expect(told('pager', null)).toEqual(said(`${TRIGGER}.pager`, text, NONE));
  });

  test.each(['', ' ', ';', ' ; ;\n'])('are not %j', (value) => {
    for (const service of ['slack', 'email', 'teams', 'teams-workflows', 'opsgenie', 'webex']) {
      expect(told(service, value)).toEqual(said(`${TRIGGER}.${service}`, nobody(service), QUOTES));
    }
  });

  test('may be missing where the service needs none', () => {
    for (const service of ['webhook', 'pager', 'github', 'grafana', 'alertmanager', 'awssqs']) {
      expect(told(service, '')).toEqual([]);
      expect(told(service, ' ;')).toEqual(said(`${TRIGGER}.${service}`, nobody(service), NONE));
    }
  });

  test('are needed by the type of a service, not by its name', () => {
    expect(told('slack', '', configured({ 'service.webhook.slack': 'url: https://hooks.example.com' }))).toEqual([]);
    expect(told('shop', '', configured({ 'service.slack.shop': 'token: $slack-token' }))).toEqual(said(`${TRIGGER}.shop`, nobody('shop'), QUOTES));
  });

  test('are needed for default triggers too', () => {
    const manifests = canary();
    manifests.rollout.metadata.annotations = { 'notifications.argoproj.io/subscribe.slack': '' };
    expect(messages(manifests)).toEqual(said('slack', nobody('slack'), QUOTES));
  });

  test('are not asked for where the form is wrong', () => {
    const manifests = canary();
    manifests.rollout.metadata.annotations = { 'notifications.argoproj.io/subscribe.on-rollout-completed': '' };
    expect(messages(manifests)).toHaveLength(1);
  });
});

describe('ARO412: the recipients that a service has addresses for', () => {
  const TEAMS = { 'service.teams': 'recipientUrls:\n  ops: $teams-ops\n  shop: $teams-shop\n' };
  const SUBSCRIPTION = 'on-rollout-completed.teams';

  function told(value: string, manifests: any): string[] {
    manifests.rollout.metadata.annotations = { [`notifications.argoproj.io/subscribe.${SUBSCRIPTION}`]: value };
    return messages(manifests);
  }

  function unknown(name: string, fix: string): string[] {
    return said(SUBSCRIPTION, `names the recipient "${name}", for which the service "teams" of ${CONFIG} has no address`, fix);
  }

  test('are those of a channel of Teams', () => {
    expect(told('ops; shop', configured(TEAMS))).toEqual([]);
    expect(told('ops;shpo', configured(TEAMS))).toEqual(unknown('shpo', 'did you mean "shop"?'));
    expect(told('billing;billing', configured(TEAMS))).toEqual(unknown('billing', 'add it to its recipientUrls, or name another'));
    expect(told('ops', configured({ 'service.teams': 'recipientUrls: {}' }))).toHaveLength(1);
    expect(told('ops', configured({ 'service.teams': '{}' }))).toHaveLength(1);
    expect(told('Ops', configured({ 'service.teams-workflows.teams': 'recipientUrls: { ops: $a }' }))).toEqual(unknown('Ops', 'did you mean "ops"?'));
  });

  test.each<[string, any]>([
    ['of another type', { 'service.slack.teams': 'token: $a' }], ['that cannot be read', { 'service.teams': 'recipientUrls: [' }],
    ['in a template', { 'service.teams': '{{ .Values.teams }}' }], ['in a list', { 'service.teams': 'recipientUrls: [ops]' }],
    ['of an empty text', { 'service.teams': '' }], ['of two services with one name', { ...TEAMS, 'service.webhook.teams': 'url: https://a.example' }],
  ])('are not known %s', (_, data) => {
    expect(told('billing', configured(data))).toEqual([]);
  });

  test('are not known where they are filled in', () => {
    expect(told('{{ .Values.channel }}', configured(TEAMS))).toEqual([]);
  });

  test('are not known in a namespace with Rollouts', () => {
    const manifests = configured(TEAMS);
    manifests.notifications.metadata.namespace = 'shop';
    expect(told('billing', manifests)).toEqual([]);
  });

  test('are those of the values of a chart', () => {
    const templates = { 'template.done': 'message: done' };
    const triggers = { 'trigger.on-rollout-completed': '- send: [done]' };
    const installed = chart({ notifications: { notifiers: TEAMS, triggers, templates } });
    expect(told('ops', { ...canary(), installed })).toEqual([]);
    expect(told('billing', { ...canary(), installed })).toEqual(
      said(SUBSCRIPTION, 'names the recipient "billing", for which the service "teams" of Application argo-rollouts has no address',
        'add it to its recipientUrls, or name another'),
    );
  });

  test('are those of a subscription without a trigger, too', () => {
    const manifests = configured({ ...TEAMS, defaultTriggers: '- on-rollout-completed' });
    manifests.rollout.metadata.annotations = { 'notifications.argoproj.io/subscribe.teams': 'billing' };
    expect(messages(manifests)).toHaveLength(1);
  });
});

test('ARO412: a key of a ConfigMap says that it is a trigger', () => {
  const manifests = configured({ 'on-purple': '- send: [rollout-completed]' });
  expect(messages(subscribed(manifests, 'on-purple.slack')))
    .toEqual(said('on-purple.slack', `names the trigger "on-purple", which ${CONFIG} does not define`, 'write trigger.on-purple as its key there'));
});
