import { Operations } from './operation-types';
import type { ExprProblem, Operand } from './problem';
import { notBoolean, takenName, unknownElement, unknownFunction, unknownName } from './problem';
import type { Call, Comparison, Conditional, Element, Expr, Let, Member, Name, Slice, Unary } from './syntax';
import { startOf } from './syntax';
import type { Type } from './types';
import { BOOLEAN, FLOAT, INTEGER, MAP, NIL, STRING, UNKNOWN, common, either, elementOf, listOf } from './types';
import { RESULT, VARIABLES, signatureOf } from './vocabulary';

/**
 * What the result of a measurement is: an instant query of Prometheus gives a list of numbers, Datadog and Wavefront
 * one number, and of others nothing is known before they answer.
 */
export type ResultShape = 'list' | 'number' | 'unknown';

const RESULT_TYPES: Readonly<Record<ResultShape, Type>> = {
  list: { kind: 'list', element: FLOAT },
  number: FLOAT,
  unknown: UNKNOWN,
};

/** What names mean at some place. */
interface Scope {
  readonly variables: ReadonlyMap<string, Type>;
  /** What `#` and its like are; empty outside of predicates. */
  readonly elements: ReadonlyMap<string, Type>;
}

/** Finds the type of each part, and with it what does not fit together. */
class Checker {
  public readonly problems: ExprProblem[];
  private readonly operations: Operations;
  private readonly unknown = new Set<string>();

  constructor(private readonly result: Type) {
    this.operations = new Operations(result);
    this.problems = this.operations.problems;
  }

  public type(expr: Expr, scope: Scope): Type {
    switch (expr.kind) {
      case 'nil':
        return NIL;
      case 'boolean':
        return BOOLEAN;
      case 'number':
        return expr.integer ? INTEGER : FLOAT;
      case 'string':
        return STRING;
      case 'placeholder':
        return UNKNOWN;
      case 'name':
        return this.name(expr, scope);
      case 'element':
        return this.element(expr, scope);
      case 'list':
        return listOf(common(expr.items.map((item) => this.type(item, scope))));
      case 'map':
        expr.entries.forEach(({ key, value }) => { this.types([key, value], scope); });
        return MAP;
      case 'unary':
        return this.unary(expr, scope);
      case 'binary':
        return this.operations.binary(expr.operator, expr.position, this.operand(expr.left, scope), this.operand(expr.right, scope));
      case 'comparison':
        return this.comparison(expr, scope);
      case 'conditional':
        return this.conditional(expr, scope);
      case 'member':
        return this.member(expr, scope);
      case 'slice':
        return this.slice(expr, scope);
      case 'call':
        return this.call(expr, scope);
      case 'predicate':
        return this.type(expr.body, scope);
      case 'let':
        return this.declaration(expr, scope);
      case 'sequence':
        return this.types(expr.items, scope).pop() ?? UNKNOWN;
    }
  }

  private types(parts: readonly Expr[], scope: Scope): Type[] {
    return parts.map((part) => this.type(part, scope));
  }

  private operand(expr: Expr, scope: Scope): Operand {
    return { expr, type: this.type(expr, scope) };
  }

  private name({ name, position }: Name, { variables }: Scope): Type {
    if (name === RESULT) {
      return this.result;
    }
    const type = variables.get(name);
    if (type === undefined && !VARIABLES.includes(name) && signatureOf(name) === undefined) {
      this.once(unknownName(name, position, variables.keys()), name);
    }
    return type ?? UNKNOWN;
  }

  private element({ name, position }: Element, { elements }: Scope): Type {
    const type = elements.get(name);
    if (type === undefined) {
      const others = [...elements.keys()].filter((known) => known !== '').map((known) => `#${known}`);
      this.problems.push(unknownElement(name, position, others));
    }
    return type ?? UNKNOWN;
  }

  /** Tells of an unknown name where it first appears. */
  private once(problem: ExprProblem, name: string): void {
    if (!this.unknown.has(name)) {
      this.unknown.add(name);
      this.problems.push(problem);
    }
  }

