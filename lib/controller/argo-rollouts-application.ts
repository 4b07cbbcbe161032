import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { ArgoCdApplication } from '../argo-cd/application';
import { ApplicationDestination } from '../argo-cd/application-destination';
import { ApplicationSource } from '../argo-cd/application-source';
import { IArgoCdProject } from '../argo-cd/project';
import { SyncOptions } from '../argo-cd/sync-options';
import { checkAtSynth } from '../core/synth-check';
import { UsageError } from '../model/usage-error';
import { IServiceTarget } from '../service/service-target';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { ArgoRolloutsInstallation } from './installation';

/** Properties of `ArgoRolloutsApplication`. */
export interface ArgoRolloutsApplicationProps extends ArgoRolloutsProps {
  /**
   * @default - named after the construct's id, in the namespace of the chart, else `argocd`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The project that the Application belongs to. It must allow the repository of the chart, the namespace, and the kinds of
   * the cluster that the chart has: Namespace, CustomResourceDefinition, ClusterRole and ClusterRoleBinding.
   *
   * @default - the project `default`
   */
  readonly project?: IArgoCdProject;

  /**
   * The cluster that the controller is installed in. Leave its namespace out: it is that of the installation.
   *
   * @default - the cluster that Argo CD runs in
   */
  readonly destination?: ApplicationDestination;

  /**
   * How Argo CD applies the chart. It makes the namespace, unless this says `createNamespace: false`.
   *
   * @default - automated, with `prune` and `selfHeal`
   */
  readonly sync?: SyncOptions;

  /**
   * Whether the installation is deleted with the Application.
   *
   * @default false
   */
  readonly cascadingDeletion?: boolean;
}

/**
 * Argo Rollouts, installed by Argo CD: an Application of the Helm chart, with the values of the installation.
 *
 * What the rollouts of `serves` use is found out when the manifests are made, so it does not matter what comes first.
 */
export class ArgoRolloutsApplication extends ArgoCdApplication {
  /** What is installed. */
  public readonly installation: ArgoRolloutsInstallation;

  /**
   * @throws if settings contradict each other, the chart does not know them, a secret is told in plain text, a number is out
   * of bounds, or something cannot be named so
   */
  public constructor(scope: Construct, id: string, props: ArgoRolloutsApplicationProps = {}) {
    const { metadata, project, destination, sync, cascadingDeletion, ...settings } = props;
    const path = [scope.node.path, id].filter((part) => part !== '').join('/');
    const installation = new ArgoRolloutsInstallation(settings, path);
    super(scope, id, {
      metadata,
      project,
      cascadingDeletion,
      source: ApplicationSource.helm(installation.repository, installation.chart, {
        version: installation.version,
        releaseName: installation.releaseName,
      })._withValues(() => installation.values()),
      destination: destinationIn(installation.namespace, destination, path),
      sync: { createNamespace: true, ...sync ?? { automated: true, prune: true, selfHeal: true } },
    });
    this.installation = installation;
    installation._isPartOf(this.node.root);
    checkAtSynth(this, () => installation.unmet());
  }

  /**
   * The Service of the dashboard, to be given to an `IstioRoute`.
   *
   * @throws if there is no dashboard
   */
  public get dashboard(): IServiceTarget {
    return this.installation.dashboard;
  }
}

/** The namespace of an Application is that of its release, so it has to be said. */
function destinationIn(namespace: string, given: ApplicationDestination | undefined, path: string): ApplicationDestination {
  if (given?.namespace !== undefined && given.namespace !== namespace) {
    throw new UsageError({
      path, field: 'destination', value: given.namespace, rule: `is not ${namespace}, the namespace of the installation`, fix: 'leave it out, and give `namespace`',
    });
  }
  if (given?.clusterName !== undefined) {
    return ApplicationDestination.cluster(given.clusterName, namespace);
  }
  return given?.clusterServer === undefined
    ? ApplicationDestination.inCluster(namespace)
    : ApplicationDestination.server(given.clusterServer, namespace);
}
