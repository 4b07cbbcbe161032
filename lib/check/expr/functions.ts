import { hasElement, sliceOf } from './calculation';
import { isResult } from './problem';
import type { Call } from './syntax';
import type { Trial } from './trial';
import type { ListValue, Value } from './values';
import {
  ANYTHING, SOME_BOOLEAN, SOME_MAP, SOME_NUMBER, SOME_STRING, boolean, isNaNValue, joinAll, list, number, numeric,
} from './values';
import { signatureOf } from './vocabulary';

/** What a function gives for these values. */
type Apply = (args: readonly Value[], call: Call, trial: Trial) => Value;

const FUNCTIONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['len', ([value = ANYTHING], _, trial) => length(value, trial)],
  ['isNaN', ([value = ANYTHING], _, trial) => test(value, Number.isNaN, trial)],
  ['isInf', ([value = ANYTHING], _, trial) => test(value, (known) => Math.abs(known) === Infinity, trial)],
  ['asFloat', ([value = ANYTHING], _, trial) => convert(value, (known) => known, trial)],
  ['float', ([value = ANYTHING], _, trial) => convert(value, (known) => known, trial)],
  ['asInt', ([value = ANYTHING], _, trial) => convert(value, truncate, trial)],
  ['int', ([value = ANYTHING], _, trial) => convert(value, truncate, trial)],
  ['abs', ([value = ANYTHING], _, trial) => calculate(value, Math.abs, trial)],
  ['ceil', ([value = ANYTHING], _, trial) => calculate(value, Math.ceil, trial)],
  ['floor', ([value = ANYTHING], _, trial) => calculate(value, Math.floor, trial)],
  // Go rounds halves away from zero.
  ['round', ([value = ANYTHING], _, trial) => calculate(value, (known) => Math.sign(known) * Math.round(Math.abs(known)), trial)],

  ['max', (args, call, trial) => extreme(args, call, trial, (best, next) => best < next)],
  ['min', (args, call, trial) => extreme(args, call, trial, (best, next) => best > next)],
  ['mean', (args, _, trial) => average(args, trial)],
  ['median', (args, _, trial) => average(args, trial)],

  ['first', ([value = ANYTHING], call, trial) => elementOf(value, number(0), call, trial)],
  ['last', ([value = ANYTHING], call, trial) => elementOf(value, number(-1), call, trial)],
  ['get', ([value = ANYTHING, index = ANYTHING], call, trial) => elementOf(value, index, call, trial)],
  ['take', ([value = ANYTHING, count = ANYTHING], _, trial) => take(value, count, trial)],
  ['reverse', ([value = ANYTHING], _, trial) => reshape(value, (known) => known.length, trial)],
  ['sort', ([value = ANYTHING], _, trial) => reshape(value, (known) => known.length, trial)],
  ['uniq', ([value = ANYTHING], _, trial) => reshape(value, (known) => (known.length ?? 2) < 2 ? known.length : undefined, trial)],
  ['concat', (args, _, trial) => concat(args, trial)],

  // Argo Rollouts looks at the result, whatever the argument is; a measured list is never nil, not even an empty one.
  ['isNil', ([value = ANYTHING], { args }) => isResult(args[0]) ? boolean(isNil(value)) : SOME_BOOLEAN],
  ['default', ([value = ANYTHING, otherwise = ANYTHING], { args }) => fallback(value, otherwise, isResult(args[0]))],
  ['type', () => SOME_STRING],
  ['string', () => SOME_STRING],
  ['toJSON', () => SOME_STRING],
]);

/** What a function without a predicate gives, for arguments of which none is an error. */
export function applyFunction(call: Call, args: readonly Value[], trial: Trial): Value {
  const apply = call.name === undefined ? undefined : FUNCTIONS.get(call.name);
  return apply === undefined ? trial.doubt(kindOf(call)) : apply(args, call, trial);
}

/** The little that is known of what any other function gives. */
function kindOf({ name }: Call): Value {
  switch (name === undefined ? undefined : signatureOf(name)?.gives) {
    case 'boolean':
      return SOME_BOOLEAN;
    case 'integer':
    case 'long':
    case 'float':
      return SOME_NUMBER;
    case 'string':
      return SOME_STRING;
    case 'list':
      return list(undefined, ANYTHING);
    case 'map':
      return SOME_MAP;
    case undefined:
    case 'unknown':
    case 'argument':
    case 'element':
    case 'firstOf':
    case 'part':
    case 'numbers':
    case 'predicate':
    case 'predicates':
      return ANYTHING;
  }
}

function length(value: Value, trial: Trial): Value {
  if (value.kind === 'list') {
    return number(value.length);
  }
  return value.kind === 'string' || value.kind === 'map' ? SOME_NUMBER : ofUnknown(value, SOME_NUMBER, trial);
}

