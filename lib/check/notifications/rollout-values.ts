/** What a Rollout has that a condition of notifications looks at. */

import type { Expr } from '../expr';
import { schemaOf } from '../schema/schemas';
import type { Schema } from '../schema/schema';

const TEXTS: ReadonlySet<string> = new Set([
  'apiVersion', 'kind', 'metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.creationTimestamp', 'metadata.resourceVersion',
  'status.phase', 'status.message', 'status.currentPodHash', 'status.currentStepHash', 'status.stableRS', 'status.selector',
  'status.observedGeneration', 'status.abortedAt', 'status.restartedAt',
]);
const NUMBERS: ReadonlySet<string> = new Set([
  'metadata.generation', 'status.replicas', 'status.updatedReplicas', 'status.readyReplicas', 'status.availableReplicas', 'status.HPAReplicas',
  'status.currentStepIndex', 'status.collisionCount',
]);
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['', 'a map'], ['metadata', 'a map'], ['metadata.labels', 'a map'], ['metadata.annotations', 'a map'], ['spec', 'a map'], ['status', 'a map'],
  ['status.conditions', 'a list'], ['status.pauseConditions', 'a list'],
]);
const TYPES: Readonly<Record<string, string | undefined>> = { string: 'a string', integer: 'a number', number: 'a number', array: 'a list', object: 'a map' };

/** What a part of a Rollout is, as `a string`; `undefined` where that is not known, and where it is true or false. */
export function kindInRollout(expr: Expr): string | undefined {
  const path = pathOf(expr);
  if (path === undefined) {
    return undefined;
  }
  const name = path.join('.');
  const [first, second] = path;
  if (first === 'metadata' && (second === 'labels' || second === 'annotations') && path.length === 3) {
    return 'a string';
  }
  return TEXTS.has(name) ? 'a string' : NUMBERS.has(name) ? 'a number' : OTHERS.get(name) ?? (first === 'spec' ? kindInSpec(path) : undefined);
}

/** The fields that lead from the Rollout to a part of it, as far as they are written out. */
function pathOf(expr: Expr): readonly string[] | undefined {
  if (expr.kind === 'name') {
    return expr.name === 'rollout' ? [] : undefined;
  }
  const outer = expr.kind === 'member' ? pathOf(expr.object) : undefined;
  if (expr.kind !== 'member' || outer === undefined) {
    return undefined;
  }
  const { property } = expr;
  const step = property.kind === 'string' ? property.value : property.kind === 'number' ? String(property.value) : undefined;
  return step === undefined ? undefined : [...outer, step];
}

function kindInSpec(path: readonly string[]): string | undefined {
  let schema: Schema | undefined = schemaOf('argoproj.io', 'Rollout');
  for (const step of path) {
    schema = /^\d+$/.test(step) ? schema?.items : schema?.field(step);
  }
  const kinds = new Set((schema?.typeNames ?? []).map((type) => TYPES[type]));
  const [only] = kinds;
  return kinds.size === 1 ? only : undefined;
}
