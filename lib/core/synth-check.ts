import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkManifests, Finding, flattenLists, formatFinding, Identity, identityOf, Manifest, RULES, rulesAtSynth } from '../check';
import { field } from '../model/json';
import { PlainApiObject } from './api-object';
import { SynthScope } from './synth-scope';

/** The check of each tree, by its root. */
const CHECKS = new WeakMap<IConstruct, SynthCheck>();

/**
 * The context by which charts of one app say that they go to different clusters: `chart.node.setContext(…, 'staging')`.
 * Charts that say nothing go to one.
 */
const CLUSTER_CONTEXT = 'cdk8s-argo-rollouts/cluster';

/** What a construct finds wrong with itself, when all is said that will be said. */
type OwnCheck = () => readonly string[];

/**
 * Has the rules look at all manifests of the tree whenever it is validated, so before anything is written.
 *
 * Every construct of this library calls it; a tree is checked once however many there are. What the rules find is
 * reported by the construct that it is about, with all that other constructs report, by cdk8s.
 *
 * @param own what the construct checks besides, which manifests do not show
 */
export function checkAtSynth(construct: Construct, own?: OwnCheck): void {
  const { root } = construct.node;
  const check = CHECKS.get(root) ?? new SynthCheck(root);
  CHECKS.set(root, check);
  check.scope.spansChart(Chart.of(construct));
  if (own !== undefined) {
    check.add(construct, own);
  }
}

/**
 * What is worked out about a tree once in each synth of it, during which nothing changes. Outside of one, it is worked out
 * whenever somebody asks.
 */
export function oncePerSynth<T>(workOut: (root: IConstruct) => T): (root: IConstruct) => T {
  const known = new WeakMap<IConstruct, { readonly synth: number; readonly result: T }>();
  return (root) => {
    const synth = CHECKS.get(root)?.scope.current;
    const before = known.get(root);
    if (before !== undefined && before.synth === synth) {
      return before.result;
    }
    const result = workOut(root);
    if (synth !== undefined) {
      known.set(root, { synth, result });
    }
    return result;
  };
}

/** Validation visits the root first: it looks at the whole tree, and the constructs below then tell their part. */
class SynthCheck {
  public readonly scope = new SynthScope();
  private readonly messages = new Map<IConstruct, string[]>();
  private readonly reporting = new WeakSet<IConstruct>();
  private readonly own: [IConstruct, OwnCheck][] = [];
  /** The synth that the messages are of. */
  private inspected?: number;

  public constructor(private readonly root: IConstruct) {
    this.scope.spansApp(root);
    root.node.addValidation({ validate: () => this.run() });
  }

  public add(construct: IConstruct, own: OwnCheck): void {
    this.own.push([construct, own]);
  }

  private run(): string[] {
    const { current } = this.scope;
    if (current === undefined || current !== this.inspected) {
      this.inspect();
      this.inspected = current;
    }
    return [];
  }

  private inspect(): void {
    this.messages.clear();
    const objects = this.root.node.findAll().filter(isApiObject);
    // Before anything renders them: what constructs check themselves looks at manifests, too.
    objects.forEach((object) => { this.scope.remembers(object); });
    for (const [construct, check] of this.own) {
      check().forEach((message) => { this.tell(construct, message); });
    }
    const made = this.madeByCluster();
    for (const [cluster, owners] of this.renderClusters(objects)) {
      const departed = departedFrom(made.get(cluster) ?? [], owners);
      for (const finding of checkManifests([...owners.keys()], { departed, rules: rulesAtSynth(departed.length > 0) })) {
        if (finding.severity === 'error' || isRefused(finding)) {
          this.report(finding, owners);
        }
      }
    }
  }

