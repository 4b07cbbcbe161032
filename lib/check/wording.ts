/** How values, names and fields appear in the texts of findings. Manifests are foreign input: all of it is bounded. */

const LONGEST_VALUE = 60;
const PLAIN_NAME = /^[\w.-]{1,63}$/;
const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

function shorten(text: string): string {
  if (text.length <= LONGEST_VALUE) {
    return text;
  }
  // Cut between characters rather than inside one that takes two code units.
  return `${Array.from(text.slice(0, LONGEST_VALUE)).slice(0, -1).join('')}…`;
}

/** The value as JSON, cut to a readable length; a list or an object is only named, for it can be of any size. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') {
    // Cutting before quoting keeps the closing quote.
    return JSON.stringify(shorten(value));
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' && value !== null ? 'an object' : shorten(String(value));
}

/** A name inside a sentence: bare where it is an ordinary one, else quoted. */
export function showName(name: string | undefined): string {
  if (name === undefined) {
    return '(unnamed)';
  }
  return PLAIN_NAME.test(name) ? name : showValue(name);
}

/** Kind and name, as `Service checkout-stable`. */
export function showObject(object: { readonly kind: string; readonly name: string | undefined }): string {
  return `${object.kind} ${showName(object.name)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function showList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.slice(-1).join('')}`;
}

/** The path of a field inside another: dots in a key, as in most labels, would read as two fields. */
export function subfield(path: string, key: string): string {
  return PLAIN_KEY.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** The path of an element of a list. */
export function element(path: string, index: number): string {
  return `${path}[${index}]`;
}

/** Who else would have noticed a mistake, as a phrase. */
export function showObservers(observers: readonly string[]): string {
  return observers.length === 0 ? 'nobody' : showList(observers.map((observer) => `the ${observer}`));
}
