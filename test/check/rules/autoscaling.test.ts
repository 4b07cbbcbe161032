import { autoscaler, canary, deployment, messages, migration, podTemplate, without } from '../fixtures';

function vertical(targetRef: object): any {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'checkout', namespace: 'shop' },
    spec: { targetRef, updatePolicy: { updateMode: 'Off' } },
  };
}

function scaledObject(scaleTargetRef: object): any {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'checkout', namespace: 'shop' },
    spec: { scaleTargetRef, triggers: [{ type: 'kafka', metadata: { topic: 'orders' } }] },
  };
}

describe('ARO501: replicas', () => {
  test('are the business of the autoscaler', () => {
    const manifests = canary();
    manifests.rollout.spec.replicas = 0;
    expect(messages(manifests)).toEqual([
      'ARO501 spec.replicas: 0 is overruled by HorizontalPodAutoscaler checkout; '
      + 'remove it, and let minReplicas of the autoscaler be the least',
    ]);
  });

  test('are the business of KEDA where it scales the Rollout', () => {
    const manifests = canary();
    manifests.rollout.spec.replicas = 3;
    manifests.autoscaler = scaledObject(manifests.autoscaler.spec.scaleTargetRef);
    expect(messages(manifests)).toEqual([
      'ARO501 spec.replicas: 3 is overruled by ScaledObject checkout; '
      + 'remove it, and let minReplicaCount of the autoscaler be the least',
    ]);
    delete manifests.rollout.spec.replicas;
    expect(messages(manifests)).toEqual([]);
  });

  test('are given while a Deployment is scaled down in favour of the Rollout', () => {
    const target = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout' };
    expect(messages({ ...migration(), autoscaler: autoscaler('checkout', target) })).toEqual([]);
  });

  test('are given where nothing scales the Rollout', () => {
    const manifests = without(canary(), 'autoscaler');
    manifests.rollout.spec.replicas = 3;
    expect(messages(manifests)).toEqual([]);
  });

  test('are not touched by an autoscaler of the size of the pods', () => {
    const manifests = without(canary(), 'autoscaler');
    manifests.rollout.spec.replicas = 3;
    manifests.vertical = vertical({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout' });
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO502: an autoscaler', () => {
  const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout' };
  const FIX = 'target apiVersion argoproj.io/v1alpha1, kind Rollout';

  test('does not scale a Deployment that a Rollout has taken over', () => {
    expect(messages({ ...migration(), autoscaler: autoscaler('checkout', DEPLOYMENT) })).toEqual([
      'ARO502 spec.scaleTargetRef: is Deployment checkout, which Rollout checkout has taken over; '
      + `${FIX}, name checkout`,
    ]);
  });

  test('does not scale a Deployment that has become a Rollout', () => {
    const manifests = canary();
    manifests.autoscaler = vertical(DEPLOYMENT);
    expect(messages(manifests)).toEqual([
      `ARO502 spec.targetRef: is Deployment checkout, which is not there, while Rollout checkout is; ${FIX}`,
    ]);
  });

  test('of KEDA scales a Deployment unless it says otherwise', () => {
    const manifests = canary();
    manifests.autoscaler = scaledObject({ name: 'checkout' });
    expect(messages(manifests)).toEqual([
      `ARO502 spec.scaleTargetRef: is Deployment checkout, which is not there, while Rollout checkout is; ${FIX}`,
    ]);
    manifests.autoscaler = scaledObject({ kind: 'Rollout', name: 'checkout' });
    expect(messages(manifests)).toEqual(['ARO502 spec.scaleTargetRef.apiVersion: is absent; write argoproj.io/v1alpha1']);
    manifests.autoscaler = scaledObject({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout' });
    expect(messages(manifests)).toEqual([]);
  });

  test.each([
    ['a kind that is no text', { kind: 7 }], ['no name', { name: undefined }], ['an empty name', { name: '' }], ['a StatefulSet', { kind: 'StatefulSet' }],
  ])('is left alone where its target has %s', (_, change) => {
    const manifests = canary();
    manifests.autoscaler = scaledObject({ name: 'checkout', ...change });
    expect(messages(manifests)).toEqual([]);
  });

  test('scales a Deployment that is one', () => {
    expect(messages({ deployment: deployment('checkout'), autoscaler: autoscaler('checkout', DEPLOYMENT) })).toEqual([]);
    expect(messages({ autoscaler: autoscaler('checkout', DEPLOYMENT) })).toEqual([]);
  });

  test.each([
    ['apps/v1', '"apps/v1" has no kind Rollout'],
    [undefined, 'is absent'],
  ])('finds no Rollout in the API %s', (apiVersion, said) => {
    const manifests = canary();
    manifests.autoscaler.spec.scaleTargetRef.apiVersion = apiVersion;
    expect(messages(manifests)).toEqual([`ARO502 spec.scaleTargetRef.apiVersion: ${said}; write argoproj.io/v1alpha1`]);
  });

  test('is the only one', () => {
    const manifests = canary();
    manifests.second = autoscaler('second', manifests.autoscaler.spec.scaleTargetRef);
    expect(messages(manifests)).toEqual([
      'ARO502 spec.scaleTargetRef: is Rollout checkout, which HorizontalPodAutoscaler checkout scales already; '
      + 'remove one of the two',
    ]);
  });

  test('is the only one, whether of Kubernetes or of KEDA', () => {
    const manifests = canary();
    manifests.second = scaledObject(manifests.autoscaler.spec.scaleTargetRef);
    expect(messages(manifests)).toEqual([
      'ARO502 spec.scaleTargetRef: is Rollout checkout, which HorizontalPodAutoscaler checkout scales already; '
      + 'remove one of the two',
    ]);
  });

  test('may have a namesake that scales something else', () => {
    const manifests = canary();
    manifests.second = scaledObject({ kind: 'StatefulSet', name: 'checkout' });
    manifests.third = autoscaler('third', { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'cart' });
    expect(messages(manifests)).toEqual([]);
  });

  test('of the number of pods goes with one of their size', () => {
    const manifests = canary();
    manifests.vertical = vertical(manifests.autoscaler.spec.scaleTargetRef);
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO503: a Deployment', () => {
  const SAID = 'selects the pods of Rollout checkout as well; '
    + 'remove the Deployment, give it 0 replicas, or refer to it by spec.workloadRef of the Rollout';

  test('does not run the pods of a Rollout', () => {
    expect(messages({ ...canary(), deployment: deployment('old') })).toEqual([`ARO503 spec.selector.matchLabels: ${SAID}`]);
  });

  test.each([
    ['has no replicas', (spec: any) => spec.replicas = 0],
    ['selects other pods', (spec: any) => spec.selector.matchLabels.app = 'cart'],
    ['selects fewer pods', (spec: any) => spec.selector.matchLabels.tier = 'web'],
    ['selects by expressions', (spec: any) => spec.selector.matchExpressions = [{ key: 'tier', operator: 'Exists' }]],
  ])('may stand beside a Rollout where it %s', (_, change) => {
    const old = deployment('old');
    change(old.spec);
    // The Rollout's own selector is ARO413's to look at.
    expect(messages({ ...canary(), old }).filter((message) => !message.startsWith('ARO413'))).toEqual([]);
  });

  test('that the Rollout does not refer to runs beside it', () => {
    const manifests = { ...migration(), another: deployment('another') };
    expect(messages(manifests)).toEqual([`ARO503 spec.selector.matchLabels: ${SAID}`]);
  });

  test('may have the same labels in another namespace', () => {
    const old = deployment('old');
    old.metadata.namespace = 'elsewhere';
    expect(messages({ ...canary(), old })).toEqual([]);
    expect(messages({ one: { ...old, spec: { template: podTemplate() } } })).toEqual([]);
  });
});
