import { isPlaceholder } from '../../model/placeholders';
import { pointerFault } from './difference-paths';
import { fitsGlob, isBeyondStars } from './glob';
import type { IgnoredPath } from './ignored-path';
import { jqPath, pointerPath } from './ignored-path';
import { asList, asString, field } from '../../model/json';
import type { Identity } from '../manifest';
import { element } from '../wording';

/** A path of one entry. */
export interface IgnoredExpression {
  readonly field: string;
  readonly text: string;
  /** `undefined` where it is more than a path, and may stand for anything, or is none. */
  readonly path: IgnoredPath | undefined;
}

/** A manager of fields whose changes are ignored. */
export interface IgnoredManager {
  readonly field: string;
  readonly name: string;
}

/** One entry of an Application's `ignoreDifferences`. */
export interface IgnoredDifference {
  readonly group: string;
  readonly kind: string;
  /** `''` for every namespace. */
  readonly namespace: string;
  /** `''` for every name. */
  readonly name: string;
  readonly expressions: readonly IgnoredExpression[];
  readonly managers: readonly IgnoredManager[];
}

/** The entries of an `ignoreDifferences`. */
export function ignoredDifferences(value: unknown, path: string): IgnoredDifference[] {
  return asList(value).map((entry, index) => {
    const own = element(path, index);
    const strings = (name: string): { field: string; text: string }[] => asList(field(entry, name))
      .flatMap((item, position) => (typeof item === 'string' ? [{ field: element(`${own}.${name}`, position), text: item }] : []));
    return {
      group: asString(field(entry, 'group')) ?? '',
      kind: asString(field(entry, 'kind')) ?? '',
      namespace: exactly(field(entry, 'namespace')),
      name: exactly(field(entry, 'name')),
      expressions: [
        ...strings('jsonPointers').map((pointer) => ({ ...pointer, path: isPointer(pointer.text) ? pointerPath(pointer.text) : undefined })),
        ...strings('jqPathExpressions').map((expression) => ({ ...expression, path: jqPath(expression.text) })),
      ],
      managers: strings('managedFieldsManagers').map(({ field: where, text }) => ({ field: where, name: text })),
    };
  });
}

/** An empty one is the whole object, if not to Argo CD. */
function isPointer(text: string): boolean {
  return text === '' || pointerFault(text) === undefined;
}

function exactly(value: unknown): string {
  const text = asString(value) ?? '';
  return isPlaceholder(text) ? '' : text;
}

/** Whether an entry is about objects of a kind. */
export function concerns(entry: IgnoredDifference, { group, kind }: Pick<Identity, 'group' | 'kind'>): boolean {
  return matches(entry.group, group) && matches(entry.kind, kind);
}

/** The glob patterns of Argo CD, of which those with more than `*` are taken to match. */
function matches(pattern: string, text: string): boolean {
  return pattern === text || isBeyondStars(pattern) || fitsGlob(pattern, text, false);
}

/** Whether it is the controller, or its plugin, by the name under which the cluster keeps book of what it writes. */
export function isController({ name }: IgnoredManager): boolean {
  return /rollout|gateway/i.test(name);
}

/** Which objects of its kinds an entry is about, as a key. */
export function filterOf({ namespace, name }: Pick<IgnoredDifference, 'namespace' | 'name'>): string {
  return `${namespace}\n${name}`;
}

/** The keys of the entries that may be about an object. */
export function filtersFor({ namespace, name = '' }: Pick<Identity, 'namespace' | 'name'>): string[] {
  return ['', namespace].flatMap((place) => ['', name].map((own) => filterOf({ namespace: place, name: own })));
}
