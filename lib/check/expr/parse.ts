import { positionOf } from './cursor';
import { Operands } from './operands';
import type { Token } from './scan';
import { Unreadable, at } from './scan';
import type { BinaryOperator, Comparison, Expr, Order } from './syntax';

/** Why a text is no condition. */
export interface ExprError {
  /** To be read after the text itself, as in `"result[0] >=" ends where a value is expected`. */
  readonly message: string;
  /** Where it was found, counted from 1 in UTF-16 code units. */
  readonly position: number;
}

/** A condition as a tree, or why it is none. */
export type Parsed = { readonly ast: Expr; readonly error?: undefined } | { readonly ast?: undefined; readonly error: ExprError };

/** An operator between two operands, and how tightly it binds. */
interface Infix {
  readonly operator: BinaryOperator;
  readonly binding: number;
}

const ALTERNATIVE: Infix = { operator: '||', binding: 10 };
const CONJUNCTION: Infix = { operator: '&&', binding: 15 };
const POWER: Infix = { operator: '**', binding: 100 };
const COMPARISON_BINDING = 20;

const INFIXES: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['||', ALTERNATIVE],
  ['or', ALTERNATIVE],
  ['&&', CONJUNCTION],
  ['and', CONJUNCTION],
  ['==', { operator: '==', binding: COMPARISON_BINDING }],
  ['!=', { operator: '!=', binding: COMPARISON_BINDING }],
  ['in', { operator: 'in', binding: COMPARISON_BINDING }],
  ['matches', { operator: 'matches', binding: COMPARISON_BINDING }],
  ['contains', { operator: 'contains', binding: COMPARISON_BINDING }],
  ['startsWith', { operator: 'startsWith', binding: COMPARISON_BINDING }],
  ['endsWith', { operator: 'endsWith', binding: COMPARISON_BINDING }],
  ['..', { operator: '..', binding: 25 }],
  ['+', { operator: '+', binding: 30 }],
  ['-', { operator: '-', binding: 30 }],
  ['*', { operator: '*', binding: 60 }],
  ['/', { operator: '/', binding: 60 }],
  ['%', { operator: '%', binding: 60 }],
  ['**', POWER],
  ['^', POWER],
  ['??', { operator: '??', binding: 500 }],
]);

const ORDERS: ReadonlyMap<string, Order> = new Map<string, Order>([['<', '<'], ['<=', '<='], ['>', '>'], ['>=', '>=']]);

/** What `not` may stand before, as in `a not in b`. */
const NEGATABLE: readonly string[] = ['in', 'matches', 'contains', 'startsWith', 'endsWith'];

/** A placeholder between two values is most likely `>=` or its like. */
const FILLED_IN: Infix = { operator: 'placeholder', binding: COMPARISON_BINDING };

/** Parses a whole condition. */
class Parser extends Operands {
  public parse(): Expr {
    if (this.isDone()) {
      this.fail('is empty', 0);
    }
    const ast = this.sequence();
    return this.isDone() ? ast : this.unexpected('the end');
  }

  protected sequence(): Expr {
    const position = positionOf(this.current);
    const items = [this.expression(0)];
    while (this.accept(';') && !this.isDone()) {
      items.push(this.expression(0));
    }
    const [only] = items;
    return only !== undefined && items.length === 1 ? only : this.grow({ kind: 'sequence', items, position });
  }

  protected expression(binding: number): Expr {
    return this.nested(() => {
      if (binding === 0 && this.is('let')) {
        return this.declaration();
      }
      if (binding === 0 && this.is('if')) {
        return this.branch();
      }
      const operation = this.operation(binding);
      return binding === 0 ? this.ternary(operation) : operation;
    });
  }

