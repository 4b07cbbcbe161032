import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import * as cdktf from 'cdktf';
import { parseAllDocuments } from 'yaml';
import { AnalysisArgument, CanaryScale, CanaryStep, WebAnalysis } from '../../lib';
import { ArgoRolloutsRelease, RolloutManifestsRelease } from '../../lib/cdktf';
import { testWith } from '../support/binary';
import { canary, hostSplit, successRate } from '../support/checkout';
import { configMap } from './objects';
import { emptyChart, helmProvider, PACKAGES, release, stackOf, synth } from './stacks';

/** Writes the stack, and tells in which folder Terraform would run. */
function written(stack: cdktf.TerraformStack): string {
  const app = cdktf.App.of(stack);
  app.synth();
  return path.join(app.outdir, 'stacks', stack.node.id);
}

function yamlOf(file: string): any[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
}

/** Rollouts with whatever Helm, Terraform or YAML could take for something else. */
function trickyChart(): Chart {
  const chart = emptyChart();
  const traffic = hostSplit(chart);
  canary(chart, { traffic, steps: [CanaryStep.weight(20), CanaryStep.analyze([successRate(chart)])] });
  new WebAnalysis(chart, 'web', {
    args: [AnalysisArgument.serviceName('host')], url: 'http://{{args.host}}/', jsonPath: '{$.status}', successCondition: 'result == "ok"',
    background: true, interval: Duration.seconds(5),
  });
  configMap(chart, 'braces', {
    helm: '{{ .Values.image }} {{- end }} `{{`',
    terraform: '${aws_iam_role.x.arn} %{ if true } $${x}',
    yaml: 'yes\n---\nkind: none\n# no comment\n\ttab\n',
    unicode: 'ünïcode ☃ 😀',
    number: '1e5',
  });
  return chart;
}

