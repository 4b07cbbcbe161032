import { schemaFaults } from '../../../lib/check/schema/schema-faults';
import { Schema } from '../../../lib/check/schema/schema';
import { podTemplateSchema, schemaOf } from '../../../lib/check/schema/schemas';
import { DEFINITIONS, JsonSchema, KINDS } from './oracle';

function resolve(json: unknown): Schema {
  return new Schema(json as JsonSchema, resolve);
}

/** What is said about a value: `<path>: <value> <text>; <fix>`. */
function said(value: unknown, schema: JsonSchema, path?: string): string[] {
  return schemaFaults(value, resolve(schema), path)
    .map(({ field, text, fix, ...fault }) => `${field}: ${'value' in fault ? `${JSON.stringify(fault.value)} ` : ''}${text}; ${fix}`);
}

const LIST_OF_STRINGS = { type: 'array', items: { type: 'string' } };

describe('a value of the wrong type', () => {
  test.each<[unknown, JsonSchema, string]>([
    ['20', { type: 'integer' }, '"20" is a string where a whole number is expected; write 20 without quotes'],
    ['0.5', { type: 'integer' }, '"0.5" is a string where a whole number is expected; give a whole number'],
    ['0.5', { type: 'number' }, '"0.5" is a string where a number is expected; write 0.5 without quotes'],
    ['1e3', { type: 'integer' }, '"1e3" is a string where a whole number is expected; give a whole number'],
    ['', { type: 'integer' }, '"" is a string where a whole number is expected; give a whole number'],
    [2.5, { type: 'integer' }, '2.5 is not a whole number; give a whole number'],
    [2.5, { type: ['integer', 'string'] }, '2.5 is not a whole number or a string; give a whole number or a string'],
    [true, { type: ['integer', 'string'] }, 'true is a boolean where a whole number or a string is expected; give a whole number or a string'],
    ['true', { type: 'boolean' }, '"true" is a string where true or false is expected; write true without quotes'],
    ['yes', { type: 'boolean' }, '"yes" is a string where true or false is expected; write true or false, without quotes'],
    ['maybe', { type: 'boolean' }, '"maybe" is a string where true or false is expected; give true or false'],
    [1, { type: 'boolean' }, '1 is a number where true or false is expected; give true or false'],
    [8080, { type: 'string' }, '8080 is a number where a string is expected; quote it: "8080"'],
    [false, { type: 'string' }, 'false is a boolean where a string is expected; quote it: "false"'],
    [NaN, { type: 'string' }, 'null is a number where a string is expected; give a string'],
    [{}, { type: 'string' }, 'is an object where a string is expected; give a string'],
    ['sh', LIST_OF_STRINGS, '"sh" is a string where a list is expected; write ["sh"]'],
    [7, LIST_OF_STRINGS, '7 is a number where a list is expected; give a list'],
    [{ a: 1 }, LIST_OF_STRINGS, 'is an object where a list is expected; give a list'],
    [{ name: 'a' }, { type: 'array', items: { type: 'object', properties: { name: {} } } },
      'is an object where a list is expected; make it an element of a list'],
    [{ a: 'b' }, { type: 'array', items: { type: 'object', properties: { name: {} } } },
      'is an object where a list is expected; give a list'],
    [[{}], { type: 'object' }, 'is a list where an object is expected; give an object instead of a list of them'],
    [[1], { type: 'integer' }, 'is a list where a whole number is expected; give a whole number'],
    ['30s', { type: 'object', properties: { duration: { type: 'string' } } },
      '"30s" is a string where an object is expected; write { duration: "30s" }'],
    [80, { type: 'object', properties: { number: { type: 'integer' }, name: {} }, required: ['number'] },
      '80 is a number where an object is expected; write { number: 80 }'],
    [80, { type: 'object', properties: { number: { type: 'integer' }, name: {} } },
      '80 is a number where an object is expected; give an object'],
  ])('%j is met with what to write', (value, schema, message) => {
    expect(said({ x: value }, { type: 'object', properties: { x: schema } })).toEqual([`x: ${message}`]);
  });

  test('is not looked into', () => {
    const closed = { type: 'object', additionalProperties: false };
    expect(said({ x: [{ unknown: [{}] }] }, { type: 'object', properties: { x: closed } })).toHaveLength(1);
  });
});

