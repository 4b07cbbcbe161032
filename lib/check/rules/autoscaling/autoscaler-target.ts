import type { ManifestGraph } from '../../graph';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import type { Autoscaler } from '../../views/workloads';
import { showObject } from '../../wording';

const API_VERSION = 'argoproj.io/v1alpha1';
const TARGET_ROLLOUT = `target apiVersion ${API_VERSION}, kind Rollout`;

export const autoscalerTarget: Rule = {
  id: 'ARO502',
  severity: 'error',
  title: 'An autoscaler scales the Rollout, and is the only one to do so',
  why: 'An autoscaler that still points at the Deployment of old scales nothing, or scales back up what the Rollout '
    + 'has scaled down, while the Rollout keeps the size it started with. Two on one target undo each other\'s work.',
  fix: TARGET_ROLLOUT,
  link: 'https://argoproj.github.io/argo-rollouts/features/hpa-support/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: HorizontalPodAutoscaler
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: checkout
`,
    good: `
kind: HorizontalPodAutoscaler
spec:
  scaleTargetRef:
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    name: checkout
`,
  },
  *check(graph) {
    for (const autoscaler of graph.autoscalers) {
      yield* blame(autoscaler.manifest, mistargeted(graph, autoscaler));
      yield* blame(autoscaler.manifest, rivalled(graph, autoscaler));
    }
  },
};

function* mistargeted(graph: ManifestGraph, autoscaler: Autoscaler): Iterable<Fault> {
  const { apiVersion, field: path, namespace, targetGroup, targetKind, targetName } = autoscaler;
  if (targetKind === 'Rollout' && apiVersion !== API_VERSION) {
    const text = apiVersion === undefined ? 'is absent' : 'has no kind Rollout';
    yield { field: `${path}.apiVersion`, value: apiVersion, text, fix: `write ${API_VERSION}` };
  }
  if (targetKind !== 'Deployment' || targetGroup !== 'apps') {
    return;
  }
  const deployment = showObject({ kind: targetKind, name: targetName });
  const owner = graph.ownerOfDeployment(namespace, targetName);
  const namesake = graph.findRollout(namespace, targetName);
  if (owner !== undefined) {
    const text = `is ${deployment}, which ${showObject(owner)} has taken over`;
    yield { field: path, text, fix: `${TARGET_ROLLOUT}, name ${owner.name ?? ''}` };
  } else if (namesake !== undefined && graph.findDeployment(namespace, targetName) === undefined) {
    const text = `is ${deployment}, which is not there, while ${showObject(namesake)} is`;
    yield { field: path, text };
  }
}

function* rivalled(graph: ManifestGraph, autoscaler: Autoscaler): Iterable<Fault> {
  const first = autoscaler.isHorizontal ? graph.horizontalLike(autoscaler) : undefined;
  if (first !== undefined && (first.name !== autoscaler.name || first.kind !== autoscaler.kind)) {
    const target = showObject({ kind: autoscaler.targetKind ?? '', name: autoscaler.targetName });
    const text = `is ${target}, which ${showObject(first)} scales already`;
    yield { field: autoscaler.field, text, fix: 'remove one of the two' };
  }
}
