/** The keys of the chart's values; below a `true`, any are allowed. */
export interface ChartKeys {
  readonly [key: string]: ChartKeys | true;
}

/** The version of the chart that the keys are of. */
export const CHART_VERSION = '2.41.0';

/** All keys that the chart has. */
export const CHART_KEYS: ChartKeys = {
  installCRDs: true, keepCRDs: true, clusterInstall: true, createClusterAggregateRoles: true, nameOverride: true,
  fullnameOverride: true, namespaceOverride: true,
  apiVersionOverrides: { ingress: true },
  kubeVersionOverride: true, extraObjects: true,
  global: { deploymentAnnotations: true, deploymentLabels: true, revisionHistoryLimit: true, dnsConfig: true },
  controller: {
    component: true, deploymentAnnotations: true, deploymentLabels: true, podAnnotations: true, podLabels: true,
    nodeSelector: true, tolerations: true, affinity: true,
    logging: { level: true, kloglevel: true, format: true },
    topologySpreadConstraints: true, terminationGracePeriodSeconds: true, lifecycle: true, priorityClassName: true,
    replicas: true,
    image: { registry: true, repository: true, tag: true, pullPolicy: true },
    awsVerifyTargetGroup: true, awsTargetGroupBindingAPIVersion: true, albTagKeyResourceID: true,
    selfServiceNotification: true, pprofAddress: true, extraArgs: true, extraEnv: true, extraContainers: true,
    initContainers: true, resources: true, createClusterRole: true,
    containerPorts: { metrics: true, healthz: true },
    metrics: {
      enabled: true,
      service: { portName: true, port: true, annotations: true },
      serviceMonitor: {
        enabled: true, namespace: true, additionalLabels: true, additionalAnnotations: true, relabelings: true,
        metricRelabelings: true, tlsConfig: true,
      },
    },
    livenessProbe: true,
    readinessProbe: true,
    pdb: { labels: true, annotations: true, enabled: true, minAvailable: true, maxUnavailable: true },
    volumes: true, volumeMounts: true, metricProviderPlugins: true, stepPlugins: true, trafficRouterPlugins: true,
    createConfigmap: true,
  },
  serviceAccount: { create: true, annotations: true, name: true },
  crdAnnotations: true, podAnnotations: true,
  podSecurityContext: true,
  containerSecurityContext: true,
  serviceAnnotations: true, podLabels: true, imagePullSecrets: true,
  providerRBAC: {
    enabled: true,
    providers: {
      istio: true, smi: true, ambassador: true, awsLoadBalancerController: true, awsAppMesh: true, traefik: true,
      apisix: true, contour: true, glooPlatform: true, gatewayAPI: true,
    },
    additionalRules: true,
  },
  dashboard: {
    enabled: true, readonly: true, component: true, deploymentAnnotations: true, deploymentLabels: true,
    podAnnotations: true, podLabels: true, nodeSelector: true, tolerations: true, affinity: true,
    logging: { level: true, kloglevel: true },
    topologySpreadConstraints: true, priorityClassName: true, createClusterRole: true, replicas: true,
    image: { registry: true, repository: true, tag: true, pullPolicy: true },
    rootPath: true, extraArgs: true, extraEnv: true, resources: true,
    podSecurityContext: true,
    containerSecurityContext: true,
    service: {
      type: true, loadBalancerClass: true, loadBalancerIP: true, loadBalancerSourceRanges: true, externalIPs: true,
      annotations: true, labels: true, portName: true, port: true, targetPort: true, nodePort: true,
    },
    serviceAccount: { create: true, annotations: true, name: true },
    pdb: { labels: true, annotations: true, enabled: true, minAvailable: true, maxUnavailable: true },
    ingress: {
      enabled: true, annotations: true, labels: true, ingressClassName: true, hosts: true, paths: true,
      pathType: true, extraPaths: true, tls: true,
    },
    httproute: { enabled: true, labels: true, annotations: true, parentRefs: true, hostnames: true, rules: true },
    volumes: true, volumeMounts: true,
  },
  notifications: {
    configmap: { create: true },
    secret: { create: true, items: true, annotations: true },
    notifiers: true, templates: true, triggers: true, subscriptions: true,
  },
};
