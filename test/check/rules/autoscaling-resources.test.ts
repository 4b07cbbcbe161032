import { canary, messages, migration } from '../fixtures';

const TARGET = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout' };
const SHARE = { type: 'Utilization', averageUtilization: 60 };
const AMOUNT = { type: 'AverageValue', averageValue: '500m' };

function resource(name: string, target: object): any {
  return { type: 'Resource', resource: { name, target } };
}

function containerResource(name: string, container: string, target: object): any {
  return { type: 'ContainerResource', containerResource: { name, container, target } };
}

function vertical(spec: object = {}): any {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'size', namespace: 'shop' },
    spec: { targetRef: TARGET, ...spec },
  };
}

function scaledObject(trigger: object): any {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'number', namespace: 'shop' },
    spec: { scaleTargetRef: TARGET, triggers: [trigger] },
  };
}

/** The canary with a second container, scaled by the metrics. */
function scaledBy(metrics: unknown, requests: object = {}): any {
  const manifests = canary();
  manifests.autoscaler.spec.metrics = metrics;
  const { containers } = manifests.rollout.spec.template.spec;
  containers[0].resources = { requests };
  containers.push({ name: 'proxy', image: 'proxy', resources: { requests: { cpu: '10m', memory: '10Mi' } } });
  return manifests;
}

describe('ARO506: the size of pods', () => {
  function policies(...containerPolicies: unknown[]): object {
    return { resourcePolicy: { containerPolicies } };
  }

  const said = (resources: string, kind = 'HorizontalPodAutoscaler', name = 'checkout'): string[] => [
    `ARO506 spec.targetRef: is Rollout checkout, which ${kind} ${name} scales by ${resources} as well; `
    + 'leave the resource to one of the two: restrict controlledResources, or set updateMode to "Off"',
  ];

  test.each([
    ['cpu', [resource('cpu', AMOUNT)], {}],
    ['memory', [resource('memory', AMOUNT)], {}],
    ['cpu and memory', [resource('cpu', AMOUNT), resource('memory', AMOUNT)], {}],
    ['cpu', [containerResource('cpu', 'proxy', AMOUNT), containerResource('cpu', 'main', AMOUNT)], {}],
    ['memory', [resource('cpu', AMOUNT), resource('memory', AMOUNT)], policies({ containerName: '*', controlledResources: ['memory'] })],
    ['cpu', [resource('cpu', AMOUNT)], policies({ containerName: 'proxy', mode: 'Off' })],
    ['cpu', [resource('cpu', AMOUNT)], { updatePolicy: { updateMode: 'Initial' } }],
    ['cpu', undefined, {}],
    ['cpu', [], {}],
  ])('is not decided by %s where the number is: %j, %j', (resources, metrics, spec) => {
    expect(messages({ ...scaledBy(metrics), vertical: vertical(spec) })).toEqual(said(resources));
  });

  test.each([
    ['nothing, since it is only recommended', [resource('cpu', AMOUNT)], { updatePolicy: { updateMode: 'Off' } }],
    ['memory alone', [resource('cpu', AMOUNT)], policies({ containerName: '*', controlledResources: ['memory'] })],
    ['nothing', [resource('cpu', AMOUNT)], policies({ containerName: '*', controlledResources: [] })],
    ['nothing in any container', [resource('cpu', AMOUNT)], policies({ containerName: '*', mode: 'Off' })],
    ['the other container', [containerResource('cpu', 'main', AMOUNT)], policies({ containerName: 'main', mode: 'Off' })],
    ['cpu, while the number follows requests', [{ type: 'External', external: { metric: { name: 'requests' } } }], {}],
    ['a resource that it does not know', [resource('nvidia.com/gpu', AMOUNT)], {}],
  ])('may be decided by %s', (_, metrics, spec) => {
    expect(messages({ ...scaledBy(metrics), vertical: vertical(spec) })).toEqual([]);
  });

  test('follows what a first version of the API says', () => {
    const manifests = { ...scaledBy(undefined), vertical: vertical() };
    manifests.autoscaler.apiVersion = 'autoscaling/v1';
    manifests.autoscaler.spec.targetCPUUtilizationPercentage = 60;
    expect(messages(manifests)).toEqual(said('cpu'));
  });

  test('follows the triggers of KEDA', () => {
    const manifests = { ...scaledBy(undefined), vertical: vertical() };
    manifests.autoscaler = scaledObject({ type: 'memory', metadata: { value: '60' } });
    expect(messages(manifests)).toEqual(said('memory', 'ScaledObject', 'number'));
    manifests.autoscaler = scaledObject({ type: 'cron', metadata: {} });
    expect(messages(manifests)).toEqual([]);
  });

  test('is judged by the policies alone where the pods are not known', () => {
    const { rollout: _rollout, ...manifests } = { ...scaledBy([resource('cpu', AMOUNT)]), vertical: vertical() };
    expect(messages(manifests).filter((message) => message.startsWith('ARO506'))).toEqual(said('cpu'));
    manifests.vertical = vertical(policies({ containerName: '*', mode: 'Off' }));
    expect(messages(manifests).filter((message) => message.startsWith('ARO506'))).toEqual([]);
  });

  test('and the number of another Rollout are no matter', () => {
    const manifests = { ...scaledBy([resource('cpu', AMOUNT)]), vertical: vertical() };
    manifests.vertical.metadata.namespace = 'staging';
    expect(messages(manifests).filter((message) => message.startsWith('ARO506'))).toEqual([]);
  });
});

