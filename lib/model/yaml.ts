import { kubernetesTags } from './kubernetes-yaml';

type Parser = typeof import('yaml');

/** What a value and its aliases may come to. */
const MOST_ALIASES = 100;
/** No object in a cluster has a text that long. */
const LONGEST = 2 * 1024 * 1024;

/** What a text says. */
export interface YamlContent {
  readonly value: unknown;
}

/** What a text of YAML says to Kubernetes, Helm and Argo CD; `undefined` where it is none, or has several documents. */
export function yamlContent(text: string): YamlContent | undefined {
  if (text.length > LONGEST) {
    return undefined;
  }
  try {
    // The parser compares each key with every other of its map, which takes hours for a map of a megabyte.
    const document = loadYaml().parseDocument(text, { logLevel: 'error', prettyErrors: false, uniqueKeys: false, merge: text.includes('<<'), customTags: kubernetesTags });
    return document.errors.length > 0 ? undefined : { value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch {
    return undefined;
  }
}

/** Hardly a program has such texts, and an import would load the parser in every one. */
function loadYaml(): Parser {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-return -- see above
  return require('yaml');
}