describe('a value out of bounds', () => {
  test.each<[unknown, JsonSchema, string]>([
    ['always', { type: 'string', enum: ['', 'Always', 'Never'] }, '"always" is none of Always and Never; did you mean "Always"?'],
    ['often', { type: 'string', enum: ['', 'Always', 'Never'] }, '"often" is none of Always and Never; use one of them'],
    ['v1', { type: 'string', enum: ['v1alpha1'] }, '"v1" is not what is expected here; write v1alpha1'],
    ['128MB', { type: 'string', pattern: '^\\d+Mi$', title: 'a quantity' }, '"128MB" is not a quantity; write it in that form'],
    ['128MB', { type: 'string', pattern: '^\\d+Mi$' }, '"128MB" is not of the form ^\\d+Mi$; write it in that form'],
    [-1, { type: 'integer', minimum: 0 }, '-1 is below 0; give at least 0'],
    [101, { type: 'integer', maximum: 100 }, '101 is above 100; give at most 100'],
    ['💥💥', { type: 'string', maxLength: 1 }, '"💥💥" has 2 characters, and 1 is the most; use at most 1'],
    ['', { type: 'string', minLength: 1 }, '"" has 0 characters, and 1 is the least; give at least 1'],
    [[], { type: 'array', minItems: 1 }, 'has 0 elements, and 1 is the least; give at least 1'],
    [[1, 2], { type: 'array', maxItems: 1 }, 'has 2 elements, and 1 is the most; use at most 1'],
  ])('%j is met with the bound', (value, schema, message) => {
    expect(said([value], { type: 'array', items: schema }, 'spec')).toEqual([`spec[0]: ${message}`]);
  });

  test.each<[unknown, JsonSchema]>([
    ['', { type: 'string', enum: ['', 'Always'] }],
    ['💥', { type: 'string', maxLength: 1 }],
    [3.0, { type: 'integer' }],
    [7, { type: ['integer', 'string'], pattern: '^a$' }],
    [NaN, {}],
    [{ any: [null] }, { type: 'object' }],
  ])('%j is within', (value, schema) => {
    expect(said(value, schema)).toEqual([]);
  });
});

describe('an object', () => {
  const STEP = {
    type: 'object', additionalProperties: false, properties: { weight: { type: 'integer' }, name: { type: 'string' } }, required: ['name'],
  };

  test('must have what is required, and null is nothing', () => {
    expect(said({}, STEP, 'spec')).toEqual(['spec.name: is required; give a string']);
    expect(said({ name: null }, STEP)).toEqual(['name: is required; give a string']);
    expect(said({ name: undefined }, STEP)).toEqual(['name: is required; give a string']);
    expect(said({ name: 'a', weight: null, unknown: null }, STEP)).toEqual([]);
  });

  test('lacks no field that it has misspelt', () => {
    expect(said({ nmae: 'a' }, STEP)).toEqual(['nmae: is unknown, and the API server drops it; did you mean "name"?']);
  });

  test('says what a required field may hold', () => {
    const required = (schema: JsonSchema): string[] => said({}, { type: 'object', properties: { x: schema }, required: ['x'] });
    expect(required({ type: 'string', enum: ['', 'In', 'NotIn'] })).toEqual(['x: is required; give In or NotIn']);
    expect(required({ type: ['integer', 'string'] })).toEqual(['x: is required; give a whole number or a string']);
    expect(required({})).toEqual(['x: is required; add it']);
  });

  test('has unknown fields with names of any kind', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'a.b', '', '💥']) {
      const fields = JSON.parse(`{"name": "a", ${JSON.stringify(name)}: 1}`);
      expect(schemaFaults(fields, resolve(STEP)).map(({ kind }) => kind)).toEqual(['unknown']);
    }
    expect(said({ name: 'a', 'a.b': 1 }, STEP)).toEqual([
      '["a.b"]: is unknown, and the API server drops it; remove it, or use one of weight and name',
    ]);
    expect(said([{ name: 'a', 'a.b': 1 }], { type: 'array', items: STEP }, 'steps')[0]).toMatch(/^steps\[0\]\["a\.b"\]: /);
  });

  test('may be a map, or open', () => {
    expect(said({ a: 'x', 'b.c/d': 1 }, { type: 'object', additionalProperties: { type: 'string' } }, 'labels')).toEqual([
      'labels["b.c/d"]: 1 is a number where a string is expected; quote it: "1"',
    ]);
    expect(said({ a: 1, name: 2 }, { type: 'object', properties: { name: { type: 'string' } } })).toHaveLength(1);
  });

  test('may have no fields at all', () => {
    expect(said({ a: 1 }, { type: 'object', additionalProperties: false })).toEqual(['a: is unknown, and the API server drops it; remove it']);
  });

  test.each<[object, JsonSchema, string]>([
    [{ a: 1, b: 1 }, { oneOf: [{ not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } }, { required: ['a'] }, { required: ['b'] }] },
      'x: takes only one of a and b; keep one of a and b'],
    [{ a: 1, b: 1 }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }, 'x: takes only one of a and b; keep one of a and b'],
    [{ a: null }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }, 'x: needs one of a and b; give one of them'],
    [{ c: 1 }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }, 'x: needs one of a and b; give one of them'],
    [{ a: 1 }, { not: { required: ['a'] } }, 'x: does not take a alone; see which of its fields go together'],
    [{ a: 1, b: 1 }, { allOf: [{ not: { required: ['a', 'b'] } }] }, 'x: takes only one of a and b; keep one of a and b'],
    [{ a: 1 }, { anyOf: [{ required: ['a', 'b'] }] }, 'x: does not take a alone; see which of its fields go together'],
    [{}, { anyOf: [{ required: ['a', 'b'] }] }, 'x: needs some of a and b; give what is missing'],
  ])('%j has fields that do not go together', (fields, schema, message) => {
    expect(said({ x: fields }, { type: 'object', properties: { x: { type: 'object', ...schema } } })).toEqual([message]);
  });
});

