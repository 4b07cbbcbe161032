import { asList, asRecord, asString, field } from '../model/json';

/** Hosts that are another machine wherever Terraform runs: names without a domain, or of a local one, and private addresses. */
const NEARBY_HOSTS: readonly RegExp[] = [
  /^[^.]*$/, /\.(?:localhost|local|internal|svc)$/, /^(?:0|10|127|169\.254|192\.168)\./, /^172\.(?:1[6-9]|2\d|3[01])\./, /^\[/,
];

/** Contexts that tools make under the same name wherever they make a cluster. */
const USUAL_CONTEXTS: readonly RegExp[] = [
  /^(?:default|minikube|microk8s|rancher-desktop|orbstack)$/, /^(?:docker|kind|k3d|colima)\b/, /^kubernetes-admin@kubernetes$/,
];

/**
 * What a helm provider says of its cluster, if another one that says the same means the same: the host, or both the file and
 * the context in it, are plain texts, and such as are not usual for many clusters. All else that it says counts too.
 */
export function knownCluster(provider: unknown): string | undefined {
  const given = field(provider, 'kubernetes');
  const [kubernetes, ...more] = Array.isArray(given) ? asList(given) : [given];
  const isKnown = field(kubernetes, 'host') === undefined ? hasPlainContext(kubernetes) : hasPlainHost(kubernetes);
  return isKnown && more.length === 0 ? JSON.stringify(inOrder(kubernetes)) : undefined;
}

function hasPlainHost(kubernetes: unknown): boolean {
  const address = plainText(field(kubernetes, 'host'))?.toLowerCase();
  const host = address?.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/, '');
  return host !== undefined && !NEARBY_HOSTS.some((nearby) => nearby.test(host));
}

function hasPlainContext(kubernetes: unknown): boolean {
  const context = plainText(field(kubernetes, 'config_context'));
  return hasPlainFile(kubernetes) && context !== undefined && !USUAL_CONTEXTS.some((usual) => usual.test(context));
}

function hasPlainFile(kubernetes: unknown): boolean {
  const paths = field(kubernetes, 'config_paths');
  const files = Array.isArray(paths) ? paths.map(plainText) : [plainText(field(kubernetes, 'config_path'))];
  return files.length > 0 && !files.includes(undefined);
}

/** A text that says something without Terraform. */
function plainText(value: unknown): string | undefined {
  const text = asString(value);
  return text === undefined || text === '' || /[$%]\{/.test(text) ? undefined : text;
}

/** The same, whatever the order in which fields were given. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  const fields = asRecord(value);
  return fields === undefined ? value
    : Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, item]) => [key, inOrder(item)]);
}
