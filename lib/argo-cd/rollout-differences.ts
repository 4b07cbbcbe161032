import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { changedElsewhere, Manifest, TOLERATED_KINDS, toleratedDifferences } from '../check';
import { isBelow, manifestsAround } from '../core/manifests-around';
import { clusterOf } from '../core/synth-check';
import { requireItems } from '../model/require';
import { describe, UsageError } from '../model/usage-error';
import { IgnoredDifference } from './ignored-difference';

/** What is wrong when nothing is given, or something that is no construct, as plain JavaScript allows. */
export function requireConstructs(constructs: readonly (IConstruct | null | undefined)[], path: string): void {
  const place = { path, field: 'toleratesRollouts', fix: 'give charts, Rollouts, or whatever is around them' };
  requireItems(constructs, place);
  constructs.forEach((construct, index) => {
    if (construct === undefined || construct === null) {
      throw new UsageError({ ...place, field: `${place.field}[${index}]`, rule: `is ${String(construct)}` });
    }
  });
}

/** What changes in the cluster because of the Rollouts below the constructs, as entries of `ignoreDifferences`. */
export function rolloutDifferences(constructs: readonly IConstruct[]): IgnoredDifference[] {
  if (constructs.length === 0) {
    return [];
  }
  const { manifests, isOwn } = around(constructs);
  const differences = toleratedDifferences([...manifests.keys()], isOwn);
  return differences.map(({ object: { group, kind, namespace, name }, expressions }) => ({
    group,
    kind,
    name,
    namespace: namespace === '' ? undefined : namespace,
    jqPathExpressions: [...expressions],
  }));
}

/** Why an Application would not tolerate all that the Rollouts below the constructs change. */
export function toleranceProblems(constructs: readonly IConstruct[]): string[] {
  const [first] = constructs;
  if (first === undefined) {
    return [];
  }
  const { manifests, isOwn } = around(constructs);
  const own = [...manifests].filter(([manifest]) => isOwn(manifest));
  const hasRollout = own.some(([{ kind }]) => kind === 'Rollout') || constructs.some((construct) => construct.node.findAll().some(isRollout));
  if (!hasRollout) {
    const names = constructs.map(({ node: { path } }) => (path === '' ? 'the app' : path)).join(', ');
    return [describe({ field: 'toleratesRollouts', rule: `finds no Rollout below ${names}`, fix: 'give the chart that the Rollouts are in' })];
  }
  const clusters = new Set(own.map(([, object]) => clusterOf(object)));
  const known = new Map<Manifest, ApiObject>();
  const all = (): Manifest[] => {
    for (const [manifest, object] of manifestsAround([first.node.root], TOLERATED_KINDS)) {
      if (clusters.has(clusterOf(object))) {
        known.set(manifest, object);
      }
    }
    return [...known.keys()];
  };
  return changedElsewhere([...manifests.keys()], all, isOwn).flatMap(({ rollout, object, manifest }) => {
    const owner = known.get(manifest);
    return owner === undefined ? [] : [describe({
      field: 'toleratesRollouts',
      rule: `leaves out ${object.kind} ${object.name ?? ''}, which Rollout ${rollout.name ?? ''} changes and which is in chart ${Chart.of(owner).node.path}`,
      fix: 'give that chart too',
    })];
  });
}

function isRollout(construct: IConstruct): boolean {
  return construct instanceof ApiObject && construct.kind === 'Rollout';
}

interface Around {
  readonly manifests: ReadonlyMap<Manifest, ApiObject>;
  readonly isOwn: (manifest: Manifest) => boolean;
}

/** The manifests that are looked into, and which of them are below the constructs. */
function around(constructs: readonly IConstruct[]): Around {
  const manifests = manifestsAround(constructs, TOLERATED_KINDS);
  const own = new Set([...manifests].flatMap(([manifest, object]) => (isBelow(object, constructs) ? [manifest] : [])));
  return { manifests, isOwn: (manifest) => own.has(manifest) };
}
