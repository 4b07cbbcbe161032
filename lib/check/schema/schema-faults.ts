import { asList, asRecord, field, JsonObject } from '../../model/json';
import type { Fault } from '../rule';
import { element } from '../wording';
import { typeOf } from './json-type';
import type { Place } from './place';
import { asElement, inside, meantBy, otherwise } from './place';
import { isGiven, isMet } from './presence';
import type { Schema } from './schema';
import type { ValueFault } from './value-fault';
import { absent, illMatched, outOfBounds, wrongLength, wrongType } from './value-fault';

/** A place where a manifest does not keep to its schema. */
export interface SchemaFault extends Fault {
  /** An unknown field is dropped in silence; a value that the schema does not take is refused. */
  readonly kind: 'unknown' | 'value';
  readonly fix: string;
}

/** Nobody mends more at a time, and suggestions take time. */
const MOST_FAULTS = 100;

/** A manifest with more values than this is larger than what fits into a cluster, and repeats itself by references. */
const MOST_VALUES = 1_000_000;

/**
 * Where the value does not keep to the schema. As for the API server, `null` is an absent field.
 *
 * It ends for any value, since it goes only as deep as the schema, which ends, and takes few microseconds where there is
 * no fault: paths and texts are made for faults only.
 *
 * @param path where the value stands; `''` for a whole manifest
 */
export function schemaFaults(value: unknown, schema: Schema, path = ''): SchemaFault[] {
  return new Walk(value, schema, path).run();
}

class Walk {
  private readonly faults: SchemaFault[] = [];
  /** The way from the root to where the walk is: as many of the keys as it is deep, since shortening a list takes time. */
  private readonly keys: (string | number)[] = [];
  private depth = 0;
  private left = MOST_VALUES;

  public constructor(private readonly value: unknown, private readonly root: Schema, private readonly path: string) {}

  public run(): SchemaFault[] {
    this.visit(this.value, this.root);
    return this.faults;
  }

  private visit(value: unknown, schema: Schema): void {
    this.left -= 1;
    if (this.left < 0 || this.faults.length >= MOST_FAULTS) {
      return;
    }
    if ((schema.types & typeOf(value)) === 0) {
      this.add({ field: this.here(), ...wrongType(value, schema, this.keys[this.depth - 1]) });
    } else if (Array.isArray(value)) {
      this.visitList(value, schema);
    } else if (typeof value === 'object' && value !== null) {
      if (!schema.isOpaque) {
        this.visitFields(asRecord(value) ?? {}, schema);
      }
    } else if (schema.isBounded) {
      this.addHere(outOfBounds(value, schema));
    }
  }

  private visitList(list: readonly unknown[], schema: Schema): void {
    if (list.length < schema.shortest || list.length > schema.longest) {
      this.addHere(wrongLength(list, list.length, 'elements', schema));
    }
    const { items } = schema;
    if (items === undefined) {
      return;
    }
    this.depth += 1;
    for (let index = 0; index < list.length && this.left > 0; index += 1) {
      this.keys[this.depth - 1] = index;
      this.visit(list[index], items);
    }
    this.depth -= 1;
  }

  private visitFields(fields: JsonObject, schema: Schema): void {
    this.depth += 1;
    let unknown: string[] | undefined;
    for (const name in fields) {
      const value = fields[name];
      if (value !== undefined && value !== null) {
        const known = schema.field(name);
        if (known !== undefined) {
          this.keys[this.depth - 1] = name;
          this.visit(value, known);
        } else if (schema.isClosed) {
          unknown ??= [];
          unknown.push(name);
        }
      }
    }
    this.depth -= 1;
    const meant = unknown === undefined ? undefined : this.addUnknown(unknown, fields, schema);
    for (const name of schema.required) {
      if (!isGiven(fields, name) && meant?.has(name) !== true) {
        this.add({ field: inside(this.here(), name), ...absent(schema.field(name) ?? schema) });
      }
    }
    for (const presence of schema.presences) {
      if (!isMet(presence, fields)) {
        this.addHere(illMatched(presence, fields));
      }
    }
  }

  /** @returns the known fields that were probably meant, and so are not missing */
  private addUnknown(names: readonly string[], fields: JsonObject, schema: Schema): Set<string> {
    const meant = new Set<string>();
    const ancestors = this.ancestors();
    for (const name of names.slice(0, MOST_FAULTS)) {
      const near = meantBy(name, fields, schema);
      if (near !== undefined) {
        meant.add(near);
      }
      const fix = near === undefined ? otherwise(name, ancestors) : asElement(name, near, schema) ?? `did you mean ${JSON.stringify(near)}?`;
      this.add({ field: inside(this.here(), name), text: 'is unknown, and the API server drops it', fix }, 'unknown');
    }
    return meant;
  }

  private addHere(fault: ValueFault | undefined): void {
    if (fault !== undefined) {
      this.add({ field: this.here(), ...fault });
    }
  }

  private add(fault: Omit<SchemaFault, 'kind'>, kind: SchemaFault['kind'] = 'value'): void {
    if (this.faults.length < MOST_FAULTS) {
      this.faults.push({ ...fault, kind });
    }
  }

  private get way(): readonly (string | number)[] {
    return this.keys.slice(0, this.depth);
  }

  private here(): string {
    return this.way.reduce<string>((path, key) => (typeof key === 'number' ? element(path, key) : inside(path, key)), this.path);
  }

  /** The objects around where the walk is, from the outermost. */
  private ancestors(): Place[] {
    let place: Place = { path: this.path, schema: this.root, value: this.value };
    const places = [place];
    for (const key of this.way) {
      const { path, schema, value } = place;
      place = typeof key === 'number'
        ? { path: element(path, key), schema: schema.items ?? schema, value: asList(value)[key] }
        : { path: inside(path, key), schema: schema.field(key) ?? schema, value: field(value, key) };
      if (place.schema.items === undefined) {
        places.push(place);
      }
    }
    return places;
  }
}
