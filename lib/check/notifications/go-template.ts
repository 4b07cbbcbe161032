/** Templates of Go, as notifications have them: what is sure to keep the controller from reading one. */

import { placeholdersIn, unquoted } from '../gitops/template-parameters';
import { didYouMean } from '../nearest';
import { showValue } from '../wording';
import { TEMPLATE_FUNCTIONS } from './template-functions';
import type { TextFault } from './text-fault';

const COMMENT = /\{\{(?:-\s+)?\/\*/g;
const COMMENT_END = /\*\/(?:\s+-)?\}\}/y;
/** Characters by themselves, which may be quotes or braces. */
const HARD_TO_READ = /'(?:["`{}]|\\')'/;
/** What Helm alone has: the text is one of its templates, and will be another one. */
const FIELDS_OF_HELM = 'Values|Release|Chart|Capabilities|Files|Template';
const FUNCTIONS_OF_HELM = 'include|tpl|required|lookup|(?:from|to|mustTo)(?:Yaml|Toml)\\w*';
const OF_HELM = new RegExp(`\\{\\{[^{}]*(?:\\.(?:${FIELDS_OF_HELM})|\\b(?:${FUNCTIONS_OF_HELM}))\\b`);
/** What Argo CD calls what its notifications are about: templates are often copied from there. */
const FIELD_OF_ARGO_CD = /(?<![\w)\]])\.app\b/;

/** What a template can read. */
const VARIABLES: readonly string[] = ['rollout', 'analysisRuns', 'time', 'secrets', 'recipient', 'serviceType'];
/** What is called by a sign in other languages. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['==', 'eq'], ['=', 'eq'], ['!=', 'ne'], ['<', 'lt'], ['<=', 'le'], ['>', 'gt'], ['>=', 'ge'], ['&&', 'and'], ['||', 'or'], ['!', 'not'],
  ['+', 'add'], ['-', 'sub'], ['*', 'mul'], ['/', 'div'], ['%', 'mod'],
]);
const BLOCKS: ReadonlySet<string> = new Set(['if', 'range', 'with', 'define', 'block']);
/** What stands for itself, or opens, parts and closes what is around it. */
const WORDS: ReadonlySet<string> = new Set([...BLOCKS, 'else', 'end', 'template', 'break', 'continue', 'nil', 'true', 'false']);

const NAME = '[\\p{L}_][\\p{L}\\p{Nd}_]*';
const LITERAL = `""|'(?:\\\\.|[^'\\\\])*'|[+-]?(?:\\d|\\.\\d)[\\w.]*`;
const SIGN = ':=|==|!=|<=|>=|&&|\\|\\||[=!<>+*/%|,()-]';
const TOKEN = new RegExp(
  `\\s+|${LITERAL}|(?<variable>\\$[\\p{L}\\p{Nd}_]*)|(?<field>\\.${NAME})|\\.|(?<word>${NAME})|(?<sign>${SIGN})`, 'uy',
);

interface Token {
  readonly kind: 'variable' | 'field' | 'word' | 'sign' | 'other';
  readonly text: string;
  /** Whether it touches what is before it. */
  readonly isAttached: boolean;
}

/** What is around a place. */
interface Block {
  readonly word: string;
  hasElse: boolean;
}

/** The first thing that is wrong with a template, as far as it is certain. */
export function templateFault(written: string): TextFault | undefined {
  const text = withoutComments(written);
  if (!text.includes('{{') || OF_HELM.test(text) || HARD_TO_READ.test(text)) {
    return undefined;
  }
  const { closed, isOpen } = placeholdersIn(text, true);
  const reader = new Reader();
  for (const { whole, content } of closed) {
    const fault = reader.read(content);
    if (fault !== undefined) {
      return fault === OPEN ? fault : { value: whole, ...fault };
    }
  }
  return isOpen ? OPEN : reader.end();
}

/** The text before its first comment that is not closed as it should be, and after, with no other. */
function withoutComments(text: string): string {
  let plain = '';
  let from = 0;
  for (const { index, 0: opening } of text.matchAll(COMMENT)) {
    if (index >= from) {
      COMMENT_END.lastIndex = text.indexOf('*/', index + opening.length);
      if (COMMENT_END.lastIndex < 0 || !COMMENT_END.test(text)) {
        break;
      }
      plain += text.slice(from, index);
      from = COMMENT_END.lastIndex;
    }
  }
  return plain + text.slice(from);
}

const OPEN: TextFault = { text: 'has {{ without }}', fix: 'close it, as in {{.rollout.metadata.name}}' };

/** Reads the actions of a template one by one. */
class Reader {
  private readonly blocks: Block[] = [];
  /** How many of them change what a dot begins. */
  private scopes = 0;
  private readonly variables = new Set(['$']);

  public read(content: string): TextFault | undefined {
    const plain = unquoted(content);
    const tokens = tokensOf(plain);
    return tokens === undefined ? unreadable(plain)
      : signFault(tokens) ?? parenthesisFault(tokens) ?? wordFault(tokens) ?? this.variableFault(tokens) ?? this.blockFault(tokens)
        ?? (this.scopes === 0 && FIELD_OF_ARGO_CD.test(plain) ? ABOUT_ARGO_CD : undefined);
  }

  /** What is wrong where the text ends. */
  public end(): TextFault | undefined {
    const open = this.blocks[this.blocks.length - 1];
    return open === undefined ? undefined : { text: `has {{${open.word}}} without {{end}}`, fix: 'close it with {{end}}' };
  }

