/** What `--set` and `--set-string` of Helm make of a name and a value. */

import { asList } from '../../model/json';
import { isPlaceholder } from '../../model/placeholders';

/** A key, or the index of an element. */
export type Step = string | number;

/** What a parameter sets. */
export interface Setting {
  readonly steps: readonly Step[];
  readonly value: unknown;
}

const LARGEST_INDEX = 1000;
/** No chart has values that deep; each step is a call. */
export const DEEPEST = 100;
/** What separates the names of a path, and what ends it. */
const STEPS = /(?:^|(?!^)\.)((?:[^\\.,=[\]]|\\.)+)|\[(\d+)\]/gy;
const WHOLE_NUMBER = /^[+-]?[1-9]\d*$/;

/** The steps of a name such as `a.b[0].c`, in which `\.` is a dot of a key; `undefined` where it is none that is understood. */
export function stepsOf(name: string): readonly Step[] | undefined {
  if (isPlaceholder(name)) {
    return undefined;
  }
  const steps: Step[] = [];
  let end = 0;
  for (const [found, key, index] of name.matchAll(STEPS)) {
    steps.push(index === undefined ? (key ?? '').replace(/\\(.)/g, '$1') : Number(index));
    end += found.length;
  }
  const isUnderstood = end === name.length && steps.length <= DEEPEST && typeof steps[0] === 'string' && steps.every((step) => typeof step === 'string' || step <= LARGEST_INDEX);
  return isUnderstood ? steps : undefined;
}

/**
 * The value that Helm takes a text for; `undefined` where that is not known, as with a variable of the environment of Argo CD.
 *
 * @param isText whether it stays a text
 */
export function settingValue(text: string, isText: boolean): { readonly value: unknown } | undefined {
  if (isPlaceholder(text) || /[$\\]/.test(text)) {
    return undefined;
  }
  if (!text.startsWith('{')) {
    return { value: isText ? text : typed(text) };
  }
  const items = /^\{([^{}]+)\}$/.exec(text)?.[1]?.split(',');
  return items === undefined ? undefined : { value: items.map((item) => (isText ? item : typed(item))) };
}

function typed(text: string): unknown {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') {
    return word === 'true';
  }
  if (word === 'null') {
    return null;
  }
  return (text === '0' || WHOLE_NUMBER.test(text)) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}

/** The values with one of them set; `undefined` where something else is on the way to it. */
export function withSetting(values: unknown, [step, ...rest]: readonly Step[], value: unknown): { readonly value: unknown } | undefined {
  if (step === undefined) {
    return { value };
  }
  const isAbsent = values === undefined || values === null;
  if (typeof step === 'number') {
    const list = isAbsent ? [] : Array.isArray(values) ? [...asList(values)] : undefined;
    const inner = list === undefined ? undefined : withSetting(list[step], rest, value);
    if (list === undefined || inner === undefined) {
      return undefined;
    }
    list[step] = inner.value;
    return { value: Array.from(list, (item) => item ?? null) };
  }
  if (!isAbsent && (typeof values !== 'object' || Array.isArray(values))) {
    return undefined;
  }
  const fields = new Map(Object.entries(values ?? {}));
  const inner = withSetting(fields.get(step), rest, value);
  return inner === undefined ? undefined : { value: Object.fromEntries(fields.set(step, inner.value)) };
}
