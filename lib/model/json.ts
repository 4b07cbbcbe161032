/** Reading JSON of which nothing is certain. */

/** A JSON object whose fields are not known to have any particular type. */
export type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an object (not a list), else `undefined`. */
export function asRecord(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** The value where it is a list, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value where it is a string, else `undefined`. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value where it is a finite number, else `undefined`. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/**
 * Follows the path as far as it leads; `null` reads as absent, since the API server drops it too.
 *
 * Parameters rather than a list of them: this is called some thousand times for each service of a synth.
 */
export function field(value: unknown, first: string, second?: string, third?: string, fourth?: string, fifth?: string): unknown {
  let current = isObject(value) ? value[first] : undefined;
  if (second !== undefined) {
    current = isObject(current) ? current[second] : undefined;
    if (third !== undefined) {
      current = isObject(current) ? current[third] : undefined;
      if (fourth !== undefined) {
        current = isObject(current) ? current[fourth] : undefined;
        if (fifth !== undefined) {
          current = isObject(current) ? current[fifth] : undefined;
        }
      }
    }
  }
  return current === null ? undefined : current;
}

/** The same for a path of any length; the value itself for an empty one. */
export function fieldAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    current = field(current, key);
  }
  return current === null ? undefined : current;
}

/** The names of the fields that are given, `null` not counting as given. */
export function givenFields(value: unknown): string[] {
  const given: string[] = [];
  if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const content = value[key];
      if (content !== undefined && content !== null) {
        given.push(key);
      }
    }
  }
  return given;
}

/** The entries of `value` that are strings, as for labels; a map, so that no name collides with a built-in one. */
export function asLabels(value: unknown): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const label = value[key];
      if (typeof label === 'string') {
        labels.set(key, label);
      }
    }
  }
  return labels;
}
