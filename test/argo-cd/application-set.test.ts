import { Duration } from 'cdk8s';
import {
  ApplicationDestination, ApplicationGenerator, ApplicationsSync, ApplicationSource, ApplicationTemplate, ArgoCdApplicationSet,
  ArgoCdApplicationSetProps, ArgoCdProject, ClusterGeneratorOptions, GitGeneratorOptions,
} from '../../lib';
import { Manifest, synth } from '../support/synth';
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

test('a later change of the elements changes nothing', () => {
  const elements = [{ cluster: 'eu' }];
  const generator = ApplicationGenerator.list(elements);
  elements.push({ cluster: 'us' });
  expect(generated(generator, '{{.cluster}}')).toEqual({ list: { elements: [{ cluster: 'eu' }] } });
});
