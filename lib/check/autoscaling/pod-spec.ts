import { field } from '../../model/json';
import type { ManifestGraph } from '../graph';
import type { Rollout } from '../views/rollout';

/** The description of the pods of a Rollout: its own, or that of the Deployment which it refers to. */
export function podSpecOf(graph: ManifestGraph, rollout: Rollout): unknown {
  const { namespace, workloadRef } = rollout;
  const owner = workloadRef === undefined ? rollout : graph.findDeployment(namespace, workloadRef.name);
  return field(owner?.manifest, 'spec', 'template', 'spec');
}
