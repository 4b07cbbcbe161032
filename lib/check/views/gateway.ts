import type { ManifestGraph, Node } from '../graph';
import { listsBy } from '../lookup';
import { asList, field } from '../../model/json';
import { perGraph } from '../per-graph';
import { serviceAt } from '../traffic/service-host';

/** A host that a Gateway serves, and the namespaces whose VirtualServices it is for. */
interface ServedHost {
  readonly host: string;
  /** `undefined` for all. */
  readonly namespace: string | undefined;
}

/** What the rules read of a Gateway of Istio. */
export class Gateway {
  public readonly served: readonly ServedHost[];
  private readonly exact: ReadonlyMap<string, readonly ServedHost[]>;
  private readonly wildcards: readonly ServedHost[];

  constructor({ manifest, identity }: Node) {
    this.served = asList(field(manifest, 'spec', 'servers'))
      .flatMap((server) => asList(field(server, 'hosts')))
      .flatMap((host) => (typeof host === 'string' ? toServed(host, identity.namespace) : []));
    // A Gateway may serve every service of a cluster, and is asked for each of them.
    this.exact = listsBy(this.served, ({ host }) => [host]);
    this.wildcards = this.served.filter(({ host }) => host.startsWith('*'));
  }

  /** Whether it serves some of what a host means in a VirtualService of that namespace. */
  public serves(host: string, namespace: string): boolean {
    const wanted = host.toLowerCase();
    const isFor = (served: ServedHost): boolean => (served.namespace ?? namespace) === namespace;
    return this.exact.get(wanted)?.some(isFor) === true
      || this.wildcards.some((served) => isFor(served) && covers(served.host, wanted))
      || (wanted.startsWith('*') && this.served.some((served) => isFor(served) && covers(wanted, served.host)));
  }
}

const gateways = perGraph((graph) => new Map(graph.ofKind('networking.istio.io/Gateway').map((node) => [node, new Gateway(node)])));

/** The Gateway that a VirtualService of a namespace names: `public`, or `istio-system/public`. */
export function findGateway(graph: ManifestGraph, gateway: string, namespace: string): Gateway | undefined {
  const slash = gateway.indexOf('/');
  const place = slash < 0 ? namespace : gateway.slice(0, slash);
  const name = gateway.slice(slash + 1);
  // A spelling like that of a host is an older one.
  const found = (name.includes('.') ? serviceAt(name, place) : undefined) ?? { namespace: place, name };
  const node = graph.find('networking.istio.io/Gateway', found.namespace, found.name);
  return node === undefined ? undefined : gateways(graph).get(node);
}

function toServed(text: string, own: string): ServedHost {
  const slash = text.indexOf('/');
  const place = text.slice(0, Math.max(slash, 0));
  const namespace = place === '' || place === '*' ? undefined : place;
  return { host: text.slice(slash + 1).toLowerCase(), namespace: namespace === '.' ? own : namespace };
}

function covers(pattern: string, host: string): boolean {
  return pattern.startsWith('*') && host.endsWith(pattern.slice(1));
}

/** The hosts, without those that are given twice. */
export function servedHosts(gateways: readonly Gateway[]): string[] {
  return [...new Set(gateways.flatMap(({ served }) => served.map(({ host }) => host)))];
}
