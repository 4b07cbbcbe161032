import type { ManifestGraph } from '../../graph';
import { NameIndex } from '../../lookup';
import { asString, field } from '../../../model/json';
import type { IstioTarget } from '../../views/istio';
import { istioTargets, virtualServiceReferences } from '../../views/istio';
import type { ManagedService, Rollout } from '../../views/rollout';
import { areOpposite } from '../../views/rollout';
import type { Rule, Violation } from '../../rule';
import { showName, showObject } from '../../wording';

export const sharedTarget: Rule = {
  id: 'ARO301',
  severity: 'error',
  title: 'What a Rollout rewrites belongs to it alone',
  why: 'The controller writes selectors into Services, weights into routes and labels into subsets. Where two Rollouts '
    + 'have one of them, each overwrites what the other wrote, and traffic goes to the pods of the wrong service.',
  fix: 'give each Rollout its own',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/istio/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      stableService: checkout-stable
      canaryService: checkout-canary
      pingPong:
        pingService: checkout-stable
        pongService: checkout-canary
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      stableService: null
      canaryService: null
      pingPong:
        pingService: checkout-stable
        pongService: checkout-canary
`,
  },
  *check(graph) {
    yield* sharedServices(graph);
    if (areObjectsShared(graph)) {
      yield* sharedIstioTargets(graph);
    }
  },
};

function* sharedServices(graph: ManifestGraph): Iterable<Violation> {
  for (const rollout of graph.rollouts) {
    const { manifest, managedServices, namespace } = rollout;
    const own = new Map<string, ManagedService>();
    for (const managed of managedServices) {
      const { field, name: value, role } = managed;
      const first = graph.managerOf(namespace, value);
      const twin = own.get(value);
      if (first !== undefined && !first.rollout.is(rollout)) {
        const text = `is managed by ${showObject(first.rollout)} already, as its ${first.managed.role}`;
        yield { manifest, field, value, text, fix: 'give each Rollout its own Service' };
      } else if (twin === undefined) {
        own.set(value, managed);
      } else if (!areOpposite(twin.role, role)) {
        // One Service for both versions is ARO107's to report.
        const text = `is the ${twin.role} as well`;
        yield { manifest, field, value, text, fix: 'give each role its own Service' };
      }
    }
  }
}

/** Whether there is anything to look at: most often each Rollout has objects of its own. */
function areObjectsShared(graph: ManifestGraph): boolean {
  const virtualServices = new NameIndex<Rollout>();
  const destinationRules = new NameIndex<Rollout>();
  const isTaken = (owners: NameIndex<Rollout>, namespace: string, name: string | undefined, rollout: Rollout): boolean => {
    owners.add(namespace, name, rollout);
    return name !== undefined && owners.find(namespace, name) !== rollout;
  };
  return graph.rollouts.some((rollout) => {
    const rule = asString(field(rollout.trafficRouting, 'istio', 'destinationRule', 'name'));
    return virtualServiceReferences(rollout).some(({ namespace, name }) => isTaken(virtualServices, namespace, name, rollout))
      || isTaken(destinationRules, rollout.namespace, rule, rollout);
  });
}

interface Claim {
  readonly rollout: Rollout;
  readonly target: IstioTarget;
}

function* sharedIstioTargets(graph: ManifestGraph): Iterable<Violation> {
  const objects = new Map<string, Claim[]>();
  const claims = new Map<string, Claim>();
  for (const rollout of graph.rollouts) {
    for (const target of istioTargets(rollout)) {
      const object = `${target.kind}\n${target.namespace}\n${target.name}`;
      const claimed = objects.get(object) ?? [];
      objects.set(object, claimed);
      const exact = `${object}\n${target.route ?? ''}`;
      // A route that is not named is the only one, and so is every other Rollout's route of the same object.
      const rival = claims.get(exact) ?? (target.route === undefined ? claimed[0] : claims.get(`${object}\n`));
      if (rival !== undefined && !rival.rollout.is(rollout)) {
        yield { manifest: rollout.manifest, field: target.field, text: sharing(target, rival.rollout) };
      } else if (rival === undefined) {
        claims.set(exact, { rollout, target });
        claimed.push({ rollout, target });
      }
    }
  }
}

function sharing(target: IstioTarget, rival: Rollout): string {
  const route = target.route === undefined || target.route === '' ? '' : `route ${showName(target.route)} of `;
  return `is ${route}${showObject(target)}, which ${showObject(rival)} rewrites already`;
}
