import { App, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { parse } from 'yaml';
import { IstioRoute, NotificationService, NotificationTrigger, TrafficProvider } from '../../lib';
import { ArgoRolloutsRelease } from '../../lib/cdktf';
import { canary, hostSplit } from '../support/checkout';
import { emptyChart, helmProvider, PACKAGES, release, stackOf, synth, bareStack } from './stacks';

describe.each(PACKAGES)('ArgoRolloutsRelease in a stack of %s', (_name, terraform) => {
  test('installs the chart into a namespace of its own, whole or not at all', () => {
    const stack = stackOf(terraform);
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { dashboard: {} });
    expect(release(terraform, stack, 'argo-rollouts')).toEqual({
      name: 'argo-rollouts',
      repository: 'https://argoproj.github.io/argo-helm',
      chart: 'argo-rollouts',
      version: '2.41.0',
      namespace: 'argo-rollouts',
      create_namespace: true,
      atomic: true,
      timeout: 300,
      values: ['crdAnnotations:\n  argocd.argoproj.io/sync-options: ServerSideApply=true\ndashboard:\n  enabled: true\n'],
    });
  });

  test('tokens that Terraform would not get are refused', () => {
    const stack = stackOf(terraform);
    const name = new terraform.TerraformVariable(stack, 'name', {}).stringValue;
    const list = new terraform.TerraformVariable(stack, 'list', {}).listValue;
    new ArgoRolloutsRelease(stack, 'argo-rollouts', {
      instanceId: 'shop',
      controller: { extraArgs: list },
      values: { controller: { podAnnotations: { [name]: 'x' } } },
    });
    expect(() => synth(terraform, stack)).toThrow(
      '[delivery/argo-rollouts] values.controller.extraArgs: has a list among its elements that only Terraform knows; give the elements one by one\n'
      + '[delivery/argo-rollouts] values.controller.podAnnotations: has a token for a name, which only Terraform knows; give the name itself',
    );
  });

  test('what is undefined is no dependency', () => {
    const stack = stackOf(terraform);
    expect(() => new ArgoRolloutsRelease(stack, 'argo-rollouts', { dependsOn: [undefined as any] })).toThrow(
      '[delivery/argo-rollouts] dependsOn[0]: is not given; give a construct, or leave it out',
    );
  });

  test('every setting of Terraform is written', () => {
    const stack = stackOf(terraform);
    const provider = helmProvider(terraform, stack, 'staging');
    const before = new ArgoRolloutsRelease(stack, 'before', { releaseName: 'before' });
    new ArgoRolloutsRelease(stack, 'after', {
      chartVersion: '2.40.0',
      repository: 'oci://registry.example.com/charts',
      namespace: 'delivery',
      releaseName: 'rollouts',
      atomic: false,
      timeout: Duration.minutes(10),
      createNamespace: false,
      dependsOn: [before],
      provider,
      crds: { serverSideApply: false },
    });
    expect(release(terraform, stack, 'after')).toEqual({
      name: 'rollouts',
      repository: 'oci://registry.example.com/charts',
      chart: 'argo-rollouts',
      version: '2.40.0',
      namespace: 'delivery',
      create_namespace: false,
      atomic: false,
      timeout: 600,
      depends_on: ['helm_release.before'],
      provider: 'helm.staging',
    });
  });

  test('is installed for the rollouts that it serves, also for those that come later', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { serves: [chart] });
    canary(chart, { traffic: hostSplit(chart) });
    const { providers } = parse(release(terraform, stack, 'argo-rollouts').values[0]).providerRBAC;
    expect(Object.entries(providers).filter(([, isAllowed]) => isAllowed)).toEqual([[TrafficProvider.ISTIO, true]]);
  });

  test('reports what its rollouts use and it does not have, with what else is wrong with the stack', () => {
    const stack = bareStack(terraform);
    const chart = emptyChart();
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { serves: [chart] });
    canary(chart).subscribe(NotificationTrigger.ROLLOUT_ABORTED, NotificationService.slack('ops'));
    expect(() => synth(terraform, stack)).toThrow([
      '[delivery/argo-rollouts] provider: the stack "delivery" has no HelmProvider; add one, as `new HelmProvider(stack, \'helm\', { … })` of '
        + '`@cdktf/provider-helm` or of the bindings that `cdktn get` makes',
      '[delivery/argo-rollouts] notifications: is not given, and Rollout checkout subscribes to on-rollout-aborted',
    ].join('\n  '));
  });

  test('leads routes to its dashboard', () => {
    const chart = emptyChart('dashboard', 'argo-rollouts');
    const controller = new ArgoRolloutsRelease(stackOf(terraform), 'argo-rollouts', { dashboard: {} });
    const route = new IstioRoute(chart, 'route', { hosts: ['rollouts.example.com'], service: controller.dashboard });
    expect(route.apiObject.toJson().spec.http[0].route[0].destination).toEqual({ host: 'argo-rollouts-dashboard', port: { number: 3100 } });
  });

  test('puts in what other resources come to', () => {
    const stack = stackOf(terraform);
    const role = new terraform.TerraformVariable(stack, 'role', {});
    const annotations = { 'eks.amazonaws.com/role-arn': role.stringValue };
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { crds: { serverSideApply: false }, values: { serviceAccount: { annotations } } });
    expect(release(terraform, stack, 'argo-rollouts').values).toEqual([
      'serviceAccount:\n  annotations:\n    eks.amazonaws.com/role-arn: ${jsonencode(var.role)}\n',
    ]);
  });

  test('takes an address that Terraform is told, and leaves the rest of it alone', () => {
    const stack = stackOf(terraform);
    const host = new terraform.TerraformVariable(stack, 'host', {}).stringValue;
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { repository: `https://${host}/\${charts}` });
    expect(release(terraform, stack, 'argo-rollouts').repository).toBe('https://${var.host}/$${charts}');
  });

  test('tells others what is installed', () => {
    const stack = stackOf(terraform);
    const { name, namespace, version, fqn } = new ArgoRolloutsRelease(stack, 'argo-rollouts');
    new terraform.TerraformOutput(stack, 'told', { value: [name, namespace, version, fqn] });
    expect(synth(terraform, stack).output.told.value).toEqual([
      '${helm_release.argo-rollouts.name}', '${helm_release.argo-rollouts.namespace}', '${helm_release.argo-rollouts.version}',
      '${helm_release.argo-rollouts}',
    ]);
  });

  test('can be depended on by any resource', () => {
    const stack = stackOf(terraform);
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts');
    new terraform.TerraformResource(stack, 'other', { terraformResourceType: 'null_resource', dependsOn: [controller] });
    expect(synth(terraform, stack).resource.null_resource.other).toEqual({ depends_on: ['helm_release.argo-rollouts'] });
  });

  test('depends on whatever resources are in what it is given, once each, when the stack is written', () => {
    const stack = stackOf(terraform);
    const cluster = new Construct(stack, 'cluster');
    const node = new terraform.TerraformResource(cluster, 'node', { terraformResourceType: 'null_resource' });
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { dependsOn: [cluster, node] }).resource.addOverride('max_history', 3);
    new terraform.TerraformDataSource(cluster, 'late', { terraformResourceType: 'null_data_source' });
    new terraform.TerraformOutput(cluster, 'output', { value: 1 });
    expect(release(terraform, stack, 'argo-rollouts')).toMatchObject({
      max_history: 3,
      depends_on: [expect.stringMatching(/^null_resource\.cluster_node_/), expect.stringMatching(/^data\.null_data_source\.cluster_late_/)],
    });
  });

  test('has its stack wait for the stack of what it depends on', () => {
    const app = terraform.Testing.app();
    const clusters = new terraform.TerraformStack(app, 'clusters');
    const stack = new terraform.TerraformStack(app, 'delivery');
    helmProvider(terraform, stack);
    const cluster = new terraform.TerraformResource(clusters, 'cluster', { terraformResourceType: 'null_resource' });
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { dependsOn: [cluster] });
    expect(stack.dependsOn(clusters)).toBe(true);
    expect(release(terraform, stack, 'argo-rollouts')).not.toHaveProperty('depends_on');
  });

  test('is written as HCL too', () => {
    const stack = stackOf(terraform);
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { values: { controller: { priorityClassName: 'a${b}' } }, crds: { serverSideApply: false } });
    expect(terraform.Testing.synthHcl(stack, true)).toContain([
      'resource "helm_release" "argo-rollouts" {',
      'name = "argo-rollouts"',
      'namespace = "argo-rollouts"',
      'chart = "argo-rollouts"',
      'repository = "https://argoproj.github.io/argo-helm"',
      'version = "2.41.0"',
      'values = [',
      '<<EOF',
      'controller:',
      '  priorityClassName: a$${b}',
    ].join('\n'));
  });

  describe('refuses', () => {
    const stack = stackOf(terraform);
    const chart = new Chart(new App(), 'elsewhere');

    test.each<[string, () => unknown, string]>([
      ['a timeout of no time', () => new ArgoRolloutsRelease(stack, 'a', { timeout: Duration.seconds(0) }),
        '[delivery/a] timeout: 0 is not a whole number of at least 1; give whole seconds, at least one'],
      ['half a second', () => new ArgoRolloutsRelease(stack, 'b', { timeout: Duration.millis(500) }),
        '[delivery/b] timeout: 0.5 is not a whole number of at least 1; give whole seconds, at least one'],
      ['something else for a provider', () => new ArgoRolloutsRelease(stack, 'c', { provider: stack }),
        '[delivery/c] provider: "delivery" is no HelmProvider; give the HelmProvider of the cluster'],
      ['to depend on what is in no stack', () => new ArgoRolloutsRelease(stack, 'd', { dependsOn: [chart] }),
        '[delivery/d] dependsOn[0]: "elsewhere" is in no TerraformStack; give resources, or constructs with resources in them'],
      ['to depend on itself', () => new ArgoRolloutsRelease(stack, 'e', { dependsOn: [stack] }),
        '[delivery/e] dependsOn[0]: "delivery" holds the release itself; give what is beside it'],
      ['to be in no stack', () => new ArgoRolloutsRelease(new App(), 'f'),
        '[f] scope: is in no TerraformStack; make it in a stack of `cdktf` or `cdktn`'],
      ['a name that Helm does not take', () => new ArgoRolloutsRelease(stack, 'g', { releaseName: 'a'.repeat(54) }),
        `[delivery/g] releaseName: "${'a'.repeat(54)}" has 54 characters, and Helm takes 53 at most; give a shorter name`],
    ])('%s', (_what, produce, message) => {
      expect(produce).toThrow(new Error(message));
    });

    test('to depend on a construct without resources', () => {
      const other = stackOf(terraform);
      new ArgoRolloutsRelease(other, 'argo-rollouts', { dependsOn: [new Construct(other, 'cluster')] });
      expect(() => synth(terraform, other)).toThrow(
        '[delivery/argo-rollouts] dependsOn: "delivery/cluster" has no resource in it; give a resource, a data source, a module or a release',
      );
    });

    test('to guess the cluster where all providers have an alias', () => {
      const other = bareStack(terraform);
      helmProvider(terraform, other, 'staging');
      new ArgoRolloutsRelease(other, 'argo-rollouts');
      expect(() => synth(terraform, other)).toThrow(
        '[delivery/argo-rollouts] provider: each HelmProvider of the stack "delivery" has an alias; say which one, with `provider`',
      );
    });
  });
});
