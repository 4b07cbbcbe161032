import { canary, messages, messagesAlone, migration, podTemplate, unrouted } from '../fixtures';

const SPEC = 'spec.template.spec';

describe('ARO117: the selector', () => {
  const FIX = 'give matchLabels that are among the labels of the pod template';

  function selecting(selector: unknown): string[] {
    const manifests = unrouted();
    manifests.rollout.spec.selector = selector;
    return messages(manifests);
  }

  test.each([
    [undefined, 'is absent'], [null, 'is absent'], [{}, 'is empty'], [{ matchLabels: {} }, 'is empty'],
    [{ matchLabels: {}, matchExpressions: [] }, 'is empty'],
  ])('%j selects nothing', (selector, said) => {
    expect(selecting(selector)).toEqual([`ARO117 spec.selector: ${said}; ${FIX}`]);
  });

  test.each([
    [{ matchLabels: { app: 'checkout' } }],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['checkout'] }] }],
    [{ matchLabels: {}, matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
  ])('%j selects', (selector) => {
    expect(selecting(selector)).toEqual([]);
  });

  test('tells the values of an operator that takes some', () => {
    const VALUES = 'spec.selector.matchExpressions[0].values';
    const expressed = (operator: string, values?: string[]) => selecting({
      matchLabels: { app: 'checkout' }, matchExpressions: [{ key: 'other', operator, values }],
    });
    expect(expressed('NotIn')).toEqual([`ARO117 ${VALUES}: is empty, and NotIn needs some; give values to In and NotIn only`]);
    expect(expressed('DoesNotExist', ['a']))
      .toEqual([`ARO117 ${VALUES}: is not for DoesNotExist, which takes none; give values to In and NotIn only`]);
    expect(expressed('NotIn', ['a'])).toEqual([]);
    expect(expressed('DoesNotExist', [])).toEqual([]);
  });

  test('of a Deployment that is referred to counts', () => {
    expect(messages(migration())).toEqual([]);
    const manifests = migration();
    manifests.rollout.spec.selector = {};
    expect(messages(manifests)).toEqual([]);
  });

  test('is none of a PodTemplate', () => {
    const { rollout } = migration();
    rollout.spec.workloadRef = { apiVersion: 'v1', kind: 'PodTemplate', name: 'checkout' };
    expect(messagesAlone({ rollout })).toEqual([`ARO117 spec.selector: is absent; ${FIX}`]);
  });
});

