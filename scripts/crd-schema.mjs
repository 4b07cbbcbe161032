// What `npm run imports` makes of the structural schema of a CRD: a lean copy to generate constructs from, and a
// strict JSON schema that refuses unknown fields.

const COMBINATORS = ['allOf', 'anyOf', 'oneOf'];
const LIMITS = ['enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'required'];

const STRINGS = { type: 'object', additionalProperties: { type: 'string' } };
const QUANTITY = {
  type: ['number', 'string'],
  title: 'a quantity such as 500m or 128Mi',
  pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+))?$',
};
const KINDS_OF_VALUE = { integer: { type: 'integer' }, boolean: { type: 'boolean' }, any: {}, STRINGS, QUANTITY };

/**
 * Values that Kubernetes has in code rather than in schemas, by the end of the path; the first match counts. Where the
 * first value is empty, empty text counts as absent: templates of Helm often leave it so.
 */
const VALUES = [
  [/\.resizePolicy\.restartPolicy$/, 'NotRequired RestartContainer'],
  [/\.restartPolicy$/, ' Always OnFailure Never'],
  [/\.(imagePullPolicy|image\.pullPolicy)$/, ' Always IfNotPresent Never'],
  [/\.ports\.protocol$/, ' TCP UDP SCTP'],
  [/\.httpGet\.scheme$/, ' HTTP HTTPS'],
  [/\.terminationMessagePolicy$/, ' File FallbackToLogsOnError'],
  [/\.dnsPolicy$/, ' ClusterFirst ClusterFirstWithHostNet Default None'],
  [/\.tolerations\.operator$/, ' Equal Exists Gt Lt'],
  [/\.tolerations\.effect$/, ' NoSchedule PreferNoSchedule NoExecute'],
  [/\.nodeAffinity\..*\.operator$/, 'In NotIn Exists DoesNotExist Gt Lt'],
  [/\.matchExpressions\.operator$/, 'In NotIn Exists DoesNotExist'],
  [/\.onExitCodes\.operator$/, 'In NotIn'],
  [/\.whenUnsatisfiable$/, 'DoNotSchedule ScheduleAnyway'],
  [/\.(seccompProfile|appArmorProfile)\.type$/, 'Localhost RuntimeDefault Unconfined'],
  [/\.hostPath\.type$/, ' DirectoryOrCreate Directory FileOrCreate File Socket CharDevice BlockDevice'],
  [/\.mountPropagation$/, 'None HostToContainer Bidirectional'],
  [/\.completionMode$/, 'NonIndexed Indexed'],
];

function valuesAt(path) {
  const [, values] = VALUES.find(([end]) => end.test(path)) ?? [];
  return values === undefined ? {} : { enum: values.split(' ') };
}

/** A strict schema in short: `!` after the name of a field says that it is required, and brackets say list. */
function short(notation, path = '') {
  if (notation === 'string') {
    return { type: 'string', ...valuesAt(path) };
  }
  if (typeof notation === 'string') {
    return KINDS_OF_VALUE[notation];
  }
  if (Array.isArray(notation)) {
    return { type: 'array', items: short(notation[0], path) };
  }
  const fields = Object.entries(notation).map(([key, value]) => [key.replace('!', ''), value]);
  const required = Object.keys(notation).filter((key) => key.endsWith('!')).map((key) => key.replace('!', ''));
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, value]) => [name, short(value, `${path}.${name}`)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** CRDs leave the metadata of objects open, for the API server knows it, and that of pod templates all but empty. */
const OBJECT_META = short({
  annotations: 'STRINGS', creationTimestamp: 'string', deletionGracePeriodSeconds: 'integer', deletionTimestamp: 'string',
  finalizers: ['string'], generateName: 'string', generation: 'integer', labels: 'STRINGS', managedFields: ['any'], name: 'string',
  namespace: 'string',
  ownerReferences: [{
    'apiVersion!': 'string', blockOwnerDeletion: 'boolean', controller: 'boolean', 'kind!': 'string', 'name!': 'string', 'uid!': 'string',
  }],
  resourceVersion: 'string', selfLink: 'string', uid: 'string',
});
// Programs that print an object which they have just made print it so.
OBJECT_META.properties.creationTimestamp = { type: ['string', 'null'] };

const KEY_TO_PATH = { 'key!': 'string', mode: 'integer', 'path!': 'string' };
const POD_FIELD = {
  fieldRef: { apiVersion: 'string', 'fieldPath!': 'string' }, mode: 'integer', 'path!': 'string',
  resourceFieldRef: { containerName: 'string', divisor: 'QUANTITY', 'resource!': 'string' },
};
/** The CRDs leave volumes open too. Here they are as in Kubernetes, without the contents of those that are rare. */
const VOLUMES = short([{
  ...Object.fromEntries([
    'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'ephemeral', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk',
    'gitRepo', 'glusterfs', 'iscsi', 'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume',
  ].map((name) => [name, 'any'])),
  configMap: { defaultMode: 'integer', items: [KEY_TO_PATH], name: 'string', optional: 'boolean' },
  csi: {
    'driver!': 'string', fsType: 'string', nodePublishSecretRef: { name: 'string' }, readOnly: 'boolean', volumeAttributes: 'STRINGS',
  },
  downwardAPI: { defaultMode: 'integer', items: [POD_FIELD] },
  emptyDir: { medium: 'string', sizeLimit: 'QUANTITY' },
  hostPath: { 'path!': 'string', type: 'string' },
  image: { pullPolicy: 'string', reference: 'string' },
  'name!': 'string',
  nfs: { 'path!': 'string', readOnly: 'boolean', 'server!': 'string' },
  persistentVolumeClaim: { 'claimName!': 'string', readOnly: 'boolean' },
  projected: {
    defaultMode: 'integer',
    sources: [{
      clusterTrustBundle: 'any',
      configMap: { items: [KEY_TO_PATH], name: 'string', optional: 'boolean' },
      downwardAPI: { items: [POD_FIELD] },
      podCertificate: 'any',
      secret: { items: [KEY_TO_PATH], name: 'string', optional: 'boolean' },
      serviceAccountToken: { audience: 'string', expirationSeconds: 'integer', 'path!': 'string' },
    }],
  },
  secret: { defaultMode: 'integer', items: [KEY_TO_PATH], optional: 'boolean', secretName: 'string' },
}], '.volumes');

/** The Kubernetes types that CRDs embed whole, met so far by name. Filled by `strictSchema`. */
export const TEMPLATES = new Map([['ObjectMeta', OBJECT_META]]);

/** Names for what has none in a CRD. */
export const NAMES = new Map([
  [JSON.stringify(STRINGS), 'StringMap'],
  [JSON.stringify(short(['string'])), 'StringList'],
  [JSON.stringify(QUANTITY), 'Quantity'],
]);

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

export function mapValues(record, transform) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, transform(value, key)]));
}

