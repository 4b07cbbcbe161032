import { InstalledPodOptions } from './pod-options';

/** An Ingress that leads to the dashboard. */
export interface DashboardIngressOptions {
  /** The hosts of the dashboard. At least one. */
  readonly hosts: string[];

  /**
   * The class of the Ingress.
   *
   * @default - the cluster's default
   */
  readonly className?: string;

  /**
   * The path that requests must begin with.
   *
   * @default - the `rootPath` of the dashboard where that is given, else `/`
   */
  readonly path?: string;

  /**
   * The annotations of the Ingress.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * The name of the Secret with the certificate of the hosts, in the namespace of the controller.
   *
   * @default - plain HTTP
   */
  readonly tlsSecretName?: string;
}

/**
 * The dashboard in the cluster. It asks nobody who they are: whoever reaches it sees all rollouts, and promotes, aborts
 * and restarts them unless it is `readOnly`. Put something that asks in front of it.
 */
export interface DashboardOptions extends InstalledPodOptions {
  /**
   * Whether the dashboard may only look. It still shows its buttons, and the API server refuses what they do.
   *
   * @default false
   */
  readonly readOnly?: boolean;

  /**
   * The number of pods, at least 1.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The path that the addresses of the dashboard begin with, e.g. `/deployments`.
   *
   * @default - the `path` of the Ingress unless that is `/`, else `/rollouts`
   */
  readonly rootPath?: string;

  /**
   * Makes an Ingress. For Istio, give the `dashboard` of the installation to an `IstioRoute` instead.
   *
   * @default - none
   */
  readonly ingress?: DashboardIngressOptions;
}
