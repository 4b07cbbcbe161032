/**
 * A copy of lists and plain objects, however deep, so that a later change by whoever gave them changes nothing here.
 *
 * Instances of classes are left alone: they are constructs and values that cannot change. So are objects that compute
 * what they hold.
 */
export function copyOf<T>(value: T): T;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => copyOf(item));
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return value;
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (descriptor === undefined || !('value' in descriptor)) {
      return value;
    }
    const item: unknown = descriptor.value;
    copy[key] = copyOf(item);
  }
  return copy;
}
