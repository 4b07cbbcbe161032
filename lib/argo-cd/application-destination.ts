import * as argocd from '../../imports/argocd-argoproj.io';
import { requireText } from '../model/require';

/** The name that Argo CD gives the cluster that it runs in. */
const IN_CLUSTER = 'in-cluster';

/** Where an Application delivers to: a cluster, and the namespace of what says none itself. */
export class ApplicationDestination {
  /**
   * The cluster that Argo CD runs in.
   *
   * @param namespace the namespace of objects that name none
   * @throws if the namespace is empty
   */
  public static inCluster(namespace?: string): ApplicationDestination {
    return ApplicationDestination.cluster(IN_CLUSTER, namespace);
  }

  /**
   * A cluster that Argo CD knows by name.
   *
   * @param name the name under which the cluster is registered, e.g. `in-cluster`; in an ApplicationSet also a parameter
   * @param namespace the namespace of objects that name none
   * @throws if one of them is empty
   */
  public static cluster(name: string, namespace?: string): ApplicationDestination {
    requireText(name, { field: 'ApplicationDestination.cluster: name', fix: 'give the name under which Argo CD knows the cluster' });
    return new ApplicationDestination({ name }, namespace);
  }

  /**
   * A cluster by the address of its API server.
   *
   * @param url the address under which the cluster is registered, e.g. `https://kubernetes.default.svc`
   * @param namespace the namespace of objects that name none
   * @throws if one of them is empty
   */
  public static server(url: string, namespace?: string): ApplicationDestination {
    requireText(url, { field: 'ApplicationDestination.server: url', fix: 'give the address of the API server' });
    return new ApplicationDestination({ server: url }, namespace);
  }

  /** The name of the cluster; absent where it is told by its address. */
  public readonly clusterName?: string;
  /** The address of the cluster's API server; absent where it is told by its name. */
  public readonly clusterServer?: string;
  /** The namespace of objects that name none. */
  public readonly namespace?: string;

  private constructor({ name, server }: argocd.ApplicationSpecDestination, namespace: string | undefined) {
    this.clusterName = name;
    this.clusterServer = server;
    this.namespace = namespace === undefined ? undefined
      : requireText(namespace, { field: 'ApplicationDestination: namespace', fix: 'give a namespace, or leave it out' });
  }

  /** @internal */
  public _toKube(): argocd.ApplicationSpecDestination {
    return { name: this.clusterName, server: this.clusterServer, namespace: this.namespace };
  }
}
