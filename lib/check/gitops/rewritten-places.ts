import { EVERY, indexStep, keyStep, nameStep } from './ignored-path';
import { asList, asString, field } from '../../model/json';
import type { Manifest } from '../manifest';
import type { Route } from '../views/virtual-service';

/** Each step of a path, in all its spellings. */
export type Place = readonly (readonly string[])[];

/** The places of one object, by what they belong to. */
export type PlacesByName = ReadonlyMap<string, readonly Place[]>;

/** The label by which the controller tells versions apart. */
export const POD_HASH = 'rollouts-pod-template-hash';

/** The key of the places in the only route that there is, which needs no name. */
export const ONLY = 'only';

/** The key of the places that belong to a name. */
export function named(name: string): string {
  return `named ${name}`;
}

class PlaceIndex extends Map<string, Place[]> {
  public add(name: string, place: Place): void {
    const places = this.get(name) ?? [];
    this.set(name, places);
    places.push(place);
  }
}

/** The weights of a VirtualService, by the names of its HTTP routes. */
export function virtualServicePlaces(manifest: Manifest): PlacesByName {
  const index = new PlaceIndex();
  const routes = asList(field(manifest, 'spec', 'http'));
  for (const [position, route] of routes.entries()) {
    const own = elementOf('http', route, position);
    for (const inner of asList(field(route, 'route')).keys()) {
      const place = [...own, [keyStep('route')], [EVERY, indexStep(inner)], [keyStep('weight')]];
      if (routes.length === 1) {
        index.add(ONLY, place);
      }
      index.add(named(asString(field(route, 'name')) ?? ''), place);
    }
  }
  return index;
}

/** The weights of TLS or TCP routes of a VirtualService. */
export function connectionRoutePlaces(routes: readonly Route[]): Place[] {
  return routes.flatMap(({ field: path, protocol, destinations }) => {
    const position = /\d+(?=\]$)/.exec(path)?.[0] ?? '';
    const own = elementOf(protocol, undefined, position);
    return [...destinations.keys()].map((inner): Place => [...own, [keyStep('route')], [EVERY, indexStep(inner)], [keyStep('weight')]]);
  });
}

/** The pod hashes in a DestinationRule, by the names of its subsets. */
export function destinationRulePlaces(manifest: Manifest): PlacesByName {
  const index = new PlaceIndex();
  for (const [position, subset] of asList(field(manifest, 'spec', 'subsets')).entries()) {
    index.add(named(asString(field(subset, 'name')) ?? ''), [...elementOf('subsets', subset, position), [keyStep('labels')], [keyStep(POD_HASH)]]);
  }
  return index;
}

/** The weights of a route of the Gateway API, by the names of the Services. */
export function gatewayRoutePlaces(manifest: Manifest): PlacesByName {
  const index = new PlaceIndex();
  for (const [position, rule] of asList(field(manifest, 'spec', 'rules')).entries()) {
    const own = elementOf('rules', rule, position);
    for (const [inner, backend] of asList(field(rule, 'backendRefs')).entries()) {
      const place = [...own, [keyStep('backendRefs')], [EVERY, indexStep(inner)], [keyStep('weight')]];
      index.add(named(asString(field(backend, 'name')) ?? ''), place);
    }
  }
  return index;
}

function elementOf(list: string, element: unknown, index: number | string): Place {
  const name = asString(field(element, 'name'));
  return [...listAt(list), [EVERY, indexStep(index), ...(name === undefined ? [] : [nameStep(name)])]];
}

/** The place of a list of the `spec`. */
export function listAt(list: string): Place {
  return [[keyStep('spec')], [keyStep(list)]];
}

/** A place and all that it lies in, each in every spelling: the whole object first. */
export function spellingsOf(place: Place): string[][] {
  let outer = [''];
  return [outer, ...place.map((step) => {
    outer = outer.flatMap((start) => step.map((spelling) => `${start}${spelling}`));
    return outer;
  })];
}
