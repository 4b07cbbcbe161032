import type { AnalysisUse } from '../../views/analyses';
import { showSeconds } from '../../analysis/durations';
import type { ManifestGraph } from '../../graph';
import { firstMeasurement } from '../../analysis/measurements';
import { asNumber, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import type { Rule, Violation } from '../../rule';
import { secondsFrom } from '../../analysis/step-times';
import { showName, showObject } from '../../wording';

export const neverMeasures: Rule = {
  id: 'ARO216',
  severity: 'warning',
  title: 'A background analysis has the time to measure',
  why: 'The end of the rollout stops a background analysis, and what has not been measured until then counts as '
    + 'successful. A metric whose first measurement is due after the last pause judges nothing.',
  fix: 'shorten its initialDelay, start the analysis at an earlier step, or lengthen the pauses',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/#delay-analysis-runs',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
        - pause: {duration: 5m}
      analysis:
        templates:
          - templateName: success-rate
        args:
          - name: service
            value: checkout
---
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      initialDelay: 10m
      interval: 1m
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
        - pause: {duration: 20m}
      analysis:
        templates:
          - templateName: success-rate
        args:
          - name: service
            value: checkout
---
kind: AnalysisTemplate
spec:
  metrics:
    - name: success-rate
      initialDelay: 10m
      interval: 1m
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
  },
  *check(graph) {
    let inline: InlineAnalyses | undefined;
    for (const use of graph.analyses) {
      // Without steps nothing but the pods takes time, and nobody knows how much.
      if (use.place === 'background' && use.rollout.steps.length > 0) {
        const start = asNumber(field(use.content, 'startingStep')) ?? 0;
        if (start === use.rollout.steps.length) {
          yield atTheEnd(use, start);
        } else if (start < use.rollout.steps.length && use.metrics.some(({ metric }) => metric.initialDelay !== undefined)) {
          inline ??= inlineAnalyses(graph);
          yield* tooLate(use, start, secondsFrom(start, use.rollout, inline.get(use.rollout)));
        }
      }
    }
  },
};

function atTheEnd({ rollout, field: path }: AnalysisUse, value: number): Violation {
  const text = 'is after the last step, so that the analysis is stopped when it has hardly begun';
  const fix = 'give the index of a step, of which the first is 0';
  return { manifest: rollout.manifest, field: `${path}.startingStep`, value, text, fix };
}

function* tooLate(use: AnalysisUse, start: number, time: number): Iterable<Violation> {
  for (const { field: path, template, metric } of use.metrics) {
    const delay = firstMeasurement(metric, use);
    if (delay !== undefined && delay > time) {
      const text = `runs metric ${showName(metric.name)} of ${showObject(template)}, which is first measured after `
        + `${showSeconds(delay)}, while the steps from ${Math.max(start, 0)} on wait for ${showSeconds(time)}`;
      yield { manifest: use.rollout.manifest, field: path, text };
    }
  }
}

/** The analyses of a Rollout by their fields. */
type InlineAnalyses = ReadonlyMap<Rollout, ReadonlyMap<string, AnalysisUse>>;

function inlineAnalyses(graph: ManifestGraph): InlineAnalyses {
  const byRollout = new Map<Rollout, Map<string, AnalysisUse>>();
  for (const use of graph.analyses) {
    const byField = byRollout.get(use.rollout) ?? new Map<string, AnalysisUse>();
    byRollout.set(use.rollout, byField.set(use.field, use));
  }
  return byRollout;
}
