import { Duration } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as argoproj from '../../imports/argoproj.io';
import { optionalSeconds } from '../core/seconds';
import { copyOf } from '../model/copy';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

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

/** Where the value of a metric comes from. */
export class MetricProvider {
  /**
   * A query to Prometheus, or to what speaks its language. `result` is a list with a number for each series.
   *
   * @throws if the address or the query is empty
   */
  public static prometheus(props: PrometheusProviderProps): MetricProvider {
    const where = 'MetricProvider.prometheus';
    return new MetricProvider({
      prometheus: {
        address: requireUrl(props.address, `${where}: address`),
        query: requireText(props.query, { field: `${where}: query`, fix: 'give a PromQL query' }),
        timeout: optionalSeconds(props.timeout, 1, { field: `${where}: timeout` }),
        headers: headers(props.headers),
        insecure: props.insecure,
        authentication: props.authentication,
        rangeQuery: props.rangeQuery,
      },
    }, true);
  }

  /**
   * A request to a web server that answers in JSON. `result` is the value that `jsonPath` finds.
   *
   * @throws if the address is empty, or both bodies are given
   */
  public static web(props: WebProviderProps): MetricProvider {
    const where = 'MetricProvider.web';
    if (props.body !== undefined && props.jsonBody !== undefined) {
      throw new UsageError({ field: `${where}: body`, rule: 'is given beside jsonBody', fix: 'give one of them' });
    }
    return new MetricProvider({
      web: {
        url: requireUrl(props.url, `${where}: url`),
        jsonPath: props.jsonPath,
        method: props.method,
        headers: headers(props.headers),
        body: props.body,
        jsonBody: props.jsonBody,
        timeoutSeconds: optionalSeconds(props.timeout, 1, { field: `${where}: timeout` }),
        insecure: props.insecure,
        authentication: props.authentication,
      },
    }, true);
  }

  /**
   * A Job that the controller runs in the namespace of the rollout. The metric succeeds when the Job does, so it needs
   * no condition.
   *
   * Keep the names of job metrics short: two whose names share their first 22 characters would share one Job.
   */
  public static job(props: JobProviderProps): MetricProvider {
    const metadata = props.labels === undefined && props.annotations === undefined ? undefined : {
      labels: props.labels,
      annotations: props.annotations,
    };
    return new MetricProvider({ job: { metadata, spec: k8s.toJson_JobSpec(props.spec) } }, false);
  }

  /**
   * A provider of Argo Rollouts that has no factory here, as the CRD has it. Kayenta and plugins judge by themselves; the
   * others need a condition.
   */
  public static other(provider: argoproj.AnalysisTemplateSpecMetricsProvider): MetricProvider {
    return new MetricProvider(provider, provider.job === undefined && provider.plugin === undefined && provider.kayenta === undefined);
  }

  private readonly provider: argoproj.AnalysisTemplateSpecMetricsProvider;

  private constructor(
    provider: argoproj.AnalysisTemplateSpecMetricsProvider,
    /**
     * Whether a metric without a condition would always succeed.
     *
     * @internal
     */
    public readonly _needsCondition: boolean,
  ) {
    this.provider = copyOf(provider);
  }

  /** @internal */
  public _toKube(): argoproj.AnalysisTemplateSpecMetricsProvider {
    return this.provider;
  }
}

function headers(record: { [key: string]: string } | undefined): argoproj.AnalysisTemplateSpecMetricsProviderWebHeaders[] | undefined {
  return record === undefined ? undefined : Object.entries(record).map(([key, value]) => ({ key, value }));
}

/** The address, if it has a scheme; the controller guesses none. An argument may hold it. */
function requireUrl(address: string, field: string): string {
  if (!/^(https?:\/\/\S|\{\{)/i.test(address)) {
    throw new UsageError({ field, value: address, rule: 'is not a URL', fix: 'begin with http:// or https://' });
  }
  return address;
}
