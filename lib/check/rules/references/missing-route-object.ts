import type { AbsentFix, Reference } from '../../references/absent';
import { AbsentObjects, absentFault } from '../../references/absent';
import type { Rule } from '../../rule';
import { routeObjects } from '../../references/route-objects';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const OTHERWISE = 'add it, or correct the name';

export const missingRouteObject: Rule = {
  id: 'ARO407',
  severity: 'warning',
  tellsOfAbsence: true,
  title: 'What splits the traffic of a Rollout is there',
  why: 'The controller writes the weights into objects that somebody else must make. Where one is missing it refuses the '
    + 'Rollout (InvalidSpec), or the update stops at the first weight. All but a VirtualService and the routes of the '
    + 'Gateway API are looked for in the namespace of the Rollout alone.',
  fix: OTHERWISE,
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        istio:
          virtualService:
            name: checkout.payments
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        istio:
          virtualService:
            name: checkout.shop
`,
  },
  *check(graph) {
    const told = new AbsentObjects();
    for (const rollout of graph.rollouts) {
      for (const reference of routeObjects(rollout)) {
        const fault = absentFault(graph, reference, fixOf(reference));
        if (fault !== undefined && told.isNew(fault)) {
          yield { manifest: rollout.manifest, ...fault };
        }
      }
    }
  },
};

function fixOf({ field, kinds: [kind] }: Reference): AbsentFix {
  if (kind === VIRTUAL_SERVICE) {
    return { otherwise: OTHERWISE, elsewhere: 'name it with its namespace, as name.namespace' };
  }
  const elsewhere = field.includes('.plugins')
    ? 'give that namespace as `namespace` beside the name'
    : 'move it to the namespace of the Rollout: the controller looks nowhere else';
  return { otherwise: OTHERWISE, elsewhere };
}
