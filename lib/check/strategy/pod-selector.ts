import type { ManifestGraph } from '../graph';
import { asLabels, asList, field } from '../../model/json';
import type { Rollout } from '../views/rollout';

/** By which labels a Rollout selects pods, and where that is said. */
export interface PodSelector {
  readonly field: string;
  /** Empty where the selector has expressions, which labels alone do not satisfy. */
  readonly labels: ReadonlyMap<string, string>;
}

/** The selector of a Rollout: its own, or that of the Deployment which it refers to. */
export function podSelectorOf(graph: ManifestGraph, rollout: Rollout): PodSelector {
  const selector = rollout.spec('selector');
  if (selector === undefined && rollout.workloadRef?.kind === 'Deployment') {
    const deployment = graph.findDeployment(rollout.namespace, rollout.workloadRef.name);
    return { field: 'spec.workloadRef', labels: deployment?.selector ?? new Map<string, string>() };
  }
  const isPlain = asList(field(selector, 'matchExpressions')).length === 0;
  return { field: 'spec.selector.matchLabels', labels: asLabels(isPlain ? field(selector, 'matchLabels') : undefined) };
}
