import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as argoproj from '../../imports/argoproj.io';

/** Properties of `MetricProvider.prometheus`. */
export interface PrometheusProviderProps {
  /**
   * The address of the Prometheus server, e.g. `http://prometheus.monitoring.svc.cluster.local:9090`.
   */
  readonly address: string;

  /** The query, in PromQL. */
  readonly query: string;

  /**
   * How long a query may take, in whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * HTTP headers of the query, e.g. the tenant. A secret value is given as the placeholder of an argument that comes
   * from a Secret.
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

  /**
   * Makes the query a range query, whose result is one list of all values in the range.
   *
   * @default - an instant query
   */
  readonly rangeQuery?: argoproj.AnalysisTemplateSpecMetricsProviderPrometheusRangeQuery;
}

/** The methods that a web metric can use. */
export enum WebMethod {
  GET = 'GET',
  POST = 'POST',
  PUT = 'PUT',
}

/** How a web server is asked, and which part of its answer counts. */
export interface WebRequestOptions {
  /**
   * The part of the JSON answer that becomes `result`, e.g. `{$.status}`.
   *
   * @default - the whole answer
   */
  readonly jsonPath?: string;

  /**
   * @default WebMethod.GET
   */
  readonly method?: WebMethod;

  /**
   * HTTP headers of the request.
   *
   * @default - none
   */
  readonly headers?: { [key: string]: string };

  /**
   * The body of the request. Excludes `jsonBody`.
   *
   * @default - none
   */
  readonly body?: string;

  /**
   * The body of the request as a JSON value. Excludes `body`.
   *
   * @default - none
   */
  readonly jsonBody?: unknown;

  /**
   * How long a request may take, in whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly timeout?: Duration;

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
  readonly authentication?: argoproj.AnalysisTemplateSpecMetricsProviderWebAuthentication;
}

/** Properties of `MetricProvider.web`. */
export interface WebProviderProps extends WebRequestOptions {
  /** The address that is called. The controller calls it, so a Service needs its namespace in the host. */
  readonly url: string;
}

/** Properties of `MetricProvider.job`. */
export interface JobProviderProps {
  /** What the Job runs. It succeeds when its pod does. */
  readonly spec: k8s.JobSpec;

  /**
   * Labels of the Job.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the Job.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}
