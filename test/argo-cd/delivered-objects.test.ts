import { App, Chart } from 'cdk8s';
import { ClusterRole } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ApplicationDestination, ApplicationGenerator, ApplicationSource, ArgoCdProject, ArgoCdProjectProps, ArgoRolloutsApplication,
} from '../../lib';
import { canary, hostSplit } from '../support/checkout';
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
  });

  test('is of no kind that the project excludes', () => {
    expect(told({ excludedNamespaceResources: [{ group: 'argoproj.io', kind: '*' }] })).toEqual([
      '[argocd/checkout] toleratesRollouts: delivers Rollout checkout, which project lab does not allow; '
      + 'take it out of the excludedNamespaceResources of the project',
    ]);
  });

  test('is of the kinds that the rollouts change, one message for each', () => {
    const split = (chart: Chart): void => { canary(chart, { metadata: { name: 'front' }, traffic: hostSplit(chart) }); };
    expect(told({ namespaceResources: [{ group: 'argoproj.io', kind: '*' }] }, split)).toEqual([
      '[argocd/checkout] toleratesRollouts: delivers VirtualService split, which project lab does not allow; '
      + "add { group: 'networking.istio.io', kind: 'VirtualService' } to the namespaceResources of the project",
    ]);
    expect(told({ namespaceResources: [] }, split)).toHaveLength(2);
  });

  test('need not be what stands beside the rollouts', () => {
    const beside = (chart: Chart): void => { new ClusterRole(chart, 'reader', { metadata: { name: 'reader' } }); };
    expect(told({ namespaceResources: [{ group: 'argoproj.io', kind: 'Rollout' }] }, beside)).toEqual([]);
  });

  test('need not be what goes into another namespace', () => {
    const chart = shop();
    canary(chart);
    const front = chartBeside(chart, 'front', 'front');
    canary(front, { traffic: hostSplit(front) });
    const own = chartBeside(chart, 'argocd');
    const project = new ArgoCdProject(own, 'lab', {
      ...ALL, destinations: [ApplicationDestination.inCluster('shop')], namespaceResources: [{ group: 'argoproj.io', kind: 'Rollout' }],
    });
    application(own, { project }).toleratesRollouts(chart.node.root);
    expect(mistakes(App.of(chart))).toEqual([]);
  });

  test('stands in a chart that says no namespace, too', () => {
    const own = chartBeside(shop(), 'argocd');
    const chart = chartBeside(own, 'open');
    canary(chart);
    application(own, { project: new ArgoCdProject(own, 'lab', { ...ALL, namespaceResources: [] }) }).toleratesRollouts(chart);
    expect(mistakes(App.of(chart))).toEqual([
      '[argocd/checkout] toleratesRollouts: delivers Rollout checkout, which project lab does not allow; '
      + "add { group: 'argoproj.io', kind: 'Rollout' } to the namespaceResources of the project",
    ]);
  });

  test('is that of the Application of each namespace, whatever all of them tolerate', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart) });
    const pay = chartBeside(chart, 'pay', 'pay');
    canary(pay, { metadata: { name: 'pay' }, traffic: hostSplit(pay) });
    const own = chartBeside(chart, 'argocd');
    for (const namespace of ['shop', 'pay']) {
      const destination = ApplicationDestination.inCluster(namespace);
      const project = new ArgoCdProject(own, `of-${namespace}`, { sourceRepositories: ['*'], destinations: [destination] });
      const metadata = { name: namespace };
      application(new Construct(own, namespace), { metadata, project, destination }).toleratesRollouts(chart.node.root);
    }
    expect(mistakes(App.of(chart))).toEqual([]);
  });

  describe('is not known where two Applications may deliver into the namespace', () => {
    const mesh = [{ group: 'networking.istio.io', kind: '*' }];

    function shared(destination: ApplicationDestination): string[] {
      const chart = shop();
      canary(chart, { traffic: hostSplit(chart) });
      const own = chartBeside(chart, 'argocd');
      const project = new ArgoCdProject(own, 'lab', { ...ALL, namespaceResources: mesh });
      application(new Construct(own, 'mesh'), { metadata: { name: 'mesh' }, project }).toleratesRollouts(chart);
      application(own, { destination });
      return mistakes(App.of(chart));
    }

    test.each([
      ApplicationDestination.inCluster('shop'), ApplicationDestination.server('https://kubernetes.default.svc', 'shop'),
      ApplicationDestination.inCluster(), ApplicationDestination.cluster('{{.name}}', 'shop'),
    ])('the second to %j', (destination) => {
      expect(shared(destination)).toEqual([]);
    });

    test.each([
      ApplicationDestination.inCluster('front'), ApplicationDestination.cluster('staging', 'shop'),
      ApplicationDestination.server('https://10.0.0.1', 'shop'),
    ])('but it is where the second is for %j', (destination) => {
      expect(shared(destination)).toEqual([
        '[argocd/mesh/checkout] toleratesRollouts: delivers Rollout checkout, which project lab does not allow; '
        + "add { group: 'argoproj.io', kind: 'Rollout' } to the namespaceResources of the project",
      ]);
    });
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
        destination: ApplicationDestination.cluster('{{.name}}', 'shop'),
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

  test('may find its namespace there', () => {
    expect(installed({ clusterResources: CHART.slice(0, 2) })).toEqual([]);
  });
});
