import { ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { namedMetadata } from '../core/api-object';
import { requireObjectName } from '../model/names';

/** Has Argo CD delete what an Application has delivered, or keep a project that is in use, before the object goes. */
export const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** The namespace that Argo CD is in, unless somebody chose another one. */
const ARGO_CD_NAMESPACE = 'argocd';

/** The metadata of an object that Argo CD reads: it has a stable name, and is in the namespace of Argo CD. */
export function argoCdMetadata(
  scope: Construct, metadata: ApiObjectMetadata | undefined, finalizers: readonly string[],
): ApiObjectMetadata {
  const named = namedMetadata(scope, metadata);
  requireObjectName(named.name, { path: scope.node.path, field: 'metadata.name' });
  const all = [...new Set([...named.finalizers ?? [], ...finalizers])];
  return {
    ...named,
    namespace: named.namespace ?? Chart.of(scope).namespace ?? ARGO_CD_NAMESPACE,
    ...(all.length === 0 ? {} : { finalizers: all }),
  };
}
