import { isPlaceholder } from '../../../model/placeholders';
import type { Rule } from '../../rule';
import { unmetTargets } from '../../autoscaling/unmet-targets';
import { showName, showObject } from '../../wording';

export const autoscalerElsewhere: Rule = {
  id: 'ARO505',
  severity: 'error',
  title: 'An autoscaler is in the namespace of its Rollout',
  why: 'An autoscaler looks for its target in its own namespace, and no reference leads out of it. It scales nothing, and '
    + 'the Rollout keeps the size it started with.',
  fix: 'put the autoscaler into the namespace of the Rollout',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: HorizontalPodAutoscaler
metadata:
  namespace: default
`,
    good: `
kind: HorizontalPodAutoscaler
metadata:
  namespace: shop
`,
  },
  *check(graph) {
    for (const { autoscaler: { manifest, namespace: value }, elsewhere } of unmetTargets(graph)) {
      if (elsewhere !== undefined && !isPlaceholder(value) && !isPlaceholder(elsewhere.namespace)) {
        const text = `has no ${showObject(elsewhere)}, which is in namespace ${showName(elsewhere.namespace)}`;
        yield { manifest, field: 'metadata.namespace', value, text };
      }
    }
  },
};
