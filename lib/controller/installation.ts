import { IConstruct } from 'constructs';
import { Manifest, RolloutUsage, rolloutUsage } from '../check';
import { CHART_NAME, CHART_VERSION } from '../model/chart/chart-keys';
import { copyOf } from '../model/copy';
import { asString, field } from '../model/json';
import { LONGEST_RELEASE_NAME, requireDnsLabel, requireServiceName } from '../model/names';
import { describe, Problem, UsageError } from '../model/usage-error';
import { IServiceTarget } from '../service/service-target';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { chartValues } from './chart-values';
import { DASHBOARD_PORT } from './dashboard-values';
import { installationProblems } from './installation-problems';
import { hasRollout, servedUsage } from './served-usage';
import { isInSight, unmetUses, unservedUses } from './unmet-uses';
import { deliveredUsage, Delivery, rememberIn, treesOf, unservedUsage } from './unserved-usage';

const REPOSITORY = 'https://argoproj.github.io/argo-helm';
/** The chart's bound, before it adds what tells its objects apart. */
const LONGEST_NAME = 63;

/**
 * What a Helm release of Argo Rollouts is made of, for whatever applies it. `ArgoRolloutsApplication` and
 * `ArgoRolloutsHelm` do, and `ArgoRolloutsRelease` of `cdk8s-argo-rollouts/cdktf`; with this class, a HelmRelease of Flux
 * or any other tool can.
 */
export class ArgoRolloutsInstallation {
  /** The name of the chart: `argo-rollouts`. */
  public readonly chart: string;

  /** The version of the chart. */
  public readonly version: string;

  /** The repository of the chart: an address of https, or of a registry as `oci://…`. */
  public readonly repository: string;

  /** The name of the release. */
  public readonly releaseName: string;

  /** The namespace of the controller. */
  public readonly namespace: string;

  private readonly props: ArgoRolloutsProps;
  private readonly path: string | undefined;

  /**
   * @param props the installation
   * @param path the path of the construct that applies it, for messages
   * @throws if settings contradict each other, the chart does not know them, a secret is told in plain text, a number is out
   * of bounds, or something cannot be named so: all of it at once
   */
  public constructor(props: ArgoRolloutsProps = {}, path?: string) {
    const given = withoutNull(props);
    this.chart = CHART_NAME;
    this.version = given.chartVersion ?? CHART_VERSION;
    this.repository = given.repository ?? REPOSITORY;
    this.releaseName = given.releaseName ?? CHART_NAME;
    this.namespace = given.namespace ?? CHART_NAME;
    this.props = copyOf(given, path);
    this.path = path;
    requireDnsLabel(this.namespace, { path, field: 'namespace' });
    requireDnsLabel(this.releaseName, { path, field: 'releaseName' });
    if (this.releaseName.length > LONGEST_RELEASE_NAME) {
      const rule = `has ${this.releaseName.length} characters, and Helm takes ${LONGEST_RELEASE_NAME} at most`;
      throw new UsageError({ path, field: 'releaseName', value: this.releaseName, rule, fix: 'give a shorter name' });
    }
    UsageError.throwIfAny(installationProblems(this.props, path));
    if (given.dashboard !== undefined) {
      requireServiceName(this.dashboardName, { path, field: 'releaseName' });
    }
    treesOf(this.props).forEach((root) => { this._isPartOf(root); });
  }

  /**
   * The values of the chart. They follow from the settings alone, and from what the rollouts of `serves` are when it is
   * asked.
   */
  public values(): { [key: string]: unknown } {
    return { ...chartValues(this.props, this.usage()) };
  }

  /**
   * What the rollouts of `serves` use and the installation does not have, one message for each; empty if all is there. So is
   * what other rollouts of the same app and cluster use, unless another installation may serve them.
   */
  public unmet(): string[] {
    return this._unmetWith([], () => ({}));
  }

  /**
   * The same where it is known what delivers rollouts to which cluster, whether the installation serves them or not.
   *
   * @param roundOf stands for the time during which nothing below a root changes
   * @internal
   */
  public _unmetWith(deliveries: readonly Delivery[], roundOf: (root: IConstruct) => object): string[] {
    const { serves = [], routers } = this.props;
    const usage = this.usage();
    if (usage === undefined && deliveries.length === 0) {
      return [];
    }
    const values = chartValues(this.props, usage);
    const served = usage ?? rolloutUsage([]);
    const isLookedAt = (rollout: Manifest): boolean => isInSight(this.props, this.namespace, rollout);
    const unserved = [...unservedUsage(this.props, isLookedAt, deliveries, roundOf), deliveredUsage(deliveries, isLookedAt)];
    return [
      ...(usage !== undefined && routers === undefined && !hasRollout(serves, usage) ? [withoutRollouts(serves.length)] : []),
      ...unmetUses(this.props, this.namespace, values, served),
      ...unserved.flatMap((uses) => unservedUses(this.props, values, served, uses)),
    ].map(describe);
  }

  /** @internal */
  public _isPartOf(root: IConstruct): void {
    rememberIn(root, this.props);
  }

  /**
   * The Service of the dashboard.
   *
   * @throws if there is no dashboard
   */
  public get dashboard(): IServiceTarget {
    const { path, props: { dashboard, values = {} } } = this;
    if (dashboard === undefined) {
      throw new UsageError({ path, field: 'dashboard', rule: 'is not installed', fix: 'give `dashboard: {}`, or what it is to be like' });
    }
    const port = field(values, 'dashboard', 'service', 'port');
    return {
      serviceName: this.dashboardName,
      serviceNamespace: this.namespace,
      servicePort: typeof port === 'number' ? port : DASHBOARD_PORT,
    };
  }

  /** As the chart makes it: the name of the release, which is to have that of the chart in it. */
  private get dashboardName(): string {
    const { values = {} } = this.props;
    const name = asString(field(values, 'nameOverride')) ?? CHART_NAME;
    const full = asString(field(values, 'fullnameOverride')) ?? (this.releaseName.includes(name) ? this.releaseName : `${this.releaseName}-${name}`);
    return `${full.slice(0, LONGEST_NAME).replace(/-$/, '')}-dashboard`;
  }

  private usage(): RolloutUsage | undefined {
    return this.props.serves === undefined ? undefined : servedUsage(this.props.serves);
  }
}

/** Permissions for no router at all are hardly ever meant, and nothing else would tell. */
function withoutRollouts(length: number): Problem {
  const rule = `${length === 0 ? 'is empty' : 'has no Rollout in it'}, so the controller would get permissions for no router`;
  return { field: 'serves', rule, fix: 'give the charts of the rollouts, or name `routers`' };
}

/** Programs without types say `null` for what is absent. */
function withoutNull(props: ArgoRolloutsProps): ArgoRolloutsProps {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== null));
}
