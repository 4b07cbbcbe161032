import { kubernetesTags } from './kubernetes-yaml';

type Parser = typeof import('yaml');

/** What a value and its aliases may come to. */
const MOST_ALIASES = 100;
/** No object in a cluster has a text that long. */
const LONGEST = 2 * 1024 * 1024;

/** What nobody nests: blocks within blocks, and lists and maps in brackets. */
const DEEPEST = 200;
const DEEP_BLOCKS = /^[ \t]*(?:[-?][ \t]+){200}|^[ \t]{400}/m;

/** What another reader of YAML may take. */
const UNCERTAIN: readonly string[] = ['IMPOSSIBLE', 'KEY_OVER_1024_CHARS', 'MULTIPLE_DOCS', 'NON_STRING_KEY', 'RESOURCE_EXHAUSTION', 'TAG_RESOLVE_FAILED'];

/** What a text says. */
export interface YamlContent {
  readonly value: unknown;
}

/** What a text of YAML says to Kubernetes, Helm and Argo CD; `undefined` where it is none, or has several documents. */
export function yamlContent(text: string): YamlContent | undefined {
  const document = documentIn(text);
  try {
    return document === undefined || document.errors.length > 0 ? undefined : { value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch {
    return undefined;
  }
}

/** Whether a text is certainly no YAML. */
export function isBrokenYaml(text: string): boolean {
  return documentIn(text)?.errors.some(({ code }) => !UNCERTAIN.includes(code)) ?? false;
}

/** Nothing where it is too long, or nested too deeply, to be read. */
function documentIn(text: string): ReturnType<Parser['parseDocument']> | undefined {
  if (text.length > LONGEST || isTooDeep(text)) {
    return undefined;
  }
  try {
    // The parser compares each key with every other of its map, which takes hours for a map of a megabyte.
    return loadYaml().parseDocument(text, { logLevel: 'error', prettyErrors: false, uniqueKeys: false, merge: text.includes('<<'), customTags: kubernetesTags });
  } catch {
    return undefined;
  }
}

/**
 * Whether the parser may take all of the stack: where none is left, no pattern can be compiled, which ends the whole process. Brackets
 * in quotes count as well.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length && depth <= DEEPEST; index += 1) {
    const character = text[index];
    depth += character === '[' || character === '{' ? 1 : depth > 0 && (character === ']' || character === '}') ? -1 : 0;
  }
  return depth > DEEPEST || DEEP_BLOCKS.test(text);
}

/** Hardly a program has such texts, and an import would load the parser in every one. */
function loadYaml(): Parser {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-return -- see above
  return require('yaml');
}
