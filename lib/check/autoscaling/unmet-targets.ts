import type { Reference } from '../references/absent';
import { isAmong } from '../references/absent';
import type { ManifestGraph } from '../graph';
import { at, listsBy } from '../lookup';
import type { Rollout } from '../views/rollout';
import type { Autoscaler } from '../views/workloads';

/** An autoscaler whose Rollout is not among the manifests of its namespace. */
export interface UnmetTarget {
  readonly autoscaler: Autoscaler;
  readonly reference: Reference;
  /** A Rollout of that name in another namespace. */
  readonly elsewhere: Rollout | undefined;
}

/** The autoscalers that scale a Rollout which is not there. */
export function unmetTargets(graph: ManifestGraph): UnmetTarget[] {
  const unmet: UnmetTarget[] = [];
  let byName: ReadonlyMap<string, readonly Rollout[]> | undefined;
  for (const autoscaler of graph.autoscalers) {
    const { namespace, rolloutName: name } = autoscaler;
    if (name !== undefined && graph.findRollout(namespace, name) === undefined) {
      const reference: Reference = { field: `${autoscaler.field}.name`, kinds: ['argoproj.io/Rollout'], namespace, name };
      if (!isAmong(graph, reference)) {
        byName ??= listsBy(graph.rollouts, (rollout) => [rollout.name]);
        unmet.push({ autoscaler, reference, elsewhere: at(byName, name)?.[0] });
      }
    }
  }
  return unmet;
}
