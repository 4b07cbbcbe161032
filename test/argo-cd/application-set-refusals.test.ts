import { ApplicationDestination, ApplicationGenerator, ApplicationSource } from '../../lib';
import { refusal } from '../support/synth';
import { applicationSet, argoCd, REPOSITORY } from './support';

/** The message with which a template is refused whose Applications have that name, or `''`. */
function refused(name: string, ...generators: ApplicationGenerator[]): string {
  try {
    applicationSet(argoCd(), {
      generators, template: { name, source: ApplicationSource.git(REPOSITORY, { path: '.' }), destination: ApplicationDestination.inCluster() },
    });
    return '';
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}

const NONE: any = undefined;
const LIST = ApplicationGenerator.list([{ cluster: 'eu', tier: '1' }, { cluster: 'us' }]);

test.each<[string, string, ApplicationGenerator[]]>([
  ['[argocd/chip] generators: is empty; give what makes the parameters of the Applications', '{{.name}}', []],
  ['[argocd/chip] template.name: "" is empty; use a parameter in it, such as {{.cluster}}', '', [LIST]],
  ['[argocd/chip] template.name: "chip" names all Applications alike; use a parameter in it, such as {{.cluster}}', 'chip', [LIST]],
  [
    '[argocd/chip] template: "{{.clustr}}" uses clustr, which a generator does not make; use what it makes: cluster',
    '{{.clustr}}', [LIST],
  ],
  ['[argocd/chip] template: "{{ .tier }}" uses tier, which a generator does not make; use what it makes: cluster', '{{ .tier }}', [LIST]],
  ['[argocd/chip] template: "{{cluster}}" is not a parameter in a Go template; write {{.cluster}}', '{{cluster}}', [LIST]],
  [
    '[argocd/chip] template: "{{.cluster}}" uses cluster, which a generator does not make; '
    + 'use what it makes: name, nameNormalized, server, project, metadata, values',
    '{{.cluster}}', [LIST, ApplicationGenerator.clusters()],
  ],
  ['[argocd/chip] template: "chip-{{.cluster}" has {{ without }}; close it, as in {{.name}}', 'chip-{{.cluster}', [LIST]],
  ['[argocd/chip] template: "{{.cluster}}}}{{" has {{ without }}; close it, as in {{.name}}', '{{.cluster}}}}{{', [LIST]],
  [
    '[argocd/chip] template: "{{.cluster-name}}" has a - in a name, which a Go template does not take; write {{index . "cluster-name"}}',
    '{{.cluster-name}}', [ApplicationGenerator.list([{ 'cluster-name': 'eu' }])],
  ],
  [
    '[argocd/chip] template: "{{.metadata.labels.shop-tier}}" has a - in a name, which a Go template does not take; '
    + 'write {{index . "metadata" "labels" "shop-tier"}}',
    '{{.metadata.labels.shop-tier}}', [ApplicationGenerator.clusters()],
  ],
  [
    '[argocd/chip] template: "{{.values.teir}}" uses values.teir, which a generator does not make; use what it makes: values.tier',
    '{{.values.teir}}', [ApplicationGenerator.clusters({ values: { tier: 'a' } })],
  ],
  [
    '[argocd/chip] template: "{{.values.tier}}" uses values.tier, which a generator does not make; add it to what the generator makes',
    '{{.values.tier}}', [ApplicationGenerator.clusters()],
  ],
  [
    '[argocd/chip] template: "{{.path.filename}}" uses path.filename, which a generator does not make; '
    + 'use what it makes: path.path, path.basename, path.basenameNormalized, path.segments',
    '{{.path.filename}}', [ApplicationGenerator.git(REPOSITORY, { directories: ['*'] })],
  ],
  [
    '[argocd/chip] template: "{{.path}}" is all of path, which is a map and no text; write {{.path.path}}',
    '{{.path}}', [ApplicationGenerator.git(REPOSITORY, { files: ['*.json'] })],
  ],
  [
    '[argocd/chip] template: "{{.path[0]}}" has [ ] behind a name, which a Go template does not take; write {{index .path.segments 0}}',
    '{{.path[0]}}', [ApplicationGenerator.git(REPOSITORY, { directories: ['*'] })],
  ],
])('an ApplicationSet is refused: %s', (message, name, generators) => {
  expect(refused(name, ...generators)).toBe(message);
});

test.each([
  '{{.cluster}}', '{{ .cluster | normalize }}', '{{- .cluster -}}', '{{ printf "%s.x" .cluster }}', '{{ index .cluster 0 }}', '{{ (.cluster) }}',
  '{{ range .cluster }}{{ .any }}{{ end }}', '{{ if eq .cluster "eu" }}a{{ else }}b{{ end }}', '{{ "a .b" }}', '{{ $.other }}', '{{`{{ .other }}`}}',
  '{{ "}}" }}{{ .cluster }}', '}}', '{{ index . "cluster-name" }}',
])('%s is understood, or left to Argo CD', (name) => {
  expect(refused(`{{.cluster}}-${name}`, LIST)).toBe('');
});

test.each(['{{ "a .b" }}', '{{`{{ .other }}`}}', '{{}}', 'a}}'])('%s alone names all Applications alike', (name) => {
  expect(refused(name, LIST)).toBe(
    `[argocd/chip] template.name: ${JSON.stringify(name)} names all Applications alike; use a parameter in it, such as {{.cluster}}`,
  );
});

test.each(['{{ $.cluster }}', '{{ index . "cluster" }}', '{{ printf "%v" . }}', '{{ (.cluster) | lower }}'])('%s tells them apart', (name) => {
  expect(refused(name, LIST)).toBe('');
});

test('a generator that may make anything is not judged', () => {
  expect(refused('{{.anything}}', ApplicationGenerator.git(REPOSITORY, { files: ['*.json'] }))).toBe('');
});

const SELECTED = ApplicationGenerator.other({
  list: { elements: [{ cluster: 'eu', tier: '1' }, { cluster: 'us' }] }, selector: { matchLabels: { tier: '1' } },
});

test.each<[string, string, ApplicationGenerator]>([
  ['the elements that a selector leaves', '{{.cluster}}-{{.tier}}', SELECTED],
  ['the elements that a selector leaves, in a matrix', '{{.name}}-{{.tier}}', ApplicationGenerator.matrix(SELECTED, ApplicationGenerator.clusters())],
  ['what is asked for', '{{.cluster}}{{ if hasKey . "tier" }}-{{.tier}}{{ end }}', LIST],
  ['a name in any script', '{{.größe}}', ApplicationGenerator.list([{ größe: 'xl' }])],
  ['a function', '{{.cluster}}-{{now}}', LIST],
  ['a generator with a template of its own', '{{.cluster}}-{{.tier}}', ApplicationGenerator.other({
    list: { elements: [{ cluster: 'eu' }], template: { metadata: { name: '{{.cluster}}' }, spec: { project: '{{.cluster}}', destination: {} } } },
  })],
  ['such a one in a matrix', '{{.cluster}}-{{.tier}}', ApplicationGenerator.matrix(ApplicationGenerator.clusters(), ApplicationGenerator.other({
    list: { elements: [{ cluster: 'eu' }], template: { metadata: { name: '{{.cluster}}' }, spec: { project: '{{.cluster}}', destination: {} } } },
  }))],
])('%s may be used', (_, name, generator) => {
  expect(refused(name, generator)).toBe('');
});

test.each<[string, string, ApplicationGenerator]>([
  ['"{{.clustr}}" uses clustr, which a generator does not make; use what it makes: cluster, tier', '{{.clustr}}', SELECTED],
  ['"{{number}}" is not a parameter in a Go template; write {{.number}}', '{{number}}', ApplicationGenerator.other({ pullRequest: {} })],
  [
    '"{{path.basename}}" is not a parameter in a Go template; write {{.path.basename}}', '{{path.basename}}',
    ApplicationGenerator.git(REPOSITORY, { files: ['*.yaml'] }),
  ],
])('an ApplicationSet is refused however little is known of its generators: %s', (message, name, generator) => {
  expect(refused(name, generator)).toBe(`[argocd/chip] template: ${message}`);
});

/** Makes an ApplicationSet without Go templates. */
function plainSet(name: string, generator: ApplicationGenerator, annotations: { [key: string]: string } = {}): void {
  applicationSet(argoCd(), {
    goTemplate: false,
    generators: [generator],
    template: { name, annotations, source: ApplicationSource.git(REPOSITORY, { path: '.' }), destination: ApplicationDestination.inCluster() },
  });
}

test('parameters without Go templates may have dots in their names, and stand beside placeholders for something else', () => {
  const dotted = ApplicationGenerator.other({ list: { elements: [{ 'a.b': 'x', cluster: 'eu' }] } });
  expect(() => { plainSet('{{a.b}}', dotted, { text: '{{args.foo}} {{.cluster}} {{clustr}}' }); }).not.toThrow();
  expect(refusal(() => { plainSet('{{clustr}}', LIST); })).toBe(
    '[argocd/chip] template: "{{clustr}}" uses clustr, which a generator does not make; use what it makes: cluster',
  );
});

test('the parts of a path have other names without Go templates', () => {
  const folders = ApplicationGenerator.git(REPOSITORY, { directories: ['*'] });
  expect(() => { plainSet('{{path[0]}}-{{path.basename}}', folders); }).not.toThrow();
  expect(refusal(() => { plainSet('{{path.segments}}', folders); })).toBe(
    '[argocd/chip] template: "{{path.segments}}" uses path.segments, which a generator does not make; '
    + 'use what it makes: path.basename, path.basenameNormalized, path[0]',
  );
});

test.each<[string, () => ApplicationGenerator]>([
  ['ApplicationGenerator.list: elements: is empty; give the parameters of an Application', () => ApplicationGenerator.list([])],
  ['ApplicationGenerator.list: elements: is empty; give the parameters of an Application', () => ApplicationGenerator.list(NONE)],
  [
    'ApplicationGenerator.list: elements[0]: null is not a set of parameters; give the parameters of an Application',
    () => ApplicationGenerator.list(JSON.parse('[null]')),
  ],
  [
    'ApplicationGenerator.matrix: has two generators that make the parameter path; combine generators whose parameters differ',
    () => ApplicationGenerator.matrix(
      ApplicationGenerator.git(REPOSITORY, { directories: ['*'], values: { a: '1' } }), ApplicationGenerator.git(REPOSITORY, { files: ['*.yaml'] }),
    ),
  ],
  [
    'ApplicationGenerator.matrix: has a matrix with a matrix in it; nest a matrix in one other at most, which Argo CD takes',
    () => ['a', 'b', 'c'].reduce((inner, name) => ApplicationGenerator.matrix(inner, ApplicationGenerator.list([{ [name]: '1' }])), LIST),
  ],
  ['ApplicationGenerator.git: repository: "" is empty; give the address of the repository', () => ApplicationGenerator.git('', { files: ['a'] })],
  [
    'ApplicationGenerator.git: repository: holds a password, which everybody would read who reads the Application; '
    + 'give Argo CD the credentials of the repository in a Secret',
    () => ApplicationGenerator.git('https://u:pw@git.example.com/a', { files: ['a'] }),
  ],
  ['ApplicationGenerator.git: files: is empty, and so is directories; give one of them', () => ApplicationGenerator.git(REPOSITORY, {})],
  [
    'ApplicationGenerator.git: files: is given beside directories; give one of them',
    () => ApplicationGenerator.git(REPOSITORY, { files: ['a'], directories: ['b'] }),
  ],
  [
    'ApplicationGenerator.git: excludedDirectories: is given beside files; leave it out',
    () => ApplicationGenerator.git(REPOSITORY, { files: ['a'], excludedDirectories: ['b'] }),
  ],
  ['ApplicationGenerator.git: revision: "" is empty; give a branch, a tag or a commit', () => ApplicationGenerator.git(REPOSITORY, { files: ['a'], revision: '' })],
])('a generator is refused: %s', (message, make) => {
  expect(refusal(make)).toBe(message);
});

test('a parameter of a Go template is refused where there are none', () => {
  expect(refusal(() => applicationSet(argoCd(), {
    goTemplate: false,
    generators: [LIST],
    template: { name: '{{.cluster}}', source: ApplicationSource.git(REPOSITORY, { path: '.' }), destination: ApplicationDestination.inCluster() },
  }))).toBe(
    '[argocd/chip] template: "{{.cluster}}" is a parameter in a Go template, which `goTemplate: false` says it is not; write {{cluster}}',
  );
});
