import type { ManifestGraph, Node } from '../graph';
import type { Manifest } from '../manifest';
import { asList, asString, field } from '../../model/json';

/** The kinds of routes of the Gateway API that send to backends. */
export type GatewayRouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TCPRoute' | 'TLSRoute';

/** What the rules read of a route of the Gateway API: that of HTTP, or one of its likes. */
export class HttpRoute {
  public readonly manifest: Manifest;
  public readonly kind: string;
  public readonly name: string | undefined;

  constructor({ manifest, identity }: Node) {
    this.manifest = manifest;
    this.kind = identity.kind;
    this.name = identity.name;
  }

  /** The names of the backends, for each rule. */
  public get backends(): readonly (readonly string[])[] {
    return asList(field(this.manifest, 'spec', 'rules'))
      .map((rule) => asList(field(rule, 'backendRefs')).flatMap((backend) => asString(field(backend, 'name')) ?? []));
  }
}

/** The route of that kind and name. */
export function findHttpRoute(graph: ManifestGraph, kind: GatewayRouteKind, namespace: string, name: string): HttpRoute | undefined {
  const node = graph.find(`gateway.networking.k8s.io/${kind}`, namespace, name);
  return node === undefined ? undefined : new HttpRoute(node);
}