  /** A variable may have been declared in another scope, which is let through. */
  private variableFault(tokens: readonly Token[]): TextFault | undefined {
    const assignment = tokens.findIndex(({ text }) => text === ':=' || text === '=');
    tokens.slice(0, Math.max(0, assignment)).filter(({ kind }) => kind === 'variable').forEach(({ text }) => { this.variables.add(text); });
    const unknown = tokens.find(({ kind, text }) => kind === 'variable' && !this.variables.has(text));
    return unknown === undefined ? undefined
      : { text: `uses ${showValue(unknown.text)}, which is not declared before`, fix: `declare it, as in {{${unknown.text} := .rollout}}` };
  }

  private blockFault(tokens: readonly Token[]): TextFault | undefined {
    const [first, second] = tokens.map(({ kind, text }) => (kind === 'word' ? text : ''));
    const around = this.blocks[this.blocks.length - 1];
    if (first === undefined) {
      return { text: 'is empty', fix: 'remove it, or write what is to stand there' };
    }
    if (BLOCKS.has(first)) {
      this.blocks.push({ word: first, hasElse: false });
      this.scopes += first === 'if' ? 0 : 1;
      return second === undefined ? { text: `has nothing after ${first}`, fix: `write {{${first} .rollout.spec}}, for instance` } : undefined;
    }
    if (first === 'end') {
      this.blocks.pop();
      this.scopes -= around === undefined || around.word === 'if' ? 0 : 1;
      return around === undefined ? { text: 'closes nothing', fix: 'remove it, or open what it closes' } : undefined;
    }
    if (first === 'else') {
      if (around === undefined || around.hasElse) {
        return { text: around === undefined ? 'is within no {{if}}' : 'follows another {{else}}', fix: 'remove it, or open what it parts' };
      }
      around.hasElse = second === undefined;
      return undefined;
    }
    return (first === 'break' || first === 'continue') && this.blocks.every(({ word }) => word !== 'range')
      ? { text: 'is within no {{range}}', fix: 'remove it' } : undefined;
  }
}

const ABOUT_ARGO_CD: TextFault = { text: 'is about .app, which Argo CD has, and Argo Rollouts has not', fix: 'write .rollout' };

/** What is within an action, without blanks; `undefined` where it has something that no action has. */
function tokensOf(plain: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let isAttached = false;
  for (let index = 0; index < plain.length;) {
    TOKEN.lastIndex = index;
    const found = TOKEN.exec(plain);
    if (found === null) {
      return undefined;
    }
    const [text] = found;
    const { variable, field, word, sign } = found.groups ?? {};
    const isBlank = /^\s/.test(text);
    if (!isBlank) {
      const kind = variable !== undefined ? 'variable' : field !== undefined ? 'field' : word !== undefined ? 'word' : sign !== undefined ? 'sign' : 'other';
      tokens.push({ kind, text, isAttached });
    }
    isAttached = !isBlank;
    index += text.length;
  }
  return tokens;
}

function unreadable(plain: string): TextFault {
  let index = 0;
  for (TOKEN.lastIndex = 0; TOKEN.test(plain);) {
    index = TOKEN.lastIndex;
  }
  const character = String.fromCodePoint(plain.codePointAt(index) ?? 0);
  if (character === '{') {
    return OPEN;
  }
  const fix = character === '[' ? 'call index, as in {{index .rollout.spec.template.spec.containers 0}}' : 'remove it, or put it in double quotes';
  return { text: `has ${showValue(character)}, which no template of Go takes there`, fix };
}

/** Signs that are none in a template. */
function signFault(tokens: readonly Token[]): TextFault | undefined {
  for (const [index, { kind, text, isAttached }] of tokens.entries()) {
    const before = tokens[index - 1];
    if (kind === 'other' && text.startsWith('\'') && Array.from(text.replace(/\\./g, 'x')).length !== 3 && !text.includes('\\')) {
      return { text: `has ${text} in single quotes, which are for one character`, fix: 'use double quotes' };
    }
    const [sign = ''] = text;
    if (sign === '/' && tokens[index + 1]?.text === '*') {
      return { text: 'has a comment that is not closed, or has something beside it', fix: 'write {{/* … */}}, with nothing in between' };
    }
    if ((sign === '-' || sign === '/') && isAttached && before?.kind === 'field') {
      return { text: `has a ${sign} in a name, which no template of Go takes`, fix: `write {{index .rollout.metadata.labels "a${sign}b"}}` };
    }
    const isAssignment = text === '=' && before?.kind === 'variable';
    const operator = kind === 'sign' && !isAssignment ? OPERATORS.get(text) : undefined;
    if (operator !== undefined) {
      return { text: `uses ${showValue(text)}, which no template of Go has`, fix: `call ${operator}, as in ${operator === 'not' ? 'not .x' : `${operator} .x .y`}` };
    }
  }
  return undefined;
}

function parenthesisFault(tokens: readonly Token[]): TextFault | undefined {
  let depth = 0;
  for (const { kind, text } of tokens) {
    depth += kind !== 'sign' ? 0 : text === '(' ? 1 : text === ')' ? -1 : 0;
    if (depth < 0) {
      break;
    }
  }
  return depth === 0 ? undefined
    : { text: depth < 0 ? 'closes a parenthesis that is not open' : 'has an open parenthesis', fix: depth < 0 ? 'remove the )' : 'close it with )' };
}

/** A bare word is a function. */
function wordFault(tokens: readonly Token[]): TextFault | undefined {
  for (const { kind, text } of tokens) {
    if (kind === 'word' && !WORDS.has(text) && !TEMPLATE_FUNCTIONS.has(text)) {
      return VARIABLES.includes(text)
        ? { text: `uses ${text} without a dot before it, which makes it a function`, fix: `write .${text}` }
        : { text: `calls the unknown function ${showValue(text)}`, fix: didYouMean(text, TEMPLATE_FUNCTIONS, 'use a function of Go or of Sprig, or begin a field with a dot') };
    }
  }
  return undefined;
}
