import { absentFault } from '../../references/absent';
import type { Rule } from '../../rule';
import { unmetTargets } from '../../autoscaling/unmet-targets';

const FIX = 'add the Rollout, or correct the name';

export const missingTarget: Rule = {
  id: 'ARO504',
  severity: 'warning',
  tellsOfAbsence: true,
  title: 'The Rollout that an autoscaler scales is there',
  why: 'An autoscaler without a target scales nothing, and tells so in its status only: the Rollout that was meant keeps '
    + 'the size it started with.',
  fix: FIX,
  link: 'https://argoproj.github.io/argo-rollouts/features/hpa-support/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: HorizontalPodAutoscaler
spec:
  scaleTargetRef:
    name: chekout
`,
    good: `
kind: HorizontalPodAutoscaler
spec:
  scaleTargetRef:
    name: checkout
`,
  },
  *check(graph) {
    for (const { autoscaler: { manifest }, reference, elsewhere } of unmetTargets(graph)) {
      const fault = elsewhere === undefined ? absentFault(graph, reference, { otherwise: FIX, elsewhere: FIX }) : undefined;
      if (fault !== undefined) {
        yield { manifest, ...fault };
      }
    }
  },
};
