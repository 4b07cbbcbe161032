import { ApiObject, App, Chart } from 'cdk8s';
import { ArgoRolloutsRelease, ArgoRolloutsReleaseProps, RolloutManifestsRelease } from '../../lib/cdktf';
import { configMap } from './objects';
import { emptyChart, helmProvider, PACKAGES, problemsOf, stackOf } from './stacks';

describe.each(PACKAGES)('releases of one cluster in a stack of %s', (_name, terraform) => {
  test('have names of their own in a namespace', () => {
    const stack = stackOf(terraform);
    ['one', 'two', 'three'].forEach((id) => {
      const chart = emptyChart('shop', id === 'three' ? 'blog' : 'shop');
      configMap(chart, id);
      new RolloutManifestsRelease(stack, id, { chart, releaseName: 'shop' });
    });
    expect(problemsOf(terraform, stack)).toEqual(['[delivery/two] releaseName: "shop" is also that of delivery/one in the same namespace; give one of them another name']);
  });

  test('are those of one HelmProvider, given or not', () => {
    const stack = stackOf(terraform);
    const [provider] = stack.node.findAll().filter((construct) => terraform.TerraformProvider.isTerraformProvider(construct));
    const [chart, other] = [emptyChart(), emptyChart()];
    configMap(chart, 'one');
    configMap(other, 'two');
    new RolloutManifestsRelease(stack, 'one', { chart, releaseName: 'shop', provider });
    new RolloutManifestsRelease(stack, 'two', { chart: other, releaseName: 'shop' });
    expect(problemsOf(terraform, stack)).toEqual(['[delivery/two] releaseName: "shop" is also that of delivery/one in the same namespace; give one of them another name']);
  });

  test('do not make the same objects: a chart is delivered once', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    configMap(chart, 'settings');
    configMap(chart, 'more');
    new RolloutManifestsRelease(stack, 'one', { chart });
    new RolloutManifestsRelease(stack, 'two', { chart, namespace: 'other' });
    expect(problemsOf(terraform, stack)).toEqual([
      '[delivery/two] chart: has ConfigMap shop/settings and 1 more, as delivery/one has, and Helm makes an object in one release only; '
      + 'deliver the chart once, or give it to another `provider`',
    ]);
  });

  test('do not make the same object by charts of two Apps', () => {
    const stack = stackOf(terraform);
    const [chart, other] = [emptyChart(), emptyChart()];
    configMap(chart, 'settings');
    configMap(other, 'settings');
    new RolloutManifestsRelease(stack, 'one', { chart });
    new RolloutManifestsRelease(stack, 'two', { chart: other });
    expect(problemsOf(terraform, stack)).toEqual([expect.stringContaining('[delivery/two] chart: has ConfigMap shop/settings, as delivery/one has, ')]);
  });

  test('do not make a chart again with the one that it is in', () => {
    const stack = stackOf(terraform);
    const chart = new Chart(new App(), 'shop');
    const inner = new Chart(chart, 'inner');
    configMap(inner, 'settings');
    new RolloutManifestsRelease(stack, 'one', { chart: inner });
    new RolloutManifestsRelease(stack, 'two', { chart });
    expect(problemsOf(terraform, stack)).toEqual([expect.stringContaining('[delivery/two] chart: has ConfigMap default/settings, as delivery/one has, ')]);
  });

  test('may make a chart in two namespaces if its objects name none, unless they are in no namespace', () => {
    const stack = stackOf(terraform);
    const chart = new Chart(new App(), 'shop');
    configMap(chart, 'settings');
    ['staging', 'production'].forEach((namespace) => new RolloutManifestsRelease(stack, namespace, { chart, namespace }));
    expect(problemsOf(terraform, stack)).toEqual([]);
    new ApiObject(chart, 'hook', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'hook', annotations: { 'helm.sh/hook': 'pre-install' } } });
    expect(problemsOf(terraform, stack)).toEqual([]);
    new ApiObject(chart, 'role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' }, rules: [] });
    expect(problemsOf(terraform, stack)).toEqual([expect.stringContaining('[delivery/production] chart: has ClusterRole reader, as delivery/staging has, ')]);
  });

  test('may be the same in two clusters', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    configMap(chart, 'settings');
    const provider = helmProvider(terraform, stack, 'staging');
    new RolloutManifestsRelease(stack, 'one', { chart, releaseName: 'shop' });
    new RolloutManifestsRelease(stack, 'two', { chart, releaseName: 'shop', provider });
    new ArgoRolloutsRelease(stack, 'three');
    new ArgoRolloutsRelease(stack, 'four', { provider });
    expect(problemsOf(terraform, stack)).toEqual([]);
  });

  test.each(['count', 'for_each'])('may be the same where Terraform makes one of them only, by %s', (argument) => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    configMap(chart, 'settings');
    const releases = [
      new ArgoRolloutsRelease(stack, 'one'),
      new ArgoRolloutsRelease(stack, 'two', { instanceId: 'canary' }),
      new RolloutManifestsRelease(stack, 'three', { chart, releaseName: 'shop' }),
      new RolloutManifestsRelease(stack, 'four', { chart, releaseName: 'shop' }),
    ];
    expect(problemsOf(terraform, stack)).not.toEqual([]);
    for (const [index, { resource }] of releases.entries()) {
      resource.addOverride(argument, argument === 'count' ? `\${var.new ? ${index % 2} : ${1 - index % 2}}` : '${toset(var.clusters)}');
    }
    expect(problemsOf(terraform, stack)).toEqual([]);
  });

  test('are compared as if no number of them was given where that is null', () => {
    const stack = stackOf(terraform);
    const SECOND = { releaseName: 'second', namespace: 'second', crds: { install: false } };
    const two = new ArgoRolloutsRelease(stack, 'two', SECOND);
    new ArgoRolloutsRelease(stack, 'three', { ...SECOND, releaseName: 'third', namespace: 'third' });
    two.resource.addOverride('count', null);
    expect(problemsOf(terraform, stack)).toEqual([expect.stringContaining('[delivery/three] instanceId: is given neither here nor for delivery/two, ')]);
  });

  describe('two controllers', () => {
    const problems = (one: ArgoRolloutsReleaseProps, two: ArgoRolloutsReleaseProps): string[] => {
      const stack = stackOf(terraform);
      new ArgoRolloutsRelease(stack, 'one', one);
      new ArgoRolloutsRelease(stack, 'two', two);
      return problemsOf(terraform, stack);
    };
    const SECOND: ArgoRolloutsReleaseProps = { releaseName: 'second', namespace: 'second', crds: { install: false } };

    test('of the same Rollouts fight over them', () => {
      expect(problems({}, SECOND)).toEqual([
        '[delivery/two] instanceId: is given neither here nor for delivery/one, so both controllers act on the same Rollouts; '
        + 'leave one of them out, or give it an `instanceId` of its own',
      ]);
      expect(problems({ instanceId: 'a', namespaced: true }, { ...SECOND, instanceId: 'a' })).toEqual([
        '[delivery/two] instanceId: "a" is also that of delivery/one, so both controllers act on the same Rollouts; '
        + 'leave one of them out, or give it an `instanceId` of its own',
      ]);
    });

    test('do not both bring the kinds', () => {
      expect(problems({}, { ...SECOND, instanceId: 'b', crds: {} })).toEqual([
        '[delivery/two] crds.install: delivery/one installs the CRDs already, and Helm makes an object in one release only; give `crds: { install: false }`',
      ]);
    });

    test('do not share a namespace', () => {
      expect(problems({}, { ...SECOND, instanceId: 'b', namespace: undefined })).toEqual([
        '[delivery/two] namespace: "argo-rollouts" has the controller delivery/one already, and some objects of both have the same names; '
        + 'give one of them another namespace',
      ]);
    });

    test('are told of all that is wrong', () => {
      expect(problems({}, {}).map((problem) => problem.split(':')[0])).toEqual(['[delivery/two] releaseName', '[delivery/two] instanceId', '[delivery/two] crds.install']);
    });

    test.each<[string, ArgoRolloutsReleaseProps, ArgoRolloutsReleaseProps]>([
      ['an instance id each', { instanceId: 'a' }, { ...SECOND, instanceId: 'b' }],
      ['an instance id for one', {}, { ...SECOND, instanceId: 'b' }],
      ['a namespace each', { namespaced: true }, { ...SECOND, namespaced: true }],
    ])('are apart with %s', (_what, one, two) => {
      expect(problems(one, two)).toEqual([]);
    });
  });
});
