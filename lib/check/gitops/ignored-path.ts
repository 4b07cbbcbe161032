import { asList, asRecord, field } from '../../model/json';

/**
 * The places that an entry of `ignoreDifferences` names. A place is told by the steps that lead to it: `.spec` for a
 * key, `[0]` for an element, `[]` for every element, `[=primary]` for those of that name.
 */

/** What one expression stands for. */
export interface IgnoredPath {
  readonly steps: readonly string[];
  /** Whether a condition may leave out some of what the steps lead to. */
  readonly isConditional: boolean;
  /** The indexes of the steps that a `?` follows, so that they lead nowhere rather than fail; `undefined` where none can fail. */
  readonly tolerant?: ReadonlySet<number>;
}

export const EVERY = '[]';

export function keyStep(key: string): string {
  return `.${key}`;
}

export function indexStep(index: number | string): string {
  return `[${index}]`;
}

export function nameStep(name: string): string {
  return `[=${name}]`;
}

/** The place that a JSON pointer names; it knows neither wildcards nor names. */
export function pointerPath(pointer: string): IgnoredPath {
  const steps = pointer.split('/').slice(1).map((part) => (
    /^\d+$/.test(part) ? indexStep(part) : keyStep(part.replace(/~1/g, '/').replace(/~0/g, '~'))
  ));
  return { steps, isConditional: false };
}

/** What a jq path is made of, and the step that each is; what only joins steps is none. */
const TOKENS: readonly (readonly [RegExp, (found: string) => readonly string[]])[] = [
  [/\.?\[\s*\]/y, () => [EVERY]],
  [/\.?\[\s*(\d+)\s*\]/y, (index) => [indexStep(index)]],
  [/\.?\[\s*"([^"\\]*)"\s*\]/y, (key) => [keyStep(key)]],
  [/\."([^"\\]*)"/y, (key) => [keyStep(key)]],
  [/\.([A-Za-z_]\w*)/y, (key) => [keyStep(key)]],
  [/\s+|\||\.(?=[\s|]|$)/y, () => []],
];
const TOLERANT = /\?/y;
const SELECT = /select\s*\(/y;
const NAMED = /^\s*\.name\s*==\s*"([^"\\]*)"\s*$/;

/**
 * The place that a jq path expression names: keys, elements and `select(…)`, of which `select(.name == "…")` is
 * understood.
 *
 * @returns `undefined` for whatever else jq can do
 */
export function jqPath(expression: string): IgnoredPath | undefined {
  const steps: string[] = [];
  const tolerant = new Set<number>();
  let isConditional = false;
  for (let position = 0; position < expression.length;) {
    const token = tokenAt(expression, position);
    if (token !== undefined) {
      steps.push(...token.steps);
      position = token.end;
      continue;
    }
    TOLERANT.lastIndex = position;
    if (TOLERANT.test(expression)) {
      tolerant.add(steps.length - 1);
      position += 1;
      continue;
    }
    const condition = conditionAt(expression, position);
    if (condition === undefined) {
      return undefined;
    }
    const name = NAMED.exec(condition.text)?.[1];
    if (name !== undefined && steps[steps.length - 1] === EVERY) {
      steps[steps.length - 1] = nameStep(name);
    } else {
      isConditional = true;
    }
    position = condition.end;
  }
  return { steps, isConditional, tolerant };
}

/**
 * Whether jq fails on a path in a value, and so finds nothing of what it leads to: it cannot list the elements of what is
 * absent. Of conditions it is taken that they leave out what would fail.
 */
export function failsIn({ steps, isConditional, tolerant }: IgnoredPath, value: unknown): boolean {
  if (tolerant === undefined || isConditional) {
    return false;
  }
  let reached: readonly unknown[] = [value];
  for (const [index, step] of steps.entries()) {
    const found = reached.map((one) => elementsAt(one, step));
    if (found.includes(undefined) && !tolerant.has(index)) {
      return true;
    }
    reached = found.flatMap((one) => one ?? []);
  }
  return false;
}

/** What a step leads to; `undefined` where jq fails. */
function elementsAt(value: unknown, step: string): readonly unknown[] | undefined {
  const isAbsent = value === undefined || value === null;
  const name = /^\[=(.*)\]$/s.exec(step)?.[1];
  if (step.startsWith('.')) {
    const record = asRecord(value);
    return record !== undefined || isAbsent ? [record?.[step.slice(1)]] : undefined;
  }
  if (step === EVERY || name !== undefined) {
    const all = Array.isArray(value) ? asList(value) : Object.values(asRecord(value) ?? {});
    const hasElements = Array.isArray(value) || asRecord(value) !== undefined;
    return hasElements ? all.filter((one) => name === undefined || field(one, 'name') === name) : undefined;
  }
  return Array.isArray(value) || isAbsent ? [asList(value)[Number(step.slice(1, -1))]] : undefined;
}

function tokenAt(expression: string, position: number): { steps: readonly string[]; end: number } | undefined {
  for (const [pattern, toSteps] of TOKENS) {
    pattern.lastIndex = position;
    const match = pattern.exec(expression);
    if (match !== null) {
      return { steps: toSteps(match[1] ?? ''), end: pattern.lastIndex };
    }
  }
  return undefined;
}

/** What stands between the parentheses of a `select`. */
function conditionAt(expression: string, position: number): { text: string; end: number } | undefined {
  SELECT.lastIndex = position;
  const start = SELECT.test(expression) ? SELECT.lastIndex : undefined;
  const end = start === undefined ? undefined : closing(expression, start);
  return end === undefined ? undefined : { text: expression.slice(start, end), end: end + 1 };
}

/** Where the parenthesis closes that was opened before `start`. */
function closing(expression: string, start: number): number | undefined {
  let depth = 1;
  let isQuoted = false;
  for (let position = start; position < expression.length; position += 1) {
    const character = expression[position];
    if (isQuoted) {
      position += character === '\\' ? 1 : 0;
      isQuoted = character !== '"';
    } else if (character === '"') {
      isQuoted = true;
    } else if (character === '(') {
      depth += 1;
    } else if (character === ')') {
      depth -= 1;
      if (depth === 0) {
        return position;
      }
    }
  }
  return undefined;
}
