import { Duration } from 'cdk8s';
import { MetricProvider } from './metric-provider';

/** How often something is measured, and when it is over. */
export interface MeasurementOptions {
  /**
   * How many measurements to take.
   *
   * Without it, and with an interval, measuring goes on until the update ends: right in a background analysis, refused
   * in a step and around a promotion.
   *
   * @default - one if there is no `interval`, else no end
   */
  readonly count?: number;

  /**
   * The time between two measurements, at least 1 s.
   *
   * @default - there is one measurement
   */
  readonly interval?: Duration;

  /**
   * The time before the first measurement.
   *
   * @default - none
   */
  readonly initialDelay?: Duration;

  /**
   * How many failed measurements are tolerated: the next one fails the analysis. So it cannot fail with as many as `count`.
   * -1 tolerates all, and leaves the decision to `consecutiveSuccessLimit`, which must be given then.
   *
   * @default 0
   */
  readonly failureLimit?: number;

  /**
   * How many inconclusive measurements are tolerated before the rollout pauses.
   *
   * @default 0
   */
  readonly inconclusiveLimit?: number;

  /**
   * How many measurements in a row may end in an error, e.g. because the provider cannot be reached.
   *
   * @default 4
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * How many successful measurements in a row end the analysis well.
   *
   * @default - as many as `count`
   */
  readonly consecutiveSuccessLimit?: number;
}

/** Something that is measured and judged. */
export interface Metric extends MeasurementOptions {
  /**
   * The name of the metric, unique in all analyses that run together.
   */
  readonly name: string;

  /** Where the value comes from. */
  readonly provider: MetricProvider;

  /**
   * When a measurement is good: an expr expression over `result`, e.g. `result[0] >= 0.95`.
   *
   * An instant Prometheus query gives a list, which is empty where nothing matches.
   *
   * @default - every measurement that does not fail is good
   * @see https://expr-lang.org/docs/language-definition
   */
  readonly successCondition?: string;

  /**
   * When a measurement is bad. With both conditions, a measurement that meets neither is inconclusive.
   *
   * @default - every measurement that is not good is bad
   */
  readonly failureCondition?: string;
}
