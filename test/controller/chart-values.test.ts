import { readFileSync } from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import {
  ArgoRolloutsInstallation, ArgoRolloutsProps, ControllerLogLevel, ControllerPlugin, NotificationService, NotificationTrigger, Notifier,
  PluginFetch, PodDisruption, TrafficProvider,
} from '../../lib';
import { CHART_KEYS } from '../../lib/model/chart/chart-keys';
import { EVERYTHING, GATEWAY_API, valuesOf } from './support';

/** The values of chart argo-rollouts 2.41.0, as it is published, without its comments. */
const CHART = parse(readFileSync(path.join(__dirname, 'fixtures', 'argo-rollouts-2.41.0-values.yaml'), 'utf8'));

const CRDS = { crdAnnotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' } };

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The paths of `values` that the chart has not; what is an empty map or a list there is open. */
function foreignKeys(values: Record<string, unknown>, chart: Record<string, unknown>, at = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const place = `${at}${key}`;
    if (!(key in chart)) {
      return [place];
    }
    const known = chart[key];
    return isMap(known) && Object.keys(known).length > 0 ? (isMap(value) ? foreignKeys(value, known, `${place}.`) : [place]) : [];
  });
}

const INSTALLATIONS: readonly (readonly [string, ArgoRolloutsProps])[] = [
  ['nothing asked for', {}],
  ['everything asked for', EVERYTHING],
  ['the dashboard', { dashboard: {} }],
  ['the dashboard behind an Ingress', { dashboard: { readOnly: true, ingress: { hosts: ['rollouts.example.com'], tlsSecretName: 'tls' } } }],
  ['CRDs that go with it', { crds: { keep: false } }],
  ['no CRDs', { crds: { install: false } }],
  ['one router', { routers: [TrafficProvider.ISTIO] }],
  ['no router', { routers: [] }],
  ['all routers', { routers: Object.values(TrafficProvider) }],
  ['a plugin', { plugins: [GATEWAY_API] }],
  ['fetched plugins', {
    plugins: [ControllerPlugin.step('example/approval', { location: 'file:///bin/approval', fetch: PluginFetch.fromImage('registry.example.com/approval:1') })],
  }],
  ['metrics', { controller: { metrics: { serviceMonitor: { labels: { release: 'prometheus' } } } } }],
  ['more pods', { controller: { replicas: 3, logLevel: ControllerLogLevel.WARN, disruption: PodDisruption.minAvailable(2) } }],
  ['notifications', {
    notifications: {
      notifiers: [Notifier.teams({ ops: '$teams-ops' }), Notifier.email({ host: 'mail', port: 25, from: 'rollouts@example.com' })],
      subscriptions: [{ triggers: [NotificationTrigger.ROLLOUT_PAUSED], services: [NotificationService.teams('ops')] }],
    },
  }],
  ['a namespace', { namespaced: true }],
  ['one of several controllers', { instanceId: 'shop' }],
  ['values of its own', { values: { controller: { tolerations: [{ operator: 'Exists' }] }, serviceAccount: { annotations: { role: 'a' } } } }],
];

test.each(INSTALLATIONS)('an installation with %s has no value that the chart has not', (_, props) => {
  expect(foreignKeys(valuesOf(props), CHART)).toEqual([]);
});

test('the keys that are known here are those of the chart', () => {
  const shape = (chart: unknown, keys: unknown): unknown => (isMap(chart) && isMap(keys)
    ? Object.fromEntries(Object.entries(chart).map(([key, value]) => [key, shape(value, keys[key])])) : keys);
  expect(shape(CHART, CHART_KEYS)).toEqual(CHART_KEYS);
});

test.each(INSTALLATIONS)('an installation with %s says the same again', (_, props) => {
  const installation = new ArgoRolloutsInstallation(props);
  expect(JSON.stringify(installation.values())).toBe(JSON.stringify(installation.values()));
  expect(JSON.stringify(valuesOf(props))).toBe(JSON.stringify(installation.values()));
});

test('an installation is the chart as it is, but that Argo CD could apply its CRDs', () => {
  const { chart, version, repository, releaseName, namespace } = new ArgoRolloutsInstallation();
  expect({ chart, version, repository, releaseName, namespace }).toEqual({
    chart: 'argo-rollouts',
    version: '2.41.0',
    repository: 'https://argoproj.github.io/argo-helm',
    releaseName: 'argo-rollouts',
    namespace: 'argo-rollouts',
  });
  expect(valuesOf({})).toEqual(CRDS);
  expect(valuesOf({ crds: { serverSideApply: false } })).toEqual({});
});