describe('ARO507: a share of a resource', () => {
  const said = (path: string, resources: string, container = 'main'): string[] => [
    `ARO507 ${path}: is a share of the ${resources} that the containers request, and container ${container} of Rollout checkout requests none; `
    + `give it resources.requests.${resources}, or scale by an averageValue`,
  ];

  test.each([
    ['cpu', [resource('cpu', SHARE)], { memory: '64Mi' }, 'spec.metrics[0].resource.target'],
    ['memory', [resource('memory', AMOUNT), resource('memory', SHARE)], { cpu: '100m' }, 'spec.metrics[1].resource.target'],
    ['cpu', [containerResource('cpu', 'main', SHARE)], {}, 'spec.metrics[0].containerResource.target'],
  ])('of %s needs a request in every container: %j', (name, metrics, requests, path) => {
    expect(messages(scaledBy(metrics, requests))).toEqual(said(path, name));
  });

  test.each([
    ['there is a request', [resource('cpu', SHARE)], { cpu: '100m' }],
    ['it is an amount', [resource('cpu', AMOUNT)], {}],
    ['only the other container counts', [containerResource('cpu', 'proxy', SHARE)], {}],
    ['the metric is no resource', [{ type: 'Pods', pods: { metric: { name: 'rps' }, target: AMOUNT } }], {}],
    ['the metrics are no list', 'cpu', {}],
    ['a metric is malformed', [null, 7, {}, { type: 'Resource' }, { type: 'Resource', resource: { name: 7, target: SHARE } }], {}],
    ['there is no metric', undefined, {}],
  ])('is computed, or not asked for, where %s', (_, metrics, requests) => {
    expect(messages(scaledBy(metrics, requests))).toEqual([]);
  });

  test('is not looked for in a Rollout that is not there', () => {
    const { rollout: _rollout, ...manifests } = scaledBy([resource('cpu', SHARE)]);
    expect(messages(manifests).filter((message) => message.startsWith('ARO507'))).toEqual([]);
  });

  test.each([
    ['a limit of the container', (spec: any) => spec.containers[0].resources = { limits: { cpu: 1 } }],
    ['a request of the pod as a whole', (spec: any) => spec.resources = { requests: { cpu: '200m' } }],
  ])('is computed from %s', (_, change) => {
    const manifests = scaledBy([resource('cpu', SHARE)]);
    change(manifests.rollout.spec.template.spec);
    expect(messages(manifests)).toEqual([]);
  });

  test.each([
    ['LimitRange', { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'defaults', namespace: 'shop' }, spec: { limits: [] } }],
    ['VerticalPodAutoscaler', vertical({ resourcePolicy: { containerPolicies: [{ controlledResources: ['memory'] }] } })],
  ])('may be computed from requests that a %s adds', (_, supplier) => {
    const manifests = { ...scaledBy([resource('cpu', SHARE)]), supplier };
    expect(messages(manifests)).toEqual([]);
    supplier.metadata.namespace = 'elsewhere';
    expect(messages(manifests).filter((message) => message.startsWith('ARO507'))).toEqual(said('spec.metrics[0].resource.target', 'cpu'));
  });

  test('is of the pods of the Deployment that the Rollout refers to', () => {
    const manifests: any = { ...migration(), autoscaler: scaledBy([resource('cpu', SHARE)]).autoscaler };
    expect(messages(manifests)).toEqual(said('spec.metrics[0].resource.target', 'cpu'));
    manifests.deployment.spec.template.spec.resources = { limits: { cpu: 1 } };
    expect(messages(manifests)).toEqual([]);
  });

  test('counts native sidecars', () => {
    const manifests = scaledBy([resource('cpu', SHARE)], { cpu: '100m' });
    manifests.rollout.spec.template.spec.initContainers = [{ name: 'mesh', image: 'mesh', restartPolicy: 'Always' }];
    expect(messages(manifests)).toEqual(said('spec.metrics[0].resource.target', 'cpu', 'mesh'));
    delete manifests.rollout.spec.template.spec.initContainers[0].restartPolicy;
    expect(messages(manifests)).toEqual([]);
  });

  test('is written otherwise in the first version of the API', () => {
    const manifests = scaledBy(undefined);
    manifests.autoscaler.apiVersion = 'autoscaling/v1';
    manifests.autoscaler.spec.targetCPUUtilizationPercentage = 60;
    expect(messages(manifests)).toEqual(said('spec.targetCPUUtilizationPercentage', 'cpu'));
  });

  test.each([
    [{ type: 'cpu', metadata: { value: '60' } }, said('spec.triggers[0].metadata', 'cpu')],
    [{ type: 'cpu', metricType: 'AverageValue', metadata: { value: '500m' } }, []],
    [{ type: 'cpu', metadata: { value: '60', containerName: 'proxy' } }, []],
  ])('is what KEDA takes a trigger for: %j', (trigger, messagesOfIt) => {
    const manifests = scaledBy(undefined);
    manifests.autoscaler = scaledObject(trigger);
    expect(messages(manifests)).toEqual(messagesOfIt);
  });
});

