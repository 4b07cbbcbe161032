import { evaluate } from './evaluate';
import { isResult } from './problem';
import type { Expr, Member } from './syntax';
import { partsOf, startOf } from './syntax';
import { SOME_NUMBER, list } from './values';

/** How many lengths of the result are tried at most; a condition that compares with more of them is not written by hand. */
const MOST_LENGTHS = 64;

/** An element of the result that a condition may look at where there is none, which makes the measurement an error. */
export interface UnguardedElement {
  /** Where it begins, counted from 1. */
  readonly position: number;
  /** The length of a result that is too short. */
  readonly length: number;
  /** What is wrong, to be read after the condition itself. */
  readonly text: string;
  /** How to mend it. */
  readonly fix: string;
}

/**
 * The first element that the condition may look at in a result that is too short for it; `undefined` where a guard as
 * `len(result) > 0 &&` comes before each of them.
 *
 * The condition is evaluated for each length that makes a difference, with elements of which nothing is known.
 * `default(result[0], …)` is no guard: what is in the brackets is evaluated first.
 */
export function unguardedElement(ast: Expr): UnguardedElement | undefined {
  for (const length of lengthsOfInterest(ast)) {
    const { lacking } = evaluate(ast, list(length, SOME_NUMBER));
    if (lacking !== undefined) {
      return describe(lacking, length);
    }
  }
  return undefined;
}

/** The lengths around the numbers in the condition, from small to large: between these, it behaves the same. */
function lengthsOfInterest(ast: Expr): readonly number[] {
  const lengths = new Set([0]);
  const open = [ast];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'number') {
      const whole = Math.trunc(next.value);
      [whole - 1, whole, whole + 1].filter((length) => length >= 0).forEach((length) => lengths.add(length));
    }
    open.push(...partsOf(next));
  }
  return [...lengths].sort((left, right) => left - right).slice(0, MOST_LENGTHS);
}

function describe(lacking: Expr, length: number): UnguardedElement {
  const position = startOf(lacking);
  const where = length === 0 ? 'the result is empty' : `the result has only ${length} element${length === 1 ? '' : 's'}`;
  const index = lacking.kind === 'member' ? indexOf(lacking) : undefined;
  const fix = `put ${guard(index ?? length, length)} && before it`;
  if (lacking.kind === 'call') {
    const text = `takes what ${lacking.name ?? 'a function'} gives at position ${position} for a number, although it is nil where ${where}`;
    return { position, length, text, fix };
  }
  const isDirect = lacking.kind === 'member' && isResult(lacking.object) && index !== undefined;
  const text = `looks at ${isDirect ? `result[${index}]` : 'an element'} at position ${position} even where ${where}`;
  return { position, length, text, fix };
}

/** The condition under which the element is there. */
function guard(index: number, tooShort: number): string {
  return index < 0 ? `len(result) >= ${-index}` : `len(result) > ${Math.max(index, tooShort)}`;
}

function indexOf({ property }: Member): number | undefined {
  if (property.kind === 'unary' && property.operator === '-' && property.operand.kind === 'number') {
    return -property.operand.value;
  }
  return property.kind === 'number' ? property.value : undefined;
}
