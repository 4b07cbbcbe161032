import { Duration } from 'cdk8s';
import {
  ApplicationDestination, ApplicationGenerator, ApplicationsSync, ApplicationSource, ApplicationTemplate, ArgoCdApplicationSet,
  ArgoCdApplicationSetProps, ArgoCdProject, ClusterGeneratorOptions, GitGeneratorOptions,
} from '../../lib';
import { Manifest, refusal, synth } from '../support/synth';
import { applicationSet, argoCd, REPOSITORY } from './support';

const TEMPLATE: Required<ApplicationTemplate> = {
  name: 'chip-{{.cluster}}',
  labels: { team: 'chip' },
  annotations: { contact: 'chip@example.com' },
  cascadingDeletion: true,
  project: ArgoCdProject.fromName('lab'),
  source: ApplicationSource.helm('oci://registry.example.com/charts', 'chip', { version: '2.0.0', values: { region: '{{.cluster}}' } }),
  furtherSources: [],
  destination: ApplicationDestination.server('{{.url}}', 'chip'),
  sync: { automated: true },
  ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
  revisionHistoryLimit: 3,
  info: { cluster: '{{.cluster}}' },
};

test('every prop of an ApplicationSet reaches the manifest', () => {
  const chart = argoCd();
  const props: Required<ArgoCdApplicationSetProps> = {
    metadata: { name: 'chip', labels: { team: 'chip' } },
    generators: [ApplicationGenerator.list([{ cluster: 'eu', url: 'https://10.0.0.1' }, { cluster: 'us', url: 'https://10.0.0.2' }])],
    template: TEMPLATE,
    goTemplate: true,
    templatePatch: 'spec: {}',
    applicationsSync: ApplicationsSync.CREATE_UPDATE,
    preserveResourcesOnDeletion: true,
  };
  new ArgoCdApplicationSet(chart, 'set', props);
  expect(synth(chart).the('ApplicationSet')).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'chip', namespace: 'argocd', labels: { team: 'chip' } },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ list: { elements: [{ cluster: 'eu', url: 'https://10.0.0.1' }, { cluster: 'us', url: 'https://10.0.0.2' }] } }],
      template: {
        metadata: {
          name: 'chip-{{.cluster}}',
          labels: { team: 'chip' },
          annotations: { contact: 'chip@example.com' },
          finalizers: ['resources-finalizer.argocd.argoproj.io'],
        },
        spec: {
          project: 'lab',
          source: {
            repoURL: 'registry.example.com/charts', chart: 'chip', targetRevision: '2.0.0', helm: { valuesObject: { region: '{{.cluster}}' } },
          },
          destination: { server: '{{.url}}', namespace: 'chip' },
          syncPolicy: { automated: {} },
          ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
          revisionHistoryLimit: 3,
          info: [{ name: 'cluster', value: '{{.cluster}}' }],
        },
      },
      templatePatch: 'spec: {}',
      syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
    },
  });
});

function generated(generator: ApplicationGenerator, name = 'chip-{{.name}}'): Manifest {
  const chart = argoCd();
  applicationSet(chart, {
    generators: [generator],
    template: { name, source: ApplicationSource.git(REPOSITORY, { path: 'chip' }), destination: ApplicationDestination.inCluster('chip') },
  });
  return synth(chart).the('ApplicationSet').spec.generators[0];
}

test('an Application for each cluster', () => {
  const options: Required<ClusterGeneratorOptions> = { labels: { env: 'prod' }, values: { revision: 'main' } };
  expect(generated(ApplicationGenerator.clusters(options))).toEqual({
    clusters: { selector: { matchLabels: { env: 'prod' } }, values: { revision: 'main' } },
  });
  expect(generated(ApplicationGenerator.clusters())).toEqual({ clusters: {} });
});

test('an Application for each folder', () => {
  const options: GitGeneratorOptions = {
    revision: 'main', directories: ['prod/*'], excludedDirectories: ['prod/old'], values: { tier: '1' }, interval: Duration.minutes(1),
  };
  expect(generated(ApplicationGenerator.git(REPOSITORY, options), '{{.path.basename}}')).toEqual({
    git: {
      repoURL: REPOSITORY,
      revision: 'main',
      directories: [{ path: 'prod/*' }, { path: 'prod/old', exclude: true }],
      values: { tier: '1' },
      requeueAfterSeconds: 60,
    },
  });
});

test('an Application for each file, whose contents are parameters', () => {
  expect(generated(ApplicationGenerator.git(REPOSITORY, { files: ['clusters/*.yaml'] }))).toEqual({
    git: { repoURL: REPOSITORY, revision: 'HEAD', files: [{ path: 'clusters/*.yaml' }] },
  });
});

test('an Application for each pair, with the parameters of both', () => {
  const matrix = ApplicationGenerator.matrix(ApplicationGenerator.git(REPOSITORY, { directories: ['*'] }), ApplicationGenerator.clusters());
  expect(generated(matrix, '{{.path.basename}}-{{.nameNormalized}}')).toEqual({
    matrix: { generators: [{ git: { repoURL: REPOSITORY, revision: 'HEAD', directories: [{ path: '*' }] } }, { clusters: {} }] },
  });
});

test('a matrix in a matrix, as deep as Argo CD takes', () => {
  const list = (name: string): ApplicationGenerator => ApplicationGenerator.list([{ [name]: '1' }]);
  const inner = ApplicationGenerator.matrix(list('a'), list('b'));
  const { generators } = generated(ApplicationGenerator.matrix(inner, list('c')), '{{.a}}-{{.b}}-{{.c}}').matrix;
  expect(generators[0]).toEqual({ matrix: { generators: [{ list: { elements: [{ a: '1' }] } }, { list: { elements: [{ b: '1' }] } }] } });
});

test('any other generator is written as it is given', () => {
  const plugin = { configMapRef: { name: 'generator' } };
  expect(generated(ApplicationGenerator.other({ plugin }))).toEqual({ plugin });
});

test('placeholders of the older kind', () => {
  const chart = argoCd();
  applicationSet(chart, {
    goTemplate: false,
    generators: [ApplicationGenerator.clusters()],
    template: { name: '{{name}}', source: ApplicationSource.git(REPOSITORY, { path: '.' }), destination: ApplicationDestination.server('{{server}}') },
  });
  expect(synth(chart).the('ApplicationSet').spec).toEqual({
    generators: [{ clusters: {} }],
    template: {
      metadata: { name: '{{name}}' },
      spec: { project: 'default', source: { repoURL: REPOSITORY, path: '.', targetRevision: 'HEAD' }, destination: { server: '{{server}}' } },
    },
  });
});

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

test('a later change of the elements changes nothing', () => {
  const elements = [{ cluster: 'eu' }];
  const generator = ApplicationGenerator.list(elements);
  elements.push({ cluster: 'us' });
  expect(generated(generator, '{{.cluster}}')).toEqual({ list: { elements: [{ cluster: 'eu' }] } });
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
