import { autoscaler, gatewayApi, gitOps, messages, subsets } from '../fixtures';

const ISTIO = 'networking.istio.io';
const WEIGHTS = '.spec.http[].route[].weight';

/** Objects under an Application with these entries. */
function deliveredWith(manifests: any, entries: unknown, change: (spec: any) => void = () => undefined): any {
  const { application } = gitOps();
  application.spec.ignoreDifferences = entries;
  change(application.spec);
  return { ...manifests, application };
}

/** The canary under an Application with an entry for its VirtualService. */
function ignoring(entry: object, change: (spec: any) => void = () => undefined): any {
  return deliveredWith(gitOps(), [{ group: ISTIO, kind: 'VirtualService', ...entry }], change);
}

function fought(what: string, object: string, expression: string, kind: string, group: string, end = 'selfHeal reverts them at once'): string {
  return `ARO601 spec.ignoreDifferences: leaves out ${what} of ${object}, which Rollout checkout changes: ${end}; `
    + `add the jqPathExpression ${expression} for kind ${kind} of group ${group}`;
}

const WEIGHTS_FOUGHT = fought('the weights', 'VirtualService checkout', WEIGHTS, 'VirtualService', ISTIO);

describe('ARO601: the weights of a VirtualService', () => {
  test.each([
    ['nothing', {}],
    ['another path', { jqPathExpressions: ['.spec.http[].timeout'] }],
    ['one of the two destinations', { jsonPointers: ['/spec/http/0/route/0/weight'] }],
    ['a wildcard, which a JSON pointer does not know', { jsonPointers: ['/spec/http/*/route/*/weight'] }],
    ['another route', { jqPathExpressions: ['.spec.http[1].route[].weight'] }],
    ['a route of another name', { jqPathExpressions: ['.spec.http[] | select(.name == "other") | .route[].weight'] }],
    ['another kind', { kind: 'DestinationRule', jqPathExpressions: [WEIGHTS] }],
    ['another group', { group: undefined, jqPathExpressions: [WEIGHTS] }],
    ['kinds of another form', { kind: 'V*Rule', jqPathExpressions: [WEIGHTS] }],
    ['another object', { name: 'other', jqPathExpressions: [WEIGHTS] }],
    ['another namespace', { namespace: 'staging', jqPathExpressions: [WEIGHTS] }],
    ['what another manager writes', { managedFieldsManagers: ['kube-controller-manager'] }],
    ['what is no text', { jsonPointers: [7, null, {}], jqPathExpressions: 'all', managedFieldsManagers: {} }],
  ])('are reverted where Argo CD ignores %s', (_, entry) => {
    expect(messages(ignoring(entry))).toEqual([WEIGHTS_FOUGHT]);
  });

  test.each([
    [{ jqPathExpressions: [WEIGHTS] }],
    [{ jqPathExpressions: ['.spec.http[0].route[].weight'] }],
    [{ jqPathExpressions: ['.spec["http"][]."route"[0].weight', '.spec.http[].route[1].weight'] }],
    [{ jqPathExpressions: ['.spec.http[] | select(.name == "primary") | .route[] | .weight'] }],
    [{ jqPathExpressions: ['.spec.http[]? | select(.name | test("prim(ary")) | .route[].weight'] }],
    [{ jqPathExpressions: ['. | .spec.http[].route[]|.weight'] }],
    [{ jqPathExpressions: ['.spec.http[].route[].weight, .metadata.labels'] }],
    [{ jqPathExpressions: ['.. | .weight?'] }],
    [{ jqPathExpressions: ['select(.spec.hosts'] }],
    [{ jsonPointers: ['/spec/http/0/route/0/weight', '/spec/http/0/route/1/weight'] }],
    [{ group: '*', kind: '*', jqPathExpressions: [WEIGHTS] }],
    [{ group: 'networking.*', kind: '*Serv*ce', jqPathExpressions: [WEIGHTS] }],
    [{ kind: '{VirtualService,DestinationRule}', jqPathExpressions: [WEIGHTS] }],
    [{ name: 'checkout', namespace: 'shop', jqPathExpressions: [WEIGHTS] }],
    [{ name: '{{ .service }}', jqPathExpressions: [WEIGHTS] }],
  ])('are left alone where Argo CD ignores %j', (entry) => {
    expect(messages(ignoring(entry))).toEqual([]);
  });

  test.each([[undefined], [null], [[]], ['none'], [{}], [[null, 7, 'text', []]]])('are reverted where the entries are %j', (entries) => {
    expect(messages(deliveredWith(gitOps(), entries)).filter((message) => message.startsWith('ARO6'))).toEqual([WEIGHTS_FOUGHT]);
  });

  test('are reverted later where only Git starts a sync', () => {
    const manifests = ignoring({}, (spec) => delete spec.syncPolicy.automated.selfHeal);
    expect(messages(manifests)).toEqual([WEIGHTS_FOUGHT.replace('selfHeal reverts them at once', 'the next automated sync reverts them')]);
  });

  test.each([
    ['nothing is automated', (spec: any) => delete spec.syncPolicy],
    ['automation is switched off', (spec: any) => spec.syncPolicy.automated.enabled = false],
    ['it is not said where to', (spec: any) => delete spec.destination.namespace],
    ['the objects go elsewhere', (spec: any) => spec.destination.namespace = 'staging'],
    ['each goes elsewhere', (spec: any) => spec.destination.namespace = '{{ .namespace }}'],
  ])('are not reverted where %s', (_, change) => {
    expect(messages(ignoring({}, change))).toEqual([]);
  });

  test('are anybody\'s where several Applications deliver into the namespace', () => {
    const manifests = ignoring({});
    manifests.second = { ...manifests.application, metadata: { name: 'second', namespace: 'argocd' } };
    expect(messages(manifests)).toEqual([]);
  });

  test('are not Argo CD\'s where the VirtualService is not among the manifests', () => {
    const { virtualService: _virtualService, ...manifests } = ignoring({});
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });

  test('are known where the only route has no name', () => {
    const manifests = ignoring({});
    delete manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualService.routes;
    delete manifests.virtualService.spec.http[0].name;
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([WEIGHTS_FOUGHT]);
    manifests.virtualService.spec.http.push({ route: [{ destination: { host: 'other' } }] });
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });

  test('are those of the routes that the Rollout names', () => {
    const manifests = ignoring({ jqPathExpressions: ['.spec.http[0].route[].weight'] });
    manifests.virtualService.spec.http.push({ name: 'other', route: [{ destination: { host: 'other' } }] });
    expect(messages(manifests)).toEqual([]);
  });

  test('are delivered by whoever delivers the VirtualService', () => {
    const manifests = ignoring({});
    manifests.virtualService.metadata.namespace = 'routing';
    manifests.virtualService.spec.http[0].route[0].destination.host = 'checkout-stable.shop.svc.cluster.local';
    manifests.virtualService.spec.http[0].route[1].destination.host = 'checkout-canary.shop.svc.cluster.local';
    manifests.rollout.spec.strategy.canary.trafficRouting.istio.virtualService.name = 'checkout.routing';
    expect(messages(manifests)).toEqual([]);
    manifests.application.spec.destination.namespace = 'routing';
    expect(messages(manifests)).toEqual([WEIGHTS_FOUGHT]);
  });

  test.each([
    ['resource.customizations.ignoreDifferences.networking.istio.io_VirtualService', []],
    ['resource.customizations.ignoreDifferences.all', []],
    ['resource.customizations', []],
    ['resource.customizations.ignoreDifferences.apps_Deployment', [WEIGHTS_FOUGHT]],
  ])('may be ignored by the setting %s', (name, said) => {
    const data = { [name]: 'jqPathExpressions: [.spec.http[].route[].weight]\n' };
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: 'argocd' }, data };
    expect(messages({ ...ignoring({}), settings })).toEqual(said);
    expect(messages({ ...ignoring({}), settings: { ...settings, metadata: { name: 'other', namespace: 'argocd' } } })).toEqual([WEIGHTS_FOUGHT]);
  });

  describe('of an ApplicationSet', () => {
    function set(entries: unknown): any {
      const { application, ...manifests } = gitOps();
      const { metadata, spec } = application;
      spec.ignoreDifferences = entries;
      const generators = [{ list: { elements: [{ cluster: 'one' }] } }];
      const template = { metadata: { name: 'shop-{{cluster}}' }, spec };
      return { ...manifests, set: { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata, spec: { generators, template } } };
    }

    test('are ignored in its template', () => {
      expect(messages(set([{ group: ISTIO, kind: 'VirtualService', jqPathExpressions: [WEIGHTS] }]))).toEqual([]);
      expect(messages(set([]))).toEqual([WEIGHTS_FOUGHT.replace('ARO601 spec.', 'ARO601 spec.template.spec.')]);
    });

    test('may be ignored by its patch', () => {
      const manifests = set([]);
      manifests.set.spec.templatePatch = 'spec: {}';
      expect(messages(manifests)).toEqual([]);
    });
  });
});

