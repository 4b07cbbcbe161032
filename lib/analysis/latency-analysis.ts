import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { guardedConditions } from '../model/condition';
import { withoutDust } from '../model/numbers';
import { UsageError } from '../model/usage-error';
import { TrafficAnalysis } from './traffic-analysis';
import { TrafficAnalysisProps } from './traffic-analysis-props';

/** Properties of `LatencyAnalysis`. */
export interface LatencyAnalysisProps extends TrafficAnalysisProps {
  /** The time within which the requests must be answered. */
  readonly threshold: Duration;

  /**
   * How many of the requests must be answered within it, in percent, above 0 and below 100.
   *
   * @default 95
   */
  readonly percentile?: number;
}

/** Judges the new version by the time it takes to answer. */
export class LatencyAnalysis extends TrafficAnalysis {
  /**
   * @throws if a number is out of bounds, or `background` is given a `count`
   */
  public constructor(scope: Construct, id: string, props: LatencyAnalysisProps) {
    const percentile = requirePercentile(props.percentile ?? 95, `${scope.node.path}/${id}`);
    const bound = props.threshold.toMilliseconds();
    super(scope, id, props, {
      text: (queries, by, window) => queries.latency(by, withoutDust(percentile / 100), window),
      conditions: (queries, noData) => guardedConditions('<=', withoutDust(bound * queries.latencyUnitsPerMillisecond), noData),
    });
  }
}

function requirePercentile(percentile: number, path: string): number {
  if (!(percentile > 0 && percentile < 100)) {
    throw new UsageError({ path, field: 'percentile', value: percentile, rule: 'is not above 0 and below 100', fix: 'give e.g. 99' });
  }
  return percentile;
}
