import { canary, controller, messages, messagesAlone, metric, template, without } from '../fixtures';

const GATEWAY = 'argoproj-labs/gatewayAPI';
const FIX = 'list it in the ConfigMap, and restart the controller';

/** The controller with another list of plugins. */
function listing(trafficRouterPlugins: unknown): any {
  const manifests = controller();
  manifests.config.data = { trafficRouterPlugins };
  return manifests;
}

describe('ARO409: a plugin that splits traffic', () => {
  const SAID = `ARO409 spec.strategy.canary.trafficRouting.plugins["${GATEWAY}"]: `
    + 'is not among the trafficRouterPlugins of ConfigMap argo-rollouts-config';

  test.each([
    `- name: ${GATEWAY}\n  location: file:///a`,
    `- name: "${GATEWAY}" # the routes\n  location: https://example.com/a?b=[c]`,
    `  - name: '${GATEWAY}'\r\n    location: file://a\r\n`,
    `# plugins\n---\n- location: file://a\n  args:\n  - "-name: x"\n  name: ${GATEWAY}\n- name: example/other\n  location: file:///a\n`,
    `-   "name": ${GATEWAY}\n    location: file:///a\n    headersFrom:\n    - secretRef:\n        name: token\n`,
  ])('is in the list %j', (list) => {
    expect(messages(listing(list))).toEqual([]);
  });

  test.each([
    ['', FIX],
    ['[]', FIX],
    [undefined, FIX],
    ['- name: example/other\n  location: file:///a', FIX],
    ['- &a\n  name: example/other\n  location: file:///a', FIX],
    [`- name: argoproj-labs/gatewayapi\n  location: file://${GATEWAY}`, 'install it under this name, not as "argoproj-labs/gatewayapi"'],
    ['- name: argoproj-labs/gateway-api\n  location: file:///a', 'install it under this name, not as "argoproj-labs/gateway-api"'],
    ['- name: argoproj-labs/contour\n  location: file:///a', FIX],
    [`- name: example/other\n  location: file:///a\n  headersFrom:\n    - secretRef:\n        name: ${GATEWAY}`, FIX],
    [`# - name: ${GATEWAY}\n- name: example/other\n  location: file:///a`, FIX],
  ])('is not in the list %j', (list, fix) => {
    expect(messages(listing(list))).toEqual([`${SAID}; ${fix}`]);
  });

  test.each([
    '[{name: example/other, location: file:///a}]', '- {name: example/other, location: file:///a}', '- name: &a example/other\n  location: file:///a', '-\n  name: example/other\n  location: file:///a',
    '- name: |\n    example/other\n  location: file:///a', 'null', '{{ .Values.plugins }}', '- name: "{{ .Values.name }}"\n  location: file:///a', 7, {}, [], true,
  ])('may be in the list %j, which is hard to read', (list) => {
    expect(messages(listing(list))).toEqual([]);
  });

  test('may be installed where the ConfigMap is not among the manifests', () => {
    expect(messages(without(controller(), 'config'))).toEqual([]);
    const manifests = listing('');
    manifests.config.metadata.name = 'config';
    expect(messages(manifests)).toEqual([]);
  });

  test.each([
    ['argoproj-labs/gatewayapi', 'argoproj-labs/gatewayAPI'],
    ['argoproj-labs/gateway-api', 'argoproj-labs/gatewayAPI'],
    ['argoproj-labs/GatewayApi', 'argoproj-labs/gatewayAPI'],
    ['argoproj-lab/gatewayAPI', 'argoproj-labs/gatewayAPI'],
    ['argoproj/gatewayAPI', 'argoproj-labs/gatewayAPI'],
    ['gatewayAPI', 'argoproj-labs/gatewayAPI'],
    ['argoproj-labs/Contour', 'argoproj-labs/contour'],
    ['argoproj-labs/openshfit', 'argoproj-labs/openshift'],
  ])('is called %s by mistake, whatever the ConfigMap says', (name, meant) => {
    const message = `ARO409 spec.strategy.canary.trafficRouting.plugins["${name}"]: is almost the name of a plugin, which finds its `
      + `configuration under the exact one only; write ${meant}`;
    const manifests = listing(`- name: ${name}\n  location: file:///a`);
    manifests.rollout.spec.strategy.canary.trafficRouting.plugins = { [name]: { httpRoute: 'checkout', namespace: 'shop' } };
    expect(messages(manifests)).toEqual([message.replace(`["${name}"]`, name.includes('/') ? `["${name}"]` : `.${name}`)]);
    expect(messages(without(manifests, 'config'))).toEqual(messages(manifests));
  });

  test.each(['example/gatewayapi', 'argoproj-labs/consul', 'argoproj-labs/cilium', 'hashicorp/consul', 'nginx', ''])('may be called %j', (name) => {
    const manifests = without(controller(), 'config');
    manifests.rollout.spec.strategy.canary.trafficRouting.plugins = { [name]: {} };
    expect(messages(manifests)).toEqual([]);
  });

  test('may be in the list of another controller', () => {
    const manifests = listing('- name: example/other\n  location: file:///a');
    const second = controller().config;
    second.metadata.namespace = 'second';
    expect(messages({ ...manifests, second })).toEqual([]);
    const trafficRouterPlugins = '- name: "{{ .Values.name }}"\n  location: file:///a';
    expect(messages({ ...listing('- name: example/other\n  location: file:///a'), second: { ...second, data: { trafficRouterPlugins } } })).toEqual([]);
  });

  test('is in the list of its kind', () => {
    const manifests = controller();
    manifests.config.data = { metricProviderPlugins: manifests.config.data.trafficRouterPlugins };
    expect(messages(manifests)).toEqual([
      `ARO409 spec.strategy.canary.trafficRouting.plugins["${GATEWAY}"]: is among the metricProviderPlugins of `
      + `ConfigMap argo-rollouts-config, not among its trafficRouterPlugins; ${FIX}`,
    ]);
  });
});

