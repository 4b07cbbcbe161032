import { Duration } from 'cdk8s';
import { IAnalysis } from '../analysis/analysis';
import { exponentialWeights, FULL_WEIGHT, linearWeights, requireIncreasing } from '../model/weights';
import { CanaryStep } from './canary-step';

/** What happens after each weight below 100: first the pause, then the analysis, then the gate. */
export interface CanaryStepsOptions {
  /**
   * How long each weight lasts, at least one second.
   *
   * @default - no pause
   */
  readonly pause?: Duration;

  /**
   * What judges the canary at each weight.
   *
   * @default - nothing
   */
  readonly analyze?: IAnalysis[];

  /**
   * Whether somebody has to promote the rollout at each weight.
   *
   * @default false
   */
  readonly pauseUntilPromoted?: boolean;
}

/** Options of `CanarySteps.weights`. */
export interface CanaryWeightsOptions extends CanaryStepsOptions {
  /**
   * Whether a weight may be at or below the one before.
   *
   * @default false
   */
  readonly allowDecrease?: boolean;
}

/** Options of `CanarySteps.exponential`. */
export interface ExponentialStepsOptions extends CanaryStepsOptions {
  /**
   * What each weight is multiplied by, above 1.
   *
   * @default 2
   */
  readonly factor?: number;
}

/** Sequences of steps. They are lists, to be joined with each other and with single steps. */
export class CanarySteps {
  /**
   * The given weights.
   *
   * @param weights percentages from 0 to 100, each above the one before
   * @throws if a weight is out of bounds or does not increase, or there is none
   */
  public static weights(weights: number[], options: CanaryWeightsOptions = {}): CanaryStep[] {
    const { allowDecrease } = options;
    const increasing = requireIncreasing(weights, 'CanarySteps.weights', allowDecrease);
    const after = between(options);
    return increasing.flatMap((weight) => [CanaryStep.weight(weight, { allowDecrease }), ...(weight === FULL_WEIGHT ? [] : after)]);
  }

  /**
   * Equal increments up to 100.
   *
   * @param increment what each step adds, in percent, 1 to 100: 25 gives 25, 50, 75, 100
   */
  public static linear(increment: number, options: CanaryStepsOptions = {}): CanaryStep[] {
    return CanarySteps.weights([...linearWeights(increment)], options);
  }

  /**
   * Each weight a multiple of the one before, up to 100.
   *
   * @param first the first weight, in percent, 1 to 100: 5 gives 5, 10, 20, 40, 80, 100
   */
  public static exponential(first: number, options: ExponentialStepsOptions = {}): CanaryStep[] {
    return CanarySteps.weights([...exponentialWeights(first, options.factor)], options);
  }

  private constructor() {}
}

function between({ pause, analyze = [], pauseUntilPromoted = false }: CanaryStepsOptions): CanaryStep[] {
  return [
    ...(pause === undefined ? [] : [CanaryStep.pause(pause)]),
    ...(analyze.length === 0 ? [] : [CanaryStep.analyze(analyze)]),
    ...(pauseUntilPromoted ? [CanaryStep.pauseUntilPromoted()] : []),
  ];
}
