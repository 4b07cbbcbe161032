import { templateContentFault } from '../../notifications/template';
import { notificationSources } from '../../references/notification-sources';
import type { Rule } from '../../rule';
import { blame } from '../../rule';

export const notificationTemplate: Rule = {
  id: 'ARO420',
  severity: 'warning',
  title: 'A template of notifications is one that the controller can read',
  why: 'The texts of a template are templates of Go, with the functions of Sprig but for env and expandenv. One that the '
    + 'controller cannot read, and it reads no template: nobody is notified of anything, and only its log tells.',
  fix: 'correct the template',
  link: 'https://argoproj.github.io/argo-rollouts/features/notifications/#templates',
  noticedBy: ['controller'],
  example: {
    base: 'controller',
    bad: `
kind: ConfigMap
metadata:
  name: argo-rollouts-notification-configmap
data:
  template.rollout-completed: |
    message: Rollout {{rollout.metadata.name}} is done
`,
    good: `
kind: ConfigMap
metadata:
  name: argo-rollouts-notification-configmap
data:
  template.rollout-completed: |
    message: Rollout {{.rollout.metadata.name}} is done
`,
  },
  *check(graph) {
    for (const { manifest, entries } of notificationSources(graph)) {
      for (const { what, text, field } of entries) {
        const fault = what === 'template' ? templateContentFault(text) : undefined;
        yield* blame(manifest, fault === undefined ? [] : [{ ...fault, field }]);
      }
    }
  },
};
