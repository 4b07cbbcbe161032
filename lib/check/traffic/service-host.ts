/** Hosts as Istio writes them, and the Services of Kubernetes that they mean. */

/** The Service of that name, which need not be among the manifests. */
export interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** How the cluster's own names end, unless its domain was changed. */
const CLUSTER_DOMAIN = 'cluster.local';

/**
 * The Service that a host means: `checkout`, `checkout.shop`, `checkout.shop.svc` or `checkout.shop.svc.cluster.local`.
 * A name without a namespace is in that of the object which the host is written in. `undefined` for any other host.
 */
export function serviceAt(host: string, namespace: string): ServiceName | undefined {
  if (!host.includes('.')) {
    return host === '' || host === '*' ? undefined : { namespace, name: host };
  }
  const [name = '', place = namespace, svc = 'svc'] = host.split('.');
  return name === '' || name === '*' || svc !== 'svc' ? undefined : { namespace: place, name };
}

/** Whether both are one Service; a namespace that is left open may be any. */
export function isSameService(one: ServiceName, other: ServiceName): boolean {
  return one.name === other.name && (one.namespace === other.namespace || one.namespace === '' || other.namespace === '');
}

/** Whether only callers inside the cluster can mean anything by the host, whichever Services there are. */
export function isClusterHost(host: string): boolean {
  const [name = '', place, svc] = host.split('.');
  return place === undefined ? name !== '' && name !== '*' : svc === 'svc';
}

/** The host with what Istio adds to a name without dots, so that two spellings of one host are one text. */
export function fullHost(host: string, namespace: string): string {
  const lower = host.toLowerCase();
  const isShort = lower !== '*' && !lower.includes('.') && namespace !== '';
  return isShort ? `${lower}.${namespace}.svc.${CLUSTER_DOMAIN}` : lower;
}

/** Whether two hosts, each written in an object of a namespace, are one. */
export function isSameHost(one: string, oneNamespace: string, other: string, otherNamespace: string): boolean {
  const [service, otherService] = [serviceAt(one, oneNamespace), serviceAt(other, otherNamespace)];
  return service !== undefined && otherService !== undefined
    ? isSameService(service, otherService)
    : one.toLowerCase() === other.toLowerCase();
}
