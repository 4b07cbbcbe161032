import { checkManifests } from '../../../lib/check';
import { gitOps, messages } from '../fixtures';

const CHART = { repoURL: 'https://charts.example.com', chart: 'shop', targetRevision: '1.2.3' };
const GIT = { repoURL: 'https://git.example.com/shop.git', targetRevision: 'main' };

function told(change: object): string[] {
  const manifests = gitOps();
  Object.assign(manifests.application.spec, change);
  return messages(manifests).filter((message) => message.startsWith('ARO613'));
}

describe('ARO613: an Application', () => {
  test.each<[string, object, string]>([
    [
      'names its cluster once', { destination: { name: 'in-cluster', server: 'https://kubernetes.default.svc', namespace: 'shop' } },
      'spec.destination: names its cluster by name and by server, which Argo CD refuses; remove one of them',
    ],
    [
      'has one source, or several', { source: { ...GIT, path: 'shop' }, sources: [{ ...GIT, path: 'shop' }] },
      'spec.source: is passed over beside sources; keep what is meant, and remove the other',
    ],
    [
      'gives values in one way', { source: { ...CHART, helm: { values: 'a: 1', valuesObject: { a: 2 } } } },
      'spec.source.helm.values: is passed over beside valuesObject; keep what is meant, and remove the other',
    ],
    [
      'has the source that values are in', { source: undefined, sources: [{ ...CHART, helm: { valueFiles: ['$values/shop.yaml'] } }, { ...GIT, ref: 'value' }] },
      'spec.sources[0].helm.valueFiles[0]: "$values/shop.yaml" is in a source whose ref is values, and there is none; add `ref: values` to the source among sources',
    ],
    [
      'has the registry of a chart without oci://', { source: { ...CHART, repoURL: 'oci://registry.example.com/charts/' } },
      'spec.source.chart: "shop" is passed over beside a repoURL with oci://, which Argo CD takes for the address of the chart itself; '
        + 'write `repoURL: registry.example.com/charts`',
    ],
    [
      'has a path in an artifact', { source: { ...CHART, repoURL: 'oci://registry.example.com/charts/shop' } },
      'spec.source.chart: "shop" is passed over beside a repoURL with oci://, which Argo CD takes for the address of the chart itself; write `path: .` in its place',
    ],
    [
      'has a path, or a chart', { source: undefined, sources: [{ ...CHART, repoURL: 'oci://registry.example.com/charts/shop', path: '.' }] },
      'spec.sources[0].chart: "shop" is passed over beside a repoURL with oci://, which Argo CD takes for the address of the chart itself; remove it',
    ],
    [
      'has a release that Helm can name', { source: { ...CHART, helm: { releaseName: 'Shop_1' } } },
      'spec.source.helm.releaseName: "Shop_1" is no name that a release of Helm can have; '
        + 'use lower-case letters, digits, - and ., with a letter or digit at both ends',
    ],
    [
      'has a release of a name not too long', { source: { ...CHART, helm: { releaseName: 'a'.repeat(54) } } },
      `spec.source.helm.releaseName: "${'a'.repeat(54)}" has 54 characters, and Helm takes 53 at most; give a shorter name`,
    ],
    [
      'makes the namespace that it labels', { syncPolicy: { managedNamespaceMetadata: { labels: { team: 'shop' } }, syncOptions: ['PruneLast=true'] } },
      'spec.syncPolicy.managedNamespaceMetadata: has no effect, since the namespace is not of this Application; add the sync option CreateNamespace=true',
    ],
  ])('%s', (_, change, said) => {
    expect(told(change)).toEqual([`ARO613 ${said}`]);
  });

  test.each<[string, object]>([
    ['an empty name', { destination: { name: '', server: 'https://kubernetes.default.svc', namespace: 'shop' } }],
    ['what a template fills in', { destination: { name: '{{.name}}', server: '{{.server}}', namespace: 'shop' } }],
    ['an empty list of sources', { source: { ...GIT, path: 'shop' }, sources: [] }],
    ['no text beside an object', { source: { ...CHART, helm: { values: ' \n', valuesObject: { a: 2 } } } }],
    ['the values of a source', { source: undefined, sources: [{ ...CHART, helm: { valueFiles: ['$values/shop.yaml', 'a.yaml'] } }, { ...GIT, ref: 'values' }] }],
    ['files by variables of Argo CD', { source: { ...CHART, helm: { valueFiles: ['$ARGOCD_APP_NAME/values.yaml', 'values-$KUBE_VERSION.yaml'] } } }],
    ['a release with dots', { source: { ...CHART, helm: { releaseName: 'shop.v1' } } }],
    ['labels of a namespace that it makes', { syncPolicy: { managedNamespaceMetadata: {}, syncOptions: ['CreateNamespace=true'] } }],
    ['a chart of a registry', { source: { ...CHART, repoURL: 'registry.example.com/charts' } }],
    ['an artifact', { source: { repoURL: 'oci://registry.example.com/charts/shop', path: '.', targetRevision: '1.2.3' } }],
    ['a chart that a template names', { source: { ...CHART, chart: '{{.chart}}', repoURL: 'oci://registry.example.com/charts' } }],
    ['no name of a chart', { source: { ...CHART, chart: '', repoURL: 'oci://registry.example.com/charts', path: '.' } }],
    ['nonsense', { destination: [], source: undefined, sources: [null, { helm: { valueFiles: [7], releaseName: {} } }], syncPolicy: 'a' }],
  ])('may have %s', (_, change) => {
    expect(told(change)).toEqual([]);
  });

  test.each([
    ['oci://registry.example.com/charts', undefined, 'error'], ['oci://registry.example.com/charts/shop', undefined, 'warning'],
    ['oci://registry.example.com/charts/shop', '.', 'warning'],
  ])('finds a chart at %s and the path %s, or does not', (repoURL, path, severity) => {
    const manifests = gitOps();
    manifests.application.spec.source = { ...CHART, repoURL, path };
    expect(checkManifests(Object.values(manifests)).filter(({ id }) => id === 'ARO613').map((finding) => finding.severity)).toEqual([severity]);
  });

  test('that works all the same is warned of', () => {
    const manifests = gitOps();
    Object.assign(manifests.application.spec.source, { helm: { values: 'a: 1', valuesObject: {} } });
    expect(checkManifests(Object.values(manifests)).filter(({ id }) => id === 'ARO613').map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('tells no secret of an address', () => {
    expect(told({ source: { ...CHART, repoURL: 'oci://deploy:hunter2@registry.example.com/charts' } })).toEqual([
      'ARO613 spec.source.chart: "shop" is passed over beside a repoURL with oci://, which Argo CD takes for the address of the chart itself; '
      + 'write repoURL without oci://',
    ]);
  });
});
