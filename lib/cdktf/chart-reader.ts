import { App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { chartObjects } from '../core/chart-objects';
import { isPlainChart } from '../core/synth-scope';

/**
 * Renders charts of which nothing changes meanwhile.
 *
 * `Chart.toJson` validates the whole App and then renders the one chart. Here each App is validated once, with its first
 * chart, whatever number of charts are asked for.
 */
export class ChartReader {
  private readonly lists = new Map<Chart, readonly unknown[]>();
  private readonly rendered = new Map<Chart, readonly unknown[]>();
  /** The charts of the Apps that were validated, in order: only validation tells which chart comes after which. */
  private readonly validated = new Map<IConstruct, readonly Chart[]>();

  /** The objects of a chart and of those in it, in the order in which cdk8s writes them. */
  public manifestsOf(chart: Chart): readonly unknown[] {
    const before = this.lists.get(chart);
    if (before !== undefined) {
      return before;
    }
    const own = this.objectsOf(chart);
    const app = App.of(chart);
    const list = (this.validated.get(app) ?? app.charts)
      .filter((candidate) => candidate.node.scopes.includes(chart))
      .flatMap((candidate) => candidate === chart ? own : this.objectsOf(candidate));
    this.lists.set(chart, list);
    return list;
  }

  private objectsOf(chart: Chart): readonly unknown[] {
    const objects = this.rendered.get(chart) ?? this.render(chart);
    this.rendered.set(chart, objects);
    return objects;
  }

  private render(chart: Chart): readonly unknown[] {
    const app = App.of(chart);
    // What a chart overrides may do anything, and need not validate.
    if (!isPlainChart(chart)) {
      return chart.toJson();
    }
    if (this.validated.get(app)?.includes(chart) === true) {
      return chartObjects(chart).map((object): unknown => object.toJson());
    }
    const objects = chart.toJson();
    this.validated.set(app, app.charts);
    return objects;
  }
}
