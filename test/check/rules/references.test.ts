import { checkManifests } from '../../../lib/check';
import { blueGreen, canary, messages, messagesAlone, migration, service, without, unrouted } from '../fixtures';

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
  const APART = 'tell two clusters apart (by --apart, or by the context cdk8s-argo-rollouts/cluster of a chart)';
  const FIX = `rename or remove one of the two, or ${APART}`;
  const SAID = 'in namespace shop too';

  test('are two objects', () => {
    expect(messages({ ...canary(), again: service('checkout-stable') }))
      .toEqual([`ARO402 metadata.name: "checkout-stable" is the name of an earlier Service ${SAID}; `
        + `rename or remove one of the two (\`services: { create: false }\` where it is made elsewhere), or ${APART}`]);
  });

  test('are one object in two versions of its API', () => {
    const manifests = without(canary(), 'template');
    manifests.rollout.spec.strategy.canary.steps.splice(2, 1);
    const older = { ...manifests.autoscaler, apiVersion: 'autoscaling/v1' };
    expect(messages({ ...manifests, older }))
      .toEqual([`ARO402 metadata.name: "checkout" is the name of an earlier HorizontalPodAutoscaler ${SAID}; ${FIX}`]);
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

  test('of a Service is not looked at where it stands for another host', () => {
    const manifests = canary();
    manifests.canary.spec = { type: 'ExternalName', externalName: 'cart.example.com', selector: { app: 'cart' } };
    expect(messages(manifests)).toEqual([
      'ARO404 spec.type: "ExternalName" stands for another host and selects no pods, and Rollout checkout sends to its own by this Service; '
      + 'make it ClusterIP, with a selector',
    ]);
    const elsewhere = { ...service('elsewhere'), spec: { type: 'ExternalName', externalName: 'cart.example.com' } };
    expect(messages({ ...canary(), elsewhere })).toEqual([]);
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
