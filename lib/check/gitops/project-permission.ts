/** What a project of Argo CD allows: what of it can be told from manifests. */

import { isPlaceholder } from '../../model/placeholders';
import { fitsGlob, isBeyondStars } from './glob';

/** What a project allows of an Application, and of what that delivers. */
export interface Permission {
  readonly repositories: readonly string[];
  readonly destinations: readonly Place[];
  /** The namespaces that Applications may be in; `''` among them where that of the project is not told. */
  readonly namespaces: readonly string[];
  /** The kinds outside of namespaces; none where it is left out. */
  readonly clusterKinds?: readonly ProjectKind[];
  readonly excludedClusterKinds?: readonly ProjectKind[];
  /** The kinds in namespaces; all where it is left out. */
  readonly kinds?: readonly ProjectKind[];
  readonly excludedKinds?: readonly ProjectKind[];
}

/** A cluster and a namespace, as patterns in a project. */
export interface Place {
  readonly name?: string;
  readonly server?: string;
  readonly namespace?: string;
}

/** Kinds of objects, as patterns in a project. */
export interface ProjectKind {
  readonly group: string;
  readonly kind: string;
  /** Restricts it to objects of that name. */
  readonly name?: string;
}

/** The two names of the cluster that Argo CD runs in. */
export const OWN_CLUSTER = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** What is told of a place: to Argo CD an empty name or address is none, and an address ends before its last slashes. */
export function toldPlace({ name, server, namespace }: Place): Place {
  const address = server === undefined ? '' : withoutSlashes(server);
  return { name: name === '' ? undefined : name, server: address === '' ? undefined : address, namespace };
}

/** The cluster of a destination, as a key: `''` for that of Argo CD itself; `undefined` where it is not told. */
export function clusterKey(destination: Place): string | undefined {
  const { name, server } = toldPlace(destination);
  if (name === OWN_CLUSTER.name || server === OWN_CLUSTER.server) {
    return '';
  }
  const told = name ?? server;
  return told === undefined || isPlaceholder(told) ? undefined : told;
}

/** Whether a repository may be used, as far as it can be told. `!` forbids some, and allows all others. */
export function allowsRepository({ repositories }: Permission, repository: string): boolean {
  const address = normalized(repository);
  const judgements = repositories.map((pattern) => {
    const isDenial = pattern.startsWith('!');
    const own = normalized(isDenial ? pattern.slice(1) : pattern);
    const isCertain = !isOpen(own, address);
    const fits = own === '*' || matches(own, address, true);
    return { isAllowed: isDenial ? !(fits && isCertain) : fits, isDenied: isDenial && fits && isCertain };
  });
  return judgements.some(({ isAllowed }) => isAllowed) && !judgements.some(({ isDenied }) => isDenied);
}

/** Whether a place may be delivered to, as far as it can be told. `!` forbids some, and allows all others. */
export function allowsDestination({ destinations }: Permission, destination: Place): boolean {
  const { name, server, namespace = '' } = toldPlace(destination);
  const clusterName = name ?? (server === OWN_CLUSTER.server ? OWN_CLUSTER.name : undefined);
  const address = server ?? (name === OWN_CLUSTER.name ? OWN_CLUSTER.server : undefined);
  const judgements = destinations.map((pattern) => {
    const place = toldPlace(pattern);
    const isNamespace = fitsPlace(place.namespace ?? '', namespace);
    const isServer = fitsPlace(place.server, address);
    const isAllowed = isNamespace && (fitsPlace(place.name, clusterName) || isServer);
    // Versions of Argo CD differ in what else a denial forbids; this all of them do.
    const isDenied = !isAllowed && (denies(place.name, clusterName) || (isNamespace && denies(place.server, address))
      || (address !== undefined && isServer && denies(place.namespace, namespace)));
    return { isAllowed, isDenied };
  });
  return judgements.some(({ isAllowed }) => isAllowed) && !judgements.some(({ isDenied }) => isDenied);
}

/** Whether an Application may be in a namespace, as far as it can be told. */
export function allowsNamespace({ namespaces }: Permission, namespace: string): boolean {
  return namespace === '' || namespaces.some((pattern) => pattern === '' || pattern.startsWith('/') || matches(pattern, namespace, false));
}

/** Whether a kind outside of namespaces may be delivered, as far as it can be told. */
export function allowsClusterKind({ clusterKinds = [], excludedClusterKinds }: Permission, group: string, kind: string): boolean {
  return clusterKinds.some((one) => fitsKind(one, group, kind)) && !excludes(excludedClusterKinds, group, kind);
}

/** Whether a kind in namespaces may be delivered, as far as it can be told. */
export function allowsKind({ kinds, excludedKinds }: Pick<Permission, 'kinds' | 'excludedKinds'>, group: string, kind: string): boolean {
  return (kinds === undefined || kinds.some((one) => fitsKind(one, group, kind))) && !excludes(excludedKinds, group, kind);
}

/** Whether all objects of a kind are excluded for sure. */
function excludes(kinds: readonly ProjectKind[] = [], group: string, kind: string): boolean {
  return kinds.some((one) => (one.name ?? '') === '' && ![one.group, one.kind].some(isBeyondStars) && fitsKind(one, group, kind));
}

function fitsKind(pattern: ProjectKind, group: string, kind: string): boolean {
  return matches(pattern.group, group, false) && matches(pattern.kind, kind, false);
}

/** What is given by the other name of a cluster may be the same cluster. */
function fitsPlace(pattern: string | undefined, text: string | undefined): boolean {
  return pattern !== undefined && (text === undefined
    || (pattern.startsWith('!') ? !denies(pattern, text) : matches(pattern, text, false)));
}

/** Whether a pattern forbids a text for sure. */
function denies(pattern: string | undefined, text: string | undefined): boolean {
  return pattern?.startsWith('!') === true && text !== undefined && !isOpen(pattern, text) && matches(pattern.slice(1), text, false);
}

/** What takes more than stars to tell may match, and so may placeholders. */
function matches(pattern: string, text: string, isPath: boolean): boolean {
  return pattern === text || isOpen(pattern, text) || fitsGlob(pattern, text, isPath);
}

function isOpen(pattern: string, text: string): boolean {
  return isBeyondStars(pattern) || isPlaceholder(text);
}

const SSH = 'ssh://';
/** `git@example.com:shop.git`. */
const SSH_WITHOUT_SCHEME = /^[^/:]*@[^@]+$/;

/**
 * Argo CD takes addresses of one repository for the same, whether they end in `.git` or not, and whether one of SSH is
 * written as a URL or as `user@host:path`.
 */
function normalized(address: string): string {
  const text = withoutSlashes(address.trim().toLowerCase()).replace(/\.git$/, '');
  if (text.startsWith(SSH)) {
    return text.slice(SSH.length);
  }
  return SSH_WITHOUT_SCHEME.test(text) ? text.replace(':', '/') : text;
}

/** The text before the slashes that it ends with; a regular expression would look for that end after each slash. */
function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') {
    end -= 1;
  }
  return text.slice(0, end);
}
