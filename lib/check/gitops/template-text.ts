/** Placeholders in the texts of an ApplicationSet of which only what is sure to be wrong is told. */

import { nearest } from '../nearest';
import type { GeneratorParameters } from './generator-parameters';
import { ANY_INDEX } from './generator-parameters';
import type { UsedParameter } from './template-parameters';
import { placeholdersIn, SCOPED, unquoted, usedIn } from './template-parameters';

/** How the texts of a set are filled in. */
export interface TemplateKind {
  /** Whether placeholders are those of Go templates, as the set says it; those of none where it does not. */
  readonly goTemplate?: boolean;
  /** Whether Argo CD refuses a Go template that uses what is missing. */
  readonly isStrict: boolean;
  /** What each generator makes. */
  readonly generators: readonly GeneratorParameters[];
}

/** What is wrong with a placeholder. */
export interface PlaceholderFault {
  /** The placeholder; absent where it is open. */
  readonly value?: string;
  /** A predicate of it. */
  readonly text: string;
  readonly fix: string;
  /** The parameter that was probably meant. */
  readonly near?: string;
  /** Whether Argo CD refuses the template, or makes something of it all the same. */
  readonly isRefused: boolean;
}

/** What is wrong with the use of a parameter. */
type UseFault = Pick<PlaceholderFault, 'text' | 'fix' | 'near'>;

/** The names that each generator makes. */
type Names = readonly (readonly string[])[];

