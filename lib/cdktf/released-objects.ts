import { flattenLists, identityOf, Manifest } from '../check';
import { asRecord, asString, field } from '../model/json';

/** The kinds that come with the controller, of the group `argoproj.io`, which has others. */
const KINDS: readonly string[] = ['AnalysisRun', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'Experiment', 'Rollout'];

/** A kind of Argo Rollouts that there are objects of; the Rollouts first. */
export function kindOfRollouts(manifests: readonly unknown[]): string | undefined {
  const kinds = manifests
    .filter((manifest) => asString(field(manifest, 'apiVersion'))?.startsWith('argoproj.io/') === true)
    .map((manifest) => asString(field(manifest, 'kind')));
  return [...KINDS].reverse().find((kind) => kinds.includes(kind));
}

/** The objects that controllers look at, each in a namespace: one that names none is in that of the release. */
export function rolloutsOf(manifests: readonly unknown[], releaseNamespace: string): readonly Manifest[] {
  return flattenLists(manifests)
    .filter((manifest) => kindOfRollouts([manifest]) !== undefined)
    .map((manifest) => placed(manifest, releaseNamespace));
}

/**
 * The objects of a release, by what tells each from all others, and what they are called: `Rollout shop/checkout`. An object
 * without a namespace is in that of the release.
 */
export function objectsOf(manifests: readonly unknown[], releaseNamespace: string): ReadonlyMap<string, string> {
  // A hook is no part of the release.
  return new Map(manifests.filter((manifest) => field(manifest, 'metadata', 'annotations', 'helm.sh/hook') === undefined).map((manifest) => {
    const { group, kind, namespace, name = '' } = identityOf(placed(manifest, releaseNamespace));
    return [[group, kind, namespace, name].join(' '), `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`] as const;
  }));
}

/** An object with its namespace, as far as its kind has one. */
function placed(manifest: unknown, releaseNamespace: string): Manifest {
  return { ...asRecord(manifest), metadata: { namespace: releaseNamespace, ...asRecord(field(manifest, 'metadata')) } };
}
