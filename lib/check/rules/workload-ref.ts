import { asList, asString, field, givenFields } from '../../model/json';
import { didYouMean } from '../nearest';
import type { Rollout, WorkloadRef } from '../rollout';
import type { Fault, Rule } from '../rule';
import { blame } from '../rule';

const SCALE_DOWNS = ['never', 'onsuccess', 'progressively'] as const;

export const workloadRef: Rule = {
  id: 'ARO106',
  severity: 'error',
  title: 'A Rollout has either a pod template or a well-formed workloadRef',
  why: 'A spelling of scaleDown that the controller does not know is ignored, and both workloads keep running. Where '
    + 'the Deployment is scaled down and the Rollout says no replicas, they count as 1, and so does the service; an '
    + 'autoscaler starts from there.',
  fix: 'give it either a template or a workloadRef',
  link: 'https://github.com/argoproj/argo-rollouts/issues/4110',
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const found = rollout.workloadRef === undefined ? unsourced(rollout) : misreferring(rollout, rollout.workloadRef);
      yield* blame(rollout.manifest, found);
    }
  },
};

function* unsourced(rollout: Rollout): Iterable<Fault> {
  if (givenFields(rollout.spec('template')).length === 0) {
    yield { field: 'spec', text: 'has neither template nor workloadRef' };
  }
}

function* misreferring(rollout: Rollout, reference: WorkloadRef): Iterable<Fault> {
  if (saysSomething(rollout.spec('template'))) {
    yield { field: 'spec.template', text: 'stands beside workloadRef', fix: 'remove one of the two' };
  }
  const scaleDown = field(reference.content, 'scaleDown');
  const mode = SCALE_DOWNS.find((known) => known === scaleDown);
  const path = `${reference.field}.scaleDown`;
  if (scaleDown !== undefined && scaleDown !== '' && mode === undefined) {
    const choice = 'write never, onsuccess or progressively';
    const fix = didYouMean(asString(scaleDown) ?? '', SCALE_DOWNS, choice);
    yield { field: path, value: scaleDown, text: 'is unknown to the controller, which ignores it', fix };
  }
  if (rollout.takesOverReplicas && rollout.spec('replicas') === undefined) {
    const text = 'leaves one pod, since spec.replicas is absent and counts as 1';
    yield { field: path, value: scaleDown, text, fix: 'give spec.replicas (`replicas`)' };
  }
}

/** The controller's own notion of an empty template: it looks at nothing else. */
function saysSomething(template: unknown): boolean {
  return givenFields(field(template, 'metadata', 'labels')).length > 0
    || givenFields(field(template, 'metadata', 'annotations')).length > 0
    || asList(field(template, 'spec', 'containers')).length > 0;
}
