import { chart, chartSet } from '../charts';
import { canary, controller, gatewayApi, gitOps, messages, without } from '../fixtures';
import type { Manifests } from '../objects';

const GATEWAY = 'argoproj-labs/gatewayAPI';
/** A release in a cluster of that name. */
function chartIn(cluster: string, values: object = {}): Manifests {
  return chart(values, ({ destination }) => { destination.name = cluster; });
}

/** An Application that delivers into the namespace of the rollouts, in a cluster. */
function deliveredTo(destination: object): Manifests {
  const { application } = gitOps();
  Object.assign(application.spec, { destination: { ...destination, namespace: 'shop' } });
  return application;
}

/** What is said of references, with those Applications beside. */
function besides(manifests: Manifests, ...applications: Manifests[]): string[] {
  return messages({ ...manifests, ...Object.fromEntries(applications.entries()) }).filter((message) => message.startsWith('ARO4'));
}

const PROD = deliveredTo({ name: 'prod' });

/** Applications beside which a release in the cluster `staging` counts for the namespace, or does not. */
const PLACES: readonly (readonly [string, readonly Manifests[], boolean])[] = [
  ['that is delivered nowhere', [], true],
  ['that is delivered there', [deliveredTo({ name: 'staging' })], true],
  ['that is delivered to another', [PROD], false],
  ['that is delivered to both', [PROD, { ...deliveredTo({ name: 'staging' }), metadata: { name: 'second', namespace: 'argocd' } }], true],
  ['that is delivered to one which is not told', [deliveredTo({})], true],
  ['that is delivered to one which is filled in', [deliveredTo({ name: '{{name}}' })], true],
];

const VALUES = 'spec.source.helm.valuesObject';

