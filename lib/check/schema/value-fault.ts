import { givenFields, JsonObject } from '../../model/json';
import { didYouMean } from '../nearest';
import type { Fault } from '../rule';
import { showList, showValue } from '../wording';
import { BOOLEAN, LIST, NO_JSON, NULL, OBJECT, showExpected, showType, TEXT, typeOf, WHOLE } from './json-type';
import type { Presence } from './presence';
import { isGiven, isMetBy, mentioned } from './presence';
import type { Schema } from './schema';

/** What is wrong with a value, without saying where it stands. */
export interface ValueFault extends Pick<Fault, 'value' | 'text'> {
  readonly fix: string;
}

/** Names that are probably a boolean; YAML 1.2 reads them as text. */
const BOOLEAN_WORDS = /^(true|false|yes|no|on|off)$/i;

/** Fields that hold a duration, which Go does not read without a unit. */
const DURATION = /(?:interval|delay|duration|timeout)$/i;

/**
 * What is wrong with a value of the wrong type.
 *
 * @param name of the field; `undefined` for a whole manifest
 */
export function wrongType(value: unknown, schema: Schema, name?: string | number): ValueFault {
  const expected = showExpected(schema.typeNames);
  const type = typeOf(value);
  if (typeof value === 'number' && (schema.types & WHOLE) !== 0) {
    return { value, text: `is not ${expected}`, fix: `give ${expected}` };
  }
  const text = `is ${showType(value)} where ${expected} is expected`;
  // What cannot be shown in short is the subject of the sentence as the field itself.
  const shown = type === NULL || type === LIST || type === OBJECT ? {} : { value };
  return { ...shown, text, fix: inSeconds(value, schema, name) ?? retyped(value, type, schema) ?? `give ${expected}` };
}

function inSeconds(value: unknown, schema: Schema, name: string | number | undefined): string | undefined {
  const isDuration = typeof value === 'number' && schema.types === TEXT && typeof name === 'string' && DURATION.test(name);
  return isDuration ? `write "${value}s"` : undefined;
}

/** How to write a value so that it has the type that is expected, where it is plain what was meant. */
function retyped(value: unknown, type: number, schema: Schema): string | undefined {
  if (type === NULL) {
    return `give ${showExpected(schema.typeNames)}, or remove it`;
  }
  if (type === LIST) {
    return (schema.types & OBJECT) === 0 ? undefined : 'give an object instead of a list of them';
  }
  if ((schema.types & LIST) !== 0) {
    return listed(value, type, schema.items);
  }
  if (type === OBJECT) {
    return undefined;
  }
  if ((schema.types & OBJECT) !== 0) {
    return wrapped(value, type, schema);
  }
  return typeof value === 'string' ? unquoted(value, schema) : quoted(value, schema);
}

function listed(value: unknown, type: number, items: Schema | undefined): string | undefined {
  if (items === undefined || (items.types & type) === 0) {
    return undefined;
  }
  if (type !== OBJECT) {
    return `write [${showValue(value)}]`;
  }
  return givenFields(value).some((name) => items.names.includes(name)) ? 'make it an element of a list' : undefined;
}

/** Where an object is about one thing, people write that thing in its place. */
function wrapped(value: unknown, type: number, schema: Schema): string | undefined {
  const [name, ...others] = schema.required.length === 0 ? schema.names : schema.required;
  const takes = name === undefined || others.length > 0 ? 0 : schema.field(name)?.types ?? 0;
  return (takes & type) === 0 ? undefined : `write { ${name ?? ''}: ${showValue(value)} }`;
}

function unquoted(text: string, schema: Schema): string | undefined {
  const number = text.trim() === '' ? NaN : Number(text);
  const isTrueOrFalse = (schema.types & BOOLEAN) !== 0 && (text === 'true' || text === 'false');
  if (isTrueOrFalse || (String(number) === text && (schema.types & typeOf(number)) !== 0)) {
    return `write ${text} without quotes`;
  }
  return (schema.types & BOOLEAN) !== 0 && BOOLEAN_WORDS.test(text) ? 'write true or false, without quotes' : undefined;
}

