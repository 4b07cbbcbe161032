import * as cdktf from 'cdktf';
import { Construct } from 'constructs';
import { ArgoRolloutsRelease, ArgoRolloutsReleaseProps, RolloutManifestsRelease, RolloutManifestsReleaseProps } from '../../lib/cdktf';
import { canary, successRate } from '../support/checkout';
import { configMap } from './objects';
import { bareStack, emptyChart, helmProvider, PACKAGES, stackOf, synth, Terraform } from './stacks';

/** What else a program makes, and gives a release of rollouts. */
type Between = (stack: cdktf.TerraformStack, controller: ArgoRolloutsRelease) => Partial<RolloutManifestsReleaseProps>;

describe.each(PACKAGES)('a release of rollouts in a stack of %s', (_name, terraform) => {
  const REFUSED = '[delivery/shop] dependsOn: lacks delivery/argo-rollouts, which installs the kind Rollout, so that the first `terraform apply` fails; '
    + 'give `dependsOn: [controller]`, or `crdsInstalled: true` if the cluster has the kind before';

  /** What is wrong with a stack that has a controller, rollouts, and what is between them. */
  function delivered(between: Between, props: ArgoRolloutsReleaseProps = {}): string {
    const stack = stackOf(terraform);
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', props);
    const chart = emptyChart();
    canary(chart);
    new RolloutManifestsRelease(stack, 'shop', { chart, ...between(stack, controller) });
    return refusal(terraform, stack);
  }

  const other = (scope: Construct, id: string, config: Partial<cdktf.TerraformResourceConfig> = {}): cdktf.TerraformResource => (
    new terraform.TerraformResource(scope, id, { terraformResourceType: 'null_resource', ...config })
  );

  test('must come after the controller that brings the kinds, or the first apply fails', () => {
    expect(delivered(() => ({}))).toContain(REFUSED);
    expect(delivered((stack) => ({ dependsOn: [other(stack, 'other')] }))).toContain(REFUSED);
  });

  test.each<[string, Between]>([
    ['that it depends on', (_stack, controller) => ({ dependsOn: [controller] })],
    ['that something else depends on, and it on that', (stack, controller) => (
      { dependsOn: [other(stack, 'second', { dependsOn: [other(stack, 'first', { dependsOn: [controller] })] })] }
    )],
    ['that something else refers to, and it depends on that', (stack, controller) => {
      const local = new terraform.TerraformLocal(stack, 'local', `after ${controller.version}`);
      const referring = other(stack, 'referring');
      referring.addOverride('triggers.version', local.expression);
      return { dependsOn: [referring] };
    }],
    ['by way of a data source and a module', (stack, controller) => {
      const data = new terraform.TerraformDataSource(stack, 'data', { terraformResourceType: 'null_data_source', dependsOn: [controller] });
      const module = new terraform.TerraformHclModule(stack, 'module', { source: 'example/module', variables: { has: data.getStringAttribute('id') } });
      return { dependsOn: [module] };
    }],
    ['by way of what its provider is told', (stack, controller) => {
      const provider = helmProvider(terraform, stack, 'late');
      provider.addOverride('kubernetes.host', controller.version);
      return { dependsOn: [other(stack, 'checked', { provider })] };
    }],
  ])('may come after a controller %s', (_what, between) => {
    expect(delivered(between)).toBe('');
  });

  test.each([
    'comes beside helm_release.argo-rollouts.',
    '$${helm_release.argo-rollouts.version}',
    '${upper("helm_release.argo-rollouts.version")}',
  ])('does not come after a controller that a text is about: %s', (text) => {
    expect(delivered((stack) => {
      const described = other(stack, 'described');
      described.addOverride('triggers.description', text);
      return { dependsOn: [described] };
    })).toContain(REFUSED);
  });

  test('comes after a controller that an expression within a text refers to', () => {
    expect(delivered((stack) => {
      const described = other(stack, 'described');
      described.addOverride('triggers.description', 'at "${upper("the ${join("}", [helm_release.argo-rollouts.version])}")}"');
      return { dependsOn: [described] };
    })).toBe('');
  });

  test('may be told to depend on it as Terraform writes it, also after it was refused', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    canary(chart);
    new ArgoRolloutsRelease(stack, 'argo-rollouts');
    const shop = new RolloutManifestsRelease(stack, 'shop', { chart });
    expect(refusal(terraform, stack)).toContain(REFUSED);
    shop.resource.addOverride('depends_on', ['helm_release.argo-rollouts']);
    expect(refusal(terraform, stack)).toBe('');
  });

  test.each<[string, Partial<RolloutManifestsReleaseProps>, ArgoRolloutsReleaseProps]>([
    ['the cluster has the kinds before', { crdsInstalled: true }, {}],
    ['the controller does not bring them', {}, { crds: { install: false } }],
  ])('need not wait where %s', (_what, props, controller) => {
    expect(delivered(() => props, controller)).toBe('');
  });

  test('need not wait for a controller of another cluster', () => {
    expect(delivered((stack) => ({ provider: helmProvider(terraform, stack, 'staging') }))).toBe('');
  });

  test('may be told its cluster as Terraform writes it', () => {
    const stack = bareStack(terraform);
    helmProvider(terraform, stack, 'production');
    helmProvider(terraform, stack, 'staging');
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts');
    const chart = emptyChart();
    canary(chart);
    const shop = new RolloutManifestsRelease(stack, 'shop', { chart });
    controller.resource.addOverride('provider', 'helm.production');
    shop.resource.addOverride('provider', 'helm.staging');
    expect(refusal(terraform, stack)).toBe('');
    stack.addOverride('resource.helm_release.shop.provider', 'helm.production');
    expect(refusal(terraform, stack)).toContain(REFUSED);
  });

  test('need not wait for a controller that may not be there', () => {
    expect(delivered((_stack, controller) => {
      controller.resource.addOverride('count', '${var.controller ? 1 : 0}');
      return {};
    })).toBe('');
  });

  test('must wait for the controller also if it may not be there itself', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    canary(chart);
    new ArgoRolloutsRelease(stack, 'argo-rollouts');
    new RolloutManifestsRelease(stack, 'shop', { chart }).resource.addOverride('count', 1);
    expect(refusal(terraform, stack)).toContain(REFUSED);
  });

  test('need not wait if nothing in it is of these kinds, and must with an analysis alone', () => {
    const stack = stackOf(terraform);
    new ArgoRolloutsRelease(stack, 'argo-rollouts');
    const [settings, analyses] = [emptyChart(), emptyChart()];
    configMap(settings, 'settings');
    new RolloutManifestsRelease(stack, 'settings', { chart: settings });
    expect(refusal(terraform, stack)).toBe('');
    successRate(analyses);
    new RolloutManifestsRelease(stack, 'shop', { chart: analyses });
    expect(refusal(terraform, stack)).toContain(REFUSED.replace('Rollout,', 'AnalysisTemplate,'));
  });
});

/** What is wrong with a stack; nothing if it is written. */
function refusal(terraform: Terraform, stack: cdktf.TerraformStack): string {
  try {
    synth(terraform, stack);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
