/** Conditions of notifications: what is sure to keep the controller from reading one, or from ever finding it true. */

import type { Expr } from '../expr';
import { parseExpr, partsOf, startOf } from '../expr';
import { problemsWith } from '../expr/problems';
import { UNKNOWN } from '../expr/types';
import { functionNames, signatureOf } from '../expr/vocabulary';
import { didYouMean } from '../nearest';
import { showValue } from '../wording';
import { kindInRollout } from './rollout-values';
import type { TextFault } from './text-fault';

/** What a condition can read; anything else is nil. */
const VARIABLES: readonly string[] = ['rollout', 'analysisRuns', 'time', 'secrets'];
/** The functions that Argo Rollouts adds to expr for analyses, and for nothing else; with what takes their place. */
const OF_ANALYSES: ReadonlyMap<string, string> = new Map([
  ['asFloat', 'write float(…)'], ['asInt', 'write int(…)'], ['default', 'write a ?? b'], ['isNil', 'write == nil'],
  ['isNaN', 'leave it out'], ['isInf', 'leave it out'],
]);
/** What other languages call nil: here, names of what is not there, which are nil all the same. */
const NOTHING: ReadonlySet<string> = new Set(['null', 'None', 'undefined']);
const COMPARE = "compare it with something, as in rollout.status.phase == 'Degraded'";

interface PlacedFault extends TextFault {
  readonly position: number;
}

/** The first thing that is wrong with the condition of a trigger. */
export function conditionFault(when: string): TextFault | undefined {
  const ast = readable(when);
  return 'fault' in ast ? ast.fault : first([...nameFaults(ast.expr), ...typeFaults(ast.expr), ...truthFaults(ast.expr)]);
}

/** The same for what a trigger sends once per: it may be of any type, and the controller only has to read it. */
export function oncePerFault(text: string): TextFault | undefined {
  const ast = readable(text);
  return 'fault' in ast ? ast.fault : undefined;
}

function readable(text: string): { readonly expr: Expr } | { readonly fault: TextFault } {
  if (text.includes('{{')) {
    return { fault: { text: 'has {{ in it, and is no template', fix: "write it as rollout.metadata.namespace == 'shop'" } };
  }
  const { ast, error } = parseExpr(text);
  return ast === undefined ? { fault: { text: error.message, fix: 'correct it: it is in the language expr' } } : { expr: ast };
}

function first(faults: readonly PlacedFault[]): TextFault | undefined {
  const [found] = [...faults].sort((left, right) => left.position - right.position);
  return found === undefined ? undefined : { text: found.text, fix: found.fix };
}

/** Names that stand for nothing. */
function nameFaults(expr: Expr, declared: readonly string[] = []): PlacedFault[] {
  if (expr.kind === 'let') {
    return [...nameFaults(expr.value, declared), ...nameFaults(expr.body, [...declared, expr.name])];
  }
  const inner = partsOf(expr).filter((part) => !isOptional(part, expr)).flatMap((part) => nameFaults(part, declared));
  const { position } = expr;
  if (expr.kind === 'call' && expr.name !== undefined && !declared.includes(expr.name)) {
    return [...functionFaults(expr.name, position), ...inner];
  }
  return expr.kind !== 'name' || isKnown(expr.name, declared) ? inner : [{ position, ...unknownName(expr.name, position) }];
}

/** Whether a part is a name that may well be nil, by what it is used for. */
function isOptional(part: Expr, whole: Expr): boolean {
  return part.kind === 'name' && ((whole.kind === 'binary' && whole.operator === '??' && whole.left === part)
    || (whole.kind === 'member' && whole.optional && whole.object === part));
}

function isKnown(name: string, declared: readonly string[]): boolean {
  return VARIABLES.includes(name) || NOTHING.has(name) || declared.includes(name) || name === '$env' || signatureOf(name) !== undefined;
}

function unknownName(name: string, position: number): TextFault {
  if (name === 'app') {
    return { text: 'is about app, which Argo CD has, and Argo Rollouts has not', fix: 'write rollout' };
  }
  const fix = didYouMean(name, VARIABLES, 'the Rollout is called rollout, and a text is in quotes');
  return { text: `uses the unknown name ${showValue(name)} at position ${position}`, fix };
}

function functionFaults(name: string, position: number): PlacedFault[] {
  const instead = OF_ANALYSES.get(name);
  if (instead !== undefined) {
    return [{ position, text: `calls ${name} at position ${position}, which only analyses have`, fix: instead }];
  }
  if (signatureOf(name) !== undefined) {
    return [];
  }
  const fix = didYouMean(name, [...functionNames()].filter((one) => !OF_ANALYSES.has(one)), 'use a function of expr');
  return [{ position, text: `calls the unknown function ${showValue(name)} at position ${position}`, fix }];
}

/** Values that do not fit together, whatever the Rollout is. */
function typeFaults(expr: Expr): PlacedFault[] {
  return problemsWith(expr, UNKNOWN).filter(({ kind, always }) => always && kind !== 'unknownName' && kind !== 'takenName')
    .map(({ kind, position, text, fix }) => ({ position, text, fix: kind === 'notBoolean' ? COMPARE : fix.replace('asFloat(', 'float(') }));
}

/** Parts of the Rollout that are taken for true or false, and are neither. */
function truthFaults(expr: Expr, isWhole = true): PlacedFault[] {
  const isLogic = (expr.kind === 'unary' && expr.operator === '!') || (expr.kind === 'binary' && (expr.operator === '&&' || expr.operator === '||'));
  if (isLogic || expr.kind === 'conditional') {
    return partsOf(expr).flatMap((part) => truthFaults(part, false));
  }
  return kindFaults(expr, isWhole);
}

function kindFaults(expr: Expr, isWhole: boolean): PlacedFault[] {
  const kind = kindInRollout(expr);
  const position = startOf(expr);
  const text = isWhole ? `gives ${kind} rather than true or false` : `takes ${kind} at position ${position} for true or false`;
  return kind === undefined ? [] : [{ position, text, fix: COMPARE }];
}
