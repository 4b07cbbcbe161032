import { asString, field } from '../../../model/json';
import { queryOf } from '../../promql/metric';
import type { Query } from '../../promql/query';
import type { ValueKind } from '../../promql/value';
import type { Metric } from '../../views/analysis-template';
import type { Rule, Severity } from '../../rule';

/** What the answer must not be, and how to get a better one. */
const UNFIT: ReadonlyMap<ValueKind | undefined, Pick<Found, 'text' | 'fix'>> = new Map([
  ['matrix', {
    text: 'gives the values of a whole range of time for each series',
    fix: 'put it into a function of a range, such as rate(…) or max_over_time(…)',
  }],
  ['string', { text: 'gives a text', fix: 'take away the quotes' }],
]);

interface Found {
  readonly text: string;
  readonly fix?: string;
  readonly severity?: Severity;
}

/** Addresses of VictoriaMetrics, which adds a range where a function needs one, and of Prometheus, which does not. */
const VICTORIA_METRICS = /victoria|vmselect|vmsingle|vmauth|:8428\b|:8481\b/i;
const PROMETHEUS = /prometheus|:9090\b/i;

export const querySyntax: Rule = {
  id: 'ARO226',
  severity: 'error',
  title: 'A query to Prometheus is in PromQL, and gives numbers',
  why: 'Prometheus refuses any other, or the controller can do nothing with the answer. Every measurement ends with an '
    + 'error then, and the fifth in a row aborts the update.',
  fix: 'correct the query, and try it in Prometheus',
  link: 'https://argoproj.github.io/argo-rollouts/analysis/prometheus/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: errors
      successCondition: result[0] <= 0.1
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(errors_total[2m]) or vector(0)
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: errors
      successCondition: result[0] <= 0.1
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(errors_total[2m])) or vector(0)
`,
  },
  *check(graph) {
    for (const { manifest, metrics } of graph.analysisTemplates) {
      for (const metric of metrics) {
        const asked = queryOf(metric);
        const found = asked === undefined ? undefined : mistake(asked.query, metric);
        if (asked !== undefined && found !== undefined) {
          yield { manifest, field: asked.field, ...found };
        }
      }
    }
  },
};

function mistake({ error, misuse, value }: Query, metric: Metric): Found | undefined {
  return withoutPlace(error) ?? (misuse === undefined ? undefined : ofTypes(misuse, metric)) ?? UNFIT.get(value.kind);
}

/** What is a mistake to Prometheus, and not to everybody who speaks its protocol. */
function ofTypes(misuse: Found, { content }: Metric): Found | undefined {
  const address = asString(field(content, 'provider', 'prometheus', 'address')) ?? '';
  if (VICTORIA_METRICS.test(address)) {
    return undefined;
  }
  return PROMETHEUS.test(address) ? misuse : { ...misuse, severity: 'warning' };
}

/** An error also says where it is, in its text. */
function withoutPlace(error: Query['error']): Found | undefined {
  return error === undefined ? undefined : { text: error.text, ...(error.fix === undefined ? {} : { fix: error.fix }) };
}
