import type { Expr, Order } from './syntax';

/**
 * What is known of a value while a condition is evaluated without a measurement. A number, string or boolean without a
 * `value` is any of its kind, and a list has one description for all its elements.
 */
export type Value =
  /** `filledIn`: it comes from a placeholder, and is taken to be of the right type. */
  | { readonly kind: 'unknown'; readonly filledIn?: boolean }
  /** Evaluation stops here. */
  | { readonly kind: 'error' }
  /** `lacking`: what would have been a number, had the list been longer. */
  | { readonly kind: 'nil'; readonly lacking?: Expr }
  | { readonly kind: 'boolean'; readonly value?: boolean }
  | { readonly kind: 'number'; readonly value?: number }
  | { readonly kind: 'string'; readonly value?: string }
  | { readonly kind: 'list'; readonly length?: number; readonly element: Value }
  | { readonly kind: 'map' };

/** A list among the values. */
export type ListValue = Extract<Value, { kind: 'list' }>;

/** Nothing is known of it. */
export const ANYTHING: Value = { kind: 'unknown' };
/** There is none, for evaluation has failed. */
export const ERROR: Value = { kind: 'error' };
/** It is nil. */
export const NOTHING: Value = { kind: 'nil' };
/** It is true or false. */
export const SOME_BOOLEAN: Value = { kind: 'boolean' };
/** It is a number, perhaps NaN. */
export const SOME_NUMBER: Value = { kind: 'number' };
/** It is a text. */
export const SOME_STRING: Value = { kind: 'string' };
/** It has values by their keys. */
export const SOME_MAP: Value = { kind: 'map' };

/** A boolean; `undefined` where it may be either. */
export function boolean(value: boolean | undefined): Value {
  return value === undefined ? SOME_BOOLEAN : { kind: 'boolean', value };
}

/** A number; beyond what JavaScript counts exactly, any number. */
export function number(value: number | undefined): Value {
  return value === undefined || (Number.isInteger(value) && !Number.isSafeInteger(value)) ? SOME_NUMBER : { kind: 'number', value };
}

/** A list of so many elements; `undefined` where their number is not known. */
export function list(length: number | undefined, element: Value): Value {
  return length === undefined ? { kind: 'list', element } : { kind: 'list', length, element };
}

/** Whether the value is a number, and not one. */
export function isNaNValue(value: Value): boolean {
  return value.kind === 'number' && Number.isNaN(value.value);
}

/** What is known of a value that is the one or the other. An error is not: then there is no value. */
export function join(left: Value, right: Value): Value {
  if (left.kind === 'error' || left === right) {
    return right;
  }
  if (right.kind === 'error') {
    return left;
  }
  if (left.kind === 'list' && right.kind === 'list') {
    return list(left.length === right.length ? left.length : undefined, join(left.element, right.element));
  }
  switch (left.kind) {
    case 'boolean':
      return right.kind === 'boolean' ? boolean(left.value === right.value ? left.value : undefined) : ANYTHING;
    case 'number':
      return right.kind === 'number' ? number(Object.is(left.value, right.value) ? left.value : undefined) : ANYTHING;
    case 'string':
      return right.kind === 'string' && left.value === right.value ? left : right.kind === 'string' ? SOME_STRING : ANYTHING;
    case 'unknown':
    case 'nil':
    case 'list':
    case 'map':
      return left.kind === right.kind && left.kind === 'map' ? left : ANYTHING;
  }
}

/** What is known of each of several values. */
export function joinAll(values: readonly Value[]): Value {
  const [first, ...others] = values;
  return first === undefined ? ANYTHING : others.reduce(join, first);
}

/** Whether two values equal each other; `undefined` where that is not known. NaN equals nothing. */
export function equals(left: Value, right: Value): boolean | undefined {
  if (isNaNValue(left) || isNaNValue(right)) {
    return false;
  }
  if (left.kind === 'unknown' || right.kind === 'unknown' || left.kind === 'map' || right.kind === 'map') {
    return undefined;
  }
  if (left.kind === 'list' && right.kind === 'list') {
    return equalLists(left, right);
  }
  if (left.kind !== right.kind) {
    return false;
  }
  if (left.kind === 'nil') {
    return true;
  }
  const [first, second] = [scalar(left), scalar(right)];
  return first === undefined || second === undefined ? undefined : first === second;
}

function equalLists(left: ListValue, right: ListValue): boolean | undefined {
  if (left.length === undefined || right.length === undefined) {
    return undefined;
  }
  if (left.length !== right.length) {
    return false;
  }
  return left.length === 0 ? true : equals(left.element, right.element);
}

/** Whether one number is above, or below, the other; NaN is neither. */
export function inOrder(operator: Order, left: Value, right: Value): boolean | undefined {
  if (isNaNValue(left) || isNaNValue(right)) {
    return false;
  }
  const [first, second] = [scalar(left), scalar(right)];
  if (typeof first !== 'number' || typeof second !== 'number') {
    return undefined;
  }
  switch (operator) {
    case '<':
      return first < second;
    case '<=':
      return first <= second;
    case '>':
      return first > second;
    case '>=':
      return first >= second;
  }
}

/** The value itself, where it is known. */
export function scalar(value: Value): boolean | number | string | undefined {
  return value.kind === 'boolean' || value.kind === 'number' || value.kind === 'string' ? value.value : undefined;
}

/** The number itself, where it is known. */
export function numeric(value: Value): number | undefined {
  return value.kind === 'number' ? value.value : undefined;
}
