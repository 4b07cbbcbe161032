import { ApiObject, ApiObjectMetadata, App, GroupVersionKind, JsonPatch } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { JsonObject } from '../model/json';
import { plainJson } from '../model/plain-json';
import { lazy } from './lazy';
import { PlainMetadata } from './plain-metadata';

/** The id of the child that holds the object of a construct. */
const RESOURCE = 'Resource';

/** An object to be written, below its construct. */
export interface ApiObjectSpec {
  readonly gvk: GroupVersionKind;
  readonly metadata: ApiObjectMetadata;
  /** Makes `spec`, when the manifest is made. */
  readonly spec: () => JsonObject | undefined;
}

/** The API object of a construct, under the id that makes it the construct's default child. */
export function createApiObject(scope: Construct, spec: ApiObjectSpec): ApiObject {
  return new PlainApiObject(scope, spec);
}

/**
 * The same in place of the L1 that a base class has made.
 *
 * A generated L1 renders again after the JSON patches of the escape hatch, and drops what they add beyond its schema.
 */
export function replaceApiObject(scope: Construct, spec: ApiObjectSpec): ApiObject {
  scope.node.tryRemoveChild(RESOURCE);
  return createApiObject(scope, spec);
}

/** The metadata with a name that does not depend on the path of the construct: the given one, else the construct's id. */
export function namedMetadata(
  scope: Construct, metadata: ApiObjectMetadata | undefined,
): ApiObjectMetadata & { readonly name: string } {
  return { ...metadata, name: metadata?.name ?? scope.node.id };
}

/** How many resolvers every app of cdk8s has. They only look for tokens; an app may have further ones of its own. */
const USUAL_RESOLVERS = 3;

/** The objects made in each tree, by its root: also those that were taken out of it again. */
const MADE = new WeakMap<IConstruct, PlainApiObject[]>();

/**
 * A spec without tokens is rendered in one pass. cdk8s asks three resolvers about every value, which takes several times
 * as long; it does so here too as soon as there is anything for them to find, or a patch to apply.
 */
export class PlainApiObject extends ApiObject {
  /** Whether the object is one; `instanceof` says so of every ApiObject, since cdk8s has it look for a mark. */
  public static is(object: ApiObject): object is PlainApiObject {
    return Object.prototype.isPrototypeOf.call(PlainApiObject.prototype, object);
  }

  /** All that were ever made below a root. */
  public static madeBelow(root: IConstruct): readonly PlainApiObject[] {
    return MADE.get(root) ?? [];
  }

  public override readonly metadata: PlainMetadata;

  private readonly makeSpec: () => JsonObject | undefined;

  /** How many patches there are. */
  public patchCount = 0;

  public constructor(scope: Construct, source: ApiObjectSpec) {
    const { gvk: { apiVersion, kind }, metadata, spec } = source;
    super(scope, RESOURCE, { apiVersion, kind, metadata, spec: lazy(spec) });
    this.makeSpec = spec;
    this.metadata = new PlainMetadata(this, metadata);
    const { root } = this.node;
    const made = MADE.get(root);
    if (made === undefined) {
      MADE.set(root, [this]);
    } else {
      made.push(this);
    }
  }

  public override addJsonPatch(...ops: JsonPatch[]): void {
    this.patchCount += ops.length;
    super.addJsonPatch(...ops);
  }

  public override toJson(): unknown {
    return this.plain() ?? super.toJson();
  }

  private plain(): JsonObject | undefined {
    if (this.patchCount > 0 || App.of(this).resolvers.length > USUAL_RESOLVERS || process.env.CDK8S_DISABLE_SORT !== undefined) {
      return undefined;
    }
    const spec = plainJson(this.makeSpec());
    const metadata = this.metadata.plain();
    return spec === undefined || metadata === undefined ? undefined : { apiVersion: this.apiVersion, kind: this.kind, metadata, spec };
  }
}
