import { conditionFault, selectorFault, templateFault } from '../../lib/controller/notification-texts';

test.each([
  ["rollout.metadata.namespace = 'shop'", 'uses "=" at position 28, which is no operator: write ==', 'correct it: it is in the language expr'],
  ["{{.rollout.metadata.name}} == 'x'", 'has {{ in it, and is no template', "write it as rollout.metadata.namespace == 'shop'"],
  ["app.metadata.name == 'x'", 'is about app, which Argo CD has, and Argo Rollouts has not', 'write rollout'],
  ["rollout.status.phase == 'x' and (app.x == 1)", 'is about app, which Argo CD has, and Argo Rollouts has not', 'write rollout'],
])('the condition %j is refused', (when, rule, fix) => {
  expect(conditionFault(when)).toEqual({ rule, fix });
});

test.each([
  "rollout.status.phase in ['Degraded', 'Paused']", 'time.Now().Sub(time.Parse(rollout.metadata.creationTimestamp)).Minutes() >= 5',
  "any(rollout.status.conditions, {.type == 'Progressing' and .status == 'False'})", "rollout.metadata.labels.app == 'app.x'",
  "rollout.metadata.annotations?.['team'] == 'shop'", 'rollout.app.x', '(rollout.spec.paused ?? false) == true',
])('the condition %j is taken', (when) => {
  expect(conditionFault(when)).toBeUndefined();
});

test.each([
  ['a {{.rollout.metadata.name', 'has {{ without }}', 'close it, as in {{.rollout.metadata.name}}'],
  ['{{.a {{.b}}', 'has {{ without }}', 'close it, as in {{.rollout.metadata.name}}'],
  ['ok {{.rollout.x}} and {{.y', 'has {{ without }}', 'close it, as in {{.rollout.metadata.name}}'],
  ['a {{.app.metadata.name}}', 'is about .app, which Argo CD has, and Argo Rollouts has not', 'write .rollout'],
  ['{{ if (eq .app.x "y") }}z{{end}}', 'is about .app, which Argo CD has, and Argo Rollouts has not', 'write .rollout'],
])('the template %j is refused', (text, rule, fix) => {
  expect(templateFault(text)).toEqual({ rule, fix });
});

test.each([
  '', 'text', '{{.rollout.metadata.labels.app}}', '{{ range $i, $c := .rollout.spec.template.spec.containers }}{{$c.image}}{{end}}',
  '}} {', '{{ "{{" }}', '{{`{{x}}`}}', '{{ .rollout.app }}', '{{ (index .rollout.x 0).app }}', '🚀 {{- .rollout.metadata.name -}}', '{{ .apple }}',
])('the template %j is taken', (text) => {
  expect(templateFault(text)).toBeUndefined();
});

test.each(['team==shop,,', ',', 'team in shop', 'team=(a)', 'a b', 'team in (a', '=x', '!', 'team>a'])('the selector %j is refused', (selector) => {
  expect(selectorFault(selector)).toEqual({ rule: 'is no selector of labels', fix: 'write it as team=shop,tier in (front, back)' });
});

test.each([
  '', 'team', '!team', 'team=shop', 'team==shop', 'team!=shop', 'team = shop , tier in (front, back)', 'example.com/team notin (a,b),c',
  'team=', 'n>5', 'team in ()',
])('the selector %j is taken', (selector) => {
  expect(selectorFault(selector)).toBeUndefined();
});
