import { Duration } from 'cdk8s';
import { IServiceAccount, k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { wholeSeconds } from '../core/seconds';
import { optionalInteger, requireInteger, requireItems } from '../model/require';
import { UsageError } from '../model/usage-error';
import { IAnalysisSubject } from './analysis';
import { AnalysisArgument } from './analysis-argument';
import { Analysis, AnalysisDefinition, AnalysisOptions } from './analysis-base';
import { MetricProvider } from './metric-provider';
import { declaredAndImplied, endingMeasurements, requireExclusive, requirePath, SERVICE_URL } from './preset';

/** Properties of `WarmUpJob`. */
export interface WarmUpJobProps extends AnalysisOptions {
  /**
   * The path that is requested on the Service of the new version, e.g. `/healthcheck`. Needed unless `command` or `args` are given.
   *
   * @default - `args` say what is requested
   */
  readonly path?: string;

  /**
   * How many requests are sent.
   *
   * @default 1000
   */
  readonly requests?: number;

  /**
   * How many requests are under way at once.
   *
   * @default 1
   */
  readonly concurrency?: number;

  /**
   * The image of the load generator. Without `args` it is run as cassowary is.
   *
   * @default 'rogerw/cassowary:v0.14.0'
   */
  readonly image?: string;

  /**
   * The command of the container.
   *
   * @default - the image's
   */
  readonly command?: string[];

  /**
   * The arguments of the command. They may contain `{{args.service}}`, `{{args.namespace}}`, `{{args.port}}` and whatever
   * `analysisArgs` declare. Exclude `path`, `requests` and `concurrency`.
   *
   * @default - those of cassowary, for `path`
   */
  readonly args?: string[];

  /**
   * Further arguments of the analysis, for `command` and `args`.
   *
   * @default - none
   */
  readonly analysisArgs?: AnalysisArgument[];

  /**
   * How long the Job may take, retries included, in whole seconds.
   *
   * @default Duration.minutes(10)
   */
  readonly deadline?: Duration;

  /**
   * How often a failed pod is run again.
   *
   * @default 1
   */
  readonly backoffLimit?: number;

  /**
   * How many failed Jobs are tolerated. There is one Job, so any number above 0 makes the analysis succeed always.
   *
   * @default 0
   */
  readonly failureLimit?: number;

  /**
   * The resources of the container.
   *
   * @default - the namespace's defaults
   */
  readonly resources?: k8s.ResourceRequirements;

  /**
   * The service account of the pod.
   *
   * @default - the namespace's default, without a token
   */
  readonly serviceAccount?: IServiceAccount;

  /**
   * Whether Istio may inject its sidecar into the pod of the Job. Only native sidecars end with the container; any other
   * keeps the Job from finishing. Under strict mTLS the pods can only be reached with one.
   *
   * @default false
   */
  readonly sidecar?: boolean;
}

const CASSOWARY = 'rogerw/cassowary:v0.14.0';

/** What keeps Istio from injecting its sidecar. It reads the label; older versions read the annotation. */
const WITHOUT_SIDECAR = { 'sidecar.istio.io/inject': 'false' };

/** Sends requests to the new version before it gets the users' traffic: a Job, run once. */
export class WarmUpJob extends Analysis {
  private readonly definition: AnalysisDefinition;
  private readonly callsService: boolean;

  /**
   * @throws if not exactly one of `path` and `args` is given, or a number is out of bounds
   */
  public constructor(scope: Construct, id: string, props: WarmUpJobProps) {
    super(scope, id, props);
    const path = this.node.path;
    const args = containerArguments(props, path);
    this.callsService = props.path !== undefined;
    const failureLimit = optionalInteger(props.failureLimit, 0, { path, field: 'failureLimit', fix: 'leave it out' });
    this.definition = {
      metrics: [{
        ...endingMeasurements({ failureLimit }, false, path),
        name: this.templateName,
        provider: MetricProvider.job({ spec: jobSpec(props, args, path) }),
      }],
      args: declaredAndImplied(props.analysisArgs, ...props.command ?? [], ...args),
    };
  }

  /**
   * @throws if `path` is requested where no Service leads to the new version alone
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

function containerArguments(props: WarmUpJobProps, path: string): string[] {
  const { path: servicePath, requests, concurrency, args } = props;
  const ownLoad = [servicePath, requests, concurrency].some((option) => option !== undefined);
  if (args !== undefined && ownLoad) {
    throw new UsageError({
      path, field: 'args', rule: 'exclude `path`, `requests` and `concurrency`', fix: 'say the load in `args`, or leave them out',
    });
  }
  if (args === undefined && props.command !== undefined && !ownLoad) {
    return [];
  }
  if (args !== undefined) {
    return [...requireItems(args, { path, field: 'args', fix: 'give the arguments of the command' })];
  }
  if (servicePath === undefined) {
    throw new UsageError({ path, field: 'path', rule: 'is missing', fix: 'give the path to request, or `command` or `args`' });
  }
  const positive = (value: number, field: string): string =>
    String(requireInteger(value, 1, Number.MAX_SAFE_INTEGER, { path, field, fix: 'give a number of requests' }));
  return [
    'run',
    '-u', `${SERVICE_URL}${requirePath(servicePath, path)}`,
    '-c', positive(concurrency ?? 1, 'concurrency'),
    '-n', positive(requests ?? 1000, 'requests'),
  ];
}

function jobSpec(props: WarmUpJobProps, args: string[], path: string): k8s.JobSpec {
  const { image = CASSOWARY, command, deadline = Duration.minutes(10), backoffLimit = 1, resources, sidecar = false } = props;
  const marks = sidecar ? undefined : { labels: WITHOUT_SIDECAR, annotations: WITHOUT_SIDECAR };
  return {
    backoffLimit: requireInteger(backoffLimit, 0, Number.MAX_SAFE_INTEGER, { path, field: 'backoffLimit', fix: 'give a number of retries' }),
    activeDeadlineSeconds: wholeSeconds(deadline, 1, { path, field: 'deadline' }),
    template: {
      metadata: marks,
      spec: {
        restartPolicy: 'Never',
        serviceAccountName: props.serviceAccount?.name,
        automountServiceAccountToken: false,
        containers: [{ name: 'warm-up', image, command, args: args.length === 0 ? undefined : args, resources }],
      },
    },
  };
}
