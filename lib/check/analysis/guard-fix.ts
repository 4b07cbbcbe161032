/** How to mend a condition that looks at an element which may not be there. */

import type { Expr } from '../expr';
import { partsOf } from '../expr';

/** What decides how a guard is to be written. */
export interface Unguarded {
  readonly ast: Expr;
  /** Whether the query gives NaN, of which the guard should take care at once. */
  readonly givesNaN: boolean;
  /** Whether it is a failure condition without a success condition, so that whatever does not fail passes. */
  readonly failsAlone: boolean;
}

/** The guard to write, and where. */
export function guardFix({ ast, givesNaN, failsAlone }: Unguarded): string {
  const operator = ast.kind === 'binary' && (ast.operator === '||' || ast.operator === '&&') ? ast.operator : undefined;
  const operands = operator === undefined ? [ast] : operandsOf(ast, operator);
  const late = operands.find((operand) => isGuard(operand, operator));
  if (late !== undefined) {
    return `put the question for len(result) before the others: they are answered in order, until the ${operator ?? ''} is decided`;
  }
  if (operator === '||' && operands.some((operand) => operand.kind === 'call' && operand.name === 'isNaN')) {
    // What NaN counts as, no data should count as too.
    return 'put len(result) == 0 || before it';
  }
  const isAskedForNaN = !givesNaN || mentions(ast, 'isNaN');
  const some = `len(result) > 0 &&${isAskedForNaN ? '' : ' !isNaN(result[0]) &&'}`;
  const none = `len(result) == 0 ||${isAskedForNaN ? '' : ' isNaN(result[0]) ||'}`;
  const rest = operator === '||' || ast.kind === 'conditional' ? 'before it, and the rest in parentheses' : 'before it';
  // With the usual guard a failure condition alone would let pass what nobody has measured.
  return failsAlone ? `put ${none} before it, to fail without data, or ${some} ${rest}, to pass` : `put ${some} ${rest}`;
}

/** The operands of `a || b || c`, from left to right. */
function operandsOf(ast: Expr, operator: '||' | '&&'): readonly Expr[] {
  const found: Expr[] = [];
  const open = [ast];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'binary' && next.operator === operator) {
      open.push(next.right, next.left);
    } else {
      found.push(next);
    }
  }
  return found;
}

/** Whether an operand only asks how long the result is: it would guard the others if it came first. */
function isGuard(operand: Expr, operator: '||' | '&&' | undefined): boolean {
  const isComparison = operand.kind === 'comparison' || (operand.kind === 'binary' && (operand.operator === '==' || operand.operator === '!='));
  return operator !== undefined && isComparison && mentions(operand, 'len')
    && partsOf(operand).every((part) => part.kind === 'number' || (part.kind === 'call' && part.name === 'len'));
}

function mentions(ast: Expr, name: string): boolean {
  const open = [ast];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'call' && next.name === name) {
      return true;
    }
    open.push(...partsOf(next));
  }
  return false;
}
