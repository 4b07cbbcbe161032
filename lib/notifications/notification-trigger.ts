import { requireGiven } from '../model/require';
import { UsageError } from '../model/usage-error';

/**
 * What the controller notifies of. It looks a trigger up by the event that has just happened, so the names are fixed:
 * `on-` and the reason of the event. Whether a notification is sent is decided by the configuration of the controller,
 * which must define the trigger (`notifications` of an installation); its chart defines none.
 */
export class NotificationTrigger {
  /** An update has been completed. */
  public static readonly ROLLOUT_COMPLETED = new NotificationTrigger('on-rollout-completed', 'has been updated');
  /** An update has been aborted, by an analysis, the deadline or somebody. */
  public static readonly ROLLOUT_ABORTED = new NotificationTrigger('on-rollout-aborted', 'has been aborted');
  /** An update waits: for a while, or for somebody. */
  public static readonly ROLLOUT_PAUSED = new NotificationTrigger('on-rollout-paused', 'is paused');
  /** A step of an update is done. */
  public static readonly ROLLOUT_STEP_COMPLETED = new NotificationTrigger('on-rollout-step-completed', 'has completed a step');
  /** An update has begun. */
  public static readonly ROLLOUT_UPDATED = new NotificationTrigger('on-rollout-updated', 'is being updated');
  /** A version gets more or fewer pods. */
  public static readonly SCALING_REPLICA_SET = new NotificationTrigger('on-scaling-replica-set', 'is being scaled');
  /** An analysis could not measure. */
  public static readonly ANALYSIS_RUN_ERROR = new NotificationTrigger('on-analysis-run-error', 'has an analysis that cannot measure');
  /** An analysis has judged against the new version. */
  public static readonly ANALYSIS_RUN_FAILED = new NotificationTrigger('on-analysis-run-failed', 'has a failed analysis');
  /** An analysis has begun. */
  public static readonly ANALYSIS_RUN_RUNNING = new NotificationTrigger('on-analysis-run-running', 'is being analysed');

  /**
   * Any other trigger: one of another event, such as `on-rollout-not-completed`.
   *
   * @param name `on-` and the reason of the event, in lower case with hyphens
   * @throws if no trigger can have the name
   */
  public static of(name: string): NotificationTrigger {
    requireGiven(name, { field: 'NotificationTrigger.of', rule: 'is undefined', fix: 'give `on-` and the reason of an event, as in on-rollout-not-completed' });
    if (!/^on-[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      throw new UsageError({
        field: 'NotificationTrigger.of', value: name, rule: 'is no name of a trigger', fix: 'give `on-` and the reason of an event, as in on-rollout-not-completed',
      });
    }
    return new NotificationTrigger(name, `tells of ${name.slice('on-'.length)}`);
  }

  /** The name of the trigger, e.g. `on-rollout-aborted`. */
  public readonly name: string;

  /** @internal */
  public readonly _happening: string;

  private constructor(name: string, happening: string) {
    this.name = name;
    this._happening = happening;
  }
}
