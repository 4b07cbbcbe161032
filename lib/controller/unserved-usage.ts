import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { identityOf, Manifest, RolloutUsage, rolloutUsage } from '../check';
import { isBelow, manifestsAround } from '../core/manifests-around';
import { clusterOf } from '../core/synth-check';
import { ROLLOUT, SERVED_KINDS } from './served-usage';

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
    const tree = new ServedTree(root);
    const clusters = tree.clustersOf(serves);
    const isBeside = (manifest: Manifest): boolean => clusters.has(tree.clusterOf(manifest));
    const unserved = new Set(tree.rollouts.filter((rollout) => isBeside(rollout) && !tree.isBelow(rollout, serves) && isLookedAt(rollout)));
    const others = [...INSTALLATIONS.get(root) ?? []].filter((other) => other !== installation);
    const isElsewhere = ({ serves: served }: Serving): boolean => (
      served !== undefined && ![...tree.clustersOf(served)].some((cluster) => clusters.has(cluster))
    );
    return unserved.size === 0 || !others.every(isElsewhere) ? []
      : [rolloutUsage([...tree.objects.keys()].filter(isBeside), (manifest) => unserved.has(manifest))];
  });
}

/** The Rollouts and templates of a tree, and where they are. */
class ServedTree {
  public readonly objects: ReadonlyMap<Manifest, ApiObject>;
  public readonly rollouts: readonly Manifest[];

  public constructor(root: IConstruct) {
    this.objects = manifestsAround([root], SERVED_KINDS);
    this.rollouts = [...this.objects.keys()].filter((manifest) => identityOf(manifest).kind === ROLLOUT);
  }

  /** The clusters of the Rollouts below the constructs. */
  public clustersOf(constructs: readonly IConstruct[]): ReadonlySet<unknown> {
    return new Set(this.rollouts.filter((rollout) => this.isBelow(rollout, constructs)).map((rollout) => this.clusterOf(rollout)));
  }

  public clusterOf(manifest: Manifest): unknown {
    const object = this.objects.get(manifest);
    return object === undefined ? undefined : clusterOf(object);
  }

  public isBelow(manifest: Manifest, constructs: readonly IConstruct[]): boolean {
    const object = this.objects.get(manifest);
    return object !== undefined && isBelow(object, constructs);
  }
}