describe('ARO409: a plugin and the values of the chart', () => {
  const SAID = `ARO409 spec.strategy.canary.trafficRouting.plugins["${GATEWAY}"]: is not among the trafficRouterPlugins of Application argo-rollouts`;
  const plugins = (name: unknown): object => ({ controller: { trafficRouterPlugins: [{ name, location: 'file:///plugins/gateway' }] } });

  test('is installed where they list it', () => {
    expect(messages({ ...gatewayApi(), chart: chart(plugins(GATEWAY)) })).toEqual([]);
  });

  test.each<[unknown, string]>([
    [{}, 'list it in the values of the chart'],
    [plugins('example/other'), 'list it in the values of the chart'],
    [plugins('argoproj-labs/gatewayapi'), 'install it under this name, not as "argoproj-labs/gatewayapi"'],
    [{ controller: { trafficRouterPlugins: [] } }, 'list it in the values of the chart'],
  ])('is not installed by %j', (values: any, fix) => {
    expect(messages({ ...gatewayApi(), chart: chart(values) })).toEqual([`${SAID}; ${fix}`]);
  });

  test('is in the list of another kind', () => {
    const values = { controller: { stepPlugins: [{ name: GATEWAY, location: 'file:///a' }] } };
    expect(messages({ ...gatewayApi(), chart: chart(values) })).toEqual([
      `ARO409 spec.strategy.canary.trafficRouting.plugins["${GATEWAY}"]: is among the stepPlugins of Application argo-rollouts, not among its `
      + 'trafficRouterPlugins; list it in the values of the chart',
    ]);
  });

  test.each<[string, any]>([
    ['files of values', chart({}, ({ source }) => { source.helm.valueFiles = ['values.yaml']; })],
    ['a text of values that is filled in', chart({}, ({ source }) => { source.helm = { values: 'controller: {{ .Values.controller }}' }; })],
    ['a parameter', chart({}, ({ source }) => { source.helm.parameters = [{ name: 'controller.trafficRouterPlugins[0].name', value: GATEWAY }]; })],
    ['a file as a parameter', chart({}, ({ source }) => { source.helm.fileParameters = [{ name: 'controller', path: 'a' }]; })],
    ['a name that is filled in', chart(plugins('{{.plugin}}'))],
    ['a name that is no text', chart(plugins(7))],
    ['what is no list', chart({ controller: { trafficRouterPlugins: '{{ .plugins }}' } })],
    ['a ConfigMap of somebody else', chart({ controller: { createConfigmap: false } })],
    ['a patch', chartSet({}, (_, { spec }) => { spec.templatePatch = 'spec: {}'; })],
  ])('may be installed by %s', (_, manifest) => {
    expect(messages({ ...gatewayApi(), manifest }).filter((message) => message.startsWith('ARO4'))).toEqual([]);
  });

  test.each<[string, any]>([
    ['beside an empty text of values', chart({}, ({ source }) => { source.helm.values = ' '; })],
    ['over files of values', chart({ controller: { trafficRouterPlugins: [] } }, ({ source }) => { source.helm.valueFiles = ['values.yaml']; })],
    ['beside another parameter', chart({}, ({ source }) => { source.helm.parameters = [{ name: 'controller.replicas', value: '3' }]; })],
    ['without any', chart({}, ({ source }) => { delete source.helm; })],
    ['as one of several sources', chart({}, (spec) => { spec.sources = [{ repoURL: 'https://git.example.com/a.git', ref: 'values' }, spec.source]; delete spec.source; })],
    ['as an OCI artifact', chart({}, ({ source }) => { source.repoURL = 'oci://ghcr.io/argoproj/argo-helm/argo-rollouts'; source.path = '.'; delete source.chart; })],
  ])('is not installed by values %s', (_, manifest) => {
    expect(messages({ ...gatewayApi(), manifest })).toEqual([`${SAID}; list it in the values of the chart`]);
  });

  test('is not installed by values beside a text that they replace', () => {
    const manifest = chart({}, ({ source }) => { source.helm.values = 'controller: {}'; });
    const found = messages({ ...gatewayApi(), manifest });
    expect(found).toContain(`${SAID}; list it in the values of the chart`);
    expect(found.map((message) => message.slice(0, 6))).toEqual(['ARO409', 'ARO613']);
  });

  test('is not installed by another chart, nor by what is no source', () => {
    const other = chart({}, ({ source }) => { source.chart = 'argo-events'; });
    const broken = chart({}, (spec) => { spec.source = 7; spec.sources = [null, 'a']; });
    expect(messages({ ...gatewayApi(), other }).filter((message) => message.startsWith('ARO4'))).toEqual([]);
    expect(messages({ ...gatewayApi(), broken }).filter((message) => message.startsWith('ARO40'))).not.toContain(SAID);
  });

  test('is looked for in the template of an ApplicationSet', () => {
    expect(messages({ ...gatewayApi(), chart: chartSet() }))
      .toEqual([`${SAID.replace('Application', 'ApplicationSet')}; list it in the values of the chart`]);
  });

  test.each(PLACES)('is not installed in the cluster of a namespace %s', (_, applications, isSame) => {
    const installed = chartIn('staging', plugins('example/other'));
    expect(besides({ ...gatewayApi(), installed }, ...applications)).toEqual(isSame ? [`${SAID}; list it in the values of the chart`] : []);
  });

  test('is installed in one cluster and not in another', () => {
    const manifests = { ...gatewayApi(), installed: chartIn('staging', plugins(GATEWAY)) };
    const prod = chartIn('prod');
    prod.metadata.name = 'prod';
    expect(besides({ ...manifests, prod })).toEqual([]);
    expect(besides({ ...manifests, prod }, PROD)).toEqual([`${SAID.replace('argo-rollouts', 'prod')}; list it in the values of the chart`]);
  });

  test('is installed by one of several', () => {
    const second = chart(plugins(GATEWAY), (spec, { metadata }) => { metadata.name = 'second'; spec.destination.name = 'prod'; });
    expect(messages({ ...gatewayApi(), first: chart(), second })).toEqual([]);
    expect(messages({ ...without(controller(), 'notifications'), chart: chart() })).toEqual([]);
  });
});

