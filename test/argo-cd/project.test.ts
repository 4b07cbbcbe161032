import { ApiObjectMetadata, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { ApplicationDestination, ApplicationGenerator, ApplicationSource, ArgoCdProject, ArgoCdProjectProps, ProjectResource } from '../../lib';
import { mistakes, refusal, synth } from '../support/synth';
import { application, applicationSet, argoCd, REPOSITORY } from './support';

const LITTLE: ArgoCdProjectProps = { sourceRepositories: ['*'], destinations: [ApplicationDestination.cluster('*', '*')] };

test('every prop of a project reaches the manifest', () => {
  const chart = argoCd();
  const props: Required<ArgoCdProjectProps> = {
    metadata: { name: 'lab', labels: { team: 'platform' }, finalizers: ['example.com/kept'] },
    description: 'What the lab delivers',
    sourceRepositories: [REPOSITORY, '!https://github.com/example/secret'],
    destinations: [ApplicationDestination.inCluster('shop-*'), ApplicationDestination.server('https://10.0.0.1', '*')],
    clusterResources: [{ group: '', kind: 'Namespace' }],
    namespaceResources: [{ group: '*', kind: '*' }],
    excludedNamespaceResources: [{ group: '', kind: 'ResourceQuota' }],
    orphanedResources: { warn: false, ignore: [{ group: '', kind: 'ConfigMap' }] },
    sourceNamespaces: ['team-shop'],
    keepWhileInUse: true,
  };
  new ArgoCdProject(chart, 'project', props);
  expect(synth(chart).the('AppProject')).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name: 'lab',
      namespace: 'argocd',
      labels: { team: 'platform' },
      finalizers: ['example.com/kept', 'resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      description: 'What the lab delivers',
      sourceRepos: [REPOSITORY, '!https://github.com/example/secret'],
      destinations: [{ name: 'in-cluster', namespace: 'shop-*' }, { server: 'https://10.0.0.1', namespace: '*' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      namespaceResourceWhitelist: [{ group: '*', kind: '*' }],
      namespaceResourceBlacklist: [{ group: '', kind: 'ResourceQuota' }],
      orphanedResources: { warn: false, ignore: [{ group: '', kind: 'ConfigMap' }] },
      sourceNamespaces: ['team-shop'],
    },
  });
});

test('a project that need not be kept has no finalizer', () => {
  const chart = argoCd();
  new ArgoCdProject(chart, 'lab', { ...LITTLE, keepWhileInUse: false });
  expect(synth(chart).the('AppProject').metadata).toEqual({ name: 'lab', namespace: 'argocd' });
});

test.each<[string, Partial<ArgoCdProjectProps>]>([
  ['[argocd/lab] sourceRepositories: is empty; give the repositories that may be used, or * for all', { sourceRepositories: [] }],
  ['[argocd/lab] destinations: is empty; give the places that may be delivered to', { destinations: [] }],
  ['[argocd/lab] description: has 256 characters, and 255 is the most; shorten it', { description: '🚀'.repeat(256) }],
  ['[argocd/lab] excludedNamespaceResources[0].group: "core" is no API group: that of the core has no name; give \'\'', { excludedNamespaceResources: [{ group: 'core', kind: 'Service' }] }],
  ['[argocd/lab] namespaceResources[1].group: "apps/v1" has a version, and Argo CD compares groups without; give "apps"', { namespaceResources: [{ group: '*', kind: '*' }, { group: 'apps/v1', kind: 'Deployment' }] }],
  ['[argocd/lab] clusterResources[0].kind: "namespaces" is no kind, as Deployment is; give the kind as manifests have it', { clusterResources: [{ group: '', kind: 'namespaces' }] }],
])('a project is refused: %s', (message, props) => {
  expect(refusal(() => new ArgoCdProject(argoCd(), 'lab', { ...LITTLE, ...props }))).toBe(message);
});

test('a project of elsewhere needs a name', () => {
  expect(refusal(() => ArgoCdProject.fromName(''))).toBe('ArgoCdProject.fromName: name: "" is empty; give the name of the project');
});

/** What the synth says about an Application of a project. */
function told(props: Partial<ArgoCdProjectProps>, destination = ApplicationDestination.inCluster('shop')): string[] {
  const chart = argoCd();
  application(chart, { project: new ArgoCdProject(chart, 'lab', { ...LITTLE, ...props }), destination });
  return mistakes(chart);
}

test('an Application that its project does not allow is told of at synth', () => {
  expect(told({
    sourceRepositories: ['https://github.com/example/other'],
    destinations: [ApplicationDestination.inCluster('front')],
  })).toEqual([
    '[argocd/checkout] ARO606 spec.source.repoURL: "https://github.com/example/shop.git" is not allowed by AppProject lab; '
    + 'add it to sourceRepos (`sourceRepositories`)',
    '[argocd/checkout] ARO606 spec.destination: is namespace shop of in-cluster, which AppProject lab does not allow; '
    + 'add it to destinations',
  ]);
});

test.each<[string, string[]]>([
  ['all repositories', ['*']],
  ['the repository, with another ending', ['https://github.com/example/shop']],
  ['the repository, in other letters', ['https://GitHub.com/Example/Shop.git']],
  ['the repositories of the organization', ['https://github.com/example/*']],
  ['all repositories of the server', ['https://github.com/**']],
  ['all but another', ['!https://github.com/example/other']],
  ['what only Argo CD can tell', ['https://github.com/{example,other}/shop']],
])('a project that allows %s allows the Application', (_what, sourceRepositories) => {
  expect(told({ sourceRepositories })).toEqual([]);
});

test.each<[string, string[]]>([
  ['the folder above only', ['https://github.com/*']],
  ['all but this one', ['*', '!https://github.com/example/shop']],
  ['none but another', ['https://github.com/example/shop-2']],
])('a project that allows %s does not', (_what, sourceRepositories) => {
  expect(told({ sourceRepositories })).toHaveLength(1);
});

test.each<[string, ApplicationDestination, ApplicationDestination]>([
  ['everything', ApplicationDestination.cluster('*', '*'), ApplicationDestination.inCluster('shop')],
  ['the namespace in any cluster', ApplicationDestination.server('*', 'shop'), ApplicationDestination.inCluster('shop')],
  ['namespaces by a pattern', ApplicationDestination.inCluster('sh*'), ApplicationDestination.inCluster('shop')],
  [
    'the own cluster by its other name',
    ApplicationDestination.inCluster('shop'), ApplicationDestination.server('https://kubernetes.default.svc', 'shop'),
  ],
  ['a cluster that may be this one', ApplicationDestination.server('https://10.0.0.1', '*'), ApplicationDestination.cluster('prod', 'shop')],
  ['all but another', ApplicationDestination.cluster('*', '!front'), ApplicationDestination.inCluster('shop')],
])('a project that allows %s allows it as a destination', (_what, allowed, destination) => {
  expect(told({ destinations: [allowed] }, destination)).toEqual([]);
});

test.each<[string, ApplicationDestination]>([
  ['another cluster', ApplicationDestination.cluster('prod', '*')],
  ['the own cluster by address, and another namespace', ApplicationDestination.server('https://kubernetes.default.svc', 'front')],
  ['no namespace', ApplicationDestination.inCluster()],
])('a project that allows %s does not', (_what, allowed) => {
  expect(told({ destinations: [allowed] })).toHaveLength(1);
});

test('an Application in another namespace than its project needs its permission', () => {
  const chart = argoCd();
  const project = new ArgoCdProject(chart, 'lab', { ...LITTLE, sourceNamespaces: ['team-*'] });
  application(chart, { project, metadata: { name: 'allowed', namespace: 'team-shop' } });
  application(new Construct(chart, 'other'), { project, metadata: { name: 'refused', namespace: 'shop' } });
  expect(mistakes(chart)).toEqual([
    '[argocd/other/checkout] metadata.namespace: "shop" is not allowed by project lab; add it to the sourceNamespaces of the project',
  ]);
});

test('an ApplicationSet makes its Applications in its own namespace', () => {
  const chart = argoCd();
  setOf(chart, new ArgoCdProject(chart, 'lab', LITTLE), { namespace: 'shop' });
  expect(mistakes(chart)).toEqual([
    '[argocd/chip] metadata.namespace: "shop" is not allowed by project lab; add it to the sourceNamespaces of the project',
  ]);
});

test('an Application elsewhere may mean another project of that name', () => {
  const chart = argoCd();
  new ArgoCdProject(chart, 'lab', { ...LITTLE, sourceRepositories: ['https://github.com/example/other'] });
  application(chart, { project: ArgoCdProject.fromName('lab'), metadata: { namespace: 'team' } });
  expect(mistakes(chart)).toEqual([]);
});

const NO_NAMESPACE = '[argocd/checkout] ARO606 spec.syncPolicy.syncOptions[0]: "CreateNamespace=true" makes a Namespace, which AppProject '
  + "lab does not allow; add { group: '', kind: Namespace } to clusterResourceWhitelist (`clusterResources`)";

test.each<[ProjectResource[] | undefined, string[]]>([
  [undefined, [NO_NAMESPACE]],
  [[{ group: 'rbac.authorization.k8s.io', kind: '*' }], [NO_NAMESPACE]],
  [[{ group: '', kind: 'Namespace' }], []],
  [[{ group: '*', kind: '*' }], []],
])('a namespace gets labels only if the project allows the kind: %j', (clusterResources, said) => {
  const chart = argoCd();
  const project = new ArgoCdProject(chart, 'lab', { ...LITTLE, clusterResources });
  application(chart, { project, sync: { createNamespace: true, namespaceLabels: { team: 'shop' } } });
  expect(mistakes(chart)).toEqual(said);
});

test('a namespace that is created may be there already', () => {
  const chart = argoCd();
  application(chart, { project: new ArgoCdProject(chart, 'lab', LITTLE), sync: { createNamespace: true } });
  expect(mistakes(chart)).toEqual([]);
});

test('every source of an Application counts', () => {
  const chart = argoCd();
  application(chart, {
    project: new ArgoCdProject(chart, 'lab', { ...LITTLE, sourceRepositories: [REPOSITORY] }),
    furtherSources: [ApplicationSource.helm('oci://registry.example.com/charts', 'checkout', { version: '1' })],
  });
  expect(mistakes(chart)).toEqual([
    '[argocd/checkout] ARO606 spec.sources[1].repoURL: "registry.example.com/charts" is not allowed by AppProject lab; '
    + 'add it to sourceRepos (`sourceRepositories`)',
  ]);
});

test('what an ApplicationSet fills in later is not judged', () => {
  const chart = argoCd();
  const project = new ArgoCdProject(chart, 'lab', { ...LITTLE, destinations: [ApplicationDestination.cluster('prod-*', 'chip')] });
  setOf(chart, project);
  expect(mistakes(chart)).toEqual([]);
});

function setOf(chart: Chart, project: ArgoCdProject, metadata: ApiObjectMetadata = {}): void {
  applicationSet(chart, {
    metadata,
    generators: [ApplicationGenerator.clusters()],
    template: {
      name: '{{.name}}',
      project,
      source: ApplicationSource.git('https://github.com/{{.name}}/shop', { path: '.' }),
      destination: ApplicationDestination.cluster('{{.name}}', 'chip'),
    },
  });
}

test('a project by its name is judged where it is a construct too, and missed where there are only others', () => {
  const chart = argoCd();
  const lab = new ArgoCdProject(chart, 'lab', { ...LITTLE, sourceRepositories: ['https://github.com/example/other'] });
  new ArgoCdProject(chart, 'front', LITTLE);
  application(chart, { project: ArgoCdProject.fromName('lab') });
  expect(mistakes(chart)).toEqual([
    '[argocd/checkout] ARO606 spec.source.repoURL: "https://github.com/example/shop.git" is not allowed by AppProject lab; '
    + 'add it to sourceRepos (`sourceRepositories`)',
  ]);
  lab.apiObject.addJsonPatch(JsonPatch.replace('/metadata/name', 'laboratory'));
  expect(mistakes(chart)).toEqual([
    '[argocd/checkout] ARO605 spec.project: "lab" is no AppProject among the manifests; add the AppProject, or correct the name',
  ]);
});
