import { PROMQL_FUNCTIONS } from './functions';
import type { Value } from './value';

/** A function that is given a value of another type than it takes, for which Prometheus refuses the query. */
export interface Misuse {
  readonly text: string;
  readonly fix: string;
}

/** Functions of the values over a range of time, apart from those whose names say so. */
const OF_RANGES: ReadonlySet<string> = new Set([
  'changes', 'delta', 'deriv', 'double_exponential_smoothing', 'idelta', 'increase', 'irate', 'predict_linear', 'rate', 'resets',
]);

/**
 * What is wrong with the types of what a function or an aggregation is given, as far as ranges go.
 *
 * @param args what is known of each; nothing is said about one that a placeholder decides
 */
export function misuseOfFunction(name: string, args: readonly Value[]): Misuse | undefined {
  if (!PROMQL_FUNCTIONS.has(name)) {
    return undefined;
  }
  const takesRange = OF_RANGES.has(name) || name.endsWith('_over_time');
  const unfit = takesRange ? 'vector' : 'matrix';
  if (!args.some(({ kind }) => kind === unfit)) {
    return undefined;
  }
  return takesRange
    ? { text: `gives ${name} one value of each series, where it takes those of a range of time`, fix: `give ${name} a range, such as requests_total[2m]` }
    : { text: `gives ${name} the values of a range of time, where it takes one of each series`, fix: RANGE_FIX };
}

/** What is wrong with the types of the two sides of an operator, as far as ranges go. */
export function misuseOfOperator(left: Value, right: Value): Misuse | undefined {
  return left.kind === 'matrix' || right.kind === 'matrix'
    ? { text: 'calculates with the values of a range of time, where an operator takes one of each series', fix: RANGE_FIX } : undefined;
}

const RANGE_FIX = 'take away the range, or put it into a function of a range, such as rate(…)';
