import type { Reference } from './absent';
import { DESTINATION_RULE, virtualServiceReferences } from '../views/istio';
import { asList, asRecord, asString, field, fieldAt, JsonObject } from '../../model/json';
import type { Rollout } from '../views/rollout';
import { element, subfield } from '../wording';

/** The name under which the plugin for the Gateway API is installed and configured. */
export const GATEWAY_API_PLUGIN = 'argoproj-labs/gatewayAPI';

/** Kinds of routes that the plugin for the Gateway API writes weights into, by the field that names one. */
const GATEWAY_ROUTES = {
  httpRoute: 'gateway.networking.k8s.io/HTTPRoute',
  grpcRoute: 'gateway.networking.k8s.io/GRPCRoute',
  tcpRoute: 'gateway.networking.k8s.io/TCPRoute',
  tlsRoute: 'gateway.networking.k8s.io/TLSRoute',
} as const;

const ROUTING = 'spec.strategy.canary.trafficRouting';
const PLUGINS = `${ROUTING}.plugins`;

/** The objects that split the traffic of a Rollout and that it names, in the order of the routers here. */
export function* routeObjects(rollout: Rollout): Iterable<Reference> {
  const routing = rollout.trafficRouting;
  if (routing === undefined) {
    return;
  }
  const { routers } = rollout;
  if (routers.includes('istio')) {
    yield* istioObjects(rollout);
  }
  if (routers.includes('alb')) {
    yield* ingresses(rollout, 'alb', 'ingress', 'ingresses');
  }
  if (routers.includes('nginx')) {
    yield* ingresses(rollout, 'nginx', 'stableIngress', 'stableIngresses');
  }
  // Most Rollouts have one of these, and nothing is named below.
  if (routers.every((router) => router === 'istio' || router === 'alb' || router === 'nginx')) {
    return;
  }
  yield* gatewayRoutes(rollout, asRecord(field(routing, 'plugins', GATEWAY_API_PLUGIN)));
  const { namespace } = rollout;
  const named = (path: readonly string[], ...kinds: [string, ...string[]]): Reference => (
    { field: [ROUTING, ...path].join('.'), kinds, namespace, name: asString(fieldAt(routing, path)) }
  );
  yield named(['traefik', 'weightedTraefikServiceName'], 'traefik.io/TraefikService', 'traefik.containo.us/TraefikService');
  yield named(['apisix', 'route', 'name'], 'apisix.apache.org/ApisixRoute');
  yield named(['appMesh', 'virtualService', 'name'], 'appmesh.k8s.aws/VirtualService');
  for (const [index, mapping] of asList(field(routing, 'ambassador', 'mappings')).entries()) {
    const path = element(`${ROUTING}.ambassador.mappings`, index);
    yield { field: path, kinds: ['getambassador.io/Mapping', 'x.getambassador.io/AmbassadorMapping'], namespace, name: asString(mapping) };
  }
}

function* istioObjects(rollout: Rollout): Iterable<Reference> {
  for (const { field: path, namespace, name } of virtualServiceReferences(rollout)) {
    yield { field: `${path}.name`, kinds: ['networking.istio.io/VirtualService'], namespace, name };
  }
  const name = asString(field(rollout.trafficRouting, 'istio', 'destinationRule', 'name'));
  yield { field: `${DESTINATION_RULE}.name`, kinds: ['networking.istio.io/DestinationRule'], namespace: rollout.namespace, name };
}

/** The controller reads one field or the other, never both. */
function* ingresses({ namespace, trafficRouting }: Rollout, router: string, one: string, several: string): Iterable<Reference> {
  const kinds = ['networking.k8s.io/Ingress', 'extensions/Ingress'] as const;
  const list = field(trafficRouting, router, several);
  if (list === undefined) {
    yield { field: `${ROUTING}.${router}.${one}`, kinds: [...kinds], namespace, name: asString(field(trafficRouting, router, one)) };
  }
  for (const [index, name] of asList(list).entries()) {
    yield { field: element(`${ROUTING}.${router}.${several}`, index), kinds: [...kinds], namespace, name: asString(name) };
  }
}

function* gatewayRoutes(rollout: Rollout, config: JsonObject | undefined): Iterable<Reference> {
  if (config === undefined) {
    return;
  }
  const path = subfield(PLUGINS, GATEWAY_API_PLUGIN);
  const namespace = asString(config.namespace) ?? rollout.namespace;
  for (const [one, kind] of Object.entries(GATEWAY_ROUTES)) {
    yield { field: `${path}.${one}`, kinds: [kind], namespace, name: asString(config[one]) };
    for (const [index, route] of asList(config[`${one}s`]).entries()) {
      yield { field: `${element(`${path}.${one}s`, index)}.name`, kinds: [kind], namespace, name: asString(field(route, 'name')) };
    }
  }
}
