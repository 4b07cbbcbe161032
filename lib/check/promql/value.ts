/** What an instant query can give: one number, a list of series, the history of each series, or a text. */
export type ValueKind = 'scalar' | 'vector' | 'matrix' | 'string';

/** Where a value may be NaN: said as a condition, `it divides 0 by 0`. */
export type NaNSource = string;

/** What is known of the value of a part of a query. */
export interface Value {
  /** `undefined` where a placeholder decides. */
  readonly kind: ValueKind | undefined;
  /** How it comes to be NaN, which it does in the course of things; `undefined` where it does not. */
  readonly nan: NaNSource | undefined;
  /** Whether there always is one, whatever series there are. */
  readonly isPresent: boolean;
  /** Whether it is a single series that no label tells from another such, so that two of them match. */
  readonly isPlain: boolean;
  /** Whether it is never 0. */
  readonly isNonZero: boolean;
  /** The number, where it is a literal. */
  readonly number?: number;
}

/** What a placeholder stands for may be anything, also something in good order. */
export const UNKNOWN: Value = { kind: undefined, nan: undefined, isPresent: true, isPlain: true, isNonZero: true };

/** The series of a metric. There may be none. */
export const SERIES: Value = { kind: 'vector', nan: undefined, isPresent: false, isPlain: false, isNonZero: false };

export function numberValue(text: string): Value {
  const number = Number(text.replace(/_/g, ''));
  return { kind: 'scalar', nan: undefined, isPresent: true, isPlain: true, isNonZero: number !== 0, number };
}

/** The series over time. */
export function overTime(value: Value): Value {
  return { ...SERIES, kind: 'matrix', nan: value.nan };
}

/** How the first of them that may be NaN comes to be it. */
export function firstNaN(values: readonly Value[]): NaNSource | undefined {
  return values.find(({ nan }) => nan !== undefined)?.nan;
}
