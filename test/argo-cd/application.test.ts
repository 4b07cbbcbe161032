import { Chart, Duration, Testing } from 'cdk8s';
import {
  ApplicationDestination, ApplicationSource, ArgoCdApplication, ArgoCdApplicationProps, ArgoCdProject, SyncOptions,
} from '../../lib';
import { refusal, synth } from '../support/synth';
import { application, applicationOf, argoCd, REPOSITORY } from './support';

const SYNC: Required<SyncOptions> = {
  automated: true,
  prune: true,
  selfHeal: true,
  allowEmpty: true,
  createNamespace: true,
  namespaceLabels: { 'istio-injection': 'enabled' },
  namespaceAnnotations: { contact: 'shop@example.com' },
  serverSideApply: true,
  applyOutOfSyncOnly: true,
  pruneLast: true,
  respectIgnoreDifferences: true,
  failOnSharedResource: true,
  retry: { limit: 3, delay: Duration.seconds(10), factor: 3, maxDelay: Duration.minutes(5) },
  options: ['PrunePropagationPolicy=background'],
};

test('every prop of an Application reaches the manifest', () => {
  const chart = argoCd();
  const props: Required<ArgoCdApplicationProps> = {
    metadata: { name: 'shop-checkout', labels: { team: 'shop' } },
    project: ArgoCdProject.fromName('shop'),
    source: ApplicationSource.helm('https://charts.example.com', 'checkout', { version: '1.8.0', valueFiles: ['$values/prod.yaml'] }),
    furtherSources: [ApplicationSource.gitReference(REPOSITORY, { name: 'values', revision: 'main' })],
    destination: ApplicationDestination.server('https://kubernetes.default.svc', 'shop'),
    sync: SYNC,
    ignoreDifferences: [
      { group: 'apps', kind: 'Deployment', name: 'front', namespace: 'shop', jsonPointers: ['/spec/replicas'], jqPathExpressions: ['.spec.x'] },
    ],
    revisionHistoryLimit: 0,
    info: { dashboard: 'https://grafana.example.com/d/checkout' },
    cascadingDeletion: true,
  };
  new ArgoCdApplication(chart, 'checkout', props);
  expect(synth(chart).the('Application')).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: 'shop-checkout', namespace: 'argocd', labels: { team: 'shop' }, finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: 'shop',
      sources: [
        {
          repoURL: 'https://charts.example.com', chart: 'checkout', targetRevision: '1.8.0', helm: { valueFiles: ['$values/prod.yaml'] },
        },
        { repoURL: REPOSITORY, targetRevision: 'main', ref: 'values' },
      ],
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true, allowEmpty: true },
        managedNamespaceMetadata: { labels: { 'istio-injection': 'enabled' }, annotations: { contact: 'shop@example.com' } },
        retry: { limit: 3, backoff: { duration: '10s', factor: 3, maxDuration: '5m' } },
        syncOptions: [
          'CreateNamespace=true', 'ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'PruneLast=true', 'RespectIgnoreDifferences=true',
          'FailOnSharedResource=true', 'PrunePropagationPolicy=background',
        ],
      },
      ignoreDifferences: [
        { group: 'apps', kind: 'Deployment', name: 'front', namespace: 'shop', jsonPointers: ['/spec/replicas'], jqPathExpressions: ['.spec.x'] },
      ],
      revisionHistoryLimit: 0,
      info: [{ name: 'dashboard', value: 'https://grafana.example.com/d/checkout' }],
    },
  });
});

test('an Application that says little waits to be synced, and belongs to the project default', () => {
  expect(applicationOf({})).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'checkout', namespace: 'argocd' },
    spec: {
      project: 'default',
      source: { repoURL: REPOSITORY, path: 'prod/checkout', targetRevision: 'HEAD' },
      destination: { name: 'in-cluster', namespace: 'shop' },
    },
  });
});

