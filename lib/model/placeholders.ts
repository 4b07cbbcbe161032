/** What a template writes for an argument: `{{args.host}}`, with or without spaces. */
const PLACEHOLDER = /\{\{\s*args\.([^\s{}]+)\s*\}\}/g;

/** The placeholder of an argument. */
export function placeholder(name: string): string {
  return `{{args.${name}}}`;
}

/** The names of the arguments that the texts refer to, each once, in order of appearance. */
export function placeholderNames(...texts: readonly string[]): readonly string[] {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [, name = ''] of text.matchAll(PLACEHOLDER)) {
      names.add(name);
    }
  }
  return [...names];
}

/** Whether a text is only known once it is filled in: by Argo Rollouts, by a template of Helm, or from the environment. */
export function isPlaceholder(text: string): boolean {
  return text.includes('{{') || text.includes('${') || text.includes('$(');
}

/** Whether a key stands for one that is filled in later. In YAML, `{{ .x }}` without quotes is a map whose key is a map. */
export function isFilledInKey(key: string): boolean {
  return isPlaceholder(key) || isMapAsKey(key);
}

/** Whether anything in a value is a map with a map for its key, as `{{ .x }}` without quotes is. A value may lie in itself. */
export function hasMapAsKey(value: unknown, outer: readonly unknown[] = []): boolean {
  return typeof value === 'object' && value !== null && !outer.includes(value)
    && Object.entries(value).some(([key, inner]) => isMapAsKey(key) || hasMapAsKey(inner, [...outer, value]));
}

function isMapAsKey(key: string): boolean {
  return key.startsWith('{ ');
}
