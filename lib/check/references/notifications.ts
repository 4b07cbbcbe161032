/** What the controller can notify of, and through which services. */

import type { ManifestGraph } from '../graph';
import { field, givenFields } from '../../model/json';

/** The ConfigMap that defines triggers, their templates, and services. */
export const NOTIFICATIONS_CONFIG = 'argo-rollouts-notification-configmap';

/** How an annotation begins that subscribes to a trigger through a service. */
export const SUBSCRIPTION = 'notifications.argoproj.io/subscribe.';

/** The triggers of the catalogue that is published with Argo Rollouts; they are there where it is installed. */
export const CATALOGUE_TRIGGERS = [
  'on-rollout-completed',
  'on-rollout-aborted',
  'on-rollout-paused',
  'on-rollout-step-completed',
  'on-rollout-updated',
  'on-scaling-replica-set',
  'on-analysis-run-error',
  'on-analysis-run-failed',
  'on-analysis-run-running',
] as const;

/** What the ConfigMaps among the manifests define. */
export class Notifications {
  public readonly triggers = new Set<string>();
  public readonly services = new Set<string>();
  /** Services that have default triggers, for subscriptions that name none; `''` stands for all. */
  public readonly defaults = new Set<string>();
  /** Whether nothing else is defined: a ConfigMap beside a Rollout only adds to the one beside the controller. */
  public readonly isComplete: boolean;

  constructor(graph: ManifestGraph) {
    const configs = graph.ofKind('/ConfigMap').filter(({ identity }) => identity.name === NOTIFICATIONS_CONFIG);
    const populated = new Set(configs.length === 0 ? [] : graph.rollouts.map(({ namespace }) => namespace));
    this.isComplete = configs.some(({ identity }) => !populated.has(identity.namespace));
    for (const { manifest } of configs) {
      givenFields(field(manifest, 'data')).forEach((key) => { this.add(key); });
    }
  }

  private add(key: string): void {
    const [what, ...rest] = key.split('.');
    if (what === 'trigger') {
      this.triggers.add(rest.join('.'));
    } else if (what === 'service') {
      // `service.<type>`, or `service.<type>.<name>` where one type has several.
      this.services.add(rest[rest.length - 1] ?? '');
    } else if (what === 'defaultTriggers') {
      this.defaults.add(rest.join('.'));
    }
  }
}
