import { asList, asRecord, asString, field } from '../../../model/json';
import type { RouteStep } from '../../strategy/managed-routes';
import { isUncarried, routesOf } from '../../strategy/managed-routes';
import { didYouMean } from '../../nearest';
import type { Rollout } from '../../views/rollout';
import { lacks } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { element, showName } from '../../wording';

const ROUTES = 'spec.strategy.canary.trafficRouting.managedRoutes';
/** Comparing a name with more than these takes long, and helps nobody. */
const MOST_CANDIDATES = 20;

export const managedRoutes: Rule = {
  id: 'ARO113',
  severity: 'error',
  title: 'A header or mirror route is one that the Rollout manages',
  why: 'The controller adds and removes the routes that managedRoutes lists, and no others, in the order of that list. '
    + 'It refuses a step with any other route (InvalidSpec).',
  fix: `list the route in ${ROUTES}`,
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/#traffic-routing-with-managed-routes-and-route-precedence',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
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
      if (rollout.trafficRouting !== undefined) {
        const names = new Set<string>();
        yield* blame(rollout.manifest, unnamed(rollout, names));
        if (rollout.steps.some((step) => routesOf(step).length > 0)) {
          yield* blame(rollout.manifest, unmanaged(rollout, names));
        }
      }
    }
  },
};

/** What is wrong with the list; its names are added to `names`. */
function* unnamed(rollout: Rollout, names: Set<string>): Iterable<Fault> {
  for (const [index, route] of asList(field(rollout.trafficRouting, 'managedRoutes')).entries()) {
    const name = asString(field(route, 'name'));
    const path = `${element(ROUTES, index)}.name`;
    if (name === '') {
      yield { field: path, text: 'is empty', fix: 'name the route' };
    } else if (name !== undefined && names.has(name)) {
      yield { field: path, value: name, text: 'is the name of an earlier route too', fix: 'remove one of the two' };
    } else if (name !== undefined) {
      names.add(name);
    }
  }
}

function* unmanaged(rollout: Rollout, names: ReadonlySet<string>): Iterable<Fault> {
  const routing = rollout.trafficRouting;
  const isReadable = Array.isArray(field(routing, 'managedRoutes')) || lacks(routing, 'managedRoutes');
  for (const step of isReadable ? rollout.steps : []) {
    for (const route of routesOf(step)) {
      // That no router carries it is ARO120's to report.
      if (asRecord(route.content) !== undefined && !isUncarried(rollout, route)) {
        yield* strayName(route, names);
      }
    }
  }
}

function* strayName({ content, field: path, kind, name }: RouteStep, names: ReadonlySet<string>): Iterable<Fault> {
  if (name !== undefined && name !== '' && !names.has(name)) {
    const fix = didYouMean(name, names.size > MOST_CANDIDATES ? [] : names, `add { name: ${showName(name)} } to ${ROUTES}`);
    yield { field: `${path}.name`, value: name, text: 'is not among the managedRoutes', fix };
  } else if (name === '' || (kind === 'setHeaderRoute' && lacks(content, 'name'))) {
    yield { field: `${path}.name`, text: name === '' ? 'is empty' : 'is absent', fix: `give a name that is in ${ROUTES}` };
  }
}
