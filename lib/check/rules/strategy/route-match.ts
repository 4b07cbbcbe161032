import { asRecord, field, givenFields } from '../../../model/json';
import type { RouteStep } from '../../strategy/managed-routes';
import { isUncarried, routesOf } from '../../strategy/managed-routes';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { element, showList, subfield } from '../../wording';

const WAYS = ['exact', 'regex', 'prefix'] as const;

export const routeMatch: Rule = {
  id: 'ARO120',
  severity: 'error',
  title: 'A header or mirror route is one that the router can have',
  why: 'Not every router can send requests to the canary by a header, and fewer can mirror them. A header, path or method '
    + 'is compared in one way. The controller refuses what the router cannot do (InvalidSpec).',
  fix: 'give exactly one of exact, regex and prefix',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/',
  noticedBy: ['lint command', 'controller'],
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
        - setCanaryScale:
            weight: 10
        - setHeaderRoute:
            name: testers
            match:
              - headerName: x-tester
                headerValue:
                  exact: ann
                  prefix: team-
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
                  exact: ann
              - headerName: x-tester
                headerValue:
                  prefix: team-
        - pause: {}
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      for (const step of rollout.steps) {
        for (const route of routesOf(step)) {
          yield* blame(rollout.manifest, mistakes(rollout, route));
        }
      }
    }
  },
};

function* mistakes(rollout: Rollout, route: RouteStep): Iterable<Fault> {
  if (isUncarried(rollout, route)) {
    yield route.kind === 'setMirrorRoute'
      ? { field: route.field, text: 'needs Istio, or a plugin that can mirror, as its router', fix: 'remove the step' }
      : { field: route.field, text: 'needs Istio, ALB, APISIX or a plugin as its router', fix: 'remove the step' };
    return;
  }
  const isExactOnly = route.kind === 'setHeaderRoute' && rollout.routers.includes('alb');
  for (const [index, match] of route.matches.entries()) {
    const path = element(`${route.field}.match`, index);
    if (route.kind === 'setHeaderRoute') {
      yield* comparison(`${path}.headerValue`, field(match, 'headerValue'), isExactOnly);
      if (field(match, 'headerName') === '') {
        yield { field: `${path}.headerName`, text: 'is empty', fix: 'name the header' };
      }
    } else {
      yield* comparison(`${path}.method`, field(match, 'method'), false);
      yield* comparison(`${path}.path`, field(match, 'path'), false);
      for (const [name, value] of Object.entries(asRecord(field(match, 'headers')) ?? {})) {
        yield* comparison(subfield(`${path}.headers`, name), value, false);
      }
    }
  }
}

function* comparison(path: string, value: unknown, isExactOnly: boolean): Iterable<Fault> {
  const given = givenFields(value);
  // What is not an object, has unknown fields or holds no texts is reported by ARO003 and ARO004.
  if (asRecord(value) === undefined || !given.every((name) => WAYS.some((way) => way === name) && typeof field(value, name) === 'string')) {
    return;
  }
  const ways = WAYS.filter((way) => (field(value, way) ?? '') !== '');
  if (isExactOnly && ways.join() !== 'exact') {
    const text = ways.length === 0 ? 'has no exact value' : `has ${showList(ways)}, and an ALB compares exact values only`;
    yield { field: path, text, fix: 'give exact, and nothing else' };
  } else if (ways.length !== 1) {
    yield { field: path, text: ways.length === 0 ? `has none of ${showList(WAYS)}` : `has ${showList(ways)}` };
  }
}
