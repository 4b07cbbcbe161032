import type { BinaryOperator } from './syntax';
import type { ListValue, Value } from './values';
import { ANYTHING, SOME_NUMBER, SOME_STRING, list, number, numeric } from './values';

/** An operator that calculates a value, rather than choosing or comparing. */
export type Calculation = Extract<BinaryOperator, '+' | '-' | '*' | '/' | '%' | '**'>;

/** What a calculation gives; `undefined` where it cannot be done. What is unknown may be a time or a duration too. */
export function calculate(operator: Calculation, left: Value, right: Value): Value | undefined {
  const operands = [beside(left, right), beside(right, left)];
  const all = (...kinds: readonly Value['kind'][]): boolean => operands.every(({ kind }) => kinds.includes(kind));
  const [first, second] = operands.map(numeric);
  if (all('number')) {
    return first === undefined || second === undefined ? withNaN(operator, first, second) : calculated(operator, first, second);
  }
  if (operator === '+' && all('string', 'unknown')) {
    return all('unknown') ? ANYTHING : SOME_STRING;
  }
  return all('number', 'unknown') ? ANYTHING : undefined;
}

/** What is filled in next to a number is taken for a number. */
function beside(value: Value, other: Value): Value {
  return other.kind === 'number' && value.kind === 'unknown' && value.filledIn === true ? SOME_NUMBER : value;
}

/** NaN makes everything NaN but a power, where expr follows Go: `1 ** x` and `x ** 0` are 1. */
function withNaN(operator: Calculation, left: number | undefined, right: number | undefined): Value {
  return operator !== '**' && (Number.isNaN(left) || Number.isNaN(right)) ? number(NaN) : SOME_NUMBER;
}

function calculated(operator: Calculation, left: number, right: number): Value | undefined {
  switch (operator) {
    case '+':
      return number(left + right);
    case '-':
      return number(left - right);
    case '*':
      return number(left * right);
    case '/':
      return number(left / right);
    case '%':
      return right !== 0 && Number.isInteger(left) && Number.isInteger(right) ? number(left % right) : undefined;
    case '**':
      return number(left === 1 || (left === -1 && Math.abs(right) === Infinity) ? 1 : left ** right);
  }
}

/** The whole numbers from one to another. */
export function rangeOf(from: Value, to: Value): Value {
  const [first, last] = [numeric(from), numeric(to)];
  if (first === undefined || last === undefined) {
    return list(undefined, SOME_NUMBER);
  }
  const length = Math.max(0, last - first + 1);
  return list(length, length === 1 ? number(first) : SOME_NUMBER);
}

/** The part of a list from one index to before another; bounds outside of it are moved to its ends. */
export function sliceOf(object: ListValue, from: Value | undefined, to: Value | undefined): Value {
  const { length, element } = object;
  const first = from === undefined ? 0 : numeric(from);
  const last = to === undefined ? length : numeric(to);
  if (length === 0) {
    return object;
  }
  if (length === undefined || first === undefined || last === undefined) {
    return list(undefined, element);
  }
  const inside = (index: number): number => Math.min(Math.max(0, fromStart(index, length)), length);
  return list(Math.max(0, inside(last) - inside(first)), element);
}

/** Whether a list has an element at an index; `undefined` where that is not known. */
export function hasElement({ length }: ListValue, index: Value): boolean | undefined {
  const position = numeric(index);
  if (length === undefined || position === undefined) {
    return length === 0 ? false : undefined;
  }
  const counted = fromStart(position, length);
  return counted >= 0 && counted < length;
}

/** A negative index counts from the end. */
function fromStart(index: number, length: number): number {
  return index < 0 ? index + length : index;
}
