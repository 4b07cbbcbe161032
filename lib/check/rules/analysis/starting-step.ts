import { asNumber, field } from '../../../model/json';
import type { Rule } from '../../rule';

export const startingStep: Rule = {
  id: 'ARO215',
  severity: 'error',
  title: 'A background analysis starts at one of the steps',
  why: 'The steps are counted from 0. An analysis that is to start at a step which is never reached never runs, and says '
    + 'nothing about it: the rollout goes on as if it had passed.',
  fix: 'give the index of a step, of which the first is 0',
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
        - pause: {duration: 10m}
      analysis:
        startingStep: 3
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
        - pause: {duration: 10m}
      analysis:
        startingStep: 1
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
      interval: 1m
      successCondition: len(result) > 0 && result[0] >= 0.95
      provider:
        prometheus:
          address: http://prometheus:9090
          query: up
`,
  },
  *check(graph) {
    for (const { manifest, canary, steps } of graph.rollouts) {
      const value = asNumber(field(canary?.content, 'analysis', 'startingStep'));
      if (canary === undefined || value === undefined) {
        continue;
      }
      const path = `${canary.field}.analysis.startingStep`;
      if (value < 0) {
        yield { manifest, field: path, value, text: 'is below 0' };
      } else if (steps.length > 0 && value > steps.length) {
        // Without steps the controller pays no attention to it; the number of steps itself is the end, and ARO216's.
        yield { manifest, field: path, value, text: `is beyond the last step, ${steps.length - 1}` };
      }
    }
  },
};
