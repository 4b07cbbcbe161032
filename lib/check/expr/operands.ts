import { Cursor, positionOf } from './cursor';
import type { Token } from './scan';
import { isInteger, numberOf } from './scan';
import type { Expr, Member, UnaryOperator } from './syntax';
import { predicateArity } from './vocabulary';

/** The operators before a value, and how tightly they bind. */
const UNARY: ReadonlyMap<string, { readonly operator: UnaryOperator; readonly binding: number }> = new Map([
  ['!', { operator: '!', binding: 50 }],
  ['not', { operator: '!', binding: 50 }],
  ['-', { operator: '-', binding: 90 }],
  ['+', { operator: '+', binding: 90 }],
]);

const WORD = /^[a-z]+$/i;
/** What keeps a text from being known before it is evaluated: an escape, a placeholder. */
const UNKNOWN_TEXT = /[\\`]|\{\{/;

/** Parses what operators stand between: literals, names, calls, and what is in brackets. */
export abstract class Operands extends Cursor {
  /** How many predicates surround the current token. */
  private predicates = 0;

  /** Parses an expression whose operators bind at least this tightly. */
  protected abstract expression(binding: number): Expr;

  /** Parses expressions with `;` between them. */
  protected abstract sequence(): Expr;

  /** Parses one operand, with the signs before it and the members after it. */
  protected operand(): Expr {
    const token = this.current;
    const position = positionOf(token);
    const unary = token.kind === 'operator' ? UNARY.get(token.text) : undefined;
    if (unary !== undefined) {
      this.advance();
      const operand = this.expression(unary.binding);
      return this.members(this.grow({ kind: 'unary', operator: unary.operator, operand, position }));
    }
    if (this.accept('(')) {
      const inner = this.sequence();
      this.close(token, ')');
      return this.members(inner);
    }
    if (this.predicates > 0 && token.kind === 'element') {
      this.advance();
      // `# index` is `#index`.
      const name = token.text === '' && this.current.kind === 'name' ? this.advance().text : token.text;
      return this.members(this.grow({ kind: 'element', name, position }));
    }
    if (this.predicates > 0 && this.is('.')) {
      return this.members(this.grow({ kind: 'element', name: '', position }));
    }
    if (this.accept('::')) {
      return this.members(this.call(this.name(), []));
    }
    return this.literal();
  }

  /** Passes the name of something. */
  protected name(): Token {
    return this.current.kind === 'name' ? this.advance() : this.unexpected('a name');
  }

  /** Parses the brackets after the name of a function; a pipe brings the first argument. */
  protected call(token: Token, piped: readonly Expr[]): Expr {
    const name = token.kind === 'name' ? token.text : undefined;
    const most = name === undefined ? undefined : predicateArity(name);
    const args = most === undefined ? [...piped, ...this.args()] : this.predicateArgs(piped, most);
    return this.grow({ kind: 'call', name, method: undefined, args, position: positionOf(token) });
  }

  private literal(): Expr {
    const token = this.current;
    const position = positionOf(token);
    switch (token.kind) {
      case 'number':
        this.advance();
        return this.grow({ kind: 'number', value: numberOf(token.text), integer: isInteger(token.text), position });
      case 'string':
        this.advance();
        return this.members(this.text(token));
      case 'placeholder':
        this.advance();
        return this.members(this.is('(') ? this.call(token, []) : this.text(token));
      case 'name':
        this.advance();
        return this.named(token);
      case 'element':
      case 'operator':
      case 'bracket':
      case 'end':
        return this.bracketed();
    }
  }

  private named(token: Token): Expr {
    const position = positionOf(token);
    switch (token.text) {
      case 'true':
      case 'false':
        return this.grow({ kind: 'boolean', value: token.text === 'true', position });
      case 'nil':
        return this.grow({ kind: 'nil', position });
      default:
        return this.members(this.is('(') ? this.call(token, []) : this.grow({ kind: 'name', name: token.text, position }));
    }
  }

  private bracketed(): Expr {
    const position = positionOf(this.current);
    if (this.is('[')) {
      return this.members(this.grow({ kind: 'list', items: this.listed('[', ']', () => this.expression(0)), position }));
    }
    if (this.is('{')) {
      return this.members(this.grow({ kind: 'map', entries: this.listed('{', '}', () => this.entry()), position }));
    }
    return this.unexpected('a value');
  }

  private entry(): { readonly key: Expr; readonly value: Expr } {
    const { kind } = this.current;
    const isWord = kind === 'name' || kind === 'number' || kind === 'string' || kind === 'placeholder';
    const computed = (): Expr => this.is('(') ? this.expression(0) : this.unexpected('a key');
    const key = isWord ? this.text(this.advance()) : computed();
    this.expect(':');
    return { key, value: this.expression(0) };
  }

  /** The token as a string, where expr takes a bare word for one. */
  private text(token: Token): Expr {
    const position = positionOf(token);
    return token.kind === 'placeholder'
      ? this.grow({ kind: 'placeholder', position })
      : this.grow({ kind: 'string', value: UNKNOWN_TEXT.test(token.text) ? undefined : token.text, position });
  }

  /** Parses what follows a value: `.name`, `[index]`, `[from:to]`. */
  private members(start: Expr): Expr {
    let object = start;
    for (;;) {
      if (this.is('[')) {
        object = this.indexed(object, false);
      } else if (this.is('.', '?.')) {
        const optional = this.advance().text === '?.';
        object = optional && this.is('[') ? this.indexed(object, true) : this.field(object, optional);
      } else {
        return object;
      }
    }
  }

  private field(object: Expr, optional: boolean): Expr {
    const { kind, text } = this.current;
    // After a dot, words like `in` and `not` are ordinary names.
    if (kind !== 'name' && kind !== 'placeholder' && !(kind === 'operator' && WORD.test(text))) {
      return this.unexpected('a name');
    }
    const position = positionOf(this.current);
    const member: Member = { kind: 'member', object, property: this.text(this.advance()), optional, position };
    this.grow(member);
    return this.is('(') ? this.grow({ kind: 'call', name: undefined, method: member, args: this.args(), position }) : member;
  }

  private indexed(object: Expr, optional: boolean): Expr {
    const opening = this.advance();
    const position = positionOf(opening);
    const from = this.is(':') ? undefined : this.expression(0);
    if (from !== undefined && !this.is(':')) {
      this.close(opening, ']');
      return this.grow({ kind: 'member', object, property: from, optional, position });
    }
    this.expect(':');
    const to = this.is(']') ? undefined : this.expression(0);
    this.close(opening, ']');
    return this.grow({ kind: 'slice', object, from, to, position });
  }

  private args(): readonly Expr[] {
    return this.listed('(', ')', () => this.expression(0));
  }

  /** Parses what is between two brackets, with commas in between and perhaps at the end. */
  private listed<T>(open: string, close: string, item: () => T): readonly T[] {
    const opening = this.expect(open);
    const items: T[] = [];
    while (!this.is(close)) {
      items.push(item());
      if (!this.accept(',')) {
        break;
      }
    }
    this.close(opening, close);
    return items;
  }

  private predicateArgs(piped: readonly Expr[], most: number): readonly Expr[] {
    const opening = this.expect('(');
    const args = [...piped];
    while (!this.is(')')) {
      args.push(args.length === 1 ? this.predicate() : this.expression(0));
      // A comma may end the arguments only where no further one can follow.
      if (!this.accept(',') || (args.length === most && this.is(')'))) {
        break;
      }
      if (this.is(')')) {
        this.unexpected('a value');
      }
    }
    this.close(opening, ')');
    return args;
  }

  private predicate(): Expr {
    const opening = this.current;
    this.predicates += 1;
    const body = this.accept('{') ? this.sequence() : this.expression(0);
    if (opening.text === '{' && opening.kind === 'bracket') {
      this.close(opening, '}');
    }
    this.predicates -= 1;
    return this.grow({ kind: 'predicate', body, position: positionOf(opening) });
  }
}
