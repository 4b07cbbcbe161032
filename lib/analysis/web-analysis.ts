import { Construct } from 'constructs';
import { UsageError } from '../model/usage-error';
import { IAnalysisSubject } from './analysis';
import { AnalysisArgument } from './analysis-argument';
import { Analysis, AnalysisDefinition, AnalysisOptions } from './analysis-base';
import { MeasurementOptions } from './metric';
import { MetricProvider } from './metric-provider';
import { WebRequestOptions } from './metric-provider-props';
import { validateMetric } from './metric-rendering';
import { declaredAndImplied, endingMeasurements, requireExclusive, requirePath, SERVICE_URL } from './preset';

/** Properties of `WebAnalysis`. */
export interface WebAnalysisProps extends AnalysisOptions, MeasurementOptions, WebRequestOptions {
  /**
   * The path that is called on the Service of the new version, e.g. `/health`. Excludes `url`.
   *
   * @default - `url` is called
   */
  readonly path?: string;

  /**
   * The address that is called. It may contain `{{args.service}}`, `{{args.namespace}}`, `{{args.port}}` and whatever
   * `args` declare. Excludes `path`.
   *
   * @default - `path` is called
   */
  readonly url?: string;

  /**
   * When an answer is good: an expr expression over `result`, the JSON value that `jsonPath` finds, e.g.
   * `result == "ok"`.
   *
   * @default - every answer that is not bad
   */
  readonly successCondition?: string;

  /**
   * When an answer is bad. With both conditions, an answer that meets neither is inconclusive.
   *
   * @default - every answer that is not good
   */
  readonly failureCondition?: string;

  /**
   * Further arguments of `url`.
   *
   * @default - none
   */
  readonly args?: AnalysisArgument[];

  /**
   * Whether calling goes on for as long as the update does, for use in a background analysis: once a minute, unless
   * `interval` says otherwise. Without it the analysis ends after `count` calls, by default one.
   *
   * @default false
   */
  readonly background?: boolean;
}

/** Judges the new version by what a web address answers. The controller makes the calls. */
export class WebAnalysis extends Analysis {
  private readonly definition: AnalysisDefinition;
  private readonly callsService: boolean;

  /**
   * @throws if not exactly one of `path` and `url` is given, there is no condition, a number is out of bounds, or
   * `background` is given a `count`
   */
  public constructor(scope: Construct, id: string, props: WebAnalysisProps) {
    super(scope, id, props);
    const path = this.node.path;
    const url = addressOf(props, path);
    this.callsService = props.path !== undefined;
    const metric = {
      ...endingMeasurements(props, props.background ?? false, path),
      name: this.templateName,
      successCondition: props.successCondition,
      failureCondition: props.failureCondition,
      provider: MetricProvider.web({
        url,
        jsonPath: props.jsonPath,
        method: props.method,
        headers: props.headers,
        body: props.body,
        jsonBody: props.jsonBody,
        timeout: props.timeout,
        insecure: props.insecure,
        authentication: props.authentication,
      }),
    };
    validateMetric(metric, path);
    const texts = [url, ...Object.values(props.headers ?? {}), props.body ?? '', JSON.stringify(props.jsonBody ?? '')];
    this.definition = { metrics: [metric], args: declaredAndImplied(props.args, ...texts) };
  }

  /**
   * @throws if `path` is called where no Service leads to the new version alone
   */
  public override bind(subject: IAnalysisSubject): void {
    super.bind(subject);
    if (this.callsService) {
      requireExclusive(subject, this.templateName);
    }
  }

  protected define(): AnalysisDefinition {
    return this.definition;
  }
}

function addressOf({ path: servicePath, url }: WebAnalysisProps, path: string): string {
  if (servicePath !== undefined && url === undefined) {
    return `${SERVICE_URL}${requirePath(servicePath, path)}`;
  }
  if (url !== undefined && servicePath === undefined) {
    return url;
  }
  throw new UsageError({
    path, field: 'url', rule: 'and `path`: exactly one is needed', fix: 'give `path` to call the new version, or `url` to call any address',
  });
}
