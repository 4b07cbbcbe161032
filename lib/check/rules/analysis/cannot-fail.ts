import type { Metric } from '../../views/analysis-template';
import { asCount } from '../../analysis/measurements';
import { field } from '../../../model/json';
import type { Rule } from '../../rule';

export const cannotFail: Rule = {
  id: 'ARO218',
  severity: 'warning',
  title: 'A metric can fail within its count',
  why: 'A failureLimit is the number of failed measurements that are tolerated: it takes one more for the metric to fail. '
    + 'One that is as high as the count lets every version through, whatever is measured.',
  fix: 'lower it below the count, to 0 where no failure is tolerated, or measure more often',
  link: 'https://github.com/argoproj/argo-rollouts/issues/4393',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      count: 1
      failureLimit: 1
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
      count: 1
      failureLimit: 0
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
        const value = field(metric.content, 'failureLimit');
        if (toleratesAll(metric, asCount(value) ?? 0)) {
          const text = 'tolerates as many failures as there are measurements, so that the metric always passes';
          yield { manifest, field: `${metric.field}.failureLimit`, value, text };
        }
      }
    }
  },
};

function toleratesAll({ count, interval, content }: Metric, limit: number): boolean {
  if (limit < 1) {
    return false;
  }
  const given = count === undefined ? 0 : asCount(count);
  if (given === 0) {
    return interval === undefined;
  }
  // With limits above the count, the controller refuses the metric (ARO217).
  return given === limit && (asCount(field(content, 'consecutiveSuccessLimit')) ?? 0) <= 0;
}