/** Copies the parts of `schema` that hold further schemas, transformed; the transformation gets the name of a field. */
export function mapChildren(schema, transform) {
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

/**
 * The same schema without prose, and with the embedded templates as plain objects, and whatever else is to be open.
 *
 * @param isOpen whether what stands at a path is to be open
 */
export function lean(schema, isOpen, path) {
  if (embeddedTemplate(schema) !== undefined || isOpen(path)) {
    return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  }
  const { description, 'x-kubernetes-validations': rules, ...rest } = schema;
  return { ...rest, ...mapChildren(schema, (child, name = '[]') => lean(child, isOpen, `${path}.${name}`)) };
}

/** What a schema says about the presence of its fields. */
function combinatorsOf(schema) {
  const kept = {};
  for (const keyword of COMBINATORS) {
    if (schema[keyword] !== undefined) {
      kept[keyword] = schema[keyword].map(presence);
    }
  }
  return schema.not === undefined ? kept : { ...kept, not: presence(schema.not) };
}

/** A branch of a combinator. In all CRDs so far they are about presence; leaving out anything else might turn their sense. */
function presence(schema) {
  const { description, required, allOf, anyOf, oneOf, not, ...other } = schema;
  if (Object.keys(other).length > 0) {
    throw new Error(`a combinator says more than which fields are given: ${JSON.stringify(schema)}`);
  }
  return { ...combinatorsOf(schema), ...(required === undefined ? {} : { required }) };
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

function strict(schema, path) {
  const template = embeddedTemplate(schema);
  if (template === undefined) {
    return strictHere(schema, path);
  }
  const { properties, ...rest } = strictHere(schema, `.${template}`);
  const metadata = template === 'PodTemplateSpec' ? { metadata: { $ref: '#/$defs/ObjectMeta' } } : {};
  const definition = { ...rest, properties: { ...properties, ...metadata } };
  const known = TEMPLATES.get(template);
  TEMPLATES.set(template, known === undefined ? definition : widest(known, definition));
  return { $ref: `#/$defs/${template}` };
}

/** Upstream embeds slightly different copies; the one with more fields serves all. */
function widest(left, right) {
  return JSON.stringify(left).length >= JSON.stringify(right).length ? left : right;
}

function strictHere(schema, path) {
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (isOpen && /\.resources\.(limits|requests)$/.test(path)) {
    return { type: 'object', additionalProperties: QUANTITY };
  }
  if (path === '.PodTemplateSpec.spec.volumes') {
    return VOLUMES;
  }
  const result = { ...typeOf(schema), ...mapChildren(schema, (child, name) => strict(child, name === undefined ? path : `${path}.${name}`)) };
  if (schema.type === 'string') {
    Object.assign(result, valuesAt(path));
  }
  for (const keyword of LIMITS) {
    if (schema[keyword] !== undefined) {
      result[keyword] = schema[keyword];
    }
  }
  // The API server drops unknown fields from any object that is not said to be open, even from one without fields.
  if (schema.type === 'object' && schema.additionalProperties === undefined && !isOpen) {
    result.additionalProperties = false;
  }
  if (schema['x-kubernetes-int-or-string'] === true) {
    // Quantities are the only ones of a pattern.
    return schema.pattern === undefined ? result : { ...result, title: QUANTITY.title };
  }
  return { ...result, ...combinatorsOf(schema) };
}

/** A JSON schema for whole objects of one kind; the versions of its API have one schema. */
export function strictSchema(schema, { apiVersions, kind }) {
  const { properties, required = [], ...rest } = strict(schema, '');
  const type = { apiVersion: { type: 'string', enum: apiVersions }, kind: { type: 'string', enum: [kind] } };
  return {
    ...rest,
    properties: { ...type, ...properties, ...type, metadata: { $ref: '#/$defs/ObjectMeta' }, status: {} },
    required: ['apiVersion', 'kind', 'metadata', ...required],
  };
}
