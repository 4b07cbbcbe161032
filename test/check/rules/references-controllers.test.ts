import { checkManifests } from '../../../lib/check';
import { chart, chartSet } from '../charts';
import { messages } from '../fixtures';
import type { Manifests } from '../objects';

const WATCHES = 'ARO414 spec.source.chart: watches the Rollouts without an instance id';
const APART = 'or tell two clusters apart (by --apart, or by the context cdk8s-argo-rollouts/cluster of a chart)';
const FIX = `remove one of them, give it an instance id (\`instanceId\`), restrict both to their namespaces (\`namespaced\`), ${APART}`;

/** A second release of the chart, without CRDs. */
function second(values: object = {}, change: (spec: any, manifest: any) => void = () => undefined): Manifests {
  return chart({ installCRDs: false, ...values }, (spec, manifest) => {
    manifest.metadata.name = 'second';
    spec.destination.namespace = 'second';
    change(spec, manifest);
  });
}

/** The controller by its own manifests. */
function deployed(args: unknown, namespace = 'argo-rollouts', image = 'quay.io/argoproj/argo-rollouts:v1.9.0'): Manifests {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'argo-rollouts', namespace },
    spec: {
      selector: { matchLabels: { app: 'argo-rollouts' } },
      template: { metadata: { labels: { app: 'argo-rollouts' } }, spec: { containers: [{ name: 'argo-rollouts', image, args }] } },
    },
  };
}

function found(...manifests: Manifests[]): string[] {
  return messages(Object.fromEntries(manifests.entries())).filter((message) => /^ARO41[45]/.test(message));
}

const instance = (id: string): object => ({ controller: { extraArgs: [`--instance-id=${id}`] } });

