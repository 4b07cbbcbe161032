import { asList, asRecord, asString, field, JsonObject } from '../model/json';

/**
 * A Kubernetes object as it was read from YAML or produced by a synth: nothing about it is certain, so everything
 * below the top level is `unknown` and is read through the accessors of `model/json`.
 */
export type Manifest = JsonObject;

/** What identifies an object in a cluster, as far as the manifest says it. */
export interface Identity {
  /** The API group; the core group is `''`. */
  readonly group: string;
  readonly kind: string;
  /** `''` for what is not in a namespace, and where the manifest leaves it to the caller of `kubectl`. */
  readonly namespace: string;
  /** `undefined` where there is none, or one that is not a string. */
  readonly name: string | undefined;
}

/** The name of the object, where there is one that is a string. */
function nameOf(manifest: Manifest): string | undefined {
  return asString(field(manifest, 'metadata', 'name'));
}

/** The API group of an apiVersion: `argoproj.io` of `argoproj.io/v1alpha1`, `''` of `v1`. */
export function groupOf(apiVersion: unknown): string {
  const text = asString(apiVersion) ?? '';
  const slash = text.indexOf('/');
  return slash < 0 ? '' : text.slice(0, slash);
}

/** Kinds that live outside namespaces, with their groups; a chart with a namespace may have written one on them all the same. */
const CLUSTER_SCOPED: ReadonlyMap<string, string> = new Map([
  ['Namespace', ''],
  ['Node', ''],
  ['PersistentVolume', ''],
  ['MutatingWebhookConfiguration', 'admissionregistration.k8s.io'],
  ['ValidatingWebhookConfiguration', 'admissionregistration.k8s.io'],
  ['CustomResourceDefinition', 'apiextensions.k8s.io'],
  ['ClusterAnalysisTemplate', 'argoproj.io'],
  ['GatewayClass', 'gateway.networking.k8s.io'],
  ['IngressClass', 'networking.k8s.io'],
  ['ClusterRole', 'rbac.authorization.k8s.io'],
  ['ClusterRoleBinding', 'rbac.authorization.k8s.io'],
  ['PriorityClass', 'scheduling.k8s.io'],
  ['StorageClass', 'storage.k8s.io'],
]);

/** Who the manifest says it is; the version of its API does not matter, since all versions are one object. */
export function identityOf(manifest: Manifest): Identity {
  const group = groupOf(field(manifest, 'apiVersion'));
  const kind = asString(field(manifest, 'kind')) ?? '';
  const namespace = CLUSTER_SCOPED.get(kind) === group ? '' : asString(field(manifest, 'metadata', 'namespace'));
  return { group, kind, namespace: namespace ?? '', name: nameOf(manifest) };
}

/** The manifests, and in place of each `List` (`kubectl get -o yaml` writes one) its items; nothing that is not an object. */
export function flattenLists(manifests: readonly unknown[]): Manifest[] {
  const found: Manifest[] = [];
  const seen = new Set<Manifest>();
  // A stack rather than recursion: lists may be nested, even in themselves.
  const open: unknown[] = [...manifests].reverse();
  while (open.length > 0) {
    const manifest = asRecord(open.pop());
    if (manifest === undefined || seen.has(manifest)) {
      continue;
    }
    seen.add(manifest);
    if (isList(manifest)) {
      open.push(...[...asList(manifest.items)].reverse());
    } else {
      found.push(manifest);
    }
  }
  return found;
}

/** Whether the manifest is only a list of others. */
export function isList(manifest: Manifest): boolean {
  return field(manifest, 'apiVersion') === 'v1' && field(manifest, 'kind') === 'List' && Array.isArray(field(manifest, 'items'));
}
