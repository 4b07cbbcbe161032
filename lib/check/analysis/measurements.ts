import type { AnalysisUse } from '../views/analyses';
import type { AnalysisTemplate, Argument, Metric } from '../views/analysis-template';
import { durationSeconds } from './durations';
import { asNumber } from '../../model/json';
import { firstBy } from '../lookup';
import { oncePer } from '../once-per';

const PLACEHOLDER = /^\{\{\s*args\.([^{}\s]+)\s*\}\}$/;
const DIGITS = /^[+-]?\d+$/;
const UNKNOWN = Symbol('known only in the cluster');

/** A count as the controller reads it, a number or a text of digits; `undefined` where it is neither. */
export function asCount(value: unknown): number | undefined {
  return typeof value === 'string' && DIGITS.test(value) ? Number(value) : asNumber(value);
}

/**
 * How many measurements a metric takes before it is done: `Infinity` where it goes on until it is stopped, `undefined`
 * where that depends on what the manifests do not tell.
 */
export function measurements(metric: Metric, use: AnalysisUse): number | undefined {
  const count = resolve(metric.count, use);
  // A text that is no number is ARO217's to report, whatever comes of it.
  if (count === UNKNOWN || (typeof count === 'string' && count !== '' && asCount(count) === undefined)) {
    return undefined;
  }
  // The controller reads 0 as absent.
  const number = asCount(count) ?? 0;
  if (number !== 0) {
    return number;
  }
  return metric.interval === undefined ? 1 : Infinity;
}

/** Whether a metric says how often it measures, as opposed to measuring once because nothing is said. */
export function isCounted(metric: Metric, use: AnalysisUse): boolean {
  const most = metric.count === undefined ? undefined : measurements({ ...metric, interval: '1s' }, use);
  return most !== undefined && most !== Infinity;
}

/**
 * The argument that decides the count of a metric which the controller takes for endless when it checks a Rollout: it fills
 * in the template's own values only, and nothing that the Rollout supplies. `undefined` where the metric ends.
 */
export function undecidedCount({ count, interval }: Metric, template: AnalysisTemplate): string | undefined {
  const name = placeholderIn(count);
  const argument = name === undefined ? undefined : template.argument(name);
  return interval === undefined || argument === undefined || (asCount(argument.value) ?? 0) !== 0 ? undefined : name;
}

/** The seconds from the start of the run to the first measurement; `undefined` where the manifests do not tell. */
export function firstMeasurement(metric: Metric, use: AnalysisUse): number | undefined {
  return metric.initialDelay === undefined ? 0 : seconds(metric.initialDelay, use);
}

/** The seconds from the start of the run to the last measurement, if all goes well; `undefined` where that is not known. */
export function lastMeasurement(metric: Metric, use: AnalysisUse): number | undefined {
  const first = firstMeasurement(metric, use);
  const count = measurements(metric, use);
  const interval = metric.interval === undefined ? 0 : seconds(metric.interval, use);
  if (first === undefined || interval === undefined || count === undefined || count === Infinity) {
    return undefined;
  }
  return first + Math.max(count - 1, 0) * interval;
}

function seconds(value: unknown, use: AnalysisUse): number | undefined {
  const text = resolve(value, use);
  const given = typeof text === 'string' ? durationSeconds(text) : undefined;
  return given === undefined ? undefined : Math.max(given, 0);
}

/** The name of the argument where a value is a placeholder and nothing else. */
function placeholderIn(value: unknown): string | undefined {
  return typeof value === 'string' ? PLACEHOLDER.exec(value)?.[1] : undefined;
}

/** What a value is once the arguments are filled in; those of the Rollout come before the templates' own values. */
function resolve(value: unknown, use: AnalysisUse): unknown {
  const name = placeholderIn(value);
  if (name === undefined) {
    return typeof value === 'string' && value.includes('{{') ? UNKNOWN : value;
  }
  return valuedArguments(use).get(name)?.value ?? UNKNOWN;
}

/** The arguments that have a value, or will have one in the cluster, by their names. */
export const valuedArguments = oncePer((use: AnalysisUse): ReadonlyMap<string, Argument> => {
  const declared = use.templates.flatMap(({ template }) => template.args);
  const given = [...use.args, ...declared].filter(({ value, hasSource }) => value !== undefined || hasSource);
  return firstBy(given, ({ name }) => name);
});
