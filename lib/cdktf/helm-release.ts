import { Chart, Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Manifest } from '../check';
import { oncePer } from '../check/once-per';
import { Delivery } from '../controller/unserved-usage';
import { requireInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { ClusterReleases } from './cluster-releases';
import { dependenciesOf } from './dependencies';
import { HelmReleaseOptions } from './helm-release-options';
import { DEFAULT_PROVIDER, providerAddress, providerProblems } from './helm-provider';
import { createHelmResource } from './helm-resource';
import { ReleasePlace } from './release-place';
import { SynthMemory } from './synth-memory';
import { Blocks } from './terraform-blocks';
import { IResource, ITerraformResource, runtimeOf, TerraformRuntime, TerraformStack } from './terraform-runtime';

/** The arguments of a `helm_release` that say what is installed. */
export interface HelmReleaseArguments {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly repository?: string;
  readonly version: string;
  /** As YAML, with whatever Terraform would interpret escaped. */
  readonly values?: string;
}

/** The releases of a stack, by what tells clusters apart. */
type Clusters = ReadonlyMap<string, ClusterReleases<HelmRelease>>;

/** By the blocks of the stack that they are from. */
const CLUSTERS = new WeakMap<Blocks, Clusters>();

/** The stacks that were compared so far in a synth of their App, in its order. */
const stacksIn = oncePer((_synth: object) => new Map<TerraformStack, Clusters>());

/** How long Helm waits unless told otherwise. */
const TIMEOUT = Duration.minutes(5);

/**
 * A `helm_release`, of whichever package its stack is of.
 *
 * It is written with those few arguments that versions 2 and 3 of the helm provider have in common.
 */
export abstract class HelmRelease extends Construct {
  /** The `helm_release`. */
  public readonly resource: ITerraformResource;

  /** What the stack is of. */
  protected readonly runtime: TerraformRuntime;

  private readonly place: ReleasePlace;

  private readonly stack: TerraformStack;

  /** What was read of the stack and of charts in this synth. */
  private readonly memory: SynthMemory;

  protected constructor(scope: Construct, id: string, options: HelmReleaseOptions) {
    const runtime = runtimeOf(scope, pathOf(scope, id));
    super(scope, id);
    this.runtime = runtime;
    this.stack = runtime.TerraformStack.of(this);
    this.memory = SynthMemory.of(this.stack, runtime);
    const resource = this.createResource(options);
    this.resource = resource;
    this.place = new ReleasePlace(resource, this.stack, this.memory);
    this.node.addValidation({ validate: () => this.problemsInStack() });
  }

  /** Refers to the release in an expression, so that resources can depend on it: `dependsOn: [release]`. */
  public get fqn(): string {
    return this.resource.fqn;
  }

  /** The name of the release, once it is installed: a token, which only means something in a stack. */
  public get name(): string {
    return this.resource.getStringAttribute('name');
  }

  /** The namespace of the release, once it is installed: a token. */
  public get namespace(): string {
    return this.resource.getStringAttribute('namespace');
  }

  /** The version of the chart, once it is installed: a token. */
  public get version(): string {
    return this.resource.getStringAttribute('version');
  }

  /** The name of the release, as text. */
  protected abstract get releaseName(): string;

  /** The namespace of the release, as text. */
  protected abstract get releaseNamespace(): string;

  /** What is installed; asked whenever the stack is synthesized. */
  protected abstract produceArguments(): HelmReleaseArguments;

  /**
   * What Helm knows it by in a cluster: its namespace and its name.
   *
   * @internal
   */
  public get _key(): string {
    return `${this.releaseNamespace} ${this.releaseName}`;
  }

  /**
   * What it makes, by what tells each object from all others, with what the objects are called; nothing where that is not known.
   *
   * @internal
   */
  public get _objects(): ReadonlyMap<string, string> {
    return new Map();
  }

  /**
   * The chart of cdk8s that it delivers, if it delivers one.
   *
   * @internal
   */
  public get _chart(): Chart | undefined {
    return undefined;
  }

  /**
   * The Rollouts in it and what they run, each in a namespace.
   *
   * @internal
   */
  public get _rollouts(): readonly Manifest[] {
    return [];
  }

  /**
   * What releases of the stack deliver, as far as it is known whether it goes to the same cluster.
   *
   * @internal
   */
  protected _deliveries(): Delivery[] {
    const neighbours = new Set(this.place.isCertain ? this._neighbours() : []);
    return this.releasesOfStack().flatMap((release) => {
      const { _chart: chart, node: { path } } = release;
      const isKnown = neighbours.has(release) || release.place.cluster !== this.place.cluster;
      return chart === undefined || !isKnown ? [] : [{ path, chart, manifests: neighbours.has(release) ? release._rollouts : [] }];
    });
  }

  /**
   * Stands for the time during which nothing in an App of cdk8s changes.
   *
   * @internal
   */
  protected _roundOf(app: IConstruct): object {
    return this.memory.readerOf(app);
  }

  /**
   * The releases that this one is compared with, as far as they go to the same cluster: of the stacks before it, and of its own.
   * One with `count` or `for_each` is left out: it may be there only if another is not. Nor is it compared with any.
   *
   * @internal
   */
  protected _compared(): readonly ClusterReleases<HelmRelease>[] {
    const { clusters, place: { cluster, isCertain }, memory: { synth } } = this;
    const stacks = synth === undefined ? [clusters] : stacksIn(synth).values();
    return isCertain ? [...stacks].flatMap((each) => each.get(cluster) ?? []) : [];
  }

  /**
   * The other releases of the stack that go to the same cluster, as far as the provider tells, in the order in which they were
   * made, and without those that may not be there.
   *
   * @internal
   */
  protected _neighbours(): HelmRelease[] {
    return this.clusters.get(this.place.cluster)?.releases.filter((other) => other !== this) ?? [];
  }

  /**
   * Whether Terraform waits for another release of the stack before it makes this one.
   *
   * @internal
   */
  protected _waitsFor(other: HelmRelease): boolean {
    return this.place.isAfter(other.place);
  }

  /** The releases of the stack by their clusters, as long as nothing changes. */
  private get clusters(): Clusters {
    const { blocks, synth } = this.memory;
    const clusters = CLUSTERS.get(blocks) ?? this.clustersOfStack();
    CLUSTERS.set(blocks, clusters);
    if (synth !== undefined) {
      stacksIn(synth).set(this.stack, clusters);
    }
    return clusters;
  }

  private clustersOfStack(): Clusters {
    const clusters = new Map<string, HelmRelease[]>();
    for (const release of this.releasesOfStack().filter(({ place }) => place.isCertain)) {
      const before = clusters.get(release.place.cluster) ?? [];
      before.push(release);
      clusters.set(release.place.cluster, before);
    }
    return new Map([...clusters].map(([cluster, releases]) => [cluster, new ClusterReleases(releases)]));
  }

  private releasesOfStack(): HelmRelease[] {
    return this.stack.node.findAll()
      .filter((construct): construct is HelmRelease => construct instanceof HelmRelease && construct.stack === this.stack);
  }

  private problemsInStack(): string[] {
    return [...this.place.provider === DEFAULT_PROVIDER ? providerProblems(this.stack) : [], ...this.namesakeProblems()];
  }

  /** Helm has one release of a name in a namespace, and would refuse the second when it is applied. */
  private namesakeProblems(): string[] {
    const namesake = this._compared().map((releases) => releases.namesakeOf(this)).find((release) => release !== undefined);
    return namesake === undefined
      ? []
      : [`releaseName: "${this.releaseName}" is also that of ${namesake.node.path} in the same namespace; give one of them another name`];
  }

  private createResource(options: HelmReleaseOptions): IResource {
    const { atomic = true, timeout = TIMEOUT, createNamespace = true } = options;
    const path = this.node.path;
    if (this.runtime.Token.isUnresolved(timeout)) {
      const fix = "give a Duration, or seconds by `resource.addOverride('timeout', …)`";
      throw new UsageError({ path, field: 'timeout', rule: 'is a token, whose value only Terraform knows', fix });
    }
    const seconds = requireInteger(
      timeout.toSeconds({ integral: false }), 1, Number.MAX_SAFE_INTEGER, { path, field: 'timeout', fix: 'give whole seconds, at least one' },
    );
    const provider = options.provider === undefined ? undefined : providerAddress(options.provider, path);
    const dependencies = dependenciesOf(this, this.runtime, options.dependsOn ?? []);
    return createHelmResource(this, this.runtime, {
      beginDescription: () => { this.memory.forget(); },
      attributes: () => {
        this.memory.asks(this, 'attributes');
        const { values, ...given } = this.produceArguments();
        const list = values === undefined ? undefined : [values];
        return { ...given, values: list, create_namespace: createNamespace, atomic, timeout: seconds };
      },
      metaArguments: () => ({ provider, dependsOn: dependencies().map((element) => this.runtime.dependable(element)) }),
    });
  }
}

function pathOf(scope: Construct, id: string): string {
  return [scope.node.path, id].filter((part) => part !== '').join('/');
}
