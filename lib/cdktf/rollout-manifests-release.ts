import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { requireDnsLabel } from '../model/names';
import { UsageError } from '../model/usage-error';
import { ChartFolder, chartFolder, isNamespace, releaseProblems, writeChartFolder } from './chart-folder';
import { HelmRelease, HelmReleaseArguments } from './helm-release';
import { HelmReleaseOptions } from './helm-release-options';
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
}

/** The folder below the output folder where charts are written before the stack takes them as its assets. */
const STAGING = '.cdk8s-charts';

/** The id of the asset. */
const ASSET = 'chart';

/**
 * A `helm_release` of the objects of a cdk8s chart: rollouts, delivered by Terraform.
 *
 * The objects are written to a Helm chart that prints them as they are, whatever braces they have in them, and which is an
 * asset of the stack. So Terraform plans it without asking the cluster for any kind, and one `terraform apply` makes the
 * controller (`dependsOn`) and the rollouts. Terraform sees a change of any object as a new version of the chart.
 *
 * Annotations of Helm keep their meaning: an object with `helm.sh/hook` is run as a hook.
 *
 * @see https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release
 */
export class RolloutManifestsRelease extends HelmRelease {
  protected readonly releaseName: string;
  private readonly props: RolloutManifestsReleaseProps;
  private asset?: { readonly hash: string; readonly path: string };

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
    this.node.addValidation({ validate: () => this.problems() });
  }

  protected produceArguments(): HelmReleaseArguments {
    const manifests = manifestsOf(this.props.chart);
    const folder = chartFolder(this.releaseName, manifests);
    return { name: this.releaseName, namespace: this.namespaceFor(manifests), chart: this.stage(folder), version: folder.version };
  }

  private problems(): string[] {
    const manifests = manifestsOf(this.props.chart);
    return [
      ...releaseProblems(manifests, chartFolder(this.releaseName, manifests), this.namespaceFor(manifests)),
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

  /** The path of the chart's folder from where Terraform runs. The asset is made again for other objects. */
  private stage(folder: ChartFolder): string {
    if (this.asset?.hash === folder.hash) {
      return this.asset.path;
    }
    const staged = path.resolve(this.runtime.App.of(this).outdir, STAGING, ...this.node.path.split('/'));
    writeChartFolder(staged, folder);
    this.node.tryRemoveChild(ASSET);
    const { path: place } = new this.runtime.TerraformAsset(this, ASSET, { path: staged, assetHash: folder.hash });
    this.asset = { hash: folder.hash, path: place };
    return place;
  }
}

/** The objects of a chart and of those in it, in the order in which cdk8s writes them. */
function manifestsOf(chart: Chart): unknown[] {
  // Only now does cdk8s know which chart comes after which.
  const own: unknown[] = chart.toJson();
  return App.of(chart).charts
    .filter((candidate) => candidate.node.scopes.includes(chart))
    .flatMap((candidate): unknown[] => candidate === chart ? own : candidate.toJson());
}

/** The name, if Helm takes it: names of a release are parts of names of others. */
function requireReleaseName(name: string, at: string): string {
  requireDnsLabel(name, { path: at, field: 'releaseName' });
  if (name.length > 53) {
    throw new UsageError({
      path: at, field: 'releaseName', value: name, rule: `has ${name.length} characters, and 53 is the most`, fix: 'give a shorter name with `releaseName`',
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
