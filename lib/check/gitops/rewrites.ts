import type { ManifestGraph, Node } from '../graph';
import { EVERY, nameStep } from './ignored-path';
import { istioTargets } from '../views/istio';
import type { IstioSplit } from '../traffic/istio-split';
import { istioSplits } from '../traffic/istio-split';
import { asList, asRecord, asString, field } from '../../model/json';
import type { Identity, Manifest } from '../manifest';
import type { Rollout } from '../views/rollout';
import type { Place, PlacesByName } from './rewritten-places';
import {
  connectionRoutePlaces, destinationRulePlaces, gatewayRoutePlaces, listAt, named, ONLY, POD_HASH, virtualServicePlaces,
} from './rewritten-places';
import { GATEWAY_API_PLUGIN, routeObjects } from '../references/route-objects';
import { showName } from '../wording';

/** What a Rollout changes in an object that somebody else has made, and may apply again. */
export interface Rewrite {
  readonly rollout: Rollout;
  readonly object: Identity;
  readonly manifest: Manifest;
  /** What is changed, as in a sentence. */
  readonly what: string;
  /** The outermost list that it lies in. */
  readonly list: string;
  /** The jq path expression for it, and for nothing else. */
  readonly expression: string;
  readonly places: readonly Place[];
  /** Whether it is an element more, rather than part of one that the manifest has. */
  readonly isAddition: boolean;
}

const CONNECTION_PROTOCOLS = ['tls', 'tcp'] as const;

/**
 * What Rollouts change in those objects that Argo CD compares list by list: VirtualServices, DestinationRules and the
 * routes of the Gateway API. (What is added to the selector of a Service is no difference to it.)
 */
export class Rewrites {
  /** Objects may be shared by many Rollouts: each is read once. */
  private readonly read = new Map<Node, PlacesByName>();
  private readonly splits: ReadonlyMap<Rollout, IstioSplit>;

  constructor(private readonly graph: ManifestGraph) {
    this.splits = new Map(istioSplits(graph).map((split) => [split.rollout, split]));
  }

  /** What a Rollout changes in the manifests. */
  public of(rollout: Rollout): Rewrite[] {
    if (rollout.trafficRouting === undefined) {
      return [];
    }
    const added = addedRoutes(rollout);
    return [...this.inIstio(rollout, added), ...this.inConnectionRoutes(rollout), ...this.inGatewayRoutes(rollout, added)];
  }

  private inIstio(rollout: Rollout, added: readonly string[]): Rewrite[] {
    const rewrites: Rewrite[] = [];
    const routes = new Map<Node, string[]>();
    for (const { kind, namespace, name, route } of istioTargets(rollout)) {
      const node = this.graph.find(`networking.istio.io/${kind}`, namespace, name);
      if (node !== undefined && kind === 'DestinationRule') {
        rewrites.push(this.subsetLabels(rollout, node));
      } else if (node !== undefined) {
        const names = routes.get(node) ?? [];
        routes.set(node, names);
        names.push(route === undefined ? ONLY : named(route));
      }
    }
    for (const [node, names] of routes) {
      const places = this.placesIn(node, virtualServicePlaces, names);
      rewrites.push(weights(rollout, node, 'http', 'route', places), ...added.map((name) => addition(rollout, node, 'http', name)));
    }
    return rewrites;
  }

  /** Routes of TLS and TCP have no names: what is split is found by what they match. */
  private inConnectionRoutes(rollout: Rollout): Rewrite[] {
    return (this.splits.get(rollout)?.virtualServices ?? []).flatMap(({ virtualService: { namespace, name }, routes }) => {
      const node = this.graph.find('networking.istio.io/VirtualService', namespace, name);
      return node === undefined ? [] : CONNECTION_PROTOCOLS.flatMap((protocol) => {
        const places = connectionRoutePlaces(routes.filter((route) => route.protocol === protocol));
        return places.length === 0 ? [] : [weights(rollout, node, protocol, 'route', places)];
      });
    });
  }

  private subsetLabels(rollout: Rollout, node: Node): Rewrite {
    const names = ['stableSubsetName', 'canarySubsetName']
      .flatMap((one) => asString(field(rollout.trafficRouting, 'istio', 'destinationRule', one)) ?? []);
    return {
      rollout,
      object: node.identity,
      manifest: node.manifest,
      what: `the labels ${POD_HASH}`,
      list: 'spec.subsets',
      expression: `.spec.subsets[].labels."${POD_HASH}"`,
      places: this.placesIn(node, destinationRulePlaces, names.map(named)),
      isAddition: false,
    };
  }

  private inGatewayRoutes(rollout: Rollout, added: readonly string[]): Rewrite[] {
    const config = asRecord(field(rollout.trafficRouting, 'plugins', GATEWAY_API_PLUGIN));
    const services = rollout.managedServices.map(({ name }) => named(name));
    const plain = new Set<unknown>(asList(config?.httpRoutes)
      .flatMap((route) => (field(route, 'useHeaderRoutes') === true ? [] : [field(route, 'name')])));
    const rewrites: Rewrite[] = [];
    for (const { kinds: [kind], namespace, name } of config === undefined ? [] : routeObjects(rollout)) {
      const node = kind.startsWith('gateway.networking.k8s.io/') ? this.graph.find(kind, namespace, name) : undefined;
      if (node !== undefined) {
        const places = this.placesIn(node, gatewayRoutePlaces, services);
        const own = node.identity.kind === 'HTTPRoute' && !plain.has(name) ? added : [];
        rewrites.push(weights(rollout, node, 'rules', 'backendRefs', places), ...own.map((one) => addition(rollout, node, 'rules', one)));
      }
    }
    return rewrites;
  }

  private placesIn(node: Node, read: (manifest: Manifest) => PlacesByName, names: readonly string[]): Place[] {
    const places = this.read.get(node) ?? read(node.manifest);
    this.read.set(node, places);
    return [...new Set(names)].flatMap((name) => places.get(name) ?? []);
  }
}

function weights(rollout: Rollout, { identity, manifest }: Node, list: string, inner: string, places: readonly Place[]): Rewrite {
  // Without the question mark one route that only redirects has jq fail on all of them.
  const expression = `.spec.${list}[].${inner}[]?.weight`;
  return { rollout, object: identity, manifest, what: 'the weights', list: `spec.${list}`, expression, places, isAddition: false };
}

function addition(rollout: Rollout, { identity, manifest }: Node, list: string, name: string): Rewrite {
  const expression = `.spec.${list}[] | select(.name == ${JSON.stringify(name)})`;
  const places = [[...listAt(list), [EVERY, nameStep(name)]]];
  return { rollout, object: identity, manifest, what: `route ${showName(name)}`, list: `spec.${list}`, expression, places, isAddition: true };
}

/** The managed routes that steps make. */
function addedRoutes({ steps, trafficRouting }: Rollout): string[] {
  const managed = asList(field(trafficRouting, 'managedRoutes')).flatMap((route) => asString(field(route, 'name')) ?? []);
  const made = new Set<unknown>(steps.flatMap(({ content }) => [field(content, 'setHeaderRoute', 'name'), field(content, 'setMirrorRoute', 'name')]));
  return [...new Set(managed)].filter((name) => made.has(name));
}
