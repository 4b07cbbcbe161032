import { App, Chart, Yaml } from 'cdk8s';
import * as cdktf from 'cdktf';
import { Construct } from 'constructs';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { RolloutManifestsRelease } from '../../lib/cdktf';
import { canary } from '../support/checkout';
import { configMap } from './objects';
import { PACKAGES, stackOf, synth, Terraform } from './stacks';

/** A chart that changes what it is made of when it is rendered. */
class RenamingChart extends Chart {
  public override toJson(): any[] {
    return super.toJson().map((manifest) => ({ ...manifest, metadata: { name: 'renamed' } }));
  }
}

describe.each(PACKAGES)('charts in a stack of %s', (_name, terraform) => {
  test('are validated a few times in a synth, however many there are', () => {
    expect(validationsOf(terraform, 12)).toBe(validationsOf(terraform, 2));
  });

  test('are written as cdk8s writes them, in its order', () => {
    const app = new App();
    const outer = new Chart(app, 'outer');
    const [first, second] = [new Chart(outer, 'first'), new RenamingChart(outer, 'second')];
    const last = new Chart(app, 'last');
    const [one, two] = [configMap(first, 'one'), configMap(first, 'two')];
    configMap(outer, 'three').addDependency(configMap(second, 'four'));
    one.addDependency(two);
    first.addDependency(second);
    canary(last);
    const stack = stackOf(terraform);
    new RolloutManifestsRelease(stack, 'last', { chart: last });
    new RolloutManifestsRelease(stack, 'outer', { chart: outer });
    const texts = textsOf(terraform, stack);
    expect(texts.last).toBe(Yaml.stringify(...last.toJson()));
    expect(texts.outer).toBe(Yaml.stringify(...app.charts.filter((chart) => chart !== last).flatMap((chart): unknown[] => chart.toJson())));
    expect(written(terraform, stack).outer).toEqual(['renamed', 'two', 'one', 'three']);
  });

  test('are refused if anything in their App is, also if the first of them does not look', () => {
    const app = new App();
    const deaf = new Chart(app, 'deaf');
    deaf.toJson = () => [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'deaf' } }];
    const chart = new Chart(app, 'shop');
    configMap(chart, 'settings').node.addValidation({ validate: () => ['is not to be written'] });
    const stack = stackOf(terraform);
    new RolloutManifestsRelease(stack, 'deaf', { chart: deaf });
    new RolloutManifestsRelease(stack, 'shop', { chart });
    expect(() => synth(terraform, stack)).toThrow('Validation failed with the following errors:\n  [shop/settings] is not to be written');
  });

  test.each<[string, (stack: cdktf.TerraformStack) => unknown]>([
    ['without validation', (stack) => terraform.Testing.synth(stack)],
    ['with validation', (stack) => terraform.Testing.synth(stack, true)],
    ['as HCL', (stack) => terraform.Testing.synthHcl(stack)],
    ['with all that belongs to it', (stack) => terraform.Testing.fullSynth(stack)],
    ['of each resource by itself', (stack) => stack.node.findAll().filter((item) => terraform.TerraformResource.isTerraformResource(item))
      .map((item) => item.toTerraform())],
  ])('are read again in each synth, %s', (_what, synthesize) => {
    const app = new App();
    const stack = stackOf(terraform);
    const group = new Construct(stack, 'group');
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    configMap(one, 'first');
    configMap(two, 'first');
    new RolloutManifestsRelease(stack, 'two', { chart: two, namespace: 'two' });
    synthesize(stack);
    new RolloutManifestsRelease(group, 'one', { chart: one, namespace: 'one' });
    configMap(new Chart(two, 'inner'), 'second');
    synthesize(stack);
    configMap(one, 'third');
    expect(written(terraform, stack)).toEqual({ one: ['first', 'third'], two: ['second', 'first'] });
  });

  test('are read again after a synth that was refused, for a release that comes before', () => {
    const app = new App();
    const stack = stackOf(terraform);
    const group = new Construct(stack, 'group');
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    configMap(two, 'first');
    new RolloutManifestsRelease(stack, 'two', { chart: two, namespace: 'two' });
    const empty = new RolloutManifestsRelease(stack, 'empty', { chart: one, namespace: 'one' });
    expect(() => synth(terraform, stack)).toThrow('[delivery/empty] chart: has no objects; ');
    stack.node.tryRemoveChild(empty.node.id);
    const chart = new Chart(app, 'late');
    configMap(chart, 'late');
    configMap(two, 'second');
    new RolloutManifestsRelease(group, 'one', { chart, namespace: 'one' });
    expect(written(terraform, stack)).toEqual({ one: ['late'], two: ['first', 'second'] });
  });
});

/** How often an App is validated while a stack with a release of each of its charts is synthesized. */
function validationsOf(terraform: Terraform, charts: number): number {
  let validations = 0;
  const app = new App();
  app.node.addValidation({ validate: () => { validations += 1; return []; } });
  const stack = stackOf(terraform);
  for (let index = 0; index < charts; index += 1) {
    const chart = new Chart(app, `shop${index}`, { namespace: `shop${index}` });
    canary(chart);
    new RolloutManifestsRelease(stack, `shop${index}`, { chart });
  }
  terraform.Testing.fullSynth(stack);
  return validations;
}

/** The manifests that a synth writes for each release, by its name. */
function textsOf(terraform: Terraform, stack: cdktf.TerraformStack): Record<string, string> {
  const folder = path.join(terraform.Testing.fullSynth(stack), 'stacks', 'delivery');
  const { resource } = JSON.parse(readFileSync(path.join(folder, 'cdk.tf.json'), 'utf8'));
  return Object.fromEntries(Object.values<any>(resource.helm_release).map(({ name, chart }) => (
    [name, readFileSync(path.join(folder, chart, 'manifests.yaml'), 'utf8')]
  )));
}

/** The names of the objects that a synth writes for each release. */
function written(terraform: Terraform, stack: cdktf.TerraformStack): Record<string, string[]> {
  return Object.fromEntries(Object.entries(textsOf(terraform, stack)).map(([name, text]) => (
    [name, parseAllDocuments(text).map((document) => document.toJS().metadata.name)]
  )));
}
