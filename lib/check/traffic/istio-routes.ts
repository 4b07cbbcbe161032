import { asList, asNumber, asString, field } from '../../model/json';
import type { VirtualServiceReference } from '../views/istio';
import { at, firstBy, key, listsBy } from '../lookup';
import type { Protocol, Route, VirtualService } from '../views/virtual-service';
import { PROTOCOLS } from '../views/virtual-service';
import { element } from '../wording';

/** The field beside the name of a VirtualService that lists the routes to split, for each protocol. */
export const ROUTE_LISTS = { http: 'routes', tls: 'tlsRoutes', tcp: 'tcpRoutes' } as const;

/** An entry of one of those lists, and the routes of the VirtualService that it means. */
export interface ListedRoute {
  readonly field: string;
  readonly protocol: Protocol;
  /** The name, where routes have names. */
  readonly name: string | undefined;
  /** Empty where it means none, which the controller refuses. */
  readonly found: readonly Route[];
}

/** What a Rollout lists of a VirtualService. */
export function listedRoutes(reference: VirtualServiceReference, virtualService: VirtualService): ListedRoute[] {
  const routes: ListedRoute[] = [];
  for (const protocol of PROTOCOLS) {
    const entries = asList(field(reference.content, ROUTE_LISTS[protocol]));
    if (entries.length > 0) {
      const find = finders[protocol](virtualService[protocol]);
      const path = `${reference.field}.${ROUTE_LISTS[protocol]}`;
      entries.forEach((entry, index) => {
        routes.push({ field: element(path, index), protocol, name: protocol === 'http' ? asString(entry) : undefined, found: find(entry) });
      });
    }
  }
  return routes;
}

/**
 * The routes of which the controller takes the only one where a Rollout lists none: all, but for those that it has made
 * itself.
 */
export function unlistedRoutes(
  reference: VirtualServiceReference, virtualService: VirtualService, protocol: Protocol, managed: ReadonlySet<string>,
): readonly Route[] {
  const list = field(reference.content, ROUTE_LISTS[protocol]);
  if (list !== undefined && (!Array.isArray(list) || list.length > 0)) {
    return [];
  }
  const routes = virtualService[protocol];
  return managed.size === 0 ? routes : routes.filter(({ name }) => name === undefined || !managed.has(name));
}

/** Finds the routes that an entry means. */
type Find = (entry: unknown) => readonly Route[];

const finders: Readonly<Record<Protocol, (routes: readonly Route[]) => Find>> = {
  // Of several with one name it is the first.
  http: (routes) => {
    const [only, another] = routes;
    if (only !== undefined && another === undefined) {
      return (entry) => ((only.name ?? '') === entry ? routes : []);
    }
    const byName = firstBy(routes, ({ name }) => name ?? '');
    return (entry) => {
      const route = at(byName, asString(entry));
      return route === undefined ? [] : [route];
    };
  },
  tls: (routes) => finderByMatch(routes, sniKey),
  tcp: (routes) => finderByMatch(routes, () => ''),
};

/** The one port of all matches and what else counts of them must be those of the entry. */
function finderByMatch(routes: readonly Route[], restKey: (contents: readonly unknown[], list: string) => string): Find {
  const byMatch = listsBy(routes, ({ matches }) => {
    const [port = 0, ...others] = new Set(matches.map(portOf));
    return others.length > 0 ? [] : [key(String(port), restKey(matches, 'sniHosts'))];
  });
  return (entry) => at(byMatch, key(String(portOf(entry)), restKey([entry], 'sniHosts'))) ?? [];
}

function portOf(content: unknown): number {
  return asNumber(field(content, 'port')) ?? 0;
}

function sniKey(contents: readonly unknown[], list: string): string {
  const hosts = contents.flatMap((content) => asList(field(content, list))).flatMap((host) => asString(host) ?? []);
  return [...new Set(hosts)].sort().join(' ');
}
