import { ApiObject, App, Chart, Testing, Yaml } from 'cdk8s';
import { blueGreen, canary, hostSplit, successRate } from '../support/checkout';
import { chartBeside, shop } from '../support/synth';

/** Three charts, one in another, with a rollout each. */
function threeCharts(): { app: App; charts: Chart[] } {
  const outer = shop();
  const inner = new Chart(outer, 'inner', { namespace: 'inner' });
  const other = chartBeside(outer, '0', 'other');
  canary(outer, { traffic: hostSplit(outer) });
  successRate(outer);
  [inner, other].forEach((chart) => blueGreen(chart));
  return { app: App.of(outer), charts: [outer, inner, other] };
}

/** What cdk8s itself makes of each chart, in the order of the charts. */
function oneByOne(app: App): string {
  return Yaml.stringify(...app.charts.flatMap((chart): unknown[] => Testing.synth(chart)));
}

describe('an app writes of its charts what each gives by itself', () => {
  test('where nothing depends on anything', () => {
    const { app } = threeCharts();
    expect(app.synthYaml()).toBe(oneByOne(app));
  });

  test('where charts are named by numbers, which cdk8s has come first', () => {
    const { app, charts: [chart = shop()] } = threeCharts();
    ['10', '9', '1a', '007'].forEach((id) => blueGreen(chartBeside(chart, id, `n${id}`)));
    expect(app.synthYaml()).toBe(oneByOne(app));
  });

  test.each<[string, (charts: Chart[]) => void]>([
    ['a construct', ([outer = shop()]) => { outer.node.findChild('checkout').node.addDependency(outer.node.findChild('success-rate')); }],
    ['a construct of another chart', ([outer = shop(), , other = shop()]) => { outer.node.findChild('checkout').node.addDependency(other); }],
    ['the chart in it', ([outer = shop(), inner = shop()]) => { outer.node.findChild('checkout').node.addDependency(inner); }],
  ])('where one depends on %s', (_what, depend) => {
    const { app, charts } = threeCharts();
    depend(charts);
    expect(app.synthYaml()).toBe(oneByOne(app));
  });
});

/** Writes what is wanted first. */
class SortedApp extends App {
  public override get charts(): Chart[] {
    return [...super.charts].reverse();
  }
}

test('an app that has an order of its own keeps it', () => {
  const app = new SortedApp();
  const charts = ['shop', 'bank'].map((namespace) => new Chart(app, namespace, { namespace }));
  charts.forEach((chart) => blueGreen(chart));
  expect(app.synthYaml()).toBe(Yaml.stringify(...charts.reverse().flatMap((chart): unknown[] => Testing.synth(chart))));
});

test('an app is validated once in a synth, however many charts it has', () => {
  const { app, charts: [chart = shop()] } = threeCharts();
  const validate = jest.fn(() => []);
  chart.node.addValidation({ validate });
  app.synth();
  expect(validate).toHaveBeenCalledTimes(1);
});

test('so it is where most charts have nothing of this library', () => {
  const { app, charts: [chart = shop()] } = threeCharts();
  Array.from({ length: 20 }, (_, index) => new ApiObject(chartBeside(chart, `other-${index}`), 'settings', { apiVersion: 'v1', kind: 'ConfigMap' }));
  const validate = jest.fn(() => []);
  chart.node.addValidation({ validate });
  app.synth();
  app.synth();
  expect(validate).toHaveBeenCalledTimes(2);
});

test('a validation that reads a chart reads it as it will be written', () => {
  const { app, charts: [chart = shop()] } = threeCharts();
  chart.node.findChild('checkout').node.addDependency(chart.node.findChild('success-rate'));
  const read: unknown[] = [];
  let isReading = false;
  chart.node.addValidation({
    validate: () => {
      if (!isReading) {
        isReading = true;
        read.push(...chart.toJson());
      }
      return [];
    },
  });
  app.synth();
  expect(read).toEqual(Testing.synth(chart));
});

test('a chart by itself is validated whenever it is rendered', () => {
  const { charts: [chart = shop()] } = threeCharts();
  const validate = jest.fn(() => []);
  chart.node.addValidation({ validate });
  chart.toJson();
  chart.toJson();
  expect(validate).toHaveBeenCalledTimes(2);
});
