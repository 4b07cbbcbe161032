import { checkManifests } from '../../../lib/check';
import { autoscaler, canary, messages } from '../fixtures';

const TARGET = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout' };
const KEDA = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject' };
const VERTICAL = { apiVersion: 'autoscaling.k8s.io/v1', kind: 'VerticalPodAutoscaler' };

describe('ARO504: the target of an autoscaler', () => {
  const ADD = 'add the Rollout, or correct the name';

  test('is among the manifests', () => {
    const manifests = canary();
    manifests.autoscaler.spec.scaleTargetRef.name = 'cart';
    expect(messages(manifests)).toEqual([`ARO504 spec.scaleTargetRef.name: "cart" is no Rollout among the manifests; ${ADD}`]);
  });

  test('was probably meant where it is misspelt', () => {
    const manifests = canary();
    manifests.autoscaler.spec.scaleTargetRef.name = 'chekout';
    expect(messages(manifests)).toEqual([
      'ARO504 spec.scaleTargetRef.name: "chekout" is no Rollout among the manifests; did you mean "checkout"?',
    ]);
  });

  test.each([
    [{ ...KEDA, spec: { scaleTargetRef: TARGET } }, 'scaleTargetRef'],
    [{ ...VERTICAL, spec: { targetRef: TARGET } }, 'targetRef'],
  ])('is looked for whatever scales: %j', (manifest: any, reference) => {
    manifest.metadata = { name: 'checkout', namespace: 'shop' };
    expect(messages({ manifest })).toEqual([`ARO504 spec.${reference}.name: "checkout" is no Rollout among the manifests; ${ADD}`]);
  });

  test('may live elsewhere, unless the manifests are all there are', () => {
    const severities = (options: object): string[] =>
      checkManifests([autoscaler('checkout', TARGET)], options).map(({ id, severity }) => `${id} ${severity}`);
    expect(severities({})).toEqual(['ARO504 warning']);
    expect(severities({ closedWorld: true })).toEqual(['ARO504 error']);
  });

  test.each([
    ['of another kind', { kind: 'StatefulSet', apiVersion: 'apps/v1' }],
    ['of another group', { apiVersion: 'example.com/v1' }],
    ['filled in later', { name: '{{ .Values.name }}' }],
    ['without a name', { name: undefined }],
    ['with an empty name', { name: '' }],
    ['with a name that is no text', { name: 7 }],
  ])('is not missed where it is %s', (_, change) => {
    const said = messages({ autoscaler: autoscaler('checkout', { ...TARGET, ...change }) });
    expect(said.filter((message) => /^ARO50[45]/.test(message))).toEqual([]);
  });

  test.each([['rollout'], ['autoscaler']])('may be in the namespace that the %s leaves open', (name) => {
    const manifests = canary();
    delete manifests[name].metadata.namespace;
    expect(messages(manifests).filter((message) => message.startsWith('ARO5'))).toEqual([]);
  });
});

describe('ARO505: an autoscaler', () => {
  test('is in the namespace of its Rollout', () => {
    const manifests = canary();
    manifests.autoscaler.metadata.namespace = 'default';
    expect(messages(manifests)).toEqual([
      'ARO505 metadata.namespace: "default" has no Rollout checkout, which is in namespace shop; '
      + 'put the autoscaler into the namespace of the Rollout',
    ]);
  });

  test('has a Rollout of its own where there are two of the name', () => {
    const { rollout, autoscaler: other } = canary();
    rollout.metadata.namespace = 'staging';
    other.metadata.namespace = 'staging';
    expect(messages({ ...canary(), rollout, other }).filter((message) => message.startsWith('ARO5'))).toEqual([
      'ARO505 metadata.namespace: "shop" has no Rollout checkout, which is in namespace staging; '
      + 'put the autoscaler into the namespace of the Rollout',
    ]);
    expect(messages({ ...canary(), second: rollout, other }).filter((message) => message.startsWith('ARO5'))).toEqual([]);
  });

  test('is known to be elsewhere only where both namespaces are', () => {
    const manifests = canary();
    manifests.autoscaler.metadata.namespace = '${NAMESPACE}';
    expect(messages(manifests).filter((message) => message.startsWith('ARO505'))).toEqual([]);
  });
});
