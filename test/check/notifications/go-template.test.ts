import { templateFault } from '../../../lib/check/notifications/go-template';

test.each([
  ['a {{.rollout.metadata.name', 'has {{ without }}', 'close it, as in {{.rollout.metadata.name}}'],
  ['{{.a {{.b}}', 'has {{ without }}', 'close it, as in {{.rollout.metadata.name}}'],
  ['ok {{.rollout.x}} and {{.y', 'has {{ without }}', 'close it, as in {{.rollout.metadata.name}}'],
  ['a {{.app.metadata.name}}', 'is about .app, which Argo CD has, and Argo Rollouts has not', 'write .rollout'],
  ['{{ if (eq .app.x "y") }}z{{end}}', 'is about .app, which Argo CD has, and Argo Rollouts has not', 'write .rollout'],
])('the template %j is refused', (template, text, fix) => {
  expect(templateFault(template)).toMatchObject({ text, fix });
});

test.each([
  '', 'text', '{{.rollout.metadata.labels.app}}', '{{ range $i, $c := .rollout.spec.template.spec.containers }}{{$c.image}}{{end}}',
  '}} {', '{{ "{{" }}', '{{`{{x}}`}}', '{{ .rollout.app }}', '{{ (index .rollout.x 0).app }}', '🚀 {{- .rollout.metadata.name -}}', '{{ .apple }}',
  '{{ with .rollout.metadata.labels }}{{ .app }}{{ end }}', '{{ if eq .a "x" }}y{{ else if .b }}z{{ else }}{{ end }}', '{{/* }} {{ foo */}}',
  '{{- /* x */ -}}', '{{ define "t" }}{{ end }}{{ template "t" . }}', '{{ range .a }}{{ break }}{{ end }}', '{{ .a.if }}{{ .end }}',
  '{{ printf "%s}}" .a | quote | trunc 10 }}', '{{ slackUserByEmail "a@example.com" }}', '{{ $x := 1 }}{{ $x = 2 }}{{ $.rollout.x }}{{ $x }}',
  "{{ 'c' }}{{ -1 }}{{ 1.5e3 }}", '{{ .a\n.b }}', '{{ true }}{{ nil }}', '{{ .Values.x }}{{ foo }}', '{{ include "a" . }}', '{{ toYaml .x }}',
  `{{ "{{" }}rollout.x{{ "}}" }}`, `{{ eq .a '"' }}`, '{{ .é }}', "{{ '}' }}{{ printf \"%c\" '{' }}",
])('the template %j is taken', (text) => {
  expect(templateFault(text)).toBeUndefined();
});

const FUNCTION = 'use a function of Go or of Sprig, or begin a field with a dot';

test.each([
  ['a {{rollout.metadata.name}}', '{{rollout.metadata.name}}', 'uses rollout without a dot before it, which makes it a function', 'write .rollout'],
  ['{{ recipient }}', '{{ recipient }}', 'uses recipient without a dot before it, which makes it a function', 'write .recipient'],
  ['{{ env "HOME" }}', '{{ env "HOME" }}', 'calls the unknown function "env"', FUNCTION],
  ['{{ .a | uper }}', '{{ .a | uper }}', 'calls the unknown function "uper"', 'did you mean "upper"?'],
  ['{{ ünknown }}', '{{ ünknown }}', 'calls the unknown function "ünknown"', FUNCTION],
  ['{{ end }}', '{{ end }}', 'closes nothing', 'remove it, or open what it closes'],
  ['{{ else }}', '{{ else }}', 'is within no {{if}}', 'remove it, or open what it parts'],
  ['{{if .a}}{{else}}{{else}}{{end}}', '{{else}}', 'follows another {{else}}', 'remove it, or open what it parts'],
  ['{{ break }}', '{{ break }}', 'is within no {{range}}', 'remove it'],
  ['{{ if }}a{{end}}', '{{ if }}', 'has nothing after if', 'write {{if .rollout.spec}}, for instance'],
  ['{{ }}', '{{ }}', 'is empty', 'remove it, or write what is to stand there'],
  ['{{ $c.image }}', '{{ $c.image }}', 'uses "$c", which is not declared before', 'declare it, as in {{$c := .rollout}}'],
  ['{{ if .a == "b" }}x{{ end }}', '{{ if .a == "b" }}', 'uses "==", which no template of Go has', 'call eq, as in eq .x .y'],
  ['{{ if !.a }}x{{ end }}', '{{ if !.a }}', 'uses "!", which no template of Go has', 'call not, as in not .x'],
  ['{{ if .a = 1 }}x{{ end }}', '{{ if .a = 1 }}', 'uses "=", which no template of Go has', 'call eq, as in eq .x .y'],
  ['{{ .x.a-b }}', '{{ .x.a-b }}', 'has a - in a name, which no template of Go takes', 'write {{index .rollout.metadata.labels "a-b"}}'],
  ['{{ .x.a/b }}', '{{ .x.a/b }}', 'has a / in a name, which no template of Go takes', 'write {{index .rollout.metadata.labels "a/b"}}'],
  ['{{ .a[0] }}', '{{ .a[0] }}', 'has "[", which no template of Go takes there', 'call index, as in {{index .rollout.spec.template.spec.containers 0}}'],
  ["{{ eq .a 'shop' }}", "{{ eq .a 'shop' }}", "has 'shop' in single quotes, which are for one character", 'use double quotes'],
  ['{{ (.a }}', '{{ (.a }}', 'has an open parenthesis', 'close it with )'],
  ['{{ .a) }}', '{{ .a) }}', 'closes a parenthesis that is not open', 'remove the )'],
  ['{{ /* a */ }}', '{{ /* a */ }}', 'has a comment that is not closed, or has something beside it', 'write {{/* … */}}, with nothing in between'],
])('the template %j cannot be read, because of %j', (template, value, text, fix) => {
  expect(templateFault(template)).toEqual({ value, text, fix });
});

test('what is opened is closed', () => {
  expect(templateFault('{{ if .a }}x')).toEqual({ text: 'has {{if}} without {{end}}', fix: 'close it with {{end}}' });
  expect(templateFault('{{ range .a }}{{ if .b }}{{ end }}')).toEqual({ text: 'has {{range}} without {{end}}', fix: 'close it with {{end}}' });
});

test('texts of any length are read in time', () => {
  for (const text of ['{{/*'.repeat(100000), '{{'.repeat(100000), '{{ .a }}'.repeat(50000), `{{ ${'.a'.repeat(100000)} }}`, '{{if .a}}'.repeat(50000), '{'.repeat(200000)]) {
    const begin = Date.now();
    templateFault(text);
    expect(Date.now() - begin).toBeLessThan(2000);
  }
});
