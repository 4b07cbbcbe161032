import { showValue } from '../wording';

/** One word, sign or literal of a condition. */
export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'operator' | 'bracket' | 'element' | 'placeholder' | 'end';
  /** As it is written; of a string what is between the quotes, of an element what follows the `#`. */
  readonly text: string;
  /** The index of its first character, and of the one after its last. */
  readonly start: number;
  readonly end: number;
}

/** Why a text is no condition. Thrown and caught inside the parser only. */
export class Unreadable extends Error {
  constructor(message: string, public readonly index: number) {
    super(message);
  }
}

/** The end of a message that says where. */
export function at(index: number): string {
  return `at position ${index + 1}`;
}

/** Words that expr takes for operators, so that nothing can be named like them. */
const WORDS: ReadonlySet<string> = new Set([
  'and', 'or', 'not', 'in', 'matches', 'contains', 'startsWith', 'endsWith', 'let', 'if', 'else',
]);

const SPACE = /\p{White_Space}+/uy;
const LINE_COMMENT = /\/\/[^\n]*/y;
const PLACEHOLDER = /\{\{[^{}]*\}\}/y;
const NAME = /[\p{L}_$][\p{L}\p{Nd}_$]*/uy;
const NUMBER = /0[xX][\da-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][-+]?[\d_]*)?/y;
const WORD_REST = /[\p{L}\p{Nd}_$]*/uy;
/** What becomes one word with a placeholder that it touches, as the `5` in `{{args.percent}}.5`. */
const GLUED = /[\p{L}\p{Nd}_$]+|\.\d|\{\{[^{}]*\}\}/uy;
/** The first ones are of other languages. They are wrong in expr wherever they stand, and better named as a whole. */
const OPERATOR = /===|!==|=>|=<|=~|<>|&&|\|\||\*\*|==|!=|<=|>=|\?\?|\?\.|\.\.|::|[-+*/%^<>!=&|?:.,;]/y;
const BRACKET = /[()[\]{}]/y;
const PLAIN = { '"': /[^"\\\n]*/y, '\'': /[^'\\\n]*/y } as const;
const ESCAPE = /\\(?:[abfnrtv\\]|[0-3][0-7]{2}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{([\da-fA-F]{1,6})\}|U([\da-fA-F]{8}))/y;
const LAST_CHARACTER = 0x10FFFF;
/** Of 64 bits with a sign; what rounds to it is let through. */
const LARGEST_INTEGER = 2 ** 63;
const UNSEEN = /[\p{C}\p{Z}]/u;

/** Reads the tokens of a text one by one, so that of two errors the first is told. */
export class Scanner {
  private index = 0;

  constructor(private readonly text: string) {}

  /** The next token; at the end of the text always the same one. */
  public next(): Token {
    this.skipBlank();
    const start = this.index;
    const first = this.text[start];
    if (first === undefined) {
      return this.token('end', start);
    }
    if (first === '"' || first === '\'') {
      return this.quoted(first);
    }
    if (first === '`') {
      return this.raw();
    }
    if (first === '#') {
      this.index += 1;
      return this.token('element', start, this.take(WORD_REST));
    }
    if (this.text.startsWith('{{', start)) {
      return this.placeholder();
    }
    if (this.take(NUMBER) !== '') {
      return this.glue(this.number(start));
    }
    if (this.take(NAME) !== '') {
      const name = this.token('name', start);
      return WORDS.has(name.text) ? { ...name, kind: 'operator' } : this.glue(name);
    }
    if (this.take(OPERATOR) !== '') {
      return this.token('operator', start);
    }
    if (this.take(BRACKET) !== '') {
      return this.token('bracket', start);
    }
    throw new Unreadable(`has an unexpected character ${showCharacter(this.text.codePointAt(start) ?? 0)} ${at(start)}`, start);
  }

  private skipBlank(): void {
    for (;;) {
      const start = this.index;
      this.take(SPACE);
      this.take(LINE_COMMENT);
      if (this.text.startsWith('/*', this.index)) {
        const end = this.text.indexOf('*/', this.index + 2);
        if (end < 0) {
          throw new Unreadable(`has an unclosed comment ${at(this.index)}`, this.index);
        }
        this.index = end + 2;
      }
      if (this.index === start) {
        return;
      }
    }
  }

  private placeholder(): Token {
    const start = this.index;
    if (this.take(PLACEHOLDER) === '') {
      throw new Unreadable(`has an unclosed "{{" ${at(start)}`, start);
    }
    return this.glue(this.token('placeholder', start));
  }

  /** What touches a placeholder is filled in together with it, so nothing is known of either. */
  private glue(token: Token): Token {
    if (token.kind !== 'placeholder' && !this.text.startsWith('{{', this.index)) {
      return token;
    }
    while (this.take(GLUED) !== '') {
      // Each turn takes what it found.
    }
    return this.token('placeholder', token.start);
  }

  private number(start: number): Token {
    const touchesPlaceholder = this.text.startsWith('{{', this.index);
    const touchesWord = this.take(WORD_REST) !== '';
    const written = this.text.slice(start, this.index);
    const value = numberOf(written);
    if (touchesWord || (Number.isNaN(value) && !touchesPlaceholder)) {
      throw new Unreadable(`has a malformed number ${showValue(written)} ${at(start)}`, start);
    }
    if (value > (isInteger(written) ? LARGEST_INTEGER : Number.MAX_VALUE)) {
      throw new Unreadable(`has too large a number ${showValue(written)} ${at(start)}`, start);
    }
    return this.token('number', start);
  }

  private quoted(quote: '"' | '\''): Token {
    const start = this.index;
    this.index += 1;
    for (;;) {
      this.take(PLAIN[quote]);
      const next = this.text[this.index];
      if (next === quote) {
        this.index += 1;
        return this.token('string', start, this.text.slice(start + 1, this.index - 1));
      }
      if (next !== '\\') {
        throw new Unreadable(`has an unclosed string ${at(start)}`, start);
      }
      this.escape(quote);
    }
  }

  private escape(quote: string): void {
    const start = this.index;
    if (this.text[start + 1] === quote) {
      this.index += 2;
      return;
    }
    ESCAPE.lastIndex = start;
    const match = ESCAPE.exec(this.text);
    if (match === null || parseInt(match[1] ?? match[2] ?? '0', 16) > LAST_CHARACTER) {
      const shown = Array.from(this.text.slice(start, start + 3)).slice(0, 2).join('');
      throw new Unreadable(`has an unknown escape ${shown} ${at(start)}: write \\\\ for a backslash`, start);
    }
    this.index += match[0].length;
  }

  /** Between backquotes nothing is escaped but the backquote, by doubling it. */
  private raw(): Token {
    const start = this.index;
    for (let end = this.text.indexOf('`', start + 1); end >= 0; end = this.text.indexOf('`', end + 2)) {
      if (this.text[end + 1] !== '`') {
        this.index = end + 1;
        return this.token('string', start, this.text.slice(start + 1, end));
      }
    }
    throw new Unreadable(`has an unclosed string ${at(start)}`, start);
  }

  private token(kind: Token['kind'], start: number, text = this.text.slice(start, this.index)): Token {
    return { kind, text, start, end: this.index };
  }

  /** What the pattern finds right here; empty where it finds nothing. */
  private take(pattern: RegExp): string {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.index += found.length;
    return found;
  }
}

/** The value of a number as it is written; NaN where it is none. */
export function numberOf(written: string): number {
  const plain = written.replace(/_/g, '');
  return plain === '' || plain === '.' ? NaN : Number(plain);
}

/** Whether expr takes the number, as it is written, for a whole one. */
export function isInteger(written: string): boolean {
  return !/[.e]/i.test(written) || /^0x/i.test(written);
}

function showCharacter(code: number): string {
  const character = String.fromCodePoint(code);
  return UNSEEN.test(character) ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : JSON.stringify(character);
}
