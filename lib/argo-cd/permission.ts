/** What a project allows. */
export interface Permission {
  readonly repositories: readonly string[];
  readonly destinations: readonly Place[];
  /** The namespaces that Applications may be in. */
  readonly namespaces: readonly string[];
}

/** A cluster and a namespace, as patterns in a project. */
export interface Place {
  readonly name?: string;
  readonly server?: string;
  readonly namespace?: string;
}

/** What takes more than `*` to tell, and placeholders: they may match. */
const BEYOND_STARS = /[?[\]{}\\]/;

/** The two names of the cluster that Argo CD runs in. */
const OWN_CLUSTER = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** Whether a repository may be used, as far as it can be told. `!` forbids some, and allows all others. */
export function allowsRepository({ repositories }: Permission, repository: string): boolean {
  const address = normalized(repository);
  const judgements = repositories.map((pattern) => {
    const isDenial = pattern.startsWith('!');
    const own = normalized(isDenial ? pattern.slice(1) : pattern);
    const isCertain = !isOpen(own, address);
    const fits = own === '*' || matches(own, address, '[^/]*');
    return { isAllowed: isDenial ? !(fits && isCertain) : fits, isDenied: isDenial && fits && isCertain };
  });
  return judgements.some(({ isAllowed }) => isAllowed) && !judgements.some(({ isDenied }) => isDenied);
}

/** Whether a place may be delivered to, as far as it can be told. */
export function allowsDestination({ destinations }: Permission, { name, server, namespace = '' }: Place): boolean {
  const clusterName = name ?? (server === OWN_CLUSTER.server ? OWN_CLUSTER.name : undefined);
  const address = server ?? (name === OWN_CLUSTER.name ? OWN_CLUSTER.server : undefined);
  return destinations.some((place) => hasDenial(place) || (
    (fitsCluster(place.name, clusterName) || fitsCluster(place.server, address)) && matches(place.namespace ?? '', namespace, '.*')
  ));
}

/** Whether an Application may be in a namespace, as far as it can be told. */
export function allowsNamespace({ namespaces }: Permission, namespace: string): boolean {
  return namespaces.some((pattern) => pattern.startsWith('/') || matches(pattern, namespace, '.*'));
}

/** Whether a kind outside of namespaces may be delivered, as far as it can be told. */
export function allowsKind(resources: readonly { readonly group: string; readonly kind: string }[], group: string, kind: string): boolean {
  return resources.some((resource) => matches(resource.group, group, '.*') && matches(resource.kind, kind, '.*'));
}

/** What is given by the other name of a cluster may be the same cluster. */
function fitsCluster(pattern: string | undefined, cluster: string | undefined): boolean {
  return pattern !== undefined && (cluster === undefined || matches(pattern, cluster, '.*'));
}

function hasDenial({ name = '', server = '', namespace = '' }: Place): boolean {
  return [name, server, namespace].some((pattern) => pattern.startsWith('!'));
}

function matches(pattern: string, text: string, star: string): boolean {
  if (pattern === text || isOpen(pattern, text)) {
    return true;
  }
  const parts = pattern.split(/(\*+)/).map((part) => (part.startsWith('*') ? (part.length > 1 ? '.*' : star) : escaped(part)));
  return new RegExp(`^${parts.join('')}$`, 's').test(text);
}

function isOpen(pattern: string, text: string): boolean {
  return BEYOND_STARS.test(pattern) || text.includes('{{');
}

function escaped(text: string): string {
  return text.replace(/[.+^$()|/-]/g, '\\$&');
}

/** Argo CD takes addresses of one repository for the same, whether they end in `.git` or not. */
function normalized(address: string): string {
  return address.trim().replace(/\/$/, '').replace(/\.git$/, '').toLowerCase();
}
