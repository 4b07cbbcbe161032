/** The kinds of the groups in which a manifest of progressive delivery is. Those that rules know nothing else of must be here too. */
export const KINDS_BY_GROUP: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['', new Set([
    'Binding', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'List', 'Namespace', 'Node', 'PersistentVolume',
    'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  ])],
  ['apps', new Set(['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'])],
  ['argoproj.io', new Set([
    'AnalysisRun', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'Experiment', 'Rollout', 'RolloutManager',
    // Argo CD, its operator, and the image updater.
    'AppProject', 'Application', 'ApplicationSet', 'ArgoCD', 'ArgoCDExport', 'ImageUpdater', 'NamespaceManagement',
    'NotificationsConfiguration',
    // Argo Workflows
    'ClusterWorkflowTemplate', 'CronWorkflow', 'Workflow', 'WorkflowArtifactGCTask', 'WorkflowEventBinding',
    'WorkflowTaskResult', 'WorkflowTaskSet', 'WorkflowTemplate',
    // Argo Events, with the kinds of its older versions
    'EventBus', 'EventSource', 'Gateway', 'Sensor',
  ])],
  ['autoscaling', new Set(['HorizontalPodAutoscaler', 'Scale'])],
  ['batch', new Set(['CronJob', 'Job'])],
  ['networking.istio.io', new Set([
    'DestinationRule', 'EnvoyFilter', 'Gateway', 'ProxyConfig', 'ServiceEntry', 'Sidecar', 'VirtualService', 'WorkloadEntry', 'WorkloadGroup',
  ])],
  ['networking.k8s.io', new Set(['IPAddress', 'Ingress', 'IngressClass', 'NetworkPolicy', 'ServiceCIDR'])],
]);
