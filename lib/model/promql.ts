import { goDuration } from './go-duration';

/** How a label is compared. */
export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** One label matcher of a selector. */
export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

/** A series and what it is narrowed to. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

/** `metric{label="value"}`, the values escaped as PromQL strings. Placeholders of an analysis pass unchanged. */
export function selector({ metric, matchers }: Selector): string {
  return `${metric}{${matchers.map(({ label, operator, value }) => `${label}${operator}"${escapeString(value)}"`).join(',')}}`;
}

/** The per-second rate over the window, of all series together, or by the labels. */
export function sumOfRates(of: Selector, windowMilliseconds: number, by: readonly string[] = []): string {
  const grouping = by.length === 0 ? '' : ` by (${by.join(', ')}) `;
  return `sum${grouping}(rate(${selector(of)}[${goDuration(windowMilliseconds)}]))`;
}

/**
 * The share of `part` in `whole`.
 *
 * A part without any series counts as 0: were it left out, a version that only fails would look like one without
 * traffic. No traffic gives no result, or NaN.
 */
export function ratio(part: Selector, whole: Selector, windowMilliseconds: number): string {
  return `(${sumOfRates(part, windowMilliseconds)} or vector(0))\n/\n${sumOfRates(whole, windowMilliseconds)}`;
}

/** The value below which `quantile` (0 to 1) of a histogram's observations lie. */
export function histogramQuantile(quantile: number, buckets: Selector, windowMilliseconds: number): string {
  return `histogram_quantile(${quantile}, ${sumOfRates(buckets, windowMilliseconds, ['le'])})`;
}

/** The result of the first query that has one. NaN is none: it is neither above nor below anything. */
export function firstResult(queries: readonly string[]): string {
  const last = queries.length - 1;
  return queries.map((query, index) => index === last ? query : `(\n${query}\n) >= 0`).join('\nor\n');
}

function escapeString(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
