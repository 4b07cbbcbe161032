import { ApiObject, ApiObjectMetadata, GroupVersionKind } from 'cdk8s';
import { Construct } from 'constructs';
import { JsonObject } from '../model/json';
import { lazy } from './lazy';

/** An object to be written, below its construct. */
export interface ApiObjectSpec {
  readonly gvk: GroupVersionKind;
  readonly metadata: ApiObjectMetadata;
  /** Makes `spec`, when the manifest is made. */
  readonly spec: () => JsonObject | undefined;
}

/**
 * The API object of a construct, under the id that makes it the construct's default child.
 *
 * It is a plain `ApiObject`, not a generated L1: a generated class renders again after the JSON patches of the escape
 * hatch, and drops what they add beyond its schema.
 */
export function createApiObject(scope: Construct, { gvk, metadata, spec }: ApiObjectSpec): ApiObject {
  return new ApiObject(scope, 'Resource', { ...gvk, metadata, spec: lazy(spec) });
}

/** The metadata with a name that does not depend on the path of the construct: the given one, else the construct's id. */
export function namedMetadata(scope: Construct, metadata: ApiObjectMetadata | undefined): ApiObjectMetadata & { readonly name: string } {
  return { ...metadata, name: metadata?.name ?? scope.node.id };
}
