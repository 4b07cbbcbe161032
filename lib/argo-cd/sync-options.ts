import { Duration } from 'cdk8s';

/** How failed syncs are tried again. */
export interface SyncRetryOptions {
  /**
   * How many times at most; -1 for ever.
   *
   * @default 5
   */
  readonly limit?: number;

  /**
   * How long to wait before the first time, in whole seconds.
   *
   * @default Duration.seconds(5)
   */
  readonly delay?: Duration;

  /**
   * By how much the wait grows each time.
   *
   * @default 2
   */
  readonly factor?: number;

  /**
   * How long to wait at most, in whole seconds.
   *
   * @default Duration.minutes(3)
   */
  readonly maxDelay?: Duration;
}

/** How Argo CD applies what the source says. */
export interface SyncOptions {
  /**
   * Whether a change of the source is applied without being asked. An update then begins as soon as it is in Git, and the
   * Rollout decides how far it goes.
   *
   * @default false
   */
  readonly automated?: boolean;

  /**
   * Whether an automated sync deletes what the source no longer has. Needs `automated`.
   *
   * @default false
   */
  readonly prune?: boolean;

  /**
   * Whether a change in the cluster is reverted at once. Needs `automated`. The controller of Argo Rollouts changes objects
   * during every update: have the Application tolerate it with `toleratesRollouts`.
   *
   * @default false
   */
  readonly selfHeal?: boolean;

  /**
   * Whether an automated sync may delete everything, because the source has become empty. Needs `automated`.
   *
   * @default false
   */
  readonly allowEmpty?: boolean;

  /**
   * Whether the namespace of the destination is created where it is not there yet. The destination has to name it, and the
   * project to allow the kind `Namespace` in its `clusterResources`; with `namespaceLabels` or `namespaceAnnotations` always.
   *
   * @default false
   */
  readonly createNamespace?: boolean;

  /**
   * Labels of the namespace that is created, e.g. `istio-injection: enabled`. Needs `createNamespace`.
   *
   * @default - none
   */
  readonly namespaceLabels?: { [key: string]: string };

  /**
   * Annotations of the namespace that is created. Needs `createNamespace`.
   *
   * @default - none
   */
  readonly namespaceAnnotations?: { [key: string]: string };

  /**
   * Whether objects are applied by the API server, field by field. Objects of more than 262,144 bytes, such as large CRDs,
   * cannot be applied otherwise.
   *
   * @default false
   */
  readonly serverSideApply?: boolean;

  /**
   * Whether only objects that differ are applied. It keeps a sync away from what the controller of Argo Rollouts has
   * changed, as long as nothing else has changed there.
   *
   * @default false
   */
  readonly applyOutOfSyncOnly?: boolean;

  /**
   * Whether what the source no longer has is deleted only when everything else is healthy: so after the update that no
   * longer needs it.
   *
   * @default false
   */
  readonly pruneLast?: boolean;

  /**
   * Whether a sync keeps what `ignoreDifferences` names as it is in the cluster. It costs: of a custom resource the whole
   * list that an ignored field lies in stays as it is, whatever Git says (argo-cd#17694). For the weights of a
   * VirtualService that is all of `spec.http`: a new route or a new timeout in Git never arrives. Prefer
   * `applyOutOfSyncOnly`, or give the split a small VirtualService of its own.
   *
   * @default false
   */
  readonly respectIgnoreDifferences?: boolean;

  /**
   * Whether a sync fails if an object belongs to another Application.
   *
   * @default false
   */
  readonly failOnSharedResource?: boolean;

  /**
   * How failed syncs are tried again.
   *
   * @default - not at all; an automated sync up to five times
   */
  readonly retry?: SyncRetryOptions;

  /**
   * Further options of Argo CD, as `Name=value`, such as `PrunePropagationPolicy=background`. Argo CD passes over those that
   * it does not know, so they are refused, and so are two that say the same or the opposite.
   *
   * @default - none
   */
  readonly options?: string[];
}
