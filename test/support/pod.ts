import { Duration, Size } from 'cdk8s';
import {
  ConfigMap, Cpu, DnsPolicy, FsGroupChangePolicy, RestartPolicy, Secret, ServiceAccount, Volume, WorkloadProps,
} from 'cdk8s-plus-28';
import { Construct } from 'constructs';

/** Everything that a workload of cdk8s-plus can say of its pods. */
export function everyPodProp(scope: Construct): Required<WorkloadProps> {
  return {
    metadata: { name: 'checkout', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
    podMetadata: { labels: { team: 'shop' }, annotations: { 'prometheus.io/scrape': 'true' } },
    select: true,
    spread: true,
    containers: [{
      name: 'main',
      image: 'registry.example.com/checkout:1.8.0',
      ports: [{ number: 5000, name: 'http' }],
      resources: { cpu: { request: Cpu.millis(250) }, memory: { request: Size.mebibytes(128) } },
    }],
    initContainers: [{ name: 'migrate', image: 'registry.example.com/migrate:1.8.0' }],
    volumes: [Volume.fromConfigMap(scope, 'Volume', ConfigMap.fromConfigMapName(scope, 'Settings', 'settings'), { name: 'settings' })],
    restartPolicy: RestartPolicy.ALWAYS,
    serviceAccount: ServiceAccount.fromServiceAccountName(scope, 'Account', 'checkout'),
    securityContext: {
      fsGroup: 1, fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH, user: 2, group: 3, ensureNonRoot: true,
      sysctls: [{ name: 'net.core.somaxconn', value: '1024' }],
    },
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
    dns: {
      hostname: 'checkout', subdomain: 'pods', hostnameAsFQDN: true, policy: DnsPolicy.NONE, nameservers: ['10.0.0.2'],
      searches: ['example.com'], options: [{ name: 'ndots', value: '2' }],
    },
    dockerRegistryAuth: Secret.fromSecretName(scope, 'Registry', 'registry'),
    automountServiceAccountToken: true,
    isolate: true,
    hostNetwork: true,
    terminationGracePeriod: Duration.minutes(1),
  };
}

/** The pod template of a rollout `checkout` with `everyPodProp`. */
export const EVERY_POD_FIELD = {
  metadata: {
    labels: { app: 'checkout', team: 'shop' },
    annotations: { 'prometheus.io/scrape': 'true' },
  },
  spec: {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
          topologyKey,
          labelSelector: { matchLabels: { app: 'checkout' } },
          namespaces: ['shop'],
        })),
      },
    },
    automountServiceAccountToken: true,
    containers: [{
      name: 'main',
      image: 'registry.example.com/checkout:1.8.0',
      imagePullPolicy: 'Always',
      ports: [{ containerPort: 5000, name: 'http' }],
      resources: { requests: { cpu: '250m', memory: '128Mi' } },
      securityContext: {
        allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, runAsNonRoot: true,
      },
    }],
    dnsConfig: { nameservers: ['10.0.0.2'], searches: ['example.com'], options: [{ name: 'ndots', value: '2' }] },
    dnsPolicy: 'None',
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
    hostNetwork: true,
    hostname: 'checkout',
    imagePullSecrets: [{ name: 'registry' }],
    initContainers: [{
      name: 'migrate',
      image: 'registry.example.com/migrate:1.8.0',
      imagePullPolicy: 'Always',
      resources: { limits: { cpu: '1500m', memory: '2048Mi' }, requests: { cpu: '1000m', memory: '512Mi' } },
      securityContext: {
        allowPrivilegeEscalation: false, privileged: false, readOnlyRootFilesystem: true, runAsNonRoot: true,
      },
    }],
    restartPolicy: 'Always',
    securityContext: {
      fsGroup: 1, fsGroupChangePolicy: 'OnRootMismatch', runAsUser: 2, runAsGroup: 3, runAsNonRoot: true,
      sysctls: [{ name: 'net.core.somaxconn', value: '1024' }],
    },
    serviceAccountName: 'checkout',
    setHostnameAsFQDN: true,
    subdomain: 'pods',
    terminationGracePeriodSeconds: 60,
    volumes: [{ name: 'settings', configMap: { name: 'settings' } }],
  },
};
