import { asList, asString, field, JsonObject } from '../../model/json';

/** What a schema demands of which fields are given together. */
export interface Presence {
  readonly required: readonly string[];
  readonly allOf: readonly Presence[];
  readonly anyOf: readonly Presence[];
  readonly oneOf: readonly Presence[];
  readonly not: Presence | undefined;
}

/** The combinators of a schema, each for itself; most have none. */
export function presencesOf({ allOf, anyOf, oneOf, not }: JsonObject): readonly Presence[] {
  const presences = asList(allOf).map(presenceOf);
  if (anyOf !== undefined) {
    presences.push(presenceOf({ anyOf }));
  }
  if (oneOf !== undefined) {
    presences.push(presenceOf({ oneOf }));
  }
  if (not !== undefined) {
    presences.push(presenceOf({ not }));
  }
  return presences;
}

function presenceOf(schema: unknown): Presence {
  const branches = (name: string): Presence[] => asList(field(schema, name)).map(presenceOf);
  const not = field(schema, 'not');
  return {
    required: asList(field(schema, 'required')).flatMap((name) => asString(name) ?? []),
    allOf: branches('allOf'),
    anyOf: branches('anyOf'),
    oneOf: branches('oneOf'),
    not: not === undefined ? undefined : presenceOf(not),
  };
}

/** Whether a field is given; `null` is not, since the API server drops it. */
export function isGiven(fields: JsonObject, name: string): boolean {
  const value = fields[name];
  return value !== undefined && value !== null;
}

/** Whether the demand is met by an object with these fields. */
export function isMet(presence: Presence, fields: JsonObject): boolean {
  for (const name of presence.required) {
    if (!isGiven(fields, name)) {
      return false;
    }
  }
  if (presence.oneOf.length > 0 && countMet(presence.oneOf, fields) !== 1) {
    return false;
  }
  if (presence.anyOf.length > 0 && countMet(presence.anyOf, fields) === 0) {
    return false;
  }
  return countMet(presence.allOf, fields) === presence.allOf.length && (presence.not === undefined || !isMet(presence.not, fields));
}

function countMet(presences: readonly Presence[], fields: JsonObject): number {
  let met = 0;
  for (const presence of presences) {
    met += isMet(presence, fields) ? 1 : 0;
  }
  return met;
}

/** All fields that the demand is about, once each, in order. */
export function mentioned({ required, allOf, anyOf, oneOf, not }: Presence): string[] {
  const branches = [...allOf, ...anyOf, ...oneOf, ...(not === undefined ? [] : [not])];
  return [...new Set([...required, ...branches.flatMap(mentioned)])];
}

/** Whether the demand would be met by this field alone. */
export function isMetBy(presence: Presence, name: string): boolean {
  return isMet(presence, { [name]: true });
}
