import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { RolloutUsage, rolloutUsage } from '../check';
import { isBelow, manifestsAround } from '../core/manifests-around';

/** The kind that a controller serves, and those that it looks at for it. */
export const ROLLOUT = 'Rollout';
export const SERVED_KINDS: readonly string[] = [ROLLOUT, 'AnalysisTemplate', 'ClusterAnalysisTemplate'];

/** What the Rollouts below the constructs use, with the analyses that they run. */
export function servedUsage(constructs: readonly IConstruct[]): RolloutUsage {
  const manifests = manifestsAround(constructs, SERVED_KINDS);
  return rolloutUsage([...manifests.keys()], (manifest) => {
    const object = manifests.get(manifest);
    return object !== undefined && isBelow(object, constructs);
  });
}

/** Whether a Rollout is below the constructs, also one that cannot be made into a manifest. */
export function hasRollout(constructs: readonly IConstruct[], { objects }: RolloutUsage): boolean {
  return objects.some(({ identity }) => identity.kind === ROLLOUT)
    || constructs.some((construct) => construct.node.findAll().some((object) => object instanceof ApiObject && object.kind === ROLLOUT));
}
