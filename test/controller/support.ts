import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  ArgoRolloutsInstallation, ArgoRolloutsProps, ControllerLogFormat, ControllerLogLevel, ControllerOptions, ControllerPlugin,
  DashboardOptions, NotificationOptions, NotificationService, NotificationTrigger, Notifier, PluginFetch, PodDisruption,
  RolloutCrdOptions, TrafficProvider,
} from '../../lib';

export const SHA256 = '0123456789abcdef'.repeat(4);

export const GATEWAY_API = ControllerPlugin.trafficRouter('argoproj-labs/gatewayAPI', { location: 'https://plugins.example.com/gateway-api', sha256: SHA256 });

/** Everything that pods can be told. */
const PODS = {
  resources: {
    cpu: { request: Cpu.millis(100), limit: Cpu.units(1) },
    memory: { request: Size.mebibytes(128), limit: Size.gibibytes(1) },
    ephemeralStorage: { request: Size.mebibytes(64) },
  },
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ key: 'dedicated', operator: 'Exists' }],
  affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchFields: [] } }] } },
  topologySpread: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' }],
  priorityClassName: 'system-cluster-critical',
  disruption: PodDisruption.maxUnavailable(1),
};

/** Every setting but the rollouts that are served. */
export const EVERYTHING: Required<Omit<ArgoRolloutsProps, 'serves'>> & {
  readonly crds: Required<RolloutCrdOptions>;
  readonly controller: Required<ControllerOptions>;
  readonly dashboard: Required<DashboardOptions>;
  readonly notifications: Required<Omit<NotificationOptions, 'secret'>>;
} = {
  chartVersion: '2.41.0',
  repository: 'oci://registry.example.com/charts',
  namespace: 'rollouts',
  releaseName: 'argo-rollouts-shop',
  crds: { install: true, keep: false, serverSideApply: true },
  controller: {
    ...PODS,
    replicas: 3,
    logLevel: ControllerLogLevel.DEBUG,
    logFormat: ControllerLogFormat.JSON,
    metrics: {
      serviceMonitor: { namespace: 'monitoring', labels: { release: 'prometheus' }, annotations: { team: 'platform' } },
      serviceAnnotations: { scrape: 'yes' },
    },
    extraArgs: ['--nginx-ingress-classes=internal'],
  },
  dashboard: {
    ...PODS,
    replicas: 2,
    readOnly: true,
    rootPath: '/deployments',
    ingress: {
      hosts: ['rollouts.example.com'], className: 'nginx', path: '/deployments', annotations: { team: 'platform' }, tlsSecretName: 'rollouts-tls',
    },
  },
  routers: [TrafficProvider.ISTIO, TrafficProvider.GATEWAY_API],
  plugins: [
    GATEWAY_API,
    ControllerPlugin.metricProvider('example/budget', { location: 'https://plugins.example.com/budget', args: ['--verbose'], fetch: PluginFetch.download() }),
    ControllerPlugin.step('example/approval', {
      location: 'file:///bin/approval', sha256: SHA256, fetch: PluginFetch.fromImage('registry.example.com/approval:1.0.0'),
    }),
  ],
  notifications: {
    notifiers: [Notifier.slack({ token: '$slack-token', username: 'rollouts' })],
    triggers: [{
      trigger: NotificationTrigger.ROLLOUT_ABORTED,
      when: "rollout.metadata.namespace == 'shop'",
      send: [{ name: 'aborted', message: '{{.rollout.metadata.name}} is back', settings: { slack: { groupingKey: 'aborted' } } }],
    }],
    subscriptions: [{
      triggers: [NotificationTrigger.ROLLOUT_ABORTED], services: [NotificationService.slack('ops', 'shop')], selector: 'team=shop',
    }],
    selfService: true,
  },
  instanceId: 'shop',
  namespaced: true,
  values: {
    global: { revisionHistoryLimit: 3 },
    controller: { extraArgs: ['--qps=50'], image: { registry: 'registry.example.com' }, podAnnotations: { team: 'platform' } },
  },
};

export function valuesOf(props: ArgoRolloutsProps): any {
  return new ArgoRolloutsInstallation(props).values();
}