  private unary({ operator, operand, position }: Unary, scope: Scope): Type {
    const known = this.operand(operand, scope);
    const isRight = this.operations.demand(`"${operator}"`, position, known, operator === '!' ? 'boolean' : 'number');
    // In `!len(result) == 0` one thing is wrong rather than two.
    return isRight ? (operator === '!' ? BOOLEAN : known.type) : UNKNOWN;
  }

  private comparison({ first, rest }: Comparison, scope: Scope): Type {
    let left = this.operand(first, scope);
    for (const { operand, position } of rest) {
      const right = this.operand(operand, scope);
      this.operations.order('compares', position, left, right);
      left = right;
    }
    return BOOLEAN;
  }

  private conditional({ condition, then, otherwise, position }: Conditional, scope: Scope): Type {
    const known = this.operand(condition, scope);
    this.operations.demand('a choice', position, known, 'boolean');
    const left = then === undefined ? known.type : this.type(then, scope);
    return either(left, this.type(otherwise, scope));
  }

  private member({ object, property, position }: Member, scope: Scope): Type {
    const known = this.operand(object, scope);
    const index = this.operand(property, scope);
    if (known.type.kind === 'list' && index.type.kind === 'string') {
      this.operations.demand('a field', position, known, 'map');
    } else if (known.type.kind === 'list') {
      this.operations.demand('"[]"', position, index, 'integer');
    } else {
      this.operations.demand('"[]"', position, known, 'listOrMap');
    }
    return elementOf(known.type);
  }

  private slice({ object, from, to, position }: Slice, scope: Scope): Type {
    const known = this.operand(object, scope);
    const isRight = this.operations.demand('"[:]"', position, known, 'sized');
    for (const bound of [from, to]) {
      if (bound !== undefined) {
        this.operations.demand('"[:]"', position, this.operand(bound, scope), 'integer');
      }
    }
    return isRight ? known.type : UNKNOWN;
  }

  private call({ name, method, args, position }: Call, scope: Scope): Type {
    if (method !== undefined) {
      this.type(method, scope);
    }
    const signature = name === undefined ? undefined : signatureOf(name);
    if (name === undefined || signature === undefined) {
      if (name !== undefined && !scope.variables.has(name) && !VARIABLES.includes(name)) {
        this.once(unknownFunction(name, position), `${name}()`);
      }
      this.types(args, scope);
      return UNKNOWN;
    }
    const operands: Operand[] = [];
    for (const arg of args) {
      operands.push(this.operand(arg, arg.kind === 'predicate' ? inside(scope, name, operands[0]) : scope));
    }
    return this.operations.call(name, position, signature, operands);
  }

  private declaration({ name, value, body, position }: Let, scope: Scope): Type {
    if (scope.variables.has(name) || name === RESULT || signatureOf(name) !== undefined) {
      this.problems.push(takenName(name, position));
    }
    const type = this.type(value, scope);
    return this.type(body, { ...scope, variables: new Map([...scope.variables, [name, type]]) });
  }
}

/** What names mean inside the predicate of a function: its elements hide those of a predicate around it. */
function inside(scope: Scope, name: string, list: Operand | undefined): Scope {
  const elements = new Map([['', elementOf(list?.type ?? UNKNOWN)]]);
  if (name === 'map' || name === 'reduce') {
    elements.set('index', INTEGER);
  }
  if (name === 'reduce') {
    elements.set('acc', UNKNOWN);
  }
  return { ...scope, elements };
}

/** Why the condition cannot be evaluated where the result is of this type, in the order of the text. */
export function problemsWith(ast: Expr, result: Type): ExprProblem[] {
  const checker = new Checker(result);
  const type = checker.type(ast, { variables: new Map(), elements: new Map() });
  const found = checker.problems.sort((left, right) => left.position - right.position);
  return type.kind === 'boolean' || type.kind === 'unknown' ? found : [...found, notBoolean(type, startOf(ast), result)];
}

/**
 * Why the condition cannot be evaluated where the result is of this shape, in the order of the text.
 *
 * Only what is certain is told: a type that is not known is taken for the right one.
 */
export function problemsOf(ast: Expr, shape: ResultShape): ExprProblem[] {
  return problemsWith(ast, RESULT_TYPES[shape]);
}
