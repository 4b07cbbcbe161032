import { asRecord } from './json';
import { Problem } from './usage-error';

const FIX = 'give a number, a text, true, false, null, or lists and maps of them';

/** What is among values that no manifest can say. What a token comes to is not known yet. */
export function unwritableValues(value: unknown, field: string, path?: string): Problem[] {
  if (isUnwritable(value)) {
    return [{ path, field, value, rule: 'is no value of JSON', fix: FIX }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => unwritableValues(item, `${field}[${index}]`, path));
  }
  const fields = asRecord(value);
  return fields === undefined || isToken(fields)
    ? [] : Object.entries(fields).flatMap(([key, item]) => unwritableValues(item, `${field}.${key}`, path));
}

/** Whether null is among the values: for Helm it takes away what the chart has there, and it must arrive. */
export function hasNull(value: unknown): boolean {
  const fields = asRecord(value);
  return value === null || (Array.isArray(value) && value.some(hasNull))
    || (fields !== undefined && !isToken(fields) && Object.values(fields).some(hasNull));
}

function isUnwritable(value: unknown): boolean {
  return ['bigint', 'function', 'symbol'].includes(typeof value) || (typeof value === 'number' && !Number.isFinite(value)) || value instanceof Date;
}

function isToken(fields: object): boolean {
  return Object.getPrototypeOf(fields) !== Object.prototype || typeof Reflect.get(fields, 'resolve') === 'function';
}
