import { queryOf } from '../../promql/metric';
import type { Query } from '../../promql/query';
import type { ValueKind } from '../../promql/value';
import type { Rule } from '../../rule';

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
}

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
        const found = asked === undefined ? undefined : mistake(asked.query);
        if (asked !== undefined && found !== undefined) {
          yield { manifest, field: asked.field, text: found.text, ...(found.fix === undefined ? {} : { fix: found.fix }) };
        }
      }
    }
  },
};

function mistake({ error, value }: Query): Found | undefined {
  return error ?? UNFIT.get(value.kind);
}
