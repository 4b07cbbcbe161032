import { asList, asNumber, asRecord, asString, field } from '../../model/json';
import { DNS_LABEL } from '../../model/names';
import type { Rollout } from './rollout';
import { oncePer } from '../once-per';
import { element } from '../wording';

/** An Istio object that a Rollout rewrites, or one route of it. */
export interface IstioTarget {
  readonly field: string;
  readonly kind: 'VirtualService' | 'DestinationRule';
  readonly namespace: string;
  readonly name: string;
  /** Which route; `undefined` where it is the whole object, or its only route. */
  readonly route: string | undefined;
}

/** A VirtualService as a Rollout names it. */
export interface VirtualServiceReference {
  /** The path of the entry, which holds `name` and `routes`. */
  readonly field: string;
  readonly content: unknown;
  readonly namespace: string;
  readonly name: string;
}

/** The field of a Rollout in which it says what Istio is to split. */
export const ISTIO = 'spec.strategy.canary.trafficRouting.istio';

/** The field of a Rollout in which it says which subsets Istio is to split between. */
export const DESTINATION_RULE = `${ISTIO}.destinationRule`;

/** Where a Rollout names a VirtualService, and what it says there, well-formed or not. */
export function namedVirtualServices(rollout: Rollout): Pick<VirtualServiceReference, 'field' | 'content'>[] {
  const istio = field(rollout.trafficRouting, 'istio');
  const one = asRecord(field(istio, 'virtualService'));
  return [
    ...one === undefined ? [] : [{ field: `${ISTIO}.virtualService`, content: one }],
    ...asList(field(istio, 'virtualServices')).map((content, index) => ({ field: element(`${ISTIO}.virtualServices`, index), content })),
  ];
}

/** The VirtualServices that a Rollout names, in the order of its manifest; what the controller cannot find is left out. */
export const virtualServiceReferences = oncePer((rollout: Rollout): readonly VirtualServiceReference[] =>
  namedVirtualServices(rollout).flatMap((named) => {
    const identity = readName(asString(field(named.content, 'name')) ?? '', rollout);
    return identity === undefined ? [] : [{ ...named, ...identity }];
  }));

/** `name`, or `name.namespace` for a VirtualService elsewhere; more dots are not read, and a name has none. */
function readName(given: string, rollout: Rollout): { name: string; namespace: string } | undefined {
  const [name = '', place = ''] = given.split('.');
  const namespace = place === '' ? rollout.namespace : place;
  return isLabel(name) && (place === '' || isLabel(place)) ? { name, namespace } : undefined;
}

function isLabel(text: string): boolean {
  return DNS_LABEL.pattern.test(text);
}

/** What a Rollout rewrites in Istio's objects, in the order of its manifest. */
export function* istioTargets(rollout: Rollout): Iterable<IstioTarget> {
  for (const reference of virtualServiceReferences(rollout)) {
    yield* targetsIn(reference);
  }
  const destinationRule = asString(field(rollout.trafficRouting, 'istio', 'destinationRule', 'name'));
  if (destinationRule !== undefined && destinationRule !== '') {
    // It is looked up in the Rollout's own namespace only.
    const { namespace } = rollout;
    yield { field: `${DESTINATION_RULE}.name`, kind: 'DestinationRule', namespace, name: destinationRule, route: undefined };
  }
}

/** What a Rollout rewrites in one VirtualService. */
export function targetsIn({ field: path, content, namespace, name }: VirtualServiceReference): IstioTarget[] {
  const routes = [...routesOf(content, path)];
  return (routes.length > 0 ? routes : [{ field: `${path}.name`, route: undefined }])
    .map((route) => ({ kind: 'VirtualService', namespace, name, ...route }));
}

function* routesOf(reference: unknown, path: string): Iterable<Pick<IstioTarget, 'field' | 'route'>> {
  for (const [index, route] of asList(field(reference, 'routes')).entries()) {
    yield { field: element(`${path}.routes`, index), route: asString(route) ?? '' };
  }
  for (const [index, route] of asList(field(reference, 'tlsRoutes')).entries()) {
    const hosts = asList(field(route, 'sniHosts')).flatMap((host) => asString(host) ?? []).sort();
    yield { field: element(`${path}.tlsRoutes`, index), route: ['tls', ...port(route), ...hosts].join(' ') };
  }
  for (const [index, route] of asList(field(reference, 'tcpRoutes')).entries()) {
    yield { field: element(`${path}.tcpRoutes`, index), route: ['tcp', ...port(route)].join(' ') };
  }
}

function port(route: unknown): string[] {
  const number = asNumber(field(route, 'port'));
  return number === undefined ? [] : [`port ${number}`];
}
