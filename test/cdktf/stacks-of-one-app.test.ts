import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import * as cdktf from 'cdktf';
import { IConstruct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { ArgoRolloutsRelease, RolloutManifestsRelease } from '../../lib/cdktf';
import { canary } from '../support/checkout';
import { configMap } from './objects';
import { helmProvider, PACKAGES } from './stacks';

/** Makes a stack of an App. */
type MakeStack = (app: cdktf.App, id: string) => cdktf.TerraformStack;

/** A chart that changes the next one when it is rendered. */
class MeddlingChart extends Chart {
  public next?: Chart;

  public override toJson(): any[] {
    if (this.next !== undefined && this.next.node.tryFindChild('more') === undefined) {
      configMap(this.next, 'more');
    }
    return super.toJson();
  }
}

describe.each(PACKAGES)('stacks of %s that deliver charts of one App of cdk8s', (_name, terraform) => {
  const plain: MakeStack = (app, id) => new terraform.TerraformStack(app, id);

  /** An App with a stack for each chart. */
  function delivering(charts: readonly Chart[], make = plain, app = terraform.Testing.app()): cdktf.App {
    for (const chart of charts) {
      const stack = make(app, chart.node.id);
      helmProvider(terraform, stack);
      new RolloutManifestsRelease(stack, 'release', { chart });
    }
    return app;
  }

  /** Some charts with an object each. */
  function chartsOf(app: App, count = 3): Chart[] {
    return Array.from({ length: count }, (_item, index) => {
      const chart = new Chart(app, `shop${index}`, { namespace: `shop${index}` });
      configMap(chart, 'first');
      return chart;
    });
  }

  test.each([false, true])('validate it once in a synth, however many they are, with skipValidation: %s', (skipValidation) => {
    const validations = (count: number): number => {
      let made = 0;
      const app = new App();
      app.node.addValidation({ validate: () => { made += 1; return []; } });
      const delivered = delivering(chartsOf(app, count));
      Object.assign(delivered, { skipValidation });
      delivered.synth();
      return made;
    };
    expect([validations(2), validations(12)]).toEqual([1, 1]);
  });

  test('validate it once more in a synth if one of them has aspects, however many they are', () => {
    const validations = (count: number): number => {
      let made = 0;
      const app = new App();
      app.node.addValidation({ validate: () => { made += 1; return []; } });
      const delivered = delivering(chartsOf(app, count));
      terraform.Aspects.of(delivered.node.children[0]!).add({ visit: () => undefined });
      delivered.synth();
      return made;
    };
    expect([validations(2), validations(12)]).toEqual([2, 2]);
  });

  test('have controllers look at it once', () => {
    const rendered = (count: number): number => {
      let made = 0;
      const app = new App();
      const charts = chartsOf(app, count);
      charts.forEach((chart) => { canary(chart); });
      const rollout = charts[0]!.node.findAll().find((construct): construct is ApiObject => construct instanceof ApiObject && construct.kind === 'Rollout')!;
      const toJson: () => unknown = rollout.toJson.bind(rollout);
      rollout.toJson = () => { made += 1; return toJson(); };
      const delivered = delivering(charts);
      delivered.node.children.filter((child) => terraform.TerraformStack.isStack(child)).forEach((stack, index) => {
        const controller = new ArgoRolloutsRelease(stack, 'argo-rollouts', { serves: [charts[index]!] });
        stack.node.findAll().forEach((construct) => {
          if (construct instanceof RolloutManifestsRelease) {
            construct.resource.addOverride('depends_on', [`helm_release.${controller.node.id}`]);
          }
        });
      });
      delivered.synth();
      return made;
    };
    expect(rendered(12)).toBe(rendered(3));
  });

  test('read it again in each synth, also after one that was refused', () => {
    const charts = chartsOf(new App());
    const app = delivering(charts);
    app.synth();
    configMap(charts[1]!, 'second');
    expect(written(app, charts)).toEqual([['first'], ['first', 'second'], ['first']]);
    const removed = charts[2]!.node.tryRemoveChild('first');
    expect(() => { app.synth(); }).toThrow('[shop2/release] chart: has no objects; ');
    configMap(charts[2]!, 'third');
    expect([removed, ...written(app, charts)]).toEqual([true, ['first'], ['first', 'second'], ['third']]);
  });

  test.each([false, true])('are written with what aspects change, with skipValidation: %s', (skipValidation) => {
    const charts = chartsOf(new App());
    const app = delivering(charts);
    const adding = {
      visit: ({ node }: IConstruct) => {
        charts.filter((chart) => node.path === `${chart.node.id}/release`).forEach((chart) => { configMap(chart, 'by-aspect'); });
      },
    };
    app.node.children.forEach((stack) => { terraform.Aspects.of(stack).add(adding); });
    Object.assign(app, { skipValidation });
    expect(written(app, charts)).toEqual([['first', 'by-aspect'], ['first', 'by-aspect'], ['first', 'by-aspect']]);
  });

  test.each([false, true])('are written with what aspects of a stack without releases change, with skipValidation: %s', (skipValidation) => {
    const charts = chartsOf(new App(), 2);
    const app = delivering(charts.slice(0, 1));
    terraform.Aspects.of(new terraform.TerraformStack(app, 'other')).add({
      visit: () => { if (charts[1]!.node.tryFindChild('by-aspect') === undefined) { configMap(charts[1]!, 'by-aspect'); } },
    });
    delivering(charts.slice(1), plain, app);
    Object.assign(app, { skipValidation });
    expect(written(app, charts)).toEqual([['first'], ['first', 'by-aspect']]);
  });

  test.each(['shop1', 'other'])('are written with what an aspect changes that a validation adds to stack %s', (id) => {
    const charts = chartsOf(new App());
    const app = delivering(charts.slice(0, 1));
    new terraform.TerraformStack(app, 'other');
    delivering(charts.slice(1), plain, app);
    const [first] = app.node.children;
    first!.node.addValidation({
      validate: () => {
        terraform.Aspects.of(app.node.findChild(id)).add({
          visit: () => { if (charts[1]!.node.tryFindChild('by-aspect') === undefined) { configMap(charts[1]!, 'by-aspect'); } },
        });
        return [];
      },
    });
    expect(written(app, charts)).toEqual([['first'], ['first', 'by-aspect'], ['first']]);
  });

  test('are written with what aspects of a stack within another one change', () => {
    const charts = chartsOf(new App(), 2);
    const app = delivering(charts.slice(0, 1));
    const [outer] = app.node.children.filter((child) => terraform.TerraformStack.isStack(child));
    const inner = new terraform.TerraformStack(outer!, 'inner');
    terraform.Aspects.of(inner).add({
      visit: (construct) => { if (construct === inner) { configMap(charts[1]!, `by-aspect${charts[1]!.node.children.length}`); } },
    });
    delivering(charts.slice(1), plain, app);
    // Both stacks are written, and each has the aspect visit the inner one.
    expect(written(app, charts)).toEqual([['first'], ['first', 'by-aspect1', 'by-aspect2']]);
  });

  test.each<[string, (change: (id: string) => void) => MakeStack]>([
    ['when it is validated', (change) => (app, id) => new (class extends terraform.TerraformStack {
      public override runAllValidations(): void {
        change(id);
        super.runAllValidations();
      }
    })(app, id)],
    ['when it is prepared', (change) => (app, id) => new (class extends terraform.TerraformStack {
      public override prepareStack(): void {
        super.prepareStack();
        change(id);
      }
    })(app, id)],
    ['when its JSON is made', (change) => (app, id) => new (class extends terraform.TerraformStack {
      public override toTerraform(): any {
        change(id);
        return super.toTerraform();
      }
    })(app, id)],
    ['when it is synthesized', (change) => (app, id) => {
      const stack = new terraform.TerraformStack(app, id);
      const { synthesizer } = stack;
      stack.synthesizer = { synthesize: (session) => { change(id); synthesizer.synthesize(session); } };
      return stack;
    }],
  ])('are written with what a stack changes %s', (_what, making) => {
    const charts = chartsOf(new App());
    const change = (id: string): void => {
      charts.filter(({ node }) => node.id === id && node.tryFindChild('more') === undefined).forEach((chart) => { configMap(chart, 'more'); });
    };
    const app = delivering(charts, making(change));
    expect(written(app, charts)).toEqual([['first', 'more'], ['first', 'more'], ['first', 'more']]);
  });

  test('are written with what a chart changes when it is rendered', () => {
    const app = new App();
    const [first] = chartsOf(app, 1);
    const meddling = new MeddlingChart(app, 'meddling');
    configMap(meddling, 'first');
    meddling.next = first;
    const charts = [first!, meddling];
    expect(written(delivering(charts), charts)).toEqual([['first', 'more'], ['first']]);
  });

  test('are written by an App with a synth of its own', () => {
    const charts = chartsOf(new App());
    const app = delivering(charts);
    const synth = app.synth.bind(app);
    app.synth = () => { configMap(charts[0]!, `more${charts[0]!.node.children.length}`); synth(); };
    app.synth();
    expect(written(app, charts)).toEqual([['first', 'more1', 'more2'], ['first'], ['first']]);
  });

  test('are written without being validated, if an App is so', () => {
    const charts = chartsOf(new App());
    const app = delivering(charts);
    Object.assign(app, { skipValidation: true });
    app.synth();
    configMap(charts[1]!, 'second');
    expect(written(app, charts)).toEqual([['first'], ['first', 'second'], ['first']]);
  });
});

/** The names of the objects that a synth writes for each chart. */
function written(app: cdktf.App, charts: readonly Chart[]): string[][] {
  app.synth();
  return charts.map(({ node: { id } }) => {
    const folder = path.join(app.outdir, 'stacks', id);
    const { resource } = JSON.parse(readFileSync(path.join(folder, 'cdk.tf.json'), 'utf8'));
    const text = readFileSync(path.join(folder, resource.helm_release.release.chart, 'manifests.yaml'), 'utf8');
    return parseAllDocuments(text).map((document) => document.toJS().metadata.name);
  });
}
