import { ArgoRolloutsInstallation, ArgoRolloutsProps, Notifier, NotificationTrigger } from '../../lib';
import { canary } from '../support/checkout';
import { refusal, shop } from '../support/synth';

type Values = Record<string, unknown>;

const NOTIFICATIONS = { notifiers: [Notifier.slack({ token: '$slack-token' })] };
const TRIGGER = 'trigger.on-rollout-aborted';
const PLACE = `[argo/rollouts] values.notifications.triggers["${TRIGGER}"]:`;

function withTrigger(text: unknown, templates: Values = {}, props: ArgoRolloutsProps = {}): ArgoRolloutsProps {
  return { ...props, values: { notifications: { triggers: { [TRIGGER]: text }, templates } } };
}

function refused(props: ArgoRolloutsProps): string {
  return refusal(() => new ArgoRolloutsInstallation(props, 'argo/rollouts'));
}

const ABORTED = { 'template.aborted': 'message: back\n' };

test.each<[string, unknown, string]>([
  ['what no template is', '- send: [gone]', '"gone" is sent, and no template has the name; add template.gone to values.notifications.templates'],
  ['a template by almost its name', '- send: [abortet]', '"abortet" is sent, and no template has the name; did you mean "aborted"?'],
  ['it twice', '- send: [gone, aborted]\n- when: "true"\n  send: [gone]', '"gone" is sent, and no template has the name; add template.gone to values.notifications.templates'],
  ['nothing', '- when: "true"\n', 'sends nothing; write a list in YAML: - send: [name of a template]'],
  ['an empty list', '- send: []\n', 'sends nothing; write a list in YAML: - send: [name of a template]'],
  ['nothing at all', '', 'sends nothing; write a list in YAML: - send: [name of a template]'],
  ['a name on a line of its own', '# of shop\n- when: \'rollout.metadata.name == "send: x"\'\n  send:\n    - aborted\n    - gone # later\n  oncePer: a\n', '"gone" is sent, and no template has the name; add template.gone to values.notifications.templates'],
  ['a name as far in as its key', '- send:\n  - "gone"\n- send:\n  - aborted\n', '"gone" is sent, and no template has the name; add template.gone to values.notifications.templates'],
  ['a name on the second line', "- send: [aborted,\n    'gone']\n", '"gone" is sent, and no template has the name; add template.gone to values.notifications.templates'],
  ['a name in JSON', '[{"send": ["gone"]}]', '"gone" is sent, and no template has the name; add template.gone to values.notifications.templates'],
  ['under a condition that is none', "- when: rollout.status.phase = 'x'\n  send: [aborted]", '"rollout.status.phase = \'x\'" uses "=" at position 22, which is no operator: write ==; correct it: it is in the language expr'],
  ['without any condition', '[]', 'sends nothing; write a list in YAML: - send: [name of a template]'],
])('a trigger of the values that sends %s is refused', (_, text, message) => {
  expect(refused(withTrigger(text, ABORTED))).toBe(`${PLACE} ${message}`);
});

test.each([
  ['a map', 'send: [aborted]'],
  ['one name where a list belongs', '- send: aborted'],
  ['a name alone', 'aborted'],
  ['a list without an end', '- send: [aborted'],
  ['a map in JSON', '{"send": ["aborted"]}'],
])('a trigger of the values that the controller cannot read is refused: %s', (_, text) => {
  expect(refused(withTrigger(text, ABORTED))).toBe(`${PLACE} is no list of conditions in YAML; write a list in YAML: - send: [name of a template]`);
});

test('a trigger of the values that is not a text is refused: a ConfigMap holds nothing else', () => {
  expect(refused(withTrigger([{ send: ['aborted'] }], ABORTED)))
    .toBe(`${PLACE} is not a text, and the ConfigMap of the controller takes nothing else; write a list in YAML: - send: [name of a template]`);
});