describe('ARO410: the permissions that the chart gives', () => {
  const said = (place: string, resource: string): string[] => [
    `ARO410 ${VALUES}.providerRBAC.${place}: false does not let the controller get and update ${resource}, which Rollout checkout needs; set it to true`,
  ];
  const ISTIO = 'virtualservices (networking.istio.io)';

  test.each<[object, string[]]>([
    [{}, []],
    [{ providerRBAC: { providers: { istio: true } } }, []],
    [{ providerRBAC: { providers: { gatewayAPI: false } } }, []],
    [{ providerRBAC: { providers: { istio: false } } }, said('providers.istio', ISTIO)],
    [{ providerRBAC: { enabled: false } }, said('enabled', ISTIO)],
    [{ providerRBAC: { enabled: false, additionalRules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] } }, said('enabled', ISTIO)],
    [{ providerRBAC: { providers: { istio: false }, additionalRules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] } }, []],
    [{ providerRBAC: { providers: { istio: '{{.istio}}' } } }, []],
    [{ controller: { createClusterRole: false }, providerRBAC: { enabled: false } }, []],
    [{ clusterInstall: false, providerRBAC: { enabled: false } }, []],
  ])('are those of %j', (values, messagesSaid) => {
    expect(messages({ ...canary(), chart: chart(values) })).toEqual(messagesSaid);
  });

  test('are those of routes of the Gateway API too', () => {
    const values = { controller: { trafficRouterPlugins: [{ name: GATEWAY, location: 'file:///plugins/gateway-api' }] }, providerRBAC: { providers: { gatewayAPI: false } } };
    expect(messages({ ...gatewayApi(), chart: chart(values) }))
      .toEqual(said('providers.gatewayAPI', 'httproutes (gateway.networking.k8s.io)'));
  });

  test.each(PLACES)('are those of the cluster of a namespace %s', (_, applications, isSame) => {
    const installed = chartIn('staging', { providerRBAC: { providers: { istio: false } } });
    expect(besides({ ...canary(), installed }, ...applications)).toEqual(isSame ? said('providers.istio', ISTIO) : []);
  });

  test('hold in the namespace of a controller that is restricted to it', () => {
    const values = { clusterInstall: false, providerRBAC: { providers: { istio: false } } };
    expect(messages({ ...canary(), chart: chart(values, ({ destination }) => { destination.namespace = 'shop'; }) })).toEqual(said('providers.istio', ISTIO));
    expect(messages({ ...canary(), chart: chart({ ...values, namespaceOverride: 'shop' }) })).toEqual(said('providers.istio', ISTIO));
    expect(messages({ ...canary(), chart: chart(values, ({ destination }) => { delete destination.namespace; }) })).toEqual([]);
  });
});

