import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import * as cdktf from 'cdktf';
import { ArgoRolloutsRelease, RolloutManifestsRelease } from '../../lib/cdktf';
import { configMap } from './objects';
import { emptyChart, helmProvider, PACKAGES, problemsIn } from './stacks';

const HOST = { host: 'https://production.example.com:6443' };
const CONTEXT = { config_path: '~/.kube/config', config_context: 'production' };

/** What two providers say; the second says the same unless told otherwise. */
function rows(given: [string, unknown, unknown?][]): [string, unknown, unknown][] {
  return given.map(([what, one, two = one]) => [what, one, two]);
}

describe.each(PACKAGES)('stacks of an App of %s', (_name, terraform) => {
  /** What is wrong with two stacks that are alike but for their providers. */
  function problems(one: unknown, two: unknown = one, change: (stacks: cdktf.TerraformStack[]) => void = () => undefined): string[] {
    const app = terraform.Testing.app();
    const stacks = [one, two].map((kubernetes, index) => {
      const stack = new terraform.TerraformStack(app, index === 0 ? 'one' : 'two');
      helmProvider(terraform, stack).addOverride('kubernetes', kubernetes);
      const chart = emptyChart();
      configMap(chart, 'settings');
      new ArgoRolloutsRelease(stack, 'argo-rollouts', index === 0 ? {} : { releaseName: 'second', namespace: 'second', crds: { install: false } });
      new RolloutManifestsRelease(stack, 'shop', { chart });
      return stack;
    });
    change(stacks);
    return problemsIn(() => { app.synth(); });
  }

  const ALL = [
    '[two/argo-rollouts] instanceId: is given neither here nor for one/argo-rollouts, so both controllers act on the same Rollouts; '
    + 'leave one of them out, or give it an `instanceId` of its own',
    '[two/shop] releaseName: "shop" is also that of one/shop in the same namespace; give one of them another name',
    '[two/shop] chart: has ConfigMap shop/settings, as one/shop has, and Helm makes an object in one release only; '
    + 'deliver the chart once, or give it to another `provider`',
  ];

  test.each(rows([
    ['the same host', HOST],
    ['the same context of the same file', CONTEXT],
    ['the same context of the same files', { config_paths: ['/etc/kube/config', '~/.kube/config'], config_context: 'production' }],
    ...['C:\\kube\\config', 'd:/kube/config', '/etc/kube/../config']
      .map((file): [string, unknown] => [`the same context of the file ${file}`, { ...CONTEXT, config_path: file }]),
    ...['https://100.63.255.255:6443', 'https://100.128.0.1', 'https://lan.example.com', 'https://home.arpa.example.com', 'https://test.dev', 'https://cluster.homes']
      .map((host): [string, unknown] => [`the host ${host}`, { host }]),
    ['the same in another order', { ...HOST, token: '${var.token}' }, { token: '${var.token}', ...HOST }],
    ['the same as bindings of version 2 write it', [HOST]],
  ]))('are compared if their providers have %s', (_what, one, two) => {
    expect(problems(one, two)).toEqual(ALL);
  });

  test('are compared as soon as two of three have one cluster', () => {
    const app = terraform.Testing.app();
    const ids = ['staging', 'production', 'again'];
    for (const id of ids) {
      const stack = new terraform.TerraformStack(app, id);
      helmProvider(terraform, stack).addOverride('kubernetes', id === 'staging' ? { host: 'https://staging.example.com' } : HOST);
      new ArgoRolloutsRelease(stack, 'argo-rollouts');
    }
    expect(problemsIn(() => { app.synth(); }).map((problem) => problem.split(';')[0])).toEqual([
      '[again/argo-rollouts] releaseName: "argo-rollouts" is also that of production/argo-rollouts in the same namespace',
      '[again/argo-rollouts] instanceId: is given neither here nor for production/argo-rollouts, so both controllers act on the same Rollouts',
      '[again/argo-rollouts] crds.install: production/argo-rollouts installs the CRDs already, and Helm makes an object in one release only',
    ]);
  });

  test('are compared again in each synth', () => {
    const found: string[][] = [];
    problems(HOST, HOST, ([stack]) => {
      for (let synths = 0; synths < 2; synths += 1) {
        found.push(problemsIn(() => { cdktf.App.of(stack!).synth(); }));
      }
      stack!.node.findAll().filter((construct) => construct instanceof RolloutManifestsRelease).forEach(({ resource }) => { resource.addOverride('count', 0); });
      found.push(problemsIn(() => { cdktf.App.of(stack!).synth(); }));
    });
    expect(found).toEqual([ALL, ALL, ALL.slice(0, 1)]);
  });

  test.each(rows([
    ['nothing', undefined],
    ['a file alone, which has a current context', { config_path: '~/.kube/config' }],
    ['a context alone, of whatever file there is', { config_context: 'production' }],
    ['a context of no file', { config_paths: [], config_context: 'production' }],
    ['a file that only Terraform knows', { ...CONTEXT, config_path: '${path.module}/config' }],
    ['a context that only Terraform knows', { ...CONTEXT, config_context: '${var.context}' }],
    ['a host that only Terraform knows', { ...CONTEXT, host: 'https://${var.host}' }],
    ['an empty host', { ...CONTEXT, host: '' }],
    ['two of something', [HOST, HOST]],
    ...['kubeconfig', './kubeconfig', '../kubeconfig', '.kube/config', 'C:kubeconfig']
      .map((file): [string, unknown] => [`the file ${file}, which is another one for each stack`, { ...CONTEXT, config_path: file }]),
    ['files of which one is another one for each stack', { config_paths: ['/etc/kube/config', 'kubeconfig'], config_context: 'production' }],
    ['texts that are none', { host: 1, config_path: 2, config_context: 3 }],
    ...['default', 'minikube', 'kind-kind', 'docker-desktop', 'kubernetes-admin@kubernetes']
      .map((context): [string, unknown] => [`the usual context ${context}`, { ...CONTEXT, config_context: context }]),
    ...['https://localhost:6443', 'localhost', 'https://127.0.0.1:8443', 'https://10.0.0.1', 'https://172.20.0.1', 'https://192.168.1.10:6443', 'https://[::1]:6443',
      'https://kubernetes.default.svc', 'https://kubernetes', 'https://kubernetes.default.svc.cluster.local', 'https://host.docker.internal:6443',
      'https://100.64.0.1:6443', 'https://100.127.255.254', 'https://cluster.lan:6443', 'https://CLUSTER.LAN', 'https://cluster.lan.:6443', 'https://localhost.', 'https://k8s.home.arpa',
      'https://api.cluster.test', 'https://api.cluster.example', 'https://api.cluster.invalid', 'https://k8s.corp', 'https://k8s.intranet/api', 'https://k8s.home']
      .map((host): [string, unknown] => [`the nearby host ${host}`, { host }]),
    ['another host', HOST, { host: 'https://staging.example.com:6443' }],
    ['another context', CONTEXT, { ...CONTEXT, config_context: 'staging' }],
    ['another file', CONTEXT, { ...CONTEXT, config_path: '~/.kube/staging' }],
    ['another cluster of the context', CONTEXT, { ...CONTEXT, config_context_cluster: 'staging' }],
    ['another way to the same address', HOST, { ...HOST, proxy_url: 'https://staging.example.com' }],
    ['a host here, and a context there', HOST, CONTEXT],
  ]))('are not compared if their providers tell no cluster: %s', (_what, one, two) => {
    expect(problems(one, two)).toEqual([]);
  });

  test('are not compared by releases that may not be there', () => {
    expect(problems(HOST, HOST, ([stack]) => {
      stack!.node.findAll().forEach((construct) => {
        if (construct instanceof ArgoRolloutsRelease || construct instanceof RolloutManifestsRelease) {
          construct.resource.addOverride('count', '${var.first ? 1 : 0}');
        }
      });
    })).toEqual([]);
  });

  test('are not compared where one is written by itself', () => {
    let found: string[] | undefined;
    problems(HOST, HOST, ([, two]) => { found = problemsIn(() => terraform.Testing.synth(two!, true)); });
    expect(found).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a host', HOST],
    ['a context of a file, which may be relative', { config_path: 'kubeconfig', config_context: 'production' }],
    ['a context of files, which may be relative', { config_paths: ['kubeconfig', '/etc/kube/config'], config_context: 'production' }],
  ])('have one cluster by two providers of one stack, if these say the same: %s', (_what, kubernetes) => {
    const app = terraform.Testing.app();
    const stack = new terraform.TerraformStack(app, 'one');
    const providers = [undefined, 'again'].map((alias) => helmProvider(terraform, stack, alias));
    providers.forEach((provider) => { provider.addOverride('kubernetes', kubernetes); });
    providers.forEach((provider, index) => {
      const chart = emptyChart();
      configMap(chart, 'settings');
      new RolloutManifestsRelease(stack, `shop${index}`, { chart, provider });
    });
    expect(problemsIn(() => { app.synth(); })).toEqual([expect.stringContaining('[one/shop1] chart: has ConfigMap shop/settings, as one/shop0 has, ')]);
  });
});

test('stacks are compared by what a HelmProvider of the package says', () => {
  const app = cdktf.Testing.app();
  for (const id of ['one', 'two']) {
    const stack = new cdktf.TerraformStack(app, id);
    new HelmProvider(stack, 'helm', { kubernetes: { configPath: '~/.kube/config', configContext: 'production' } });
    new ArgoRolloutsRelease(stack, id, { instanceId: id, releaseName: id, namespace: id });
  }
  expect(problemsIn(() => { app.synth(); })).toEqual([
    '[two/two] crds.install: one/one installs the CRDs already, and Helm makes an object in one release only; give `crds: { install: false }`',
  ]);
});
