import * as argoproj from '../../imports/argoproj.io';
import { requireInteger } from '../model/require';
import { requireWeight } from '../model/weights';

/** How many pods the canary has, whatever its share of the traffic. */
export class CanaryScale {
  /**
   * This many pods.
   *
   * @throws if `replicas` is not a whole number of at least 0
   */
  public static replicas(replicas: number): CanaryScale {
    requireInteger(replicas, 0, Number.MAX_SAFE_INTEGER, { field: 'CanaryScale.replicas', fix: 'give a number of pods' });
    return new CanaryScale({ replicas });
  }

  /**
   * This percentage of the rollout's replicas.
   *
   * @param percent 0 to 100
   * @throws if `percent` is out of these bounds
   */
  public static weight(percent: number): CanaryScale {
    return new CanaryScale({ weight: requireWeight(percent, 'CanaryScale.weight') });
  }

  /**
   * As many as the share of the traffic needs: the rule until a step says otherwise. An explicit scale lasts until this
   * ends it, so few pods may have to take much traffic.
   */
  public static matchTrafficWeight(): CanaryScale {
    return new CanaryScale({ matchTrafficWeight: true });
  }

  private constructor(private readonly scale: argoproj.RolloutSpecStrategyCanaryStepsSetCanaryScale) {}

  /** @internal */
  public _toKube(): argoproj.RolloutSpecStrategyCanaryStepsSetCanaryScale {
    return this.scale;
  }
}
