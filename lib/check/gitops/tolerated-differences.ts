import { ManifestGraph } from '../graph';
import type { Identity, Manifest } from '../manifest';
import { Rewrites } from './rewrites';
import type { Rollout } from '../views/rollout';

/** What in an object changes in the cluster, and is no difference that Argo CD should mend. */
export interface ToleratedDifference {
  readonly object: Identity;
  /** jq path expressions, in order. */
  readonly expressions: readonly string[];
}

/** The kinds of objects in which a Rollout, or an autoscaler for its sake, changes what the manifest says. */
export const TOLERATED_KINDS: readonly string[] = [
  'Deployment', 'DestinationRule', 'GRPCRoute', 'HTTPRoute', 'HorizontalPodAutoscaler', 'Rollout', 'ScaledObject', 'TCPRoute', 'TLSRoute',
  'VirtualService',
];

const REPLICAS = '.spec.replicas';

/**
 * Exactly what changes in the cluster because of the Rollouts: what the controller rewrites in objects of others, the
 * number of pods where an autoscaler decides it, and that of a Deployment which gives way to its Rollout.
 *
 * @param manifests the Rollouts, and whatever they refer to; what is not among them is left out
 * @param concerns whether a Rollout counts
 */
export function toleratedDifferences(manifests: readonly Manifest[], concerns: (rollout: Manifest) => boolean): ToleratedDifference[] {
  const graph = new ManifestGraph(manifests);
  const rewrites = new Rewrites(graph);
  const found = new Map<string, { readonly object: Identity; readonly expressions: Set<string> }>();
  const add = (object: Identity, expression: string): void => {
    const { group, kind, namespace, name } = object;
    if (name === undefined) {
      return;
    }
    const key = [group, kind, namespace, name].join('\n');
    const entry = found.get(key) ?? { object, expressions: new Set() };
    found.set(key, entry);
    entry.expressions.add(expression);
  };
  for (const rollout of graph.rollouts) {
    if (concerns(rollout.manifest)) {
      for (const { object, expression, places } of rewrites.of(rollout)) {
        if (places.length > 0) {
          add(object, expression);
        }
      }
      scaledObjects(graph, rollout).forEach((object) => { add(object, REPLICAS); });
    }
  }
  return [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { object, expressions }]) => ({ object, expressions: [...expressions].sort() }));
}

/** The objects whose number of pods is not that of the manifest. */
function scaledObjects(graph: ManifestGraph, rollout: Rollout): Identity[] {
  const { namespace, name, takesOverReplicas, workloadRef } = rollout;
  const scaled: Identity[] = graph.horizontalOf(rollout) === undefined ? [] : [{ group: 'argoproj.io', kind: 'Rollout', namespace, name }];
  const deployment = takesOverReplicas && workloadRef?.kind === 'Deployment' ? graph.find('apps/Deployment', namespace, workloadRef.name) : undefined;
  return deployment === undefined ? scaled : [...scaled, deployment.identity];
}
