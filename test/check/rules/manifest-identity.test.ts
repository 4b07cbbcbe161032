import { autoscaler, canary, Manifests, messages, messagesAlone, metric, service, template, without } from '../fixtures';

function object(apiVersion: unknown, kind: unknown): Manifests {
  return { object: { apiVersion, kind, metadata: { name: 'a' } } };
}

describe('ARO005: kinds', () => {
  test.each([
    ['argoproj.io/v1alpha1', 'RollOut', 'argoproj.io', 'Rollout'],
    ['argoproj.io/v1alpha1', 'Rollouts', 'argoproj.io', 'Rollout'],
    ['argoproj.io/v1alpha1', 'rollout', 'argoproj.io', 'Rollout'],
    ['argoproj.io/v1alpha1', 'Analysistemplate', 'argoproj.io', 'AnalysisTemplate'],
    ['argoproj.io/v1alpha1', 'ClusterAnalysisTemplates', 'argoproj.io', 'ClusterAnalysisTemplate'],
    ['argoproj.io/v1', 'Applications', 'argoproj.io', 'Application'],
    ['networking.istio.io/v1', 'Virtualservice', 'networking.istio.io', 'VirtualService'],
    ['v1', 'Services', 'the core API', 'Service'],
    ['autoscaling/v2', 'HorizontalPodAutoScaler', 'autoscaling', 'HorizontalPodAutoscaler'],
  ])('%s has no %s', (apiVersion, kind, group, meant) => {
    expect(messages(object(apiVersion, kind))).toEqual([`ARO005 kind: "${kind}" is no kind of ${group}; did you mean "${meant}"?`]);
  });

  test.each([
    ['argoproj.oi/v1alpha1', 'Rollout', 'argoproj.io'],
    ['argo-proj.io/v1alpha1', 'AnalysisTemplate', 'argoproj.io'],
    ['networking.istio/v1', 'VirtualService', 'networking.istio.io'],
  ])('%s has no %s', (apiVersion, kind, meant) => {
    expect(messages(object(apiVersion, kind)))
      .toEqual([`ARO005 apiVersion: "${apiVersion}" is of a group that has no kind ${kind}; did you mean the group ${meant}?`]);
  });

  test.each([
    ['argoproj.io/v1alpha1', 'Deployment', 'apps/v1'],
    ['argoproj.io/v1alpha1', 'Service', 'v1'],
    ['argoproj.io/v1alpha1', 'VirtualService', 'networking.istio.io/v1'],
    ['argoproj.io/v1alpha1', 'Job', 'batch/v1'],
    ['networking.istio.io/v1beta1', 'HTTPRoute', 'gateway.networking.k8s.io/v1'],
    ['networking.istio.io/v1', 'Rollout', 'argoproj.io/v1alpha1'],
    ['networking.k8s.io/v1', 'VirtualService', 'networking.istio.io/v1'],
    ['apps/v1', 'Service', 'v1'],
    ['apps/v1', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
    ['autoscaling/v2', 'Deployment', 'apps/v1'],
    ['batch/v1', 'Pod', 'v1'],
    ['v1', 'Deployment', 'apps/v1'],
    ['v1', 'Ingress', 'networking.k8s.io/v1'],
    ['v1', 'CronJob', 'batch/v1'],
  ])('%s has no %s, which is of %s', (apiVersion, kind, meant) => {
    expect(messages(object(apiVersion, kind)).filter((message) => !message.startsWith('ARO003')))
      .toEqual([`ARO005 apiVersion: "${apiVersion}" is of a group that has no kind ${kind}; did you mean ${meant}?`]);
  });

  test('a kind of an import in a group without a dot is told of once', () => {
    expect(messages(object('apps/v1', 'Rollout'))).toEqual(['ARO004 apiVersion: "apps/v1" has no kind Rollout; write argoproj.io/v1alpha1']);
  });

  test.each([
    ['argoproj.io/v1alpha1', 'RolloutManager'],
    ['argoproj.io/v1alpha1', 'Gateway'],
    ['networking.k8s.io/v1', 'Gateway'],
    ['apps.openshift.io/v1', 'Deployment'],
    ['extensions/v1beta1', 'Ingress'],
    ['gateway.networking.k8s.io/v1alpha2', 'TCPRoute'],
    ['serving.knative.dev/v1', 'Service'],
    ['networking.gke.io/v1', 'HTTPRoute'],
    [undefined, 'Deployment'],
    [7, 'Deployment'],
    ['argoproj.io/v1alpha1', 'WorkflowTemplate'],
    ['argoproj.io/v1alpha1', 'Whatever'],
    ['rollouts.kruise.io/v1beta1', 'Rollout'],
    ['rollouts.kruise.io/v1beta1', 'Rollouts'],
    ['v1', 'ServiceAccount'],
    ['v1', 'ConfigMapList'],
    ['networking.k8s.io/v1', 'IngressClass'],
    ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
    ['', ''],
    [undefined, undefined],
    [7, ['Rollouts']],
  ])('%j may have a %j', (apiVersion, kind) => {
    expect(messages(object(apiVersion, kind))).toEqual([]);
  });

  test('every object of a misspelt kind is told of', () => {
    const manifests = { ...object('apps/v1', 'Deployments'), other: { ...object('apps/v1', 'Deployments').object, metadata: { name: 'b' } } };
    const message = 'ARO005 kind: "Deployments" is no kind of apps; did you mean "Deployment"?';
    expect(messages(manifests)).toEqual([message, message]);
  });
});

describe('ARO403: objects without a name', () => {
  const MESSAGE = 'ARO403 metadata.name: is required; give it a name';

  test.each([
    ['anything in its metadata', { metadata: {} }],
    ['a name', { metadata: { namespace: 'shop' } }],
    ['a name that is a text', { metadata: { name: null, namespace: 'shop' } }],
    ['a character in its name', { metadata: { name: '', namespace: 'shop' } }],
  ])('a Rollout without %s is refused', (_, change) => {
    const { rollout, ...others } = canary();
    const manifests = { rollout: { ...rollout, ...change } };
    expect(messagesAlone(manifests)).toEqual([MESSAGE]);
    // No more is said about it where it stands among others.
    expect(messages({ ...others, ...manifests }).filter((message) => message.startsWith('ARO403'))).toEqual([MESSAGE]);
  });

  test.each([canary().template, canary().virtualService, canary().autoscaler, service('a')])('%#: so is any other object', (manifest) => {
    expect(messagesAlone({ manifest: { ...manifest, metadata: {} } })).toEqual([MESSAGE]);
  });

  test('a name may be left to the cluster', () => {
    const { template } = canary();
    expect(messages({ template: { ...template, metadata: { generateName: 'success-rate-' } } })).toEqual([]);
  });

  test('where all metadata is missing, the schema tells of it, if there is one', () => {
    const { template, stable } = canary();
    expect(messages({ stable: without(stable, 'metadata') })).toEqual([MESSAGE]);
    expect(messages({ template: without(template, 'metadata') })).toEqual(['ARO004 metadata: is required; give an object']);
    expect(messages({ template: { ...template, metadata: [] } }))
      .toEqual(['ARO004 metadata: is a list where an object is expected; give an object instead of a list of them']);
  });

  test('a file that is no object of the cluster needs no name', () => {
    expect(messages({ values: without(object('v1', 'ConfigMap').object, 'metadata'), other: { replicaCount: 3 } })).toEqual([]);
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
