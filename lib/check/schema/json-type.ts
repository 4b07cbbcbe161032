/** The types of JSON as bits, so that a schema says in one number which it takes. */

export const TEXT = 1;
export const WHOLE = 2;
const FRACTION = 4;
export const BOOLEAN = 8;
export const LIST = 16;
export const OBJECT = 32;
export const NULL = 64;
/** NaN, functions and the like: nothing that a typed field takes. */
export const NO_JSON = 128;
const ANY = 255;

interface JsonType {
  readonly bits: number;
  /** What stands after "expected", or `undefined` for what nobody writes on purpose. */
  readonly words?: string;
}

const TYPES: ReadonlyMap<string, JsonType> = new Map([
  ['string', { bits: TEXT, words: 'a string' }],
  ['integer', { bits: WHOLE, words: 'a whole number' }],
  ['number', { bits: WHOLE | FRACTION, words: 'a number' }],
  ['boolean', { bits: BOOLEAN, words: 'true or false' }],
  ['array', { bits: LIST, words: 'a list' }],
  ['object', { bits: OBJECT, words: 'an object' }],
  ['null', { bits: NULL }],
]);

/** All types of these names in JSON schema; any type where there are none. */
export function bitsOf(names: readonly string[]): number {
  return names.length === 0 ? ANY : names.reduce((bits, name) => bits | (TYPES.get(name)?.bits ?? 0), 0);
}

/** The type of a value. */
export function typeOf(value: unknown): number {
  switch (typeof value) {
    case 'string': return TEXT;
    case 'number': return Number.isInteger(value) ? WHOLE : Number.isFinite(value) ? FRACTION : NO_JSON;
    case 'boolean': return BOOLEAN;
    case 'undefined': return NULL;
    case 'object': return value === null ? NULL : Array.isArray(value) ? LIST : OBJECT;
    case 'bigint':
    case 'function':
    case 'symbol': return NO_JSON;
  }
}

/** `a whole number or a string`. */
export function showExpected(names: readonly string[]): string {
  return names.flatMap((name) => TYPES.get(name)?.words ?? []).join(' or ');
}

/** What a value of the wrong type is, as `a string`. */
export function showType(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  return value === null || value === undefined ? 'null' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
