import { asRecord } from './json';

/** Thrown from any depth, and caught at the top. */
const TOKEN = new Error('not plain');

/**
 * The value with the keys of its objects sorted and without what is absent, as cdk8s writes it; `undefined` if it holds
 * anything but plain JSON, such as a token, which is for cdk8s to resolve.
 */
export function plainJson(value: unknown): unknown {
  return unlessToken(() => plain(value));
}

/** The same without the lists and objects that are empty, as cdk8s writes metadata. */
export function filledJson(value: unknown): unknown {
  return unlessToken(() => filled(value));
}

function unlessToken(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error === TOKEN) {
      return undefined;
    }
    throw error;
  }
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  const fields = fieldsOf(value);
  const sorted: Record<string, unknown> = {};
  for (const key of sortedKeys(fields)) {
    const item = fields[key];
    if (item !== undefined && item !== null) {
      sorted[key] = plain(item);
    }
  }
  return sorted;
}

function filled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map(filled);
  }
  const fields = fieldsOf(value);
  const sorted: Record<string, unknown> = {};
  let isEmpty = true;
  for (const key of sortedKeys(fields)) {
    const item = filled(fields[key]);
    if (item !== undefined && item !== null) {
      sorted[key] = item;
      isEmpty = false;
    }
  }
  return isEmpty ? undefined : sorted;
}

function fieldsOf(value: object): Record<string, unknown> {
  if (Object.getPrototypeOf(value) !== Object.prototype || 'resolve' in value) {
    throw TOKEN;
  }
  return asRecord(value) ?? {};
}

/** Most objects have their keys in order already: to see that costs less than to sort. */
function sortedKeys(fields: object): readonly string[] {
  const keys = Object.keys(fields);
  let before = '';
  for (const key of keys) {
    if (key < before) {
      return keys.sort();
    }
    before = key;
  }
  return keys;
}
