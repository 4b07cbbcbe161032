import type { CanaryShare } from '../../strategy/canary-share';
import { approximateShare, weightOf } from '../../strategy/canary-share';
import { asString, field } from '../../../model/json';
import type { PodCount } from '../../strategy/pod-count';
import { podCount } from '../../strategy/pod-count';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showObject } from '../../wording';

/** What may be amiss is half of the weight, within these bounds in points: 10 becoming 17 hurts, and 60 becoming 67 does not. */
const LEAST_TOLERANCE = 5;
const MOST_TOLERANCE = 10;

const ZERO = /^[+-]?0*$/;

export const weightUnreachable: Rule = {
  id: 'ARO112',
  severity: 'warning',
  title: 'Without a router, a weight is one that the number of pods can have',
  why: 'Where no router splits the traffic, a weight is approximated by whole pods. With 5 pods, a canary of 10 % is one '
    + 'of 6 pods, or 17 %: more users meet a fault than was meant. A weight that gives the pods of the one before it is a '
    + 'step that does nothing.',
  fix: 'give a weight that the pods can have, more replicas, or trafficRouting (`traffic` of a CanaryRollout)',
  link: 'https://github.com/argoproj/argo-rollouts/issues/2281',
  noticedBy: [],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  replicas: 5
  strategy:
    canary:
      steps:
        - setWeight: 10
`,
    good: `
kind: Rollout
spec:
  replicas: 5
  strategy:
    canary:
      steps:
        - setWeight: 20
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const count = rollout.steps.length > 0 && rollout.isUnrouted ? podCount(graph, rollout) : undefined;
      if (count !== undefined) {
        yield* blame(rollout.manifest, unreachable(rollout, count));
      }
    }
  },
};

function* unreachable(rollout: Rollout, { autoscaler, pods }: PodCount): Iterable<Fault> {
  const maySurge = surges(rollout);
  const least = autoscaler === undefined ? '' : ` while ${showObject(autoscaler)} keeps ${pods}`;
  let previous: { readonly weight: number; readonly share: CanaryShare } = { weight: 0, share: { canary: 0, total: pods } };
  for (const step of rollout.steps) {
    const weight = rollout.weightAt(step);
    if (weight === undefined || weight === previous.weight) {
      continue;
    }
    const share = approximateShare(pods, weight, maySurge);
    const reached = weightOf(share);
    const path = `${step.field}.setWeight`;
    const shown = `gives the canary ${share.canary} of ${share.total} pods`;
    if (previous.weight > 0 && share.canary === previous.share.canary && share.total === previous.share.total) {
      yield { field: path, value: weight, text: `${shown}${least}, as ${previous.weight} did before` };
    } else if (Math.abs(reached - weight) >= Math.min(MOST_TOLERANCE, Math.max(LEAST_TOLERANCE, weight / 2))) {
      yield { field: path, value: weight, text: `${shown}${least}, which is ${Math.round(reached)} %` };
    }
    previous = { weight, share };
  }
}

/** Whether there may be a pod more than the Rollout has; by default there may. A text that is no number is ARO109's to report. */
function surges({ canary }: Rollout): boolean {
  const given = field(canary?.content, 'maxSurge');
  const text = asString(given)?.replace(/%/g, '');
  return text === undefined ? given !== 0 : !ZERO.test(text);
}