test.each<[string, ArgoRolloutsProps]>([
  ['a template of the values', withTrigger('- send: [aborted]', ABORTED)],
  ['a template of the values, in a map in braces', withTrigger('- { when: "true", send: [aborted] }', ABORTED)],
  ['a template of the values, by an anchor', withTrigger('- send: &all [aborted]\n- send: *all', ABORTED)],
  ['a template of the values, beside a long condition', withTrigger('- when: >-\n    rollout.status.phase == "Degraded" and\n    "send: [gone]" != rollout.x\n  send: [aborted]', ABORTED)],
  ['a template of the settings', withTrigger('- send: [back]', {}, {
    notifications: { ...NOTIFICATIONS, triggers: [{ trigger: NotificationTrigger.ROLLOUT_PAUSED, send: [{ name: 'back', message: 'back' }] }] },
  })],
  ['the template that comes with a trigger', withTrigger('- send: [rollout-paused]', {}, {
    notifications: { ...NOTIFICATIONS, triggers: [{ trigger: NotificationTrigger.ROLLOUT_PAUSED }] },
  })],
  ['a template that may come with a subscription', withTrigger('- send: [rollout-paused]', {}, { notifications: NOTIFICATIONS, serves: [shop()] })],
  ['the same on lines of their own', withTrigger('---\r\n-\r\n  oncePer: a\r\n  send:\r\n  - aborted\r\n', ABORTED)],
  ['the same in brackets', withTrigger('[{ when: "true", send: [aborted] }]\n', ABORTED)],
  ['the same in JSON', withTrigger('[{"send": ["aborted"]}]', ABORTED)],
  ['what somebody else puts in', withTrigger('${triggers}')],
  ['nothing, since it is taken away', withTrigger(null)],
])('a trigger of the values may send %s', (_, props) => {
  expect(() => new ArgoRolloutsInstallation(props)).not.toThrow();
});

test.each<[string, Values, string]>([
  ['a template that the controller cannot read', { templates: { 'template.a': 'message: "{{rollout.x}}"' } },
    'values.notifications.templates["template.a"]: "{{rollout.x}}" uses rollout without a dot before it, which makes it a function; write .rollout'],
  ['a template that is no map', { templates: { 'template.a': 'done' } }, 'values.notifications.templates["template.a"]: is no map in YAML; write message: and what it says'],
  ['a service of an unknown type', { notifiers: { 'service.slak': 'token: $slack-token' } },
    'values.notifications.notifiers["service.slak"]: names the type "slak", which Argo Rollouts does not have; did you mean "slack"?'],
  ['a condition that is never true', { triggers: { [TRIGGER]: '- when: rollout.status.phase\n  send: [aborted]' }, templates: ABORTED },
    `values.notifications.triggers["${TRIGGER}"]: "rollout.status.phase" gives a string rather than true or false; compare it with something, as in rollout.status.phase == 'Degraded'`],
])('%s is refused among the values', (_, notifications, message) => {
  expect(refused({ values: { notifications } })).toBe(`[argo/rollouts] ${message}`);
});

test('another version of the chart may have other types of services', () => {
  const values = { notifications: { notifiers: { 'service.pigeon': 'a: b' } } };
  expect(() => new ArgoRolloutsInstallation({ values, chartVersion: '3.0.0' })).not.toThrow();
});

test('a trigger of the values is one to subscribe to', () => {
  const chart = shop();
  canary(chart, { metadata: { annotations: { 'notifications.argoproj.io/subscribe.on-rollout-aborted.slack': 'ops' } } });
  const props = withTrigger('- send: [aborted]', ABORTED, { notifications: { ...NOTIFICATIONS, triggers: [] }, serves: [chart] });
  expect(new ArgoRolloutsInstallation(props).unmet()).toEqual([]);
});

test('a trigger whose name is almost that of an event is refused: the controller never looks for it', () => {
  expect(refused({ notifications: { ...NOTIFICATIONS, triggers: [{ trigger: NotificationTrigger.of('on-rollout-complete') }] } }))
    .toBe('[argo/rollouts] notifications.triggers: "on-rollout-complete" is of no event of the controller; did you mean "on-rollout-completed"?');
});

test('triggers of other events are taken', () => {
  const triggers = ['on-rollout-not-completed', 'on-rollout-resumed', 'on-replica-set-not-available'].map((name) => ({ trigger: NotificationTrigger.of(name) }));
  expect(() => new ArgoRolloutsInstallation({ notifications: { ...NOTIFICATIONS, triggers } })).not.toThrow();
});
