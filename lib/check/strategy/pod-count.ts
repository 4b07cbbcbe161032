import type { ManifestGraph } from '../graph';
import { asNumber, field } from '../../model/json';
import type { Rollout } from '../views/rollout';
import type { Autoscaler } from '../views/workloads';

/** How many pods a Rollout has at least. */
export interface PodCount {
  readonly pods: number;
  /** The autoscaler that may make them more. */
  readonly autoscaler: Autoscaler | undefined;
}

/**
 * What the manifests tell of the number of pods. `undefined` where they do not: a Rollout that says no replicas counts as
 * one pod, but is nearly always scaled by something that lives elsewhere.
 */
export function podCount(graph: ManifestGraph, rollout: Rollout): PodCount | undefined {
  const autoscaler = graph.horizontalOf(rollout);
  const pods = asNumber(autoscaler === undefined ? rollout.spec('replicas') : leastOf(autoscaler));
  return pods === undefined || !Number.isInteger(pods) || pods < 1 ? undefined : { pods, autoscaler };
}

/** KEDA names it otherwise, and scales to nothing where it is not given. */
function leastOf({ kind, manifest }: Autoscaler): unknown {
  return kind === 'ScaledObject' ? field(manifest, 'spec', 'minReplicaCount') : field(manifest, 'spec', 'minReplicas') ?? 1;
}