describe('ARO118: the pod template', () => {
  function templated(change: (spec: any, template: any) => void): string[] {
    const manifests = unrouted();
    manifests.rollout.spec.template = podTemplate();
    change(manifests.rollout.spec.template.spec, manifests.rollout.spec.template);
    return messages(manifests);
  }

  test('has a container', () => {
    expect(templated((spec) => spec.containers = []))
      .toContain(`ARO118 ${SPEC}.containers: is empty; give at least one container (\`containers\` or \`addContainer\`)`);
    expect(templated((_, template) => delete template.spec))
      .toContain('ARO118 spec.template: has no spec, and so no containers; give at least one container (`containers` or `addContainer`)');
  });

  test.each([undefined, '', null])('has an image in each: not %j', (image) => {
    expect(templated(({ containers }) => containers[0].image = image)).toEqual([`ARO118 ${SPEC}.containers[0].image: is absent; give an image`]);
  });

  test.each([
    ['', 'is not a DNS label'], ['Main', 'is not a DNS label'], ['main.old', 'is not a DNS label'], ['-main', 'is not a DNS label'],
    ['m'.repeat(64), 'is not a DNS label'],
  ])('has a name for each: not %j', (name, said) => {
    const [finding, ...others] = templated(({ containers }) => containers[0].name = name);
    expect(finding).toContain(`ARO118 ${SPEC}.containers[0].name: "`);
    expect(finding).toContain(`${said}; use at most 63 lower-case letters, digits and -, with a letter or digit at both ends`);
    expect(others).toEqual([]);
  });

  test('has a name of its own for each, also for those that run before', () => {
    const twice = (where: string) => [`ARO118 ${where}.name: "main" is the name of an earlier container too; give each a name of its own`];
    expect(templated(({ containers }) => containers.push({ name: 'main', image: 'other' }))).toEqual(twice(`${SPEC}.containers[1]`));
    expect(templated((spec) => spec.initContainers = [{ name: 'main', image: 'other' }])).toEqual(twice(`${SPEC}.containers[0]`));
    expect(templated((spec) => spec.initContainers = [{ name: 'other', image: 'other' }])).toEqual([]);
  });

  test.each(['Never', 'OnFailure'])('does not restart %s', (restartPolicy) => {
    expect(templated((spec) => spec.restartPolicy = restartPolicy))
      .toEqual([`ARO118 ${SPEC}.restartPolicy: "${restartPolicy}" is not for pods that run for ever; write Always, or remove it`]);
  });

  test.each([undefined, '', 'Always'])('may say restartPolicy %j', (restartPolicy) => {
    expect(templated((spec) => spec.restartPolicy = restartPolicy)).toEqual([]);
  });

  test('has no deadline', () => {
    expect(templated((spec) => spec.activeDeadlineSeconds = 60))
      .toEqual([`ARO118 ${SPEC}.activeDeadlineSeconds: is not for pods that run for ever; remove it`]);
  });

  test.each([
    ['cpu', 2, '1', '2 is more than the limit, which is "1"'], ['cpu', '1500m', 1, '"1500m" is more than the limit, which is 1'],
    ['memory', '1Gi', '1G', '"1Gi" is more than the limit, which is "1G"'], ['example.com/gpu', '2', '1', '"2" is more than the limit, which is "1"'],
  ])('asks for no more %s than its limit: not %j of %j', (name, request, limit, said) => {
    const where = name.includes('.') ? `["${name}"]` : `.${name}`;
    expect(templated(({ containers }) => containers[0].resources = { requests: { [name]: request }, limits: { [name]: limit } }))
      .toEqual([`ARO118 ${SPEC}.containers[0].resources.requests${where}: ${said}; ask for less, or raise the limit`]);
  });

  test.each([
    [{ requests: { cpu: '1' }, limits: { cpu: '1000m' } }], [{ requests: { memory: '1024Mi' }, limits: { memory: '1Gi' } }],
    [{ requests: { cpu: '2' }, limits: { memory: '1Gi' } }], [{ requests: { cpu: '2' } }], [{ limits: { cpu: '1' } }], [{}],
  ])('may have the resources %j', (resources) => {
    expect(templated(({ containers }) => containers[0].resources = resources)).toEqual([]);
  });

  test('mounts what there is', () => {
    const mounted = (volumes: unknown, name = 'cache') => templated((spec) => {
      spec.volumes = volumes;
      spec.containers[0].volumeMounts = [{ name, mountPath: '/cache' }];
    });
    const MOUNT = `ARO118 ${SPEC}.containers[0].volumeMounts[0].name`;
    expect(mounted([{ name: 'cache', emptyDir: {} }])).toEqual([]);
    expect(mounted(undefined)).toEqual([`${MOUNT}: "cache" is no volume of the pods; add it to ${SPEC}.volumes`]);
    expect(mounted([{ name: 'cache', emptyDir: {} }], 'cahce')).toEqual([`${MOUNT}: "cahce" is no volume of the pods; did you mean "cache"?`]);
    expect(mounted([{ name: 'cache', emptyDir: {} }, { name: 'cache', emptyDir: {} }]))
      .toEqual([`ARO118 ${SPEC}.volumes[1].name: "cache" is the name of an earlier volume too; give each a name of its own`]);
  });

  test('mounts one thing at a path', () => {
    expect(templated((spec) => {
      spec.volumes = [{ name: 'cache', emptyDir: {} }];
      spec.containers[0].volumeMounts = [{ name: 'cache', mountPath: '/cache' }, { name: 'cache', mountPath: '/cache' }];
    })).toEqual([`ARO118 ${SPEC}.containers[0].volumeMounts[1].mountPath: "/cache" is the path of an earlier mount too; `
      + 'give each mount a path of its own']);
  });

  test.each([[0], [65_536], [-1]])('listens on no port %d', (containerPort) => {
    expect(templated(({ containers }) => containers[0].ports.push({ containerPort })))
      .toEqual([`ARO118 ${SPEC}.containers[0].ports[1].containerPort: ${containerPort} is outside 1 to 65535; give a number in that range`]);
  });

  test('may leave the port of the node open', () => {
    expect(templated(({ containers }) => containers[0].ports.push({ containerPort: 1, hostPort: 0 }, { containerPort: 65_535 })))
      .toEqual([]);
    expect(templated(({ containers }) => containers[0].ports[0].hostPort = 70_000))
      .toEqual([`ARO118 ${SPEC}.containers[0].ports[0].hostPort: 70000 is outside 1 to 65535; give a number in that range`]);
  });

  test.each(['metrics-endpoint', 'HTTP', '8080', 'a--b', '-a', 'a.b'])('names no port %j', (name) => {
    expect(templated(({ containers }) => containers[0].ports.push({ containerPort: 9090, name }))).toEqual([
      `ARO118 ${SPEC}.containers[0].ports[1].name: "${name}" is no name of a port; `
      + 'use at most 15 lower-case letters, digits and single -, with a letter among them and no - at the ends',
    ]);
  });

  test('names each port of a container once', () => {
    expect(templated(({ containers }) => containers[0].ports.push({ containerPort: 9090, name: 'http' })))
      .toEqual([`ARO118 ${SPEC}.containers[0].ports[1].name: "http" is the name of an earlier port too; give each a name of its own`]);
    expect(templated(({ containers }) => containers.push({ name: 'other', image: 'other', ports: [{ containerPort: 9090, name: 'http' }] })))
      .toEqual([]);
  });

  test('watches what runs on, and not what is over before', () => {
    const probed = (restartPolicy?: string) => templated((spec) => spec.initContainers = [
      { name: 'setup', image: 'setup', restartPolicy, readinessProbe: { tcpSocket: { port: 8081 } } },
    ]);
    expect(probed()).toEqual([`ARO118 ${SPEC}.initContainers[0].readinessProbe: is not for an init container, which ends before the `
      + 'others start; remove it, or make the container a sidecar with restartPolicy: Always']);
    expect(probed('Always')).toEqual([]);
  });

  test.each(['1.0+build', '-1', 'a b', 'v'.repeat(64)])('has no label with the value %j', (version) => {
    const [finding, ...others] = templated((_, template) => template.metadata.labels.version = version);
    expect(finding).toContain('ARO118 spec.template.metadata.labels.version: "');
    expect(finding).toContain(' is no value of a label; use at most 63 letters, digits, -, _ and ., with a letter or digit at both ends');
    expect(others).toEqual([]);
  });

  test.each(['', '1', 'v1.0_a-b', 'v'.repeat(63)])('may have a label with the value %j', (version) => {
    expect(templated((_, template) => template.metadata.labels.version = version)).toEqual([]);
  });

  test('of a Deployment is not looked into', () => {
    const manifests = migration();
    manifests.deployment.spec.template.spec.containers[0].image = '';
    expect(messages(manifests)).toEqual([]);
  });

  test('is looked at for every kind of strategy', () => {
    const { rollout } = canary();
    rollout.spec.template.spec.containers[0].image = '';
    expect(messagesAlone({ rollout })).toEqual([`ARO118 ${SPEC}.containers[0].image: is absent; give an image`]);
  });
});
