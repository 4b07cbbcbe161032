import { triggerContent } from '../../notifications/trigger';
import { notificationSources } from '../../references/notification-sources';
import type { Rule } from '../../rule';
import { blame } from '../../rule';

export const triggerCondition: Rule = {
  id: 'ARO419',
  severity: 'warning',
  title: 'The conditions of a trigger of notifications can be read, and can be true',
  why: 'One trigger that the controller cannot read, and it reads none: nobody is notified of anything. A condition that gives '
    + 'something else than true or false, or asks for what is not there, is never true. It is in the language expr, as those of '
    + 'analyses are, yet about rollout, analysisRuns, time and secrets, and without the functions that analyses have beside those of expr.',
  fix: 'correct the condition',
  link: 'https://argoproj.github.io/argo-rollouts/features/notifications/#custom-triggers',
  noticedBy: ['controller'],
  example: {
    base: 'controller',
    bad: `
kind: ConfigMap
metadata:
  name: argo-rollouts-notification-configmap
data:
  trigger.on-rollout-completed: |
    - when: rollout.metadata.namespace = 'shop'
      send: [rollout-completed]
`,
    good: `
kind: ConfigMap
metadata:
  name: argo-rollouts-notification-configmap
data:
  trigger.on-rollout-completed: |
    - when: rollout.metadata.namespace == 'shop'
      send: [rollout-completed]
`,
  },
  *check(graph) {
    for (const { manifest, entries } of notificationSources(graph)) {
      const triggers = entries.filter(({ what }) => what === 'trigger');
      yield* blame(manifest, triggers.flatMap(({ text, field }) => triggerContent(text).faults.map((fault) => ({ ...fault, field }))));
    }
  },
};
