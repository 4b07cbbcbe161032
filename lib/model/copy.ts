import { UsageError } from './usage-error';

/**
 * A copy of lists and plain objects, however deep, so that a later change by whoever gave them changes nothing here.
 *
 * Instances of classes are left alone: they are constructs and values that cannot change. So are objects that compute
 * what they hold.
 *
 * @param path the path of the construct that copies, for messages
 * @throws if a list or an object is part of itself, which no manifest can say
 */
export function copyOf<T>(value: T, path?: string): T;
export function copyOf(value: unknown, path?: string): unknown {
  return copyWithin([], value, path);
}

/** @param outer what the value lies in, from the outside to the inside */
function copyWithin(outer: object[], value: unknown, path: string | undefined): unknown {
  if (typeof value !== 'object' || value === null || (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype)) {
    return value;
  }
  if (outer.includes(value)) {
    const fix = 'leave it out, or give a copy of what it is to hold';
    throw new UsageError({ path, field: fieldOf([...outer, value]), rule: 'is part of itself', fix });
  }
  outer.push(value);
  const copy = Array.isArray(value) ? value.map((item: unknown) => copyWithin(outer, item, path)) : copyOfFields(outer, value, path);
  outer.pop();
  return copy;
}

function copyOfFields(outer: object[], value: object, path: string | undefined): unknown {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined || !('value' in descriptor)) {
      return value;
    }
    const item: unknown = descriptor.value;
    copy[key] = copyWithin(outer, item, path);
  }
  return copy;
}

/** The way from each of the objects to the next, which lies in it. */
function fieldOf(objects: readonly object[]): string {
  const keys = objects.slice(1).map((inner, index) => {
    const outer = objects[index] ?? {};
    const key = Object.entries(outer).find(([, item]) => item === inner)?.[0] ?? '';
    return Array.isArray(outer) ? `[${key}]` : `.${key}`;
  });
  return keys.join('').replace(/^\./, '');
}
