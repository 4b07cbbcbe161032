import type { AnalysisPlace } from '../analyses';
import { measurements } from '../measurements';
import type { Rule } from '../rule';
import { showName, showObject } from '../wording';

/** Where the rollout waits for the outcome. An experiment is not among them: its own duration ends its analyses. */
const AWAITED: ReadonlySet<AnalysisPlace> = new Set<AnalysisPlace>(['step', 'prePromotion', 'postPromotion']);

export const endlessMetric: Rule = {
  id: 'ARO201',
  severity: 'error',
  title: 'An analysis that the rollout waits for comes to an end',
  why: 'A metric with an interval and no count measures until it is stopped, which is right in the background only. In '
    + 'a step, before or after a promotion the controller refuses the Rollout (InvalidSpec), once it is applied.',
  fix: 'give the metric a count (leave out `background`), or move the analysis to spec.strategy.canary.analysis '
    + '(`backgroundAnalysis`), where it ends with the rollout',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  *check(graph) {
    for (const use of graph.analyses) {
      if (!AWAITED.has(use.place)) {
        continue;
      }
      for (const { field, template, metric } of use.metrics) {
        if (measurements(metric, use) === Infinity) {
          const text = `runs metric ${showName(metric.name)} of ${showObject(template)} without end`;
          yield { manifest: use.rollout.manifest, field, text };
        }
      }
    }
  },
};
