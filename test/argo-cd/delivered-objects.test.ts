import { App, Chart } from 'cdk8s';
import { ClusterRole } from 'cdk8s-plus-28';
import {
  ApplicationDestination, ApplicationGenerator, ApplicationSource, ArgoCdProject, ArgoCdProjectProps, ArgoRolloutsApplication,
} from '../../lib';
import { canary } from '../support/checkout';
import { chartBeside, mistakes, shop } from '../support/synth';
import { application, applicationSet } from './support';

const ALL: ArgoCdProjectProps = { sourceRepositories: ['*'], destinations: [ApplicationDestination.cluster('*', '*')] };

/** What the synth says about an Application of a project that tolerates the rollouts of a chart. */
function told(props: Partial<ArgoCdProjectProps>, fill: (chart: Chart) => void = () => undefined): string[] {
  const chart = shop();
  canary(chart);
  fill(chart);
  const own = chartBeside(chart, 'argocd');
  application(own, { project: new ArgoCdProject(own, 'lab', { ...ALL, ...props }) }).toleratesRollouts(chart);
  return mistakes(App.of(chart));
}

describe('what an Application delivers with its rollouts', () => {
  test('may be all that a project does not exclude', () => {
    expect(told({})).toEqual([]);
    expect(told({ excludedNamespaceResources: [{ group: '', kind: 'ResourceQuota' }], namespaceResources: [{ group: '*', kind: '*' }] })).toEqual([]);
  });

  test('is of kinds that the project lists', () => {
    expect(told({ namespaceResources: [{ group: '', kind: 'Service' }] })).toEqual([
      '[argocd/checkout] toleratesRollouts: delivers Rollout checkout, which project lab does not allow; '
      + "add { group: 'argoproj.io', kind: 'Rollout' } to the namespaceResources of the project",
    ]);
    expect(told({ namespaceResources: [] })).toHaveLength(2);
  });

  test('is of no kind that the project excludes', () => {
    expect(told({ excludedNamespaceResources: [{ group: 'argoproj.io', kind: '*' }] })).toEqual([
      '[argocd/checkout] toleratesRollouts: delivers Rollout checkout, which project lab does not allow; '
      + 'take it out of the excludedNamespaceResources of the project',
    ]);
  });

  test('is outside of namespaces only where the project lists the kind', () => {
    const fill = (chart: Chart): void => { new ClusterRole(chart, 'reader', { metadata: { name: 'reader' } }); };
    expect(told({}, fill)).toEqual([
      '[argocd/checkout] toleratesRollouts: delivers ClusterRole reader, which project lab does not allow; '
      + "add { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' } to the clusterResources of the project",
    ]);
    expect(told({ clusterResources: [{ group: 'rbac.authorization.k8s.io', kind: 'Cluster*' }] }, fill)).toEqual([]);
  });

  test('goes into namespaces that the project lists', () => {
    const chart = shop();
    canary(chart);
    const front = chartBeside(chart, 'front', 'front');
    canary(front);
    const own = chartBeside(chart, 'argocd');
    const project = new ArgoCdProject(own, 'lab', { ...ALL, destinations: [ApplicationDestination.inCluster('shop')] });
    application(own, { project }).toleratesRollouts(chart, front);
    expect(mistakes(App.of(chart))).toEqual([
      '[argocd/checkout] toleratesRollouts: delivers Rollout checkout into namespace front, which project lab does not allow; '
      + 'add it to the destinations of the project',
    ]);
  });

  test('is what stands in charts with rollouts, and never what Argo CD reads itself', () => {
    const chart = shop();
    canary(chart);
    new ClusterRole(chartBeside(chart, 'roles'), 'reader', { metadata: { name: 'reader' } });
    const destinations = [ApplicationDestination.inCluster('shop')];
    const own = chartBeside(chart, 'argocd');
    application(own, { project: new ArgoCdProject(own, 'lab', { ...ALL, destinations }) }).toleratesRollouts(chart.node.root);
    expect(mistakes(App.of(chart))).toEqual([]);
  });

  test('is not judged where the project is made elsewhere', () => {
    const chart = shop();
    canary(chart);
    application(chartBeside(chart, 'argocd'), { project: ArgoCdProject.fromName('lab') }).toleratesRollouts(chart);
    expect(mistakes(App.of(chart))).toEqual([]);
  });

  test('counts for an ApplicationSet too', () => {
    const chart = shop();
    canary(chart);
    const own = chartBeside(chart, 'argocd');
    applicationSet(own, {
      generators: [ApplicationGenerator.clusters()],
      template: {
        name: 'chip-{{.name}}',
        project: new ArgoCdProject(own, 'lab', { ...ALL, namespaceResources: [{ group: '', kind: '*' }] }),
        source: ApplicationSource.git('https://github.com/example/shop.git', { path: 'chip' }),
        destination: ApplicationDestination.cluster('{{.name}}', 'chip'),
      },
    }).toleratesRollouts(chart);
    expect(mistakes(App.of(chart))).toEqual([
      '[argocd/chip] toleratesRollouts: delivers Rollout checkout, which project lab does not allow; '
      + "add { group: 'argoproj.io', kind: 'Rollout' } to the namespaceResources of the project",
    ]);
  });
});

describe('an installation of the controller in a project', () => {
  const CHART = ['apiextensions.k8s.io', 'rbac.authorization.k8s.io', ''].map((group) => ({ group, kind: '*' }));

  function installed(props: Partial<ArgoCdProjectProps>, namespaced = false): string[] {
    const own = chartBeside(shop(), 'argocd');
    new ArgoRolloutsApplication(own, 'argo-rollouts', { project: new ArgoCdProject(own, 'platform', { ...ALL, ...props }), namespaced });
    return mistakes(App.of(own));
  }

  test('needs the kinds of the chart', () => {
    expect(installed({ clusterResources: CHART })).toEqual([]);
    expect(installed({ clusterResources: [{ group: '', kind: 'Namespace' }, { group: '*', kind: 'ClusterRole' }] })).toEqual([
      '[argocd/argo-rollouts] ARO606 spec.source.chart: makes CustomResourceDefinitions and ClusterRoleBindings, which AppProject platform '
      + 'does not allow; add { group: apiextensions.k8s.io, kind: CustomResourceDefinition } and '
      + '{ group: rbac.authorization.k8s.io, kind: ClusterRoleBinding } to clusterResourceWhitelist (`clusterResources`)',
    ]);
  });

  test('needs fewer of them in one namespace', () => {
    expect(installed({ clusterResources: [{ group: '', kind: 'Namespace' }, { group: 'apiextensions.k8s.io', kind: '*' }] }, true)).toEqual([]);
  });

  test('needs the namespace that it makes', () => {
    expect(installed({ clusterResources: CHART.slice(0, 2) })).toEqual([
      '[argocd/argo-rollouts] ARO606 spec.syncPolicy.syncOptions[0]: "CreateNamespace=true" makes a Namespace, which AppProject platform '
      + "does not allow; add { group: '', kind: Namespace } to clusterResourceWhitelist (`clusterResources`)",
    ]);
  });
});