/** What asks whether there is a parameter, or looks for one in another way. */
const GUARD = /\b(?:hasKey|dig|get|pluck|keys|pick|omit)\b/;
const IF = /^\s*if\s+\.[\p{L}\p{N}_.]+\s*$/u;
/** What may leave out some of what it is given; other functions need all of it. */
const SHORTCUT = /^\s*(?:if|else|end)\b|\b(?:and|or)\b/;
/** Comments, and characters by themselves, which may have braces and quotes in them. */
const HARD_TO_READ = /\/\*|'"'|'`'/;
const SIMPLE = /^\s*\.[\p{L}_][\p{L}\p{N}_.]*\s*$/u;
const BARE = /^\s*([\p{L}_][\p{L}\p{N}_.]*)\s*$/u;
/** A name of labels, annotations and lists, which a Go template only takes in quotes. */
const HYPHENATED = /(?:^|[\s(|,=])\.([\p{L}_][\p{L}\p{N}_.]*(?:-[\p{L}\p{N}_.]+)+)/u;
/** An element as it is written without Go templates. */
const INDEXED = /(?:^|[\s(|,=])\.?([\p{L}_][\p{L}\p{N}_.]*)\[(\d+)\]/u;
const INDEX = /^\[\d+\]$/;
/** What may stand alone in a placeholder: keywords, constants, and functions of Go and of Sprig that need nothing. */
const ALONE = [
  'end', 'else', 'break', 'continue', 'true', 'false', 'nil', 'now', 'uuidv4', 'hello', 'list', 'tuple', 'dict', 'concat', 'cat', 'coalesce',
  'all', 'any', 'add', 'addf', 'seq', 'print', 'println', 'html', 'js', 'urlquery',
];
/** Shorter names are like many others. */
const SHORTEST_NEAR = 3;

/**
 * The first placeholder in a text that no generator can fill.
 *
 * @param isForeign whether the text may have placeholders for something else, as the values of a chart may
 */
export function placeholderFault(text: string, kind: TemplateKind, isForeign: boolean): PlaceholderFault | undefined {
  return !text.includes('{{') ? undefined : kind.goTemplate === true ? goFault(text, kind, isForeign) : plainFault(text, kind, isForeign);
}

function goFault(text: string, { isStrict, generators }: TemplateKind, isForeign: boolean): PlaceholderFault | undefined {
  if (HARD_TO_READ.test(text)) {
    return undefined;
  }
  const { closed, isOpen } = placeholdersIn(text, true);
  if (isOpen) {
    return { text: 'has {{ without }}', fix: 'close it, as in {{.name}}', isRefused: true };
  }
  const known = knownOf(generators);
  const isGuarded = closed.some(({ content }) => GUARD.test(unquoted(content)));
  let branches = 0;
  for (const { whole, content: quoted } of closed) {
    const content = unquoted(quoted);
    const bare = BARE.exec(content)?.[1];
    if (bare !== undefined && !ALONE.includes(rootOf(bare))) {
      const fix = isForeign && isMissing(rootOf(bare), known) ? `write {{"${whole}"}}, if it is for something else` : `write {{.${bare}}}`;
      return { value: whole, text: 'is not a parameter in a Go template', fix, isRefused: true };
    }
    const hyphenated = HYPHENATED.exec(content)?.[1];
    if (hyphenated !== undefined) {
      const path = hyphenated.split('.').map((part) => JSON.stringify(part)).join(' ');
      return { value: whole, text: 'has a - in a name, which a Go template does not take', fix: `write {{index . ${path}}}`, isRefused: true };
    }
    const [element, list, index] = INDEXED.exec(content) ?? [];
    if (element !== undefined) {
      const fix = `write {{index .${list === 'path' ? 'path.segments' : list} ${index}}}`;
      return { value: whole, text: 'has [ ] behind a name, which a Go template does not take', fix, isRefused: true };
    }
    if (SCOPED.test(content) || isGuarded) {
      return undefined;
    }
    // What is in a branch may be left out.
    const isUsed = branches === 0 && (isStrict ? IF.test(content) || !SHORTCUT.test(content) : SIMPLE.test(content));
    const used = isUsed ? usedIn(content) : [];
    const missing = used.find(({ name }) => isMissing(name, known));
    if (missing !== undefined) {
      return { value: whole, ...unmade(missing.name, known), isRefused: isStrict };
    }
    const [unmadePart] = used.flatMap((one) => partFault(one, generators) ?? []);
    if (unmadePart !== undefined) {
      return { value: whole, ...unmadePart, isRefused: isStrict };
    }
    const [wholeMap] = SIMPLE.test(content) ? used.flatMap((one) => mapFault(one, generators) ?? []) : [];
    if (wholeMap !== undefined) {
      return { value: whole, ...wholeMap, isRefused: false };
    }
    branches += /^\s*if\b/.test(content) ? 1 : /^\s*end\b/.test(content) ? -1 : 0;
  }
  return undefined;
}

/** What Argo CD does not know it leaves as it is, so it may be meant for something else. */
function plainFault(text: string, { goTemplate, generators }: TemplateKind, isForeign: boolean): PlaceholderFault | undefined {
  const known = knownOf(generators);
  const made = generators.map((one) => one.known ?? one.certain).filter((names) => names.length > 0);
  for (const { whole, content } of placeholdersIn(text, false).closed) {
    const [, dot, name = ''] = /^\s*(\.?)([A-Za-z_][^\s{}|"()$`]*)\s*$/.exec(content) ?? [];
    const root = rootOf(name);
    if (dot === '.' && !isForeign && !isMissing(root, made)) {
      const why = goTemplate === false ? '`goTemplate: false` says it is not' : 'the set does not have without `goTemplate: true`';
      return { value: whole, text: `is a parameter in a Go template, which ${why}`, fix: `write {{${name}}}`, isRefused: false };
    }
    const isMeant = !isForeign || known.some((names) => nearName(root, names) !== undefined);
    if (dot === '' && isMeant && isMissing(root, known) && isMissing(name, known)) {
      return { value: whole, ...unmade(root, known), isRefused: false };
    }
    const fault = dot === '.' || name === root ? undefined : partFault({ name: root, part: restOf(name, root) }, generators);
    if (fault !== undefined && (!isForeign || fault.near !== undefined)) {
      return { value: whole, ...fault, isRefused: false };
    }
  }
  return undefined;
}

function rootOf(name: string): string {
  return name.split(/[.[]/)[0] ?? '';
}

/** What follows the name of a parameter: the name of a part, or an index. */
function restOf(name: string, root: string): string {
  const rest = name.slice(root.length);
  return INDEX.test(rest) ? ANY_INDEX : rest.replace(/^\./, '');
}

/** Those of the generators of which they are known. */
function knownOf(generators: readonly GeneratorParameters[]): Names {
  return generators.flatMap(({ known }) => (known === undefined ? [] : [known]));
}

/** Whether a generator makes neither a parameter of that name, nor something with a dot in its name that begins so. */
function isMissing(name: string, known: Names): boolean {
  return known.some((names) => !names.some((made) => made === name || made.startsWith(`${name}.`)));
}

function nearName(name: string, names: readonly string[]): string | undefined {
  return name.length < SHORTEST_NEAR ? undefined : nearest(name, names.filter(({ length }) => length >= SHORTEST_NEAR));
}

function unmade(name: string, known: Names): UseFault {
  const made = known.find((names) => isMissing(name, [names])) ?? [];
  return {
    text: `uses ${name}, which a generator does not make`,
    fix: made.length === 0 ? 'add it to what the generator makes' : `use what it makes: ${made.join(', ')}`,
    near: nearName(name, made),
  };
}

/** What is wrong with the use of a part that a generator does not put into a parameter. */
function partFault({ name, part }: UsedParameter, generators: readonly GeneratorParameters[]): UseFault | undefined {
  if (part === undefined) {
    return undefined;
  }
  const lacking = generators.find(({ known = [], parts }) => parts.get(name)?.some((made) => part === made || part.startsWith(`${made}.`)) === false
    && !known.includes(`${name}.${part}`));
  const parts = lacking?.parts.get(name);
  if (parts === undefined) {
    return undefined;
  }
  const near = nearName(part, parts);
  const text = `uses ${within(name, part)}, which a generator does not make`;
  const fix = parts.length === 0 ? 'add it to what the generator makes' : `use what it makes: ${parts.map((made) => within(name, made)).join(', ')}`;
  return { text, fix, ...(near === undefined ? {} : { near: within(name, near) }) };
}

/** What is wrong with the use of a map as a text. */
function mapFault({ name, part }: UsedParameter, generators: readonly GeneratorParameters[]): UseFault | undefined {
  const parts = part === undefined ? generators.map((one) => one.parts.get(name) ?? []).find(({ length }) => length > 0) : undefined;
  if (parts === undefined) {
    return undefined;
  }
  const fix = name === 'path' && parts.includes('path') ? 'write {{.path.path}}' : `use what is in it: ${parts.map((made) => within(name, made)).join(', ')}`;
  return { text: `is all of ${name}, which is a map and no text`, fix };
}

function within(name: string, part: string): string {
  return part === ANY_INDEX ? `${name}[0]` : `${name}.${part}`;
}
