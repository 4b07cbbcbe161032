/**
 * What a function takes and gives, in words that cover several types where expr accepts several:
 * a `sized` value is a list, a map or a string; a `numeric` one a number or a text of digits.
 */
export type Wanted =
  | 'any' | 'boolean' | 'integer' | 'number' | 'numeric' | 'string' | 'list' | 'map' | 'listOrMap' | 'listOrNumber' | 'sized'
  /** What is done for each element of the list before it, and whether that must tell true or false. */
  | 'predicate' | 'test';

/**
 * The type of what a function gives: that of its first argument, or of the elements of it (`firstOf` where expr knows
 * only those of the result); a part of it (`part`); that of its arguments where all are numbers (`numbers`); that of what its
 * predicate gives, or a list of these.
 */
export type Given =
  | 'unknown' | 'boolean' | 'integer' | 'long' | 'float' | 'string' | 'list' | 'map'
  | 'argument' | 'element' | 'firstOf' | 'part' | 'numbers' | 'predicate' | 'predicates';

/** How a function is called. */
export interface Signature {
  /** Its parameters; the last one takes all further arguments where there is no bound. */
  readonly takes: readonly Wanted[];
  /** How many arguments it needs; all of them by default. */
  readonly least?: number;
  /** Whether it takes any number of further arguments. */
  readonly unbounded?: boolean;
  readonly gives: Given;
}

/** What the measured value is called. */
export const RESULT = 'result';

/** The function that gives the result, or its second argument where the result is nil. */
export const DEFAULT = 'default';

const TEST: Signature = { takes: ['list', 'test'], gives: 'boolean' };
const TEXT: Signature = { takes: ['string'], gives: 'string' };
const TRIM: Signature = { takes: ['string', 'string'], least: 1, gives: 'string' };
const TEXTS: Signature = { takes: ['string', 'string', 'integer'], least: 2, gives: 'list' };
const ROUND: Signature = { takes: ['number'], gives: 'float' };
const AGGREGATE: Signature = { takes: ['listOrNumber'], unbounded: true, gives: 'numbers' };
const BITS: Signature = { takes: ['integer', 'integer'], gives: 'integer' };
const RESHAPED: Signature = { takes: ['list'], gives: 'list' };
const TAKEN_APART: Signature = { takes: ['map'], gives: 'list' };

