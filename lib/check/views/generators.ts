import { asList, asRecord, field } from '../../model/json';

/** A generator can have others within, and these too; no deeper. */
const DEEPEST = 3;

/** Whether any generator of an ApplicationSet has a template of its own, which counts over that of the set. */
export function hasOwnTemplate(generators: unknown, depth = 1): boolean {
  return asList(generators).some((generator) => Object.values(asRecord(generator) ?? {}).some((kind) => (
    hasContent(field(kind, 'template'), 1) || (depth < DEEPEST && hasOwnTemplate(field(kind, 'generators'), depth + 1))
  )));
}

/** An Application has nothing that lies deeper; what is read may lie in itself. */
const DEEPEST_FIELD = 8;

/** Whether anything is said: an API server shows a template that was left out with all its required fields, and these are empty. */
function hasContent(value: unknown, depth: number): boolean {
  const record = asRecord(value);
  const parts = record === undefined ? asList(value) : Object.values(record);
  return record === undefined && !Array.isArray(value)
    ? value !== undefined && value !== null && value !== ''
    : depth > DEEPEST_FIELD || parts.some((part) => hasContent(part, depth + 1));
}
