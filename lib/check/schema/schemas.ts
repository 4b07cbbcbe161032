import { $defs, schemas } from '../../../imports/schemas.json';
import { asRecord, asString } from '../../model/json';
import { Schema } from './schema';

/** What stands in a text is parsed when it is first needed. */
type Texts = Readonly<Record<string, string | undefined>>;

const KINDS: Texts = schemas;
const DEFINITIONS: Texts = $defs;
const REFERENCE = '#/$defs/';

// Schemas never change, so that they may be kept.
const kinds = new Map<string, Schema>();
const definitions = new Map<string, Schema>();

/** The schema of whole manifests of a kind; `undefined` for a kind whose CRD is not among the imports. */
export function schemaOf(group: string, kind: string): Schema | undefined {
  return kept(kinds, KINDS, `${group}/${kind}`);
}

/** The schema of the pods in any template. */
export function podTemplateSchema(): Schema | undefined {
  return kept(definitions, DEFINITIONS, 'PodTemplateSpec');
}

/** The versions of the API that have an imported kind, of which only the name is known; none for any other kind. */
export function apiVersionsOf(kind: string): readonly string[] {
  for (const name in KINDS) {
    if (name.endsWith(kind) && name[name.length - kind.length - 1] === '/') {
      return [...schemaOf(name.slice(0, -kind.length - 1), kind)?.field('apiVersion')?.values ?? []];
    }
  }
  return [];
}

function kept(schemas: Map<string, Schema>, written: Texts, name: string): Schema | undefined {
  const known = schemas.get(name);
  const text = known === undefined ? written[name] : undefined;
  if (text === undefined) {
    return known;
  }
  const schema = resolve(JSON.parse(text));
  schemas.set(name, schema);
  return schema;
}

function resolve(json: unknown): Schema {
  const record = asRecord(json) ?? {};
  const reference = asString(record.$ref)?.slice(REFERENCE.length);
  const definition = reference === undefined ? undefined : kept(definitions, DEFINITIONS, reference);
  return definition ?? new Schema(record, resolve);
}
