import type { Wanted } from './vocabulary';

/** What is known of a value without evaluating anything; times and durations count as unknown. */
export type Type =
  | { readonly kind: 'unknown' | 'boolean' | 'integer' | 'float' | 'string' | 'nil' | 'map' }
  | { readonly kind: 'list'; readonly element: Type };

type Kind = Type['kind'];

/** What may be anything. */
export const UNKNOWN: Type = { kind: 'unknown' };
/** True or false. */
export const BOOLEAN: Type = { kind: 'boolean' };
/** A whole number; expr keeps these apart. */
export const INTEGER: Type = { kind: 'integer' };
/** A whole number of another width, as `asInt` gives it; where the two meet, expr falls back to "any". */
export const LONG: Type = { kind: 'integer' };
/** Any other number, and what is measured. */
export const FLOAT: Type = { kind: 'float' };
/** A text. */
export const STRING: Type = { kind: 'string' };
/** Nothing. */
export const NIL: Type = { kind: 'nil' };
/** Values by their keys. */
export const MAP: Type = { kind: 'map' };

/** The type of a list whose elements are of this type. */
export function listOf(element: Type): Type {
  return { kind: 'list', element };
}

/** The type of the elements of a value. */
export function elementOf(type: Type): Type {
  return type.kind === 'list' ? type.element : UNKNOWN;
}

/** The type of a value that is of the one or of the other. */
export function either(left: Type, right: Type): Type {
  if (left.kind === 'nil') {
    return right;
  }
  if (right.kind === 'nil') {
    return left;
  }
  return common([left, right]);
}

/**
 * The type that all of them have; unknown where they differ, and where there are none. Lists count as different unless
 * they are of one origin, for expr knows several types of them.
 */
export function common(types: readonly Type[]): Type {
  const [first, ...others] = types;
  return first !== undefined && others.every((other) => other === first) ? first : UNKNOWN;
}

/** Whether it is certainly a number. */
export function isNumber({ kind }: Type): boolean {
  return kind === 'integer' || kind === 'float';
}

/** The type of what two values add up to. */
export function sumOf(left: Type, right: Type): Type {
  if (left.kind === right.kind && (left.kind === 'string' || isNumber(left))) {
    return left;
  }
  return isNumber(left) && isNumber(right) ? FLOAT : UNKNOWN;
}

/** Whether `==` takes the two; nil compares with anything, and a number with any other. */
export function comparable(left: Type, right: Type): boolean {
  const open: readonly Kind[] = ['unknown', 'nil'];
  return open.includes(left.kind) || open.includes(right.kind) || left.kind === right.kind || (isNumber(left) && isNumber(right));
}

/** Whether `<` takes the two, and what else is for numbers and for strings alike. */
export function ordered(left: Type, right: Type): boolean {
  const fits = (type: Type): boolean => type.kind === 'unknown' || type.kind === 'string' || isNumber(type);
  return fits(left) && fits(right) && comparable(left, right);
}

const FITTING: Readonly<Record<Exclude<Wanted, 'any' | 'predicate' | 'test'>, readonly Kind[]>> = {
  boolean: ['boolean'],
  integer: ['integer'],
  number: ['integer', 'float'],
  numeric: ['integer', 'float', 'string'],
  string: ['string'],
  list: ['list'],
  map: ['map'],
  listOrMap: ['list', 'map'],
  listOrNumber: ['list', 'integer', 'float'],
  sized: ['list', 'map', 'string'],
};

/** Whether a value of the type may be what is wanted. */
export function fits({ kind }: Type, wanted: Wanted): boolean {
  return wanted === 'any' || wanted === 'predicate' || wanted === 'test' || kind === 'unknown' || FITTING[wanted].includes(kind);
}

const KINDS: Readonly<Record<Kind, string>> = {
  unknown: 'something unknown',
  boolean: 'a boolean',
  integer: 'a number',
  float: 'a number',
  string: 'a string',
  nil: 'nil',
  map: 'a map',
  list: 'a list',
};

/** The type in a sentence, as `a number`. */
export function showType({ kind }: Type): string {
  return KINDS[kind];
}

const WANTED: Readonly<Record<Wanted, string>> = {
  any: 'a value',
  boolean: 'a boolean',
  integer: 'a whole number',
  number: 'a number',
  numeric: 'a number',
  string: 'a string',
  list: 'a list',
  map: 'a map',
  listOrMap: 'a list',
  listOrNumber: 'a list',
  sized: 'a list',
  predicate: 'a predicate',
  test: 'a predicate',
};

/** What is wanted, in a sentence. */
export function showWanted(wanted: Wanted): string {
  return WANTED[wanted];
}
