import { IConstruct } from 'constructs';
import { Manifest, RolloutUsage, rolloutUsage } from '../check';
import { isRollout, ServedTree } from './served-tree';

/** What an installation serves; without `serves`, nobody knows. */
export interface Serving {
  readonly serves?: readonly IConstruct[];
}

/** The installations of each tree, by its root. */
const INSTALLATIONS = new WeakMap<IConstruct, Set<Serving>>();

/** Remembers an installation for the others in the tree. */
export function rememberIn(root: IConstruct, installation: Serving): void {
  INSTALLATIONS.set(root, (INSTALLATIONS.get(root) ?? new Set<Serving>()).add(installation));
}

/** The trees that have what the installation serves. */
export function treesOf({ serves = [] }: Serving): ReadonlySet<IConstruct> {
  return new Set(serves.map(({ node }) => node.root));
}

/**
 * What those Rollouts use that are not served, though they are in the same tree and go to the same cluster as served ones,
 * and there is no other installation for them.
 *
 * @param isLookedAt whether the controller looks at a Rollout, by its labels and its namespace
 */
export function unservedUsage(installation: Serving, isLookedAt: (rollout: Manifest) => boolean): RolloutUsage[] {
  const { serves = [] } = installation;
  return [...treesOf(installation)].filter((root) => !serves.includes(root)).flatMap((root) => {
    const tree = ServedTree.below(root);
    const clusters = tree.clustersOf(serves);
    const served = tree.rolloutsBelow(serves);
    const beside = tree.objectsIn(clusters);
    const unserved = new Set(beside.filter((manifest) => isRollout(manifest) && !served.has(manifest) && isLookedAt(manifest)));
    const isElsewhere = (other: Serving): boolean => other === installation || (
      other.serves !== undefined && ![...tree.clustersOf(other.serves)].some((cluster) => clusters.has(cluster))
    );
    return unserved.size === 0 || ![...INSTALLATIONS.get(root) ?? []].every(isElsewhere) ? []
      : [rolloutUsage(beside, (manifest) => unserved.has(manifest))];
  });
}
