import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { optionalSeconds } from '../core/seconds';
import { Conditions } from '../model/condition';
import { copyOf } from '../model/copy';
import { Scope, TrafficQueries } from '../model/traffic-queries';
import { AnalysisPlace, IAnalysisSubject } from './analysis';
import { Analysis, AnalysisDefinition } from './analysis-base';
import { MetricProvider } from './metric-provider';
import { validateMetric } from './metric-rendering';
import { misplaced } from './misplaced';
import { argumentsFromPlaceholders, endingMeasurements, requirePods } from './preset';
import { NoData, TrafficAnalysisProps } from './traffic-analysis-props';
import { TrafficQuery } from './traffic-query';

const DEFAULT_WINDOW = Duration.minutes(2);

/** A pod is called `<rollout>-<hash>-<random>`, and what precedes the random part is cut at 58 characters. */
const LONGEST_POD_PREFIX = 46;

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
  private readonly subjects: IAnalysisSubject[] = [];
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
   * Narrows the query to what tells the new version apart at this place: its Service if there is one. If not, or if the
   * Service has led to the old version within the window, its pods, which is as right for all other rollouts that use the
   * analysis.
   *
   * @throws if the query cannot be narrowed to pods, or the version has no pods yet
   */
  public override bind(subject: IAnalysisSubject): void {
    super.bind(subject);
    requirePods(subject, this.templateName);
    if (!this.isToldByService(subject)) {
      this.requireQueryForPods(subject);
      this.scope = 'pods';
      this.definition = undefined;
    }
    this.subjects.push(subject);
    if (this.scope === 'pods') {
      this.subjects.forEach((each) => { this.requireWholePodNames(each); });
    }
  }

  protected define(): AnalysisDefinition {
    this.definition ??= this.measurement();
    return this.definition;
  }

  /** Whether its Service alone tells the new version apart, for as long as a measurement looks back. */
  private isToldByService({ isExclusive, place }: IAnalysisSubject): boolean {
    return isExclusive && (place !== AnalysisPlace.POST_PROMOTION || this.startsAfterWindow());
  }

  private requireQueryForPods(subject: IAnalysisSubject): void {
    if (this.queries.supports('pods')) {
      return;
    }
    throw misplaced(subject, this.templateName, subject.isExclusive ? {
      rule: 'would look back to before the switch, when the Service led to the old version, and the query knows no pods',
      fix: 'give an `initialDelay` of at least `window`, or a query with {{args.pod-hash}}',
    } : {
      rule: 'cannot tell the canary from the stable version: no Service leads to the canary alone, and the query knows no pods',
      fix: 'use a router with two Services, or a query with {{args.pod-hash}}',
    });
  }

  private requireWholePodNames(subject: IAnalysisSubject): void {
    if (subject.rolloutName.length > LONGEST_POD_PREFIX) {
      throw misplaced(subject, this.templateName, {
        rule: `tells the pods by their names, and Kubernetes cuts those of a rollout whose name has over ${LONGEST_POD_PREFIX} characters`,
        fix: 'give the rollout a shorter name',
      });
    }
  }

  /** Whether the first measurement looks back no further than to the start of the analysis. */
  private startsAfterWindow(): boolean {
    const { initialDelay = Duration.seconds(0), window = DEFAULT_WINDOW } = this.props;
    return initialDelay.toMilliseconds() >= window.toMilliseconds();
  }

  private measurement(): AnalysisDefinition {
    const { prometheus, window = DEFAULT_WINDOW, background = false, noData = NoData.INCONCLUSIVE } = this.props;
    // At its start a version has had no requests; without data a background analysis would pause every update.
    const initialDelay = this.props.initialDelay ?? (background ? window : undefined);
    const query = this.measure.text(this.queries, this.scope, window.toMilliseconds());
    return {
      metrics: [{
        ...endingMeasurements({ ...this.props, initialDelay }, background, this.node.path),
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
