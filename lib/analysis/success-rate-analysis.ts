import { Construct } from 'constructs';
import { guardedConditions } from '../model/condition';
import { UsageError } from '../model/usage-error';
import { TrafficAnalysis } from './traffic-analysis';
import { TrafficAnalysisProps } from './traffic-analysis-props';

/** Properties of `SuccessRateAnalysis`. */
export interface SuccessRateAnalysisProps extends TrafficAnalysisProps {
  /**
   * The share of requests that must not fail, from 0 to 1. A request fails with a status of 500 or above.
   */
  readonly threshold: number;
}

/** Judges the new version by the share of its requests that do not fail. */
export class SuccessRateAnalysis extends TrafficAnalysis {
  /**
   * @throws if a number is out of bounds, or `background` is given a `count`
   */
  public constructor(scope: Construct, id: string, props: SuccessRateAnalysisProps) {
    const threshold = requireShare(props.threshold, `${scope.node.path}/${id}`);
    super(scope, id, props, {
      text: (queries, by, window) => queries.successRate(by, window),
      conditions: (_queries, noData) => guardedConditions('>=', threshold, noData),
    });
  }
}

function requireShare(share: number, path: string): number {
  if (!(share >= 0 && share <= 1)) {
    throw new UsageError({ path, field: 'threshold', value: share, rule: 'is not a share from 0 to 1', fix: 'give e.g. 0.95 for 95 %' });
  }
  return share;
}
