import { checkManifests } from '../../../lib/check';
import { chart } from '../charts';
import { gitOps, messages } from '../fixtures';
import type { Manifests } from '../objects';

const ALL = { sourceRepos: ['*'], destinations: [{ name: '*', namespace: '*' }] };

function project(spec: object = ALL, name = 'lab', namespace: string | undefined = 'argocd'): Manifests {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name, namespace }, spec };
}

/** An Application of the project `lab`, with a change to it. */
function ofProject(change: (application: any) => void = () => undefined): Manifests {
  const manifests = gitOps();
  manifests.application.spec.project = 'lab';
  change(manifests.application);
  return manifests;
}

function found(manifests: Manifests, ...projects: Manifests[]): string[] {
  return messages({ ...manifests, ...Object.fromEntries(projects.entries()) });
}

describe('ARO605: the project of an Application', () => {
  const MISSING = 'ARO605 spec.project: "lab" is no AppProject among the manifests; add the AppProject, or correct the name';

  test('is missed among others, and not where there are none', () => {
    expect(found(ofProject(), project(ALL, 'other'))).toEqual([MISSING]);
    expect(found(ofProject(), project(ALL, 'labs'))).toEqual([MISSING.replace('add the AppProject, or correct the name', 'did you mean "labs"?')]);
    expect(found(ofProject(), project())).toEqual([]);
    expect(found(ofProject())).toEqual([]);
  });

  test('is an error where nothing else is there', () => {
    const [finding] = messages({ ...ofProject(), other: project(ALL, 'other') }, { closedWorld: true });
    expect(finding).toBe(MISSING);
  });

  test('is in the namespace of the Application', () => {
    expect(found(ofProject(), project(ALL, 'other'), project(ALL, 'lab', 'team'))).toEqual([
      'ARO605 spec.project: "lab" is an AppProject in namespace team, not in argocd; put both into the namespace of one Argo CD',
    ]);
  });

  test('may be that of an Argo CD in another namespace, where the Application\'s has none', () => {
    const inTeam = ofProject(({ metadata }) => { metadata.namespace = 'team'; });
    expect(found(inTeam, project(ALL, 'other'))).toEqual([]);
    expect(found(inTeam, project({ ...ALL, sourceNamespaces: ['team'] }))).toEqual([]);
  });

  test.each<[string, (application: any) => void]>([
    ['default', ({ spec }) => { spec.project = 'default'; }],
    ['of a placeholder', ({ spec }) => { spec.project = '{{.project}}'; }],
    ['empty', ({ spec }) => { spec.project = ''; }],
  ])('is not missed where it is %s', (_, change) => {
    expect(found(ofProject(change), project(ALL, 'other'))).toEqual([]);
  });

  test('may be in any namespace where that is not told', () => {
    expect(found(ofProject(({ metadata }) => { delete metadata.namespace; }), project())).toEqual([]);
    const open = project();
    delete open.metadata.namespace;
    expect(found(ofProject(), open)).toEqual([]);
    expect(found(ofProject(({ metadata }) => { delete metadata.namespace; }), project(ALL, 'other'))).toEqual([MISSING]);
  });
});

