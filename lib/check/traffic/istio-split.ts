import { DestinationRule } from '../views/destination-rule';
import type { ManifestGraph, Node } from '../graph';
import type { VirtualServiceReference } from '../views/istio';
import { virtualServiceReferences } from '../views/istio';
import type { ListedRoute } from './istio-routes';
import { listedRoutes, unlistedRoutes } from './istio-routes';
import type { Versions } from './istio-versions';
import { versionsOf } from './istio-versions';
import { asList, asRecord, asString, field } from '../../model/json';
import { perGraph } from '../per-graph';
import type { Rollout } from '../views/rollout';
import type { Route, VirtualService } from '../views/virtual-service';
import { PROTOCOLS, virtualServices } from '../views/virtual-service';

/** A VirtualService in which the controller splits the traffic of a Rollout. */
export interface SplitVirtualService {
  readonly reference: VirtualServiceReference;
  readonly virtualService: VirtualService;
  /** The routes that the Rollout lists. */
  readonly listed: readonly ListedRoute[];
  /** The routes that the controller splits; one that two Rollouts claim is with the first. */
  readonly routes: readonly Route[];
  /** Routes of which the controller takes the only one though it is another Rollout's, because a list is not given. */
  readonly mistaken: readonly Route[];
}

/** How Istio splits the traffic of a Rollout, as far as the objects are among the manifests. */
export interface IstioSplit {
  readonly rollout: Rollout;
  /** `undefined` where the Rollout does not tell them apart, which other rules see to. */
  readonly versions: Versions | undefined;
  /** `undefined` as well where several Rollouts rewrite it, so that it can be right for one of them only. */
  readonly destinationRule: DestinationRule | undefined;
  readonly virtualServices: readonly SplitVirtualService[];
  /** The names of the routes that the controller makes and deletes. */
  readonly managedRoutes: ReadonlySet<string>;
}

/** The split of each Rollout that Istio splits the traffic of. */
export const istioSplits: (graph: ManifestGraph) => readonly IstioSplit[] = perGraph((graph) => {
  const claims = graph.rollouts.filter(({ trafficRouting }) => asRecord(field(trafficRouting, 'istio')) !== undefined)
    .map((rollout) => ({ rollout, listings: listingsOf(graph, rollout), rule: destinationRuleOf(graph, rollout) }));
  const uses = new Map<Node, number>();
  // What is listed is claimed with more right than what is only inferred.
  const owners = new Map<Route, Rollout>();
  for (const { rollout, listings, rule } of claims) {
    if (rule !== undefined) {
      uses.set(rule, (uses.get(rule) ?? 0) + 1);
    }
    for (const { listed } of listings) {
      for (const { found } of listed) {
        for (const route of found) {
          if (!owners.has(route)) {
            owners.set(route, rollout);
          }
        }
      }
    }
  }
  const own = (rule: Node | undefined): Node | undefined => (rule !== undefined && uses.get(rule) === 1 ? rule : undefined);
  return claims.map(({ rollout, listings, rule }) => splitOf(rollout, listings, own(rule), owners));
});

/** The Rollouts that split the traffic of each VirtualService, the first one for each. */
export const splitters: (graph: ManifestGraph) => ReadonlyMap<VirtualService, Rollout> = perGraph((graph) => {
  const rollouts = new Map<VirtualService, Rollout>();
  for (const split of istioSplits(graph)) {
    for (const { virtualService } of split.virtualServices) {
      rollouts.set(virtualService, rollouts.get(virtualService) ?? split.rollout);
    }
  }
  return rollouts;
});

type Listing = Pick<SplitVirtualService, 'reference' | 'virtualService' | 'listed'>;

function listingsOf(graph: ManifestGraph, rollout: Rollout): Listing[] {
  return virtualServiceReferences(rollout).flatMap((reference) => {
    const node = graph.find('networking.istio.io/VirtualService', reference.namespace, reference.name);
    const virtualService = node === undefined ? undefined : virtualServices(graph).get(node.manifest);
    return virtualService === undefined ? [] : [{ reference, virtualService, listed: listedRoutes(reference, virtualService) }];
  });
}

function destinationRuleOf(graph: ManifestGraph, { namespace, trafficRouting }: Rollout): Node | undefined {
  return graph.find('networking.istio.io/DestinationRule', namespace, asString(field(trafficRouting, 'istio', 'destinationRule', 'name')));
}

function splitOf(rollout: Rollout, listings: readonly Listing[], rule: Node | undefined, owners: Map<Route, Rollout>): IstioSplit {
  const managedRoutes = managedNames(rollout);
  const seen = new Set<Route>();
  return {
    rollout,
    versions: versionsOf(rollout),
    destinationRule: rule === undefined ? undefined : new DestinationRule(rule),
    virtualServices: listings.map((listing) => {
      const { reference, virtualService, listed } = listing;
      const routes: Route[] = [];
      const mistaken: Route[] = [];
      const add = (route: Route, isInferred: boolean): void => {
        const owner = owners.get(route) ?? rollout;
        owners.set(route, owner);
        if (owner === rollout && !seen.has(route)) {
          routes.push(route);
        } else if (!owner.is(rollout) && listed.length > 0 && isInferred) {
          mistaken.push(route);
        }
        seen.add(route);
      };
      for (const { found } of listed) {
        found.forEach((route) => { add(route, false); });
      }
      for (const protocol of PROTOCOLS) {
        const [only, another] = unlistedRoutes(reference, virtualService, protocol, managedRoutes);
        if (only !== undefined && another === undefined) {
          add(only, true);
        }
      }
      return { reference, virtualService, listed, routes, mistaken };
    }),
    managedRoutes,
  };
}

const NO_NAMES: ReadonlySet<string> = new Set();

function managedNames({ trafficRouting }: Rollout): ReadonlySet<string> {
  const routes = asList(field(trafficRouting, 'managedRoutes'));
  return routes.length === 0 ? NO_NAMES : new Set(routes.flatMap((route) => asString(field(route, 'name')) ?? []));
}
