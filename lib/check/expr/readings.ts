import { evaluate } from './evaluate';
import type { ResultShape } from './problems';
import { problemsWith } from './problems';
import type { Expr } from './syntax';
import type { Type } from './types';
import { FLOAT } from './types';
import type { Value } from './values';
import { list } from './values';

/** The conditions of one metric; those it does not have are left out. */
export interface ConditionTrees {
  readonly success?: Expr | undefined;
  readonly failure?: Expr | undefined;
}

/** What a measurement counts as; unknown where that depends on more than is known. */
export type Outcome = 'successful' | 'failed' | 'inconclusive' | 'error' | 'unknown';

const NOT_A_NUMBER: Value = { kind: 'number', value: NaN };
const LIST: Type = { kind: 'list', element: FLOAT };

/**
 * What the conditions make of NaN: of a list with it as the only element, or of it as the number.
 *
 * NaN is neither above nor below nor equal to anything, so without isNaN the outcome is an accident.
 */
export function nanOutcome(conditions: ConditionTrees, shape: ResultShape = 'list'): Outcome {
  switch (shape) {
    case 'list':
      return judge(conditions, list(1, NOT_A_NUMBER), LIST);
    case 'number':
      return judge(conditions, NOT_A_NUMBER, FLOAT);
    case 'unknown':
      return 'unknown';
  }
}

/** The outcome as Argo Rollouts finds it: an error first, then failure, then success. */
function judge({ success, failure }: ConditionTrees, result: Value, type: Type): Outcome {
  const passes = success === undefined ? undefined : verdict(success, result, type);
  const fails = failure === undefined ? undefined : verdict(failure, result, type);
  if (passes === 'error' || fails === 'error') {
    return 'error';
  }
  if (passes === 'unknown' || fails === 'unknown') {
    return 'unknown';
  }
  // With one condition only, the opposite of what it says counts as well.
  if (fails === true || (fails === undefined && passes === false)) {
    return 'failed';
  }
  return passes === false ? 'inconclusive' : 'successful';
}

/** What one condition says. */
function verdict(ast: Expr, result: Value, type: Type): boolean | 'error' | 'unknown' {
  if (problemsWith(ast, type).some(({ always }) => always)) {
    return 'error';
  }
  const { value, mayFail } = evaluate(ast, result);
  switch (value.kind) {
    case 'boolean':
      return mayFail ? 'unknown' : value.value ?? 'unknown';
    case 'unknown':
      return 'unknown';
    case 'error':
    case 'nil':
    case 'number':
    case 'string':
    case 'list':
    case 'map':
      return 'error';
  }
}
