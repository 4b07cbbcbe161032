/** What a project of Argo CD allows: what of it can be told from manifests. */

import { isPlaceholder } from '../../model/placeholders';

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

/** What takes more than `*` to tell, and placeholders: they may match. */
const BEYOND_STARS = /[?[\]{}\\]/;

/** The two names of the cluster that Argo CD runs in. */
const OWN_CLUSTER = { name: 'in-cluster', server: 'https://kubernetes.default.svc' };

/** The cluster of a destination, as a key: `''` for that of Argo CD itself; `undefined` where it is not told. */
export function clusterKey({ name = '', server = '' }: Place): string | undefined {
  if (name === OWN_CLUSTER.name || server.replace(/\/+$/, '') === OWN_CLUSTER.server) {
    return '';
  }
  const told = name === '' ? server : name;
  return told === '' || isPlaceholder(told) ? undefined : told;
}

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

/** Whether a place may be delivered to, as far as it can be told. `!` forbids some, and allows all others. */
export function allowsDestination({ destinations }: Permission, { name, server, namespace = '' }: Place): boolean {
  const clusterName = name ?? (server === OWN_CLUSTER.server ? OWN_CLUSTER.name : undefined);
  const address = server ?? (name === OWN_CLUSTER.name ? OWN_CLUSTER.server : undefined);
  const judgements = destinations.map((place) => {
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
  return namespace === '' || namespaces.some((pattern) => pattern === '' || pattern.startsWith('/') || matches(pattern, namespace, '.*'));
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
  return kinds.some((one) => (one.name ?? '') === '' && ![one.group, one.kind].some((pattern) => BEYOND_STARS.test(pattern)) && fitsKind(one, group, kind));
}

function fitsKind(pattern: ProjectKind, group: string, kind: string): boolean {
  return matches(pattern.group, group, '.*') && matches(pattern.kind, kind, '.*');
}

/** What is given by the other name of a cluster may be the same cluster. */
function fitsPlace(pattern: string | undefined, text: string | undefined): boolean {
  return pattern !== undefined && (text === undefined
    || (pattern.startsWith('!') ? !denies(pattern, text) : matches(pattern, text, '.*')));
}

/** Whether a pattern forbids a text for sure. */
function denies(pattern: string | undefined, text: string | undefined): boolean {
  return pattern?.startsWith('!') === true && text !== undefined && !isOpen(pattern, text) && matches(pattern.slice(1), text, '.*');
}

function matches(pattern: string, text: string, star: string): boolean {
  if (pattern === text || isOpen(pattern, text)) {
    return true;
  }
  const parts = pattern.split(/(\*+)/).map((part) => (part.startsWith('*') ? (part.length > 1 ? '.*' : star) : escaped(part)));
  return new RegExp(`^${parts.join('')}$`, 's').test(text);
}

function isOpen(pattern: string, text: string): boolean {
  return BEYOND_STARS.test(pattern) || isPlaceholder(text);
}

function escaped(text: string): string {
  return text.replace(/[.+^$()|/-]/g, '\\$&');
}

/** Argo CD takes addresses of one repository for the same, whether they end in `.git` or not. */
function normalized(address: string): string {
  return address.trim().replace(/\/$/, '').replace(/\.git$/, '').toLowerCase();
}
