import { IConstruct } from 'constructs';
import { identityOf, Manifest } from '../check';
import { manifestsAround } from '../core/manifests-around';
import { clusterOf, oncePerSynth } from '../core/synth-check';
import { ROLLOUT, SERVED_KINDS } from './served-usage';

/** The Rollouts and templates of a tree, by the clusters that they go to and the constructs that they are below. */
export class ServedTree {
  /** The tree below a root. */
  public static readonly below = oncePerSynth((root: IConstruct) => new ServedTree(root));

  private readonly clusters = new Map<Manifest, unknown>();
  private readonly byCluster = new Map<unknown, Manifest[]>();
  private readonly byConstruct = new Map<IConstruct, Manifest[]>();

  private constructor(root: IConstruct) {
    for (const [manifest, object] of manifestsAround([root], SERVED_KINDS)) {
      const cluster = clusterOf(object);
      this.clusters.set(manifest, cluster);
      addTo(this.byCluster, cluster, manifest);
      if (isRollout(manifest)) {
        object.node.scopes.forEach((scope) => { addTo(this.byConstruct, scope, manifest); });
      }
    }
  }

  /** The Rollouts below the constructs. */
  public rolloutsBelow(constructs: readonly IConstruct[]): ReadonlySet<Manifest> {
    return new Set(constructs.flatMap((construct) => this.byConstruct.get(construct) ?? []));
  }

  /** The clusters of the Rollouts below the constructs. */
  public clustersOf(constructs: readonly IConstruct[]): ReadonlySet<unknown> {
    return new Set([...this.rolloutsBelow(constructs)].map((rollout) => this.clusters.get(rollout)));
  }

  /** All Rollouts and templates that go to the clusters, in the order of the tree. */
  public objectsIn(clusters: ReadonlySet<unknown>): readonly Manifest[] {
    const [only] = clusters;
    return clusters.size === 1 ? this.byCluster.get(only) ?? []
      : [...this.clusters].flatMap(([manifest, cluster]) => (clusters.has(cluster) ? [manifest] : []));
  }
}

export function isRollout(manifest: Manifest): boolean {
  return identityOf(manifest).kind === ROLLOUT;
}

function addTo<K>(lists: Map<K, Manifest[]>, key: K, manifest: Manifest): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [manifest]);
  } else {
    list.push(manifest);
  }
}
