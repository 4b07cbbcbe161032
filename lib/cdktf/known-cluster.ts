import { asList, asRecord, asString, field } from '../model/json';

/**
 * Hosts that are another machine wherever Terraform runs: names without a domain, or of one that nobody can register, and
 * addresses of private networks, or shared by them (100.64.0.0/10).
 */
const NEARBY_HOSTS: readonly RegExp[] = [
  /^[^.]*\.?$/, /\.(?:localhost|local|internal|svc|lan|home|home\.arpa|corp|intranet|test|example|invalid)\.?$/,
  /^(?:0|10|127|169\.254|192\.168)\./, /^172\.(?:1[6-9]|2\d|3[01])\./, /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./, /^\[/,
];

/** Files that are the same from whatever folder they are looked for. */
const FIXED_FILE = /^(?:[/~]|[a-z]:[\\/])/i;

/** Contexts that tools make under the same name wherever they make a cluster. */
const USUAL_CONTEXTS: readonly RegExp[] = [
  /^(?:default|minikube|microk8s|rancher-desktop|orbstack)$/, /^(?:docker|kind|k3d|colima)\b/, /^kubernetes-admin@kubernetes$/,
];

/**
 * What a helm provider says of its cluster, if another one that says the same means the same: the host, or both the file and
 * the context in it, are plain texts, and such as are not usual for many clusters. All else that it says counts too. So does
 * the stack if the path of a file is relative: each stack is applied in a folder of its own.
 */
export function knownCluster(provider: unknown, stack: string): string | undefined {
  const given = field(provider, 'kubernetes');
  const [kubernetes, ...more] = Array.isArray(given) ? asList(given) : [given];
  const isByHost = field(kubernetes, 'host') !== undefined;
  const isKnown = isByHost ? hasPlainHost(kubernetes) : hasPlainContext(kubernetes);
  if (!isKnown || more.length > 0) {
    return undefined;
  }
  const isEverywhere = isByHost || filesOf(kubernetes).every((file) => file !== undefined && FIXED_FILE.test(file));
  return JSON.stringify([inOrder(kubernetes), ...isEverywhere ? [] : [stack]]);
}

function hasPlainHost(kubernetes: unknown): boolean {
  const address = plainText(field(kubernetes, 'host'))?.toLowerCase();
  const host = address?.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/, '');
  return host !== undefined && !NEARBY_HOSTS.some((nearby) => nearby.test(host));
}

function hasPlainContext(kubernetes: unknown): boolean {
  const context = plainText(field(kubernetes, 'config_context'));
  const files = filesOf(kubernetes);
  return files.length > 0 && !files.includes(undefined) && context !== undefined && !USUAL_CONTEXTS.some((usual) => usual.test(context));
}

/** The files that contexts are looked for in, as far as they are plain texts. */
function filesOf(kubernetes: unknown): (string | undefined)[] {
  const paths = field(kubernetes, 'config_paths');
  return Array.isArray(paths) ? paths.map(plainText) : [plainText(field(kubernetes, 'config_path'))];
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
