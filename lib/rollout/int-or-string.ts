/** One of the generated classes for a field that is a number or a text. */
interface IntOrStringClass<T> {
  fromNumber(value: number): T;
  fromString(value: string): T;
}

/** The value as the generated class has it. */
export function intOrString<T>(value: unknown, type: IntOrStringClass<T>): T | undefined {
  if (typeof value === 'number') {
    return type.fromNumber(value);
  }
  return typeof value === 'string' ? type.fromString(value) : undefined;
}
