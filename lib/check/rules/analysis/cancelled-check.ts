import { showSeconds } from '../../analysis/durations';
import { lastMeasurement } from '../../analysis/measurements';
import type { AnalysisUse } from '../../views/analyses';
import { asNumber, field } from '../../../model/json';
import type { Rule } from '../../rule';
import { showName } from '../../wording';

const FIELD = 'spec.strategy.blueGreen.scaleDownDelaySeconds';

// Worth knowing rather than a warning: which versions of the controller cancel the analysis is not settled upstream.
export const cancelledCheck: Rule = {
  id: 'ARO225',
  severity: 'info',
  title: 'The old version stays until it is known whether the new one is good',
  why: 'With an explicit scaleDownDelaySeconds the old version may be gone before the analysis after the promotion has '
    + 'ended, which is then cancelled, and there is nothing left to return to at once.',
  fix: 'give it more time than the analysis takes, or remove it: the old version then stays until the analysis has ended',
  link: 'https://github.com/argoproj/argo-rollouts/issues/955',
  noticedBy: [],
  example: {
    base: 'blueGreen',
    bad: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      scaleDownDelaySeconds: 60
---
kind: AnalysisTemplate
metadata:
  name: success-rate
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
    good: `
kind: Rollout
spec:
  strategy:
    blueGreen:
      scaleDownDelaySeconds: 600
---
kind: AnalysisTemplate
metadata:
  name: success-rate
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
  *check(graph) {
    for (const use of graph.analyses) {
      const delay = use.place === 'postPromotion' ? asNumber(field(use.rollout.blueGreen?.content, 'scaleDownDelaySeconds')) : undefined;
      const slow = delay === undefined ? undefined : longerThan(delay, use);
      if (delay !== undefined && slow !== undefined) {
        const text = `is less than the ${showSeconds(slow.seconds)} that metric ${showName(slow.name)} takes after the promotion`;
        yield { manifest: use.rollout.manifest, field: FIELD, value: delay, text };
      }
    }
  },
};

function longerThan(delay: number, use: AnalysisUse): { readonly name: string | undefined; readonly seconds: number } | undefined {
  for (const { metric } of use.metrics) {
    const seconds = lastMeasurement(metric, use);
    if (seconds !== undefined && seconds >= delay && seconds > 0) {
      return { name: metric.name, seconds };
    }
  }
  return undefined;
}