  /** All manifests, apart for each cluster: what is in two clusters cannot clash. */
  private renderClusters(objects: readonly ApiObject[]): Iterable<readonly [unknown, ReadonlyMap<Manifest, ApiObject>]> {
    const clusters = new Map<unknown, Map<Manifest, ApiObject>>();
    const byChart = new Map<Chart, Map<Manifest, ApiObject>>();
    for (const object of objects) {
      const { chart } = object;
      const owners = byChart.get(chart) ?? atCluster(clusters, clusterOf(object), () => new Map<Manifest, ApiObject>());
      byChart.set(chart, owners);
      this.render(object, owners);
    }
    return clusters;
  }

  /** What constructs of ours made for each cluster, also what was taken out of the tree again. */
  private madeByCluster(): ReadonlyMap<unknown, readonly ApiObject[]> {
    const clusters = new Map<unknown, ApiObject[]>();
    const byChart = new Map<Chart, ApiObject[]>();
    for (const object of PlainApiObject.madeBelow(this.root)) {
      const made = byChart.get(object.chart) ?? atCluster(clusters, clusterOf(object), () => []);
      byChart.set(object.chart, made);
      made.push(object);
    }
    return clusters;
  }

  private render(object: ApiObject, owners: Map<Manifest, ApiObject>): void {
    try {
      for (const manifest of flattenLists([object.toJson()])) {
        owners.set(manifest, object);
      }
    } catch (error) {
      const reporter = reporterOf(object);
      const message = error instanceof Error ? error.message : String(error);
      this.tell(reporter, message.replace(`[${reporter.node.path}] `, ''));
    }
  }

  private report(finding: Finding, owners: ReadonlyMap<Manifest, ApiObject>): void {
    const object = finding.manifest === undefined ? undefined : owners.get(finding.manifest);
    if (object !== undefined) {
      this.tell(reporterOf(object), formatFinding(finding));
    }
  }

  private tell(construct: IConstruct, message: string): void {
    this.messages.set(construct, [...this.messages.get(construct) ?? [], message]);
    if (!this.reporting.has(construct)) {
      this.reporting.add(construct);
      construct.node.addValidation({ validate: () => this.messages.get(construct) ?? [] });
    }
  }
}

/** Whether the rule is one to be kept in a program, though a cluster takes what breaks it. */
function isRefused({ id }: Finding): boolean {
  return RULES.some((rule) => rule.id === id && rule.isRefusedAtSynth === true);
}

/**
 * What constructs made under a name that no manifest has any more, because of a patch or because it was taken out of the
 * tree. Whatever still refers to it, a construct of ours most likely, refers to nothing.
 */
function departedFrom(made: readonly ApiObject[], owners: ReadonlyMap<Manifest, ApiObject>): Identity[] {
  const present = new Map<ApiObject, Manifest>();
  for (const [manifest, object] of owners) {
    present.set(object, manifest);
  }
  const departed: Identity[] = [];
  for (const object of made) {
    const metadata = field(present.get(object), 'metadata');
    const { name, namespace } = object.metadata;
    if (field(metadata, 'name') !== name || field(metadata, 'namespace') !== namespace) {
      departed.push(identityOf({ apiVersion: object.apiVersion, kind: object.kind, metadata: { name, namespace } }));
    }
  }
  return departed;
}

function isApiObject(construct: IConstruct): construct is ApiObject {
  return construct instanceof ApiObject;
}

/** What is gathered for a cluster; something empty where nothing is yet. */
function atCluster<T>(clusters: Map<unknown, T>, cluster: unknown, empty: () => T): T {
  const gathered = clusters.get(cluster) ?? empty();
  clusters.set(cluster, gathered);
  return gathered;
}

/** The cluster that an object goes to, as far as its chart says. */
export function clusterOf(object: ApiObject): unknown {
  return object.chart.node.tryGetContext(CLUSTER_CONTEXT);
}

/** The construct that a user knows: the one whose default child the object is. */
function reporterOf(object: ApiObject): IConstruct {
  const { scope } = object.node;
  return scope?.node.defaultChild === object ? scope : object;
}
