import { Construct } from 'constructs';
import { ArgoRolloutsInstallation, ArgoRolloutsProps, IServiceTarget } from '../index';
import { UsageError } from '../model/usage-error';
import { HelmRelease, HelmReleaseArguments } from './helm-release';
import { HelmReleaseOptions } from './helm-release-options';
import { escapeAroundTokens, misplacedTokens, valuesText } from './terraform-text';

/** Properties of `ArgoRolloutsRelease`. */
export interface ArgoRolloutsReleaseProps extends ArgoRolloutsProps, HelmReleaseOptions {}

/**
 * Argo Rollouts as a `helm_release`: the controller, installed by Terraform.
 *
 * The address of the repository and what becomes a value of the chart may hold tokens, such as an annotation with the ARN of a
 * role that the stack makes: Terraform puts in what they come to.
 *
 * @see https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release
 */
export class ArgoRolloutsRelease extends HelmRelease {
  private readonly installation: ArgoRolloutsInstallation;

  /**
   * @throws if it is in no stack, or for what `ArgoRolloutsInstallation` throws: settings that contradict each other, that the
   * chart does not know, or that tell a secret
   */
  public constructor(scope: Construct, id: string, props: ArgoRolloutsReleaseProps = {}) {
    super(scope, id, props);
    this.installation = new ArgoRolloutsInstallation(props, this.node.path);
    this.node.addValidation({ validate: () => this.installation.unmet() });
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
}
