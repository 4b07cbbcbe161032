// What `npm run imports` makes of the structural schema of a CRD: a lean copy to generate constructs from, and a
// strict JSON schema that refuses unknown fields.

/** The embedded templates met so far, by definition name. Filled by `strictSchema`. */
export const TEMPLATES = new Map();

const COMBINATORS = ['allOf', 'anyOf', 'oneOf'];

/** Tells the Kubernetes type that CRDs embed whole, by the fields that only it has. */
function embeddedTemplate(schema) {
  const fields = schema.properties ?? {};
  if (fields.spec?.properties?.containers !== undefined) {
    return 'PodTemplateSpec';
  }
  if (fields.backoffLimit !== undefined && fields.template !== undefined) {
    return 'JobSpec';
  }
  return undefined;
}

function mapValues(record, transform) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, transform(value)]));
}

/** Copies the parts of `schema` that hold further schemas, transformed. */
function mapChildren(schema, transform) {
  const children = {};
  if (schema.properties !== undefined) {
    children.properties = mapValues(schema.properties, transform);
  }
  if (schema.items !== undefined) {
    children.items = transform(schema.items);
  }
  if (typeof schema.additionalProperties === 'object') {
    children.additionalProperties = transform(schema.additionalProperties);
  }
  return children;
}

/** The same schema without prose, and with the embedded templates as plain objects. */
export function lean(schema) {
  if (embeddedTemplate(schema) !== undefined) {
    return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  }
  const { description, 'x-kubernetes-validations': rules, ...rest } = schema;
  return { ...rest, ...mapChildren(schema, lean) };
}

/** Keeps only what a combinator says about presence: which fields, not what they hold. */
function presence(schema) {
  const kept = {};
  for (const keyword of [...COMBINATORS]) {
    if (schema[keyword] !== undefined) {
      kept[keyword] = schema[keyword].map(presence);
    }
  }
  if (schema.not !== undefined) {
    kept.not = presence(schema.not);
  }
  if (schema.required !== undefined) {
    kept.required = schema.required;
  }
  if (schema.properties !== undefined) {
    kept.properties = mapValues(schema.properties, presence);
  }
  return kept;
}

function typeOf(schema) {
  if (schema['x-kubernetes-int-or-string'] === true) {
    return { type: ['integer', 'string'] };
  }
  if (schema.type === undefined) {
    return {};
  }
  return { type: schema.nullable === true ? [schema.type, 'null'] : schema.type };
}

function strict(schema) {
  const template = embeddedTemplate(schema);
  if (template === undefined) {
    return strictHere(schema);
  }
  const definition = strictHere(schema);
  const known = TEMPLATES.get(template);
  TEMPLATES.set(template, known === undefined ? definition : widest(known, definition));
  return { $ref: `#/$defs/${template}` };
}

/** Upstream embeds slightly different copies; the one with more fields serves all. */
function widest(left, right) {
  return JSON.stringify(left).length >= JSON.stringify(right).length ? left : right;
}

function strictHere(schema) {
  const result = { ...typeOf(schema), ...mapChildren(schema, strict) };
  for (const keyword of ['enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'required']) {
    if (schema[keyword] !== undefined) {
      result[keyword] = schema[keyword];
    }
  }
  if (schema.properties !== undefined && schema.additionalProperties === undefined
      && schema['x-kubernetes-preserve-unknown-fields'] !== true) {
    result.additionalProperties = false;
  }
  if (schema['x-kubernetes-int-or-string'] === true) {
    return result;
  }
  return { ...result, ...presenceOf(schema) };
}

function presenceOf(schema) {
  const { required, properties, ...combinators } = presence(schema);
  return combinators;
}

/** A JSON schema for whole objects of one kind. */
export function strictSchema(schema, { apiVersion, kind }) {
  const { properties, ...rest } = strict(schema);
  return {
    ...rest,
    properties: { ...properties, apiVersion: { const: apiVersion }, kind: { const: kind }, metadata: { type: 'object' }, status: {} },
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
  };
}