describe('ARO606: what a project allows', () => {
  const REPOSITORY = 'ARO606 spec.source.repoURL: "https://git.example.com/shop.git" is not allowed by AppProject lab; '
    + 'add it to sourceRepos (`sourceRepositories`)';
  const DESTINATION = 'ARO606 spec.destination: is namespace shop of https://kubernetes.default.svc, which AppProject lab does not allow; '
    + 'add it to destinations';

  test.each<[object, string[]]>([
    [{ sourceRepos: ['https://git.example.com/shop'] }, []],
    [{ sourceRepos: ['https://git.example.com/*'] }, []],
    [{ sourceRepos: ['https://git.example.com/**'] }, []],
    [{ sourceRepos: ['https://git.example.com/{shop,cart}.git'] }, []],
    [{ sourceRepos: ['https://*'] }, [REPOSITORY]],
    [{ sourceRepos: ['*', '!https://git.example.com/shop.git'] }, [
      'ARO606 spec.source.repoURL: "https://git.example.com/shop.git" is forbidden by AppProject lab, by an entry with !; '
      + 'take that entry out of sourceRepos (`sourceRepositories`)',
    ]],
    [{ sourceRepos: [] }, [REPOSITORY]],
    [{ sourceRepos: undefined }, [REPOSITORY]],
    [{ destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'shop' }] }, []],
    [{ destinations: [{ name: 'in-cluster', namespace: 'sh*' }] }, []],
    [{ destinations: [{ server: '*', namespace: '*' }] }, []],
    [{ destinations: [{ server: 'https://10.0.0.1', namespace: '*' }] }, [DESTINATION]],
    [{ destinations: [{ name: 'in-cluster', namespace: 'front' }] }, [DESTINATION]],
    [{ destinations: [{ name: 'in-cluster' }] }, [DESTINATION]],
    [{ destinations: [{ server: '*', namespace: '!front' }] }, []],
    [{ destinations: [{ server: '*', namespace: '!sh*' }] }, [DESTINATION]],
    [{ destinations: [{ server: '*', namespace: '*' }, { server: '*', namespace: '!shop' }] }, [DESTINATION]],
    [{ destinations: [{ server: '*', namespace: '*' }, { server: 'https://10.0.0.1', namespace: '!shop' }] }, []],
    [{ destinations: [{ server: '*', namespace: '*' }, { name: '!in-cluster', namespace: '*' }] }, [DESTINATION]],
    [{ destinations: [{ server: '!https://10.0.0.1', namespace: '*' }] }, []],
    [{ destinations: [{ server: '!https://kubernetes.default.svc', namespace: '*' }] }, [DESTINATION]],
    [{ destinations: [] }, [DESTINATION]],
    [{ sourceRepos: [], destinations: [] }, [REPOSITORY, DESTINATION]],
  ])('%j', (spec, said) => {
    expect(found(ofProject(), project({ ...ALL, ...spec }))).toEqual(said);
  });

  test('counts for an Application in another namespace', () => {
    const inTeam = ofProject(({ metadata }) => { metadata.namespace = 'team'; });
    const little = { ...ALL, sourceRepos: [] };
    expect(found(inTeam, project({ ...little, sourceNamespaces: ['t*'] }))).toEqual([REPOSITORY]);
    expect(found(inTeam, project({ ...little, sourceNamespaces: ['t*'] }), project(little, 'lab', 'second'))).toEqual([REPOSITORY]);
    expect(found(inTeam, project({ ...little, sourceNamespaces: ['t*'] }), project({ ...little, sourceNamespaces: ['*'] }, 'lab', 'second'))).toEqual([]);
  });

  test('does not count for an Application of another Argo CD', () => {
    const manifests = gitOps();
    Object.assign(manifests.application.metadata, { name: 'shop', namespace: 'team-a-argocd' });
    const hardened = { sourceRepos: [], destinations: [] };
    expect(found(manifests, project(hardened, 'default'))).toEqual([]);
    expect(found(manifests, project({ ...hardened, sourceNamespaces: ['team-b-*'] }, 'default'))).toEqual([]);
  });

  test.each<[object, string]>([
    [{ name: '', server: 'https://kubernetes.default.svc', namespace: 'shop' }, 'https://kubernetes.default.svc'],
    [{ name: 'in-cluster', server: '', namespace: 'shop' }, 'in-cluster'],
    [{ server: 'https://kubernetes.default.svc//', namespace: 'shop' }, 'https://kubernetes.default.svc'],
    [{ name: '', server: '', namespace: 'shop' }, 'no cluster'],
  ])('is an empty name or address as if there were none: %j', (destination, cluster) => {
    const manifests = ofProject(({ spec }) => { spec.destination = destination; });
    expect(found(manifests, project({ ...ALL, destinations: [{ name: '', server: 'https://kubernetes.default.svc/', namespace: 'shop' }] }))).toEqual([]);
    expect(found(manifests, project({ ...ALL, destinations: [{ name: 'in-cluster', server: '', namespace: 'shop' }] }))).toEqual([]);
    expect(found(manifests, project({ ...ALL, destinations: [{ name: 'in-cluster', server: '', namespace: 'front' }] })))
      .toEqual([DESTINATION.replace('https://kubernetes.default.svc', cluster)]);
  });

  test.each<[string, string, boolean]>([
    ['ssh://git@git.example.com/shop/checkout', 'git@git.example.com:shop/checkout.git', true],
    ['git@git.example.com:shop/checkout.git', 'ssh://git@git.example.com/shop/checkout', true],
    ['git@git.example.com:shop/checkout', 'ssh://git@git.example.com/shop/*', true],
    ['ssh://git@git.example.com/shop/checkout.git', 'git@git.example.com:shop/*', true],
    ['ssh://git@git.example.com/shop/checkout', 'git@git.example.com:**', true],
    ['ssh://git@git.example.com/shop/checkout', 'git@git.example.com:*', false],
    ['ssh://git@git.example.com:2222/shop/checkout', 'git@git.example.com:shop/checkout', false],
    ['https://git@git.example.com/shop/checkout', 'git@git.example.com:shop/checkout', false],
    ['git@git.example.com:shop/checkout', 'https://git.example.com/shop/checkout', false],
  ])('is the repository %j as %j: %j', (repoURL, pattern, isAllowed) => {
    const manifests = ofProject(({ spec }) => { spec.source.repoURL = repoURL; });
    expect(found(manifests, project({ ...ALL, sourceRepos: [pattern] }))).toHaveLength(isAllowed ? 0 : 1);
    expect(found(manifests, project({ ...ALL, sourceRepos: ['*', `!${pattern}`] }))).toHaveLength(isAllowed ? 1 : 0);
  });

  test('is found out, however many stars there are', () => {
    const pattern = `https://git.example.com/${'*-'.repeat(1_000)}x`;
    const manifests = ofProject(({ spec }) => { spec.source.repoURL = `https://git.example.com/${'-'.repeat(5_000)}`; });
    expect(found(manifests, project({ ...ALL, sourceRepos: [pattern] }))).toHaveLength(1);
  });

  test('counts for the project default, where it is among the manifests', () => {
    expect(found(gitOps(), project({ ...ALL, sourceRepos: [] }, 'default'))).toEqual([REPOSITORY.replace('AppProject lab', 'AppProject default')]);
  });

  test('is whatever is filled in later, and what a patch may change', () => {
    const { application: { metadata, spec }, ...manifests } = ofProject();
    const set: any = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata, spec: { generators: [{ clusters: {} }], template: { metadata: { name: '{{name}}' }, spec } } };
    const little = project({ sourceRepos: ['https://git.example.com/cart'], destinations: [{ name: 'prod', namespace: 'shop' }] });
    expect(found({ ...manifests, set }, little)).toHaveLength(2);
    spec.source.repoURL = 'https://git.example.com/{{name}}';
    spec.destination = { name: '{{name}}', namespace: 'shop' };
    expect(found({ ...manifests, set }, little)).toEqual([]);
    spec.destination.namespace = 'front';
    expect(found({ ...manifests, set }, little).filter((message) => message.startsWith('ARO6')))
      .toEqual(['ARO606 spec.template.spec.destination: is namespace front of {{name}}, which AppProject lab does not allow; add it to destinations']);
    set.spec.templatePatch = 'spec: {}';
    expect(found({ ...manifests, set }, little)).toEqual([]);
  });

  const own = { metadata: {}, spec: { project: 'default' } };
  test.each<[object, boolean]>([
    [{ clusters: { template: own } }, false],
    [{ matrix: { generators: [{ git: {} }, { list: { elements: [], template: own } }] } }, false],
    [{ matrix: { generators: [], template: own } }, false],
    [{ merge: { generators: [{ matrix: { generators: [{ git: { template: own } }] } }] } }, false],
    [{ clusters: { template: { metadata: {}, spec: { destination: {}, project: '', source: { repoURL: '' } } } } }, true],
    [{ clusters: { template: null, selector: {} } }, true],
    [{ matrix: 'broken' }, true],
  ])('is not that of a template which the generator %j may change', (generator, isJudged) => {
    const { application: { metadata, spec }, ...manifests } = ofProject();
    const set: any = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata, spec: { generators: [{ git: {} }, generator], template: { spec } } };
    const told = (projects: Manifests): string[] => checkManifests([...Object.values(manifests), set, projects]).map(({ id }) => id).filter((id) => id.startsWith('ARO6'));
    expect(told(project({ ...ALL, sourceRepos: [] }))).toEqual(isJudged ? ['ARO606'] : []);
    expect(told(project(ALL, 'other'))).toEqual(isJudged ? ['ARO605'] : []);
    delete spec.ignoreDifferences;
    expect(told(project())).toEqual(isJudged ? ['ARO601'] : []);
    spec.ignoreDifferences = [{ group: 'networking.istio.io', kind: 'VirtualService', jsonPointers: ['/spec'] }];
    expect(told(project())).toEqual(isJudged ? ['ARO602'] : []);
  });

  test.each<[object, number]>([
    [{}, 1],
    [{ clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }] }, 0],
    [{ clusterResourceWhitelist: [{ group: '*', kind: '*' }] }, 0],
    [{ clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'shop' }] }, 0],
    [{ clusterResourceWhitelist: [{ group: '*', kind: '*' }], clusterResourceBlacklist: [{ group: '', kind: 'Namespace' }] }, 1],
    [{ clusterResourceWhitelist: [{ group: '*', kind: '*' }], clusterResourceBlacklist: [{ group: '', kind: 'Namespace', name: 'kube-*' }] }, 0],
  ])('a namespace is created only if %j, which is a warning unless it gets labels', (spec, times) => {
    const manifests = ofProject((application) => { application.spec.syncPolicy.syncOptions = ['CreateNamespace=true']; });
    const severities = (): string[] => (
      checkManifests([...Object.values(manifests), project({ ...ALL, ...spec })]).map(({ severity }) => severity)
    );
    expect(severities()).toEqual(Array.from({ length: times }, () => 'warning'));
    manifests.application.spec.syncPolicy.managedNamespaceMetadata = { labels: { team: 'shop' } };
    expect(severities()).toEqual(Array.from({ length: times }, () => 'error'));
    expect(found(manifests, project({ ...ALL, ...spec }))).toEqual(Array.from({ length: times }, () => (
      'ARO606 spec.syncPolicy.syncOptions[0]: "CreateNamespace=true" makes a Namespace, which AppProject lab does not allow; '
      + "add { group: '', kind: Namespace } to clusterResourceWhitelist (`clusterResources`)"
    )));
  });

  describe('of the kinds of the chart', () => {
    const RBAC = { group: 'rbac.authorization.k8s.io', kind: '*' };
    const CRDS = { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' };
    const made = (what: string, ...entries: string[]): string[] => [
      `ARO606 spec.source.chart: makes ${what}, which AppProject lab does not allow; add ${entries.join(' and ')} to clusterResourceWhitelist (\`clusterResources\`)`,
    ];
    const ROLES = ['{ group: rbac.authorization.k8s.io, kind: ClusterRole }', '{ group: rbac.authorization.k8s.io, kind: ClusterRoleBinding }'];

    test.each<[object, object[], string[]]>([
      [{}, [RBAC, CRDS], []],
      [{}, [CRDS], made('ClusterRoles and ClusterRoleBindings', ...ROLES)],
      [{}, [RBAC], made('CustomResourceDefinitions', '{ group: apiextensions.k8s.io, kind: CustomResourceDefinition }')],
      [{ installCRDs: false }, [RBAC], []],
      [{ clusterInstall: false, createClusterAggregateRoles: false }, [CRDS], []],
      [{ clusterInstall: false }, [CRDS], made('ClusterRoles', ...ROLES.slice(0, 1))],
      [{ controller: { createClusterRole: false }, createClusterAggregateRoles: false }, [CRDS], []],
      [{ controller: { createClusterRole: false }, createClusterAggregateRoles: false, dashboard: { enabled: true } }, [CRDS],
        made('ClusterRoles and ClusterRoleBindings', ...ROLES)],
    ])('%j', (values, clusterResourceWhitelist, said) => {
      expect(messages({
        application: chart(values, (spec) => { spec.project = 'lab'; }), project: project({ ...ALL, clusterResourceWhitelist }),
      })).toEqual(said);
    });

    test('which are not known with files of values', () => {
      const application = chart({}, (spec) => { spec.project = 'lab'; spec.source.helm.valueFiles = ['values.yaml']; });
      expect(messages({ application, project: project() })).toEqual([]);
    });
  });
});
