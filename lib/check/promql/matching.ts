import type { LabelMatcher } from './selectors';

/** A part of a pattern: a letter, any letter, or any text. */
type Part = string | typeof ANY | typeof ANYTHING;

const ANY = Symbol('any letter');
const ANYTHING = Symbol('any text');

/** What else has a meaning in a regular expression; a pattern with one of these is not understood. */
const SPECIAL = /[()[\]{}?*+^$]/;

/** Longer ones are not looked at: matching takes time in the product of the lengths. */
const LONGEST = 500;

/**
 * Whether a label with that value is among those that the matcher lets through; `undefined` where it is a regular
 * expression with more in it than wildcards and alternatives. Never by a regular expression of the user: some take for ever.
 */
export function admits({ operator, value }: LabelMatcher, text: string): boolean | undefined {
  switch (operator) {
    case '=':
      return value === text;
    case '!=':
      return value !== text;
    case '=~':
      return matchesPattern(value, text);
    default: {
      const isMatch = matchesPattern(value, text);
      return isMatch === undefined ? undefined : !isMatch;
    }
  }
}

/** What Prometheus reads otherwise than JavaScript, or a placeholder. */
const UNSURE = /\(\?|\\|\[\[|\{\{/;

/** Whether it matches by a regular expression that is certainly none. */
export function hasBrokenPattern({ operator, value }: LabelMatcher): boolean {
  if (!operator.endsWith('~') || value.length > LONGEST || UNSURE.test(value)) {
    return false;
  }
  try {
    // It is only read, and never used.
    return new RegExp(value).global;
  } catch {
    return true;
  }
}

function matchesPattern(pattern: string, text: string): boolean | undefined {
  if (pattern.length > LONGEST || text.length > LONGEST) {
    return undefined;
  }
  const inner = /^\(([^()]*)\)$/.exec(pattern)?.[1] ?? pattern;
  let isMatch = false;
  for (const alternative of inner.split('|')) {
    const parts = partsOf(alternative);
    if (parts === undefined) {
      return undefined;
    }
    isMatch ||= matches(parts, text);
  }
  return isMatch;
}

function partsOf(pattern: string): Part[] | undefined {
  const parts: Part[] = [];
  for (const [token] of pattern.replace(/^\^|\$$/g, '').matchAll(/\\.|\.\*|\.\+|./gsu)) {
    if (token === '.*') {
      parts.push(ANYTHING);
    } else if (token === '.+') {
      parts.push(ANY, ANYTHING);
    } else if (token === '.') {
      parts.push(ANY);
    } else if (/^\\\W$/u.test(token)) {
      parts.push(token.slice(1));
    } else if (SPECIAL.test(token) || token.startsWith('\\')) {
      return undefined;
    } else {
      parts.push(token);
    }
  }
  return parts;
}

/** Whether the pattern is the text: a wildcard takes as little as it can, and more where the rest does not fit. */
function matches(parts: readonly Part[], text: string): boolean {
  let part = 0;
  let offset = 0;
  let wildcard: { readonly part: number; taken: number } | undefined;
  while (offset < text.length) {
    const wanted = parts[part];
    if (wanted === ANYTHING) {
      wildcard = { part, taken: offset };
      part += 1;
    } else if (wanted === ANY || wanted === text[offset]) {
      part += 1;
      offset += 1;
    } else if (wildcard !== undefined) {
      wildcard.taken += 1;
      part = wildcard.part + 1;
      offset = wildcard.taken;
    } else {
      return false;
    }
  }
  return parts.slice(part).every((rest) => rest === ANYTHING);
}
