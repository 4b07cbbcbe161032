import { Construct } from 'constructs';
import { ArgoRolloutsInstallation, ArgoRolloutsProps, IServiceTarget } from '../index';
import { UsageError } from '../model/usage-error';
import { HelmRelease, HelmReleaseArguments } from './helm-release';
import { HelmReleaseOptions } from './helm-release-options';
import { withTokens } from './installation-tokens';
import { escapeAroundTokens, misplacedTokens, valuesText } from './terraform-text';

/** Properties of `ArgoRolloutsRelease`. */
export interface ArgoRolloutsReleaseProps extends ArgoRolloutsProps, HelmReleaseOptions {}

/**
 * Argo Rollouts as a `helm_release`: the controller, installed by Terraform.
 *
 * The address of the repository and what becomes a value of the chart may hold tokens, such as an annotation with the ARN of a
 * role that the stack makes: Terraform puts in what they come to. Numbers of replicas may be tokens too. What decides about
 * other values, such as the namespace, may not.
 *
 * @see https://github.com/hashicorp/terraform-provider-helm/blob/main/docs/resources/release.md
 */
export class ArgoRolloutsRelease extends HelmRelease {
  /**
   * Whether the kinds of Argo Rollouts come with it.
   *
   * @internal
   */
  public readonly _installsCrds: boolean;

  private readonly installation: ArgoRolloutsInstallation;

  /** Which Rollouts of the cluster the controller acts on, besides its namespace. */
  private readonly reach: { readonly instanceId: string | undefined; readonly namespaced: boolean };

  /**
   * @throws if it is in no stack, for a token in place of what must be known before, or for what `ArgoRolloutsInstallation`
   * throws: settings that contradict each other, that the chart does not know, or that tell a secret
   */
  public constructor(scope: Construct, id: string, props: ArgoRolloutsReleaseProps = {}) {
    super(scope, id, props);
    this.installation = new ArgoRolloutsInstallation(withTokens(props, this.runtime, this.node.path), this.node.path);
    this.reach = { instanceId: props.instanceId, namespaced: props.namespaced ?? false };
    this._installsCrds = props.crds?.install ?? true;
    this.node.addValidation({ validate: () => [...this.unmet(), ...this.rivalProblems()] });
  }

  /**
   * The Service of the dashboard, as a target of routes.
   *
   * @throws if there is no dashboard
   */
  public get dashboard(): IServiceTarget {
    return this.installation.dashboard;
  }

  protected get releaseName(): string {
    return this.installation.releaseName;
  }

  protected get releaseNamespace(): string {
    return this.installation.namespace;
  }

  protected produceArguments(): HelmReleaseArguments {
    const { releaseName, namespace, chart, repository, version } = this.installation;
    const values = this.installation.values();
    UsageError.throwIfAny(misplacedTokens(values, this.runtime, this.node.path));
    return {
      name: releaseName,
      namespace,
      chart,
      repository: escapeAroundTokens(repository),
      version,
      values: Object.keys(values).length === 0 ? undefined : valuesText(values, this.runtime),
    };
  }

  /** What rollouts use that the controller acts on, and that it does not have. */
  private unmet(): string[] {
    return this.installation._unmetWith(this._deliveries(), (root) => this._roundOf(root));
  }

  /** What comes between this controller and another one of the cluster. */
  private rivalProblems(): string[] {
    return this._compared().flatMap((releases) => releases.before(this))
      .flatMap((other) => other instanceof ArgoRolloutsRelease ? this.problemsWith(other) : []);
  }

  private problemsWith(other: ArgoRolloutsRelease): string[] {
    const { instanceId, namespaced } = this.reach;
    const path = other.node.path;
    const isSameNamespace = this.releaseNamespace === other.releaseNamespace;
    const isWithinReach = isSameNamespace || !namespaced || !other.reach.namespaced;
    const problems: string[] = [];
    if (isWithinReach && instanceId === other.reach.instanceId) {
      const what = instanceId === undefined ? `is given neither here nor for ${path}` : `"${instanceId}" is also that of ${path}`;
      problems.push(`instanceId: ${what}, so both controllers act on the same Rollouts; leave one of them out, or give it an \`instanceId\` of its own`);
    } else if (isSameNamespace) {
      problems.push(`namespace: "${this.releaseNamespace}" has the controller ${path} already, and some objects of both have the same names; `
        + 'give one of them another namespace');
    }
    if (this._installsCrds && other._installsCrds) {
      problems.push(`crds.install: ${path} installs the CRDs already, and Helm makes an object in one release only; give \`crds: { install: false }\``);
    }
    return problems;
  }
}
