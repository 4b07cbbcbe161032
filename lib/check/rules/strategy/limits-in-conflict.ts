import { asNumber, asString, field } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

const DEFAULT_PROGRESS_DEADLINE = 600;
const DEFAULT_HISTORY = 10;
const NUMBER = /^[+-]?\d+$/;
const THRESHOLD_TYPES = ['Percent', 'Pod'] as const;

export const limitsInConflict: Rule = {
  id: 'ARO109',
  severity: 'error',
  title: 'Deadlines, history and surge leave room for each other',
  why: 'The controller refuses a deadline that runs out before a pod may count as ready, and a rollout that may neither '
    + 'add a pod nor take one away (InvalidSpec). It cannot return to a revision that it no longer keeps, and a limit '
    + 'that it cannot read is no limit.',
  fix: 'change one of the two',
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  minReadySeconds: 60
  progressDeadlineSeconds: 60
`,
    good: `
kind: Rollout
spec:
  minReadySeconds: 60
  progressDeadlineSeconds: 300
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      yield* blame(rollout.manifest, deadlines(rollout));
      yield* blame(rollout.manifest, history(rollout));
      yield* blame(rollout.manifest, surge(rollout));
      yield* blame(rollout.manifest, threshold(rollout));
    }
  },
};

function* deadlines(rollout: Rollout): Iterable<Fault> {
  const ready = asNumber(rollout.spec('minReadySeconds')) ?? 0;
  const deadline = asNumber(rollout.spec('progressDeadlineSeconds'));
  // A negative one is ARO116's to report.
  if (deadline !== undefined && deadline >= 0 && deadline <= ready) {
    const text = `is not above spec.minReadySeconds, ${ready}`;
    yield { field: 'spec.progressDeadlineSeconds', value: deadline, text };
  } else if (deadline === undefined && ready >= DEFAULT_PROGRESS_DEADLINE) {
    const text = `is not below spec.progressDeadlineSeconds, ${DEFAULT_PROGRESS_DEADLINE} by default`;
    yield { field: 'spec.minReadySeconds', value: ready, text };
  }
}

function* history(rollout: Rollout): Iterable<Fault> {
  const given = asNumber(rollout.spec('revisionHistoryLimit'));
  const kept = given ?? DEFAULT_HISTORY;
  if (kept < 0) {
    return;
  }
  const text = `is above spec.revisionHistoryLimit, ${kept}${given === undefined ? ' by default' : ''}`;
  const revisions = asNumber(rollout.spec('rollbackWindow', 'revisions'));
  if (revisions !== undefined && revisions > kept) {
    yield { field: 'spec.rollbackWindow.revisions', value: revisions, text };
  }
  for (const strategy of rollout.strategies) {
    const limit = asNumber(field(strategy.content, 'scaleDownDelayRevisionLimit'));
    if (limit !== undefined && limit > kept) {
      yield { field: `${strategy.field}.scaleDownDelayRevisionLimit`, value: limit, text };
    }
  }
}

function* surge(rollout: Rollout): Iterable<Fault> {
  const { canary } = rollout;
  if (canary === undefined) {
    return;
  }
  for (const name of ['maxSurge', 'maxUnavailable']) {
    const value = field(canary.content, name);
    const isUnreadable = typeof value === 'string' && !NUMBER.test(withoutPercent(value));
    if (isUnreadable && rollout.isUnrouted) {
      const fix = 'give a number of pods, or a percentage such as 25%';
      yield { field: `${canary.field}.${name}`, value, text: 'is unreadable, which makes maxSurge and maxUnavailable 0', fix };
    }
  }
  // Traffic routing makes no difference here: the controller does not use the two numbers then, but still refuses them.
  const value = field(canary.content, 'maxSurge');
  if (isZero(value) && isZero(field(canary.content, 'maxUnavailable'))) {
    const text = 'allows no step, since maxUnavailable is 0 as well';
    yield { field: `${canary.field}.maxSurge`, value, text, fix: 'raise one of the two' };
  }
}

function isZero(value: unknown): boolean {
  return value === 0 || (typeof value === 'string' && NUMBER.test(withoutPercent(value)) && Number(withoutPercent(value)) === 0);
}

function withoutPercent(text: string): string {
  return text.replace(/%/g, '');
}

function* threshold({ canary }: Rollout): Iterable<Fault> {
  const content = field(canary?.content, 'replicaProgressThreshold');
  if (canary === undefined || content === undefined) {
    return;
  }
  const path = `${canary.field}.replicaProgressThreshold`;
  const type = asString(field(content, 'type'));
  const value = asNumber(field(content, 'value'));
  if (type !== undefined && !THRESHOLD_TYPES.some((known) => known === type)) {
    const fix = didYouMean(type, THRESHOLD_TYPES, 'write Percent or Pod');
    yield { field: `${path}.type`, value: type, text: 'is neither Percent nor Pod', fix };
  } else if (type === 'Percent' && value !== undefined && (value < 0 || value > 100)) {
    yield { field: `${path}.value`, value, text: 'is no percentage', fix: 'give a whole number of 1 to 100' };
  }
}
