import { checkManifests } from '../../../lib/check';
import { autoscaler, blueGreen, canary, messages, messagesAlone, metric, migration, service, template, without, unrouted } from '../fixtures';

describe('ARO401: the port of a Service', () => {
  const FIX = 'name a port of the containers, or declare it in their ports';
  const HAS = 'is no port of Rollout checkout, whose containers declare 8080 (http)';

  function sending(port: object): any {
    const manifests = canary();
    manifests.stable.spec.ports = [{ port: 80, targetPort: 'http' }, port];
    return manifests;
  }

  test.each([{ port: 80, targetPort: 8080 }, { port: 8080 }, { port: 80, targetPort: 'http' }])('may be %j', (port) => {
    expect(messages(sending(port))).toEqual([]);
  });

  test.each([
    [{ port: 80, targetPort: 8081 }, `targetPort: 8081 ${HAS}`],
    [{ port: 80, targetPort: 'web' }, `targetPort: "web" ${HAS}`],
    [{ port: 80, targetPort: '8080' }, `targetPort: "8080" ${HAS}`],
    [{ port: 80 }, `port: 80 ${HAS}`],
  ])('may not be %j', (port, said) => {
    expect(messages(sending(port))).toEqual([`ARO401 spec.ports[1].${said}; ${FIX}`]);
  });

  test('may be any number, but no name, where nothing is declared', () => {
    const manifests = sending({ port: 80, targetPort: 9090 });
    delete manifests.rollout.spec.template.spec.containers[0].ports;
    expect(messages(manifests)).toEqual([
      `ARO401 spec.ports[0].targetPort: "http" is no port of Rollout checkout, whose containers declare none; ${FIX}`,
    ]);
  });

  test('may be that of a native sidecar', () => {
    const manifests = sending({ port: 80, targetPort: 'proxy' });
    const proxy = { name: 'proxy', image: 'proxy', ports: [{ containerPort: 9000, name: 'proxy' }] };
    manifests.rollout.spec.template.spec.initContainers = [{ ...proxy, restartPolicy: 'Always' }];
    expect(messages(manifests)).toEqual([]);
    manifests.rollout.spec.template.spec.initContainers = [proxy];
    expect(messages(manifests)).toEqual([`ARO401 spec.ports[1].targetPort: "proxy" ${HAS}; ${FIX}`]);
  });

  test('is that of a Service which selects the pods without being managed', () => {
    const manifests = canary();
    manifests.root = service('checkout');
    manifests.root.spec.ports = [{ port: 80, targetPort: 'web' }];
    expect(messages(manifests)).toEqual([`ARO401 spec.ports[0].targetPort: "web" ${HAS}; ${FIX}`]);
    manifests.root.metadata.namespace = 'elsewhere';
    expect(messages(manifests)).toEqual([]);
  });

  test('is that of the Deployment which the Rollout refers to', () => {
    const manifests = migration();
    manifests.service.spec.ports = [{ port: 80, targetPort: 'web' }];
    expect(messages(manifests)).toEqual([`ARO401 spec.ports[0].targetPort: "web" ${HAS}; ${FIX}`]);
    delete manifests.deployment;
    expect(messagesAlone(manifests)).toEqual([]);
  });
});

describe('ARO402: two manifests', () => {
  const FIX = 'rename or remove one of the two (`services: { create: false }` for Services made elsewhere)';
  const SAID = `in namespace shop too; ${FIX}`;

  test('are two objects', () => {
    expect(messages({ ...canary(), again: service('checkout-stable') }))
      .toEqual([`ARO402 metadata.name: "checkout-stable" is the name of an earlier Service ${SAID}`]);
  });

  test('are one object in two versions of its API', () => {
    const manifests = without(canary(), 'template');
    manifests.rollout.spec.strategy.canary.steps.splice(2, 1);
    const older = { ...manifests.autoscaler, apiVersion: 'autoscaling/v1' };
    expect(messages({ ...manifests, older }))
      .toEqual([`ARO402 metadata.name: "checkout" is the name of an earlier HorizontalPodAutoscaler ${SAID}`]);
  });

  test('of any kind are told apart', () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } };
    expect(messages({ config, again: { ...config } })).toEqual([
      `ARO402 metadata.name: "settings" is the name of an earlier ConfigMap too; ${FIX}`,
    ]);
    expect(messages({ config, elsewhere: { ...config, metadata: { name: 'settings', namespace: 'shop' } } })).toEqual([]);
  });

  test('for the whole cluster are one object in all namespaces', () => {
    const role = (namespace: string) =>
      ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader', namespace } });
    expect(messages({ one: role('a'), other: role('b') })).toEqual([
      `ARO402 metadata.name: "reader" is the name of an earlier ClusterRole too; ${FIX}`,
    ]);
  });

  test('without a name yet are told apart', () => {
    const generated = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'job-' } };
    expect(messages({ generated, again: { ...generated } })).toEqual([]);
  });
});