function quoted(value: unknown, schema: Schema): string | undefined {
  return schema.types !== TEXT || typeOf(value) === NO_JSON ? undefined : `quote it: ${showValue(String(value))}`;
}

/** What is wrong with a value of the right type, if anything. */
export function outOfBounds(value: unknown, schema: Schema): ValueFault | undefined {
  if (typeof value === 'string') {
    return unknownValue(value, schema) ?? malformed(value, schema) ?? wrongTextLength(value, schema);
  }
  if (typeof value === 'number' && value < schema.minimum) {
    return { value, text: `is below ${schema.minimum}`, fix: `give at least ${schema.minimum}` };
  }
  return typeof value === 'number' && value > schema.maximum
    ? { value, text: `is above ${schema.maximum}`, fix: `give at most ${schema.maximum}` } : undefined;
}

function wrongTextLength(value: string, schema: Schema): ValueFault | undefined {
  // Characters are counted where it matters only: each takes one or two code units.
  const isInRange = value.length >= 2 * schema.shortest && value.length <= schema.longest;
  return isInRange ? undefined : wrongLength(value, Array.from(value).length, 'characters', schema);
}

function unknownValue(value: string, { values }: Schema): ValueFault | undefined {
  if (values === undefined || values.has(value)) {
    return undefined;
  }
  const [only = '', ...others] = listable(values);
  return others.length === 0
    ? { value, text: 'is not what is expected here', fix: `write ${only}` }
    : { value, text: `is none of ${showList([only, ...others])}`, fix: didYouMean(value, [only, ...others], 'use one of them') };
}

/** Empty text is taken for absent; nobody should be told to write it. */
function listable(values: ReadonlySet<string>): string[] {
  return [...values].filter((value) => value !== '');
}

function malformed(value: string, { pattern, title }: Schema): ValueFault | undefined {
  if (pattern === undefined || pattern.test(value)) {
    return undefined;
  }
  return { value, text: `is not ${title ?? `of the form ${pattern.source}`}`, fix: 'write it in that form' };
}

/** What is wrong with the length of a text or a list, if anything. */
export function wrongLength(
  value: unknown, length: number, unit: 'characters' | 'elements', { shortest, longest }: Schema,
): ValueFault | undefined {
  const subject = unit === 'elements' ? {} : { value };
  if (length < shortest) {
    return { ...subject, text: `has ${length} ${unit}, and ${shortest} is the least`, fix: `give at least ${shortest}` };
  }
  return length > longest
    ? { ...subject, text: `has ${length} ${unit}, and ${longest} is the most`, fix: `use at most ${longest}` } : undefined;
}

/** What is wrong where a field is absent. */
export function absent({ typeNames, values }: Schema): ValueFault {
  const given = values === undefined ? showExpected(typeNames) : listable(values).join(' or ');
  return { text: 'is required', fix: given === '' ? 'add it' : `give ${given}` };
}

/** What is wrong with an object whose fields do not go together. */
export function illMatched(presence: Presence, fields: JsonObject): ValueFault {
  const names = mentioned(presence);
  const given = names.filter((name) => isGiven(fields, name));
  if (given.length > 1 && given.every((name) => isMetBy(presence, name))) {
    return { text: `takes only one of ${showList(names)}`, fix: `keep one of ${showList(given)}` };
  }
  if (given.length === 0 && names.every((name) => isMetBy(presence, name))) {
    return { text: `needs one of ${showList(names)}`, fix: 'give one of them' };
  }
  const together = given.length > 1 ? 'together' : 'alone';
  return given.length === 0
    ? { text: `needs some of ${showList(names)}`, fix: 'give what is missing' }
    : { text: `does not take ${showList(given)} ${together}`, fix: 'see which of its fields go together' };
}
