import type { Node } from '../graph';
import type { Manifest } from '../manifest';
import { asList, asRecord, asString, field } from '../../model/json';
import { perGraph } from '../per-graph';
import { element } from '../wording';

/** The lists of routes that a VirtualService has, by what they route. */
export const PROTOCOLS = ['http', 'tls', 'tcp'] as const;
export type Protocol = typeof PROTOCOLS[number];

/** Where a route sends a share of its traffic. */
export interface Destination {
  /** The path of the entry, which holds `destination` and `weight`. */
  readonly field: string;
  readonly host: string | undefined;
  readonly subset: string | undefined;
  /** The number of the port; `undefined` where the Service's only one is meant. */
  readonly port: unknown;
  readonly weight: unknown;
}

/** One route of a VirtualService. */
export interface Route {
  readonly field: string;
  readonly protocol: Protocol;
  /** `undefined` where it has none: an empty one is none. Only HTTP routes have names. */
  readonly name: string | undefined;
  readonly matches: readonly unknown[];
  readonly destinations: readonly Destination[];
}

/** The reserved name of all proxies inside the mesh, among the gateways. */
export const MESH = 'mesh';

/** What the rules read of a VirtualService. */
export class VirtualService {
  public readonly kind = 'VirtualService';
  public readonly manifest: Manifest;
  public readonly name: string | undefined;
  public readonly namespace: string;
  public readonly http: readonly Route[];
  public readonly tls: readonly Route[];
  public readonly tcp: readonly Route[];

  constructor({ manifest, identity }: Node) {
    this.manifest = manifest;
    this.name = identity.name;
    this.namespace = identity.namespace;
    this.http = routesIn(manifest, 'http');
    this.tls = routesIn(manifest, 'tls');
    this.tcp = routesIn(manifest, 'tcp');
  }

  public get routes(): readonly Route[] {
    return [...this.http, ...this.tls, ...this.tcp];
  }

  /** As they are written; what is not a string is `undefined`, so that the indexes are those of the manifest. */
  public get hosts(): readonly (string | undefined)[] {
    return asList(field(this.manifest, 'spec', 'hosts')).map(asString);
  }

  /** The gateways that it names; none is the mesh alone. */
  public get gateways(): readonly string[] {
    return asList(field(this.manifest, 'spec', 'gateways')).flatMap((gateway) => asString(gateway) ?? []);
  }

  /** Whether it is for callers inside the mesh. */
  public get isInMesh(): boolean {
    const { gateways } = this;
    return gateways.length === 0 || gateways.includes(MESH);
  }

  /** The namespaces whose proxies see it; none is all. */
  public get exportTo(): readonly string[] {
    return asList(field(this.manifest, 'spec', 'exportTo')).flatMap((namespace) => asString(namespace) ?? []);
  }
}

/** All VirtualServices among the manifests, by their manifests. */
export const virtualServices = perGraph((graph) => new Map(
  graph.ofKind('networking.istio.io/VirtualService').map((node) => [node.manifest, new VirtualService(node)]),
));

function routesIn(manifest: Manifest, protocol: Protocol): Route[] {
  const routes: Route[] = [];
  asList(field(manifest, 'spec', protocol)).forEach((content, index) => {
    if (asRecord(content) !== undefined) {
      const path = element(`spec.${protocol}`, index);
      const name = asString(field(content, 'name'));
      routes.push({
        field: path,
        protocol,
        name: name === '' ? undefined : name,
        matches: asList(field(content, 'match')),
        destinations: asList(field(content, 'route')).map((destination, at) => toDestination(destination, element(`${path}.route`, at))),
      });
    }
  });
  return routes;
}

function toDestination(content: unknown, path: string): Destination {
  const subset = asString(field(content, 'destination', 'subset'));
  return {
    field: path,
    host: asString(field(content, 'destination', 'host')),
    subset: subset === '' ? undefined : subset,
    port: field(content, 'destination', 'port', 'number'),
    weight: field(content, 'weight'),
  };
}
