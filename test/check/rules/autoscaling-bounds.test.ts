import { canary, gitOps, messages, migration } from '../fixtures';

describe('ARO508: an autoscaler', () => {
  function bounded(bounds: object): any {
    const manifests = canary();
    Object.assign(manifests.autoscaler.spec, bounds);
    return manifests;
  }

  function scaledObject(bounds: object): any {
    const manifests = canary();
    const { metadata, spec: { scaleTargetRef } } = manifests.autoscaler;
    manifests.autoscaler = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata, spec: { scaleTargetRef, ...bounds } };
    return manifests;
  }

  test.each([
    [bounded({ minReplicas: 31 }), 'minReplicas: 31 is above maxReplicas, which is 30; give at most 30, or raise maxReplicas'],
    [bounded({ minReplicas: 1e300 }), 'minReplicas: 1e+300 is above maxReplicas, which is 30; give at most 30, or raise maxReplicas'],
    [bounded({ maxReplicas: 0 }), 'maxReplicas: 0 is below 1; give the most pods that may run'],
    [bounded({ minReplicas: undefined, maxReplicas: -1 }), 'maxReplicas: -1 is below 1; give the most pods that may run'],
    [scaledObject({ minReplicaCount: 7, maxReplicaCount: 5 }),
      'minReplicaCount: 7 is above maxReplicaCount, which is 5; give at most 5, or raise maxReplicaCount'],
    [scaledObject({ minReplicaCount: 101 }),
      'minReplicaCount: 101 is above maxReplicaCount, which is 100 where it is absent; give at most 100, or raise maxReplicaCount'],
    [scaledObject({ maxReplicaCount: 0 }), 'maxReplicaCount: 0 is below 1; give the most pods that may run'],
  ])('has room between its bounds (%#)', (manifests, said) => {
    expect(messages(manifests)).toEqual([`ARO508 spec.${said}`]);
  });

  test.each([
    ['the bounds are one', bounded({ minReplicas: 30 })],
    ['the fewest are not given', bounded({ minReplicas: undefined })],
    ['the most are not given', bounded({ minReplicas: 500, maxReplicas: undefined })],
    ['the most are no number', bounded({ minReplicas: 500, maxReplicas: '30' })],
    ['the fewest are no number', bounded({ minReplicas: '500' })],
    ['it scales to none', scaledObject({ minReplicaCount: 0, maxReplicaCount: 1 })],
    ['it says nothing', scaledObject({})],
    ['it scales to the most that is assumed', scaledObject({ minReplicaCount: 100 })],
    ['the most are no number for KEDA', scaledObject({ minReplicaCount: 500, maxReplicaCount: 'many' })],
  ])('is in order where %s', (_, manifests) => {
    expect(messages(manifests)).toEqual([]);
  });

  test('of the size of pods has no such bounds', () => {
    const manifests = canary();
    const { metadata, spec: { scaleTargetRef: targetRef } } = manifests.autoscaler;
    const spec = { targetRef, minReplicas: 5, maxReplicas: 0, updatePolicy: { updateMode: 'Off' } };
    manifests.autoscaler = { apiVersion: 'autoscaling.k8s.io/v1', kind: 'VerticalPodAutoscaler', metadata, spec };
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO509: a Deployment', () => {
  const SAID = 'ARO509 spec.replicas: 10 brings the old pods back whenever it is applied again, and Rollout checkout does not remove '
    + 'them a second time; write 0 when the move is over, or have Argo CD ignore the field and respect that (RespectIgnoreDifferences=true)';

  function moved(change: (manifests: any) => void = () => undefined): any {
    const manifests = migration();
    manifests.deployment.spec.replicas = 10;
    change(manifests);
    return manifests;
  }

  test.each([['progressively'], ['onsuccess']])('that is scaled down %s is not scaled up again', (scaleDown) => {
    expect(messages(moved(({ rollout }) => rollout.spec.workloadRef.scaleDown = scaleDown))).toEqual([SAID]);
  });

  test.each([
    ['has none', ({ deployment }: any) => deployment.spec.replicas = 0],
    ['leaves them open', ({ deployment }: any) => delete deployment.spec.replicas],
    ['says something else', ({ deployment }: any) => deployment.spec.replicas = '10'],
    ['is never scaled down', ({ rollout }: any) => rollout.spec.workloadRef.scaleDown = 'never'],
    ['is of an unknown kind', ({ rollout }: any) => rollout.spec.workloadRef.kind = 'PodTemplate'],
    ['is of another name', ({ rollout }: any) => rollout.spec.workloadRef.name = 'other'],
  ])('is left alone where it %s', (_, change) => {
    expect(messages(moved(change)).filter((message) => message.startsWith('ARO509'))).toEqual([]);
  });

  describe('whose replicas Argo CD ignores', () => {
    function delivered(change: (spec: any) => void): any {
      const { application } = gitOps();
      application.spec.ignoreDifferences = [{ group: 'apps', kind: 'Deployment', name: 'checkout', jsonPointers: ['/spec/replicas'] }];
      application.spec.syncPolicy.syncOptions = ['RespectIgnoreDifferences=true'];
      change(application.spec);
      return moved((manifests) => manifests.application = application);
    }

    test('is not scaled up, if that is respected', () => {
      expect(messages(delivered(() => undefined))).toEqual([]);
    });

    test.each([
      ['it is only not compared', (spec: any) => delete spec.syncPolicy.syncOptions],
      ['it is another Deployment', (spec: any) => spec.ignoreDifferences[0].name = 'other'],
      ['it is another field', (spec: any) => spec.ignoreDifferences[0].jsonPointers = ['/spec/paused']],
      ['it is another namespace', (spec: any) => spec.destination.namespace = 'staging'],
    ])('is scaled up again if %s', (_, change) => {
      expect(messages(delivered(change))).toEqual([SAID]);
    });
  });
});
