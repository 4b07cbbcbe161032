import { App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Manifest } from '../check';
import { oncePer } from '../check/once-per';
import { LONGEST_RELEASE_NAME, requireDnsLabel } from '../model/names';
import { UsageError } from '../model/usage-error';
import { ArgoRolloutsRelease } from './argo-rollouts-release';
import { ChartAsset } from './chart-asset';
import { ChartFolder, chartFolder, isNamespace, releaseProblems } from './chart-folder';
import { HelmRelease, HelmReleaseArguments } from './helm-release';
import { HelmReleaseOptions } from './helm-release-options';
import { kindOfRollouts, objectsOf, rolloutsOf } from './released-objects';
import { SynthMemory } from './synth-memory';
import { tokenPaths } from './terraform-text';

/** Properties of `RolloutManifestsRelease`. */
export interface RolloutManifestsReleaseProps extends HelmReleaseOptions {
  /**
   * The chart whose objects are delivered, with those of the charts in it. It is read when the stack is synthesized, and
   * refused if `cdk8s synth` would refuse it.
   */
  readonly chart: Chart;

  /**
   * The name of the release: a DNS label of at most 53 characters.
   *
   * @default - the id of the construct
   */
  readonly releaseName?: string;

  /**
   * The namespace of the release, where Helm keeps its records, and to which objects go that name none.
   *
   * @default - that of the chart; `default` if it has none, or makes that namespace itself, which Helm needs before
   */
  readonly namespace?: string;

  /**
   * Whether the cluster has the CRDs of Argo Rollouts before the stack is applied, whatever is in the stack. If not, and an
   * `ArgoRolloutsRelease` of the stack installs them, the release must come after it: the first `terraform apply` would
   * otherwise begin with both at once, and fail for want of the kinds.
   *
   * @default false
   */
  readonly crdsInstalled?: boolean;
}

/** The id of the asset. */
const ASSET = 'chart';

/**
 * A `helm_release` of the objects of a cdk8s chart: rollouts, delivered by Terraform.
 *
 * The objects are written to a Helm chart that prints them as they are, whatever braces they have in them, and which is an
 * asset of the stack. So Terraform plans it without asking the cluster for any kind, and one `terraform apply` makes the
 * controller (`dependsOn`) and the rollouts. Terraform sees a change of any object as a new version of the chart. Tokens of the
 * stack mean nothing in the objects, and are refused when it is synthesized.
 *
 * `terraform apply` ends when the objects are in the cluster, and not when a Rollout has become healthy: Helm waits for the
 * kinds that it knows only (https://github.com/helm/helm/issues/12136). Helm 4 waits for a Rollout in vain until the time is
 * up (https://github.com/helm/helm/issues/32615); under a provider made with it, give `atomic: false`, and
 * `resource.addOverride('wait', false)`.
 *
 * Annotations of Helm keep their meaning: an object with `helm.sh/hook` is run as a hook.
 *
 * @see https://github.com/hashicorp/terraform-provider-helm/blob/main/docs/resources/release.md
 */
export class RolloutManifestsRelease extends HelmRelease {
  protected readonly releaseName: string;
  private readonly props: RolloutManifestsReleaseProps;
  private readonly asset: ChartAsset;
  private readonly charts: SynthMemory;

  /** The chart of Helm, once for each list of objects. */
  private readonly folderOf = oncePer((manifests: readonly unknown[]): ChartFolder => chartFolder(this.releaseName, manifests));

  /** Its objects, once for each list of them. */
  private readonly objectsOf = oncePer((manifests: readonly unknown[]) => objectsOf(manifests, this.namespaceFor(manifests)));

  /** Its Rollouts and what they run, once for each list of objects. */
  private readonly rolloutsOf = oncePer((manifests: readonly unknown[]) => rolloutsOf(manifests, this.namespaceFor(manifests)));

