import { asRecord, JsonObject } from './json';

/**
 * Both objects as one: maps are merged however deep, a list of `later` follows that of `earlier`, and anything else of
 * `later` wins.
 */
export function merged(earlier: JsonObject, later: JsonObject): JsonObject {
  const fields = new Map(Object.entries(earlier));
  for (const [key, value] of Object.entries(later)) {
    if (value !== undefined) {
      fields.set(key, mergedValue(fields.get(key), value));
    }
  }
  return Object.fromEntries(fields);
}

function mergedValue(before: unknown, value: unknown): unknown {
  const [fields, more] = [asRecord(before), asRecord(value)];
  if (fields !== undefined && more !== undefined) {
    return merged(fields, more);
  }
  return Array.isArray(before) && Array.isArray(value) ? [...before.map(unchanged), ...value.map(unchanged)] : value;
}

/** An element of a list, whose type is not known. */
function unchanged(item: unknown): unknown {
  return item;
}

/**
 * The object without what is absent, and without objects that have nothing else in them; `undefined` if nothing is left.
 * Values of a chart say only what they are asked to.
 */
export function withoutEmpty(value: JsonObject): JsonObject | undefined {
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const fields = asRecord(item);
    const left = fields === undefined || Object.getPrototypeOf(fields) !== Object.prototype ? item : withoutEmpty(fields);
    if (left !== undefined) {
      kept[key] = left;
    }
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}
