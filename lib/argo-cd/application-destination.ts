import * as argocd from '../../imports/argocd-argoproj.io';
import { OWN_CLUSTER } from '../check';
import { DNS_LABEL } from '../model/names';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

/** Patterns of a project, and parameters of an ApplicationSet: what they come to is not known. */
const OPEN = /[*?[{!$]/;

/** Where an Application delivers to: a cluster, and the namespace of what says none itself. */
export class ApplicationDestination {
  /**
   * The cluster that Argo CD runs in.
   *
   * @param namespace the namespace of objects that name none
   * @throws if the namespace is no name of one
   */
  public static inCluster(namespace?: string): ApplicationDestination {
    return ApplicationDestination.cluster(OWN_CLUSTER.name, namespace);
  }

  /**
   * A cluster that Argo CD knows by name.
   *
   * @param name the name under which the cluster is registered, e.g. `in-cluster`; in an ApplicationSet also a parameter
   * @param namespace the namespace of objects that name none
   * @throws if the name is empty or an address, or the namespace is no name of one
   */
  public static cluster(name: string, namespace?: string): ApplicationDestination {
    requireText(name, { field: 'ApplicationDestination.cluster: name', fix: 'give the name under which Argo CD knows the cluster' });
    if (name.includes('://')) {
      const fix = 'use `ApplicationDestination.server`';
      throw new UsageError({ field: 'ApplicationDestination.cluster: name', value: name, rule: 'is an address, not a name', fix });
    }
    return new ApplicationDestination({ name }, namespace);
  }

  /**
   * A cluster by the address of its API server.
   *
   * @param url the address under which the cluster is registered, e.g. `https://kubernetes.default.svc`
   * @param namespace the namespace of objects that name none
   * @throws if it is no address, or the namespace is no name of one
   */
  public static server(url: string, namespace?: string): ApplicationDestination {
    requireText(url, { field: 'ApplicationDestination.server: url', fix: 'give the address of the API server' });
    if (!url.includes('://') && !OPEN.test(url)) {
      const fix = 'begin with https://, or use `ApplicationDestination.cluster`';
      throw new UsageError({ field: 'ApplicationDestination.server: url', value: url, rule: 'is no address', fix });
    }
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
    this.namespace = namespace === undefined ? undefined : requireNamespace(namespace);
  }

  /** @internal */
  public _toKube(): argocd.ApplicationSpecDestination {
    return { name: this.clusterName, server: this.clusterServer, namespace: this.namespace };
  }
}

function requireNamespace(value: string): string {
  const field = 'ApplicationDestination: namespace';
  requireText(value, { field, fix: 'give a namespace, or leave it out' });
  if (!OPEN.test(value) && (!DNS_LABEL.pattern.test(value) || value.length > DNS_LABEL.longest)) {
    throw new UsageError({ field, value, rule: 'is no name of a namespace', fix: DNS_LABEL.consistsOf });
  }
  return value;
}
