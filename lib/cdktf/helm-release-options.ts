import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';

/** How Terraform installs a release. */
export interface HelmReleaseOptions {
  /**
   * Takes a failed installation out again, and a failed upgrade back. Helm then waits until what it knows is ready:
   * Deployments, Services, Jobs of hooks and the like, but no custom resources. A Rollout counts as installed when it is
   * there, whatever becomes of it (https://github.com/helm/helm/issues/12136).
   *
   * @default true
   */
  readonly atomic?: boolean;

  /**
   * How long each operation on the cluster may take, in whole seconds. What only Terraform knows is no Duration; say it as
   * `release.resource.addOverride('timeout', seconds)`.
   *
   * @default - 5 minutes
   */
  readonly timeout?: Duration;

  /**
   * Makes the namespace of the release if it is not there. It is not removed with the release.
   *
   * @default true
   */
  readonly createNamespace?: boolean;

  /**
   * What must be there first: resources, data sources, modules, other releases, or constructs, of which all resources count.
   * What is in another stack makes this stack depend on that one.
   *
   * @default - nothing but what the arguments refer to
   */
  readonly dependsOn?: IConstruct[];

  /**
   * The HelmProvider, where a stack has several, such as one for each cluster.
   *
   * @default - the HelmProvider of the stack that has no alias
   */
  readonly provider?: IConstruct;
}
