import type { CanaryScale } from '../../strategy/canary-scale';
import { explicitScale } from '../../strategy/canary-scale';
import { asNumber, field } from '../../../model/json';
import { isUncarried, routesOf } from '../../strategy/managed-routes';
import type { Rollout, Step } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showList, showName } from '../../wording';

export const routeBeforePods: Rule = {
  id: 'ARO114',
  severity: 'warning',
  title: 'A header or mirror route is there while the canary has pods',
  why: 'As long as the canary has no pods the controller takes every managed route away, so as not to send requests to '
    + 'nothing, and it sets a route at its own step only. Whoever sends the header then tests the stable version.',
  fix: 'scale the canary up before (setCanaryScale), or set a weight',
  link: 'https://github.com/argoproj/argo-rollouts/issues/4486',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes:
          - name: testers
      steps:
        - setHeaderRoute:
            name: testers
            match:
              - headerName: x-tester
                headerValue:
                  exact: "true"
        - pause: {}
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        managedRoutes:
          - name: testers
      steps:
        - setCanaryScale:
            weight: 10
        - setHeaderRoute:
            name: testers
            match:
              - headerName: x-tester
                headerValue:
                  exact: "true"
        - pause: {}
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      if (rollout.trafficRouting !== undefined && rollout.steps.some((step) => routesOf(step).length > 0)) {
        yield* blame(rollout.manifest, lost(rollout));
      }
    }
  },
};

function* lost(rollout: Rollout): Iterable<Fault> {
  const routes = new Set<string>();
  let weight = 0;
  let scale: CanaryScale | undefined;
  for (const step of rollout.steps) {
    const given = field(step.content, 'setWeight');
    // What is not a number is not 0 either: nothing is said about it here.
    weight = given === undefined ? weight : asNumber(given) ?? NaN;
    if (field(step.content, 'setCanaryScale') !== undefined) {
      scale = explicitScale(step);
    }
    const hasPods = (scale?.amount ?? weight) !== 0;
    if (!hasPods && routes.size > 0) {
      const text = `leaves the canary without pods, and so without ${showRoutes(routes)}`;
      yield { field: fieldOf(step), text, fix: 'let a weight or an explicit scale keep pods until the route is removed' };
      routes.clear();
    }
    for (const route of routesOf(step)) {
      if (route.matches.length === 0) {
        routes.delete(route.name ?? '');
      } else if (hasPods) {
        routes.add(route.name ?? '');
      } else if (!isUncarried(rollout, route)) {
        yield { field: route.field, text: 'is set while the canary has no pods' };
      }
    }
  }
}

function fieldOf(step: Step): string {
  const kind = ['setCanaryScale', 'setWeight'].find((name) => field(step.content, name) !== undefined);
  return kind === undefined ? step.field : `${step.field}.${kind}`;
}

function showRoutes(names: ReadonlySet<string>): string {
  return `the route${names.size > 1 ? 's' : ''} ${showList([...names].map(showName))}`;
}
