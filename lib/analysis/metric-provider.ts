import { k8s } from 'cdk8s-plus-28';
import * as argoproj from '../../imports/argoproj.io';
import { optionalSeconds } from '../core/seconds';
import { copyOf } from '../model/copy';
import { isPluginName } from '../model/names';
import { requireGiven, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { JobProviderProps, PrometheusProviderProps, WebProviderProps } from './metric-provider-props';

/** Where the value of a metric comes from. */
export class MetricProvider {
  /**
   * A query to Prometheus, or to what speaks its language. `result` is a list with a number for each series.
   *
   * @throws if the address or the query is empty
   */
  public static prometheus(props: PrometheusProviderProps): MetricProvider {
    const where = 'MetricProvider.prometheus';
    requireProps(props, where, '`address` and `query`');
    return new MetricProvider({
      prometheus: {
        address: requireUrl(props.address, `${where}: address`),
        query: requireText(props.query, { field: `${where}: query`, fix: 'give a PromQL query' }),
        timeout: optionalSeconds(props.timeout, 1, { field: `${where}: timeout` }),
        headers: headers(props.headers, where),
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
    requireProps(props, where, '`url`');
    if (props.body !== undefined && props.jsonBody !== undefined) {
      throw new UsageError({ field: `${where}: body`, rule: 'is given beside jsonBody', fix: 'give one of them' });
    }
    return new MetricProvider({
      web: {
        url: requireUrl(props.url, `${where}: url`),
        jsonPath: props.jsonPath,
        method: props.method,
        headers: headers(props.headers, where),
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
   *
   * @throws if there is no specification
   */
  public static job(props: JobProviderProps): MetricProvider {
    requireProps(props, 'MetricProvider.job', '`spec`');
    requireGiven(props.spec, { field: 'MetricProvider.job: spec', rule: 'is undefined', fix: 'give what the Job runs' });
    const metadata = props.labels === undefined && props.annotations === undefined ? undefined : {
      labels: props.labels,
      annotations: props.annotations,
    };
    return new MetricProvider({ job: { metadata, spec: k8s.toJson_JobSpec(props.spec) } }, false);
  }

  /**
   * A plugin that the controller has installed, by a `ControllerPlugin.metricProvider` of the installation for instance. It
   * judges its measurements by itself, so whether it reads the conditions of the metric is its own affair.
   *
   * @param name the name that the plugin demands, e.g. `argoproj-labs/sample-prometheus`
   * @param settings what the plugin is told, as it has them; placeholders of arguments are replaced in them
   * @throws if the name cannot be that of a plugin
   */
  public static plugin(name: string, settings: { [key: string]: unknown } = {}): MetricProvider {
    const place = { field: 'MetricProvider.plugin', fix: 'give owner and name, as in argoproj-labs/sample-prometheus' };
    if (!isPluginName(requireText(name, place))) {
      throw new UsageError({ ...place, value: name, rule: 'is no name of a plugin' });
    }
    return new MetricProvider({ plugin: { [name]: settings } }, false);
  }

  /**
   * A provider of Argo Rollouts that has no factory here, as the CRD has it. Kayenta and plugins judge by themselves; the
   * others need a condition.
   *
   * @throws if there is none
   */
  public static other(provider: argoproj.AnalysisTemplateSpecMetricsProvider): MetricProvider {
    requireProps(provider, 'MetricProvider.other', 'a provider as the CRD has it');
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

function headers(
  record: { [key: string]: string } | undefined, where: string,
): argoproj.AnalysisTemplateSpecMetricsProviderWebHeaders[] | undefined {
  return record === undefined ? undefined : Object.entries(record).map(([key, value]) => ({
    key, value: requireGiven(value, { field: `${where}: headers.${key}`, rule: 'is undefined', fix: 'give its value, or leave it out' }),
  }));
}

/** Refuses props that a program without types has left out. */
function requireProps(props: object | undefined, field: string, what: string): void {
  requireGiven(props, { field, rule: 'has no properties', fix: `give ${what}` });
}

/** The address, if it has a scheme; the controller guesses none. An argument may hold it. */
function requireUrl(address: string, field: string): string {
  requireGiven(address, { field, rule: 'is undefined', fix: 'begin with http:// or https://' });
  if (!/^(https?:\/\/\S|\{\{)/i.test(address)) {
    throw new UsageError({ field, value: address, rule: 'is not a URL', fix: 'begin with http:// or https://' });
  }
  return address;
}
