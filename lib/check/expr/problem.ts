import type { Expr } from './syntax';
import type { Type } from './types';
import { isNumber, showType, showWanted } from './types';
import type { Signature, Wanted } from './vocabulary';
import { DEFAULT, RESULT, arity, functionNames } from './vocabulary';
import { didYouMean } from '../nearest';
import { showValue } from '../wording';

/** Why a condition that can be read cannot be evaluated. */
export interface ExprProblem {
  readonly kind:
    /** A name that neither expr nor Argo Rollouts defines. */
    | 'unknownName'
    /** A variable is declared with a name that is taken. */
    | 'takenName'
    /** The result is a list, and is taken for one value. */
    | 'listAsNumber'
    /** The result is a number, and is taken for a list. */
    | 'numberAsList'
    /** Any other value of a type that its place does not take. */
    | 'wrongType'
    /** Too few or too many arguments. */
    | 'wrongArguments'
    /** The whole is neither true nor false. */
    | 'notBoolean';
  /** Where, counted from 1. */
  readonly position: number;
  /** What is wrong, to be read after the condition itself. */
  readonly text: string;
  /** How to mend it. */
  readonly fix: string;
  /** Whether every measurement ends with an error, or only one whose evaluation gets this far. */
  readonly always: boolean;
}

/** An operand together with its type. */
export interface Operand {
  readonly expr: Expr;
  readonly type: Type;
}

/** What other languages call the values of expr. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['null', 'write nil'],
  ['None', 'write nil'],
  ['undefined', 'write nil'],
  ['NaN', 'ask with isNaN(…), for NaN does not equal even itself'],
  ['Inf', 'ask with isInf(…)'],
  ['Infinity', 'ask with isInf(…)'],
]);

/** A name that stands for nothing. */
export function unknownName(name: string, position: number, variables: Iterable<string>): ExprProblem {
  const fix = FOREIGN.get(name) ?? didYouMean(name, [RESULT, 'true', 'false', 'nil', ...variables], 'the measured value is called result');
  const text = `uses the unknown name ${showValue(name)} at position ${position}`;
  return { kind: 'unknownName', position, text, fix, always: true };
}

/** A call of a function that does not exist. */
export function unknownFunction(name: string, position: number): ExprProblem {
  const fix = didYouMean(name, functionNames(), 'use a function of expr or of Argo Rollouts');
  const text = `calls the unknown function ${showValue(name)} at position ${position}`;
  return { kind: 'unknownName', position, text, fix, always: true };
}

/** `#name` where the predicate has no such thing. */
export function unknownElement(name: string, position: number, known: readonly string[]): ExprProblem {
  const text = `uses ${showValue(`#${name}`)} at position ${position}, which the predicate does not have`;
  const fix = ['use # for the element', ...known].join(' or ');
  return { kind: 'unknownName', position, text, fix, always: true };
}

/** A variable with the name of something else. */
export function takenName(name: string, position: number): ExprProblem {
  const text = `declares ${showValue(name)} at position ${position}, a name that is taken`;
  return { kind: 'takenName', position, text, fix: 'choose another name', always: true };
}

/** A call with too few or too many arguments. */
export function wrongArguments(name: string, position: number, given: number, signature: Signature): ExprProblem {
  const { least, most } = arity(signature);
  const range = most === Infinity ? `at least ${least}` : least === most ? String(least) : `${least} to ${most}`;
  const text = `calls ${name} at position ${position} with ${given} argument${given === 1 ? '' : 's'}`;
  return { kind: 'wrongArguments', position, text, fix: `give it ${range}`, always: true };
}

/** A condition that is neither true nor false. */
export function notBoolean(type: Type, position: number, result: Type): ExprProblem {
  const fix = `compare it with something, as in result${result.kind === 'list' ? '[0]' : ''} >= 0.95`;
  return { kind: 'notBoolean', position, text: `gives ${showType(type)} rather than true or false`, fix, always: true };
}

/** A value that an operator or a function does not take. */
export function wrongOperand(applied: string, position: number, operand: Operand, wanted: Wanted, always = true): ExprProblem {
  const text = `applies ${applied} at position ${position} to ${showType(operand.type)} instead of ${showWanted(wanted)}`;
  const fix = applied === '"!"' ? 'put what is negated in parentheses, as in !(a > b)' : `give it ${showWanted(wanted)}`;
  return resultAsWhole(operand, showWanted(wanted), always) ?? { kind: 'wrongType', position, text, fix, always };
}

/** Two values that cannot be compared with each other, or added. */
export function wrongPair(verb: string, position: number, left: Operand, right: Operand): ExprProblem {
  const text = `${verb} ${showType(left.type)} and ${showType(right.type)} at position ${position}`;
  const mixed = [left, right].some(({ type }) => isNumber(type)) && [left, right].some(({ type }) => type.kind === 'string');
  const fix = mixed ? 'write the number without quotes, or convert the string with asFloat(…)' : 'give it two numbers';
  return resultAsWhole(left, showType(right.type), true)
    ?? resultAsWhole(right, showType(left.type), true)
    ?? { kind: 'wrongType', position, text, fix, always: true };
}

/** The more particular problem, where the result is a list and should be one value, or the other way round. */
function resultAsWhole({ expr, type }: Operand, role: string, always: boolean): ExprProblem | undefined {
  const name = expr.kind === 'call' && expr.name === DEFAULT ? 'default(result, …)' : RESULT;
  if (!isResult(expr) && name === RESULT) {
    return undefined;
  }
  const { position } = expr;
  if (type.kind === 'list') {
    const fix = 'take an element, as result[0], or look at each, as "all(result, # > 0)", in quotes since # begins a comment in YAML';
    return { kind: 'listAsNumber', position, text: `takes ${name} at position ${position} for ${role}, but it is a list`, fix, always };
  }
  if (isNumber(type) && (role === showWanted('list') || role === showWanted('map'))) {
    const text = `takes ${name} at position ${position} for ${role}, but it is a number`;
    return { kind: 'numberAsList', position, text, fix: 'use result as it is', always };
  }
  return undefined;
}

/** Whether it is the result itself. */
export function isResult(expr: Expr | undefined): boolean {
  return expr?.kind === 'name' && expr.name === RESULT;
}
