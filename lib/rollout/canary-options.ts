import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { IAnalysis } from '../analysis/analysis';
import { AnalysisRunOptions } from '../analysis/analysis-run-options';
import { CommonServiceOptions, RolloutServiceOptions } from '../service/service-options';
import { ITrafficRouter } from '../traffic/traffic-router';
import { CanaryStep } from './canary-step';
import { RolloutProps } from './rollout-props';
import { AbortScaleDownDelay, AntiAffinity, EphemeralMetadata, ReplicaProgressThreshold } from './rollout-options';

/** The Services of a canary. */
export interface CanaryServices extends CommonServiceOptions {
  /**
   * Whether Services are made. Without them the pods are reached by Services made elsewhere, and the rollout can have no
   * router.
   *
   * @default true
   */
  readonly create?: boolean;

  /**
   * The Service that leads to the pods of all versions: the only one without a router and at the subset level of Istio,
   * and the host for clients in the mesh at its host level.
   *
   * @default - named after the rollout
   */
  readonly root?: RolloutServiceOptions;

  /**
   * The Service that leads to the stable version.
   *
   * @default - named `<rollout>-stable`
   */
  readonly stable?: RolloutServiceOptions;

  /**
   * The Service that leads to the canary.
   *
   * @default - named `<rollout>-canary`
   */
  readonly canary?: RolloutServiceOptions;
}

/** Metadata that pods have while they are the canary, and while they are stable. */
export interface CanaryEphemeralMetadata {
  /** While they are the canary. */
  readonly canary: EphemeralMetadata;
  /** While they are stable. Without it, what the canary had would be gone after the promotion. */
  readonly stable: EphemeralMetadata;
}

/** An analysis beside the steps. */
export interface BackgroundAnalysis extends AnalysisRunOptions {
  /** At least one. They measure for as long as the update takes, so they have no `count`. */
  readonly analyses: IAnalysis[];

  /**
   * The step that it starts with, counted from 0.
   *
   * @default 0
   */
  readonly startingStep?: number;
}

/** Properties of `CanaryRollout`. */
export interface CanaryRolloutProps extends RolloutProps {
  /** What happens, in this order, before the new version has all the traffic. At least one step. */
  readonly steps: CanaryStep[];

  /**
   * What splits the traffic.
   *
   * @default - the traffic follows the number of pods
   */
  readonly traffic?: ITrafficRouter;

  /**
   * The Services of the rollout.
   *
   * @default - those that the router needs, with the ports of the containers
   */
  readonly services?: CanaryServices;

  /**
   * How many pods there may be above the replicas. Only without a router.
   *
   * @default PercentOrAbsolute.percent(25)
   */
  readonly maxSurge?: PercentOrAbsolute;

  /**
   * How many of the replicas may be missing. Only without a router. Not 0 if `maxSurge` is.
   *
   * @default PercentOrAbsolute.percent(25)
   */
  readonly maxUnavailable?: PercentOrAbsolute;

  /**
   * What is measured beside the steps.
   *
   * @default - nothing
   */
  readonly backgroundAnalysis?: BackgroundAnalysis;

  /**
   * How long the old version's pods stay after the promotion, in whole seconds. Only with a router.
   *
   * @default Duration.seconds(30)
   */
  readonly scaleDownDelay?: Duration;

  /**
   * How many old versions may wait for their scale-down. Only with a router.
   *
   * @default - all
   */
  readonly scaleDownDelayRevisionLimit?: number;

  /**
   * How long the canary's pods stay after an abort. Only with a router.
   *
   * @default AbortScaleDownDelay.after(Duration.seconds(30))
   */
  readonly abortScaleDownDelay?: AbortScaleDownDelay;

  /**
   * The fewest pods of a version that has any. Only with a router.
   *
   * @default 1
   */
  readonly minPodsPerReplicaSet?: number;

  /**
   * Whether the stable version is scaled down as the canary is scaled up. Only with a router, and not with
   * `scaleDownDelay`. It costs the quick way back, and with Istio it ends in errors
   * (https://github.com/argoproj/argo-rollouts/issues/3681).
   *
   * @default false
   */
  readonly dynamicStableScale?: boolean;

  /**
   * When a step counts as scaled.
   *
   * @default - when all its pods are available
   */
  readonly replicaProgressThreshold?: ReplicaProgressThreshold;

  /**
   * Labels and annotations that follow the part a version plays.
   *
   * @default - none
   */
  readonly ephemeralMetadata?: CanaryEphemeralMetadata;

  /**
   * @default - the versions may share nodes
   */
  readonly antiAffinity?: AntiAffinity;
}
