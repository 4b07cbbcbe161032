import type { IstioSplit } from '../../traffic/istio-split';
import { istioSplits } from '../../traffic/istio-split';
import { asList, asString, field } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import type { VirtualService } from '../../views/virtual-service';
import { element, showObject } from '../../wording';

const MANAGED_ROUTES = 'spec.strategy.canary.trafficRouting.managedRoutes';

export const ownedManagedRoute: Rule = {
  id: 'ARO311',
  severity: 'error',
  title: 'Managed routes are those that the controller makes, not those of the VirtualService',
  why: 'The controller puts the managed routes in front of all others, and at the end of each update deletes every route '
    + 'of such a name. A route that the manifest brings along is then gone, until it is applied again.',
  fix: 'remove the name, or give the route that the controller makes a name of its own',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/#traffic-routing-with-managed-routes-and-route-precedence',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes: [{ name: primary }]
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes: [{ name: early-adopters }]
`,
  },
  *check(graph) {
    for (const split of istioSplits(graph)) {
      if (split.managedRoutes.size > 0) {
        yield* blame(split.rollout.manifest, owned(split));
      }
    }
  },
};

function* owned({ rollout, virtualServices }: IstioSplit): Iterable<Fault> {
  const listed = new Set(virtualServices.flatMap(({ listed: entries }) => entries.flatMap(({ name }) => name ?? [])));
  const owners = new Map<string, VirtualService>();
  for (const { virtualService } of virtualServices) {
    for (const { name } of virtualService.http) {
      if (name !== undefined && !owners.has(name)) {
        owners.set(name, virtualService);
      }
    }
  }
  for (const [index, route] of asList(field(rollout.trafficRouting, 'managedRoutes')).entries()) {
    const value = asString(field(route, 'name'));
    const owner = value === undefined ? undefined : owners.get(value);
    const path = `${element(MANAGED_ROUTES, index)}.name`;
    if (value !== undefined && listed.has(value)) {
      yield { field: path, value, text: 'is the route that is split, which the controller would delete' };
    } else if (owner !== undefined) {
      yield { field: path, value, text: `is a route of ${showObject(owner)} already, which the controller would delete` };
    }
  }
}