describe('ARO510: the containers that an autoscaler names', () => {
  const measured = (container: string): string[] => messages(scaledBy([containerResource('cpu', container, AMOUNT)]));
  const FIELD = 'ARO510 spec.metrics[0].containerResource.container';

  test('are those of the pods', () => {
    expect(measured('main')).toEqual([]);
    expect(measured('proxy')).toEqual([]);
  });

  test.each([
    ['mian', 'did you mean "main"?'], ['', 'name one of its containers: main and proxy'], ['checkout', 'name one of its containers: main and proxy'],
  ])('are not %j', (container, fix) => {
    expect(measured(container)).toEqual([`${FIELD}: ${JSON.stringify(container)} is no container of the pods of Rollout checkout; ${fix}`]);
  });

  test('are missed once, also by what is a share of their requests', () => {
    expect(messages(scaledBy([containerResource('cpu', 'other', SHARE)])).map((message) => message.slice(0, 6))).toEqual(['ARO510']);
  });

  test.each(['istio-proxy', 'linkerd-proxy', '{{ .Values.container }}', '${CONTAINER}'])('may be %s, which comes later', (container) => {
    expect(measured(container)).toEqual([]);
  });

  test('may have an old and a new name, while they are renamed', () => {
    const renamed = (...metrics: unknown[]): string[] => messages(scaledBy(metrics));
    expect(renamed(containerResource('cpu', 'mian', AMOUNT), containerResource('cpu', 'main', AMOUNT))).toEqual([]);
    expect(renamed(containerResource('cpu', 'mian', AMOUNT), containerResource('memory', 'main', AMOUNT)))
      .toEqual([`${FIELD}: "mian" is no container of the pods of Rollout checkout; did you mean "main"?`]);
  });

  test('are found in what KEDA measures', () => {
    const keda = (containerName: string): any => ({
      ...scaledBy(undefined), autoscaler: scaledObject({ type: 'cpu', metricType: 'AverageValue', metadata: { containerName, value: '500m' } }),
    });
    expect(messages(keda('main'))).toEqual([]);
    expect(messages(keda('mian'))).toEqual([
      'ARO510 spec.triggers[0].metadata.containerName: "mian" is no container of the pods of Rollout checkout; did you mean "main"?',
    ]);
  });

  test('are found in what a VerticalPodAutoscaler is told of them', () => {
    const sized = (...containerPolicies: unknown[]): string[] => {
      const manifests = scaledBy([resource('memory', AMOUNT)]);
      manifests.size = vertical({ resourcePolicy: { containerPolicies } });
      return messages(manifests).filter((message) => message.startsWith('ARO510'));
    };
    expect(sized({ containerName: '*', mode: 'Off' }, { containerName: 'main', mode: 'Off' })).toEqual([]);
    expect(sized({ containerName: 'main', mode: 'Off' }, { containerName: 'prxy', mode: 'Off' }, { mode: 'Off' })).toEqual([
      'ARO510 spec.resourcePolicy.containerPolicies[1].containerName: "prxy" is no container of the pods of Rollout checkout; did you mean "proxy"?',
    ]);
  });

  test.each(['vault-agent', 'cloudsql-proxy', 'migrate'])('may be %s in a policy, which is for what is added, or runs before', (containerName) => {
    const manifests = scaledBy([resource('memory', AMOUNT)]);
    manifests.size = vertical({ resourcePolicy: { containerPolicies: [{ containerName, mode: 'Off' }] } });
    expect(messages(manifests).filter((message) => message.startsWith('ARO510'))).toEqual([]);
  });

  test('may be an init container in a policy, whatever its name is like', () => {
    const manifests = scaledBy([resource('memory', AMOUNT)]);
    manifests.rollout.spec.template.spec.initContainers = [{ name: 'mains', image: 'mains' }];
    manifests.size = vertical({ resourcePolicy: { containerPolicies: [{ containerName: 'mains', mode: 'Off' }] } });
    expect(messages(manifests).filter((message) => message.startsWith('ARO510'))).toEqual([]);
  });

  test('are not known where the pods are described elsewhere', () => {
    const manifests = scaledBy([containerResource('cpu', 'mian', AMOUNT)]);
    delete manifests.rollout.spec.template;
    manifests.rollout.spec.workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout' };
    expect(messages(manifests).filter((message) => message.startsWith('ARO510'))).toEqual([]);
  });

  test('are those of the Deployment that the Rollout refers to', () => {
    const manifests: any = migration();
    const [container] = manifests.deployment.spec.template.spec.containers;
    manifests.autoscaler = {
      ...canary().autoscaler, spec: { scaleTargetRef: TARGET, minReplicas: 1, maxReplicas: 3, metrics: [containerResource('cpu', `${container.name}x`, AMOUNT)] },
    };
    expect(messages(manifests).filter((message) => message.startsWith('ARO510'))).toEqual([
      `${FIELD}: "${container.name}x" is no container of the pods of Rollout checkout; did you mean "${container.name}"?`,
    ]);
  });

  test('are not looked for where there are none', () => {
    const manifests = scaledBy([containerResource('cpu', 'mian', AMOUNT)]);
    manifests.rollout.spec.template.spec.containers = '{{ .containers }}';
    expect(messages(manifests).filter((message) => message.startsWith('ARO510'))).toEqual([]);
  });
});
