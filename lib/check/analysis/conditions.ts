import type { Metric } from '../views/analysis-template';
import { asRecord, field } from '../../model/json';
import type { Expr, ExprError, ExprProblem, ResultShape } from '../expr';
import { parseExpr, problemsOf, unguardedElement } from '../expr';
import type { ManifestGraph } from '../graph';
import { NameIndex } from '../lookup';
import type { Manifest } from '../manifest';
import { oncePer } from '../once-per';
import { perGraph } from '../per-graph';
import type { MetricQuery } from '../promql/metric';
import { queryOf } from '../promql/metric';

/** The two conditions of a metric. */
export type ConditionName = 'successCondition' | 'failureCondition';

/** A condition of a metric, as far as it can be read. */
export interface Condition {
  readonly name: ConditionName;
  readonly field: string;
  readonly text: string;
  readonly ast: Expr | undefined;
  readonly error: ExprError | undefined;
  /** Why it cannot be evaluated for the results that this metric has. */
  readonly problems: readonly ExprProblem[];
}

/** The same as `unguardedElement`, worked out once for conditions of one text. */
export const unguardedIn = oncePer((ast: Expr) => unguardedElement(ast));

/** How a metric is judged. */
export interface Judgement {
  /** The template that it is from. */
  readonly manifest: Manifest;
  /** Those that are given. */
  readonly conditions: readonly Condition[];
  readonly shape: ResultShape;
  /** The query, where the metric asks Prometheus. */
  readonly query: MetricQuery | undefined;
}

/**
 * The providers whose result is judged by conditions in the controller. Jobs are judged by their outcome, Kayenta by its
 * thresholds, and a plugin reads them as it likes; nothing is said about providers that are not known here.
 */
export const JUDGED: ReadonlySet<string> = new Set([
  'prometheus', 'web', 'datadog', 'newRelic', 'wavefront', 'cloudWatch', 'graphite', 'influxdb', 'skywalking',
]);

/** The providers whose result is a list, and never an empty one, of elements that are not always numbers. */
const LISTS: ReadonlySet<string> = new Set(['cloudWatch', 'influxdb']);

/** The metrics of all templates that are judged by conditions, and have one provider. */
export const judgements = perGraph((graph: ManifestGraph): readonly Judgement[] => {
  const found: Judgement[] = [];
  const reader = new ConditionReader();
  for (const { manifest, metrics } of graph.analysisTemplates) {
    for (const metric of metrics) {
      const [provider, ...others] = metric.providers;
      if (provider !== undefined && others.length === 0 && JUDGED.has(provider)) {
        found.push({ manifest, ...reader.judgement(metric, provider) });
      }
    }
  }
  return found;
});

/** Whether it is the result that is taken for something else. */
export function isAboutShape({ kind }: ExprProblem): boolean {
  return kind === 'listAsNumber' || kind === 'numberAsList';
}

/** Reads conditions, each text once: most templates have the same few. */
class ConditionReader {
  private readonly known = new NameIndex<Pick<Condition, 'ast' | 'error' | 'problems'>>();

  public judgement(metric: Metric, provider: string): Omit<Judgement, 'manifest'> {
    const query = queryOf(metric);
    const shape = shapeOf(metric, provider, query);
    const conditions: Condition[] = [];
    for (const name of ['successCondition', 'failureCondition'] as const) {
      const text = field(metric.content, name);
      if (typeof text === 'string' && text !== '') {
        conditions.push({ name, field: `${metric.field}.${name}`, text, ...this.read(text, shape, LISTS.has(provider)) });
      }
    }
    return { conditions, shape, query };
  }

  private read(text: string, shape: ResultShape, isList: boolean): Pick<Condition, 'ast' | 'error' | 'problems'> {
    const kind = isList ? 'any list' : shape;
    const known = this.known.find(kind, text);
    if (known !== undefined) {
      return known;
    }
    const { ast, error } = parseExpr(text);
    const problems = ast === undefined ? [] : problemsIn(ast, shape, isList);
    const reading = { ast, error, problems };
    this.known.add(kind, text, reading);
    return reading;
  }
}

function problemsIn(ast: Expr, shape: ResultShape, isList: boolean): ExprProblem[] {
  const problems = problemsOf(ast, shape);
  return isList ? [...problems, ...problemsOf(ast, 'list').filter(({ kind }) => kind === 'listAsNumber')] : problems;
}

function shapeOf({ content }: Metric, provider: string, query: MetricQuery | undefined): ResultShape {
  switch (provider) {
    case 'prometheus':
      // The values of a range, of however many series, come as one list.
      return query?.isRange === true ? 'list' : shapeOfAnswer(query);
    case 'datadog':
      return isGrouped(field(content, 'provider', provider)) ? 'unknown' : 'number';
    case 'graphite':
      return 'number';
    default:
      // Wavefront gives a number for one series and a list for several, New Relic the same with rows.
      return 'unknown';
  }
}

function shapeOfAnswer(query: MetricQuery | undefined): ResultShape {
  switch (query?.query.value.kind) {
    case 'scalar':
      return 'number';
    case 'vector':
      return 'list';
    case 'matrix':
    case 'string':
    case undefined:
      return 'unknown';
  }
}

/** Later versions of the controller give a list for a query by groups. */
function isGrouped(datadog: unknown): boolean {
  const queries = [field(datadog, 'query'), ...Object.values(asRecord(field(datadog, 'queries')) ?? {})];
  return queries.some((query) => typeof query === 'string' && /\bby\s*\{/.test(query));
}
