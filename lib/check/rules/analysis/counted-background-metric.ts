import { isCounted } from '../../analysis/measurements';
import type { Rule } from '../../rule';
import { showName, showObject, showValue } from '../../wording';

export const countedBackgroundMetric: Rule = {
  id: 'ARO202',
  severity: 'warning',
  isRefusedAtSynth: true,
  title: 'A background analysis measures until the rollout ends',
  why: 'A metric with a count is done after that many measurements. The rest of the rollout, with the most traffic on '
    + 'the new version, is then not watched by it, while the analysis shows as successful.',
  fix: 'remove the count and keep the interval (`background: true`), or move the analysis into a step',
  link: 'https://github.com/argoproj/argo-rollouts/issues/1666',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      analysis:
        templates:
          - templateName: success-rate  # its metric has count: 1
        args:
          - name: service
            value: checkout
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      analysis:
        templates:
          - templateName: health
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: health
  namespace: shop
spec:
  metrics:
    - name: health
      interval: 1m
      successCondition: result == "ok"
      provider:
        web:
          url: http://checkout-canary/health
          jsonPath: "{$.status}"
`,
  },
  *check(graph) {
    for (const use of graph.analyses) {
      if (use.place !== 'background') {
        continue;
      }
      for (const { field, template, metric } of use.metrics) {
        if (isCounted(metric, use)) {
          const text = `runs metric ${showName(metric.name)} of ${showObject(template)}, which ends at count ${showValue(metric.count)}`;
          yield { manifest: use.rollout.manifest, field, text };
        }
      }
    }
  },
};
