import type { ExprProblem, Operand } from './problem';
import { isResult, wrongArguments, wrongOperand, wrongPair } from './problem';
import type { BinaryOperator } from './syntax';
import type { Type } from './types';
import {
  BOOLEAN, FLOAT, INTEGER, LONG, MAP, STRING, UNKNOWN, comparable, either, elementOf, fits, isNumber, listOf, ordered, sumOf,
} from './types';
import type { Signature, Wanted } from './vocabulary';
import { DEFAULT, arity } from './vocabulary';

/** These take any value, and fail once they are evaluated with the wrong one. */
const LATE: ReadonlySet<string> = new Set(['asFloat', 'asInt']);

/** Tells the types of operations from those of their operands, and takes note of those that are not possible. */
export class Operations {
  public readonly problems: ExprProblem[] = [];

  constructor(private readonly result: Type) {}

  /** Demands a type of an operand, and tells whether it may be of it. */
  public demand(applied: string, position: number, operand: Operand, wanted: Wanted): boolean {
    const isRight = fits(operand.type, wanted);
    if (!isRight) {
      this.problems.push(wrongOperand(applied, position, operand, wanted, !LATE.has(applied)));
    } else if (isDefault(operand) && !fits(this.result, wanted)) {
      this.problems.push(wrongOperand(applied, position, { expr: operand.expr, type: this.result }, wanted, false));
    }
    return isRight;
  }

  /** The type of `left operator right`, apart from `<` and its like. */
  public binary(operator: BinaryOperator, position: number, left: Operand, right: Operand): Type {
    const demandBoth = (wanted: Wanted): void => {
      [left, right].forEach((operand) => { this.demand(`"${operator}"`, position, operand, wanted); });
    };
    switch (operator) {
      case '||':
      case '&&':
        demandBoth('boolean');
        return BOOLEAN;
      case '==':
      case '!=':
        if (!comparable(left.type, right.type)) {
          this.problems.push(wrongPair('compares', position, left, right));
        }
        return BOOLEAN;
      case 'matches':
      case 'contains':
      case 'startsWith':
      case 'endsWith':
        demandBoth('string');
        return BOOLEAN;
      case 'in':
        this.membership(position, left, right);
        return BOOLEAN;
      case '+':
        this.order('adds', position, left, right);
        return sumOf(left.type, right.type);
      case '-':
      case '*':
        demandBoth('number');
        return sumOf(left.type, right.type);
      case '/':
      case '**':
        demandBoth('number');
        return FLOAT;
      case '%':
        demandBoth('integer');
        return INTEGER;
      case '..':
        demandBoth('integer');
        return listOf(INTEGER);
      case '??':
        return either(left.type, right.type);
      case 'placeholder':
        return UNKNOWN;
    }
  }

  /** Demands that two operands can be compared by size, or added. */
  public order(verb: string, position: number, left: Operand, right: Operand): void {
    if (!ordered(left.type, right.type)) {
      this.problems.push(wrongPair(verb, position, left, right));
    } else if (this.result.kind === 'list') {
      for (const operand of [left, right].filter(isDefault)) {
        this.problems.push(wrongOperand(verb, position, { expr: operand.expr, type: this.result }, 'number', false));
      }
    }
  }

  /** The type of what a function of expr or of Argo Rollouts gives. */
  public call(name: string, position: number, signature: Signature, args: readonly Operand[]): Type {
    const { least, most } = arity(signature);
    const isCounted = args.length >= least && args.length <= most;
    if (!isCounted) {
      this.problems.push(wrongArguments(name, position, args.length, signature));
    }
    // Of numbers to choose from, expr looks at no more once one of them may be a list.
    const vague = signature.gives === 'numbers' ? args.findIndex(({ type }) => !isNumber(type)) : -1;
    const areRight = args.slice(0, vague < 0 ? most : vague + 1).map((arg, index) => {
      const wanted = signature.takes[Math.min(index, signature.takes.length - 1)] ?? 'any';
      return this.demand(name, arg.expr.position, arg, wanted === 'test' ? 'boolean' : wanted);
    });
    const [object, index] = args;
    if (name === 'get' && object?.type.kind === 'list' && index !== undefined) {
      this.demand(name, index.expr.position, index, 'integer');
    }
    // What is wrong is told once, and not again of what it would give.
    return isCounted && areRight.every(Boolean) ? given(signature, args) : UNKNOWN;
  }

  private membership(position: number, item: Operand, container: Operand): void {
    const { kind } = container.type;
    if (kind === 'list') {
      const element = { expr: item.expr, type: elementOf(container.type) };
      if (!comparable(item.type, element.type)) {
        this.problems.push(wrongPair('looks up', position, item, element));
      }
    } else if (kind !== 'unknown' && kind !== 'map' && !(kind === 'string' && item.type.kind === 'unknown')) {
      this.problems.push(wrongOperand('"in"', position, container, 'list', true));
    }
  }
}

/** Whether it is `default(result, …)`, whose type expr does not know. */
function isDefault({ expr }: Operand): boolean {
  return expr.kind === 'call' && expr.name === DEFAULT && isResult(expr.args[0]);
}

function given({ gives }: Signature, args: readonly Operand[]): Type {
  const [first, second] = args;
  const argument = first?.type ?? UNKNOWN;
  switch (gives) {
    case 'unknown':
      return UNKNOWN;
    case 'boolean':
      return BOOLEAN;
    case 'integer':
      return INTEGER;
    case 'long':
      return LONG;
    case 'float':
      return FLOAT;
    case 'string':
      return STRING;
    case 'map':
      return MAP;
    case 'list':
      return listOf(UNKNOWN);
    case 'argument':
      return argument;
    case 'element':
      return elementOf(argument);
    case 'firstOf':
      return isResult(first?.expr) ? elementOf(argument) : UNKNOWN;
    case 'part':
      return isResult(first?.expr) || argument.kind !== 'list' ? argument : listOf(UNKNOWN);
    case 'numbers':
      return args.every(({ type }) => isNumber(type)) ? argument : UNKNOWN;
    case 'predicate':
      return second?.type ?? elementOf(argument);
    case 'predicates':
      return listOf(second?.type ?? UNKNOWN);
  }
}
