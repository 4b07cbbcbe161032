import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { ArgoRolloutsApplication, ArgoRolloutsHelm, ArgoRolloutsHelmProps, TrafficProvider } from '../../lib';
import { testWith } from '../support/binary';
import { canary, hostSplit } from '../support/checkout';
import { chartBeside, Manifest, Manifests, mistakes, refusal, shop, synth } from '../support/synth';

const FIXTURES = path.join(__dirname, 'fixtures');
const CHART = path.join(FIXTURES, 'chart');

/** The manifests of a chart that stands for the published one, and writes its values into a ConfigMap. */
function rendered(helmExecutable: string, props: ArgoRolloutsHelmProps): Manifests {
  const chart = shop();
  new ArgoRolloutsHelm(chart, 'rollouts', { helmExecutable, chartFolder: CHART, ...props });
  return synth(chart);
}

function refused(props: ArgoRolloutsHelmProps): string {
  return refusal(() => new ArgoRolloutsHelm(shop(), 'rollouts', props));
}

test('without Helm it says so, and what needs none', () => {
  expect(refused({ helmExecutable: '/no/such/helm' })).toBe('[shop/rollouts] helmExecutable: "/no/such/helm" is not on this machine; '
    + 'install Helm (3 or later), or give its path; an ArgoRolloutsApplication needs no Helm');
});

test('what is wrong with the installation is said before Helm is asked', () => {
  expect(refused({ helmExecutable: '/no/such/helm', controller: { replicas: 0 } }))
    .toBe('[shop/rollouts] controller.replicas: 0 is not a whole number of at least 1; give at least one pod');
});

test('flags that say what a setting says are refused', () => {
  expect(refused({ helmFlags: ['--kube-version=1.33.0', '--namespace=foo', '--set controller.replicas=1', '-f', 'x.yaml'] })).toBe([
    '[shop/rollouts] helmFlags[1]: "--namespace=foo" has a setting of its own; use `namespace`',
    '[shop/rollouts] helmFlags[2]: "--set controller.replicas=1" has a setting of its own; use `values`',
    '[shop/rollouts] helmFlags[3]: "-f" has a setting of its own; use `values`',
  ].join('\n'));
});

describe('what Helm renders, by a stand-in for it that prints a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'helm-'));
  const standIn = path.join(folder, 'helm');
  const manifests = path.join(folder, 'manifests.yaml');
  writeFileSync(standIn, `#!/bin/sh\ncat ${manifests}\n`);
  chmodSync(standIn, 0o755);
  afterAll(() => { rmSync(folder, { recursive: true }); });

  function printed(objects: readonly object[], chart = shop()): Manifest[] {
    writeFileSync(manifests, objects.map((object) => stringify(object)).join('---\n'));
    new ArgoRolloutsHelm(chart, 'rollouts', { helmExecutable: standIn, createNamespace: false, namespace: 'rollouts' });
    return synth(chart).all;
  }

  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' }, rules: [] };
  const config = (namespace?: string): object => (
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `of-${namespace ?? 'none'}`, ...(namespace === undefined ? {} : { namespace }) }, data: { a: '{{b}}' } }
  );

  test('is as it was, but for the namespace of the release where it tells none', () => {
    expect(printed([role, config(), config('shop'), config('monitoring')])).toEqual([
      role,
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'of-none', namespace: 'rollouts' }, data: { a: '{{b}}' } },
      config('shop'),
      config('monitoring'),
    ]);
  });

  test('is in the same places where the chart has no namespace', () => {
    const app = new App();
    expect(printed([{ ...role, metadata: { name: 'a', namespace: 'shop' } }, config()], new Chart(app, 'shop')).map(({ metadata }) => metadata))
      .toEqual([{ name: 'a' }, { name: 'of-none', namespace: 'rollouts' }]);
  });

  test('has the namespace of the release with it, which is in none', () => {
    const chart = shop();
    writeFileSync(manifests, stringify(role));
    new ArgoRolloutsHelm(chart, 'rollouts', { helmExecutable: standIn });
    expect(synth(chart).the('Namespace').metadata).toEqual({ name: 'argo-rollouts' });
  });

  test('has the labels of the chart, and its own', () => {
    const chart = new Chart(new App(), 'shop', { labels: { team: 'platform' } });
    const [object] = printed([{ ...role, metadata: { name: 'a', labels: { app: 'rollouts' }, annotations: { a: 'b' } } }], chart);
    expect(object.metadata).toEqual({ name: 'a', labels: { app: 'rollouts', team: 'platform' }, annotations: { a: 'b' } });
  });
});

testWith('helm', 'a chart that is not there is told of in one line', (helmExecutable) => {
  const folder = path.join(FIXTURES, 'no-such-chart');
  expect(refused({ helmExecutable, chartFolder: folder })).toBe(`[shop/rollouts] chartFolder: Helm cannot render chart ${folder}: path "${folder}" not found; `
    + 'correct what it says, or give the folder of a copy of the chart as `chartFolder`');
});

