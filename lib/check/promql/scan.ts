import { showValue } from '../wording';

/** A mistake in a query. */
export interface QueryError {
  /** Where it is, in the query as it was given. */
  readonly offset: number;
  /** What was found: a predicate of the query. */
  readonly text: string;
  /** How to mend it, as an imperative, where that can be told. */
  readonly fix?: string;
}

/** A query, looked through from left to right. */
export interface Scan {
  /**
   * The query without comments, with something in place of each placeholder that is not in a string; every character is
   * where it was.
   */
  readonly filled: string;
  /** The same with nothing in the strings. */
  readonly code: string;
  /** Where placeholders stand for anything: not inside a string, and not for a duration. */
  readonly holes: ReadonlySet<number>;
  /** A mistake that is one whatever the placeholders stand for. */
  readonly error?: QueryError;
  /** Brackets that do not match, unless a placeholder holds their counterparts. */
  readonly brackets?: QueryError;
}

const PLACEHOLDER = /\{\{[^{}]*\}\}/y;
const VARIABLE = /\$(?:\w+|\{[^{}]*\})/y;
const CLOSING: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);
const CLOSERS: ReadonlySet<string> = new Set(CLOSING.values());
const ESCAPES = 'abfnrtv\\01234567xuU';

/** Fills the holes of a query and finds what no parser has to be asked about. */
export function scan(query: string): Scan {
  return new Scanner(query).run();
}

class Scanner {
  private readonly filled: string[] = [];
  private readonly code: string[] = [];
  private readonly holes = new Set<number>();
  private readonly open: { readonly bracket: string; readonly offset: number }[] = [];
  private error: QueryError | undefined;
  private brackets: QueryError | undefined;
  private offset = 0;

  constructor(private readonly query: string) {}

  public run(): Scan {
    while (this.offset < this.query.length) {
      this.step(this.query.charAt(this.offset));
    }
    const [unclosed] = this.open.slice(-1);
    if (unclosed !== undefined) {
      this.brackets ??= { offset: unclosed.offset, text: `does not close the ${quote(unclosed.bracket)} ${this.at(unclosed.offset)}` };
    }
    const { error, brackets } = this;
    return {
      filled: this.filled.join(''),
      code: this.code.join(''),
      holes: this.holes,
      ...(error === undefined ? {} : { error }),
      ...(brackets === undefined ? {} : { brackets }),
    };
  }

  private step(character: string): void {
    const placeholder = character === '{' ? this.match(PLACEHOLDER) : undefined;
    if (placeholder !== undefined) {
      this.placeholder(placeholder);
    } else if (character === '"' || character === '\'' || character === '`') {
      this.string(character);
    } else if (character === '#') {
      const end = this.query.indexOf('\n', this.offset);
      const nothing = ' '.repeat((end < 0 ? this.query.length : end) - this.offset);
      this.take(nothing, nothing);
    } else if (character === '$') {
      this.variable();
    } else {
      this.bracket(character);
      this.take(character, character);
    }
  }

  /** A duration where a bracket holds durations, else a name, which may stand nearly everywhere. */
  private placeholder(text: string): void {
    if (this.open[this.open.length - 1]?.bracket === '[') {
      const unit = /[a-z]/.test(this.query.charAt(this.offset + text.length)) ? '1' : 'm';
      const duration = '1'.repeat(text.length - 1) + unit;
      this.take(duration, duration);
    } else {
      this.holes.add(this.offset);
      const name = '_'.repeat(text.length);
      this.take(name, name);
    }
  }

  private string(quoteMark: string): void {
    const start = this.offset;
    let end = start + 1;
    for (; end < this.query.length; end += 1) {
      const character = this.query.charAt(end);
      if (character === quoteMark) {
        this.blank(end + 1);
        return;
      }
      if (quoteMark === '`') {
        continue;
      }
      if (character === '\\') {
        this.escape(end, quoteMark);
        end += 1;
      } else if (character === '\n') {
        break;
      }
    }
    this.error ??= { offset: start, text: `does not close the ${quote(quoteMark)} ${this.at(start)}` };
    this.blank(Math.min(end, this.query.length));
  }

  private escape(offset: number, quoteMark: string): void {
    const escaped = this.query.charAt(offset + 1);
    if (escaped !== '' && escaped !== quoteMark && !ESCAPES.includes(escaped)) {
      this.error ??= {
        offset,
        text: `has the escape ${/[!-~]/.test(escaped) ? `\\${escaped}` : 'of no letter'} ${this.at(offset)}, which PromQL does not know`,
        fix: 'double the backslash: PromQL reads the string before the regular expression does',
      };
    }
  }

  private variable(): void {
    const name = this.match(VARIABLE) ?? '$';
    this.error ??= name === '$' ? { offset: this.offset, text: `has a "$" ${this.at(this.offset)}, which means nothing in PromQL` } : {
      offset: this.offset,
      text: `uses ${showValue(name)}, which only Grafana fills in`,
      fix: 'write the value itself, or the placeholder of an argument',
    };
    this.take('$', '$');
  }

  private bracket(character: string): void {
    if (CLOSING.has(character)) {
      this.open.push({ bracket: character, offset: this.offset });
    } else if (CLOSERS.has(character)) {
      const opened = this.open.pop();
      if (opened === undefined) {
        this.brackets ??= { offset: this.offset, text: `has a ${quote(character)} ${this.at(this.offset)} that closes nothing` };
      } else if (CLOSING.get(opened.bracket) !== character) {
        this.brackets ??= { offset: opened.offset, text: `does not close the ${quote(opened.bracket)} ${this.at(opened.offset)}` };
      }
    }
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.query)?.[0];
  }

  private at(offset: number): string {
    return showPlace(this.query, offset);
  }

  private blank(end: number): void {
    const text = this.query.slice(this.offset, end);
    this.take(text, ' '.repeat(text.length));
  }

  private take(filled: string, code: string): void {
    this.filled.push(filled);
    this.code.push(code);
    this.offset += filled.length;
  }
}

function quote(mark: string): string {
  return mark === '"' ? '\'"\'' : `"${mark}"`;
}

/** Where an offset is in a text, as people count. */
export function showPlace(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const position = offset - before.lastIndexOf('\n');
  return text.trim().includes('\n') ? `in line ${before.split('\n').length} at position ${position}` : `at position ${position}`;
}