describe('ARO414: two controllers of one cluster', () => {
  test.each<[string, Manifests, Manifests, string]>([
    ['twice the whole cluster', chart(), second(), `${WATCHES}, as Application argo-rollouts does; ${FIX}`],
    ['twice the same instance id', chart(instance('shop')), second({ controller: { extraArgs: ['--instance-id', 'shop'] } }),
      `ARO414 spec.source.chart: watches the Rollouts with instance id shop, as Application argo-rollouts does; ${FIX}`],
    ['twice one namespace', chart({ clusterInstall: false }), second({ clusterInstall: false, namespaceOverride: 'argo-rollouts' }),
      `${WATCHES} in namespace argo-rollouts, as Application argo-rollouts does; ${FIX}`],
    ['the whole cluster, and then one namespace', chart(), second({ clusterInstall: false }),
      `${WATCHES} in namespace second, as Application argo-rollouts does; ${FIX}`],
    ['one namespace, and then the whole cluster', chart({ clusterInstall: false }), second(),
      `${WATCHES} in namespace argo-rollouts, as Application argo-rollouts does; ${FIX}`],
    ['its own cluster by both of its names', chart(), second({}, (spec) => { spec.destination = { server: 'https://kubernetes.default.svc', namespace: 'second' }; }),
      `${WATCHES}, as Application argo-rollouts does; ${FIX}`],
    ['one other cluster', chart({}, ({ destination }) => { destination.name = 'prod'; }), second({}, ({ destination }) => { destination.name = 'prod'; }),
      `${WATCHES}, as Application argo-rollouts does; ${FIX}`],
    ['a release and a Deployment', chart(), deployed(['--leader-elect'], 'other'),
      `ARO414 spec.template.spec.containers[0]: watches the Rollouts without an instance id, as Application argo-rollouts does; ${FIX}`],
    ['two Deployments', deployed(undefined), deployed([], 'other', 'registry.example.com/mirror/argo-rollouts@sha256:0'),
      `ARO414 spec.template.spec.containers[0]: watches the Rollouts without an instance id, as Deployment argo-rollouts does; ${FIX}`],
    ['two Deployments of one namespace by its name', deployed(['--namespaced', '--namespace=shop']), deployed(['--namespaced=true', '--namespace', 'shop'], 'other'),
      `ARO414 spec.template.spec.containers[0]: watches the Rollouts without an instance id in namespace shop, as Deployment argo-rollouts does; ${FIX}`],
  ])('watch %s', (_, one, other, message) => {
    expect(found(one, other)).toEqual([message]);
  });

  test.each<[string, Manifests, Manifests]>([
    ['instance ids', chart(), second(instance('shop'))],
    ['namespaces', chart({ clusterInstall: false }), second({ clusterInstall: false })],
    ['clusters', chart(), second({}, ({ destination }) => { destination.name = 'prod'; })],
    ['clusters by server', chart(), second({}, (spec) => { spec.destination = { server: 'https://10.0.0.1', namespace: 'second' }; })],
    ['clusters that are not told', chartSet({}, (spec) => { spec.destination.name = '{{name}}'; }), second()],
    ['instance ids that are not told', chart(), second({ controller: { extraArgs: ['--instance-id={{.team}}'] } })],
    ['arguments that are not told', chart(), second({}, ({ source }) => { source.helm.valueFiles = ['values.yaml']; })],
    ['instance ids of Deployments', deployed(['--instance-id', 'a']), deployed(['--instance-id=b'], 'other')],
    ['namespaces of Deployments', deployed(['--namespaced']), deployed(['--namespaced'], 'other')],
    ['programs', deployed([]), deployed([], 'other', 'quay.io/argoproj/kubectl-argo-rollouts:v1.9.0')],
    ['images', chart(), deployed([], 'other', 'quay.io/argoproj/argocd:v3.4.4')],
  ])('may differ in %s', (_, one, other) => {
    expect(found(one, other)).toEqual([]);
  });

  test('may be broken in any way', () => {
    expect(found(chart(), deployed('--namespaced', 'a'), deployed([null, 7, {}], 'b', 'x'), { ...deployed([]), spec: null })).toHaveLength(1);
  });

  test.each<[string, Manifests]>([
    ['its namespace', deployed([])],
    ['no namespace', deployed([], '')],
    ['the namespace of its values', deployed(['--namespaced'], 'override')],
  ])('are one where a Deployment in %s is what the release makes', (_, manifest) => {
    const values = manifest.metadata.namespace === 'override' ? { namespaceOverride: 'override' } : {};
    expect(found(chart(values), manifest)).toEqual([]);
    expect(found(manifest, chart(values))).toEqual([]);
    expect(found(chart({}, ({ destination }) => { destination.name = 'prod'; }), manifest, deployed([], 'other'))).toHaveLength(1);
  });

  test.each<[string, Manifests, string]>([
    ['namespace', second({}, ({ destination }) => { destination.namespace = 'argo-rollouts'; }), 'info'],
    ['namespace, which one does not tell', second({}, ({ destination }) => { delete destination.namespace; }), 'info'],
    ['cluster only', second(), 'warning'],
  ])('may be of two clusters where they go into the same %s', (_, manifest, severity) => {
    const severities = checkManifests([chart(), manifest]).map((finding) => `${finding.id} ${finding.severity}`);
    expect(severities).toEqual([`ARO414 ${severity}`]);
  });

  test('are of one cluster where that has a name', () => {
    const inProd = (spec: any): void => { spec.destination = { name: 'prod', namespace: 'argo-rollouts' }; };
    expect(checkManifests([chart({}, inProd), second({}, inProd)]).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('are told once for each that is too many', () => {
    const many = Array.from({ length: 4 }, (_, index) => second({}, (_spec, { metadata }) => { metadata.name = `c${index}`; }));
    expect(found(...many)).toEqual([1, 2, 3].map(() => `${WATCHES}, as Application c0 does; ${FIX}`));
  });
});

describe('ARO415: the CRDs of one cluster', () => {
  const said = (value: string): string[] => [
    `ARO415 spec.source.helm.valuesObject.installCRDs: ${value}installs the CRDs, as Application argo-rollouts does; `
    + `set installCRDs: false in one of the two (\`crds: { install: false }\`), ${APART}`,
  ];

  test('are brought by one installation', () => {
    expect(found(chart(), second({ ...instance('shop'), installCRDs: true }))).toEqual(said('true '));
    expect(found(chart(), chart(instance('shop'), (_, { metadata }) => { metadata.name = 'second'; }))).toEqual(said(''));
    expect(found(chart({ installCRDs: false }), second({ ...instance('shop'), installCRDs: true }))).toEqual([]);
  });

  test('are in each cluster once', () => {
    const other = second({ installCRDs: true }, ({ destination }) => { destination.name = 'prod'; });
    expect(found(chart(), other)).toEqual([]);
  });

  test('may be of two clusters where both go into the same namespace', () => {
    const other = second({ ...instance('shop'), installCRDs: true }, ({ destination }) => { destination.namespace = 'argo-rollouts'; });
    expect(checkManifests([chart(), other]).map(({ id, severity }) => `${id} ${severity}`)).toEqual(['ARO415 info']);
  });

  test('are no second mistake where the controllers are one too many', () => {
    expect(found(chart(), second({ installCRDs: true }))).toEqual([`${WATCHES}, as Application argo-rollouts does; ${FIX}`]);
  });
});
