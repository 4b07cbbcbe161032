/** What is referred to by name and is not among the manifests. */

import { isPlaceholder } from '../../model/placeholders';
import type { ManifestGraph } from '../graph';
import { key, listsBy } from '../lookup';
import { didYouMean } from '../nearest';
import { perGraph } from '../per-graph';
import type { Fault } from '../rule';
import { showName } from '../wording';

/** A reference to an object by its name. */
export interface Reference {
  /** The path of the field that holds the name. */
  readonly field: string;
  /** The kinds, each with its group, that the object may be of; what is said is about the first. */
  readonly kinds: readonly [string, ...string[]];
  /** Where the object is looked up; `''` for kinds outside namespaces. */
  readonly namespace: string;
  readonly name: string | undefined;
  /** References of the same object to others of that kind: what they name is not what this one means. */
  readonly others?: readonly { readonly name: string | undefined }[];
}

/** How to mend a missing reference. */
export interface AbsentFix {
  readonly otherwise: string;
  /** Where there is an object of that name in another namespace. */
  readonly elsewhere: string;
}

const MOST_CANDIDATES = 1_000;
/** Comparing names is dear, and where very many are missing, they are not misspelt. */
const MOST_COMPARISONS = 10_000;

/** The objects of one kind, by what rules ask of those that are missing. */
interface KindIndex {
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
  readonly names: ReadonlyMap<string, readonly string[]>;
  comparisons: number;
}

/** Each is made when the first object of its kind is missed. */
const indexes = perGraph(() => new Map<string, KindIndex>());

/** Says that the object is missing; `undefined` where it is there, or may be. */
export function absentFault(graph: ManifestGraph, reference: Reference, fix: AbsentFix): Fault | undefined {
  const { field, kinds, namespace, name } = reference;
  if (name === undefined || name === '' || isPlaceholder(name) || isAmong(graph, reference)) {
    return undefined;
  }
  const [first] = kinds;
  const slash = first.lastIndexOf('/');
  const absent = { group: first.slice(0, slash), kind: first.slice(slash + 1), namespace, name };
  const [place] = namespacesOf(graph, first, name);
  if (place === undefined) {
    const text = `is no ${absent.kind} among the manifests`;
    return { field, value: name, text, fix: suggest(graph, reference, name, fix.otherwise), absent };
  }
  const text = `is ${article(absent.kind)} ${absent.kind} in namespace ${showName(place)}, not in ${showName(namespace)}`;
  return { field, value: name, text, fix: fix.elsewhere, absent };
}

/** One violation for each object that is absent: whoever adds it needs to know one place, and many places are noise. */
export class AbsentObjects {
  private readonly told = new Set<string | undefined>();

  /** Whether none of these has been told of yet; it counts as told from then on. */
  public isNew({ absent }: Pick<Fault, 'absent'>): boolean {
    const where = absent === undefined ? undefined : key(absent.group, absent.kind, absent.namespace, absent.name);
    const isNew = where === undefined || !this.told.has(where);
    this.told.add(where);
    return isNew;
  }
}

/** Whether the object is there. A namespace that is left open, on either side, may be the same. */
export function isAmong(graph: ManifestGraph, { kinds, namespace, name }: Reference): boolean {
  return name !== undefined && kinds.some((kind) => graph.find(kind, namespace, name) !== undefined
    || (namespace === '' ? namespacesOf(graph, kind, name).length > 0 : graph.find(kind, '', name) !== undefined));
}

/** The namespaces with an object of that kind and name. */
function namespacesOf(graph: ManifestGraph, kind: string, name: string): readonly string[] {
  return indexOf(graph, kind).namespaces.get(name) ?? [];
}

function suggest(graph: ManifestGraph, { kinds, namespace, others = [] }: Reference, name: string, otherwise: string): string {
  const index = indexOf(graph, kinds[0]);
  const candidates = (index.names.get(namespace) ?? []).slice(0, MOST_CANDIDATES);
  index.comparisons += candidates.length;
  return index.comparisons > MOST_COMPARISONS
    ? otherwise
    : didYouMean(name, candidates.filter((candidate) => !others.some((other) => other.name === candidate)), otherwise);
}

function indexOf(graph: ManifestGraph, kind: string): KindIndex {
  const known = indexes(graph);
  let index = known.get(kind);
  if (index === undefined) {
    const named = graph.ofKind(kind).flatMap(({ identity: { name, namespace } }) => (name === undefined ? [] : [{ name, namespace }]));
    index = {
      namespaces: projected(listsBy(named, ({ name }) => [name]), ({ namespace }) => namespace),
      names: projected(listsBy(named, ({ namespace }) => [namespace]), ({ name }) => name),
      comparisons: 0,
    };
    known.set(kind, index);
  }
  return index;
}

function projected<T>(lists: ReadonlyMap<string, readonly T[]>, toText: (item: T) => string): ReadonlyMap<string, readonly string[]> {
  return new Map(Array.from(lists, ([where, list]) => [where, list.map(toText)]));
}

function article(noun: string): string {
  return /^(?:[AEIO]|HTTP)/.test(noun) ? 'an' : 'a';
}
