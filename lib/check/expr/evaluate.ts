import { hasElement, sliceOf } from './calculation';
import { applyFunction } from './functions';
import { applyBinary, applyOrder, applyUnary } from './apply';
import { applyPredicate } from './predicates';
import type { Binary, Call, Comparison, Conditional, Expr, Let, Member, Slice } from './syntax';
import { Trial } from './trial';
import type { ListValue, Value } from './values';
import { ANYTHING, ERROR, NOTHING, SOME_BOOLEAN, SOME_MAP, SOME_STRING, boolean, join, joinAll, list, number } from './values';
import { RESULT, predicateArity } from './vocabulary';

/** What came of evaluating a condition with what is known of the result. */
export interface Evaluation {
  /** What is known of the value; an error where evaluation fails for certain. */
  readonly value: Value;
  /** Whether it may fail. */
  readonly mayFail: boolean;
  /** The first part that may need an element which the list does not have. */
  readonly lacking: Expr | undefined;
}

/**
 * Evaluates a condition with what is known of the result, following `&&`, `||`, `??` and branches as expr does: what is
 * certain to be skipped is not looked at, and what may be skipped says only what may happen.
 */
export function evaluate(ast: Expr, result: Value): Evaluation {
  const trial = new Trial();
  const value = new Evaluator(trial, result).value(ast, { variables: new Map(), elements: new Map() });
  return { value, mayFail: trial.mayFail, lacking: trial.lacking };
}

/** What names mean at some place. */
interface Scope {
  readonly variables: ReadonlyMap<string, Value>;
  readonly elements: ReadonlyMap<string, Value>;
}

class Evaluator {
  constructor(private readonly trial: Trial, private readonly result: Value) {}

  public value(expr: Expr, scope: Scope): Value {
    switch (expr.kind) {
      case 'nil':
        return NOTHING;
      case 'boolean':
        return boolean(expr.value);
      case 'number':
        return number(expr.value);
      case 'string':
        return expr.value === undefined ? SOME_STRING : { kind: 'string', value: expr.value };
      case 'placeholder':
        return { kind: 'unknown', filledIn: true };
      case 'name':
        return expr.name === RESULT ? this.result : scope.variables.get(expr.name) ?? ANYTHING;
      case 'element':
        return scope.elements.get(expr.name) ?? ANYTHING;
      case 'list':
        return this.strictly(expr.items, scope, (items) => list(items.length, joinAll(items)));
      case 'map':
        return this.strictly(expr.entries.flatMap(({ key, value }) => [key, value]), scope, () => SOME_MAP);
      case 'unary':
        return this.strictly([expr.operand], scope, ([operand = ANYTHING]) => applyUnary(expr.operator, operand, this.trial));
      case 'binary':
        return this.binary(expr, scope);
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
        return this.value(expr.body, scope);
      case 'let':
        return this.declaration(expr, scope);
      case 'sequence':
        return this.strictly(expr.items, scope, (items) => items[items.length - 1] ?? ANYTHING);
    }
  }

  /** Evaluates all parts, of which none may fail, and then what they give. */
  private strictly(parts: readonly Expr[], scope: Scope, give: (values: readonly Value[]) => Value): Value {
    const values: Value[] = [];
    for (const part of parts) {
      const value = this.value(part, scope);
      if (value.kind === 'error') {
        return ERROR;
      }
      values.push(value);
    }
    return give(values);
  }

  private binary(expr: Binary, scope: Scope): Value {
    const { operator, left, right } = expr;
    if (operator === '&&' || operator === '||') {
      return this.logical(expr, operator === '||', scope);
    }
    if (operator === '??') {
      return this.fallback(expr, scope);
    }
    return this.strictly([left, right], scope, ([first = ANYTHING, second = ANYTHING]) =>
      applyBinary(operator, first, second, this.trial));
  }

  /** `&&` and `||`; the decisive value needs no second operand. */
  private logical({ left, right }: Binary, decisive: boolean, scope: Scope): Value {
    if (right.kind === 'boolean' && right.value === decisive) {
      // expr leaves out what cannot change the outcome.
      return boolean(decisive);
    }
    const first = this.trial.truth(this.value(left, scope));
    if (first === 'error') {
      return ERROR;
    }
    if (first === decisive) {
      return boolean(decisive);
    }
    const second = this.trial.truth(this.value(right, scope));
    if (first === undefined) {
      return boolean(second === decisive ? decisive : undefined);
    }
    return second === 'error' ? ERROR : boolean(second);
  }

