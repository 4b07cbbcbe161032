import { IConstruct } from 'constructs';
import { RolloutUsage, rolloutUsage } from '../check';
import { isBelow, manifestsAround } from '../core/manifests-around';

const KINDS = ['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate'];

/** What the Rollouts below the constructs use, with the analyses that they run. */
export function servedUsage(constructs: readonly IConstruct[]): RolloutUsage {
  const manifests = manifestsAround(constructs, KINDS);
  return rolloutUsage([...manifests.keys()], (manifest) => {
    const object = manifests.get(manifest);
    return object !== undefined && isBelow(object, constructs);
  });
}
