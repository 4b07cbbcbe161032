import { IConstruct } from 'constructs';
import { TOLERATED_KINDS, toleratedDifferences } from '../check';
import { isBelow, manifestsAround } from '../core/manifests-around';
import { IgnoredDifference } from './ignored-difference';

/** What changes in the cluster because of the Rollouts below the constructs, as entries of `ignoreDifferences`. */
export function rolloutDifferences(constructs: readonly IConstruct[]): IgnoredDifference[] {
  if (constructs.length === 0) {
    return [];
  }
  const manifests = manifestsAround(constructs, TOLERATED_KINDS);
  const own = new Set([...manifests].flatMap(([manifest, object]) => (isBelow(object, constructs) ? [manifest] : [])));
  const differences = toleratedDifferences([...manifests.keys()], (rollout) => own.has(rollout));
  return differences.map(({ object: { group, kind, namespace, name }, expressions }) => ({
    group,
    kind,
    name,
    namespace: namespace === '' ? undefined : namespace,
    jqPathExpressions: [...expressions],
  }));
}
