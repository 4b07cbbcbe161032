import { asList, field } from '../../../model/json';
import type { Step, Strategy } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { element } from '../../wording';

const ROUTED_STEPS = ['setCanaryScale', 'setHeaderRoute', 'setMirrorRoute'] as const;
const ROUTED_FIELDS = [
  'scaleDownDelaySeconds', 'dynamicStableScale', 'abortScaleDownDelaySeconds', 'pingPong', 'minPodsPerReplicaSet',
] as const;

const ADD = 'add spec.strategy.canary.trafficRouting (`traffic` of a CanaryRollout)';

export const needsTrafficRouting: Rule = {
  id: 'ARO104',
  severity: 'error',
  title: 'What steers traffic has a router to steer it with',
  why: 'Without traffic routing a canary weight is only the share of pods. The controller refuses most of these fields '
    + 'then (InvalidSpec) and ignores the others, so that the pods are scaled differently from what the manifest says.',
  fix: `${ADD}, or remove the field`,
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setCanaryScale:
            replicas: 1
        - setWeight: 20
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const { canary, manifest, steps, trafficRouting } = rollout;
      if (canary !== undefined && trafficRouting !== undefined) {
        yield* blame(manifest, excluding(canary));
      } else if (canary !== undefined && rollout.isUnrouted) {
        yield* blame(manifest, unrouted(canary, steps));
      }
    }
  },
};

function* unrouted(canary: Strategy, steps: readonly Step[]): Iterable<Fault> {
  const text = 'needs traffic routing';
  for (const name of ROUTED_FIELDS) {
    const value = field(canary.content, name);
    if (value !== undefined && value !== false) {
      yield { field: `${canary.field}.${name}`, text };
    }
  }
  for (const step of steps) {
    for (const kind of ROUTED_STEPS) {
      if (field(step.content, kind) !== undefined) {
        yield { field: `${step.field}.${kind}`, text, fix: `${ADD}, or remove the step` };
      }
    }
    for (const [index, template] of asList(field(step.content, 'experiment', 'templates')).entries()) {
      if (field(template, 'weight') !== undefined) {
        yield { field: `${element(`${step.field}.experiment.templates`, index)}.weight`, text, fix: `${ADD}, or remove the weight` };
      }
    }
  }
}

function* excluding(canary: Strategy): Iterable<Fault> {
  const { content } = canary;
  if (field(content, 'dynamicStableScale') === true && field(content, 'scaleDownDelaySeconds') !== undefined) {
    const text = 'excludes scaleDownDelaySeconds, which keeps pods that it takes away';
    yield { field: `${canary.field}.dynamicStableScale`, text, fix: 'remove one of the two' };
  }
}
