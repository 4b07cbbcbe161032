import { blameUses } from '../../analysis/blame-uses';
import type { LabelMistake } from '../../analysis/istio-labels';
import { asksForService, labelMistake } from '../../analysis/istio-labels';
import { ArgumentResolver } from '../../analysis/resolved-text';
import { queryOf } from '../../promql/metric';
import type { Fault, Rule } from '../../rule';
import type { AnalysisUse } from '../../views/analyses';
import type { Argument, Metric } from '../../views/analysis-template';
import { showName, showObject } from '../../wording';

export const istioLabel: Rule = {
  id: 'ARO229',
  severity: 'warning',
  title: 'A query to the metrics of Istio names a Service as Istio does',
  why: 'In destination_service Istio writes the whole host, as checkout.shop.svc.cluster.local, and in '
    + 'destination_service_name the name of the Service alone. A query that has them the other way round finds no series, '
    + 'and the analysis judges a version by nothing.',
  fix: 'ask for destination_service_name, or write the whole host',
  link: 'https://istio.io/latest/docs/reference/config/metrics/',
  noticedBy: [],
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
          query: sum(rate(istio_requests_total{destination_service="checkout-canary",response_code=~"5.."}[2m])) or vector(0)
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
          query: sum(rate(istio_requests_total{destination_service_name="checkout-canary",response_code=~"5.."}[2m])) or vector(0)
`,
  },
  *check(graph) {
    for (const { manifest, metrics, namespace } of graph.analysisTemplates) {
      for (const metric of metrics) {
        const mistake = firstMistake(metric, namespace);
        if (mistake !== undefined) {
          yield { manifest, field: `${metric.field}.provider.prometheus.query`, text: mistake.text, fix: mistake.fix };
        }
      }
    }
    yield* blameUses(graph, supplied);
  },
};

/** What an analysis fills into its templates; told once for each argument. */
function supplied(use: AnalysisUse): Fault[] {
  const found = new Map<string, Fault>();
  for (const { metric, template, field } of use.metrics) {
    const mistake = firstMistake(metric, use.rollout.namespace, use);
    if (mistake !== undefined) {
      const path = mistake.argument === undefined ? field : `${mistake.argument.field}.value`;
      const text = `makes metric ${showName(metric.name)} of ${showObject(template)} find nothing: it ${mistake.text}`;
      found.set(path, found.get(path) ?? { field: path, text, fix: mistake.fix });
    }
  }
  return [...found.values()];
}

interface Mistake extends LabelMistake {
  /** What the Rollout supplied to it. */
  readonly argument?: Argument | undefined;
}

/** The first of Istio's labels that is asked for what it never is: where a use is given, by what that fills in. */
function firstMistake(metric: Metric, namespace: string, use?: AnalysisUse): Mistake | undefined {
  let resolver: ArgumentResolver | undefined;
  for (const selector of queryOf(metric)?.query.selectors ?? []) {
    for (const matcher of selector.matchers) {
      const { value } = matcher;
      if (!asksForService(selector, matcher) || value.includes('{{') !== (use !== undefined)) {
        continue;
      }
      resolver ??= use === undefined ? undefined : new ArgumentResolver(use);
      const resolved = resolver?.resolve(value);
      const mistake = resolved === undefined || (resolved.isComplete && resolved.hashes.size === 0)
        ? labelMistake(matcher, resolved?.text ?? value, namespace) : undefined;
      if (mistake !== undefined) {
        return { ...mistake, argument: resolved?.args[0] };
      }
    }
  }
  return undefined;
}