describe('ARO412: a subscription to what the chart defines', () => {
  function subscribed(what: string, manifest: any): string[] {
    const manifests = canary();
    manifests.rollout.metadata.annotations = { [`notifications.argoproj.io/subscribe.${what}`]: 'deployments' };
    return messages({ ...manifests, manifest });
  }
  const templates = { 'template.purple': 'message: purple', 'template.green': 'message: green' };
  const values = (more: object = {}): object => ({
    notifications: { notifiers: { 'service.slack': 'token: $slack-token' }, templates, triggers: { 'trigger.on-purple': '- send: [purple]' } }, ...more,
  });
  const said = (what: string, text: string): string[] => [`ARO412 metadata.annotations["notifications.argoproj.io/subscribe.${what}"]: ${text}`];

  test('is to its triggers, through its services', () => {
    expect(subscribed('on-purple.slack', chart(values()))).toEqual([]);
    expect(subscribed('on-green.slack', chart(values()))).toEqual(said('on-green.slack',
      'names the trigger "on-green", which Application argo-rollouts does not define; define trigger.on-green there, or name another'));
    expect(subscribed('on-purple.slak', chart(values()))).toEqual(said('on-purple.slak',
      'names the service "slak", which Application argo-rollouts does not define; did you mean "slack"?'));
    expect(subscribed('slack', chart(values()))).toEqual(said('slack',
      'names no trigger, and Application argo-rollouts has no defaultTriggers; write notifications.argoproj.io/subscribe.<trigger>.<service>'));
  });

  test.each(PLACES)('is to those of the cluster of a namespace %s', (_, applications, isSame) => {
    const manifests = canary();
    manifests.rollout.metadata.annotations = { 'notifications.argoproj.io/subscribe.on-purple.slak': 'deployments' };
    expect(besides({ ...manifests, installed: chartIn('staging', values()) }, ...applications)).toHaveLength(isSame ? 1 : 0);
  });

  test.each<[string, any]>([
    ['of files', chart(values(), ({ source }) => { source.helm.valueFiles = ['values.yaml']; })],
    ['of namespaces', chart(values({ controller: { selfServiceNotification: true } }))],
    ['of a ConfigMap that the chart leaves out', chart({ notifications: { configmap: { create: false } } })],
    ['of a ConfigMap that the chart may leave out', chart({}, ({ source }) => {
      source.helm.parameters = [{ name: 'notifications.configmap.create', value: '$ARGOCD_ENV_NOTIFY' }];
    })],
    ['of files, and of nobody here', chart({}, ({ source }) => { source.helm.valueFiles = ['values.yaml']; })],
    ['of namespaces, and of nobody here', chart({ controller: { selfServiceNotification: true } })],
    ['that are filled in', chart({ notifications: { triggers: '{{triggers}}' } })],
  ])('may be to triggers %s', (_, manifest) => {
    expect(subscribed('on-green.pager', manifest)).toEqual([]);
  });

  test.each<[string, object]>([
    ['nothing', {}],
    ['no notifications', { notifications: {} }],
    ['no triggers', { notifications: { notifiers: { 'service.slack': 'token: $slack-token' }, triggers: {} } }],
    ['null', { notifications: { triggers: null } }],
  ])('is to nothing where its values have %s', (_, given) => {
    for (const trigger of ['on-green', 'on-rollout-completed']) {
      expect(subscribed(`${trigger}.slack`, chart(given))).toEqual(said(`${trigger}.slack`,
        `names the trigger "${trigger}", which Application argo-rollouts does not define; define trigger.${trigger} there, or name another`));
    }
  });

  test('is to nothing where a key does not say that it is a trigger', () => {
    for (const triggers of [{ 'on-green': '- send: [green]' }, { 'on-green': '- send: [green]', 'trigger.on-purple': '- send: [purple]' }]) {
      expect(subscribed('on-green.slack', chart({ notifications: { notifiers: { 'service.slack': 'token: $slack-token' }, templates, triggers } }))).toEqual(said('on-green.slack',
        'names the trigger "on-green", which Application argo-rollouts does not define; write trigger.on-green as its key there'));
    }
  });

  test('goes nowhere where there is no service', () => {
    const triggers = { 'trigger.on-green': '- send: [green]' };
    expect(subscribed('on-green.slack', chart({ notifications: { templates, triggers } }))).toEqual(said('on-green.slack',
      'names the service "slack", which Application argo-rollouts does not define; define service.slack there, or name another'));
  });

  test('may be to what another release defines, or has defined elsewhere', () => {
    const manifests = canary();
    manifests.rollout.metadata.annotations = { 'notifications.argoproj.io/subscribe.on-purple.slack': 'deployments' };
    const second = (given: object): any => chart({ installCRDs: false, ...given }, (spec, manifest) => {
      manifest.metadata.name = 'second';
      spec.destination.namespace = 'second';
    });
    const told = (given: object): string[] => messages({ ...manifests, first: chart(), second: second(given) }).filter((message) => message.startsWith('ARO412'));
    expect(told({})).toHaveLength(1);
    expect(told(values())).toEqual([]);
    expect(told({ notifications: { configmap: { create: false } } })).toEqual([]);
  });
});
