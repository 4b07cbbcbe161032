import { Construct, IConstruct, Node } from 'constructs';
import { asString, field } from '../model/json';
import { UsageError } from '../model/usage-error';

/** A resource of a stack, as far as releases need to know it. `cdktf` and `cdktn` call it TerraformResource. */
export interface ITerraformResource extends IConstruct {
  /** Refers to it in an expression: `${helm_release.argo-rollouts}`. */
  readonly fqn: string;

  /**
   * Sets an argument, over what the construct writes: the way out.
   *
   * @param path its name as Terraform writes it, e.g. `max_history`; a dot leads into an object
   * @param value its value
   */
  addOverride(path: string, value: unknown): void;

  /**
   * A token for an attribute.
   *
   * @param terraformAttribute its name as Terraform writes it
   */
  getStringAttribute(terraformAttribute: string): string;
}

/** What can be referred to in an expression. */
export interface IElement extends IConstruct {
  readonly fqn: string;
}

/** What a release uses of a stack. */
export interface TerraformStack extends Construct {
  addDependency(stack: TerraformStack): void;
  /** The name in Terraform of what is in the stack. */
  getLogicalId(node: Node): string;
  /** The configuration, as JSON. */
  toTerraform(): unknown;
  /** The same as HCL. */
  toHclTerraform(): unknown;
  prepareStack(): void;
  runAllValidations(): void;
  readonly synthesizer: { synthesize: unknown };
}

/** What all stacks are in. */
export interface TerraformApp extends IConstruct {
  /** Whether stacks are written without being validated. */
  readonly skipValidation: boolean;
  /** Writes all stacks. */
  synth(): void;
}

/** The arguments that resources of all kinds have. */
export interface MetaArguments {
  readonly dependsOn?: readonly string[];
  readonly provider?: string;
}

/** A resource as others are compared with it. */
export interface IResource extends ITerraformResource {
  /** Its name in Terraform. */
  readonly friendlyUniqueId: string;
  get terraformMetaArguments(): MetaArguments;
  /** What the configuration says of it besides. */
  toMetadata(): unknown;
}

/** What a TerraformResource is made from. */
interface ResourceConfig {
  readonly terraformResourceType: string;
}

/**
 * What releases use of `cdktf`, or of its successor `cdktn`, which has the same under the same names.
 *
 * Neither is imported: users have one or the other, and a construct must be of the very package that its stack is of.
 */
export interface TerraformRuntime {
  readonly App: { new (): TerraformApp; readonly prototype: TerraformApp };
  readonly Aspects: { of(construct: IConstruct): { readonly all: readonly unknown[] } };
  readonly Fn: { jsonencode(value: unknown): string; tonumber(value: unknown): number };
  readonly TerraformResource: new (scope: Construct, id: string, config: ResourceConfig) => Construct & IResource;
  readonly TerraformStack: { new (scope: Construct, id: string): TerraformStack; of(construct: IConstruct): TerraformStack };
  readonly Token: { asString(value: unknown): string; isUnresolved(value: unknown): boolean };
  dependable(of: { readonly fqn: string }): string;
}

/** The marks by which elements are told; both packages use these, and so do all copies of them. */
const STACK = Symbol.for('cdktf/TerraformStack');
const PROVIDER = Symbol.for('cdktf/TerraformProvider');
const RESOURCE = Symbol.for('cdktf/TerraformResource');
const DATA_SOURCE = Symbol.for('cdktf/TerraformDataSource');

/** Where jsii notes the full name of a class, and its version. */
const JSII = Symbol.for('jsii.rtti');

/** The package that the stack of a construct is of. */
export function runtimeOf(scope: Construct, path: string): TerraformRuntime {
  const stack = scope.node.scopes.find(isStack);
  if (stack === undefined) {
    throw new UsageError({ path, field: 'scope', rule: 'is in no TerraformStack', fix: 'make it in a stack of `cdktf` or `cdktn`' });
  }
  const { name, version } = originOf(stack);
  const runtime = [installed(name)].concat(loaded()).find((candidate): candidate is TerraformRuntime => isRuntimeOf(stack, candidate));
  if (runtime === undefined) {
    throw new UsageError({
      path,
      field: 'scope',
      rule: `is in a stack of a copy of ${name} ${version} that \`cdk8s-argo-rollouts/cdktf\` does not find`,
      fix: 'have one copy of it in node_modules (`npm dedupe`), and no second one in a bundle',
    });
  }
  return runtime;
}

/** Whether a construct configures the helm provider. */
export function isHelmProvider(construct: IConstruct): construct is IElement {
  return PROVIDER in construct && Reflect.get(construct, 'terraformResourceType') === 'helm';
}

/** Whether a construct is a stack. */
export function isStack(construct: IConstruct): construct is TerraformStack {
  return STACK in construct;
}

/** Whether Terraform can be told to wait for a construct: it is a resource, a data source or a module. */
export function isDependable(construct: IConstruct): construct is IElement {
  const isModule = typeof Reflect.get(construct, 'interpolationForOutput') === 'function';
  return (RESOURCE in construct || DATA_SOURCE in construct || isModule) && typeof Reflect.get(construct, 'fqn') === 'string';
}

/** A package as this one finds it. The names are written out, for bundlers find a package by its literal name. */
function installed(name: string): unknown {
  /* eslint-disable @typescript-eslint/no-require-imports -- users have one of them */
  return attempt(() => name === 'cdktn' ? require('cdktn') : require('cdktf'));
  /* eslint-enable @typescript-eslint/no-require-imports */
}

/** Whatever was loaded by anybody: a package may be there several times, as in a workspace. */
function loaded(): unknown[] {
  return Object.values(require.cache).map((module) => attempt(() => module?.exports));
}

function attempt(produce: () => unknown): unknown {
  try {
    return produce();
  } catch {
    return undefined;
  }
}

/** Whether it is the package whose classes the stack is made of. */
function isRuntimeOf(stack: IConstruct, exported: unknown): exported is TerraformRuntime {
  const classes = ['App', 'Aspects', 'Fn', 'TerraformResource', 'Token', 'dependable'];
  const get = (name: string): unknown => attempt(() => Reflect.get(Object(exported), name));
  const base = get('TerraformStack');
  return typeof base === 'function' && stack instanceof base && classes.every((name) => typeof get(name) === 'function');
}

/** The package that the class of a stack comes from, and its version, as far as it tells. */
function originOf(stack: IConstruct): { readonly name: string; readonly version: string } {
  for (let type: unknown = stack.constructor; typeof type === 'function'; type = Object.getPrototypeOf(type)) {
    const rtti: unknown = Object.prototype.hasOwnProperty.call(type, JSII) ? Reflect.get(type, JSII) : undefined;
    const [name, ofClass] = asString(field(rtti, 'fqn'))?.split('.') ?? [];
    if (name !== undefined && ofClass === 'TerraformStack') {
      return { name, version: asString(field(rtti, 'version')) ?? '' };
    }
  }
  return { name: 'cdktf', version: 'unknown' };
}
