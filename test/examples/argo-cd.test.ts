import { parse } from 'yaml';
import { checkManifests } from '../../lib/check';
import { filesOf, scenario } from './synth';

describe('A5: Argo CD', () => {
  const argoCd = scenario('a5');

  test('the project stays while it is in use, and says what may be delivered where', () => {
    const { metadata, spec } = argoCd.find('AppProject', 'lab-apps-canary');
    expect(metadata).toEqual({ name: 'lab-apps-canary', namespace: 'argocd', finalizers: ['resources-finalizer.argocd.argoproj.io'] });
    expect(spec).toEqual({
      description: 'What the lab delivers by canary',
      sourceRepos: ['https://github.com/example/lab.git', 'registry.example.com/charts'],
      destinations: [{ name: '*', namespace: 'chip' }, { name: '*', namespace: 'colorapi' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      namespaceResourceWhitelist: [{ group: '*', kind: '*' }],
      orphanedResources: { warn: false },
    });
  });

  test('the Application delivers a folder of a Git repository, prunes and heals', () => {
    expect(argoCd.find('Application', 'colorapi').spec).toEqual({
      project: 'lab-apps-canary',
      source: { repoURL: 'https://github.com/example/lab.git', path: 'canary/colorapi', targetRevision: 'main' },
      destination: { name: 'in-cluster', namespace: 'colorapi' },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['CreateNamespace=true'] },
    });
  });

  test('the ApplicationSet delivers a chart of a registry to each cluster of its list', () => {
    const { generators, template } = argoCd.find('ApplicationSet', 'chip').spec;
    expect(generators).toEqual([{
      list: { elements: [{ cluster: 'staging', host: 'chip.staging.example.com' }, { cluster: 'production', host: 'chip.example.com' }] },
    }]);
    expect(template.metadata).toEqual({ name: 'chip-{{.cluster}}' });
    expect(template.spec).toMatchObject({
      project: 'lab-apps-canary',
      source: {
        repoURL: 'registry.example.com/charts', chart: 'chip', targetRevision: '2.0.0',
        helm: { valuesObject: { replicas: 10, ingress: { host: '{{.host}}' } } },
      },
      destination: { name: '{{.cluster}}', namespace: 'chip' },
    });
  });
});

describe('G1: a GitOps repository', () => {
  const FOLDER = 'g1-gitops-repository';
  const files = [...filesOf(FOLDER)];
  const applications = scenario('g1').manifests.filter(({ kind, metadata }) => kind === 'Application' && metadata.name !== 'root');

  test('each service in each environment has an Application, whose path is the folder of its manifests', () => {
    expect(applications.map(({ metadata }) => metadata.name)).toEqual([
      'catalog-production', 'catalog-staging', 'checkout-production', 'checkout-staging',
    ]);
    for (const { spec } of applications) {
      const delivered = files.filter(([file]) => file.startsWith(`${spec.source.path}/`));
      expect(delivered).toHaveLength(5);
      expect(delivered.filter(([, text]) => !text.includes(`namespace: ${spec.destination.namespace}\n`))).toEqual([]);
    }
  });

  test('the Applications neither fight the rollouts that they deliver nor ignore more, cluster by cluster', () => {
    for (const { spec } of applications) {
      const delivered = files.filter(([file]) => file.startsWith(`${spec.source.path}/`)).map(([, text]) => parse(text));
      const applied = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'a', namespace: 'argocd' }, spec };
      const gitOps = (application: object): string[] => checkManifests([application, ...delivered]).map(({ id }) => id)
        .filter((id) => id.startsWith('ARO6'));
      expect(gitOps(applied)).toEqual([]);
      expect(gitOps({ ...applied, spec: { ...spec, ignoreDifferences: [] } })).toEqual(['ARO601']);
    }
  });

  test('Rollouts come after what they need', () => {
    const waves = files.filter(([, text]) => text.includes('sync-wave')).map(([file]) => file.split('/').pop());
    expect(waves).toEqual(['Rollout.catalog.k8s.yaml', 'Rollout.checkout.k8s.yaml', 'Rollout.catalog.k8s.yaml', 'Rollout.checkout.k8s.yaml']);
  });
});