/** The functions of expr, and those that Argo Rollouts adds. */
const FUNCTIONS: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['asFloat', { takes: ['numeric'], gives: 'float' }],
  ['asInt', { takes: ['numeric'], gives: 'long' }],
  [DEFAULT, { takes: ['any', 'any'], gives: 'unknown' }],
  ['isInf', { takes: ['number'], gives: 'boolean' }],
  ['isNaN', { takes: ['number'], gives: 'boolean' }],
  ['isNil', { takes: ['any'], gives: 'boolean' }],

  ['all', TEST],
  ['any', TEST],
  ['none', TEST],
  ['one', TEST],
  ['filter', { takes: ['list', 'test'], gives: 'argument' }],
  ['find', { takes: ['list', 'test'], gives: 'element' }],
  ['findLast', { takes: ['list', 'test'], gives: 'element' }],
  ['findIndex', { takes: ['list', 'test'], gives: 'integer' }],
  ['findLastIndex', { takes: ['list', 'test'], gives: 'integer' }],
  ['count', { takes: ['list', 'test'], least: 1, gives: 'integer' }],
  ['map', { takes: ['list', 'predicate'], gives: 'predicates' }],
  ['sum', { takes: ['list', 'predicate'], least: 1, gives: 'predicate' }],
  ['groupBy', { takes: ['list', 'predicate'], gives: 'map' }],
  ['sortBy', { takes: ['list', 'predicate', 'string'], least: 2, gives: 'argument' }],
  ['reduce', { takes: ['list', 'predicate', 'any'], least: 2, gives: 'unknown' }],

  ['first', { takes: ['list'], gives: 'firstOf' }],
  ['last', { takes: ['list'], gives: 'firstOf' }],
  ['take', { takes: ['list', 'integer'], gives: 'part' }],
  ['get', { takes: ['listOrMap', 'any'], gives: 'unknown' }],
  ['reverse', RESHAPED],
  ['uniq', RESHAPED],
  ['flatten', RESHAPED],
  ['sort', { takes: ['list', 'string'], least: 1, gives: 'list' }],
  ['concat', { takes: ['list'], unbounded: true, gives: 'list' }],
  ['join', { takes: ['list', 'string'], least: 1, gives: 'string' }],
  ['len', { takes: ['sized'], gives: 'integer' }],
  ['max', AGGREGATE],
  ['min', AGGREGATE],
  ['mean', AGGREGATE],
  ['median', AGGREGATE],
  ['keys', TAKEN_APART],
  ['values', TAKEN_APART],
  ['toPairs', TAKEN_APART],
  ['fromPairs', { takes: ['list'], gives: 'map' }],

  ['abs', { takes: ['number'], gives: 'argument' }],
  ['ceil', ROUND],
  ['floor', ROUND],
  ['round', ROUND],
  ['int', { takes: ['numeric'], gives: 'integer' }],
  ['float', { takes: ['numeric'], gives: 'float' }],
  ['bitand', BITS],
  ['bitor', BITS],
  ['bitxor', BITS],
  ['bitnand', BITS],
  ['bitshl', BITS],
  ['bitshr', BITS],
  ['bitushr', BITS],
  ['bitnot', { takes: ['integer'], gives: 'integer' }],

  ['trim', TRIM],
  ['trimPrefix', TRIM],
  ['trimSuffix', TRIM],
  ['upper', TEXT],
  ['lower', TEXT],
  ['split', TEXTS],
  ['splitAfter', TEXTS],
  ['replace', { takes: ['string', 'string', 'string', 'integer'], least: 3, gives: 'string' }],
  ['repeat', { takes: ['string', 'integer'], gives: 'string' }],
  ['indexOf', { takes: ['string', 'string'], gives: 'integer' }],
  ['lastIndexOf', { takes: ['string', 'string'], gives: 'integer' }],
  ['hasPrefix', { takes: ['string', 'string'], gives: 'boolean' }],
  ['hasSuffix', { takes: ['string', 'string'], gives: 'boolean' }],

  ['type', { takes: ['any'], gives: 'string' }],
  ['string', { takes: ['any'], gives: 'string' }],
  ['toJSON', { takes: ['any'], gives: 'string' }],
  ['fromJSON', { takes: ['string'], gives: 'unknown' }],
  ['toBase64', TEXT],
  ['fromBase64', TEXT],

  // Times and durations count as unknown: nothing more is said of them.
  ['now', { takes: ['any'], least: 0, gives: 'unknown' }],
  ['duration', { takes: ['string'], gives: 'unknown' }],
  ['date', { takes: ['any', 'any', 'any', 'any'], least: 1, gives: 'unknown' }],
  ['timezone', { takes: ['string'], gives: 'unknown' }],
]);

/** The variables that are always there. */
export const VARIABLES: readonly string[] = [RESULT, '$env'];

/** The names of all functions. */
export function functionNames(): Iterable<string> {
  return FUNCTIONS.keys();
}

/** How the function is called; `undefined` where there is none of the name. */
export function signatureOf(name: string): Signature | undefined {
  return FUNCTIONS.get(name);
}

/** How many arguments a function with a predicate takes at most; `undefined` for other functions. */
export function predicateArity(name: string): number | undefined {
  const takes = FUNCTIONS.get(name)?.takes ?? [];
  return takes.includes('test') || takes.includes('predicate') ? takes.length : undefined;
}

/** How many arguments the function takes, at least and at most. */
export function arity({ takes, least, unbounded }: Signature): { readonly least: number; readonly most: number } {
  return { least: least ?? takes.length, most: unbounded === true ? Infinity : takes.length };
}
