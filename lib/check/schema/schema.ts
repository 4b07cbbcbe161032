import { asList, asNumber, asRecord, asString, JsonObject } from '../../model/json';
import { bitsOf } from './json-type';
import type { Presence } from './presence';
import { presencesOf } from './presence';

/** Finds the schema that a piece of JSON schema writes out or refers to. */
export type Resolve = (json: unknown) => Schema;

/**
 * A structural schema, as CRDs have, made ready for walking: all instances have one shape, so that the engine reads them
 * quickly, and those of the fields are made when they are first asked for, since a manifest uses a few of many.
 */
export class Schema {
  /** The types that are taken, by their names in JSON schema; all, where there are none. */
  public readonly typeNames: readonly string[];
  /** The same as bits of `json-type`. */
  public readonly types: number;
  public readonly values: ReadonlySet<string> | undefined;
  public readonly pattern: RegExp | undefined;
  /** What the pattern describes, as `a quantity such as 500m or 128Mi`. */
  public readonly title: string | undefined;
  public readonly minimum: number;
  public readonly maximum: number;
  /** The fewest elements or characters. */
  public readonly shortest: number;
  /** The most elements or characters. */
  public readonly longest: number;
  public readonly required: readonly string[];
  public readonly presences: readonly Presence[];
  /** The names of the fields. */
  public readonly names: readonly string[];
  /** Whether other fields are unknown. */
  public readonly isClosed: boolean;
  /** Whether nothing is said about the fields or elements. */
  public readonly isOpaque: boolean;
  /** Whether texts and numbers are not all taken. */
  public readonly isBounded: boolean;

  private readonly properties: JsonObject;
  private readonly fields = new Map<string, Schema>();
  private element: Schema | undefined;
  private rest: Schema | undefined;

  public constructor(private readonly json: JsonObject, private readonly resolve: Resolve) {
    this.typeNames = typeof json.type === 'string' ? [json.type] : strings(json.type);
    this.types = bitsOf(this.typeNames);
    this.values = json.enum === undefined ? undefined : new Set(strings(json.enum));
    const pattern = asString(json.pattern);
    this.pattern = pattern === undefined ? undefined : new RegExp(pattern, 'u');
    this.title = asString(json.title);
    this.minimum = asNumber(json.minimum) ?? -Infinity;
    this.maximum = asNumber(json.maximum) ?? Infinity;
    this.shortest = asNumber(json.minLength) ?? asNumber(json.minItems) ?? 0;
    this.longest = asNumber(json.maxLength) ?? asNumber(json.maxItems) ?? Infinity;
    this.required = strings(json.required);
    this.presences = presencesOf(json);
    this.properties = asRecord(json.properties) ?? {};
    this.names = Object.keys(this.properties);
    this.isClosed = json.additionalProperties === false;
    this.isOpaque = json.properties === undefined && json.additionalProperties === undefined && json.items === undefined
      && this.required.length === 0 && this.presences.length === 0;
    this.isBounded = this.values !== undefined || this.pattern !== undefined || this.minimum > -Infinity || this.maximum < Infinity
      || this.shortest > 0 || this.longest < Infinity;
  }

  /** The schema of a field, if it has a name or if any may be given. */
  public field(name: string): Schema | undefined {
    return this.fields.get(name) ?? this.makeField(name);
  }

  /** The schema of the elements of a list. */
  public get items(): Schema | undefined {
    this.element ??= this.json.items === undefined ? undefined : this.resolve(this.json.items);
    return this.element;
  }

  private makeField(name: string): Schema | undefined {
    if (!Object.prototype.hasOwnProperty.call(this.properties, name)) {
      return this.others;
    }
    const schema = this.resolve(this.properties[name]);
    this.fields.set(name, schema);
    return schema;
  }

  /** The schema of all fields without one of their own, as in a map of labels. */
  private get others(): Schema | undefined {
    this.rest ??= asRecord(this.json.additionalProperties) === undefined ? undefined : this.resolve(this.json.additionalProperties);
    return this.rest;
  }
}

function strings(value: unknown): string[] {
  return asList(value).flatMap((item) => asString(item) ?? []);
}
