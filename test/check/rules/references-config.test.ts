import { checkManifests } from '../../../lib/check';
import { blueGreen, messages, migration, unrouted } from '../fixtures';

const FIX = 'end the name in a hash of the content, as kustomize does, and keep the old one until the promotion';

function config(name: string, more: any = {}): any {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data: { rate: '7' }, ...more };
}

function secret(name: string, more: any = {}): any {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'shop' }, ...more };
}

/** The Rollout with a change to its pods. */
function podsWith(change: (pods: any) => void): any {
  const manifests = unrouted();
  change(manifests.rollout.spec.template.spec);
  return manifests;
}

function mounting(name: string): any {
  return podsWith((pods) => pods.volumes = [{ name: 'settings', configMap: { name } }]);
}

function said(name: string, rollout = 'checkout'): string {
  return `ARO411 metadata.name: "${name}" stays the same when the content changes, under the pods of Rollout ${rollout}; ${FIX}`;
}

describe('ARO411: what pods read', () => {
  test.each<[string, (pods: any) => void]>([
    ['is mounted', (pods) => pods.volumes = [{ name: 'data', emptyDir: {} }, { name: 'settings', configMap: { name: 'settings' } }]],
    ['is projected', (pods) => pods.volumes = [{ name: 'all', projected: { sources: [{ configMap: { name: 'settings' } }] } }]],
    ['are all variables', ({ containers: [main] }) => main.envFrom = [{ configMapRef: { name: 'settings' } }]],
    ['is one variable', ({ containers: [main] }) => main.env = [
      { name: 'A', value: 'b' }, { name: 'RATE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'rate' } } },
    ]],
    ['is read at the start', (pods) => pods.initContainers = [{ name: 'init', image: 'init', envFrom: [{ configMapRef: { name: 'settings' } }] }]],
  ])('has a name of its own where it %s', (_, change) => {
    expect(messages({ ...podsWith(change), config: config('settings') })).toEqual([said('settings')]);
  });

  test.each<[string, (pods: any) => void]>([
    ['is mounted', (pods) => pods.volumes = [{ name: 'settings', secret: { secretName: 'token' } }]],
    ['is projected', (pods) => pods.volumes = [{ name: 'all', projected: { sources: [{ secret: { name: 'token' } }] } }]],
    ['are all variables', ({ containers: [main] }) => main.envFrom = [{ secretRef: { name: 'token' } }]],
    ['is one variable', ({ containers: [main] }) => main.env = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'a' } } }]],
  ])('is the same with a Secret that %s', (_, change) => {
    expect(messages({ ...podsWith(change), secret: secret('token') })).toEqual([said('token')]);
  });

  test('is told of as something worth knowing, and once', () => {
    const manifests = podsWith((pods) => {
      pods.volumes = [{ name: 'settings', configMap: { name: 'settings' } }];
      pods.containers[0].envFrom = [{ configMapRef: { name: 'settings' } }];
    });
    const findings = checkManifests([...Object.values(manifests), config('settings')]);
    expect(findings.map(({ id, severity }) => [id, severity])).toEqual([['ARO411', 'info']]);
  });

  test.each([
    'settings-6k4b7g5h9c', 'settings-bcdfghkmtt', 'settings-5d8f9c7b4a', 'settings-c8a5e1f2', 'settings-9f86d081884c7d659a2feaa0c55ad015',
    'settings-v2', 'settings-2024.11', 'settings-3',
  ])('may be called %s', (name) => {
    expect(messages({ ...mounting(name), config: config(name) })).toEqual([]);
  });

  test.each(['settings-production', 'settings-defaults', 'settings', '6k4b7g5h9c', 'settings-2-eu', 'bcdfghkmtt-settings'])('is told of when called %s', (name) => {
    expect(messages({ ...mounting(name), config: config(name) })).toEqual([said(name)]);
  });

  test.each([
    ['cannot be changed', config('settings', { immutable: true })],
    ['gets its hash from kustomize', config('settings', {
      metadata: { name: 'settings', namespace: 'shop', annotations: { 'kustomize.config.k8s.io/needs-hash': 'true' } },
    })],
    ['is in another namespace', config('settings', { metadata: { name: 'settings', namespace: 'payments' } })],
    ['is another one', config('others')],
    ['is a Secret of that name', secret('settings')],
  ])('is in order where it %s', (_, object) => {
    expect(messages({ ...mounting('settings'), object })).toEqual([]);
  });

  test('is in order where others write it', () => {
    const manifests = podsWith((pods) => pods.volumes = [{ name: 'tls', secret: { secretName: 'tls' } }]);
    expect(messages({ ...manifests, secret: secret('tls', { type: 'Opaque' }) })).toEqual([said('tls')]);
    expect(messages({ ...manifests, secret: secret('tls', { type: 'kubernetes.io/tls' }) })).toEqual([]);
  });

  test('is in order where it is not among the manifests', () => {
    expect(messages({ ...mounting('settings'), others: config('others') })).toEqual([]);
    expect(messages(mounting('settings'))).toEqual([]);
  });

  test('is read by the pods of the workload that a Rollout refers to', () => {
    const manifests = migration();
    manifests.deployment.spec.template.spec.volumes = [{ name: 'settings', configMap: { name: 'settings' } }];
    expect(messages({ ...manifests, config: config('settings') })).toEqual([said('settings')]);
    const unread = migration();
    unread.rollout.spec.workloadRef = { apiVersion: 'v1', kind: 'PodTemplate', name: 'checkout', scaleDown: 'progressively' };
    const pods = { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'checkout', namespace: 'shop' }, template: manifests.deployment.spec.template };
    expect(messages({ rollout: unread.rollout, pods, config: config('settings') }).filter((message) => message.startsWith('ARO411')))
      .toEqual([said('settings')]);
  });

  test('is the same in a blue/green rollout', () => {
    const manifests = blueGreen();
    manifests.rollout.spec.template.spec.volumes = [{ name: 'settings', configMap: { name: 'settings' } }];
    expect(messages({ ...manifests, config: config('settings') })).toEqual([said('settings')]);
  });

  test.each([undefined, null, 7, '', {}, []])('is not looked for under the name %j', (name) => {
    const manifests = podsWith((pods) => pods.volumes = [{ name: 'settings', configMap: { name } }]);
    expect(messages({ ...manifests, config: config('settings') }).filter((message) => message.startsWith('ARO411'))).toEqual([]);
  });
});
