import { hostClaims } from '../../traffic/host-claims';
import { splitters } from '../../traffic/istio-split';
import { field, givenFields } from '../../../model/json';
import type { Rule, Violation } from '../../rule';
import { fullHost } from '../../traffic/service-host';
import type { Route, VirtualService } from '../../views/virtual-service';
import { MESH } from '../../views/virtual-service';
import { element, showName, showObject } from '../../wording';

export const hostClaimedTwice: Rule = {
  id: 'ARO314',
  severity: 'warning',
  title: 'In the mesh and at each gateway, one VirtualService decides about a host',
  why: 'Inside the mesh only one VirtualService is in force for a host, the oldest, and the others do nothing. At a gateway '
    + 'Istio puts the routes of all together in no particular order, so that of several routes for everything one takes it all.',
  fix: 'put the routes into one VirtualService, or give them different hosts or gateways',
  link: 'https://istio.io/latest/docs/reference/config/analysis/ist0109/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: VirtualService
apiVersion: networking.istio.io/v1
metadata:
  name: checkout-too
  namespace: shop
spec:
  hosts: [checkout.example.com]
  http:
    - route:
        - destination: { host: checkout-stable }
`,
    good: `
kind: VirtualService
apiVersion: networking.istio.io/v1
metadata:
  name: checkout-too
  namespace: shop
spec:
  hosts: [checkout.example.com]
  gateways: [istio-system/public]
  http:
    - route:
        - destination: { host: checkout-stable }
`,
  },
  *check(graph) {
    const split = splitters(graph);
    if (split.size === 0) {
      return;
    }
    const blamed = new Set<VirtualService>();
    for (const [host, claimants] of hostClaims(graph)) {
      if (claimants.length > 1 && claimants.some((claimant) => split.has(claimant))) {
        yield* rivals(host, claimants, (one, other) => split.has(one) || split.has(other), blamed);
      }
    }
  },
};

function* rivals(
  host: string,
  claimants: readonly VirtualService[],
  concern: (one: VirtualService, other: VirtualService) => boolean,
  blamed: Set<VirtualService>,
): Iterable<Violation> {
  const first = new Map<string, VirtualService>();
  for (const claimant of claimants) {
    // One shared host tells it all.
    if (blamed.has(claimant)) {
      continue;
    }
    for (const gateway of gatewaysOf(claimant)) {
      if (gateway !== MESH && !claimant.http.some(takesAll)) {
        continue;
      }
      const rival = first.get(gateway);
      if (rival === undefined) {
        first.set(gateway, claimant);
      } else if (concern(rival, claimant) && areRivals(rival, claimant, gateway)) {
        blamed.add(claimant);
        yield { manifest: claimant.manifest, ...claimed(host, claimant), text: `is a host of ${showPlace(rival)} ${at(gateway)} already` };
        break;
      }
    }
  }
}

function showPlace(rival: VirtualService): string {
  return rival.namespace === '' ? showObject(rival) : `${showObject(rival)} in namespace ${showName(rival.namespace)}`;
}

function claimed(host: string, { hosts, namespace }: VirtualService): { field: string; value: string | undefined } {
  const index = hosts.findIndex((each) => each !== undefined && fullHost(each, namespace) === host);
  return { field: element('spec.hosts', index), value: hosts[index] };
}

function at(gateway: string): string {
  return gateway === MESH ? 'in the mesh' : `at ${showName(gateway.slice(gateway.indexOf('/') + 1))}`;
}

/** Each with its namespace, which it may be written without. */
function gatewaysOf({ gateways, namespace }: VirtualService): readonly string[] {
  return gateways.length === 0 ? [MESH] : [...new Set(gateways.map((gateway) => (
    gateway === MESH || gateway.includes('/') ? gateway : `${namespace}/${gateway}`
  )))];
}

/** Two manifests of one object are another rule's. */
function areRivals(one: VirtualService, other: VirtualService, gateway: string): boolean {
  const isSame = one.name === other.name && one.namespace === other.namespace;
  return !isSame && (gateway !== MESH || meet(one, other));
}

/** Whether there is a namespace whose proxies see both. */
function meet(one: VirtualService, other: VirtualService): boolean {
  const [seeing, otherSeeing] = [seers(one), seers(other)];
  return seeing === undefined || otherSeeing === undefined || seeing.some((namespace) => otherSeeing.includes(namespace));
}

/** The namespaces whose proxies see it; `undefined` for all. */
function seers({ exportTo, namespace }: VirtualService): readonly string[] | undefined {
  return exportTo.length === 0 || exportTo.includes('*') ? undefined : exportTo.map((each) => (each === '.' ? namespace : each));
}

/** Whether a route is for every request. */
function takesAll({ matches }: Route): boolean {
  return matches.length === 0 || matches.some((match) => givenFields(match).every((name) => name === 'name'
    || (name === 'uri' && field(match, 'uri', 'prefix') === '/')));
}
