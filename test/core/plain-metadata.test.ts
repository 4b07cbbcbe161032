import { ApiObject, App, Chart, GroupVersionKind, Lazy, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { createApiObject } from '../../lib/core/api-object';

const gvk: GroupVersionKind = { apiVersion: 'example.com/v1', kind: 'Thing' };

const text = fc.oneof(fc.string(), fc.constantFrom('a', 'b', 'z', 'é', '__proto', '0'));
const texts = fc.dictionary(text, fc.string(), { maxKeys: 4, noNullPrototype: true });
const owner = fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('ConfigMap'), name: fc.string(), uid: fc.string() }, { noNullPrototype: true });
const given = fc.record({
  name: fc.string({ minLength: 1 }),
  namespace: fc.string(),
  labels: texts,
  annotations: texts,
  finalizers: fc.array(fc.string(), { maxLength: 2 }),
  ownerReferences: fc.array(owner, { maxLength: 2 }),
  generateName: fc.string(),
  managedFields: fc.array(fc.record({ manager: fc.string(), fieldsV1: fc.constant({}) }, { noNullPrototype: true }), { maxLength: 2 }),
}, { requiredKeys: ['name'], noNullPrototype: true });
const change = fc.oneof(
  fc.tuple(text, fc.string()).map(([key, value]) => ({ metadata }: ApiObject) => { metadata.addLabel(key, value); }),
  fc.tuple(text, fc.string()).map(([key, value]) => ({ metadata }: ApiObject) => { metadata.addAnnotation(key, value); }),
  fc.string().map((finalizer) => ({ metadata }: ApiObject) => { metadata.addFinalizers(finalizer); }),
  owner.map((reference) => ({ metadata }: ApiObject) => { metadata.addOwnerReference(reference); }),
  fc.tuple(fc.constantFrom('generateName', 'labels', 'name', 'other'), fc.constantFrom<unknown>('x', null, {}, [], 0, false))
    .map(([key, value]) => ({ metadata }: ApiObject) => { metadata.add(key, value); }),
);

/** A chart with defaults of its own. */
const chart = (): Chart => new Chart(Testing.app(), 'chart', { namespace: 'shop', labels: { team: 'shop', b: 'chart' } });

test('metadata is what cdk8s writes, whatever is given and added', () => {
  fc.assert(fc.property(given, fc.array(change, { maxLength: 5 }), (metadata, changes) => {
    const ours = createApiObject(chart(), { gvk, metadata, spec: () => ({}) });
    const bare = new ApiObject(chart(), 'Resource', { ...gvk, metadata, spec: {} });
    for (const apply of changes) {
      apply(ours);
      apply(bare);
    }
    expect(JSON.stringify(ours.toJson())).toBe(JSON.stringify(bare.toJson()));
    expect(ours.metadata.toJson()).toEqual(bare.metadata.toJson());
  }), { numRuns: 500 });
});

test('what is given is copied: to change it later changes nothing', () => {
  const metadata = { name: 'thing', labels: { a: '1' }, annotations: { b: '2' }, finalizers: ['c'], ownerReferences: [] };
  const object = createApiObject(chart(), { gvk, metadata, spec: () => ({}) });
  metadata.labels.a = 'changed';
  metadata.annotations.b = 'changed';
  metadata.finalizers.push('changed');
  expect(object.toJson()).toEqual({
    ...gvk,
    metadata: { name: 'thing', namespace: 'shop', labels: { team: 'shop', b: 'chart', a: '1' }, annotations: { b: '2' }, finalizers: ['c'] },
    spec: {},
  });
});

test('a token in metadata is resolved', () => {
  const object = createApiObject(chart(), {
    gvk, metadata: { name: 'thing', annotations: { late: Lazy.any({ produce: () => 'resolved' }) } }, spec: () => ({ replicas: 1 }),
  });
  expect(object.toJson()).toEqual({
    ...gvk,
    metadata: { name: 'thing', namespace: 'shop', labels: { team: 'shop', b: 'chart' }, annotations: { late: 'resolved' } },
    spec: { replicas: 1 },
  });
});

test('an app with a resolver of its own has it asked about metadata too', () => {
  const app = new App({
    resolvers: [{ resolve: (context) => { if (context.value === 'SECRET') { context.replaceValue('resolved'); } } }],
  });
  const object = createApiObject(new Chart(app, 'chart'), { gvk, metadata: { name: 'thing', labels: { a: 'SECRET' } }, spec: () => ({}) });
  expect(object.toJson()).toEqual({ ...gvk, metadata: { name: 'thing', labels: { a: 'resolved' } }, spec: {} });
});
