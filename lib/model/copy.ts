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
  const fields = Object.entries(Object.getOwnPropertyDescriptors(value));
  if (fields.some(([, descriptor]) => !('value' in descriptor))) {
    return value;
  }
  return Object.fromEntries(fields.map(([key, { value: item }]) => [key, copyOf<unknown>(item)]));
}