function test(value: Value, holds: (known: number) => boolean, trial: Trial): Value {
  if (value.kind === 'number' && value.value !== undefined && !Number.isInteger(value.value)) {
    return boolean(holds(value.value));
  }
  // Both take what expr holds as a float only, and fail for what it counted.
  return value.kind === 'number' ? trial.doubt(SOME_BOOLEAN) : ofUnknown(value, SOME_BOOLEAN, trial);
}

function convert(value: Value, conversion: (known: number) => number | undefined, trial: Trial): Value {
  // A text may be no number.
  return value.kind === 'string' ? trial.doubt(SOME_NUMBER) : calculate(value, conversion, trial);
}

function calculate(value: Value, calculation: (known: number) => number | undefined, trial: Trial): Value {
  if (value.kind === 'number') {
    return number(value.value === undefined ? undefined : calculation(value.value));
  }
  return ofUnknown(value, SOME_NUMBER, trial);
}

/** What NaN and the like become depends on the machine. */
function truncate(known: number): number | undefined {
  return Number.isFinite(known) ? Math.trunc(known) : undefined;
}

/** What is given for a value that may be of the right kind, although that is not known; an error where it is not. */
function ofUnknown(value: Value, given: Value, trial: Trial): Value {
  if (value.kind !== 'unknown') {
    return trial.reject(value);
  }
  return value.filledIn === true ? given : trial.doubt(given);
}

function extreme(args: readonly Value[], call: Call, trial: Trial, better: (best: number, next: number) => boolean): Value {
  const [only] = args;
  if (args.length === 1 && only?.kind === 'list') {
    return only.length === 0 ? { kind: 'nil', lacking: call } : sameNumber(only, trial);
  }
  const numbers = args.flatMap((arg) => numeric(arg) ?? []);
  if (numbers.length === args.length && numbers.length > 0) {
    return number(numbers.reduce((best, next) => better(best, next) ? next : best));
  }
  if (args.length > 1 && args.some(({ kind }) => kind === 'nil')) {
    return trial.reject(...args);
  }
  return args.every(({ kind }) => kind === 'number') ? SOME_NUMBER : trial.doubt(ANYTHING);
}

/** Nothing is 0 on average. */
function average(args: readonly Value[], trial: Trial): Value {
  const [only] = args;
  if (args.length === 1 && only?.kind === 'list') {
    return only.length === 0 ? number(0) : sameNumber(only, trial);
  }
  if (args.length === 1 && only?.kind === 'number') {
    return only;
  }
  return args.every(({ kind }) => kind === 'number') ? SOME_NUMBER : trial.doubt(SOME_NUMBER);
}

/** The number that an aggregate of a list gives where all its elements are one number, or there is one only. */
function sameNumber({ length: count, element }: ListValue, trial: Trial): Value {
  if (count === undefined || element.kind !== 'number') {
    return trial.doubt(ANYTHING);
  }
  return count === 1 || isNaNValue(element) ? element : SOME_NUMBER;
}

/** An element, or nil beyond the ends of the list. */
function elementOf(value: Value, index: Value, call: Call, trial: Trial): Value {
  if (value.kind !== 'list') {
    // Of what is no list, `first` and `last` make nil.
    return trial.doubt(ANYTHING);
  }
  if (index.kind === 'number' && index.value !== undefined && !Number.isInteger(index.value)) {
    return trial.fail();
  }
  const found = hasElement(value, index);
  if (found === false) {
    return { kind: 'nil', lacking: call };
  }
  return found === true ? value.element : ANYTHING;
}

function take(value: Value, count: Value, trial: Trial): Value {
  const most = numeric(count);
  if (value.kind !== 'list' || most === undefined) {
    return trial.doubt(list(undefined, ANYTHING));
  }
  return most < 0 ? trial.fail() : sliceOf(value, undefined, count);
}

function reshape(value: Value, count: (known: ListValue) => number | undefined, trial: Trial): Value {
  return value.kind === 'list' ? list(count(value), value.element) : ofUnknown(value, list(undefined, ANYTHING), trial);
}

function concat(args: readonly Value[], trial: Trial): Value {
  const lists = args.flatMap((arg) => arg.kind === 'list' ? [arg] : []);
  if (lists.length < args.length) {
    return trial.doubt(list(undefined, ANYTHING));
  }
  const lengths = lists.flatMap((known) => known.length ?? []);
  const filled = lists.filter((known) => known.length !== 0);
  const total = lengths.length === lists.length ? lengths.reduce((sum, next) => sum + next, 0) : undefined;
  return list(total, joinAll(filled.map(({ element }) => element)));
}

function isNil(value: Value): boolean | undefined {
  return value.kind === 'unknown' || value.kind === 'error' ? undefined : value.kind === 'nil';
}

function fallback(value: Value, otherwise: Value, ofResult: boolean): Value {
  // Some versions of Argo Rollouts fall back on the result, others on the argument.
  if (!ofResult || value.kind === 'unknown') {
    return ANYTHING;
  }
  return value.kind === 'nil' ? otherwise : value;
}