describe.each(PACKAGES)('RolloutManifestsRelease in a stack of %s', (_name, terraform) => {
  test('is a release of a local chart, after what it depends on', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    configMap(chart, 'settings');
    const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts');
    new RolloutManifestsRelease(stack, 'shop', { chart, dependsOn: [controller] });
    expect(release(terraform, stack, 'shop')).toEqual({
      name: 'shop',
      chart: expect.stringMatching(/^assets\/shop_chart_[0-9A-F]{8}\/[0-9A-F]{32}$/),
      version: expect.stringMatching(/^0\.0\.0-sha-[0-9a-f]{12}$/),
      namespace: 'shop',
      create_namespace: true,
      atomic: true,
      timeout: 300,
      depends_on: ['helm_release.argo-rollouts'],
    });
  });

  test('every setting is written', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    configMap(chart, 'settings');
    const provider = helmProvider(terraform, stack, 'staging');
    new RolloutManifestsRelease(stack, 'shop', {
      chart, releaseName: 'shop-rollouts', namespace: 'releases', atomic: false, timeout: Duration.minutes(1), createNamespace: false, provider,
    });
    expect(release(terraform, stack, 'shop')).toMatchObject({
      name: 'shop-rollouts', namespace: 'releases', atomic: false, timeout: 60, create_namespace: false, provider: 'helm.staging',
    });
  });

  test('the chart is an asset of the stack, with the manifests as cdk8s writes them and nothing to interpret', () => {
    const stack = stackOf(terraform);
    const chart = trickyChart();
    new RolloutManifestsRelease(stack, 'shop', { chart });
    const folder = path.join(written(stack), release(terraform, stack, 'shop').chart);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['Chart.yaml', 'manifests.yaml', 'templates', 'templates/manifests.yaml']);
    expect(readFileSync(path.join(folder, 'templates', 'manifests.yaml'), 'utf8')).toBe('{{ .Files.Get "manifests.yaml" }}\n');
    expect(readFileSync(path.join(folder, 'manifests.yaml'), 'utf8')).toBe(App.of(chart).synthYaml());
    expect(yamlOf(path.join(folder, 'Chart.yaml'))).toEqual([{
      apiVersion: 'v2', name: 'shop', version: release(terraform, stack, 'shop').version, type: 'application', description: 'Manifests made by cdk8s',
    }]);
  });

  testWith('helm', 'Helm renders the very manifests that cdk8s writes', (helm) => {
    const stack = stackOf(terraform);
    const chart = trickyChart();
    new RolloutManifestsRelease(stack, 'shop', { chart });
    const { stdout, stderr } = spawnSync(helm, ['template', 'shop', release(terraform, stack, 'shop').chart], { cwd: written(stack), encoding: 'utf8' });
    expect(stderr).toBe('');
    const byName = (one: any, other: any): number => `${one.kind}/${one.metadata.name}`.localeCompare(`${other.kind}/${other.metadata.name}`);
    const rendered = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(rendered.sort(byName)).toEqual(Testing.synth(chart).sort(byName));
  });

  test('any change of an object is a change of the release, and nothing else is', () => {
    const changing = (change: (chart: Chart) => void): unknown => {
      const stack = stackOf(terraform);
      const chart = trickyChart();
      change(chart);
      new RolloutManifestsRelease(stack, 'shop', { chart });
      const { version, chart: place } = release(terraform, stack, 'shop');
      return { version, place };
    };
    const same = changing(() => undefined);
    expect(changing(() => undefined)).toEqual(same);
    const other = changing((chart) => configMap(chart, 'another')) as Record<string, unknown>;
    expect(other.version).not.toBe((same as typeof other).version);
    expect(other.place).not.toBe((same as typeof other).place);
  });

  test('what is put into the chart later is delivered, also after a first synth', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    configMap(chart, 'settings');
    new RolloutManifestsRelease(stack, 'shop', { chart });
    const before = path.join(written(stack), release(terraform, stack, 'shop').chart);
    configMap(chart, 'later');
    const after = path.join(written(stack), release(terraform, stack, 'shop').chart);
    expect(yamlOf(path.join(after, 'manifests.yaml')).map(({ metadata }) => metadata.name)).toEqual(['settings', 'later']);
    expect(existsSync(before)).toBe(false);
  });

  test('nothing is written but what Terraform reads, also by a second synth, and nothing by a test', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    configMap(chart, 'settings');
    new RolloutManifestsRelease(stack, 'shop', { chart });
    const { outdir } = cdktf.App.of(stack);
    const files = (): string[] => readdirSync(outdir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile()).map((entry) => path.relative(outdir, path.join(entry.parentPath, entry.name))).sort();
    const place = path.join('stacks', 'delivery', release(terraform, stack, 'shop').chart);
    expect(files()).toEqual([]);
    for (let synths = 0; synths < 2; synths += 1) {
      written(stack);
      expect(files()).toEqual([
        'manifest.json', `${place}/Chart.yaml`, `${place}/manifests.yaml`, `${place}/templates/manifests.yaml`, path.join('stacks', 'delivery', 'cdk.tf.json'),
      ]);
    }
  });

  test('charts in the chart are delivered with it, and other charts of its app are not', () => {
    const stack = stackOf(terraform);
    const app = new App();
    const chart = new Chart(app, 'shop');
    configMap(chart, 'outer');
    configMap(new Chart(chart, 'inner'), 'inner');
    configMap(new Chart(app, 'other'), 'other');
    new RolloutManifestsRelease(stack, 'shop', { chart });
    const folder = path.join(written(stack), release(terraform, stack, 'shop').chart);
    expect(yamlOf(path.join(folder, 'manifests.yaml')).map(({ metadata }) => metadata.name)).toEqual(['inner', 'outer']);
  });

  test('two releases of one stack, or of two, have a chart each', () => {
    const app = terraform.Testing.app();
    const places = ['staging', 'production'].flatMap((id) => {
      const stack = new terraform.TerraformStack(app, id);
      helmProvider(terraform, stack);
      return ['shop', 'blog'].map((name) => {
        const chart = emptyChart(name);
        configMap(chart, `${id}-${name}`);
        new RolloutManifestsRelease(stack, name, { chart });
        return { stack, name };
      });
    });
    app.synth();
    expect(places.map(({ stack, name }) => {
      const folder = path.join(app.outdir, 'stacks', stack.node.id, release(terraform, stack, name).chart);
      return yamlOf(path.join(folder, 'manifests.yaml'))[0].metadata.name;
    })).toEqual(['staging-shop', 'staging-blog', 'production-shop', 'production-blog']);
  });

  test.each([
    ['that of the chart', 'shop', [], 'shop'],
    ['`default` for a chart without one', undefined, [], 'default'],
    ['`default` for a chart that makes its own, which Helm needs before', 'shop', ['shop'], 'default'],
    ['that of the chart, if it makes another', 'shop', ['blog'], 'shop'],
  ])('its namespace is %s', (_what, namespace, made, expected) => {
    const stack = stackOf(terraform);
    const chart = new Chart(new App(), 'shop', { namespace });
    configMap(chart, 'settings');
    made.forEach((name) => new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
    new RolloutManifestsRelease(stack, 'shop', { chart });
    expect(release(terraform, stack, 'shop').namespace).toBe(expected);
  });

  test('tells others what is delivered', () => {
    const stack = stackOf(terraform);
    const chart = emptyChart();
    configMap(chart, 'settings');
    const { name, namespace, version } = new RolloutManifestsRelease(stack, 'shop', { chart });
    new terraform.TerraformOutput(stack, 'told', { value: [name, namespace, version] });
    expect(synth(terraform, stack).output.told.value).toEqual(['${helm_release.shop.name}', '${helm_release.shop.namespace}', '${helm_release.shop.version}']);
  });

  describe('refuses', () => {
    const stack = stackOf(terraform);

    test.each<[string, () => unknown, string]>([
      ['a chart of no app', () => new RolloutManifestsRelease(stack, 'a', { chart: new Chart(stack, 'chart') }),
        '[delivery/a] chart: "delivery/chart" is in no App of cdk8s; make it as `new Chart(new App(), …)`, with the App of `cdk8s`'],
      ['an id that names no release', () => new RolloutManifestsRelease(stack, 'The Shop', { chart: emptyChart() }),
        '[delivery/The Shop] releaseName: "The Shop" is not a DNS label; use lower-case letters, digits and -, with a letter or digit at both ends'],
      ['a name that is too long', () => new RolloutManifestsRelease(stack, 'b', { chart: emptyChart(), releaseName: 'b'.repeat(54) }),
        `[delivery/b] releaseName: "${'b'.repeat(54)}" has 54 characters, and 53 is the most; give a shorter name with \`releaseName\``],
      ['a namespace that is none', () => new RolloutManifestsRelease(stack, 'c', { chart: emptyChart(), namespace: 'Shop' }),
        '[delivery/c] namespace: "Shop" is not a DNS label; use lower-case letters, digits and -, with a letter or digit at both ends'],
      ['to be in no stack', () => new RolloutManifestsRelease(terraform.Testing.app(), 'd', { chart: emptyChart() }),
        '[d] scope: is in no TerraformStack; make it in a stack of `cdktf` or `cdktn`'],
    ])('%s', (_what, produce, message) => {
      expect(produce).toThrow(new Error(message));
    });

    /** What is wrong when the chart is delivered. */
    function problems(chart: Chart, namespace?: string): string {
      const other = stackOf(terraform);
      new RolloutManifestsRelease(other, 'shop', { chart, namespace });
      try {
        synth(terraform, other);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    }

    test('a chart that cdk8s refuses, with all that is wrong with it, and writes nothing', () => {
      const other = stackOf(terraform);
      const chart = emptyChart();
      canary(chart, { replicas: 5, steps: [CanaryStep.scale(CanaryScale.replicas(1)), CanaryStep.weight(20)] })
        .autoscale({ minReplicas: 3, maxReplicas: 30, cpuUtilization: 60 });
      new RolloutManifestsRelease(other, 'shop', { chart });
      expect(() => written(other)).toThrow(new Error([
        'Validation failed with the following errors:',
        '[shop/checkout] ARO104 spec.strategy.canary.steps[0].setCanaryScale: needs traffic routing; add spec.strategy.canary.trafficRouting '
          + '(`traffic` of a CanaryRollout), or remove the step',
        '[shop/checkout] ARO501 spec.replicas: 5 is overruled by HorizontalPodAutoscaler checkout; remove it, and let minReplicas of the autoscaler be the least',
      ].join('\n  ')));
      const entries = readdirSync(cdktf.App.of(other).outdir, { recursive: true, withFileTypes: true });
      expect(entries.filter((entry) => entry.isFile())).toEqual([]);
    });

    test('a chart without objects', () => {
      expect(problems(emptyChart()))
        .toContain('[delivery/shop] chart: has no objects; give the chart after the constructs are in it, or leave the release out');
    });

    test('a namespace that the chart makes itself', () => {
      const chart = emptyChart();
      new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
      expect(problems(chart, 'shop')).toContain(
        '[delivery/shop] namespace: "shop" is made by the chart itself, and Helm needs it before; leave `namespace` out, or give another one',
      );
    });

    test('more than a Secret holds, in which Helm keeps the release', () => {
      const chart = emptyChart();
      configMap(chart, 'noise', { noise: randomBytes(800_000).toString('hex') });
      expect(problems(chart)).toMatch(
        /chart: takes \d{7} bytes as a release, and 1048576 is the most that a Secret holds; divide it into several charts/,
      );
    });

    test('a kind that comes with its first objects', () => {
      const chart = emptyChart();
      new ApiObject(chart, 'kind', {
        apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'tools.example.com' },
        spec: { group: 'example.com', names: { kind: 'Tool', plural: 'tools' } },
      });
      new ApiObject(chart, 'tool', { apiVersion: 'example.com/v1', kind: 'Tool', metadata: { name: 'hammer' } });
      expect(problems(chart)).toContain(
        '[delivery/shop] chart: has the CustomResourceDefinition of Tool of example.com and objects of that kind, and Helm looks '
        + 'for all kinds before it makes anything; put the definition into a release of its own, and let this one depend on it',
      );
    });

    test('tokens of the stack, which mean nothing in a chart', () => {
      const other = stackOf(terraform);
      const chart = emptyChart();
      const role = new terraform.TerraformVariable(other, 'role', {});
      configMap(chart, 'settings', { role: role.stringValue });
      new RolloutManifestsRelease(other, 'shop', { chart });
      expect(() => synth(terraform, other)).toThrow(
        '[delivery/shop] chart: ConfigMap shop/settings data.role is a token of a stack, which means nothing within a chart; give the value itself',
      );
    });
  });
});