testWith('helm', 'a repository that cannot be reached is told of in one line', (helmExecutable) => {
  const message = refused({ helmExecutable, repository: 'http://127.0.0.1:1/charts' });
  expect(message.startsWith('[shop/rollouts] repository: Helm cannot render chart argo-rollouts of http://127.0.0.1:1/charts: ')).toBe(true);
  expect(message).not.toContain('\n');
  expect(message.endsWith('; correct what it says, or give the folder of a copy of the chart as `chartFolder`')).toBe(true);
});

testWith('helm', 'a chart that cannot be rendered is told of in one line', (helmExecutable) => {
  const message = refused({ helmExecutable, chartFolder: path.join(FIXTURES, 'chart-that-fails') });
  expect(message).toContain('a value is missing');
  expect(message).not.toContain('\n');
});

testWith('helm', 'the release has the name, the namespace and the values of the installation', (helmExecutable) => {
  const manifests = rendered(helmExecutable, { controller: { replicas: 3 }, namespace: 'rollouts', releaseName: 'argo-rollouts-shop', helmFlags: ['--kube-version=1.33.0'] });
  const { metadata, data } = manifests.the('ConfigMap');
  expect(metadata).toMatchObject({ name: 'argo-rollouts-shop-values', namespace: 'rollouts' });
  expect(parse(data.values)).toMatchObject({ installCRDs: true, controller: { replicas: 3 } });
  expect(data.kubeVersion).toBe('v1.33.0');
});

testWith('helm', 'the CRDs and the namespace are among the manifests', (helmExecutable) => {
  const manifests = rendered(helmExecutable, { namespace: 'rollouts' });
  expect(manifests.names('').sort()).toEqual([
    'ClusterRole argo-rollouts', 'ConfigMap argo-rollouts-values', 'CustomResourceDefinition examples.argoproj.io', 'Namespace rollouts',
  ]);
  expect(manifests.the('CustomResourceDefinition').metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' });
});

testWith('helm', 'what is not in a namespace does not say that it is', (helmExecutable) => {
  const placed = rendered(helmExecutable, {}).all.filter(({ metadata }) => 'namespace' in metadata).map(({ kind, metadata }) => [kind, metadata.namespace]);
  expect(placed).toEqual([['ConfigMap', 'argo-rollouts']]);
});

testWith('helm', 'what tells no namespace is in that of the release, and what tells one stays in it', (helmExecutable) => {
  const object = (name: string, namespace?: string): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } });
  const manifests = rendered(helmExecutable, { values: { extraObjects: [object('untold'), object('told', 'monitoring'), object('of-shop', 'shop')] } });
  const placed = manifests.all.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata }) => [metadata.name, metadata.namespace]);
  expect(placed.sort()).toEqual([
    ['argo-rollouts-values', 'argo-rollouts'], ['of-shop', 'shop'], ['told', 'monitoring'], ['untold', 'argo-rollouts'],
  ]);
});

testWith('helm', 'the namespace and the CRDs can be left out', (helmExecutable) => {
  const names = rendered(helmExecutable, { createNamespace: false, crds: { install: false } }).names('');
  expect(names.sort()).toEqual(['ClusterRole argo-rollouts', 'ConfigMap argo-rollouts-values']);
});

testWith('helm', 'Helm and Argo CD get the same values', (helmExecutable) => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  const props = { dashboard: { readOnly: true }, serves: [chart] };
  const helm = new ArgoRolloutsHelm(chartBeside(chart, 'helm'), 'rollouts', { ...props, helmExecutable, chartFolder: CHART });
  const application: any = new ArgoRolloutsApplication(chartBeside(chart, 'argo'), 'rollouts', props).apiObject.toJson();
  expect(helm.installation.values()).toEqual(application.spec.source.helm.valuesObject);
  expect(helm.dashboard.serviceName).toBe('argo-rollouts-dashboard');
});

testWith('helm', 'rollouts that are made after the chart was rendered, and use more, are an error', (helmExecutable) => {
  const chart = shop();
  new ArgoRolloutsHelm(chartBeside(chart, 'argo'), 'rollouts', { serves: [chart], helmExecutable, chartFolder: CHART });
  canary(chart, { traffic: hostSplit(chart) });
  expect(mistakes(App.of(chart))).toEqual([
    '[argo/rollouts] serves: has come to use more since the chart was rendered; make this construct after all rollouts that it serves',
  ]);
});

testWith('helm', 'rollouts that are made before are not', (helmExecutable) => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  const props = { serves: [chart], routers: [TrafficProvider.ISTIO] };
  new ArgoRolloutsHelm(chartBeside(chart, 'argo'), 'rollouts', { ...props, helmExecutable, chartFolder: CHART });
  expect(mistakes(App.of(chart))).toEqual([]);
});