test('an Application is in the namespace of its chart, if that has one', () => {
  const chart = new Chart(Testing.app(), 'apps', { namespace: 'openshift-gitops' });
  application(chart);
  expect(synth(chart).the('Application').metadata.namespace).toBe('openshift-gitops');
});

test('automated sync alone neither deletes nor reverts', () => {
  expect(applicationOf({ sync: { automated: true } }).spec.syncPolicy).toEqual({ automated: {} });
});

test('what is set to false is as if it were not given', () => {
  expect(applicationOf({ sync: { automated: false, createNamespace: false } }).spec.syncPolicy).toBeUndefined();
});

test('a retry that says nothing tries five times', () => {
  expect(applicationOf({ sync: { retry: {} } }).spec.syncPolicy).toEqual({ retry: { limit: 5 } });
});

test('a later change of the props changes nothing', () => {
  const chart = argoCd();
  const jsonPointers = ['/spec/replicas'];
  const values = { image: { tag: '1' } };
  application(chart, {
    source: ApplicationSource.helm('https://charts.example.com', 'checkout', { version: '1', values }),
    ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers }],
  });
  jsonPointers.push('/spec');
  values.image.tag = '2';
  const { spec } = synth(chart).the('Application');
  expect([spec.ignoreDifferences, spec.source.helm]).toEqual([
    [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
    { valuesObject: { image: { tag: '1' } } },
  ]);
});

test.each<[string, Partial<ArgoCdApplicationProps>]>([
  ['[argocd/checkout] sync.prune: does nothing without automated; set `automated`, or remove it', { sync: { prune: true } }],
  ['[argocd/checkout] sync.selfHeal: does nothing without automated; set `automated`, or remove it', { sync: { automated: false, selfHeal: true } }],
  ['[argocd/checkout] sync.allowEmpty: does nothing without automated; set `automated`, or remove it', { sync: { allowEmpty: true } }],
  [
    '[argocd/checkout] sync.namespaceLabels: does nothing without createNamespace; set `createNamespace`, or remove it',
    { sync: { namespaceLabels: { a: 'b' } } },
  ],
  [
    '[argocd/checkout] sync.createNamespace: has no namespace to create; give the namespace of the destination',
    { sync: { createNamespace: true }, destination: ApplicationDestination.inCluster() },
  ],
  ['[argocd/checkout] sync.options[0]: "prune" is no sync option of Argo CD; write Prune=false or Prune=confirm or Prune=true', { sync: { options: ['prune'] } }],
  [
    '[argocd/checkout] sync.retry.limit: -2 is not a whole number of at least -1; give a number of times, or -1 for no limit',
    { sync: { retry: { limit: -2 } } },
  ],
  ['[argocd/checkout] sync.retry.factor: 0 is not a whole number of at least 1; give a whole number', { sync: { retry: { factor: 0 } } }],
  [
    '[argocd/checkout] sync.retry.delay: "500 ms" is not a whole number of seconds; give whole seconds, at least one',
    { sync: { retry: { delay: Duration.millis(500) } } },
  ],
  ['[argocd/checkout] revisionHistoryLimit: -1 is not a whole number of at least 0; give 0 for none, or more', { revisionHistoryLimit: -1 }],
  [
    '[argocd/checkout] ignoreDifferences[0]: is empty; give jqPathExpressions or jsonPointers',
    { ignoreDifferences: [{ group: 'apps', kind: 'Deployment' }] },
  ],
  ['[argocd/checkout] ignoreDifferences[0].kind: "" is empty; give the kind of the objects', { ignoreDifferences: [{ kind: '', jsonPointers: ['/a'] }] }],
  [
    '[argocd/checkout] source.valueFiles: "$values/prod.yaml" is in a source that is not given; '
    + "add ApplicationSource.gitReference(…, { name: 'values' })",
    { source: ApplicationSource.helm('https://charts.example.com', 'checkout', { version: '1', valueFiles: ['$values/prod.yaml'] }) },
  ],
  [
    '[argocd/checkout] furtherSources[1]: "values" is the reference of another source too; give each a name of its own',
    { furtherSources: ['main', 'next'].map((revision) => ApplicationSource.gitReference(REPOSITORY, { name: 'values', revision })) },
  ],
  [
    '[argocd/checkout] source: delivers nothing; give a source with a path or a chart',
    { source: ApplicationSource.gitReference(REPOSITORY, { name: 'values' }) },
  ],
  [
    '[argocd/checkout] metadata.name: "a b" is not a DNS subdomain; use lower-case letters, digits, - and ., with a letter or digit at both ends',
    { metadata: { name: 'a b' } },
  ],
  [
    '[argocd/checkout] ignoreDifferences[0].jqPathExpressions[0]: "spec.replicas" is no path of jq; did you mean ".spec.replicas"?',
    { ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jqPathExpressions: ['spec.replicas'] }] },
  ],
  [
    '[argocd/checkout] ignoreDifferences[0].jsonPointers[1]: "spec/replicas" is no JSON pointer; begin with /, as in /spec/replicas',
    { ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/x', 'spec/replicas'] }] },
  ],
  [
    '[argocd/checkout] ignoreDifferences[0].group: "apps/v1" has a version, and Argo CD compares groups without; give "apps"',
    { ignoreDifferences: [{ group: 'apps/v1', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }] },
  ],
  [
    '[argocd/checkout] ignoreDifferences[0].kind: "rollouts" is no kind, as Deployment is; give the kind as manifests have it',
    { ignoreDifferences: [{ group: 'argoproj.io', kind: 'rollouts', jsonPointers: ['/spec/replicas'] }] },
  ],
])('an Application is refused: %s', (message, props) => {
  expect(refusal(() => application(argoCd(), props))).toBe(message);
});