describe('ARO403: names', () => {
  const LONG = 'a'.repeat(64);
  const LABEL = 'use lower-case letters, digits and -, with a letter or digit at both ends';

  const OBJECTS: Record<string, any> = {
    ConfigMap: { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} },
    Namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: {} },
    Service: service(''),
    AnalysisTemplate: template('', [metric('success-rate')]),
    VirtualService: canary().virtualService,
    HorizontalPodAutoscaler: autoscaler('', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout' }),
  };

  function named(kind: string, name: unknown, namespace: unknown = 'shop'): any {
    return { object: { ...OBJECTS[kind], metadata: { name, namespace } } };
  }

  test.each([
    ['Service', 'a1-b'],
    ['Namespace', '1a'],
    ['AnalysisTemplate', `${'a'.repeat(100)}.b`],
    ['VirtualService', '1.example.com'],
    ['ConfigMap', 'Whatever_It_Is'],
  ])('%s may be called %s', (kind, name) => {
    expect(messagesAlone(named(kind, name))).toEqual([]);
  });

  test.each([
    ['Service', '1a', '"1a" is not a DNS label that starts with a letter; '
      + 'use lower-case letters, digits and -, with a letter at the start'],
    ['Service', LONG, `"${'a'.repeat(59)}…" has 64 characters, and 63 is the most; use at most 63`],
    ['Service', 7, '7 is not a string; quote it'],
    ['Namespace', 'My_Space', `"My_Space" is not a DNS label; ${LABEL}`],
    ['AnalysisTemplate', 'rate-', '"rate-" is not a DNS subdomain; '
      + 'use lower-case letters, digits, - and ., with a letter or digit at both ends'],
    ['HorizontalPodAutoscaler', 'a'.repeat(254), `"${'a'.repeat(59)}…" has 254 characters, and 253 is the most; `
      + 'use at most 253'],
  ])('%s may not be called %j', (kind, name, said) => {
    expect(messagesAlone(named(kind, name))).toEqual([`ARO403 metadata.name: ${said}`]);
  });

  test('of the wrong type are told of by the schema, where there is one', () => {
    expect(messagesAlone(named('AnalysisTemplate', 7)).filter((message) => message.startsWith('ARO403'))).toEqual([]);
  });

  test('a Rollout is called like its pods', () => {
    const { rollout } = canary();
    rollout.metadata.name = 'check.out';
    expect(messagesAlone({ rollout })).toEqual([`ARO403 metadata.name: "check.out" is not a DNS label; ${LABEL}`]);
  });

  test('a namespace is a DNS label', () => {
    expect(messages(named('Service', 'a', 'my.space')))
      .toEqual([`ARO403 metadata.namespace: "my.space" is not a DNS label; ${LABEL}`]);
  });
});

