import type { SyntaxNodeRef, Tree } from '@lezer/common';
import type { Misuse } from './argument-types';
import { misuseOfCount, misuseOfFunction, misuseOfModifier, misuseOfOperator } from './argument-types';
import { aggregated, called } from './calls';
import { combined } from './operators';
import type { Value } from './value';
import { numberValue, overTime, SERIES, UNKNOWN } from './value';

/** A part of the query that is being looked at. */
interface Frame {
  /** The values of the parts below. */
  readonly values: Value[];
  /** The operator, or the name of what is called. */
  name: string;
  /** Whether a comparison gives 0 or 1. */
  isBool: boolean;
  /** Whether an aggregation keeps labels. */
  isGrouped: boolean;
}

/** Parts that have the value of the first part in them. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'ParenExpr', 'UnaryExpr', 'OffsetExpr', 'AnchoredExpr', 'SmoothedExpr', 'StepInvariantExpr',
]);

const OPERATORS: ReadonlySet<string> = new Set([
  'Pow', 'Mul', 'Div', 'Mod', 'Atan2', 'Add', 'Sub', 'Eql', 'Gte', 'Gtr', 'TrimUpper', 'TrimLower', 'Lte', 'Lss', 'Neq', 'And', 'Unless', 'Or',
]);

/** What is known of a query without errors. */
export interface Evaluation {
  readonly value: Value;
  /** The first part that is given what it does not take. */
  readonly misuse: Misuse | undefined;
}

/**
 * What is known of the value of a query without errors.
 *
 * @param text the query as it was parsed
 * @param holes where placeholders are
 */
export function evaluate(tree: Tree, text: string, holes: ReadonlySet<number>): Evaluation {
  let misuse: Misuse | undefined;
  // A stack rather than recursion: queries are foreign input.
  const frames: Frame[] = [emptyFrame()];
  tree.iterate({
    enter(node) {
      const parent = frames[frames.length - 1];
      if (parent !== undefined) {
        note(parent, node, text);
      }
      frames.push(emptyFrame());
    },
    leave(node) {
      const frame = frames.pop();
      const parent = frames[frames.length - 1];
      if (frame !== undefined && parent !== undefined) {
        // What is not itself a part with a value, such as a list of arguments, passes on the values in it.
        const value = valueOf(node, frame, text, holes);
        misuse ??= misuseIn(node, frame);
        parent.values.push(...value === undefined ? frame.values : [value]);
      }
    },
  });
  return { value: frames[0]?.values[0] ?? UNKNOWN, misuse };
}

function emptyFrame(): Frame {
  return { values: [], name: '', isBool: false, isGrouped: false };
}

/** What a part tells of the part that it is in. */
function note(parent: Frame, { name, from, to }: SyntaxNodeRef, text: string): void {
  if (name === 'FunctionIdentifier' || name === 'AggregateOp') {
    parent.name = text.slice(from, to).toLowerCase();
  } else if (name === 'AggregateModifier') {
    parent.isGrouped = true;
  } else if (name === 'BoolModifier') {
    parent.isBool = true;
  } else if (OPERATORS.has(name)) {
    parent.name = name;
  }
}

function valueOf({ name, from, to }: SyntaxNodeRef, frame: Frame, text: string, holes: ReadonlySet<number>): Value | undefined {
  const { values } = frame;
  const [first = UNKNOWN] = values;
  if (WRAPPERS.has(name)) {
    return first;
  }
  switch (name) {
    case 'NumberDurationLiteral':
      return numberValue(text.slice(from, to));
    case 'StringLiteral':
      return { ...UNKNOWN, kind: 'string' };
    case 'VectorSelector':
      return isBareHole(text, from, to, holes) ? UNKNOWN : SERIES;
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return overTime(first);
    case 'AggregateExpr':
      return aggregated(frame.name, values, frame.isGrouped);
    case 'FunctionCall':
      return called(frame.name, values);
    case 'BinaryExpr':
      return combined(frame.name, first, values[values.length - 1] ?? UNKNOWN, frame.isBool);
    default:
      return undefined;
  }
}

function misuseIn(part: SyntaxNodeRef, { name, values }: Frame): Misuse | undefined {
  switch (part.name) {
    case 'AggregateExpr':
    case 'FunctionCall':
      return misuseOfCount(name, values) ?? misuseOfFunction(name, values);
    case 'MatrixSelector':
    case 'OffsetExpr':
      return misuseOfModifier(part.name, part.node.firstChild?.name ?? '');
    case 'BinaryExpr':
      return misuseOfOperator(values[0] ?? UNKNOWN, values[values.length - 1] ?? UNKNOWN);
    default:
      return undefined;
  }
}

/** Whether a placeholder stands for all of a part, so that it may be any expression. */
function isBareHole(text: string, from: number, to: number, holes: ReadonlySet<number>): boolean {
  return holes.has(from) && /^_+$/.test(text.slice(from, to));
}
