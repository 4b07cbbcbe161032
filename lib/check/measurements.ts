import type { AnalysisUse } from './analyses';
import type { Metric } from './analysis-template';
import { asNumber } from '../model/json';

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
  const count = typeof metric.count === 'string' ? resolve(metric.count, use) : metric.count;
  if (count === UNKNOWN) {
    return undefined;
  }
  // The controller reads what is not a number as 0, and 0 as absent.
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

/** What the count is once the arguments are filled in; those of the Rollout come before the templates' own values. */
function resolve(text: string, use: AnalysisUse): unknown {
  const name = PLACEHOLDER.exec(text)?.[1];
  if (name === undefined) {
    return text.includes('{{') ? UNKNOWN : text;
  }
  const declared = use.templates.flatMap(({ template }) => template.args);
  for (const argument of [...use.args, ...declared]) {
    if (argument.name === name && (argument.value !== undefined || argument.hasSource)) {
      return argument.value ?? UNKNOWN;
    }
  }
  return UNKNOWN;
}
