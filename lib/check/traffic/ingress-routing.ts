import { isPlaceholder } from '../../model/placeholders';
import type { ManifestGraph } from '../graph';
import type { Ingress } from '../views/ingress';
import { findIngress } from '../views/ingress';
import { asList, asRecord, asString, field } from '../../model/json';
import type { Rollout } from '../views/rollout';
import type { Fault } from '../rule';
import { showName, showObject } from '../wording';

const ROUTING = 'spec.strategy.canary.trafficRouting';

/** A router that works on Ingresses, and the fields in which a Rollout names one or several of them. */
export interface IngressRouter {
  readonly name: 'alb' | 'nginx';
  readonly one: 'ingress' | 'stableIngress';
  readonly several: 'ingresses' | 'stableIngresses';
}

/** The path of a field of the router. */
export function routerField({ name }: IngressRouter, ...path: readonly string[]): string {
  return [ROUTING, name, ...path].join('.');
}

/** The Rollouts whose traffic it splits. */
export function routedBy(graph: ManifestGraph, { name }: IngressRouter): Rollout[] {
  return graph.rollouts.filter(({ trafficRouting }) => asRecord(field(trafficRouting, name)) !== undefined);
}

/** What is wrong with naming the Ingresses: the controller reads one field or the other, and refuses both and neither. */
export function namingFault({ trafficRouting }: Rollout, router: IngressRouter): Fault | undefined {
  const { name, one, several } = router;
  const list = field(trafficRouting, name, several);
  const only = field(trafficRouting, name, one) ?? '';
  const fix = 'name the Ingress that is to be split';
  if (list === undefined) {
    return only !== '' ? undefined : { field: routerField(router), text: `gives neither ${one} nor ${several}`, fix };
  }
  if (only !== '') {
    return { field: routerField(router, several), text: `is given beside ${one}`, fix: 'give one of the two' };
  }
  return Array.isArray(list) && list.length === 0 ? { field: routerField(router, several), text: 'names no Ingress', fix } : undefined;
}

/** The names of the Ingresses that the controller works on. */
export function ingressNames({ trafficRouting }: Rollout, { name, one, several }: IngressRouter): string[] {
  const list = field(trafficRouting, name, several);
  const named = list === undefined ? [field(trafficRouting, name, one)] : asList(list);
  return [...new Set(named)].flatMap((each) => asString(each) ?? []);
}

/** Those of them that are among the manifests. */
export function ingressesOf(graph: ManifestGraph, rollout: Rollout, router: IngressRouter): Ingress[] {
  return ingressNames(rollout, router).flatMap((name) => findIngress(graph, rollout.namespace, name) ?? []);
}

/** A Service that a path of an Ingress has to lead to, and the field of the Rollout that names it. */
export interface RoutedService {
  readonly role: string;
  readonly name: string;
}

/** Says that no path leads to the Service: the controller looks at paths only, and refuses an Ingress without one. */
export function pathFault({ paths }: Ingress, { role, name }: RoutedService, rollout: Rollout): Fault | undefined {
  const isThere = paths.some(({ service }) => service === name || (service !== undefined && isPlaceholder(service)));
  return isThere || isPlaceholder(name) ? undefined : {
    field: 'spec.rules',
    text: `has no path to Service ${showName(name)}, the ${role} of ${showObject(rollout)}`,
    fix: `send a path to ${showName(name)}`,
  };
}
