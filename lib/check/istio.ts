import { asList, asNumber, asRecord, asString, field } from '../model/json';
import type { Rollout } from './rollout';
import { element } from './wording';

/** An Istio object that a Rollout rewrites, or one route of it. */
export interface IstioTarget {
  readonly field: string;
  readonly kind: 'VirtualService' | 'DestinationRule';
  readonly namespace: string;
  readonly name: string;
  /** Which route; `undefined` where it is the whole object, or its only route. */
  readonly route: string | undefined;
}

const ISTIO = 'spec.strategy.canary.trafficRouting.istio';

/** What a Rollout rewrites in Istio's objects, in the order of its manifest. */
export function* istioTargets(rollout: Rollout): Iterable<IstioTarget> {
  const istio = field(rollout.trafficRouting, 'istio');
  const one = asRecord(field(istio, 'virtualService'));
  if (one !== undefined) {
    yield* virtualService(rollout, one, `${ISTIO}.virtualService`);
  }
  for (const [index, each] of asList(field(istio, 'virtualServices')).entries()) {
    yield* virtualService(rollout, each, element(`${ISTIO}.virtualServices`, index));
  }
  const destinationRule = asString(field(istio, 'destinationRule', 'name'));
  if (destinationRule !== undefined) {
    const path = `${ISTIO}.destinationRule.name`;
    // It is looked up in the Rollout's own namespace only.
    yield { field: path, kind: 'DestinationRule', namespace: rollout.namespace, name: destinationRule, route: undefined };
  }
}

function* virtualService(rollout: Rollout, reference: unknown, path: string): Iterable<IstioTarget> {
  const given = asString(field(reference, 'name'));
  if (given === undefined) {
    return;
  }
  // `name.namespace` is a VirtualService elsewhere.
  const [name = '', namespace = rollout.namespace] = given.split('.');
  const routes = [...routesOf(reference, path)];
  for (const route of routes.length > 0 ? routes : [{ field: `${path}.name`, route: undefined }]) {
    yield { kind: 'VirtualService', namespace, name, ...route };
  }
}

function* routesOf(reference: unknown, path: string): Iterable<Pick<IstioTarget, 'field' | 'route'>> {
  for (const [index, route] of asList(field(reference, 'routes')).entries()) {
    yield { field: element(`${path}.routes`, index), route: asString(route) ?? '' };
  }
  for (const [index, route] of asList(field(reference, 'tlsRoutes')).entries()) {
    const hosts = asList(field(route, 'sniHosts')).flatMap((host) => asString(host) ?? []).sort();
    yield { field: element(`${path}.tlsRoutes`, index), route: `tls ${port(route)}${hosts.join(' ')}` };
  }
  for (const [index, route] of asList(field(reference, 'tcpRoutes')).entries()) {
    yield { field: element(`${path}.tcpRoutes`, index), route: `tcp ${port(route)}` };
  }
}

function port(route: unknown): string {
  const number = asNumber(field(route, 'port'));
  return number === undefined ? '' : `port ${number} `;
}
