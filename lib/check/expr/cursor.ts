import type { Token } from './scan';
import { Scanner, Unreadable, at } from './scan';
import type { Expr } from './syntax';
import { partsOf } from './syntax';
import { showValue } from '../wording';

/** How deep brackets, signs and branches may be nested: each level takes some of the stack. */
const DEEPEST_NESTING = 200;
/** How high a tree may grow, which a chain as `a || b || …` does without any brackets. */
const HIGHEST_TREE = 500;
/** expr compiles no expression with more parts; it counts some of them twice, so what it accepts is never refused here. */
const MOST_PARTS = 10_000;

/** What was probably meant by the signs and words of other languages. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['=', '=='], ['===', '=='], ['!==', '!='], ['<>', '!='], ['=>', '>='], ['=<', '<='], ['=~', 'matches'],
  ['&', '&&'], ['AND', 'and'], ['And', 'and'], ['OR', 'or'], ['Or', 'or'],
]);

/** Looks at one token at a time, and builds trees of bounded size. */
export class Cursor {
  /** The token that is looked at. */
  protected current: Token;
  private readonly scanner: Scanner;
  private ahead: Token | undefined;
  private nesting = 0;
  private parts = 0;
  private readonly heights = new Map<Expr, number>();

  constructor(text: string) {
    this.scanner = new Scanner(text);
    this.current = this.scanner.next();
  }

  /** Whether nothing is left. */
  protected isDone(): boolean {
    return this.current.kind === 'end';
  }

  /** Whether the current token is one of these signs or words of expr. */
  protected is(...texts: readonly string[]): boolean {
    return (this.current.kind === 'operator' || this.current.kind === 'bracket') && texts.includes(this.current.text);
  }

  /** The token after the current one. */
  protected peek(): Token {
    this.ahead ??= this.scanner.next();
    return this.ahead;
  }

  /** Returns the current token, and goes on to the next. */
  protected advance(): Token {
    const passed = this.current;
    this.current = this.peek();
    this.ahead = undefined;
    return passed;
  }

  /** Goes on where the current token is this sign, and tells whether it was. */
  protected accept(text: string): boolean {
    const found = this.is(text);
    if (found) {
      this.advance();
    }
    return found;
  }

  /** Passes this sign, without which the text is no condition. */
  protected expect(text: string): Token {
    return this.is(text) ? this.advance() : this.unexpected(JSON.stringify(text));
  }

  /** Passes the bracket that closes `opening`. */
  protected close(opening: Token, text: string): void {
    if (this.isDone()) {
      this.fail(`has an unclosed ${JSON.stringify(opening.text)} ${at(opening.start)}`, opening.start);
    }
    this.expect(text);
  }

  /** Fails because of the current token, where something else should be. */
  protected unexpected(wanted: string): never {
    const { kind, text, start } = this.current;
    const meant = kind === 'operator' || kind === 'name' ? FOREIGN.get(text) : undefined;
    if (kind === 'end') {
      this.fail(`ends where ${wanted} is expected`, start);
    }
    if (meant !== undefined) {
      this.fail(`uses "${text}" ${at(start)}, which is no operator: write ${meant}`, start);
    }
    if (kind === 'element') {
      this.fail(`uses "#" ${at(start)}, which only has a meaning inside a predicate, as in all(result, # > 0)`, start);
    }
    const found = kind === 'string' ? 'string' : showValue(text);
    this.fail(`has an unexpected ${found} ${at(start)}`, start);
  }

  protected fail(message: string, index: number): never {
    throw new Unreadable(message, index);
  }

  /** Parses something that may contain itself. */
  protected nested<T>(parse: () => T): T {
    this.nesting += 1;
    if (this.nesting > DEEPEST_NESTING) {
      this.tooDeep(this.current.start);
    }
    const parsed = parse();
    this.nesting -= 1;
    return parsed;
  }

  /** Counts a new part of the tree and returns it. */
  protected grow(part: Expr): Expr {
    this.parts += 1;
    if (this.parts > MOST_PARTS) {
      this.fail(`has more than ${MOST_PARTS} parts, which expr does not compile`, this.current.start);
    }
    let height = 0;
    for (const below of partsOf(part)) {
      height = Math.max(height, this.heights.get(below) ?? 0);
    }
    if (height >= HIGHEST_TREE) {
      this.tooDeep(part.position - 1);
    }
    this.heights.set(part, height + 1);
    return part;
  }

  private tooDeep(index: number): never {
    this.fail(`is nested too deeply ${at(index)}`, index);
  }
}

/** Where the token begins, as the tree says it. */
export function positionOf(token: Token): number {
  return token.start + 1;
}
