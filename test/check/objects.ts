/** Manifests under names, so that a test can change one thing and keep the rest. */
export type Manifests = Record<string, any>;

export function deployment(name: string): Manifests {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { matchLabels: { app: 'checkout' } }, template: podTemplate() },
  };
}

export function podTemplate(): Manifests {
  return {
    metadata: { labels: { app: 'checkout' } },
    spec: { containers: [{ name: 'main', image: 'checkout', ports: [{ containerPort: 8080, name: 'http' }] }] },
  };
}

export function service(name: string): Manifests {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: 'checkout' }, ports: [{ port: 80, targetPort: 8080 }] },
  };
}

export function autoscaler(name: string, scaleTargetRef: unknown): Manifests {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: 'shop' },
    spec: { scaleTargetRef, minReplicas: 3, maxReplicas: 30 },
  };
}

export function ingress(ingressClassName: string, name: string, port: unknown): Manifests {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'checkout', namespace: 'shop' },
    spec: {
      ingressClassName,
      rules: [{ host: 'checkout.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port } } }] } }],
    },
  };
}

/** A Job that ends: by itself, or by its deadline. */
export function jobSpec(): Manifests {
  return {
    activeDeadlineSeconds: 600,
    backoffLimit: 1,
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'warm-up', image: 'warm-up' }] } },
  };
}

/** A use of `success-rate` that supplies what it asks for. */
export function analysis(): Manifests {
  return { templates: [{ templateName: 'success-rate' }], args: [{ name: 'service', value: 'checkout' }] };
}

export function template(name: string, metrics: unknown, args?: unknown): Manifests {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name, namespace: 'shop' },
    spec: { metrics, ...(args === undefined ? {} : { args }) },
  };
}

export function metric(name: string): Manifests {
  return {
    name,
    count: 1,
    successCondition: 'len(result) > 0 && result[0] >= 0.95',
    provider: { prometheus: { address: 'http://prometheus:9090', query: 'up' } },
  };
}
