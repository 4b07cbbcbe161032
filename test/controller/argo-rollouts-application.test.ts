import { App } from 'cdk8s';
import {
  ApplicationDestination, ArgoCdProject, ArgoRolloutsApplication, ArgoRolloutsApplicationProps, ArgoRolloutsInstallation, IstioRoute,
} from '../../lib';
import { checkManifests } from '../../lib/check';
import { chartBeside, Manifest, mistakes, refusal, shop, synth } from '../support/synth';
import { EVERYTHING } from './support';

function application(props: ArgoRolloutsApplicationProps = {}): Manifest {
  const chart = shop();
  const argo = chartBeside(chart, 'argo');
  new ArgoRolloutsApplication(argo, 'argo-rollouts', props);
  return synth(argo).the('Application');
}

test('Argo CD installs the chart by itself, into a namespace that it makes', () => {
  expect(application()).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'argo-rollouts', namespace: 'argocd' },
    spec: {
      project: 'default',
      source: {
        repoURL: 'https://argoproj.github.io/argo-helm',
        chart: 'argo-rollouts',
        targetRevision: '2.41.0',
        helm: {
          releaseName: 'argo-rollouts',
          valuesObject: { crdAnnotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' } },
        },
      },
      destination: { name: 'in-cluster', namespace: 'argo-rollouts' },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['CreateNamespace=true'] },
    },
  });
});

test('every setting reaches the Application', () => {
  const { metadata, spec } = application({
    ...EVERYTHING,
    metadata: { name: 'rollouts', namespace: 'argo-system', labels: { team: 'platform' } },
    project: ArgoCdProject.fromName('platform'),
    destination: ApplicationDestination.cluster('production'),
    sync: { createNamespace: true, serverSideApply: true },
    cascadingDeletion: true,
  });
  expect(metadata).toEqual({
    name: 'rollouts', namespace: 'argo-system', labels: { team: 'platform' }, finalizers: ['resources-finalizer.argocd.argoproj.io'],
  });
  expect(spec).toEqual({
    project: 'platform',
    source: {
      // Argo CD wants the address of a registry without its scheme.
      repoURL: 'registry.example.com/charts',
      chart: 'argo-rollouts',
      targetRevision: '2.41.0',
      helm: { releaseName: 'argo-rollouts-shop', valuesObject: JSON.parse(JSON.stringify(new ArgoRolloutsInstallation(EVERYTHING).values())) },
    },
    destination: { name: 'production', namespace: 'rollouts' },
    syncPolicy: { syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'] },
  });
});

test('other ways of syncing make the namespace too, unless they say otherwise', () => {
  expect(application({ sync: { automated: true } }).spec.syncPolicy).toEqual({ automated: {}, syncOptions: ['CreateNamespace=true'] });
  expect(application({ sync: { automated: true, createNamespace: false } }).spec.syncPolicy).toEqual({ automated: {} });
});

test('a null among the values arrives: it takes away what the chart has there', () => {
  const { helm } = application({ values: { containerSecurityContext: null } }).spec.source;
  expect(helm).toEqual({
    releaseName: 'argo-rollouts',
    values: 'crdAnnotations:\n  argocd.argoproj.io/sync-options: ServerSideApply=true\ncontainerSecurityContext: null\n',
  });
});

test('the rules find nothing wrong with it', () => {
  expect(checkManifests([application(EVERYTHING)]).map(({ id }) => id)).toEqual([]);
});

test('a namespace of the destination that is not that of the installation is refused', () => {
  const destination = ApplicationDestination.inCluster('argo');
  expect(refusal(() => new ArgoRolloutsApplication(shop(), 'rollouts', { destination })))
    .toBe('[shop/rollouts] destination: "argo" is not argo-rollouts, the namespace of the installation; leave it out, and give `namespace`');
  expect(application({ destination, namespace: 'argo' }).spec.destination).toEqual({ name: 'in-cluster', namespace: 'argo' });
});

test('the dashboard is what an IstioRoute leads to', () => {
  const chart = shop();
  const install = new ArgoRolloutsApplication(chartBeside(chart, 'argo'), 'argo-rollouts', { dashboard: {} });
  const dashboards = chartBeside(chart, 'dashboards', 'dashboards');
  new IstioRoute(dashboards, 'dashboard', { hosts: ['rollouts.example.com'], service: install.dashboard });
  const [{ destination }] = synth(dashboards).the('VirtualService').spec.http[0].route;
  expect(destination).toEqual({ host: 'argo-rollouts-dashboard.argo-rollouts.svc.cluster.local', port: { number: 3100 } });
  expect(mistakes(App.of(chart))).toEqual([]);
});

test('there is none if it is not installed', () => {
  const install = new ArgoRolloutsApplication(shop(), 'rollouts');
  expect(refusal(() => install.dashboard)).toBe('[shop/rollouts] dashboard: is not installed; give `dashboard: {}`, or what it is to be like');
});

test('a mistake in the installation names the Application', () => {
  expect(refusal(() => new ArgoRolloutsApplication(shop(), 'rollouts', { values: { dashbord: {} } })))
    .toBe('[shop/rollouts] values.dashbord: is no value of chart argo-rollouts 2.41.0, which passes it over in silence; did you mean "dashboard"?');
});
