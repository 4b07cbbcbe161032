import { Problem, UsageError } from './usage-error';

/** Where a value stands, and what to do when it is refused. */
export interface Place {
  readonly path?: string;
  readonly field: string;
  readonly fix: string;
}

/** The value, if it is a whole number within the bounds. */
export function requireInteger(value: number, min: number, max: number, place: Place): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new UsageError({ ...place, value, rule: `is not a whole number ${range}` });
  }
  return value;
}

/** The value, if it is a whole number of at least `min`; nothing stays nothing. */
export function optionalInteger(value: number | undefined, min: number, place: Place): number | undefined {
  return value === undefined ? undefined : requireInteger(value, min, Number.MAX_SAFE_INTEGER, place);
}

/** The list, if it has an item. */
export function requireItems<T>(items: readonly T[], place: Place): readonly T[] {
  if (items.length === 0) {
    throw new UsageError({ ...place, rule: 'is empty' });
  }
  return items;
}

/** The value, if it is given. */
export function requireGiven<T>(value: T | undefined, problem: Problem): T {
  if (value === undefined) {
    throw new UsageError(problem);
  }
  return value;
}

/** The text, if it holds more than white space. */
export function requireText(value: string | undefined, place: Place): string {
  // As of a variable of the environment that is not set, which a program may have said is.
  if (value === undefined) {
    throw new UsageError({ ...place, rule: 'is undefined' });
  }
  if (value.trim() === '') {
    throw new UsageError({ ...place, value, rule: 'is empty' });
  }
  return value;
}
