/** What is wrong with a placeholder in the template of an ApplicationSet. */
export interface ParameterFault {
  readonly value: string;
  readonly rule: string;
  readonly fix: string;
}

/** Texts in quotes may have braces in them. */
export const PLACEHOLDER = /\{\{-?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^}"`])*?)-?\}\}/g;
/** What changes the meaning of a leading dot, or of a name. */
export const SCOPED = /^\s*(range|with|define|template|block)\b/;
export const KEYWORDS = ['end', 'else', 'break', 'continue'];
export const QUOTED = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;
/** A name after a dot, or the dot itself, which is all parameters. */
const DEPENDENT = /(?:^|[\s(|,=$])\.(?=[A-Za-z_\s)]|$)/;
const USED = /(?:^|[\s(|,=])\.([A-Za-z_]\w*)/g;
/** A name of labels, annotations and lists, which a Go template only takes in quotes. */
export const HYPHENATED = /(?:^|[\s(|,=])\.([A-Za-z_][\w.]*(?:-[\w.]+)+)/;

/**
 * The first placeholder in some texts that no generator can fill.
 *
 * @param isGo whether placeholders are those of Go templates
 * @param parameters the parameters that each generator has; `undefined` for any
 */
export function unknownParameter(
  texts: readonly string[], isGo: boolean, parameters: readonly (readonly string[] | undefined)[],
): ParameterFault | undefined {
  const known = parameters.flatMap((names) => (names === undefined ? [] : [names]));
  const open = isGo ? texts.find((text) => text.replace(PLACEHOLDER, '').includes('{{')) : undefined;
  if (open !== undefined) {
    return { value: open, rule: 'has {{ without }}', fix: 'close it, as in {{.name}}' };
  }
  for (const [whole, content = ''] of texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)])) {
    const bare = /^\s*([A-Za-z_][\w.]*)\s*$/.exec(content)?.[1];
    if (isGo && bare !== undefined && !KEYWORDS.includes(bare)) {
      return { value: whole, rule: 'is not a parameter in a Go template', fix: `write {{.${bare}}}` };
    }
    const dotted = isGo ? undefined : /^\s*\.([A-Za-z_][\w.-]*)\s*$/.exec(content)?.[1];
    if (dotted !== undefined) {
      return { value: whole, rule: 'is a parameter in a Go template, which `goTemplate: false` says it is not', fix: `write {{${dotted}}}` };
    }
    const hyphenated = isGo ? HYPHENATED.exec(content.replace(QUOTED, '""'))?.[1] : undefined;
    if (hyphenated !== undefined) {
      const path = hyphenated.split('.').map((part) => JSON.stringify(part)).join(' ');
      return { value: whole, rule: 'has a - in a name, which a Go template does not take', fix: `write {{index . ${path}}}` };
    }
    const used = isGo ? usedIn(content) : bare?.split('.').slice(0, 1) ?? [];
    if (used === undefined) {
      return undefined;
    }
    const missing = used.find((name) => known.some((names) => !names.includes(name)));
    if (missing !== undefined) {
      const has = known.find((names) => !names.includes(missing)) ?? [];
      return { value: whole, rule: `uses ${missing}, which a generator does not make`, fix: `use what it makes: ${has.join(', ')}` };
    }
  }
  return undefined;
}

/** Whether a text has a placeholder that depends on parameters. */
export function usesParameter(text: string, isGo: boolean): boolean {
  return [...text.matchAll(PLACEHOLDER)].some(([, content = '']) => (
    isGo ? DEPENDENT.test(content.replace(QUOTED, '""')) : content.trim() !== ''
  ));
}

/** The parameters in a placeholder; `undefined` where a leading dot may mean something else from here on. */
export function usedIn(content: string): string[] | undefined {
  return SCOPED.test(content) ? undefined : [...content.replace(QUOTED, '""').matchAll(USED)].map(([, name = '']) => name);
}

/** All texts in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
