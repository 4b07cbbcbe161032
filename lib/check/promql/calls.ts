import type { NaNSource, Value } from './value';
import { firstNaN, numberValue, UNKNOWN } from './value';

/** Aggregations that count rather than calculate. */
const COUNTING: ReadonlySet<string> = new Set(['count', 'group', 'count_values']);

/** Aggregations that choose some of the series. */
const CHOOSING: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio', 'count_values']);

/** What comes of an aggregation, of which the last argument is aggregated. */
export function aggregated(operation: string, args: readonly Value[], isGrouped: boolean): Value {
  const value = args[args.length - 1] ?? UNKNOWN;
  const isCount = COUNTING.has(operation);
  return {
    kind: 'vector',
    nan: isCount ? undefined : value.nan,
    isPresent: value.isPresent,
    isPlain: CHOOSING.has(operation) ? value.isPlain : !isGrouped,
    isNonZero: isCount,
  };
}

/** Functions that have no answer without observations. */
const OF_OBSERVATIONS: ReadonlySet<string> = new Set([
  'histogram_avg', 'histogram_fraction', 'histogram_quantile', 'histogram_quantiles', 'histogram_stddev', 'histogram_stdvar',
]);

/** Functions that look at when there were values, or whether, rather than at what they were. */
const BLIND: ReadonlySet<string> = new Set([
  'absent', 'absent_over_time', 'changes', 'count_over_time', 'pi', 'present_over_time', 'resets', 'time', 'timestamp',
]);

/** Functions of the time that is given, or else of the present time. */
const OF_TIME: ReadonlySet<string> = new Set([
  'day_of_month', 'day_of_week', 'day_of_year', 'days_in_month', 'hour', 'minute', 'month', 'year',
]);

/** Functions that give a value for each value. */
const BY_ELEMENT: ReadonlySet<string> = new Set([
  'abs', 'ceil', 'clamp', 'clamp_max', 'clamp_min', 'deg', 'exp', 'floor', 'label_join', 'label_replace', 'ln', 'log10', 'log2', 'rad',
  'round', 'sgn', 'sort', 'sort_by_label', 'sort_by_label_desc', 'sort_desc', 'sqrt', 'timestamp', ...OF_TIME,
]);

/** Functions that change labels. */
const LABELLING: ReadonlySet<string> = new Set(['label_join', 'label_replace']);

/** What a function gives. */
export function called(name: string, args: readonly Value[]): Value {
  const [first] = args;
  if (name === 'time' || name === 'pi') {
    return numberValue('1');
  }
  if (name === 'scalar') {
    const isOne = first === undefined || (first.isPresent && first.isPlain);
    const nan = isOne ? first?.nan : 'scalar gets no series, or several';
    return { kind: 'scalar', nan, isPresent: true, isPlain: true, isNonZero: first?.isNonZero ?? false };
  }
  if (name === 'vector' || (OF_TIME.has(name) && first === undefined)) {
    return { ...first ?? UNKNOWN, kind: 'vector' };
  }
  const series = args.find(({ kind }) => kind !== 'scalar' && kind !== 'string');
  const isByElement = BY_ELEMENT.has(name) && series !== undefined;
  return {
    kind: 'vector',
    nan: nanOf(name, args),
    isPresent: isByElement && series.isPresent,
    isPlain: isByElement && series.isPlain && !LABELLING.has(name),
    isNonZero: (name === 'clamp_min' || name === 'clamp') && (args[1]?.number ?? 0) > 0,
  };
}

function nanOf(name: string, args: readonly Value[]): NaNSource | undefined {
  if (OF_OBSERVATIONS.has(name)) {
    return `${name} has no observations`;
  }
  return BLIND.has(name) ? undefined : firstNaN(args);
}
