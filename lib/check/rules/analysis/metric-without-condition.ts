import { JUDGED } from '../../analysis/conditions';
import { field } from '../../../model/json';
import type { Rule } from '../../rule';

/** What gives no good answer is an error, so that the request alone judges a little. */
const JUDGES_ITSELF = 'web';

export const metricWithoutCondition: Rule = {
  id: 'ARO207',
  severity: 'error',
  title: 'A metric says what is good or what is bad',
  why: 'A measurement that is compared with nothing always succeeds, so the analysis lets every version through.',
  fix: 'add successCondition or failureCondition',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
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
        const [provider, ...others] = metric.providers;
        const isJudged = provider !== undefined && others.length === 0 && provider !== JUDGES_ITSELF && JUDGED.has(provider);
        if (isJudged && isBlank(metric.content, 'successCondition') && isBlank(metric.content, 'failureCondition')) {
          yield { manifest, field: metric.field, text: 'has neither successCondition nor failureCondition' };
        }
      }
    }
  },
};

function isBlank(metric: unknown, condition: string): boolean {
  const value = field(metric, condition);
  return value === undefined || value === '';
}