describe('whatever the value is', () => {
  test('a value that contains itself ends where the schema does', () => {
    const knot: any = {};
    for (const name of ['spec', 'metadata', 'template', 'strategy', 'canary']) {
      knot[name] = knot;
    }
    Object.assign(knot, { containers: [knot, knot], steps: [knot] });
    const faults = schemaFaults(knot, schemaOf('argoproj.io', 'Rollout')!);
    expect(faults.length).toBeGreaterThan(10);
    expect(faults.length).toBeLessThanOrEqual(100);
  });

  test('a value that repeats itself by references does not take for ever', () => {
    const wide = (item: unknown): unknown[] => Array.from({ length: 1_000 }, () => item);
    const env = wide({ name: 'a' });
    const container = { name: 'a', env, envFrom: wide({ prefix: 'a' }) };
    const containers = wide(container);
    const template = { spec: { containers, initContainers: containers } };
    expect(schemaFaults(template, podTemplateSchema()!)).toEqual([]);
  });

  test('no more is told than anybody mends at a time', () => {
    const steps = Array.from({ length: 10_000 }, () => ({ setWieght: 1, bananas: 2 }));
    const fields = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field-${index}`, 1]));
    expect(schemaFaults({ spec: { strategy: { canary: { steps } } } }, schemaOf('argoproj.io', 'Rollout')!)).toHaveLength(100);
    expect(schemaFaults({ spec: fields }, schemaOf('argoproj.io', 'Rollout')!)).toHaveLength(100);
  });

  test('values that are not of JSON are of the wrong type', () => {
    const odd = [() => 1, Symbol('a'), 10n, Infinity];
    expect(odd.flatMap((value) => schemaFaults(value, resolve({ type: 'object' })))).toHaveLength(4);
    expect(odd.flatMap((value) => schemaFaults(value, resolve({})))).toEqual([]);
  });
});

describe('the imported schemas', () => {
  const all = Object.entries({ ...DEFINITIONS, ...KINDS });

  function referred(schema: JsonSchema): string[] {
    return [...JSON.stringify(schema).matchAll(/#\/\$defs\/(\w+)/g)].map(([, name]) => name!);
  }

  test('are those of eleven kinds', () => {
    expect(Object.keys(KINDS)).toEqual([
      'argoproj.io/AnalysisRun', 'argoproj.io/AnalysisTemplate', 'argoproj.io/AppProject', 'argoproj.io/Application',
      'argoproj.io/ApplicationSet', 'argoproj.io/ClusterAnalysisTemplate', 'argoproj.io/Experiment', 'argoproj.io/Rollout',
      'networking.istio.io/DestinationRule', 'networking.istio.io/Gateway', 'networking.istio.io/VirtualService',
    ]);
    expect(schemaOf('', 'Service')).toBeUndefined();
    expect(schemaOf('argoproj.io', '')).toBeUndefined();
    expect(schemaOf('__proto__', '__proto__')).toBeUndefined();
  });

  test('refer to every definition, and to nothing else', () => {
    expect([...new Set(all.flatMap(([, schema]) => referred(schema)))].sort()).toEqual(Object.keys(DEFINITIONS).sort());
  });

  test('end: no definition contains itself', () => {
    const depthOf = (name: string, way: string[]): number => {
      expect(way).not.toContain(name);
      return 1 + Math.max(0, ...referred(DEFINITIONS[name]).map((next) => depthOf(next, [...way, name])));
    };
    expect(Math.max(...Object.keys(DEFINITIONS).map((name) => depthOf(name, [])))).toBeLessThan(12);
  });

  test('say nothing that the walker does not understand', () => {
    const KNOWN = [
      '$ref', 'additionalProperties', 'allOf', 'anyOf', 'enum', 'items', 'maxItems', 'maxLength', 'maximum', 'minItems', 'minLength',
      'minimum', 'not', 'oneOf', 'pattern', 'properties', 'required', 'title', 'type',
    ];
    const keywords = new Set<string>();
    const collect = (schema: JsonSchema): void => {
      const { properties = {}, items, additionalProperties, allOf = [], anyOf = [], oneOf = [], not } = schema;
      Object.keys(schema).forEach((keyword) => keywords.add(keyword));
      [...Object.values(properties), items, additionalProperties, ...allOf, ...anyOf, ...oneOf, not]
        .filter((child) => typeof child === 'object').forEach(collect);
    };
    all.forEach(([, schema]) => { collect(schema); });
    expect([...keywords].sort()).toEqual(KNOWN);
  });
});
