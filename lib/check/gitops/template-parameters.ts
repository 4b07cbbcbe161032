/** The placeholders in the texts of an ApplicationSet, and the parameters that they use. */

export interface Placeholder {
  /** With its braces. */
  readonly whole: string;
  /** What is between them. */
  readonly content: string;
}

/** The placeholders in a text. */
export interface Placeholders {
  /** Those before one that is open. */
  readonly closed: readonly Placeholder[];
  readonly isOpen: boolean;
}

/** What changes the meaning of a leading dot, or of a name. */
export const SCOPED = /^\s*(range|with|define|template|block)\b/;
const QUOTED = /"(?:[^"\\]|\\[^])*"|`[^`]*`/g;
/** A name after a dot, or the dot itself, which is all parameters. */
const DEPENDENT = /(?:^|[\s(|,=$])\.(?=[\p{L}_\s)]|$)/u;
const USED = /(?:^|[\s(|,=])\.([\p{L}_][\p{L}\p{N}_]*)(?:\.([\p{L}_][\p{L}\p{N}_]*))?/gu;

/** A parameter that a placeholder uses. */
export interface UsedParameter {
  readonly name: string;
  /** What it uses of it: `basename` of `path`; `undefined` for all. */
  readonly part: string | undefined;
}

/** All placeholders of Go templates, or of the other kind. The first that is open ends the search, so that none is read twice. */
export function placeholdersIn(text: string, isGo: boolean): Placeholders {
  const closed: Placeholder[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('{{', from);
    if (start === -1) {
      return { closed, isOpen: false };
    }
    const end = isGo ? closingBraces(text, start + 2) : text.indexOf('}}', start + 2);
    if (end === -1) {
      return { closed, isOpen: true };
    }
    const content = text.slice(start + 2, end);
    from = end + 2;
    closed.push({ whole: text.slice(start, from), content: isGo ? content.replace(/^-/, '').replace(/-$/, '') : content });
  }
}

/** Where the braces are that close a Go template, whose texts in quotes may have braces in them; -1 for nowhere. */
function closingBraces(text: string, start: number): number {
  let index = start;
  while (index < text.length) {
    const char = text[index];
    if (char === '}') {
      return text[index + 1] === '}' ? index : -1;
    }
    index = (char === '"' || char === '`' ? endOfQuoted(text, index, char) : index) + 1;
  }
  return -1;
}

/** Where a text in quotes ends; only one in double quotes has escapes. */
function endOfQuoted(text: string, start: number, quote: string): number {
  let index = start + 1;
  while (index < text.length && text[index] !== quote) {
    index += quote === '"' && text[index] === '\\' ? 2 : 1;
  }
  return index;
}

/** Whether a text has a placeholder that depends on parameters. */
export function usesParameter(text: string, isGo: boolean): boolean {
  return placeholdersIn(text, isGo).closed.some(({ content }) => (isGo ? DEPENDENT.test(unquoted(content)) : content.trim() !== ''));
}

/** The content of a placeholder of a Go template without what its texts in quotes say. */
export function unquoted(content: string): string {
  return content.replace(QUOTED, '""');
}

/** The parameters in the unquoted content of a placeholder of a Go template. */
export function usedIn(content: string): UsedParameter[] {
  return [...content.matchAll(USED)].map(([, name = '', part]) => ({ name, part }));
}
