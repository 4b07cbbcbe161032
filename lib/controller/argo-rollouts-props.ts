import { IConstruct } from 'constructs';
import { ControllerOptions } from './controller-options';
import { ControllerPlugin } from './controller-plugin';
import { DashboardOptions } from './dashboard-options';
import { NotificationOptions } from './notification-options';
import { TrafficProvider } from './traffic-provider';

/** The kinds that Argo Rollouts adds to a cluster. */
export interface RolloutCrdOptions {
  /**
   * Whether they are installed, and updated with the chart. A cluster has them once, also with several controllers.
   *
   * @default true
   */
  readonly install?: boolean;

  /**
   * Whether they stay when the installation is removed. If they go, all Rollouts of the cluster go with them.
   *
   * @default true
   */
  readonly keep?: boolean;

  /**
   * Has Argo CD apply them by server-side apply, by an annotation that nobody else reads. Near 262144 bytes, which some of
   * them are, an object cannot be applied in the other way.
   *
   * @default true
   */
  readonly serverSideApply?: boolean;
}

/** An installation of Argo Rollouts: the same whichever way it is applied. */
export interface ArgoRolloutsProps {
  /**
   * The version of the Helm chart, which is not that of Argo Rollouts: 2.41 installs Argo Rollouts 1.9. The settings here are
   * those of 2.41. So are the keys and the kinds that `values` are compared with: with any other minor version they are taken as
   * they are, and what that version does not know, among the settings too, it passes over in silence.
   *
   * @default '2.41.0'
   */
  readonly chartVersion?: string;

  /**
   * The repository of the chart: a mirror, or a registry as `oci://registry.example.com/charts`.
   *
   * @default 'https://argoproj.github.io/argo-helm'
   */
  readonly repository?: string;

  /**
   * The namespace that the controller is installed in. It is made if it is not there.
   *
   * @default 'argo-rollouts'
   */
  readonly namespace?: string;

  /**
   * The name of the Helm release, which the names of all objects are made of. At most 53 characters.
   *
   * @default 'argo-rollouts'
   */
  readonly releaseName?: string;

  /**
   * The kinds that are added to the cluster.
   *
   * @default - installed, kept, and applied by server-side apply
   */
  readonly crds?: RolloutCrdOptions;

  /**
   * The pods of the controller.
   *
   * @default - as the chart has them
   */
  readonly controller?: ControllerOptions;

  /**
   * Installs the dashboard.
   *
   * @default - no dashboard
   */
  readonly dashboard?: DashboardOptions;

  /**
   * What the rollouts split their traffic with. The controller gets permissions for these, and no others.
   *
   * @default - what the rollouts of `serves` use; without `serves`, everything that the chart knows, which is more than any
   * cluster needs
   */
  readonly routers?: TrafficProvider[];

  /**
   * The rollouts that the controller serves, or whatever is around them: charts, apps. What they use is derived when the
   * manifests are made: permissions for their routers, and the triggers that they subscribe to. Plugins, triggers, services and
   * channels of Teams that they use and the installation does not have are an error. So is what other rollouts of the same app use and
   * the installation does not have, unless they are for another cluster (context `cdk8s-argo-rollouts/cluster` of their chart),
   * another controller, or another installation of the app; and to serve no rollout, where `routers` does not say what for.
   *
   * @default - not known
   */
  readonly serves?: IConstruct[];

  /**
   * Executables that add routers, metric providers and steps. A change restarts the controller.
   *
   * @default - none
   */
  readonly plugins?: ControllerPlugin[];

  /**
   * What the controller notifies of, and through which services.
   *
   * @default - nothing
   */
  readonly notifications?: NotificationOptions;

  /**
   * Has the controller look only at Rollouts and templates with the label
   * `argo-rollouts.argoproj.io/controller-instance-id` and this value; it is given in their `metadata.labels`. Several
   * controllers can then share a cluster, each with a release name and a namespace of its own, and one with the CRDs.
   *
   * @default - it looks at those without the label
   */
  readonly instanceId?: string;

  /**
   * Restricts the controller to its own namespace. It then needs no permissions in the rest of the cluster, and does not
   * know ClusterAnalysisTemplates. Only the CRDs are still the cluster's. The chart has had no Role for a dashboard then
   * (https://github.com/argoproj/argo-helm/issues/1389): see what it may do, and bind one to its service account.
   *
   * @default false
   */
  readonly namespaced?: boolean;

  /**
   * Further values of the chart, for what has no setting here. They come last: maps are merged, a list is added to that of
   * the settings, and anything else wins. Keys that the chart does not have, and values of another kind than it has, are
   * refused: a number may be a text of digits, but for the port of the dashboard, and a text no number where the chart writes it
   * without quotes. They stand in manifests as they are: no place for secrets.
   *
   * @default - none
   */
  readonly values?: { [key: string]: unknown };
}
