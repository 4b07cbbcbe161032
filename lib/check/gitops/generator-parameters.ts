/** The parameters that the generators of an ApplicationSet make for its template. */

import { isFilledInKey, isPlaceholder } from '../../model/placeholders';
import { asList, asRecord, field, givenFields } from '../../model/json';

/** What a generator makes. */
export interface GeneratorParameters {
  /** The parameters that a template can use; absent where they are not known. */
  readonly known?: readonly string[];
  /** Those among them that are made in any case. */
  readonly certain: readonly string[];
  /** What is in a parameter, as `basename` is in `path`: nothing in one that is a text. Those of which it is not known are left out. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

/** The part of a parameter that stands for any of its numbers, as in `path[0]`. */
export const ANY_INDEX = '[]';

const UNKNOWN: GeneratorParameters = { certain: [], parts: new Map() };
const CLUSTER_PARAMETERS = ['name', 'nameNormalized', 'server', 'project', 'metadata', 'values'];
const METADATA_PARTS = ['labels', 'annotations'];
const DIRECTORY_PARAMETERS = ['path', 'values'];
const FOLDER_PARTS = ['path', 'basename', 'basenameNormalized', 'segments'];
/** Those without Go templates. */
const PLAIN_FOLDER_PARTS = ['basename', 'basenameNormalized', ANY_INDEX];
const FILE_PARTS = ['filename', 'filenameNormalized'];
/** Argo CD takes a matrix in a matrix, and no more. */
const DEEPEST = 3;
/** It is no generator, but leaves out some of what one makes, before a template is filled in. */
const SELECTOR = 'selector';

/**
 * The parameters of one generator, as the manifest has it. Those of a service that is asked, or of a file, are not known.
 *
 * @param isGo whether they are for Go templates
 */
export function generatorParameters(generator: unknown, isGo: boolean): GeneratorParameters {
  return ofGenerator(generator, isGo, false, 1);
}

/** @param isSelected whether a generator around this one leaves out some of what is made */
function ofGenerator(generator: unknown, isGo: boolean, isSelected: boolean, depth: number): GeneratorParameters {
  const [kind, more] = givenFields(generator).filter((name) => name !== SELECTOR);
  if (kind === undefined || more !== undefined) {
    return UNKNOWN;
  }
  const content = field(generator, kind);
  const leavesOut = isSelected || field(generator, SELECTOR) !== undefined;
  switch (kind) {
    case 'list':
      return ofList(content, leavesOut);
    case 'git':
      return ofGit(content, isGo);
    case 'clusters':
      return field(content, 'flatList') === undefined ? ofClusters(content) : UNKNOWN;
    case 'matrix':
      return depth > DEEPEST ? UNKNOWN
        : together(asList(field(content, 'generators')).map((inner) => ofGenerator(inner, isGo, leavesOut, depth + 1)));
    default:
      return UNKNOWN;
  }
}

/** Whatever the template uses must be in each element; where some are left out, those that stay may have any of the names. */
function ofList(content: unknown, leavesOut: boolean): GeneratorParameters {
  const elements = asList(field(content, 'elements')).map(asRecord);
  const [first] = elements;
  if (first === undefined || field(content, 'elementsYaml') !== undefined) {
    return UNKNOWN;
  }
  const common = inAll(elements.map((element) => Object.keys(element ?? {})));
  const known = leavesOut ? [...new Set(elements.flatMap((element) => Object.keys(element ?? {})))] : common;
  const parts = new Map<string, readonly string[]>();
  for (const name of known) {
    const lists = elements.flatMap((element) => (hasOwn(element, name) ? [partsOf(element?.[name])] : []));
    const certain = lists.flatMap((list) => (list === undefined ? [] : [list]));
    if (certain.length === lists.length) {
      parts.set(name, leavesOut ? [...new Set(certain.flat())] : inAll(certain));
    }
  }
  return { known, certain: common, parts };
}

function hasOwn(element: unknown, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(element ?? {}, name);
}

/** The names that are in each of some lists; there is one at least. */
function inAll([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  const sets = others.map((names) => new Set(names));
  return first.filter((name) => sets.every((names) => names.has(name)));
}

/** What is in a value; `undefined` where it is filled in later, or is nothing yet. */
function partsOf(value: unknown): readonly string[] | undefined {
  const fields = asRecord(value);
  if (fields !== undefined) {
    const names = Object.keys(fields);
    return names.some(isFilledIn) ? undefined : names;
  }
  return value === undefined || value === null || (typeof value === 'string' && isPlaceholder(value)) ? undefined : [];
}

/** Another reader than `check` has an object for the key of `{{ .x }}` without quotes. */
function isFilledIn(name: string): boolean {
  return isFilledInKey(name) || name.startsWith('[object ');
}

function ofClusters(content: unknown): GeneratorParameters {
  const parts = new Map<string, readonly string[]>([['metadata', METADATA_PARTS]]);
  addValues(parts, content);
  return { known: CLUSTER_PARAMETERS, certain: CLUSTER_PARAMETERS, parts };
}

function ofGit(content: unknown, isGo: boolean): GeneratorParameters {
  if (field(content, 'pathParamPrefix') !== undefined) {
    return UNKNOWN;
  }
  const hasFiles = asList(field(content, 'files')).length > 0;
  const hasFolders = asList(field(content, 'directories')).length > 0;
  const parts = new Map<string, readonly string[]>();
  if (hasFolders && !hasFiles) {
    parts.set('path', isGo ? FOLDER_PARTS : PLAIN_FOLDER_PARTS);
    addValues(parts, content);
    return { known: DIRECTORY_PARAMETERS, certain: DIRECTORY_PARAMETERS, parts };
  }
  // What is in a file is overwritten in a Go template as a whole, and otherwise name by name.
  if (isGo && hasFiles && !hasFolders) {
    parts.set('path', [...FOLDER_PARTS, ...FILE_PARTS]);
    if (givenFields(field(content, 'values')).length > 0) {
      addValues(parts, content);
    }
  }
  return { certain: DIRECTORY_PARAMETERS, parts };
}

/** What a generator is told to make besides. */
function addValues(parts: Map<string, readonly string[]>, content: unknown): void {
  const values = partsOf(field(content, 'values') ?? {});
  if (values !== undefined) {
    parts.set('values', values);
  }
}

function together(all: readonly GeneratorParameters[]): GeneratorParameters {
  const certain = all.flatMap((one) => one.certain);
  const known = all.flatMap((one) => one.known ?? []);
  const parts = new Map<string, readonly string[]>();
  for (const name of new Set(all.flatMap((one) => [...one.parts.keys()]))) {
    const isKnown = all.every((one) => one.parts.has(name) || one.known?.includes(name) === false);
    if (isKnown) {
      parts.set(name, [...new Set(all.flatMap((one) => one.parts.get(name) ?? []))]);
    }
  }
  return all.length === 0 || all.some((one) => one.known === undefined) ? { certain, parts } : { known, certain, parts };
}
