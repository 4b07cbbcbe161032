import { Duration } from 'cdk8s';
import * as argoproj from '../../imports/argoproj.io';
import { wholeSeconds } from '../core/seconds';
import { requireInteger } from '../model/require';

/** Keeps the pods of the new version off the nodes of the old one. */
export class AntiAffinity {
  /** Never on one node; a pod waits for another. */
  public static required(): AntiAffinity {
    return new AntiAffinity({ requiredDuringSchedulingIgnoredDuringExecution: {} });
  }

  /**
   * Rather not on one node.
   *
   * @param weight how much it counts among the pod's preferences, 1 to 100
   * @throws if `weight` is out of these bounds
   */
  public static preferred(weight: number): AntiAffinity {
    requireInteger(weight, 1, 100, { field: 'AntiAffinity.preferred', fix: 'give the weight of the preference' });
    return new AntiAffinity({ preferredDuringSchedulingIgnoredDuringExecution: { weight } });
  }

  private constructor(private readonly affinity: argoproj.RolloutSpecStrategyCanaryAntiAffinity) {}

  /** @internal */
  public _toKube(): argoproj.RolloutSpecStrategyCanaryAntiAffinity {
    return this.affinity;
  }
}

/** How long the pods of an aborted version stay. */
export class AbortScaleDownDelay {
  /**
   * This long after the abort.
   *
   * @param duration at least one second, in whole seconds
   * @throws if `duration` is shorter: 0 means never to the controller
   */
  public static after(duration: Duration): AbortScaleDownDelay {
    const fix = 'give whole seconds, at least one, or use `never`';
    return new AbortScaleDownDelay(wholeSeconds(duration, 1, { field: 'AbortScaleDownDelay.after', fix }));
  }

  /** They stay, for somebody to look at, until the next update. */
  public static never(): AbortScaleDownDelay {
    return new AbortScaleDownDelay(0);
  }

  private constructor(private readonly seconds: number) {}

  /** @internal */
  public _toKube(): number {
    return this.seconds;
  }
}

/** When a step counts as scaled, though not all pods are available. */
export class ReplicaProgressThreshold {
  /**
   * When this share of the pods is available.
   *
   * @param percent 1 to 100
   * @throws if `percent` is out of these bounds
   */
  public static percent(percent: number): ReplicaProgressThreshold {
    requireInteger(percent, 1, 100, { field: 'ReplicaProgressThreshold.percent', fix: 'give the share of the pods' });
    return new ReplicaProgressThreshold({ type: 'Percent', value: percent });
  }

  /**
   * When this many pods are available.
   *
   * @param pods at least 1
   * @throws if `pods` is below
   */
  public static pods(pods: number): ReplicaProgressThreshold {
    requireInteger(pods, 1, Number.MAX_SAFE_INTEGER, { field: 'ReplicaProgressThreshold.pods', fix: 'give a number of pods' });
    return new ReplicaProgressThreshold({ type: 'Pod', value: pods });
  }

  private constructor(private readonly threshold: argoproj.RolloutSpecStrategyCanaryReplicaProgressThreshold) {}

  /** @internal */
  public _toKube(): argoproj.RolloutSpecStrategyCanaryReplicaProgressThreshold {
    return this.threshold;
  }
}

/** Labels and annotations that pods have only while their version plays a part. */
export interface EphemeralMetadata {
  /**
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/** How many finished AnalysisRuns of the rollout are kept. */
export interface AnalysisRunHistory {
  /**
   * @default 5
   */
  readonly successful?: number;

  /**
   * Failed, in error or inconclusive.
   *
   * @default 5
   */
  readonly unsuccessful?: number;
}
