import { IConstruct } from 'constructs';
import { Manifest, RolloutUsage, rolloutUsage } from '../check';
import { oncePer } from '../check/once-per';
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

/** What some Rollouts use that are not served. */
export interface UnservedUsage {
  readonly usage: RolloutUsage;
  /** Where one of these objects is, as in a sentence after its name. */
  readonly placeOf: (manifest: Manifest) => string;
  /** How to tell that it goes to another cluster. */
  readonly elsewhere: string;
}

/** A chart that is delivered by something that knows its cluster. */
export interface Delivery {
  /** What delivers it, for messages. */
  readonly path: string;
  readonly chart: IConstruct;
  /** Its objects, each with its namespace; none if they go to another cluster. */
  readonly manifests: readonly Manifest[];
}

/** The trees as they are in a round, during which nothing changes. */
const treesIn = oncePer((_round: object) => oncePer((root: IConstruct) => ServedTree.below(root)));

/**
 * What those Rollouts use that are not served, though they are in the same tree and go to the same cluster as served ones,
 * and there is no other installation for them.
 *
 * @param isLookedAt whether the controller looks at a Rollout, by its labels and its namespace
 * @param deliveries of which Rollouts more is known than that they are in the tree
 * @param roundOf stands for the time during which nothing below a root changes
 */
export function unservedUsage(
  installation: Serving, isLookedAt: (rollout: Manifest) => boolean, deliveries: readonly Delivery[], roundOf: (root: IConstruct) => object,
): UnservedUsage[] {
  const { serves = [] } = installation;
  const known = [...serves, ...deliveries.map(({ chart }) => chart)];
  return [...treesOf(installation)].filter((root) => !serves.includes(root)).flatMap((root) => {
    const tree = treesIn(roundOf(root))(root);
    const clusters = tree.clustersOf(serves);
    const served = tree.rolloutsBelow(known);
    const beside = tree.objectsIn(clusters);
    const unserved = new Set(beside.filter((manifest) => isRollout(manifest) && !served.has(manifest) && isLookedAt(manifest)));
    const isElsewhere = (other: Serving): boolean => other === installation || (
      other.serves !== undefined && ![...tree.clustersOf(other.serves)].some((cluster) => clusters.has(cluster))
    );
    return unserved.size === 0 || ![...INSTALLATIONS.get(root) ?? []].every(isElsewhere) ? [] : [{
      usage: rolloutUsage(beside, (manifest) => unserved.has(manifest)),
      placeOf: () => '(not in `serves`)',
      elsewhere: 'set the context cdk8s-argo-rollouts/cluster of charts for another cluster',
    }];
  });
}

/** What those Rollouts use that are delivered to the cluster of the controller, and that it looks at. */
export function deliveredUsage(deliveries: readonly Delivery[], isLookedAt: (rollout: Manifest) => boolean): UnservedUsage {
  const paths = new Map(deliveries.flatMap(({ path, manifests }) => manifests.map((manifest) => [manifest, path] as const)));
  return {
    usage: rolloutUsage([...paths.keys()], (manifest) => isRollout(manifest) && isLookedAt(manifest)),
    placeOf: (manifest) => `of ${paths.get(manifest) ?? ''}`,
    elsewhere: 'give its release the `provider` of another cluster',
  };
}
