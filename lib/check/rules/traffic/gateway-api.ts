import { isPlaceholder } from '../../../model/placeholders';
import type { ManifestGraph } from '../../graph';
import type { GatewayRouteKind, HttpRoute } from '../../views/http-route';
import { findHttpRoute } from '../../views/http-route';
import type { JsonObject } from '../../../model/json';
import { asList, asRecord, asString, field, givenFields } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Rollout } from '../../views/rollout';
import { GATEWAY_API_PLUGIN } from '../../references/route-objects';
import type { Fault, Rule, Violation } from '../../rule';
import { element, showName, showObject, subfield } from '../../wording';

const KINDS: Readonly<Record<string, GatewayRouteKind>> = {
  httpRoute: 'HTTPRoute', grpcRoute: 'GRPCRoute', tcpRoute: 'TCPRoute', tlsRoute: 'TLSRoute',
};
/** Each kind has a field for one route, for several, and for all with certain labels. */
const FIELDS = Object.keys(KINDS).flatMap((name) => [name, `${name}s`, `${name}Selector`]);
const CONFIG = subfield('spec.strategy.canary.trafficRouting.plugins', GATEWAY_API_PLUGIN);

export const gatewayApi: Rule = {
  id: 'ARO317',
  severity: 'error',
  title: 'The plugin for the Gateway API knows a route that leads to both Services',
  why: 'The plugin looks up the routes that its configuration names, in the namespace that it names, and writes the weights '
    + 'to the two Services among their backends. Without a route, a namespace or one of the Services every update stops '
    + 'at its first weight; Services in different rules are not split at all.',
  fix: 'name the route and its namespace, and send to the stable and the canary Service in one rule of it',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/plugins/',
  noticedBy: ['controller'],
  example: {
    base: 'gatewayApi',
    bad: `
kind: HTTPRoute
spec:
  rules:
    - backendRefs:
        - { name: checkout-stable, port: 80, weight: 100 }
`,
    good: `
kind: HTTPRoute
spec:
  rules:
    - backendRefs:
        - { name: checkout-stable, port: 80, weight: 100 }
        - { name: checkout-canary, port: 80, weight: 0 }
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const config = asRecord(field(rollout.trafficRouting, 'plugins', GATEWAY_API_PLUGIN));
      if (config !== undefined) {
        yield* faults(graph, rollout, config);
      }
    }
  },
};

function* faults(graph: ManifestGraph, rollout: Rollout, config: JsonObject): Iterable<Violation> {
  const { manifest } = rollout;
  const given = givenFields(config);
  // The plugin reads the names of fields in any case.
  const known = new Set(FIELDS.map((name) => name.toLowerCase()));
  if (!given.some((name) => known.has(name.toLowerCase()) && !isEmpty(config[name]))) {
    const near = given.filter((name) => !known.has(name.toLowerCase())).map((name) => didYouMean(name, FIELDS, ''));
    const fix = near.find((text) => text !== '') ?? 'name one, as httpRoute for example';
    yield { manifest, field: CONFIG, text: 'names no route', fix };
    return;
  }
  const namespace = given.find((name) => name.toLowerCase() === 'namespace');
  const place = namespace === undefined ? '' : config[namespace];
  if (place === '') {
    const text = 'names no namespace, and older versions of the plugin then find no route';
    yield { manifest, field: CONFIG, severity: 'warning', text, fix: 'give the namespace of the route' };
    return;
  }
  for (const { path, kind, name } of namedRoutes(config)) {
    if (name === undefined || name === '') {
      yield { manifest, field: path, text: 'names no route', fix: 'give its name' };
      continue;
    }
    const route = findHttpRoute(graph, kind, asString(place) ?? '', name);
    const fault = route === undefined ? undefined : unsplit(route, rollout);
    if (route !== undefined && fault !== undefined) {
      yield { manifest: route.manifest, ...fault };
    }
  }
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

interface NamedRoute {
  readonly path: string;
  readonly kind: GatewayRouteKind;
  readonly name: string | undefined;
}

function* namedRoutes(config: JsonObject): Iterable<NamedRoute> {
  for (const [one, kind] of Object.entries(KINDS)) {
    const name = asString(config[one]) ?? '';
    if (name !== '') {
      yield { path: `${CONFIG}.${one}`, kind, name };
    }
    for (const [index, entry] of asList(config[`${one}s`]).entries()) {
      yield { path: element(`${CONFIG}.${one}s`, index), kind, name: asString(field(entry, 'name')) };
    }
  }
}

/** With ping and pong it depends on the version of the plugin which Services it looks for. */
function unsplit(route: HttpRoute, rollout: Rollout): Fault | undefined {
  const { canary, managedServices } = rollout;
  const [stable, other] = (['stableService', 'canaryService'] as const)
    .map((wanted) => managedServices.find(({ role }) => role === wanted)?.name);
  const isPingPong = field(canary?.content, 'pingPong') !== undefined;
  if (stable === undefined || other === undefined || stable === other || isPingPong) {
    return undefined;
  }
  const { backends } = route;
  if (backends.some((names) => names.some(isPlaceholder) || (names.includes(stable) && names.includes(other)))) {
    return undefined;
  }
  const names = backends.flat();
  const missing = [stable, other].filter((name) => !names.includes(name));
  const near = names.filter((name) => name !== stable && name !== other).map((name) => didYouMean(name, missing, ''));
  const text = `has no rule that leads to ${showName(stable)} and ${showName(other)}, the Services of ${showObject(rollout)}`;
  return { field: 'spec.rules', text, fix: near.find((fix) => fix !== '') ?? gatewayApi.fix };
}
