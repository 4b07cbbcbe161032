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
  const given = autoscaler === undefined ? rollout.spec('replicas') : field(autoscaler.manifest, 'spec', 'minReplicas') ?? 1;
  const pods = asNumber(given);
  return pods === undefined || !Number.isInteger(pods) || pods < 1 ? undefined : { pods, autoscaler };
}