describe('ARO601: what else the controller changes', () => {
  const LABELS = '.spec.subsets[].labels."rollouts-pod-template-hash"';
  const ISTIO_WEIGHTS = { group: ISTIO, kind: 'VirtualService', jqPathExpressions: [WEIGHTS] };
  const LABELS_FOUGHT = fought('the labels rollouts-pod-template-hash', 'DestinationRule checkout', LABELS, 'DestinationRule', ISTIO);

  test.each([
    [[ISTIO_WEIGHTS], [LABELS_FOUGHT]],
    [[ISTIO_WEIGHTS, { group: ISTIO, kind: 'DestinationRule', jqPathExpressions: ['.spec.subsets[0].labels["rollouts-pod-template-hash"]'] }], [LABELS_FOUGHT]],
    [[ISTIO_WEIGHTS, { group: ISTIO, kind: 'DestinationRule', jqPathExpressions: [LABELS] }], []],
    [[ISTIO_WEIGHTS, {
      group: ISTIO,
      kind: 'DestinationRule',
      jsonPointers: ['/spec/subsets/0/labels/rollouts-pod-template-hash', '/spec/subsets/1/labels/rollouts-pod-template-hash'],
    }], []],
  ])('are the labels of subsets: %j', (entries, said) => {
    expect(messages(deliveredWith(subsets(), entries))).toEqual(said);
  });

  function headed(manifests: any): any {
    const { canary } = manifests.rollout.spec.strategy;
    canary.trafficRouting.managedRoutes = [{ name: 'beta' }];
    canary.steps = [
      { setCanaryScale: { replicas: 1 } },
      { setHeaderRoute: { name: 'beta', match: [{ headerName: 'X-Beta', headerValue: { exact: 'yes' } }] } },
      { pause: {} },
      { setCanaryScale: { matchTrafficWeight: true } },
      { setWeight: 50 },
    ];
    return manifests;
  }

  const ROUTE_FOUGHT = fought('route beta', 'VirtualService checkout', '.spec.http[] | select(.name == "beta")', 'VirtualService', ISTIO, 'selfHeal reverts it at once');

  test.each([
    [['.spec.http[].route[].weight'], [ROUTE_FOUGHT]],
    [['.spec.http[].route[].weight', '.spec.http[0]'], [ROUTE_FOUGHT]],
    [['.spec.http[].route[].weight', '.spec.http[] | select(.name == "alpha")'], [ROUTE_FOUGHT]],
    [['.spec.http[].route[].weight', '.spec.http[] | select(.name == "beta")'], []],
    [['.spec.http[].route[].weight', '.spec.http[]|select( .name=="beta" )'], []],
  ])('are the routes of steps: %j', (jqPathExpressions, said) => {
    const manifests = headed(deliveredWith(gitOps(), [{ group: ISTIO, kind: 'VirtualService', jqPathExpressions }]));
    expect(messages(manifests).filter((message) => message.startsWith('ARO601'))).toEqual(said);
  });

  test('are no routes that are managed and never made', () => {
    const manifests = deliveredWith(gitOps(), [ISTIO_WEIGHTS]);
    manifests.rollout.spec.strategy.canary.trafficRouting.managedRoutes = [{ name: 'beta' }];
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual([]);
  });

  const GATEWAY = 'gateway.networking.k8s.io';
  const BACKENDS = '.spec.rules[].backendRefs[].weight';
  const BACKENDS_FOUGHT = fought('the weights', 'HTTPRoute checkout', BACKENDS, 'HTTPRoute', GATEWAY);
  const HEADER_FOUGHT = fought('route beta', 'HTTPRoute checkout', '.spec.rules[] | select(.name == "beta")', 'HTTPRoute', GATEWAY, 'selfHeal reverts it at once');
  const PLUGIN = 'argoproj-labs/gatewayAPI';

  test.each([
    [[], [BACKENDS_FOUGHT]],
    [[BACKENDS], []],
    [['.spec.rules[0].backendRefs[].weight'], []],
    [['.spec.rules[1].backendRefs[].weight'], [BACKENDS_FOUGHT]],
  ])('are the weights of routes of the Gateway API: %j', (jqPathExpressions, said) => {
    expect(messages(deliveredWith(gatewayApi(), [{ group: GATEWAY, kind: 'HTTPRoute', jqPathExpressions }]))).toEqual(said);
  });

  test('are the weights of the two Services only', () => {
    const manifests = deliveredWith(gatewayApi(), [{ group: GATEWAY, kind: 'HTTPRoute', jqPathExpressions: ['.spec.rules[0].backendRefs[].weight'] }]);
    manifests.httpRoute.spec.rules.push({ backendRefs: [{ name: 'cart', port: 80, weight: 1 }] });
    expect(messages(manifests)).toEqual([]);
  });

  test.each([
    [{ httpRoute: 'checkout', namespace: 'shop' }, [HEADER_FOUGHT]],
    [{ httpRoutes: [{ name: 'checkout', useHeaderRoutes: true }], namespace: 'shop' }, [HEADER_FOUGHT]],
    [{ httpRoutes: [{ name: 'checkout' }], namespace: 'shop' }, []],
  ])('are the rules that the plugin adds to an HTTPRoute: %j', (config, said) => {
    const manifests = headed(deliveredWith(gatewayApi(), [{ group: GATEWAY, kind: 'HTTPRoute', jqPathExpressions: [BACKENDS] }]));
    manifests.rollout.spec.strategy.canary.trafficRouting.plugins[PLUGIN] = config;
    expect(messages(manifests).filter((message) => message.startsWith('ARO6'))).toEqual(said);
  });
});

