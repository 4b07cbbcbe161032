import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { requireInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { dependenciesOf } from './dependencies';
import { HelmReleaseOptions } from './helm-release-options';
import { createHelmResource } from './helm-resource';
import { isHelmProvider, ITerraformResource, runtimeOf, TerraformRuntime } from './terraform-runtime';

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

  private readonly provider?: IConstruct;

  protected constructor(scope: Construct, id: string, options: HelmReleaseOptions) {
    const runtime = runtimeOf(scope, pathOf(scope, id));
    super(scope, id);
    this.runtime = runtime;
    this.resource = this.createResource(options);
    this.provider = options.provider;
    this.node.addValidation({
      validate: () => [
        ...options.provider === undefined ? providerProblems(runtime.TerraformStack.of(this)) : [],
        ...this.namesakeProblems(),
      ],
    });
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

  /** What is installed; asked whenever the stack is synthesized. */
  protected abstract produceArguments(): HelmReleaseArguments;

  /** Helm has one release of a name in a namespace, and would refuse the second when it is applied. */
  private namesakeProblems(): string[] {
    const releases = this.runtime.TerraformStack.of(this).node.findAll().filter((construct) => construct instanceof HelmRelease);
    const namesake = releases.slice(0, releases.indexOf(this)).find((other) => other.provider === this.provider
      && other.releaseName === this.releaseName
      && other.produceArguments().namespace === this.produceArguments().namespace);
    return namesake === undefined
      ? []
      : [`releaseName: "${this.releaseName}" is also that of ${namesake.node.path} in the same namespace; give one of them another name`];
  }

  private createResource(options: HelmReleaseOptions): ITerraformResource {
    const { atomic = true, timeout = TIMEOUT, createNamespace = true, provider } = options;
    const path = this.node.path;
    const seconds = requireInteger(
      timeout.toSeconds({ integral: false }), 1, Number.MAX_SAFE_INTEGER, { path, field: 'timeout', fix: 'give whole seconds, at least one' },
    );
    const address = provider === undefined ? undefined : addressOf(provider, path);
    const dependencies = dependenciesOf(this, this.runtime, options.dependsOn ?? []);
    return createHelmResource(this, this.runtime, {
      attributes: () => {
        const { values, ...given } = this.produceArguments();
        const list = values === undefined ? undefined : [values];
        return { ...given, values: list, create_namespace: createNamespace, atomic, timeout: seconds };
      },
      metaArguments: () => ({ provider: address, dependsOn: dependencies() }),
    });
  }
}

/** What Terraform calls a provider: `helm`, or `helm.staging` if that is its alias. */
function addressOf(provider: IConstruct, path: string): string {
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
