import { DEFINITIONS, JsonSchema } from './oracle';

/** A valid value with every field that the schema writes out, and with what is needed of the definitions that it refers to. */
export function sampleOf(schema: JsonSchema, isFull = true): any {
  if (schema.$ref !== undefined) {
    return sampleOf(DEFINITIONS[schema.$ref.replace('#/$defs/', '')], false);
  }
  const [type] = [schema.type].flat();
  switch (type) {
    case 'string': return stringOf(schema);
    case 'integer': return 7;
    case 'number': return 0.5;
    case 'boolean': return true;
    case 'array': return [sampleOf(schema.items, isFull)];
    case 'object': return fieldsOf(schema, isFull);
    default: return { anything: [1, 'goes'] };
  }
}

function stringOf({ enum: values, pattern }: JsonSchema): string {
  return values?.find((value: string) => value !== '') ?? (pattern === undefined ? 'text' : '500m');
}

function fieldsOf(schema: JsonSchema, isFull: boolean): any {
  const { properties = {}, required = [], additionalProperties } = schema;
  const spare = rivals(schema);
  const names = Object.keys(properties).filter((name) => (isFull || required.includes(name)) && !spare.has(name));
  const fields = Object.fromEntries(names.map((name) => [name, sampleOf(properties[name], isFull)]));
  if (typeof additionalProperties === 'object') {
    fields['any.name/at-all'] = sampleOf(additionalProperties, isFull);
  } else if (additionalProperties === undefined && schema.properties === undefined) {
    fields.anything = { goes: [1] };
  }
  return fields;
}

/** Of fields of which only one may be given, all but the first. */
function rivals(schema: JsonSchema): Set<string> {
  const groups: JsonSchema[] = [schema, ...schema.allOf ?? []].filter(({ oneOf }) => oneOf !== undefined);
  return new Set(groups.flatMap(({ oneOf }) => oneOf.flatMap(({ required = [] }) => required).slice(1)));
}
