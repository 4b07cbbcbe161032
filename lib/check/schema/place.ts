import { asList, field, JsonObject } from '../../model/json';
import { nearest } from '../nearest';
import { showList, subfield } from '../wording';
import { isGiven } from './presence';
import type { Schema } from './schema';
import { successorOf } from './successors';

/** An object in a manifest, by its path, or one that it might have, with `[]` for any element of a list. */
export interface Place {
  readonly path: string;
  readonly schema: Schema;
  /** The object; that of the first element for any; `undefined` where the manifest has none. */
  readonly value: unknown;
}

/** Further away, a field of the same name is another one. */
const FURTHEST = 3;
/** A name that is in more places than this is too common to tell where it belongs. */
const MOST_PLACES = 3;
/** Names that say little of where they belong: only what the manifest has may lack them. */
const COMMON_NAMES: readonly string[] = ['key', 'kind', 'name', 'type', 'value'];
/** Less than that stands at the end of many a word. */
const SHORTEST_PART = 4;
/** More names than this are no help. */
const MOST_NAMES = 8;

/** The path of a field inside an object, which may be the whole manifest. */
export function inside(path: string, name: string): string {
  const whole = subfield(path, name);
  return path === '' && whole.startsWith('.') ? whole.slice(1) : whole;
}

/** The field that was probably meant by an unknown one: rather one that is not given yet. */
export function meantBy(name: string, fields: JsonObject, { names }: Schema): string | undefined {
  const open = names.filter((known) => !isGiven(fields, known));
  const successor = successorOf(name);
  if (successor !== undefined && names.includes(successor)) {
    return successor;
  }
  return nearest(name, open) ?? longer(name, open) ?? nearest(name, names);
}

/** How to write a field that belongs to the elements of a list with nearly the same name: `templateName` and `templates`. */
export function asElement(name: string, list: string, schema: Schema): string | undefined {
  return schema.field(list)?.items?.names.includes(name) === true ? `write ${list}: [{ ${name}: … }]` : undefined;
}

/** The only name that begins or ends with this one: `timeoutSeconds` for timeout, `secretName` for name. */
function longer(name: string, names: readonly string[]): string | undefined {
  const wanted = name.toLowerCase();
  const [only, ...others] = names.filter((known) => known.toLowerCase().startsWith(wanted) || known.toLowerCase().endsWith(wanted));
  return name.length < SHORTEST_PART || others.length > 0 ? undefined : only;
}

/**
 * What to do with an unknown field that is not misspelt.
 *
 * @param ancestors the object that it stands in, after all that are around it
 */
export function otherwise(name: string, ancestors: readonly Place[]): string {
  const places = placesOf(name, ancestors);
  if (places.length > 0) {
    return `move it to ${places.join(' or ')}, or remove it`;
  }
  const here = ancestors[ancestors.length - 1];
  if (here === undefined || here.schema.names.length === 0) {
    return 'remove it';
  }
  const { names } = here.schema;
  if (names.length > MOST_NAMES) {
    return `remove it, or see the fields of ${here.path}`;
  }
  return `remove it, or use ${names.length === 1 ? '' : 'one of '}${showList(names)}`;
}

/** The nearest places that have a field of this name, counting the steps up and down; those around come first. */
function placesOf(name: string, ancestors: readonly Place[]): string[] {
  for (let distance = 1; distance <= FURTHEST; distance += 1) {
    for (let down = 0; down <= distance; down += 1) {
      const from = ancestors[ancestors.length - 1 - (distance - down)];
      const found = from === undefined ? [] : below(name, from, down);
      // What the manifest has is rather meant than what it might have.
      const given = found.filter(({ value }) => value !== undefined);
      const places = given.length > 0 || COMMON_NAMES.includes(name) ? given : found;
      if (places.length > 0 && places.length <= MOST_PLACES) {
        return places.map(({ path }) => (path === '' ? 'the top level' : path));
      }
    }
  }
  return [];
}

/** The objects that have a field of this name, that many steps down. */
function below(name: string, place: Place, steps: number): Place[] {
  const { names } = place.schema;
  if (steps === 0) {
    return names.includes(name) ? [place] : [];
  }
  return names.flatMap((step) => {
    const next = objectIn(place, step);
    return next === undefined ? [] : below(name, next, steps - 1);
  });
}

/** The object that a field holds, or the elements of its list; `undefined` where it holds no fields. */
function objectIn(place: Place, name: string): Place | undefined {
  let path = inside(place.path, name);
  let schema = place.schema.field(name);
  let value = field(place.value, name);
  while (schema?.items !== undefined) {
    path = `${path}[]`;
    schema = schema.items;
    value = asList(value)[0];
  }
  return schema === undefined || schema.names.length === 0 ? undefined : { path, schema, value };
}
