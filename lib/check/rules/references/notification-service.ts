import { serviceKeyFault } from '../../notifications/services';
import { notificationSources } from '../../references/notification-sources';
import type { Rule } from '../../rule';
import { blame } from '../../rule';

export const notificationService: Rule = {
  id: 'ARO421',
  severity: 'warning',
  title: 'A service of notifications is of a type that the controller has',
  why: 'The key of a service says its type: service.TYPE, or service.TYPE.NAME. With one type that the controller does not know, '
    + 'it uses no service at all: nobody is notified of anything, and only its log tells.',
  fix: 'name a type that it has',
  link: 'https://argoproj.github.io/argo-rollouts/generated/notification-services/overview/',
  noticedBy: ['controller'],
  example: {
    base: 'controller',
    bad: `
kind: ConfigMap
metadata:
  name: argo-rollouts-notification-configmap
data:
  service.slak: |
    token: $slack-token
`,
    good: `
kind: ConfigMap
metadata:
  name: argo-rollouts-notification-configmap
data:
  service.slack: |
    token: $slack-token
`,
  },
  *check(graph) {
    for (const { manifest, entries } of notificationSources(graph)) {
      for (const { what, key, field } of entries) {
        const fault = what === 'service' ? serviceKeyFault(key) : undefined;
        yield* blame(manifest, fault === undefined ? [] : [{ ...fault, field }]);
      }
    }
  },
};
