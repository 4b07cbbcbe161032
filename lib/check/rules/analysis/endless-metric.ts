import type { AnalysisPlace, AnalysisUse } from '../../views/analyses';
import type { AnalysisTemplate, Metric } from '../../views/analysis-template';
import { blameUses } from '../../analysis/blame-uses';
import { measurements, undecidedCount } from '../../analysis/measurements';
import type { Fault, Rule } from '../../rule';
import { showName, showObject } from '../../wording';

const COUNT_FIX = 'give the metric a count (leave out `background`)';

/** Where the rollout waits for the outcome. An experiment is not among them: its own duration ends its analyses. */
const AWAITED: ReadonlySet<AnalysisPlace> = new Set<AnalysisPlace>(['step', 'prePromotion', 'postPromotion']);

export const endlessMetric: Rule = {
  id: 'ARO201',
  severity: 'error',
  title: 'An analysis that the rollout waits for comes to an end',
  why: 'A metric with an interval and no count measures until it is stopped, which is right in the background only. In '
    + 'a step, before or after a promotion the controller refuses the Rollout (InvalidSpec), once it is applied. Where the '
    + 'count is an argument, it looks at the value that the template gives it, and not at what the Rollout supplies.',
  fix: `${COUNT_FIX}, or move the analysis to spec.strategy.canary.analysis (\`backgroundAnalysis\`), where it ends with the rollout`,
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      interval: 1m
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
      interval: 1m
      count: 5
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
  },
  check: (graph) => blameUses(graph, (use) => (AWAITED.has(use.place) ? endless(use) : [])),
};

function endless(use: AnalysisUse): Fault[] {
  return use.metrics.flatMap(({ field, template, metric }) => {
    if (measurements(metric, use) === Infinity) {
      // Only a canary has analyses that end with the rollout.
      return [{ field, text: `${subject(metric, template)} without end`, ...(use.place === 'step' ? {} : { fix: COUNT_FIX }) }];
    }
    const argument = undecidedCount(metric, template);
    if (argument === undefined) {
      return [];
    }
    const name = showName(argument);
    const text = `${subject(metric, template)}, whose count is argument ${name}, for which the template has no number itself`;
    return [{ field, text, fix: `give argument ${name} a number as its value in the template` }];
  });
}

function subject(metric: Metric, template: AnalysisTemplate): string {
  return `runs metric ${showName(metric.name)} of ${showObject(template)}`;
}