describe('ARO602: Argo CD', () => {
  const hides = (path: string, value: string): string => `ARO602 spec.ignoreDifferences[0].${path}[0]: ${JSON.stringify(value)} hides more of `
    + `VirtualService checkout than the weights that Rollout checkout changes; ignore the jqPathExpression ${WEIGHTS}`;

  test.each([
    [''], ['/spec'], ['/spec/http'], ['/spec/http/0'], ['/spec/http/0/route'],
  ])('does not ignore the JSON pointer %p', (pointer) => {
    expect(messages(ignoring({ jsonPointers: [pointer], jqPathExpressions: [WEIGHTS] }))).toEqual([hides('jsonPointers', pointer)]);
  });

  test.each([
    ['.spec'], ['.spec.http'], ['.spec.http[]'], ['.spec.http[] | select(.name == "primary")'], ['.spec.http[].route[]'],
  ])('does not ignore the jqPathExpression %p', (expression) => {
    expect(messages(ignoring({ jqPathExpressions: [expression] }))).toEqual([hides('jqPathExpressions', expression)]);
  });

  test.each([
    ['other fields', { jsonPointers: ['/metadata/labels', '/spec/hosts'] }],
    ['other objects', { name: 'cart', jsonPointers: ['/spec'] }],
    ['other namespaces', { namespace: 'cart', jsonPointers: ['/spec'] }],
    ['other kinds', { kind: 'Gateway', jsonPointers: ['/spec'] }],
    ['other routes', { jqPathExpressions: ['.spec.http[] | select(.name == "beta")'] }],
    ['what depends', { jqPathExpressions: ['.spec.http[] | select(.name | startswith("beta"))'] }],
  ])('may ignore %s', (_, entry) => {
    const entries = [{ group: ISTIO, kind: 'VirtualService', jqPathExpressions: [WEIGHTS] }, { group: ISTIO, kind: 'VirtualService', ...entry }];
    expect(messages(deliveredWith(gitOps(), entries))).toEqual([]);
  });

  test('may ignore what it likes where no Rollout is', () => {
    expect(messages(ignoring({ jsonPointers: ['/spec'] }, (spec) => { spec.destination.namespace = 'cart'; }))).toEqual([]);
  });

  test('does not ignore all of a Rollout', () => {
    const entries = (jsonPointers: string[]): any => [
      { group: ISTIO, kind: 'VirtualService', jqPathExpressions: [WEIGHTS] }, { group: 'argoproj.io', kind: 'Rollout', jsonPointers },
    ];
    expect(messages(deliveredWith(gitOps(), entries(['/spec'])))).toEqual([
      'ARO602 spec.ignoreDifferences[1].jsonPointers[0]: "/spec" hides all of Rollout checkout: no new version is ever noticed; '
      + 'ignore the fields that something else changes',
    ]);
    expect(messages(deliveredWith(gitOps(), entries(['/spec/replicas'])))).toEqual([]);
  });

  test('does not trust the controller with whole lists', () => {
    const trusting = (manager: string): any => ignoring({ group: '*', kind: '*', jqPathExpressions: [WEIGHTS], managedFieldsManagers: [manager] });
    expect(messages(trusting('rollouts-controller'))).toEqual([
      'ARO602 spec.ignoreDifferences[0].managedFieldsManagers[0]: "rollouts-controller" owns all of spec.http of VirtualService checkout '
      + `after the first update, and no change from Git is seen any more; ignore the jqPathExpression ${WEIGHTS}`,
    ]);
    expect(messages(trusting('kube-controller-manager'))).toEqual([]);
  });

  test('does not select by what only the cluster has', () => {
    const expression = 'select(.metadata.labels["rollouts.argoproj.io/gatewayapi-canary"] == "in-progress") | .spec.rules';
    const selecting = (jqPathExpressions: string[]): any =>
      deliveredWith(gatewayApi(), [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', jqPathExpressions }]);
    expect(messages(selecting([expression]))).toEqual([
      'ARO602 spec.ignoreDifferences[0].jqPathExpressions[0]: "select(.metadata.labels[\\"rollouts.argoproj.io/gatewayapi-ca…" selects by a '
      + 'label that only the object in the cluster has, so that it differs from Git for ever; ignore the path without a condition',
    ]);
    expect(messages(selecting(['select(.metadata.labels["team"] == "shop") | .spec.rules']))).toEqual([]);
  });

  test('keeps no list of a custom resource as it is', () => {
    const respecting = (entry: object): any => ignoring(entry, (spec) => {
      spec.syncPolicy.syncOptions = ['CreateNamespace=true', 'RespectIgnoreDifferences=true'];
    });
    expect(messages(respecting({ jqPathExpressions: [WEIGHTS] }))).toEqual([
      'ARO602 spec.syncPolicy.syncOptions[1]: "RespectIgnoreDifferences=true" keeps all of spec.http of VirtualService checkout as it is '
      + 'in the cluster, since what is ignored lies in that list; remove it, and let ApplyOutOfSyncOnly=true do',
    ]);
    const set = respecting({ kind: 'Gateway' });
    set.application.spec.syncPolicy.automated = undefined;
    expect(messages(set)).toEqual([]);
  });
});

describe('ARO603: the metrics of an autoscaler', () => {
  const cpu = (target: object = { type: 'Utilization', averageUtilization: 60 }): any => ({ type: 'Resource', resource: { name: 'cpu', target } });
  const memory = { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } };
  const external = { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '30' } } };

  function scaledBy(metrics: unknown): any {
    const manifests = gitOps();
    manifests.rollout.spec.template.spec.containers[0].resources = { requests: { cpu: '100m' } };
    manifests.autoscaler.spec.metrics = metrics;
    return manifests;
  }

  test.each([
    [[cpu(), memory], 0],
    [[cpu(), external], 0],
    [[external, cpu(), memory], 1],
  ])('name cpu after all others: %j', (metrics, index) => {
    expect(messages(scaledBy(metrics))).toEqual([
      `ARO603 spec.metrics[${index}].resource.name: "cpu" stands before another metric, and Kubernetes before 1.27 gives it back as the last; `
      + 'name cpu after all other metrics',
    ]);
  });

  test.each([
    [[memory, cpu()]], [[cpu()]], [[memory, external]], [[cpu({ type: 'AverageValue', averageValue: '1' }), memory]], [[]], ['cpu'], [[null, {}]],
  ])('are in order: %j', (metrics) => {
    expect(messages(scaledBy(metrics))).toEqual([]);
  });

  test('are looked at only where a Rollout is scaled', () => {
    const other = autoscaler('cart', { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'cart' });
    other.spec.metrics = [cpu(), memory];
    expect(messages({ ...gitOps(), other })).toEqual([]);
  });
});
