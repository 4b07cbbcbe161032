import { asList, asRecord, asString, field, givenFields } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Rollout, WorkloadRef } from '../../views/rollout';
import { lacks } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

const SCALE_DOWNS = ['never', 'onsuccess', 'progressively'] as const;
/** What has pods to take, and the API group of each. */
const SOURCES: ReadonlyMap<string, string> = new Map([['Deployment', 'apps'], ['ReplicaSet', 'apps'], ['PodTemplate', '']]);

export const workloadRef: Rule = {
  id: 'ARO106',
  severity: 'error',
  title: 'A Rollout has either a pod template or a well-formed workloadRef',
  why: 'A spelling of scaleDown that the controller does not know is ignored, and both workloads keep running. Where '
    + 'the Deployment is scaled down and the Rollout says no replicas, they count as 1, and so does the service; an '
    + 'autoscaler starts from there.',
  fix: 'give it either a template or a workloadRef',
  link: 'https://github.com/argoproj/argo-rollouts/issues/4110',
  noticedBy: [],
  example: {
    base: 'migration',
    bad: `
kind: Rollout
spec:
  workloadRef:
    apiVersion: apps/v1
    kind: Deployment
    name: checkout
    scaleDown: onSuccess
`,
    good: `
kind: Rollout
spec:
  workloadRef:
    apiVersion: apps/v1
    kind: Deployment
    name: checkout
    scaleDown: onsuccess
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const found = rollout.workloadRef === undefined ? unsourced(rollout) : misreferring(rollout, rollout.workloadRef);
      yield* blame(rollout.manifest, found);
    }
  },
};

function* unsourced(rollout: Rollout): Iterable<Fault> {
  const spec = rollout.spec();
  const template = asRecord(field(spec, 'template'));
  const isBare = template === undefined ? lacks(spec, 'template') : givenFields(template).length === 0;
  if (isBare && lacks(spec, 'workloadRef')) {
    yield { field: 'spec', text: 'has neither template nor workloadRef' };
  }
}

function* misreferring(rollout: Rollout, reference: WorkloadRef): Iterable<Fault> {
  if (saysSomething(rollout.spec('template'))) {
    yield { field: 'spec.template', text: 'stands beside workloadRef', fix: 'remove one of the two' };
  }
  yield* unresolved(reference);
  const scaleDown = asString(field(reference.content, 'scaleDown')) ?? '';
  const path = `${reference.field}.scaleDown`;
  if (scaleDown !== '' && !SCALE_DOWNS.some((known) => known === scaleDown)) {
    const fix = didYouMean(scaleDown, SCALE_DOWNS, 'write never, onsuccess or progressively');
    yield { field: path, value: scaleDown, text: 'is unknown to the controller, which ignores it', fix };
  }
  if (rollout.takesOverReplicas && lacks(rollout.spec(), 'replicas')) {
    const text = 'leaves one pod, since spec.replicas is absent and counts as 1';
    yield { field: path, value: scaleDown, text, fix: 'give spec.replicas (`replicas`)' };
  }
}

function* unresolved({ content, field: path, group, kind }: WorkloadRef): Iterable<Fault> {
  for (const name of ['apiVersion', 'kind', 'name']) {
    if (field(content, name) === '' || lacks(content, name)) {
      yield { field: `${path}.${name}`, text: 'is absent', fix: 'give apiVersion, kind and name of what has the pods' };
    }
  }
  const groupOfKind = kind === undefined ? undefined : SOURCES.get(kind);
  const apiVersion = asString(field(content, 'apiVersion')) ?? '';
  if (kind !== undefined && kind !== '' && groupOfKind === undefined) {
    const fix = didYouMean(kind, SOURCES.keys(), 'refer to a Deployment, ReplicaSet or PodTemplate');
    yield { field: `${path}.kind`, value: kind, text: 'is nothing that a Rollout can take its pods from', fix };
  } else if (kind !== undefined && apiVersion !== '' && groupOfKind !== undefined && group !== groupOfKind) {
    const fix = `write ${groupOfKind === '' ? 'v1' : `${groupOfKind}/v1`}`;
    yield { field: `${path}.apiVersion`, value: apiVersion, text: `has no kind ${kind}`, fix };
  }
}

/** The controller's own notion of an empty template: it looks at nothing else. */
function saysSomething(template: unknown): boolean {
  return givenFields(field(template, 'metadata', 'labels')).length > 0
    || givenFields(field(template, 'metadata', 'annotations')).length > 0
    || asList(field(template, 'spec', 'containers')).length > 0;
}
