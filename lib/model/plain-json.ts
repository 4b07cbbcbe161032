import { asRecord } from './json';

/** Thrown from any depth, and caught at the top. */
const TOKEN = new Error('not plain');

/**
 * The value with the keys of its objects sorted and without what is absent, as cdk8s writes it; `undefined` if it holds
 * anything but plain JSON, such as a token, which is for cdk8s to resolve.
 */
export function plainJson(value: unknown): unknown {
  try {
    return plain(value);
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
  if (Object.getPrototypeOf(value) !== Object.prototype || 'resolve' in value) {
    throw TOKEN;
  }
  const fields = asRecord(value) ?? {};
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(fields).sort()) {
    const item = fields[key];
    if (item !== undefined && item !== null) {
      sorted[key] = plain(item);
    }
  }
  return sorted;
}