test.each([
  ['a name', () => ApplicationDestination.cluster(' '), 'ApplicationDestination.cluster: name: " " is empty; give the name under which Argo CD knows the cluster'],
  ['an address', () => ApplicationDestination.server(''), 'ApplicationDestination.server: url: "" is empty; give the address of the API server'],
  ['a namespace', () => ApplicationDestination.inCluster(''), 'ApplicationDestination: namespace: "" is empty; give a namespace, or leave it out'],
  ['a name, not an address', () => ApplicationDestination.cluster('https://kubernetes.default.svc', 'shop'), 'ApplicationDestination.cluster: name: "https://kubernetes.default.svc" is an address, not a name; use `ApplicationDestination.server`'],
  ['an address, not a name', () => ApplicationDestination.server('in-cluster'), 'ApplicationDestination.server: url: "in-cluster" is no address; begin with https://, or use `ApplicationDestination.cluster`'],
  ['a namespace as it can be', () => ApplicationDestination.inCluster('Shop_1'), 'ApplicationDestination: namespace: "Shop_1" is no name of a namespace; use lower-case letters, digits and -, with a letter or digit at both ends'],
])('a destination needs %s', (_what, make, message) => {
  expect(refusal(make)).toBe(message);
});

test('an entry of ignoreDifferences may have any path of jq, and patterns', () => {
  const ignoreDifferences = [{ group: '*', kind: '*', jqPathExpressions: ['.spec.x', '..|.y?', 'first(.z)', '(.a,.b)'], jsonPointers: ['/'] }];
  expect(applicationOf({ ignoreDifferences }).spec.ignoreDifferences).toEqual(ignoreDifferences);
});

test.each([
  [ApplicationDestination.server('*', '*')], [ApplicationDestination.server('!https://10.0.0.1', 'shop-*')],
  [ApplicationDestination.server('{{.server}}', '{{.namespace}}')], [ApplicationDestination.cluster('{{.name}}', 'shop')],
])('a destination may be a pattern, or a parameter: %j', (destination) => {
  expect(applicationOf({ destination }).spec.destination).toEqual(JSON.parse(JSON.stringify(destination._toKube())));
});
