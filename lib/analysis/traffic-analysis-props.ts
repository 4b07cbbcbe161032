import { Duration } from 'cdk8s';
import * as argoproj from '../../imports/argoproj.io';
import { AnalysisOptions } from './analysis-base';
import { MeasurementOptions } from './metric';
import { TrafficQuery } from './traffic-query';

/** What it means that there was no traffic to measure. */
export enum NoData {
  /** The measurement is inconclusive: the rollout pauses, and a person decides. */
  INCONCLUSIVE = 'inconclusive',
  /** The measurement fails. */
  FAILURE = 'failure',
  /** The measurement succeeds. */
  SUCCESS = 'success',
}

/** Properties of the analyses of traffic. */
export interface TrafficAnalysisProps extends AnalysisOptions, MeasurementOptions {
  /** The address of the Prometheus server, e.g. `http://prometheus.monitoring.svc.cluster.local:9090`. */
  readonly prometheus: string;

  /**
   * What the server is asked.
   *
   * @default TrafficQuery.istio()
   */
  readonly query?: TrafficQuery;

  /**
   * The time that a measurement looks back on. At least four times the scrape interval, or rates have gaps.
   *
   * @default Duration.minutes(2)
   */
  readonly window?: Duration;

  /**
   * What it means that there was no traffic to measure.
   *
   * @default NoData.INCONCLUSIVE
   */
  readonly noData?: NoData;

  /**
   * Whether measuring goes on for as long as the update does, for use in a background analysis: once a minute, unless
   * `interval` says otherwise, and not before the first `window` is over, unless `initialDelay` does. Without it the
   * analysis ends after `count` measurements, by default one.
   *
   * @default false
   */
  readonly background?: boolean;

  /**
   * How long a query may take, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * HTTP headers of the query, e.g. the tenant.
   *
   * @default - none
   */
  readonly headers?: { [key: string]: string };

  /**
   * Whether the certificate of the server is left unchecked.
   *
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * How the controller authenticates.
   *
   * @default - not at all
   */
  readonly authentication?: argoproj.AnalysisTemplateSpecMetricsProviderPrometheusAuthentication;
}