  private operation(binding: number): Expr {
    let left = this.operand();
    let previous: string | undefined;
    for (;;) {
      const negation = this.is('not') ? this.current : undefined;
      const token = negation === undefined ? this.current : this.negated();
      const { text } = token;
      const order = token.kind === 'operator' ? ORDERS.get(text) : undefined;
      const infix = this.infix(token);
      const isPipe = token.kind === 'operator' && text === '|';
      const tightness = order !== undefined ? COMPARISON_BINDING : isPipe ? 0 : infix?.binding;
      if (tightness === undefined || tightness < binding) {
        return left;
      }
      if (previous === '??' && text !== '??' && !isPipe) {
        this.fail(`mixes "??" with ${JSON.stringify(text)} ${at(token.start)}: put the part with "??" in parentheses`, token.start);
      }
      if (negation !== undefined) {
        this.advance();
      }
      this.advance();
      if (isPipe) {
        left = this.piped(left, token);
      } else if (order !== undefined) {
        left = this.comparison(left, order, token);
      } else if (infix !== undefined) {
        left = this.binary(left, infix, token);
      }
      if (negation !== undefined) {
        left = this.grow({ kind: 'unary', operator: '!', operand: left, position: positionOf(negation) });
      }
      previous = text;
    }
  }

  private infix(token: Token): Infix | undefined {
    if (token.kind === 'placeholder') {
      return FILLED_IN;
    }
    return token.kind === 'operator' ? INFIXES.get(token.text) : undefined;
  }

  /** The operator after a `not` that stands where an operator belongs. */
  private negated(): Token {
    const next = this.peek();
    return next.kind === 'operator' && NEGATABLE.includes(next.text) ? next : this.unexpected('an operator');
  }

  private binary(left: Expr, { operator, binding }: Infix, token: Token): Expr {
    const right = this.expression(operator === '**' ? binding : binding + 1);
    return this.grow({ kind: 'binary', operator, left, right, position: positionOf(token) });
  }

  private comparison(first: Expr, order: Order, token: Token): Expr {
    const rest: Comparison['rest'][number][] = [];
    let link: { readonly operator: Order; readonly position: number } | undefined = { operator: order, position: positionOf(token) };
    while (link !== undefined) {
      rest.push({ ...link, operand: this.expression(COMPARISON_BINDING + 1) });
      const next = this.current.kind === 'operator' ? ORDERS.get(this.current.text) : undefined;
      link = next === undefined ? undefined : { operator: next, position: positionOf(this.advance()) };
    }
    return this.grow({ kind: 'comparison', first, rest, position: positionOf(token) });
  }

  private piped(left: Expr, token: Token): Expr {
    const { kind } = this.current;
    const opening = this.peek();
    if ((kind !== 'name' && kind !== 'placeholder') || opening.kind !== 'bracket' || opening.text !== '(') {
      this.fail(`uses "|" ${at(token.start)}, which passes a value on to a function: write || for "or"`, token.start);
    }
    return this.call(this.advance(), [left]);
  }

  private ternary(operation: Expr): Expr {
    let condition = operation;
    while (this.is('?')) {
      const position = positionOf(this.advance());
      const then = this.is(':') ? undefined : this.expression(0);
      this.expect(':');
      condition = this.grow({ kind: 'conditional', condition, then, otherwise: this.expression(0), position });
    }
    return condition;
  }

  private branch(): Expr {
    const position = positionOf(this.expect('if'));
    const condition = this.expression(0);
    const then = this.block();
    this.expect('else');
    const otherwise = this.is('if') ? this.nested(() => this.branch()) : this.block();
    return this.grow({ kind: 'conditional', condition, then, otherwise, position });
  }

  private block(): Expr {
    const opening = this.expect('{');
    const body = this.sequence();
    this.close(opening, '}');
    return body;
  }

  private declaration(): Expr {
    this.expect('let');
    const name = this.name();
    this.expect('=');
    const value = this.expression(0);
    this.expect(';');
    return this.grow({ kind: 'let', name: name.text, value, body: this.sequence(), position: positionOf(name) });
  }
}

/**
 * Parses a condition of a metric, in the language of expr 1.17 with the placeholders of Argo Rollouts.
 *
 * Any text is given an answer, in a time that grows with its length.
 */
export function parseExpr(text: string): Parsed {
  try {
    return { ast: new Parser(text).parse() };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { error: { message: error.message, position: error.index + 1 } };
    }
    throw error;
  }
}
