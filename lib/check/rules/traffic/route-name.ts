import { isPlaceholder } from '../../../model/placeholders';
import type { IstioSplit, SplitVirtualService } from '../../traffic/istio-split';
import { istioSplits } from '../../traffic/istio-split';
import type { ListedRoute } from '../../traffic/istio-routes';
import { ROUTE_LISTS, unlistedRoutes } from '../../traffic/istio-routes';
import { field } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import type { Protocol, VirtualService } from '../../views/virtual-service';
import { PROTOCOLS } from '../../views/virtual-service';
import { showList, showName, showObject } from '../../wording';

export const routeName: Rule = {
  id: 'ARO302',
  severity: 'error',
  title: 'A Rollout says which route of a VirtualService is split, by a name that it has',
  why: 'The controller refuses a route that it does not find, and a VirtualService with several routes of which none is '
    + 'listed. While a route of its own exists beside a named one that is not listed, it leaves the weights as they are, '
    + 'and says nothing.',
  fix: 'list the route that leads to the two versions, and give it that name',
  link: 'https://github.com/argoproj/argo-rollouts/issues/4741',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        istio:
          virtualService:
            routes: [primry]
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        istio:
          virtualService:
            routes: [primary]
`,
  },
  *check(graph) {
    for (const split of istioSplits(graph)) {
      for (const target of split.virtualServices) {
        yield* blame(split.rollout.manifest, faults(split, target));
      }
    }
  },
};

const TITLES: Readonly<Record<Protocol, string>> = { http: 'HTTP', tls: 'TLS', tcp: 'TCP' };

function* faults(split: IstioSplit, { reference, virtualService, listed }: SplitVirtualService): Iterable<Fault> {
  if (PROTOCOLS.some((protocol) => !isReadable(virtualService, protocol))) {
    return;
  }
  if (listed.length === 0 && virtualService.routes.length === 0) {
    yield { field: `${reference.field}.name`, value: reference.name, text: 'is a VirtualService without routes', fix: 'give it a route' };
  }
  // Names of HTTP routes count only where there are such routes.
  const isIdle = virtualService.http.length === 0 && virtualService.routes.length > 0;
  const unknown = listed.filter(({ found, name, protocol }) => found.length === 0 && !isPlaceholder(name ?? '')
    && !(isIdle && protocol === 'http'));
  const names = unknown.length === 0 ? [] : virtualService.http.slice(0, MOST_COMPARED).flatMap(({ name }) => name ?? []);
  for (const [index, entry] of unknown.entries()) {
    yield notFound(entry, virtualService, names, index < MOST_COMPARED ? names : []);
  }
  for (const protocol of PROTOCOLS) {
    const routes = unlistedRoutes(reference, virtualService, protocol, split.managedRoutes);
    const path = `${reference.field}.${ROUTE_LISTS[protocol]}`;
    const name = routes[0]?.name;
    if (routes.length > 1) {
      const text = `is not given, and ${showObject(virtualService)} has ${routes.length} ${TITLES[protocol]} routes`;
      yield { field: path, text, ...protocol === 'http' ? {} : { fix: 'list the route that leads to the two versions, by what it matches' } };
    } else if (name !== undefined && split.managedRoutes.size > 0) {
      const text = `is not given, so that the weights of route ${showName(name)} stay as they are while one of managedRoutes exists`;
      yield { field: path, text, fix: `list ${showName(name)}` };
    }
  }
}

/** A list of routes that is none is reported as such. */
function isReadable({ manifest }: VirtualService, protocol: Protocol): boolean {
  const routes = field(manifest, 'spec', protocol);
  return routes === undefined || Array.isArray(routes);
}

const MOST_SHOWN = 5;
/** Comparing names is dear: where that many are unknown, it is no misspelling. */
const MOST_COMPARED = 100;

function notFound(
  { field: path, protocol, name }: ListedRoute, virtualService: VirtualService, names: readonly string[], near: readonly string[],
): Fault {
  const owner = showObject(virtualService);
  if (protocol !== 'http') {
    const rest = protocol === 'tls' ? 'the port and all SNI hosts' : 'the port';
    return { field: path, text: `means no ${TITLES[protocol]} route of ${owner}`, fix: `give ${rest} that one of them matches` };
  }
  const has = names.length === 0 ? 'where no route has a name' : `which has ${showList(names.slice(0, MOST_SHOWN).map(showName))}`;
  const text = `is no HTTP route of ${owner}, ${has}`;
  return { field: path, value: name, text, fix: didYouMean(name ?? '', near, routeName.fix) };
}
