import { PROMQL_FUNCTIONS } from './functions';
import type { Value } from './value';
import { UNKNOWN } from './value';

/** A function that is given a value of another type than it takes, for which Prometheus refuses the query. */
export interface Misuse {
  readonly text: string;
  readonly fix: string;
}

const RANGE_FIX = 'take away the range, or put it into a function of a range, such as rate(…)';
const CALCULATES_WITH_RANGE: Misuse = {
  text: 'calculates with the values of a range of time, where an operator takes one of each series', fix: RANGE_FIX,
};

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

/** How many arguments a function takes that is often given too few or too many. */
const ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ['bottomk', 2], ['clamp', 3], ['clamp_max', 2], ['clamp_min', 2], ['count_values', 2], ['histogram_quantile', 2], ['label_replace', 5],
  ['limit_ratio', 2], ['limitk', 2], ['predict_linear', 2], ['quantile', 2], ['quantile_over_time', 2], ['topk', 2],
]);

/** What is wrong with the number of arguments of a function or an aggregation; a placeholder may stand for several. */
export function misuseOfCount(name: string, args: readonly Value[]): Misuse | undefined {
  const wanted = ARGUMENTS.get(name);
  const given = args.length;
  return wanted === undefined || wanted === given || args.some(({ kind }) => kind === UNKNOWN.kind) ? undefined
    : { text: `gives ${name} ${given} argument${given === 1 ? '' : 's'}, where it takes ${wanted}`, fix: `give ${name} what it takes` };
}

/** The parts that an offset may follow. */
const SELECTORS: ReadonlySet<string> = new Set(['VectorSelector', 'MatrixSelector', 'SubqueryExpr', 'StepInvariantExpr']);

/** The parts that a range or an offset only seems to follow: to Prometheus it binds more closely than an operator. */
const OPERATIONS: ReadonlySet<string> = new Set(['UnaryExpr', 'BinaryExpr']);

/** What is wrong with a range or an offset, by the part that it follows. */
export function misuseOfModifier(modified: string, part: string): Misuse | undefined {
  if (modified === 'OffsetExpr') {
    const fix = 'put it behind the selector, as x[5m] offset 1h';
    return SELECTORS.has(part) || OPERATIONS.has(part) ? undefined : { text: 'has an offset behind what is no selector', fix };
  }
  if (OPERATIONS.has(part)) {
    return CALCULATES_WITH_RANGE;
  }
  const fix = 'put the range behind a selector, or a colon into it for a subquery, as [5m:]';
  return part === 'VectorSelector' ? undefined : { text: 'takes a range of what is no selector', fix };
}

/** What is wrong with the types of the two sides of an operator, as far as ranges go. */
export function misuseOfOperator(left: Value, right: Value): Misuse | undefined {
  return left.kind === 'matrix' || right.kind === 'matrix' ? CALCULATES_WITH_RANGE : undefined;
}
