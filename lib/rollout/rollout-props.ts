import { Duration } from 'cdk8s';
import { WorkloadProps } from 'cdk8s-plus-28';
import { DeploymentSource } from './deployment-source';
import { AnalysisRunHistory } from './rollout-options';

/** What every rollout has. */
export interface RolloutProps extends WorkloadProps {
  /**
   * The number of pods of the stable version. Leave it out if the rollout is autoscaled.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The Deployment that the rollout takes over. The pod is described there, so `containers` and the like are left out.
   *
   * @default - the pod is described here
   */
  readonly deployment?: DeploymentSource;

  /**
   * How long a pod must be ready without a crash to count as available, in whole seconds.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * How long an update may make no progress, pauses not counted, until it counts as failed, in whole seconds; more than
   * `minReady`.
   *
   * @default Duration.minutes(10)
   */
  readonly progressDeadline?: Duration;

  /**
   * Whether an update that makes no progress is aborted. Without it, a broken image waits for somebody to notice.
   *
   * @default false
   */
  readonly progressDeadlineAbort?: boolean;

  /**
   * How many old versions are kept to go back to.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;

  /**
   * How many versions back an update skips all steps and analyses, since those versions have passed them. At most
   * `revisionHistoryLimit`.
   *
   * @default - every update takes all steps
   */
  readonly rollbackWindow?: number;

  /**
   * How many finished AnalysisRuns are kept.
   *
   * @default - 5 of each kind
   */
  readonly analysisRunHistory?: AnalysisRunHistory;
}