describe('ARO404: the selector', () => {
  const FIX = 'make the selector and the labels of the pod template agree';
  const CANARY = 'spec.strategy.canary';
  const EPHEMERAL = 'remove it from the selectors (the controller tells the versions apart itself), or take another label';

  test('of a Service has labels of the pods', () => {
    const manifests = canary();
    manifests.stable.spec.selector = { app: 'cart', 'app.kubernetes.io/name': 'checkout' };
    expect(messages(manifests)).toEqual([
      `ARO404 spec.selector.app: "cart" does not match the pods of Rollout checkout, which have "checkout"; ${FIX}`,
      'ARO404 spec.selector["app.kubernetes.io/name"]: "checkout" does not match the pods of Rollout checkout, '
      + `which have no such label; ${FIX}`,
    ]);
  });

  test('of a Service may have what the controller puts there', () => {
    const manifests = canary();
    manifests.stable.spec.selector['rollouts-pod-template-hash'] = '5d8f9c7b4';
    expect(messages(manifests)).toEqual([]);
  });

  test('of a Service that is not managed is free', () => {
    expect(messages({ ...canary(), foreign: { ...service('foreign'), spec: { selector: { app: 'cart' } } } })).toEqual([]);
  });

  test('of a Service does not go by ephemeral labels', () => {
    const manifests = canary();
    const strategy = manifests.rollout.spec.strategy.canary;
    strategy.canaryMetadata = { labels: { role: 'canary' } };
    strategy.stableMetadata = { labels: { role: 'stable' } };
    expect(messages(manifests)).toEqual([]);
    manifests.canary.spec.selector.role = 'canary';
    expect(messages(manifests)).toEqual([
      `ARO404 ${CANARY}.canaryMetadata.labels.role: is for a time only, and Service checkout-canary selects by it; ${EPHEMERAL}`,
    ]);
  });

  test('by an ephemeral label is told of once, whoever has it', () => {
    const manifests = canary();
    const strategy = manifests.rollout.spec.strategy.canary;
    strategy.canaryMetadata = { labels: { 'example.com/role': 'canary', app: 'checkout', other: 'x' } };
    strategy.stableMetadata = { labels: { app: 'checkout' } };
    manifests.stable.spec.selector['example.com/role'] = 'stable';
    expect(messages(manifests)).toEqual([
      `ARO404 ${CANARY}.canaryMetadata.labels["example.com/role"]: is for a time only, and Service checkout-stable selects by it; ${EPHEMERAL}`,
      `ARO404 ${CANARY}.canaryMetadata.labels.app: is for a time only, and Rollout checkout, Service checkout-stable and `
      + `Service checkout-canary select by it; ${EPHEMERAL}`,
    ]);
    delete manifests.stable.spec.selector['example.com/role'];
    delete strategy.canaryMetadata.labels.app;
    delete strategy.stableMetadata.labels.app;
    expect(messages(manifests)).toEqual([]);
  });

  test('of the Rollout matches its pods', () => {
    const manifests = blueGreen();
    manifests.rollout.spec.selector = {
      matchLabels: { app: 'cart' },
      matchExpressions: [{ key: 'app', operator: 'In', values: ['checkout'] }, { key: 'app', operator: 'DoesNotExist' }],
    };
    expect(messages(manifests)).toEqual([
      `ARO404 spec.selector.matchLabels.app: "cart" does not match the pods, which have "checkout"; ${FIX}`,
      `ARO404 spec.selector.matchExpressions[1]: does not match the labels of the pods; ${FIX}`,
    ]);
  });

  test.each([
    [{ key: 'app', operator: 'In', values: ['checkout', 'cart'] }, true],
    [{ key: 'app', operator: 'In', values: ['cart'] }, false],
    [{ key: 'app', operator: 'NotIn', values: ['cart'] }, true],
    [{ key: 'tier', operator: 'NotIn', values: ['cart'] }, true],
    [{ key: 'app', operator: 'NotIn', values: ['checkout'] }, false],
    [{ key: 'app', operator: 'Exists' }, true],
    [{ key: 'tier', operator: 'Exists' }, false],
    [{ key: 'tier', operator: 'DoesNotExist' }, true],
  ])('reads %j as Kubernetes does', (expression, matches) => {
    const { rollout } = blueGreen();
    rollout.spec.selector.matchExpressions = [expression];
    const said = `ARO404 spec.selector.matchExpressions[0]: does not match the labels of the pods; ${FIX}`;
    expect(messagesAlone({ rollout })).toEqual(matches ? [] : [said]);
  });
});

test('an undeclared number may be a sidecar\'s, while nobody else knows a name', () => {
  const severities = (targetPort: unknown): string[] => {
    const manifests = unrouted();
    manifests.service.spec.ports = [{ port: 80, targetPort }];
    return checkManifests(Object.values(manifests)).map(({ id, severity }) => `${id} ${severity}`);
  };
  expect(severities(4191)).toEqual(['ARO401 warning']);
  expect(severities('metrics')).toEqual(['ARO401 error']);
});
