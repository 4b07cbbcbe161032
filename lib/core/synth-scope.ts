import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { keepFramesOfUser } from '../model/usage-error';
import { PlainApiObject } from './api-object';
import { chartObjects, chartsOf } from './chart-objects';

/** How cdk8s begins when it tells what validation has found. */
const VALIDATION = 'Validation failed';

/** The mark of a chart's `toJson` that this library has wrapped, and nobody overridden. All ways into the package know it. */
const WRAPPED = Symbol.for('cdk8s-argo-rollouts/wrapped');

/** A manifest, and how many patches it has in it. */
interface Rendered {
  readonly manifest: unknown;
  readonly patches: number;
}

/**
 * The time during which a tree is synthesized, and its manifests so far.
 *
 * cdk8s validates the whole tree again for every chart that it writes, and tells nobody when a synth begins and ends. But
 * within a synth of cdk8s itself nothing changes, so what a validation has rendered is what is written: the tree is validated
 * once, each manifest is made once, and the rules look at it once, however many charts there are. Outside of a synth nothing
 * is remembered, for a program may change whatever it likes. Nor where the synth of the app or of a chart is overridden, which
 * is done to change things in its midst. Validations must not change the tree; cdk8s does not see to it either.
 */
export class SynthScope {
  private depth = 0;
  private opened = 0;
  private readonly manifests = new Map<PlainApiObject, Rendered>();
  private readonly entered = new Set<IConstruct>();
  /** The synth in which the tree was validated. */
  private validated?: number;
  private last?: IConstruct;
  private readonly awaited = new WeakSet<IConstruct>();

  /** The synth that is going on, if there is one: as long as it is the same, nothing has changed. */
  public get current(): number | undefined {
    return this.depth > 0 ? this.opened : undefined;
  }

  /** Whether the synth that is going on has validated the tree, so that nothing is to change in it any more. */
  private get isValidated(): boolean {
    return this.current !== undefined && this.current === this.validated;
  }

  /** Has the scope be open for as long as the app is synthesized, unless something in it has a synth of its own. */
  public spansApp(app: IConstruct): void {
    if (!(app instanceof App) || app.synth !== App.prototype.synth || app.synthYaml !== App.prototype.synthYaml) {
      return;
    }
    const synth = app.synth.bind(app);
    app.synth = () => { this.within(synth, this.begin(app)); };
    const synthYaml = app.synthYaml.bind(app);
    app.synthYaml = () => this.within(synthYaml, this.begin(app));
    if (definerOf(app, 'charts') === App.prototype) {
      const ordered = (): Chart[] => Reflect.get(App.prototype, 'charts', app);
      Object.defineProperty(app, 'charts', { configurable: true, get: () => (this.isValidated ? chartsOf(app) : ordered()) });
    }
  }

  /** Has the scope be open for as long as the chart is synthesized by itself. In a synth of the app, it is only rendered. */
  public spansChart(chart: Chart): void {
    if (!this.entered.has(chart) && isPlainChart(chart)) {
      const validated: () => unknown[] = chart.toJson.bind(chart);
      const rendered = (): unknown[] => chartObjects(chart).map((object): unknown => object.toJson());
      chart.toJson = Object.assign(() => (this.isValidated ? rendered() : this.within(validated, true)), { [WRAPPED]: true });
    }
    this.entered.add(chart);
  }

  /** Has an object of this library be rendered once in a synth. Those of others are rendered whenever cdk8s likes. */
  public remembers(object: ApiObject): void {
    if (!this.entered.has(object) && PlainApiObject.is(object)) {
      const toJson: () => unknown = object.toJson.bind(object);
      object.toJson = () => this.rendered(object, toJson);
    }
    this.entered.add(object);
  }

  /** Looks at the app before it is synthesized; `false` if something in it has a synth of its own. */
  private begin(app: App): boolean {
    const constructs = app.node.findAll();
    const charts = constructs.filter((construct) => construct instanceof Chart);
    if (!charts.every(isPlainChart)) {
      return false;
    }
    charts.forEach((chart) => { this.spansChart(chart); });
    this.endsWith(constructs[constructs.length - 1] ?? app);
    return true;
  }

  /** cdk8s validates all constructs in their order: as soon as it comes to the last, it has been through the tree. */
  private endsWith(last: IConstruct): void {
    this.last = last;
    if (!this.awaited.has(last)) {
      this.awaited.add(last);
      last.node.addValidation({
        validate: () => {
          this.validated = last === this.last ? this.current : this.validated;
          return [];
        },
      });
    }
  }

  private rendered(object: PlainApiObject, render: () => unknown): unknown {
    const { patchCount } = object;
    const before = this.manifests.get(object);
    if (before?.patches === patchCount) {
      return before.manifest;
    }
    const manifest = render();
    if (this.current !== undefined) {
      this.manifests.set(object, { manifest, patches: patchCount });
    }
    return manifest;
  }

  private within<T>(synthesize: () => T, remember: boolean): T {
    if (!remember) {
      return withFramesOfUser(synthesize);
    }
    this.opened += this.depth === 0 ? 1 : 0;
    this.depth += 1;
    try {
      return withFramesOfUser(synthesize);
    } finally {
      this.depth -= 1;
      if (this.depth === 0) {
        this.manifests.clear();
      }
    }
  }
}

/** Whether a chart is rendered as cdk8s does it. */
export function isPlainChart(chart: Chart): boolean {
  const toJson: unknown = Reflect.get(chart, 'toJson');
  return toJson === Chart.prototype.toJson || (typeof toJson === 'function' && WRAPPED in toJson);
}

/** The object from which another has a property: itself, or one of its prototypes. */
function definerOf(object: object, property: string): unknown {
  let definer: unknown = object;
  while (typeof definer === 'object' && definer !== null && !Object.prototype.hasOwnProperty.call(definer, property)) {
    definer = Object.getPrototypeOf(definer);
  }
  return definer;
}

/** What validation finds are mistakes of the user's program. */
function withFramesOfUser<T>(synthesize: () => T): T {
  try {
    return synthesize();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith(VALIDATION)) {
      keepFramesOfUser(error);
    }
    throw error;
  }
}