describe('ARO409: a plugin', () => {
  function plugged(change: (strategy: any) => void, data = {}): any {
    const manifests = controller();
    change(manifests.rollout.spec.strategy.canary);
    Object.assign(manifests.config.data, data);
    return manifests;
  }

  test('that is a step is installed', () => {
    const use = ({ steps }: any): void => { steps[0] = { plugin: { name: 'example/step', config: {} } }; };
    expect(messages(plugged(use))).toEqual([
      'ARO409 spec.strategy.canary.steps[0].plugin.name: "example/step" is not among the stepPlugins of '
      + `ConfigMap argo-rollouts-config; ${FIX}`,
    ]);
    expect(messages(plugged(use, { stepPlugins: '- name: example/step\n  location: file://a' }))).toEqual([]);
  });

  test('that measures is installed', () => {
    const measured = { ...metric('plugged'), provider: { plugin: { 'example/metric': { query: 'up' } } } };
    const use = { plugged: template('plugged', [metric('ordinary'), measured]) };
    expect(messagesAlone({ ...controller(), ...use })).toEqual([
      'ARO409 spec.metrics[1].provider.plugin["example/metric"]: is not among the metricProviderPlugins of '
      + `ConfigMap argo-rollouts-config; ${FIX}`,
    ]);
    const listed = plugged(() => undefined, { metricProviderPlugins: '- name: example/metric\n  location: file:///a' });
    expect(messagesAlone({ ...listed, ...use })).toEqual([]);
  });

  test('is called by its exact name, as far as that is known', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[0] = { plugin: { name: 'argoproj-labs/StepExec' } };
    manifests.template.spec.metrics[0] = { ...metric('plugged'), provider: { plugin: { 'argoproj-labs/Sample-Prometheus': {} } } };
    const said = 'is almost the name of a plugin, which finds its configuration under the exact one only';
    expect(messages(manifests)).toEqual([
      `ARO409 spec.strategy.canary.steps[0].plugin.name: "argoproj-labs/StepExec" ${said}; write argoproj-labs/step-exec`,
      `ARO409 spec.metrics[0].provider.plugin["argoproj-labs/Sample-Prometheus"]: ${said}; write argoproj-labs/sample-prometheus`,
    ]);
    manifests.rollout.spec.strategy.canary.steps[0].plugin.name = 'argoproj-labs/step-exec';
    manifests.template.spec.metrics[0].provider.plugin = { 'argoproj-labs/metrics-ai': {} };
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO410: the controller', () => {
  const ROUTES = { apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'], verbs: ['get', 'update'] };
  const SERVICES = { apiGroups: [''], resources: ['services'], verbs: ['*'] };
  const REST = 'add the permission to the role, or bind another role that has it';
  const SAID = (verbs: string): string =>
    `ARO410 rules: do not let the controller ${verbs} httproutes (gateway.networking.k8s.io), which Rollout checkout needs; ${REST}`;
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const subjects = [{ kind: 'ServiceAccount', name: 'argo-rollouts', namespace: 'argo-rollouts' }];

  function bound(rules: unknown, binding: any = {}): any {
    return {
      role: { apiVersion, kind: 'ClusterRole', metadata: { name: 'controller' }, rules },
      binding: { apiVersion, kind: 'ClusterRoleBinding', metadata: { name: 'controller' }, roleRef: { kind: 'ClusterRole', name: 'controller' }, subjects, ...binding },
    };
  }

  test.each([
    [[ROUTES]],
    [[SERVICES, { ...ROUTES, verbs: ['*'] }]],
    [[{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'update'] }]],
    [[{ ...ROUTES, verbs: ['get'] }, { ...ROUTES, verbs: ['update'] }]],
  ])('may change routes by %j', (rules) => {
    expect(messages({ ...controller(), ...bound(rules) })).toEqual([]);
  });

  test.each([
    [[SERVICES], 'get and update'],
    [[{ ...ROUTES, verbs: ['get', 'list', 'watch', 'patch'] }], 'update'],
    [[{ ...ROUTES, apiGroups: ['networking.k8s.io'] }], 'get and update'],
    [[{ ...ROUTES, resources: ['grpcroutes'] }], 'get and update'],
    [[{}, null, 'rule'], 'get and update'],
    [undefined, 'get and update'],
  ])('may not change routes by %j', (rules, verbs) => {
    expect(messages({ ...controller(), ...bound(rules) })).toEqual([SAID(verbs)]);
  });

  test('may have more than one role, and a chart names them after its release', () => {
    const { role, binding } = bound([ROUTES], { subjects: [{ kind: 'ServiceAccount', name: 'release-argo-rollouts' }] });
    const second = { role2: { ...role, metadata: { name: 'second' } }, binding2: { ...binding, roleRef: { kind: 'ClusterRole', name: 'second' } } };
    expect(messages({ ...controller(), ...bound([SERVICES]) })).toEqual([SAID('get and update')]);
    second.binding2.metadata = { name: 'second' };
    expect(messages({ ...controller(), ...bound([SERVICES]), ...second })).toEqual([]);
  });

  test.each([
    ['another account', { subjects: [{ kind: 'ServiceAccount', name: 'argo-rollouts-dashboard' }] }],
    ['a user', { subjects: [{ kind: 'User', name: 'argo-rollouts' }] }],
    ['nobody', { subjects: undefined }],
    ['a role that is elsewhere', { roleRef: { kind: 'ClusterRole', name: 'cluster-admin' } }],
  ])('is not known where the binding is to %s', (_, binding) => {
    expect(messages({ ...controller(), ...bound([SERVICES], binding) })).toEqual([]);
  });

  test('is not known where a role is put together in the cluster', () => {
    const manifests = { ...controller(), ...bound([SERVICES]) };
    manifests.role.aggregationRule = { clusterRoleSelectors: [] };
    expect(messages(manifests)).toEqual([]);
  });

  test('has a role for each namespace, where it has none for all', () => {
    const { role, binding } = bound([SERVICES]);
    const namespaced = (namespace: string): any => ({
      role: { ...role, kind: 'Role', metadata: { name: 'controller', namespace } },
      binding: { ...binding, kind: 'RoleBinding', metadata: { name: 'controller', namespace }, roleRef: { kind: 'Role', name: 'controller' } },
    });
    expect(messages({ ...controller(), ...namespaced('shop') })).toEqual([SAID('get and update')]);
    expect(messages({ ...controller(), ...namespaced('payments') })).toEqual([]);
  });

  test('is told once what a role lacks, and may need no such routes', () => {
    const manifests = { ...controller(), ...bound([{ ...ROUTES, apiGroups: ['networking.istio.io'], resources: ['virtualservices'] }]) };
    const { rollout } = JSON.parse(JSON.stringify({ rollout: manifests.rollout }).replace(/checkout/g, 'cart'));
    const routed = JSON.parse(JSON.stringify(manifests.httpRoute).replace(/checkout/g, 'cart'));
    expect(messagesAlone({ ...manifests, rollout2: rollout, routed }).filter((message) => message.startsWith('ARO410'))).toEqual([SAID('get and update')]);
    expect(messages({ ...canary(), role: manifests.role, binding: manifests.binding })).toEqual([]);
    expect(messages({ ...canary(), ...bound([ROUTES]) })).toEqual([
      `ARO410 rules: do not let the controller get and update virtualservices (networking.istio.io), which Rollout checkout needs; ${REST}`,
    ]);
  });
});
