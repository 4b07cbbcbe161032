/** Placeholders in the texts of an ApplicationSet of which only what is sure to be wrong is told. */

import { nearest } from '../nearest';
import { HYPHENATED, KEYWORDS, PLACEHOLDER, QUOTED, SCOPED, usedIn } from './template-parameters';

/** How the texts of a set are filled in. */
export interface TemplateKind {
  /** Whether placeholders are those of Go templates. */
  readonly isGo: boolean;
  /** Whether Argo CD refuses a Go template that uses what is missing. */
  readonly isStrict: boolean;
  /** The parameters of each generator of which they are known. */
  readonly known: readonly (readonly string[])[];
}

/** What is wrong with a placeholder. */
export interface PlaceholderFault {
  /** The placeholder. */
  readonly value?: string;
  /** A predicate of it. */
  readonly text: string;
  readonly fix: string;
  /** Whether Argo CD refuses the template, or makes something of it all the same. */
  readonly isRefused: boolean;
}

/** What asks whether there is a parameter, or looks for one in another way. */
const GUARD = /\b(?:hasKey|dig|get|pluck|keys|pick|omit)\b/;
/** What comes after a branch may be left out. */
const BRANCH = /^\s*(?:if|else|end)\b/;
const IF = /^\s*if\s+\.[\w.]+\s*$/;
/** What may leave out some of what it is given; other functions need all of it. */
const SHORTCUT = /^\s*(?:if|else|end)\b|\b(?:and|or)\b/;
/** Comments, and characters by themselves, which may have braces and quotes in them. */
const HARD_TO_READ = /\/\*|'"'|'`'/;
const SIMPLE = /^\s*\.[A-Za-z_][\w.]*\s*$/;

/**
 * The first placeholder in a text that no generator can fill.
 *
 * @param isForeign whether the text may have placeholders for something else, as the values of a chart may
 */
export function placeholderFault(text: string, kind: TemplateKind, isForeign: boolean): PlaceholderFault | undefined {
  return !text.includes('{{') ? undefined : kind.isGo ? goFault(text, kind) : plainFault(text, kind, isForeign);
}

function goFault(text: string, { isStrict, known }: TemplateKind): PlaceholderFault | undefined {
  if (HARD_TO_READ.test(text)) {
    return undefined;
  }
  if (text.replace(PLACEHOLDER, '').includes('{{')) {
    return { text: 'has {{ without }}', fix: 'close it, as in {{.name}}', isRefused: true };
  }
  const isGuarded = [...text.matchAll(PLACEHOLDER)].some(([, content = '']) => GUARD.test(content.replace(QUOTED, '""')));
  let mayBeLeftOut = false;
  for (const [whole, content = ''] of text.matchAll(PLACEHOLDER)) {
    const bare = /^\s*([A-Za-z_][\w.]*)\s*$/.exec(content)?.[1];
    if (bare !== undefined && !KEYWORDS.includes(bare) && isMade(rootOf(bare), known)) {
      return { value: whole, text: 'is not a parameter in a Go template', fix: `write {{.${bare}}}`, isRefused: true };
    }
    const hyphenated = HYPHENATED.exec(content.replace(QUOTED, '""'))?.[1];
    if (hyphenated !== undefined) {
      const path = hyphenated.split('.').map((part) => JSON.stringify(part)).join(' ');
      return { value: whole, text: 'has a - in a name, which a Go template does not take', fix: `write {{index . ${path}}}`, isRefused: true };
    }
    const used = usedIn(content);
    if (used === undefined || SCOPED.test(content) || isGuarded) {
      return undefined;
    }
    const isUsed = !mayBeLeftOut && (isStrict ? IF.test(content) || !SHORTCUT.test(content) : SIMPLE.test(content));
    const missing = isUsed ? used.find((name) => isMissing(name, known)) : undefined;
    if (missing !== undefined) {
      return { value: whole, ...unmade(missing, known), isRefused: isStrict };
    }
    mayBeLeftOut ||= BRANCH.test(content);
  }
  return undefined;
}

/** What Argo CD does not know it leaves as it is, so it may be meant for something else. */
function plainFault(text: string, { known }: TemplateKind, isForeign: boolean): PlaceholderFault | undefined {
  for (const [whole, content = ''] of text.matchAll(PLACEHOLDER)) {
    const [, dot, name = ''] = /^\s*(\.?)([A-Za-z_][^\s{}|"()$`]*)\s*$/.exec(content) ?? [];
    const root = rootOf(name);
    if (dot === '.' && isMade(root, known)) {
      const rule = 'is a parameter in a Go template, which the set does not have without `goTemplate: true`';
      return { value: whole, text: rule, fix: `write {{${name}}}`, isRefused: false };
    }
    const isMeant = !isForeign || known.some((names) => nearest(root, names) !== undefined);
    if (dot === '' && isMeant && isMissing(root, known) && isMissing(name, known)) {
      return { value: whole, ...unmade(root, known), isRefused: false };
    }
  }
  return undefined;
}

function rootOf(name: string): string {
  return name.split(/[.[]/)[0] ?? '';
}

/** Whether all generators make a parameter, or something with a dot in its name that begins so. */
function isMade(name: string, known: readonly (readonly string[])[]): boolean {
  return known.length > 0 && !isMissing(name, known);
}

function isMissing(name: string, known: readonly (readonly string[])[]): boolean {
  return known.some((names) => !names.some((made) => made === name || made.startsWith(`${name}.`)));
}

function unmade(name: string, known: readonly (readonly string[])[]): Pick<PlaceholderFault, 'text' | 'fix'> {
  const made = known.find((names) => isMissing(name, [names])) ?? [];
  const near = nearest(name, made);
  const others = made.length === 0 ? 'add it to what the generator makes' : `use what it makes: ${made.join(', ')}`;
  return { text: `uses ${name}, which a generator does not make`, fix: near === undefined ? others : `did you mean ${JSON.stringify(near)}?` };
}
