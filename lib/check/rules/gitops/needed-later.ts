import type { Node } from '../../graph';
import type { SyncPlace } from '../../gitops/sync-order';
import { hookAfterSync, syncPlace, USUAL_PLACE } from '../../gitops/sync-order';
import { needsOf } from '../../references/needs';
import type { Rule, Violation } from '../../rule';
import type { AnalysisUse } from '../../views/analyses';
import { applicationsOf } from '../../views/argo-cd';
import type { Rollout } from '../../views/rollout';
import { showList, showObject } from '../../wording';

const MOST_NAMES = 3;

export const neededLater: Rule = {
  id: 'ARO607',
  severity: 'warning',
  title: 'What a Rollout needs is not in a later sync wave',
  why: 'Argo CD applies one wave after the other, and goes on only when all of a wave is healthy. A Rollout whose Service, '
    + 'route or template is missing is refused by the controller (InvalidSpec), which Argo CD takes for Degraded, and pods '
    + 'without their configuration do not start: so the wave that would mend it is never applied.',
  fix: 'put it into the wave of the Rollout, or into an earlier one',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: checkout, namespace: shop, annotations: { argocd.argoproj.io/sync-wave: "2" } }
---
kind: Rollout
metadata: { annotations: { argocd.argoproj.io/sync-wave: "1" } }
spec: { template: { spec: { serviceAccountName: checkout } } }
`,
    good: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: checkout, namespace: shop, annotations: { argocd.argoproj.io/sync-wave: "-1" } }
---
kind: Rollout
metadata: { annotations: { argocd.argoproj.io/sync-wave: "1" } }
spec: { template: { spec: { serviceAccountName: checkout } } }
`,
  },
  *check(graph) {
    const places = new Map<Node['manifest'], SyncPlace>();
    for (const { manifest } of graph.nodes) {
      const place = syncPlace(manifest);
      if (place !== USUAL_PLACE) {
        places.set(manifest, place);
      }
    }
    const applications = applicationsOf(graph).length;
    // Without a sign of Argo CD, hooks of Helm are for Helm.
    if (places.size === 0 || (applications === 0 && ![...places.values()].some(({ isOfArgoCd }) => isOfArgoCd))) {
      return;
    }
    const analyses = new Map<Rollout, AnalysisUse[]>();
    for (const use of graph.analyses) {
      const uses = analyses.get(use.rollout) ?? [];
      analyses.set(use.rollout, uses);
      uses.push(use);
    }
    const told = new Set<Node>();
    for (const rollout of graph.rollouts) {
      const place = places.get(rollout.manifest) ?? USUAL_PLACE;
      if (place.hook === undefined) {
        const needed = needsOf(graph, rollout, analyses.get(rollout) ?? []).filter((node) => (
          // Waves order one sync of one Application, and of several another may deliver what is not beside the Rollout.
          !told.has(node) && (applications <= 1 || node.identity.namespace === rollout.namespace)
        ));
        yield* violations(rollout, place, needed, places, told);
      }
    }
  },
};

/** One for each object that says when it is applied, and one for the Rollout about those that do not. */
function* violations(
  rollout: Rollout, { wave, written }: SyncPlace, needed: readonly Node[], places: ReadonlyMap<Node['manifest'], SyncPlace>, told: Set<Node>,
): Iterable<Violation> {
  const silent: string[] = [];
  for (const node of needed) {
    const { manifest, identity } = node;
    const place = places.get(manifest) ?? USUAL_PLACE;
    const late = hookAfterSync(place);
    if (late !== undefined) {
      told.add(node);
      const text = `has it applied after the sync, and ${showObject(rollout)} needs it to become healthy`;
      yield { manifest, field: late.field, value: late.value, text, fix: 'remove the hook' };
    } else if (place.hook === undefined && place.wave > wave && place.written !== undefined) {
      told.add(node);
      const text = `is a later wave than ${wave}, that of ${showObject(rollout)}, which needs it to become healthy`;
      yield { manifest, ...place.written, text };
    } else if (place.hook === undefined && place.wave > wave) {
      silent.push(showObject(identity));
    }
  }
  if (silent.length > 0 && written !== undefined) {
    const more = silent.length - MOST_NAMES;
    const names = more > 0 ? [...silent.slice(0, MOST_NAMES), `${more} more`] : silent;
    const text = `is an earlier wave than 0, that of ${showList(names)}, which it needs to become healthy`;
    yield { manifest: rollout.manifest, ...written, text, fix: 'give them this wave or an earlier one' };
  }
}
