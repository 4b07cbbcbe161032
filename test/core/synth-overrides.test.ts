import { readFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, AppProps, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { blueGreen } from '../support/checkout';
import { Manifest, shop, written } from '../support/synth';

/** Labels whatever it holds, when it is written: a practice that works with every construct of cdk8s. */
class LabelledChart extends Chart {
  public override toJson(): Manifest[] {
    this.node.findAll().filter((child) => child instanceof ApiObject).forEach((object) => { object.metadata.addLabel('team', 'shop'); });
    return super.toJson();
  }
}

/** Looks at what it has before it patches it. */
class PatchingApp extends App {
  public constructor(props: AppProps, private readonly patch: (app: App) => void) {
    super(props);
  }

  public override synth(): void {
    this.patch(this);
    super.synth();
  }

  public override synthYaml(): string {
    this.patch(this);
    return super.synthYaml();
  }
}

function filesOf(app: App): string {
  return written(app).map((file) => readFileSync(join(app.outdir, file), 'utf8')).join('');
}

function labelled(): { app: App; chart: Chart } {
  const app = Testing.app();
  const chart = new LabelledChart(app, 'shop', { namespace: 'shop' });
  blueGreen(chart);
  blueGreen(new Chart(app, 'plain', { namespace: 'plain' }));
  return { app, chart };
}

describe('a chart that changes its objects in toJson has the change written', () => {
  const OBJECTS = 3;

  test.each<[string, (app: App) => string]>([
    ['app.synth', (app) => {
      app.synth();
      return filesOf(app);
    }],
    ['app.synthYaml', (app) => app.synthYaml()],
  ])('by %s', (_way, text) => {
    expect(text(labelled().app).match(/team: shop/g)).toHaveLength(OBJECTS);
  });

  test('by Testing.synth', () => {
    const labels = Testing.synth(labelled().chart).map(({ metadata }: Manifest): unknown => metadata.labels);
    expect(labels).toEqual(Array(OBJECTS).fill({ team: 'shop' }));
  });
});

describe('an app that reads a chart and patches it in its synth has the patch written', () => {
  function patching(patch: (object: ApiObject) => void): App {
    const outdir = Testing.app().outdir;
    const app = new PatchingApp({ outdir }, () => {
      chart.toJson();
      patch(object);
    });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const object = ApiObject.of(blueGreen(chart, { replicas: 3 }));
    return app;
  }

  test.each<[string, string, (object: ApiObject) => void]>([
    ['by a patch', 'replicas: 7', (object) => { object.addJsonPatch(JsonPatch.replace('/spec/replicas', 7)); }],
    ['by a label', 'late: "yes"', (object) => { object.metadata.addLabel('late', 'yes'); }],
  ])('%s', (_how, text, patch) => {
    const files = patching(patch);
    files.synth();
    expect(filesOf(files)).toContain(text);
    expect(patching(patch).synthYaml()).toContain(text);
  });
});

test('a patch that comes in the midst of a synth is written', () => {
  const chart = shop();
  const object = ApiObject.of(blueGreen(chart, { replicas: 3 }));
  let isPatched = false;
  // After the check, which has rendered everything by then.
  Reflect.set(chart, 'toJson', ((toJson: () => unknown[]) => () => {
    if (!isPatched) {
      object.addJsonPatch(JsonPatch.replace('/spec/replicas', 7));
      isPatched = true;
    }
    return toJson();
  })(chart.toJson.bind(chart)));
  expect(App.of(chart).synthYaml()).toContain('replicas: 7');
});

test('an object of another library is rendered when it is written, and no earlier rendering is kept', () => {
  const chart = shop();
  blueGreen(chart);
  let rendered = 0;
  const data = Lazy.any({ produce: () => ({ rendered: String(rendered += 1) }) });
  new ApiObject(chart, 'foreign', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'foreign' }, data });
  const yaml = App.of(chart).synthYaml();
  expect(rendered).toBeGreaterThan(1);
  expect(yaml).toContain(`rendered: "${rendered}"`);
});

test('a chart whose toJson is replaced on the object itself has the change written too', () => {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const toJson = chart.toJson.bind(chart);
  chart.toJson = () => {
    chart.node.findAll().filter((child) => child instanceof ApiObject).forEach((object) => { object.metadata.addLabel('team', 'shop'); });
    return toJson();
  };
  blueGreen(chart);
  expect(app.synthYaml().match(/team: shop/g)).toHaveLength(3);
});
