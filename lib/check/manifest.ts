/**
 * A Kubernetes object as it was read from YAML or produced by a synth: nothing about it is certain, so everything
 * below the top level is `unknown` and is read through the accessors of this file.
 */
export type Manifest = Readonly<Record<string, unknown>>;

/** A JSON object whose fields are not known to have any particular type. */
export type JsonObject = Readonly<Record<string, unknown>>;

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

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an object (not a list), else `undefined`. */
export function asRecord(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** The value where it is a list, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value where it is a string, else `undefined`. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value where it is a finite number, else `undefined`. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Follows `path` as far as it leads; `null` reads as absent, since the API server drops it too. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isObject(current)) {
      return undefined;
    }
    current = current[key];
  }
  return current === null ? undefined : current;
}

/** The names of the fields that are given, `null` not counting as given. */
export function givenFields(value: unknown): string[] {
  const given: string[] = [];
  for (const [key, content] of Object.entries(asRecord(value) ?? {})) {
    if (content !== undefined && content !== null) {
      given.push(key);
    }
  }
  return given;
}

/** The entries of `value` that are strings, as for labels; a map, so that no name collides with a built-in one. */
export function asLabels(value: unknown): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [key, label] of Object.entries(asRecord(value) ?? {})) {
    if (typeof label === 'string') {
      labels.set(key, label);
    }
  }
  return labels;
}

/** The name of the object, where there is one that is a string. */
export function nameOf(manifest: Manifest): string | undefined {
  return asString(field(manifest, 'metadata', 'name'));
}

/** The API group of an apiVersion: `argoproj.io` of `argoproj.io/v1alpha1`, `''` of `v1`. */
export function groupOf(apiVersion: unknown): string {
  const text = asString(apiVersion) ?? '';
  const slash = text.indexOf('/');
  return slash < 0 ? '' : text.slice(0, slash);
}

/** Kinds that live outside namespaces, though a chart with a namespace may have written one on them. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'argoproj.io/ClusterAnalysisTemplate',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
]);

/** Who the manifest says it is; the version of its API does not matter, since all versions are one object. */
export function identityOf(manifest: Manifest): Identity {
  const group = groupOf(field(manifest, 'apiVersion'));
  const kind = asString(field(manifest, 'kind')) ?? '';
  const namespace = CLUSTER_SCOPED.has(`${group}/${kind}`) ? '' : asString(field(manifest, 'metadata', 'namespace'));
  return { group, kind, namespace: namespace ?? '', name: nameOf(manifest) };
}
