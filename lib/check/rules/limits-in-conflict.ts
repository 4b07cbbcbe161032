import { asNumber, field } from '../../model/json';
import type { Rollout } from '../rollout';
import type { Fault, Rule } from '../rule';
import { blame } from '../rule';

const DEFAULT_PROGRESS_DEADLINE = 600;
const DEFAULT_HISTORY = 10;
const ZERO = /^[+-]?0+%?$/;

export const limitsInConflict: Rule = {
  id: 'ARO109',
  severity: 'error',
  title: 'Deadlines, history and surge leave room for each other',
  why: 'The controller refuses a deadline that runs out before a pod may count as ready, and a rollout that may neither '
    + 'add a pod nor take one away (InvalidSpec). And it cannot return to a revision that it no longer keeps.',
  fix: 'change one of the two',
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  *check(graph) {
    for (const rollout of graph.rollouts) {
      yield* blame(rollout.manifest, [...deadlines(rollout), ...history(rollout), ...surge(rollout)]);
    }
  },
};

function* deadlines(rollout: Rollout): Iterable<Fault> {
  const ready = asNumber(rollout.spec('minReadySeconds')) ?? 0;
  const deadline = asNumber(rollout.spec('progressDeadlineSeconds'));
  if (deadline !== undefined && deadline <= ready) {
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

// Traffic routing makes no difference: the controller does not use the two numbers then, but still refuses them.
function* surge({ canary }: Rollout): Iterable<Fault> {
  if (canary !== undefined && isZero(field(canary.content, 'maxSurge')) && isZero(field(canary.content, 'maxUnavailable'))) {
    const text = 'allows no step, since maxUnavailable is 0 as well';
    yield { field: `${canary.field}.maxSurge`, value: field(canary.content, 'maxSurge'), text, fix: 'raise one of the two' };
  }
}

function isZero(value: unknown): boolean {
  return value === 0 || (typeof value === 'string' && ZERO.test(value));
}
