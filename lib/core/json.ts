/** Plain JSON as it stands in a manifest. */
export type Json = Record<string, unknown>;

/** Whether the value is an object with fields. */
export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; empty where it is none. */
export function asRecord(value: unknown): Json {
  return isRecord(value) ? value : {};
}

/** The object in a field; empty where there is none. */
export function record(from: unknown, field: string): Json {
  return asRecord(asRecord(from)[field]);
}

/** The list in a field; empty where there is none. */
export function list(from: Json, field: string): readonly unknown[] {
  const value = from[field];
  return Array.isArray(value) ? value : [];
}

/** The text in a field. */
export function text(from: Json, field: string): string | undefined {
  const value = from[field];
  return typeof value === 'string' ? value : undefined;
}

/** The whole number in a field. */
export function whole(from: Json, field: string): number | undefined {
  const value = from[field];
  return Number.isInteger(value) ? Number(value) : undefined;
}
