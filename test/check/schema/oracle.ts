import Ajv, { ValidateFunction } from 'ajv';
import texts from '../../../imports/schemas.json';

/** A piece of JSON schema. */
export type JsonSchema = any;

function parsed(written: Record<string, string>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(written).map(([name, text]) => [name, JSON.parse(text)]));
}

export const DEFINITIONS = parsed(texts.$defs);

/** The schemas of whole manifests, by `group/Kind`. */
export const KINDS = parsed(texts.schemas);

const SCHEMAS = { $id: 'schemas', $defs: { ...DEFINITIONS, ...KINDS } };

// What ajv has compiled it keeps.
const ajv = new Ajv({ allowUnionTypes: true, allErrors: true });
ajv.addSchema(SCHEMAS);

/** The schema of a kind or of a definition, as ajv understands it. */
export function validator(name: string): ValidateFunction {
  return ajv.getSchema(`schemas#/$defs/${name.replace('/', '~1')}`)!;
}

/** `argoproj.io/Rollout` */
export function kindOf({ apiVersion, kind }: any): string {
  return `${apiVersion.split('/')[0]}/${kind}`;
}

/** The value as the API server stores it: without the fields that are `null`. */
export function withoutNulls(value: any): any {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  return typeof value !== 'object' || value === null ? value
    : Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null && item !== undefined)
      .map(([key, item]) => [key, withoutNulls(item)]));
}
