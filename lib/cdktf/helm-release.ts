import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { requireInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { dependenciesOf } from './dependencies';
import { HelmReleaseOptions } from './helm-release-options';
import { addressOf, createHelmResource } from './helm-resource';
import { isMadeAfter } from './resource-order';
import { SynthMemory } from './synth-memory';
import { isMadeOnce, providerOf } from './terraform-blocks';
import { IResource, isHelmProvider, ITerraformResource, runtimeOf, TerraformRuntime, TerraformStack } from './terraform-runtime';

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

/** The HelmProvider that Terraform takes unless told otherwise. */
const DEFAULT_PROVIDER = 'helm';

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

  private readonly helm: IResource;

  private readonly stack: TerraformStack;

  /** What was read of the stack and of charts in this synth. */
  private readonly memory: SynthMemory;

  protected constructor(scope: Construct, id: string, options: HelmReleaseOptions) {
    const runtime = runtimeOf(scope, pathOf(scope, id));
    super(scope, id);
    this.runtime = runtime;
    this.stack = runtime.TerraformStack.of(this);
    this.memory = SynthMemory.of(this.stack);
    this.helm = this.createResource(options);
    this.resource = this.helm;
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
   * The other releases of the stack that go to the same cluster, as far as the provider tells, in the order in which they were
   * made. One with `count` or `for_each` is left out: it may be there only if another is not.
   *
   * @internal
   */
  protected _neighbours(): HelmRelease[] {
    const { cluster } = this;
    return this.releasesOfStack().filter((other) => other !== this && other.isAlways && other.cluster === cluster);
  }

  /**
   * Those of them that come before this one in the stack; none if this one may not be there itself.
   *
   * @internal
   */
  protected _earlier(): HelmRelease[] {
    const releases = this.releasesOfStack();
    const before = new Set(releases.slice(0, releases.indexOf(this)));
    return this.isAlways ? this._neighbours().filter((other) => before.has(other)) : [];
  }

  /**
   * Whether Terraform waits for another release of the stack before it makes this one.
   *
   * @internal
   */
  protected _waitsFor(other: HelmRelease): boolean {
    return isMadeAfter(this.memory.blocks, addressOf(this.helm), addressOf(other.helm));
  }

  /** What tells clusters apart: what Terraform calls the provider. */
  private get cluster(): string {
    return providerOf(addressOf(this.helm), this.memory.blocks);
  }

  private get isAlways(): boolean {
    return isMadeOnce(addressOf(this.helm), this.memory.blocks);
  }

  private releasesOfStack(): HelmRelease[] {
    return this.stack.node.findAll()
      .filter((construct): construct is HelmRelease => construct instanceof HelmRelease && construct.stack === this.stack);
  }

  private problemsInStack(): string[] {
    // The first to be validated: whatever was known is of an earlier synth.
    if (this.releasesOfStack()[0] === this) {
      this.memory.forget();
    }
    return [...this.cluster === DEFAULT_PROVIDER ? providerProblems(this.stack) : [], ...this.namesakeProblems()];
  }

  /** Helm has one release of a name in a namespace, and would refuse the second when it is applied. */
  private namesakeProblems(): string[] {
    const namesake = this._earlier()
      .find((other) => other.releaseName === this.releaseName && other.releaseNamespace === this.releaseNamespace);
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

/** What Terraform calls a provider: `helm`, or `helm.staging` if that is its alias. */
function providerAddress(provider: IConstruct, path: string): string {
  if (!isHelmProvider(provider)) {
    const value = provider.node.path;
    throw new UsageError({ path, field: 'provider', value, rule: 'is no HelmProvider', fix: 'give the HelmProvider of the cluster' });
  }
  return provider.fqn;
}

function pathOf(scope: Construct, id: string): string {
  return [scope.node.path, id].filter((part) => part !== '').join('/');
}

/** A stack without a provider would be refused by Terraform only when it is applied. */
function providerProblems(stack: IConstruct): string[] {
  const providers = stack.node.findAll().filter(isHelmProvider);
  if (providers.length === 0) {
    return [`provider: the stack "${stack.node.id}" has no HelmProvider; add one, as \`new HelmProvider(stack, 'helm', { … })\` of `
      + '`@cdktf/provider-helm` or of the bindings that `cdktn get` makes'];
  }
  return providers.some((provider) => Reflect.get(provider, 'alias') === undefined)
    ? []
    : [`provider: each HelmProvider of the stack "${stack.node.id}" has an alias; say which one, with \`provider\``];
}