  private fallback({ left, right }: Binary, scope: Scope): Value {
    const first = this.value(left, scope);
    if (first.kind === 'nil') {
      return this.value(right, scope);
    }
    return first.kind === 'unknown' ? join(first, this.value(right, scope)) : first;
  }

  private comparison({ first, rest }: Comparison, scope: Scope): Value {
    let left = this.value(first, scope);
    let holds: boolean | undefined = true;
    for (const { operator, operand } of rest) {
      const right: Value = left.kind === 'error' ? ERROR : this.value(operand, scope);
      const link = right.kind === 'error' ? 'error' : applyOrder(operator, left, right, this.trial);
      if (link === 'error') {
        return holds === undefined ? SOME_BOOLEAN : ERROR;
      }
      if (link === false) {
        return boolean(false);
      }
      holds = holds === true ? link : undefined;
      left = right;
    }
    return boolean(holds);
  }

  private conditional({ condition, then, otherwise }: Conditional, scope: Scope): Value {
    const chosen = this.value(condition, scope);
    const truth = this.trial.truth(chosen);
    const left = (): Value => then === undefined ? boolean(true) : this.value(then, scope);
    switch (truth) {
      case 'error':
        return ERROR;
      case true:
        return left();
      case false:
        return this.value(otherwise, scope);
      case undefined:
        return join(left(), this.value(otherwise, scope));
    }
  }

  private member(expr: Member, scope: Scope): Value {
    return this.strictly([expr.object, expr.property], scope, ([object = ANYTHING, property = ANYTHING]) => {
      if (object.kind === 'list') {
        return this.indexed(expr, object, property);
      }
      if (object.kind === 'nil') {
        return expr.optional ? NOTHING : this.trial.reject(object);
      }
      return object.kind === 'unknown' || object.kind === 'map' ? this.trial.doubt(ANYTHING) : this.trial.fail();
    });
  }

  private indexed(expr: Member, object: ListValue, index: Value): Value {
    if (index.kind !== 'number' && index.kind !== 'unknown') {
      return this.trial.reject(index);
    }
    switch (hasElement(object, index)) {
      case false:
        return this.trial.lack(expr);
      case true:
        return object.element;
      case undefined:
        return this.trial.doubt(object.element);
    }
  }

  private slice({ object, from, to }: Slice, scope: Scope): Value {
    return this.strictly([object, ...(from === undefined ? [] : [from]), ...(to === undefined ? [] : [to])], scope, (values) => {
      const [whole = ANYTHING, ...bounds] = values;
      const [first, last] = from === undefined ? [undefined, bounds[0]] : bounds;
      if (whole.kind === 'list') {
        return sliceOf(whole, first, last);
      }
      if (whole.kind === 'string') {
        return SOME_STRING;
      }
      return whole.kind === 'unknown' ? this.trial.doubt(ANYTHING) : this.trial.reject(whole);
    });
  }

  private call(expr: Call, scope: Scope): Value {
    if (expr.name === undefined || predicateArity(expr.name) === undefined) {
      const parts = expr.method === undefined ? expr.args : [expr.method, ...expr.args];
      return this.strictly(parts, scope, (values) => applyFunction(expr, values, this.trial));
    }
    const [subject, predicate, start] = expr.args;
    const body = predicate === undefined ? undefined
      : (elements: Scope['elements']): Value => this.value(predicate, { ...scope, elements });
    const given = [...(subject === undefined ? [] : [subject]), ...(start === undefined ? [] : [start])];
    return this.strictly(given, scope, ([known = ANYTHING, first]) => applyPredicate(expr, known, body, first, this.trial));
  }

  private declaration({ name, value, body }: Let, scope: Scope): Value {
    return this.strictly([value], scope, ([known = ANYTHING]) =>
      this.value(body, { ...scope, variables: new Map([...scope.variables, [name, known]]) }));
  }
}
