import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { optionalSeconds } from '../core/seconds';
import { Conditions } from '../model/condition';
import { copyOf } from '../model/copy';
import { Scope, TrafficQueries } from '../model/traffic-queries';
import { UsageError } from '../model/usage-error';
import { IAnalysisSubject } from './analysis';
import { Analysis, AnalysisDefinition } from './analysis-base';
import { MetricProvider } from './metric-provider';
import { validateMetric } from './metric-rendering';
import { argumentsFromPlaceholders, endingMeasurements } from './preset';
import { NoData, TrafficAnalysisProps } from './traffic-analysis-props';
import { TrafficQuery } from './traffic-query';

/**
 * What is asked of the traffic, and when the answer is good.
 *
 * @internal
 */
export interface TrafficMeasure {
  readonly text: (queries: TrafficQueries, scope: Scope, windowMilliseconds: number) => string;
  readonly conditions: (queries: TrafficQueries, noData: NoData) => Conditions;
}

/**
 * An analysis that judges the traffic of the new version by one number from Prometheus.
 *
 * @internal
 */
export abstract class TrafficAnalysis extends Analysis {
  private readonly queries: TrafficQueries;
  private scope: Scope = 'service';
  private definition?: AnalysisDefinition;

  private readonly props: TrafficAnalysisProps;

  public constructor(scope: Construct, id: string, props: TrafficAnalysisProps, private readonly measure: TrafficMeasure) {
    super(scope, id, props);
    this.props = copyOf(props);
    optionalSeconds(props.window, 1, { path: this.node.path, field: 'window' });
    this.queries = (props.query ?? TrafficQuery.istio())._queries;
    this.define().metrics.forEach((metric) => { validateMetric(metric, this.node.path); });
  }

  /**
   * Narrows the query to what tells the new version apart at this place: its Service if there is one. If not, its pods,
   * which is as right for all other rollouts that use the analysis.
   *
   * @throws if the query cannot be narrowed to pods
   */
  public override bind(subject: IAnalysisSubject): void {
    super.bind(subject);
    if (subject.isExclusive) {
      return;
    }
    if (!this.queries.supports('pods')) {
      throw new UsageError({
        path: subject.path,
        field: `analysis (${subject.place})`,
        value: this.templateName,
        rule: 'cannot tell the canary from the stable version: no Service leads to the canary alone, and the query knows no pods',
        fix: 'use a router with two Services, or a query with {{args.pod-hash}}',
      });
    }
    this.scope = 'pods';
    this.definition = undefined;
  }

  protected define(): AnalysisDefinition {
    this.definition ??= this.measurement();
    return this.definition;
  }

  private measurement(): AnalysisDefinition {
    const { prometheus, window = Duration.minutes(2), noData = NoData.INCONCLUSIVE } = this.props;
    const query = this.measure.text(this.queries, this.scope, window.toMilliseconds());
    return {
      metrics: [{
        ...endingMeasurements(this.props, this.props.background ?? false, this.node.path),
        ...this.measure.conditions(this.queries, noData),
        name: this.templateName,
        provider: MetricProvider.prometheus({
          address: prometheus,
          query,
          timeout: this.props.timeout,
          headers: this.props.headers,
          insecure: this.props.insecure,
          authentication: this.props.authentication,
        }),
      }],
      args: argumentsFromPlaceholders(query),
    };
  }
}