test('every setting reaches the values', () => {
  const pods = {
    resources: { requests: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '64Mi' }, limits: { cpu: '1', memory: '1024Mi' } },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'dedicated', operator: 'Exists' }],
    affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchFields: [] } }] } },
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' }],
    priorityClassName: 'system-cluster-critical',
    pdb: { enabled: true, maxUnavailable: 1 },
  };
  const sha256 = '0123456789abcdef'.repeat(4);
  const mount = { name: 'fetched-plugins', mountPath: '/fetched-plugins' };
  const values = valuesOf(EVERYTHING);
  expect(values).toEqual({
    installCRDs: true,
    keepCRDs: false,
    ...CRDS,
    clusterInstall: false,
    createClusterAggregateRoles: false,
    controller: {
      ...pods,
      replicas: 3,
      logging: { level: 'debug', format: 'json' },
      extraArgs: ['--nginx-ingress-classes=internal', '--instance-id=shop', '--qps=50'],
      image: { registry: 'registry.example.com' },
      metrics: {
        enabled: true,
        service: { annotations: { scrape: 'yes' } },
        serviceMonitor: {
          enabled: true, namespace: 'monitoring', additionalLabels: { release: 'prometheus' }, additionalAnnotations: { team: 'platform' },
        },
      },
      selfServiceNotification: true,
      podAnnotations: { 'checksum/plugins': expect.stringMatching(/^[0-9a-f]{64}$/), 'team': 'platform' },
      trafficRouterPlugins: [{ name: 'argoproj-labs/gatewayAPI', location: 'https://plugins.example.com/gateway-api', sha256 }],
      metricProviderPlugins: [{ name: 'example/budget', location: 'file:///fetched-plugins/example/budget', args: ['--verbose'] }],
      stepPlugins: [{ name: 'example/approval', location: 'file:///fetched-plugins/example/approval', sha256 }],
      initContainers: [
        expect.objectContaining({ name: 'fetch-plugin-1', volumeMounts: [mount] }),
        expect.objectContaining({ name: 'fetch-plugin-2', image: 'registry.example.com/approval:1.0.0' }),
      ],
      volumes: [{ name: 'fetched-plugins', emptyDir: {} }],
      volumeMounts: [{ ...mount, readOnly: true }],
    },
    providerRBAC: {
      providers: {
        istio: true, smi: false, ambassador: false, awsLoadBalancerController: false, awsAppMesh: false, traefik: false, apisix: false,
        contour: false, glooPlatform: false, gatewayAPI: true,
      },
    },
    dashboard: {
      ...pods,
      enabled: true,
      readonly: true,
      replicas: 2,
      rootPath: '/deployments',
      ingress: {
        enabled: true,
        hosts: ['rollouts.example.com'],
        ingressClassName: 'nginx',
        annotations: { team: 'platform' },
        paths: ['/deployments'],
        tls: [{ hosts: ['rollouts.example.com'], secretName: 'rollouts-tls' }],
      },
    },
    notifications: {
      notifiers: { 'service.slack': 'token: $slack-token\nusername: rollouts\n' },
      templates: { 'template.aborted': 'message: "{{.rollout.metadata.name}} is back"\nslack:\n  groupingKey: aborted\n' },
      triggers: { 'trigger.on-rollout-aborted': "- when: rollout.metadata.namespace == 'shop'\n  send:\n    - aborted\n" },
      subscriptions: [{ recipients: ['slack:ops', 'slack:shop'], triggers: ['on-rollout-aborted'], selector: 'team=shop' }],
    },
    global: { revisionHistoryLimit: 3 },
  });
  expect(foreignKeys(values, CHART)).toEqual([]);
});

test('no router gets permissions for none, and each router for its own', () => {
  const providers = (routers: TrafficProvider[]): string[] => Object.entries(valuesOf({ routers }).providerRBAC.providers)
    .flatMap(([name, isOn]) => (isOn === true ? name : []));
  expect(providers([])).toEqual([]);
  expect(Object.keys(CHART.providerRBAC.providers).sort()).toEqual(Object.values(TrafficProvider).sort());
  Object.values(TrafficProvider).forEach((provider) => { expect(providers([provider])).toEqual([provider]); });
});

test('what is given is copied: a later change of the values changes nothing', () => {
  const values = { controller: { extraArgs: ['--qps=50'] } };
  const installation = new ArgoRolloutsInstallation({ values });
  const before = installation.values();
  expect(installation.values()).toEqual(before);
  (installation.values() as any).controller.extraArgs.push('--burst=100');
  expect(installation.values()).toEqual(before);
  values.controller.extraArgs.push('--burst=100');
  expect(installation.values()).toEqual(before);
});

describe('the dashboard', () => {
  test('is at the path of its Ingress', () => {
    const { dashboard } = valuesOf({ dashboard: { ingress: { hosts: ['a.example.com'], path: '/deployments' } } });
    expect([dashboard.rootPath, dashboard.ingress.paths]).toEqual(['/deployments', ['/deployments']]);
  });

  test('has an Ingress at its path', () => {
    expect(valuesOf({ dashboard: { rootPath: '/deployments', ingress: { hosts: ['a.example.com'] } } }).dashboard.ingress.paths).toEqual(['/deployments']);
  });

  test('behind an Ingress for all paths stays where it is', () => {
    const { dashboard } = valuesOf({ dashboard: { ingress: { hosts: ['a.example.com'], path: '/' } } });
    expect([dashboard.rootPath, dashboard.ingress.paths]).toEqual([undefined, ['/']]);
  });

  test.each([
    [{}, 'argo-rollouts-dashboard', 'argo-rollouts', 3100],
    [{ releaseName: 'shop', namespace: 'rollouts' }, 'shop-argo-rollouts-dashboard', 'rollouts', 3100],
    [{ releaseName: 'argo-rollouts-shop' }, 'argo-rollouts-shop-dashboard', 'argo-rollouts', 3100],
    [{ values: { fullnameOverride: 'deployments', dashboard: { service: { port: 80 } } } }, 'deployments-dashboard', 'argo-rollouts', 80],
    [{ releaseName: 'shop', values: { nameOverride: 'rollouts' } }, 'shop-rollouts-dashboard', 'argo-rollouts', 3100],
  ])('of %j is the Service %s in %s at port %d, as the chart names it', (props, serviceName, serviceNamespace, servicePort) => {
    expect(new ArgoRolloutsInstallation({ dashboard: {}, ...props }).dashboard).toEqual({ serviceName, serviceNamespace, servicePort });
  });
});