  /**
   * @throws if it is in no stack, the chart is in no App of cdk8s, or Helm cannot name a release so
   */
  public constructor(scope: Construct, id: string, props: RolloutManifestsReleaseProps) {
    super(scope, id, props);
    this.props = { ...props };
    this.releaseName = requireReleaseName(props.releaseName ?? id, this.node.path);
    requireApp(props.chart, this.node.path);
    if (props.namespace !== undefined) {
      requireDnsLabel(props.namespace, { path: this.node.path, field: 'namespace' });
    }
    this.charts = SynthMemory.of(this.runtime.TerraformStack.of(this), this.runtime);
    this.asset = new ChartAsset(this, ASSET, this.runtime, () => {
      this.charts.asks(this, 'asset');
      return this.folderOf(this.manifests());
    });
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * @internal
   */
  public override get _objects(): ReadonlyMap<string, string> {
    return this.objectsOf(this.manifests());
  }

  /**
   * @internal
   */
  public override get _rollouts(): readonly Manifest[] {
    return this.rolloutsOf(this.manifests());
  }

  /**
   * @internal
   */
  public override get _chart(): Chart {
    return this.props.chart;
  }

  protected get releaseNamespace(): string {
    return this.namespaceFor(this.manifests());
  }

  protected produceArguments(): HelmReleaseArguments {
    const manifests = this.manifests();
    const folder = this.folderOf(manifests);
    return { name: this.releaseName, namespace: this.namespaceFor(manifests), chart: this.asset.pathOf(folder), version: folder.version };
  }

  private manifests(): readonly unknown[] {
    return this.charts.manifestsOf(this.props.chart);
  }

  private problems(): string[] {
    const manifests = this.manifests();
    return [
      ...this.orderProblems(manifests),
      ...this.sharedProblems(),
      ...releaseProblems(manifests, this.folderOf(manifests), this.namespaceFor(manifests)),
      ...tokenPaths(manifests, this.runtime).map((place) => `chart: ${place} is a token of a stack, which means nothing within a chart; `
        + 'give the value itself'),
    ];
  }

  private namespaceFor(manifests: readonly unknown[]): string {
    const { chart, namespace } = this.props;
    const ofChart = chart.namespace;
    const usual = ofChart === undefined || manifests.some((manifest) => isNamespace(manifest, ofChart)) ? 'default' : ofChart;
    return namespace ?? usual;
  }

  /** That Terraform would begin with the release before there are the kinds of its objects. */
  private orderProblems(manifests: readonly unknown[]): string[] {
    const kind = kindOfRollouts(manifests);
    if (kind === undefined || this.props.crdsInstalled === true) {
      return [];
    }
    const installers = this._neighbours().filter((other) => other instanceof ArgoRolloutsRelease && other._installsCrds);
    const [installer] = installers;
    return installer === undefined || installers.some((other) => this._waitsFor(other)) ? [] : [
      `dependsOn: lacks ${installer.node.path}, which installs the kind ${kind}, so that the first \`terraform apply\` fails; `
      + 'give `dependsOn: [controller]`, or `crdsInstalled: true` if the cluster has the kind before',
    ];
  }

  /** What another release makes too, which Helm refuses when it is applied. */
  private sharedProblems(): string[] {
    return this._compared().flatMap((releases) => releases.sharing(this)).map(([other, [first = '', ...more]]) => {
      const what = more.length === 0 ? first : `${first} and ${more.length} more`;
      return `chart: has ${what}, as ${other.node.path} has, and Helm makes an object in one release only; deliver the chart once, or give it to another \`provider\``;
    });
  }
}

/** The name, if Helm takes it: names of a release are parts of names of others. */
function requireReleaseName(name: string, at: string): string {
  requireDnsLabel(name, { path: at, field: 'releaseName' });
  if (name.length > LONGEST_RELEASE_NAME) {
    throw new UsageError({
      path: at, field: 'releaseName', value: name, rule: `has ${name.length} characters, and ${LONGEST_RELEASE_NAME} is the most`, fix: 'give a shorter name with `releaseName`',
    });
  }
  return name;
}

function requireApp(chart: IConstruct | undefined, at: string): void {
  if (chart === undefined) {
    throw new UsageError({ path: at, field: 'chart', rule: 'is not given', fix: 'give the chart whose objects are delivered' });
  }
  if (!(chart.node.root instanceof App)) {
    throw new UsageError({
      path: at, field: 'chart', value: chart.node.path, rule: 'is in no App of cdk8s', fix: 'make it as `new Chart(new App(), …)`, with the App of `cdk8s`',
    });
  }
}
