import * as cdktf from 'cdktf';
import { CanaryRollout, PodDisruption } from '../../lib';
import { ArgoRolloutsRelease, ArgoRolloutsReleaseProps, RolloutManifestsRelease } from '../../lib/cdktf';
import { configMap } from './objects';
import { emptyChart, PACKAGES, release, stackOf, synth } from './stacks';

describe.each(PACKAGES)('what only Terraform knows, in a stack of %s', (_name, terraform) => {
  /** The values of an installation with a variable. */
  function valuesWith(produce: (variable: cdktf.TerraformVariable) => ArgoRolloutsReleaseProps): string {
    const stack = stackOf(terraform);
    const variable = new terraform.TerraformVariable(stack, 'v', {});
    new ArgoRolloutsRelease(stack, 'argo-rollouts', { crds: { serverSideApply: false }, ...produce(variable) });
    return release(terraform, stack, 'argo-rollouts').values?.[0] ?? '';
  }

  describe('may be', () => {
    test.each<[string, (variable: cdktf.TerraformVariable) => ArgoRolloutsReleaseProps, string]>([
      ['the number of pods of the controller', ({ numberValue }) => ({ controller: { replicas: numberValue, disruption: PodDisruption.minAvailable(7) } }),
        'controller:\n  replicas: ${jsonencode(tonumber(var.v))}\n  pdb:\n    enabled: true\n    minAvailable: 7\n'],
      ['that of the dashboard', ({ numberValue }) => ({ dashboard: { replicas: numberValue } }),
        'dashboard:\n  enabled: true\n  replicas: ${jsonencode(tonumber(var.v))}\n'],
      ['a number among the values, which win', ({ numberValue }) => (
        { controller: { replicas: 1, disruption: PodDisruption.minAvailable(7) }, values: { controller: { replicas: numberValue } } }
      ), 'controller:\n  replicas: ${jsonencode(tonumber(var.v))}\n  pdb:\n    enabled: true\n    minAvailable: 7\n'],
      ['a number that values overrule', ({ numberValue }) => ({ controller: { replicas: numberValue }, values: { controller: { replicas: 3 } } }),
        'controller:\n  replicas: 3\n'],
      ['a part of a text', ({ numberValue, stringValue }) => ({ controller: { extraArgs: [`--qps=${numberValue}`, `--name=${stringValue}`] } }),
        'controller:\n  extraArgs:\n    - --qps=${var.v}\n    - ${jsonencode("--name=${var.v}")}\n'],
      ['a list', ({ listValue }) => ({ controller: { extraArgs: listValue } }), 'controller:\n  extraArgs: ${jsonencode(var.v)}\n'],
      ['a list of numbers', (variable) => ({ values: { controller: { extraEnv: terraform.Token.asNumberList(variable.value) } } }),
        'controller:\n  extraEnv: ${jsonencode(var.v)}\n'],
      ['a map', (variable) => ({ controller: { nodeSelector: terraform.Token.asStringMap(variable.value) } }), 'controller:\n  nodeSelector: ${jsonencode(var.v)}\n'],
      ['something of any type among the values', ({ value }) => ({ values: { controller: { tolerations: value } } }), 'controller:\n  tolerations: ${jsonencode(var.v)}\n'],
      ['an element of a list', ({ value }) => ({ values: { controller: { tolerations: [{ key: value }] } } }), 'controller:\n  tolerations:\n    - key: ${jsonencode(var.v)}\n'],
    ])('%s', (_what, produce, values) => {
      expect(valuesWith(produce)).toBe(values);
    });

    test('how it is installed, but for the time', () => {
      const stack = stackOf(terraform);
      const { value, numberValue } = new terraform.TerraformVariable(stack, 'v', {});
      new ArgoRolloutsRelease(stack, 'argo-rollouts', { atomic: value, createNamespace: value }).resource.addOverride('timeout', numberValue);
      expect(release(terraform, stack, 'argo-rollouts')).toMatchObject({ atomic: '${var.v}', create_namespace: '${var.v}', timeout: '${var.v}' });
      expect(() => new ArgoRolloutsRelease(stack, 'other', { timeout: value })).toThrow(new Error(
        "[delivery/other] timeout: is a token, whose value only Terraform knows; give a Duration, or seconds by `resource.addOverride('timeout', …)`",
      ));
    });
  });

  describe('may not be', () => {
    const UNKNOWN = 'is a token, whose value only Terraform knows';
    const DEPENDS = 'depends on a token, whose value only Terraform knows; give the value itself';

    test.each<[string, (variable: cdktf.TerraformVariable) => ArgoRolloutsReleaseProps, string]>([
      ['the namespace', ({ stringValue }) => ({ namespace: stringValue }), `[delivery/argo-rollouts] namespace: ${DEPENDS}`],
      ['an instance id', ({ stringValue }) => ({ instanceId: `a-${stringValue}` }), `[delivery/argo-rollouts] instanceId: ${DEPENDS}`],
      ['a bound', ({ numberValue }) => ({ controller: { disruption: PodDisruption.minAvailable(numberValue) } }), `PodDisruption.minAvailable: ${DEPENDS}`],
      ['how the address begins', ({ stringValue }) => ({ repository: stringValue }),
        `[delivery/argo-rollouts] repository: ${UNKNOWN}; begin with https:// or oci://, which may be followed by a token`],
      ['the values as a whole', ({ value }) => ({ values: value }), `[delivery/argo-rollouts] values: ${UNKNOWN}; give a map, which may have tokens in it`],
      ['a setting of any type, where the library reads it', ({ value }) => ({ namespaced: value, controller: { metrics: { serviceMonitor: { labels: value } }, tolerations: [value] } }), [
        'namespaced', 'controller.metrics.serviceMonitor.labels', 'controller.tolerations[0]',
      ].map((field) => `[delivery/argo-rollouts] ${field}: ${UNKNOWN}; give the value itself, or the token in \`values\``).join('\n')],
      ['what other settings would be lost by', ({ value, stringValue }) => (
        { instanceId: 'shop', controller: { nodeSelector: { a: 'b' } }, values: { controller: { extraArgs: value, nodeSelector: stringValue } } }
      ), ['extraArgs', 'nodeSelector'].map((key) => (
        `[delivery/argo-rollouts] values.controller.${key}: ${UNKNOWN}, in place of what other settings say there; give what is in it, one by one`
      )).join('\n')],
      ['a map beside what other settings say', (variable) => (
        { controller: { nodeSelector: { a: 'b' } }, values: { controller: { nodeSelector: terraform.Token.asStringMap(variable.value) } } }
      ), '[delivery/argo-rollouts] values.controller.nodeSelector: has a map among its fields that only Terraform knows; give the fields one by one'],
      ['numbers among others', (variable) => ({ values: { controller: { extraEnv: [1, ...terraform.Token.asNumberList(variable.value)] } } }),
        '[delivery/argo-rollouts] values.controller.extraEnv: has a list among its elements that only Terraform knows; give the elements one by one'],
    ])('%s', (_what, produce, message) => {
      expect(() => valuesWith(produce)).toThrow(new Error(message));
    });

    test('anything in a chart of cdk8s', () => {
      const stack = stackOf(terraform);
      const { numberValue, listValue } = new terraform.TerraformVariable(stack, 'v', {});
      const chart = emptyChart();
      expect(() => new CanaryRollout(chart, 'checkout', { replicas: numberValue, containers: [{ image: 'checkout' }], steps: [] }))
        .toThrow(new Error(`[shop/checkout] replicas: ${DEPENDS}`));
      const other = emptyChart();
      configMap(other, 'settings', { limit: `at most ${numberValue}`, zones: listValue as any, written: '-8.1e+298 -8.1e298' });
      new RolloutManifestsRelease(stack, 'shop', { chart: other });
      expect(() => synth(terraform, stack)).toThrow([
        '[delivery/shop] chart: ConfigMap shop/settings data.limit is a token of a stack, which means nothing within a chart; give the value itself',
        '[delivery/shop] chart: ConfigMap shop/settings data.zones is a token of a stack, which means nothing within a chart; give the value itself',
      ].join('\n  '));
    });
  });
});
