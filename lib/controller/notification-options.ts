import { ISecret } from 'cdk8s-plus-28';
import { NotificationService } from '../notifications/notification-service';
import { NotificationTrigger } from '../notifications/notification-trigger';
import { Notifier } from './notifier';

/** What a notification says. Templates are those of Go: `{{.rollout.metadata.name}}` is the name of the Rollout. */
export interface NotificationTemplate {
  /** The name of the template, unique in an installation. */
  readonly name: string;

  /** The text for all services. It may be empty only beside `settings`. */
  readonly message: string;

  /**
   * What only some services show, as they have it upstream: `{ slack: { attachments: '…' }, webhook: { … } }`.
   * It has no `message`.
   *
   * @default - the message only
   */
  readonly settings?: { [key: string]: unknown };
}

/** When and what a trigger sends. */
export interface NotificationTriggerOptions {
  /** The trigger. */
  readonly trigger: NotificationTrigger;

  /**
   * What is sent.
   *
   * @default - one sentence with the name and the namespace of the Rollout, and what has happened to it
   */
  readonly send?: NotificationTemplate[];

  /**
   * The condition to send it, in the language of expressions: `rollout.metadata.namespace == 'shop'`. It is about `rollout`,
   * `analysisRuns`, `time` (`Now`, `Parse`) and `secrets`, and has none of the functions that only analyses have.
   *
   * @default - always
   */
  readonly when?: string;
}

/** A subscription of all Rollouts, whatever their annotations. */
export interface NotificationSubscription {
  /** What is notified of. At least one. */
  readonly triggers: NotificationTrigger[];

  /**
   * Who is notified. At least one. No recipient has a `:`, which ends it here; `subscribe` of a rollout takes such a one. A
   * channel of Teams is among those of its `Notifier`.
   */
  readonly services: NotificationService[];

  /**
   * A selector of labels: only Rollouts with these are meant, e.g. `team=shop`.
   *
   * @default - all Rollouts
   */
  readonly selector?: string;
}

/** What the controller notifies of. */
export interface NotificationOptions {
  /** The services that notifications are sent through. At least one. */
  readonly notifiers: Notifier[];

  /**
   * What is notified of, to those who subscribe.
   *
   * @default - what `subscriptions` and the rollouts of `serves` subscribe to, as far as upstream has it in its catalogue,
   * each with one sentence
   */
  readonly triggers?: NotificationTriggerOptions[];

  /**
   * Subscriptions that hold for all Rollouts. One of them subscribes with `rollout.subscribe(…)`.
   *
   * @default - none
   */
  readonly subscriptions?: NotificationSubscription[];

  /**
   * The Secret with the keys that notifiers refer to. It is not made here; given, its name and its namespace are checked, since
   * the controller looks at none but `argo-rollouts-notification-secret` in its own namespace.
   *
   * @default - a Secret of that name, made elsewhere
   */
  readonly secret?: ISecret;

  /**
   * Whether teams may add notifiers, templates and triggers in the namespaces of their Rollouts, in a ConfigMap
   * `argo-rollouts-notification-configmap` there.
   *
   * @default false
   */
  readonly selfService?: boolean;
}
