import { checkManifests } from '../../../lib/check';
import { chart, chartSet } from '../charts';
import { canary, controller, messages } from '../fixtures';

const CONFIG = 'ConfigMap argo-rollouts-notification-configmap';
const TRIGGER = 'trigger.on-rollout-completed';
const VALUES = 'spec.source.helm.valuesObject.notifications';

/** The ConfigMap beside the controller, with more in it. */
function configured(data: any): any {
  const manifests = controller();
  Object.assign(manifests.notifications.data, data);
  return manifests;
}

/** What is said of the ConfigMap with these keys, and no others. */
function told(data: any): string[] {
  const manifests = controller();
  manifests.notifications.data = data;
  return messages(manifests);
}

/** What is said of a release of the chart with these values. */
function toldOfChart(notifications: any, change?: (spec: any, manifest: any) => void): string[] {
  return messages({ ...canary(), chart: chart({ notifications }, change) });
}

describe('ARO418: what a trigger sends', () => {
  const said = (name: string, fix: string, field = `data["${TRIGGER}"]`, place = CONFIG): string[] => [
    `ARO418 ${field}: sends the template "${name}", which ${place} does not define; ${fix}`,
  ];

  test.each<[string, string, string]>([
    ['- send: [gone]', 'gone', 'add template.gone there, or send another'],
    ['- send: [rollout-complete]', 'rollout-complete', 'did you mean "rollout-completed"?'],
    ['- send: [rollout-aborted]', 'rollout-aborted', 'install the catalogue of templates, or send another'],
    ['- when: rollout.spec.paused\n  send: [rollout-completed, gone]\n- send: [gone]', 'gone', 'add template.gone there, or send another'],
  ])('is a template: not by %j', (text, name, fix) => {
    expect(messages(configured({ [TRIGGER]: text }))).toEqual(said(name, fix));
  });

  test('is a warning', () => {
    expect(checkManifests(Object.values(configured({ [TRIGGER]: '- send: [gone]' }))).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('may be of the catalogue, where no template is there at all', () => {
    expect(told({ [TRIGGER]: '- send: [rollout-completed, scaling-replicaset]' })).toEqual([]);
    expect(told({ [TRIGGER]: '- send: [gone]' })).toEqual(said('gone', 'add template.gone there, or send another'));
  });

  test.each(['- send: ["{{ .Values.template }}"]', '- send: ["${template}"]', '{{ .Values.trigger }}'])('is not known in %j', (text) => {
    expect(messages(configured({ [TRIGGER]: text }))).toEqual([]);
  });

  test('may be what a key that is filled in defines', () => {
    expect(messages(configured({ [TRIGGER]: '- send: [gone]', 'template.{{ .Values.name }}': 'message: a' }))).toEqual([]);
  });

  test('is of the same namespace', () => {
    const second = (namespace: string): any => ({
      ...controller().notifications, metadata: { name: 'argo-rollouts-notification-configmap', namespace }, data: { 'template.gone': 'message: a' },
    });
    const manifests = configured({ [TRIGGER]: '- send: [gone]' });
    expect(messages({ ...manifests, second: second('billing') })).toHaveLength(1);
    expect(messages({ ...manifests, second: second('argo-rollouts') })).not.toContainEqual(expect.stringContaining('ARO418'));
  });

  test('is in the values of a chart', () => {
    const triggers = { 'trigger.on-purple': '- send: [purple]' };
    expect(toldOfChart({ triggers, templates: { 'template.purple': 'message: a' } })).toEqual([]);
    expect(toldOfChart({ triggers: { 'trigger.on-purple': '- send: [rollout-completed]' } })).toEqual(said(
      'rollout-completed', 'add template.rollout-completed there, or send another', `${VALUES}.triggers["trigger.on-purple"]`, 'Application argo-rollouts',
    ));
  });

  test.each<[string, (spec: any) => void]>([
    ['in a file', ({ source }) => { source.helm.valueFiles = ['values.yaml']; }],
    ['by a parameter', ({ source }) => { source.helm.parameters = [{ name: 'notifications.templates', value: '$ARGOCD_ENV_TEMPLATES' }]; }],
    ['by a trigger that a parameter sets', ({ source }) => {
      source.helm.parameters = [{ name: 'notifications.triggers.trigger\\.on-purple', value: '$ARGOCD_ENV_TRIGGER' }];
    }],
    ['in a ConfigMap of somebody else', ({ source }) => { source.helm.valuesObject.notifications.configmap = { create: false }; }],
  ])('may be %s', (_, change) => {
    expect(toldOfChart({ triggers: { 'trigger.on-purple': '- send: [purple]' } }, change)).toEqual([]);
  });
});

describe('ARO419: the conditions of a trigger', () => {
  const LIST = 'write a list in YAML: - send: [name of a template]';
  const said = (text: string): string[] => [`ARO419 data["${TRIGGER}"]: ${text}`];

  test.each([
    ["- when: rollout.metadata.namespace = 'a'\n  send: [rollout-completed]", '"rollout.metadata.namespace = \'a\'" uses "=" at position 28, which is no operator: write ==; correct it: it is in the language expr'],
    ['- when: rollout.status.phase\n  send: [rollout-completed]', '"rollout.status.phase" gives a string rather than true or false; compare it with something, as in rollout.status.phase == \'Degraded\''],
    ['- when: 1\n  send: [rollout-completed]', '"1" gives a number rather than true or false; compare it with something, as in rollout.status.phase == \'Degraded\''],
    ["- when: \"{{.rollout.spec.paused}} == 'true'\"\n  send: [rollout-completed]", '"{{.rollout.spec.paused}} == \'true\'" has {{ in it, and is no template; write it as rollout.metadata.namespace == \'shop\''],
    ['- oncePer: rollout.metadata.annotations[\n  send: [rollout-completed]', '"rollout.metadata.annotations[" ends where a value is expected; correct it: it is in the language expr'],
    ['send: [rollout-completed]', `is no list of conditions in YAML; ${LIST}`],
    ['- send: rollout-completed', `is no list of conditions in YAML; ${LIST}`],
    ['- send: [rollout-completed', `is no list of conditions in YAML; ${LIST}`],
    ['- when: rollout.spec.paused', `sends nothing; ${LIST}`],
    ['[]', `sends nothing; ${LIST}`],
    ['', `sends nothing; ${LIST}`],
  ])('are not %j', (text, message) => {
    expect(messages(configured({ [TRIGGER]: text }))).toEqual(said(message));
  });

  test.each([
    '- when: true\n  send: [rollout-completed]', "- when: ''\n  send: [rollout-completed]", '- when:\n  send: [rollout-completed]',
    '- oncePer: rollout.metadata.annotations["rollout.argoproj.io/revision"]\n  send: [rollout-completed]',
    '- when: "rollout.metadata.namespace == \'{{ .Values.namespace }}\'"\n  send: [rollout-completed]',
    '- when: time.Now().Sub(time.Parse(rollout.metadata.creationTimestamp)).Minutes() >= 5\n  send: [rollout-completed]',
    '[{ "when": "rollout.status.phase in [\'Degraded\']", "send": ["rollout-completed"] }]',
  ])('may be %j', (text) => {
    expect(messages(configured({ [TRIGGER]: text }))).toEqual([]);
  });

  test('are those of the values of a chart', () => {
    const notifications = { triggers: { 'trigger.on-purple': '- when: app.x\n  send: [a]' }, templates: { 'template.a': 'message: a' } };
    const said419 = [
      `ARO419 ${VALUES}.triggers["trigger.on-purple"]: "app.x" is about app, which Argo CD has, and Argo Rollouts has not; write rollout`,
    ];
    expect(toldOfChart(notifications)).toEqual(said419);
    expect(toldOfChart(notifications, ({ source }) => { source.helm.valueFiles = ['values.yaml']; })).toEqual(said419);
  });

  test('of an ApplicationSet are unknown where they are filled in', () => {
    const set = (when: string): string[] => messages({
      ...canary(),
      set: chartSet({ notifications: { triggers: { 'trigger.on-purple': `- when: ${when}\n  send: [a]` }, templates: { 'template.a': 'message: a' } } }),
    });
    expect(set('app.x')).toHaveLength(1);
    expect(set('"app.x == \'{{name}}\'"')).toEqual([]);
  });
});

describe('ARO420: the texts of a template', () => {
  const TEMPLATE = 'template.rollout-completed';
  const said = (text: string): string[] => [`ARO420 data["${TEMPLATE}"]: ${text}`];

  test.each([
    ['message: a {{rollout.metadata.name}}', '"{{rollout.metadata.name}}" uses rollout without a dot before it, which makes it a function; write .rollout'],
    ['message: a {{.rollout.metadata.name', 'has {{ without }}; close it, as in {{.rollout.metadata.name}}'],
    ['message: a\nslack:\n  attachments: |\n    [{ "title": "{{ .rollout.x | uper }}" }]', '"{{ .rollout.x | uper }}" calls the unknown function "uper"; did you mean "upper"?'],
    ['message: a\nwebhook: { ci: { body: "{{ if .rollout.x }}" } }', 'has {{if}} without {{end}}; close it with {{end}}'],
    ['message: {{.rollout.metadata.name}} is done', 'has a value that begins with {{, where a map of YAML begins; put the value in quotes'],
    ['message: {{ .rollout.metadata.name }}', 'has a value that begins with {{, where a map of YAML begins; put the value in quotes'],
    ['Rollout is done', 'is no map in YAML; write message: and what it says'],
    ['[a]', 'is no map in YAML; write message: and what it says'],
    ['message: [a', 'is no map in YAML; write message: and what it says'],
  ])('are not %j', (text, message) => {
    expect(messages(configured({ [TEMPLATE]: text }))).toEqual(said(message));
  });

  test.each([
    '', 'message: &a\n  b: *a\n', '&a\nmessage: "{{.rollout.x}}"\nself: *a', "&a\nmessage: 'a: {{.rollout.x}}'\nself: *a", 'message: done', 'message: ""', 'message: "{{ .rollout.metadata.name }}"', 'message: a {{ .Values.x }} {{ foo }}', 'message: {{ include "text" . }}',
    'message: |\n  {{range $i, $c := .rollout.spec.template.spec.containers}}{{if $i}}, {{end}}{{$c.image}}{{end}}',
    'message: Step {{ add .rollout.status.currentStepIndex 1}}/{{len .rollout.spec.strategy.canary.steps}}', 'email:\n  subject: a\n', '{{ .Values.template }}', 'message: {{ .Values.text }} done', 'message: |\n  a: {{.rollout.metadata.name}}', "message: '{{.rollout.metadata.name}}'",
  ])('may be %j', (text) => {
    expect(messages(configured({ [TEMPLATE]: text }))).toEqual([]);
  });

  test('are those of the values of a chart', () => {
    const templates = { 'template.a': 'message: {{rollout.x}}\n', 'template.b': 'message: "{{.rollout.x"' };
    expect(toldOfChart({ templates: { 'template.b': templates['template.b'] } }))
      .toEqual([`ARO420 ${VALUES}.templates["template.b"]: has {{ without }}; close it, as in {{.rollout.metadata.name}}`]);
    expect(messages({ ...canary(), set: chartSet({ notifications: { templates } }) })).toEqual([]);
  });
});

describe('ARO421: the type of a service', () => {
  const said = (key: string, text: string): string[] => [`ARO421 data["${key}"]: ${text}`];

  test.each([
    ['service.slak', 'names the type "slak", which Argo Rollouts does not have; did you mean "slack"?'],
    ['service.slak.shop', 'names the type "slak", which Argo Rollouts does not have; did you mean "slack"?'],
    ['service.discord', 'names the type "discord", which Argo Rollouts does not have; use one that it has, such as webhook'],
    ['service.Slack', 'names the type "Slack", which Argo Rollouts does not have; did you mean "slack"?'],
    ['service.', 'names the type "", which Argo Rollouts does not have; use one that it has, such as webhook'],
    ['service.webhook.a.b', 'has too many dots for a service; write service.webhook.NAME, with no dot in the name'],
  ])('is known: not in %s', (key, message) => {
    expect(told({ [key]: 'url: https://a.example', [TRIGGER]: '- send: [a]', 'template.a': 'message: a' })).toEqual(said(key, message));
  });

  test.each([
    'alertmanager', 'awssqs', 'email', 'gcppubsub', 'github', 'googlechat', 'grafana', 'mattermost', 'nats', 'newrelic', 'opsgenie', 'pagerduty', 'pagerdutyv2',
    'pushover', 'rocketchat', 'slack', 'teams', 'teams-workflows', 'telegram', 'webex', 'webhook', 'webhook.ci', '{{ .Values.type }}',
  ])('may be %s', (type) => {
    expect(told({ [`service.${type}`]: 'a: b', [TRIGGER]: '- send: [a]', 'template.a': 'message: a' })).toEqual([]);
  });

  test('is that of the values of a chart', () => {
    expect(toldOfChart({ notifiers: { 'service.slak': 'token: $slack-token' } }))
      .toEqual([`ARO421 ${VALUES}.notifiers["service.slak"]: names the type "slak", which Argo Rollouts does not have; did you mean "slack"?`]);
  });
});

test('a ConfigMap of another name is none of notifications', () => {
  const manifests = configured({ 'service.slak': 'a', [TRIGGER]: '- send: [gone]', 'template.a': '{{' });
  manifests.notifications.metadata.name = 'argocd-notifications-cm';
  expect(messages(manifests)).toEqual([]);
});

test('a key without a dot is none of an entry', () => {
  expect(told({ service: 'a note', trigger: 'a note', template: 'a note' })
    .filter((message) => /^ARO4(?:18|19|20|21)/.test(message))).toEqual([]);
});

test('what is no text is left to the API server', () => {
  expect(told({ [TRIGGER]: 1, 'template.a': null, 'service.slack': {} }).filter((message) => /^ARO4(?:18|19|20|21)/.test(message))).toEqual([]);
});

test.each([['- ', 5000], ['[', 5000], ['[\n', 5000], ['? ', 5000], ['{a: [', 5000]])('a text of %j, %d times over, does not end the process', (part, times) => {
  const text = `${part.repeat(times)}a`;
  const found = messages(configured({ [TRIGGER]: text, 'template.a': text, 'service.teams': text }));
  expect(found).toEqual([]);
});
