import Ajv from 'ajv';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { schemaFaults } from '../../../lib/check/schema/schema-faults';
import { Schema } from '../../../lib/check/schema/schema';
import { schemaOf } from '../../../lib/check/schema/schemas';
import { canary } from '../fixtures';
import { DEFINITIONS, JsonSchema, kindOf, KINDS, validator, withoutNulls } from './oracle';
import { sampleOf } from './samples';

// The walker is ours, so that it is quick; what it says must be what a validator says that everybody uses.

/** The schema of that name as the walker reads it. */
function resolve(json: unknown): Schema {
  const { $ref, ...rest } = json as JsonSchema;
  return $ref === undefined ? new Schema(rest, resolve) : new Schema(DEFINITIONS[$ref.replace('#/$defs/', '')], resolve);
}

const FOLDER = join(__dirname, '../../examples/manifests');
const written = readdirSync(FOLDER).filter((file) => /^(a4|b4|c6)-/.test(file)).flatMap((file) => parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8'))
  .map((document): [string, any] => [file, document.toJS()]));
const manifests = [...written, ...Object.values(canary()).map((manifest): [string, any] => ['the fixture', manifest])]
  .map(([source, manifest]): [string, string, any] => [kindOf(manifest), source, manifest])
  .filter(([kind]) => kind in KINDS);

const WRONG: unknown[] = [
  null, undefined, '', 'x'.repeat(64), '20', 20, 2.5, -1, 1e20, NaN, true, [], [null], ['text'], [{}], {}, { unknown: 1 }, { name: 'text' },
];

interface Position {
  readonly parent: any;
  readonly key: string | number;
  readonly path: (string | number)[];
}

/** All that is said in a schema, at any depth, about which fields go together. */
function combinations(schema: JsonSchema): JsonSchema[] {
  const { allOf, anyOf, oneOf, not, properties = {}, items, additionalProperties } = schema;
  const inside = [...Object.values(properties), items, additionalProperties].filter((child) => typeof child === 'object');
  const here = Object.entries({ allOf, anyOf, oneOf, not }).filter(([, combinator]) => combinator !== undefined);
  return [...here.length === 0 ? [] : [Object.fromEntries(here)], ...inside.flatMap(combinations)];
}

function subsets(names: string[]): string[][] {
  return names.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
}

/** Every place in a value, from the outside. */
function* positions(parent: any, path: (string | number)[] = []): Iterable<Position> {
  for (const name of Object.keys(parent)) {
    const key = Array.isArray(parent) ? Number(name) : name;
    yield { parent, key, path: [...path, key] };
    if (typeof parent[key] === 'object' && parent[key] !== null) {
      yield* positions(parent[key], [...path, key]);
    }
  }
}

/** Every way to change what stands there; the change is undone when the next is asked for. */
function* mutations({ parent, key }: Position): Iterable<unknown> {
  const before = parent[key];
  for (const value of WRONG) {
    parent[key] = value;
    yield value;
  }
  parent[key] = before;
  if (Array.isArray(parent)) {
    parent.push(before);
    yield 'an element more';
    parent.pop();
    return;
  }
  const fields = Object.entries(parent);
  const rewrite = (entries: [string, unknown][]): void => {
    Object.keys(parent).forEach((name) => { Reflect.deleteProperty(parent, name); });
    Object.assign(parent, Object.fromEntries(entries));
  };
  rewrite(fields.filter(([name]) => name !== key));
  yield 'removed';
  rewrite(fields.map(([name, value]) => [name === key ? `${name}x` : name, value]));
  yield 'renamed';
  rewrite([...fields, ['__proto__', 1]]);
  yield 'joined by an unknown field';
  rewrite(fields);
}

function disagreements(root: { value: any }, schema: Schema, validate: (value: unknown) => unknown): string[] {
  expect(schemaFaults(root.value, schema)).toEqual([]);
  expect(validate(root.value)).toBe(true);
  const before = JSON.stringify(root);
  const found: string[] = [];
  for (const position of positions(root)) {
    for (const mutation of mutations(position)) {
      if (!('value' in root)) {
        continue;
      }
      const faults = schemaFaults(root.value, schema);
      // The validator takes null for a value of its own, unlike the API server.
      const isValid = validate(mutation === null || mutation === undefined ? withoutNulls(root.value) ?? null : root.value);
      if ((faults.length === 0) !== isValid) {
        found.push(`${position.path.join('.')}, ${String(mutation)}: ${JSON.stringify(faults)}`);
      }
    }
  }
  expect(JSON.stringify(root)).toBe(before);
  return found;
}

const combined = Object.values({ ...DEFINITIONS, ...KINDS }).flatMap(combinations).map((schema) => JSON.stringify(schema));

describe('the walker and ajv agree, whatever is changed in', () => {
  test.each(Object.entries({ ...DEFINITIONS, ...KINDS }))('a %s with every field', (name, json) => {
    expect(disagreements({ value: sampleOf(json) }, resolve(json), validator(name))).toEqual([]);
  });

  test.each(manifests)('the %s of %s', (kind, _, manifest) => {
    const [group = '', name = ''] = kind.split('/');
    expect(disagreements({ value: manifest }, schemaOf(group, name)!, validator(kind))).toEqual([]);
  });

  test.each([...new Set(combined)])('the fields of %s', (text) => {
    const schema = JSON.parse(text);
    const names = [...new Set(text.match(/(?<=\[")\w+(?="\])/g))];
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const given of subsets(names)) {
      const fields = Object.fromEntries(given.map((name) => [name, 1]));
      expect([given, schemaFaults(fields, resolve(schema)).length === 0]).toEqual([given, validate(fields)]);
    }
  });
});
