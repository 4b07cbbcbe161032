import { isPlaceholder } from '../../../model/placeholders';
import type { Metric } from '../../views/analysis-template';
import { durationSeconds } from '../../analysis/durations';
import { fieldAt } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

/** The durations of a metric, from the metric on. */
const DURATIONS: readonly (readonly string[])[] = [
  ['interval'],
  ['initialDelay'],
  ['provider', 'prometheus', 'rangeQuery', 'step'],
  ['provider', 'datadog', 'interval'],
  ['provider', 'cloudWatch', 'interval'],
  ['provider', 'skywalking', 'interval'],
];

export const metricDuration: Rule = {
  id: 'ARO221',
  severity: 'error',
  title: 'The durations of a metric are ones that Go can read',
  why: 'The controller reads them as Go does, which needs a unit and has none above hours: 30 and 1d are refused, and the '
    + 'run ends with an error. A negative one counts for nothing.',
  fix: 'write numbers with the units h, m, s or ms, such as 30s or 1h30m',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      interval: "30"
      count: 5
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      interval: 30s
      count: 5
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
  },
  *check(graph) {
    for (const { manifest, metrics } of graph.analysisTemplates) {
      for (const metric of metrics) {
        yield* blame(manifest, faults(metric));
      }
    }
  },
};

function* faults(metric: Metric): Iterable<Fault> {
  for (const path of DURATIONS) {
    const value = fieldAt(metric.content, path);
    if (typeof value === 'string' && value !== '' && !isPlaceholder(value)) {
      const seconds = durationSeconds(value);
      const text = seconds === undefined ? 'is not a duration' : 'is below 0';
      if (seconds === undefined || seconds < 0) {
        yield { field: `${metric.field}.${path.join('.')}`, value, text };
      }
    }
  }
}
