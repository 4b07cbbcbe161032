/**
 * What the chart has as a value: what its default is, and where that is empty, what its templates make of it. Below a list or
 * a map, anything is allowed.
 *
 * A `number` may be a text of digits: the templates write it without quotes. A `port number` may not, for a text is then the
 * name of a port. A `text` may not be a number, which the manifest would have in its place, or no function of Helm takes; it
 * may where the templates put it into quotes.
 */
export type ValueKind = 'boolean' | 'number' | 'port number' | 'text' | 'number or text' | 'list' | 'map' | 'list or map';

/** The keys of the chart's values. */
export interface ChartKeys {
  readonly [key: string]: ChartKeys | ValueKind;
}

/** The name of the chart, and of its releases and their namespace unless told otherwise. */
export const CHART_NAME = 'argo-rollouts';

/** The version of the chart that the keys and kinds are of. */
export const CHART_VERSION = '2.41.0';

/** All keys that the chart has, and of what kind their values are. */
export const CHART_KEYS: ChartKeys = {
  installCRDs: 'boolean', keepCRDs: 'boolean', clusterInstall: 'boolean', createClusterAggregateRoles: 'boolean', nameOverride: 'text',
  fullnameOverride: 'text', namespaceOverride: 'text',
  apiVersionOverrides: { ingress: 'text' },
  kubeVersionOverride: 'text', extraObjects: 'list or map',
  global: { deploymentAnnotations: 'map', deploymentLabels: 'map', revisionHistoryLimit: 'number', dnsConfig: 'map' },
  controller: {
    component: 'text', deploymentAnnotations: 'map', deploymentLabels: 'map', podAnnotations: 'map', podLabels: 'map',
    nodeSelector: 'map', tolerations: 'list', affinity: 'map',
    logging: { level: 'text', kloglevel: 'number or text', format: 'text' },
    topologySpreadConstraints: 'list', terminationGracePeriodSeconds: 'number', lifecycle: 'map', priorityClassName: 'text',
    replicas: 'number',
    image: { registry: 'text', repository: 'text', tag: 'text', pullPolicy: 'text' },
    awsVerifyTargetGroup: 'boolean', awsTargetGroupBindingAPIVersion: 'text', albTagKeyResourceID: 'text',
    selfServiceNotification: 'boolean', pprofAddress: 'text', extraArgs: 'list', extraEnv: 'list', extraContainers: 'list',
    initContainers: 'list', resources: 'map', createClusterRole: 'boolean',
    containerPorts: { metrics: 'number', healthz: 'number' },
    metrics: {
      enabled: 'boolean',
      service: { portName: 'text', port: 'number', annotations: 'map' },
      serviceMonitor: {
        enabled: 'boolean', namespace: 'text', additionalLabels: 'map', additionalAnnotations: 'map', relabelings: 'list',
        metricRelabelings: 'list', tlsConfig: 'map',
      },
    },
    livenessProbe: 'map',
    readinessProbe: 'map',
    pdb: { labels: 'map', annotations: 'map', enabled: 'boolean', minAvailable: 'number or text', maxUnavailable: 'number or text' },
    volumes: 'list', volumeMounts: 'list', metricProviderPlugins: 'list', stepPlugins: 'list', trafficRouterPlugins: 'list',
    createConfigmap: 'boolean',
  },
  serviceAccount: { create: 'boolean', annotations: 'map', name: 'text' },
  crdAnnotations: 'map', podAnnotations: 'map',
  podSecurityContext: 'map',
  containerSecurityContext: 'map',
  serviceAnnotations: 'map', podLabels: 'map', imagePullSecrets: 'list',
  providerRBAC: {
    enabled: 'boolean',
    providers: {
      istio: 'boolean', smi: 'boolean', ambassador: 'boolean', awsLoadBalancerController: 'boolean', awsAppMesh: 'boolean', traefik: 'boolean',
      apisix: 'boolean', contour: 'boolean', glooPlatform: 'boolean', gatewayAPI: 'boolean',
    },
    additionalRules: 'list',
  },
  dashboard: {
    enabled: 'boolean', readonly: 'boolean', component: 'text', deploymentAnnotations: 'map', deploymentLabels: 'map',
    podAnnotations: 'map', podLabels: 'map', nodeSelector: 'map', tolerations: 'list', affinity: 'map',
    logging: { level: 'text', kloglevel: 'number or text' },
    topologySpreadConstraints: 'list', priorityClassName: 'text', createClusterRole: 'boolean', replicas: 'number',
    image: { registry: 'text', repository: 'text', tag: 'number or text', pullPolicy: 'text' },
    rootPath: 'text', extraArgs: 'list', extraEnv: 'list', resources: 'map',
    podSecurityContext: 'map', containerSecurityContext: 'map',
    service: {
      type: 'text', loadBalancerClass: 'text', loadBalancerIP: 'text', loadBalancerSourceRanges: 'list', externalIPs: 'list',
      annotations: 'map', labels: 'map', portName: 'text', port: 'port number', targetPort: 'number or text', nodePort: 'number',
    },
    serviceAccount: { create: 'boolean', annotations: 'map', name: 'text' },
    pdb: { labels: 'map', annotations: 'map', enabled: 'boolean', minAvailable: 'number or text', maxUnavailable: 'number or text' },
    ingress: {
      enabled: 'boolean', annotations: 'map', labels: 'map', ingressClassName: 'text', hosts: 'list', paths: 'list',
      pathType: 'text', extraPaths: 'list', tls: 'list',
    },
    httproute: { enabled: 'boolean', labels: 'map', annotations: 'map', parentRefs: 'list', hostnames: 'list', rules: 'list' },
    volumes: 'list', volumeMounts: 'list',
  },
  notifications: {
    configmap: { create: 'boolean' },
    secret: { create: 'boolean', items: 'map', annotations: 'map' },
    notifiers: 'map', templates: 'map', triggers: 'map', subscriptions: 'list',
  },
};
