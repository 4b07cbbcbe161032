import { checkManifests, formatFinding } from '../../lib/check';

/** Manifests under names, so that a test can change one thing and keep the rest. */
export type Manifests = Record<string, any>;

/** What is said about the manifests, by all rules together: a test sees every other rule keep quiet. */
export function messages(manifests: Manifests): string[] {
  return checkManifests(Object.values(manifests)).map(formatFinding);
}

/** The object without one of its fields. */
export function without(object: Manifests, name: string): Manifests {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

/** The service `checkout`, as a canary that Istio splits by host, judged in a step and scaled automatically. */
export function canary(): Manifests {
  return {
    rollout: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'checkout' } },
        template: podTemplate(),
        strategy: {
          canary: {
            stableService: 'checkout-stable',
            canaryService: 'checkout-canary',
            trafficRouting: { istio: { virtualService: { name: 'checkout', routes: ['primary'] } } },
            steps: [
              { setWeight: 20 },
              { pause: { duration: '30s' } },
              { analysis: analysis() },
              { setCanaryScale: { weight: 50 } },
              { setWeight: 100 },
            ],
          },
        },
      },
    },
    stable: service('checkout-stable'),
    canary: service('checkout-canary'),
    virtualService: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {
        hosts: ['checkout.example.com'],
        http: [{
          name: 'primary',
          route: [
            { destination: { host: 'checkout-stable' }, weight: 100 },
            { destination: { host: 'checkout-canary' }, weight: 0 },
          ],
        }],
      },
    },
    autoscaler: autoscaler('checkout', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout' }),
    template: template('success-rate', [metric('success-rate')], [{ name: 'service' }, { name: 'window', value: '1m' }]),
  };
}

/** The service `chip`, as a blue/green rollout that is warmed up before the switch and checked after it. */
export function blueGreen(): Manifests {
  return {
    rollout: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'checkout' } },
        template: podTemplate(),
        strategy: {
          blueGreen: {
            activeService: 'checkout-active',
            previewService: 'checkout-preview',
            prePromotionAnalysis: { templates: [{ templateName: 'warm-up' }] },
            postPromotionAnalysis: analysis(),
          },
        },
      },
    },
    active: service('checkout-active'),
    preview: service('checkout-preview'),
    template: template('success-rate', [metric('success-rate')], [{ name: 'service' }, { name: 'window', value: '1m' }]),
    warmUp: template('warm-up', [{ name: 'warm-up', provider: { job: { spec: {} } } }]),
  };
}

/** A Rollout that takes its pods from the Deployment `checkout`. */
export function migration(): Manifests {
  return {
    rollout: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {
        replicas: 10,
        workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout', scaleDown: 'progressively' },
        strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }] } },
      },
    },
    deployment: deployment('checkout'),
    service: service('checkout'),
  };
}

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

/** The canary, with a change to its strategy. */
export function canaryWith(change: (strategy: any) => void): Manifests {
  const manifests = canary();
  change(manifests.rollout.spec.strategy.canary);
  return manifests;
}

/** The blue/green rollout, with a change to its strategy or to the Rollout. */
export function blueGreenWith(change: (strategy: any, rollout: any) => void): Manifests {
  const manifests = blueGreen();
  change(manifests.rollout.spec.strategy.blueGreen, manifests.rollout);
  return manifests;
}

/** A canary without a router: one Service, and a step that needs nothing else. */
export function unrouted(change: (strategy: any) => void = () => undefined): Manifests {
  const { service: only } = migration();
  const { rollout } = canary();
  rollout.spec.strategy.canary = { steps: [{ setWeight: 20 }] };
  change(rollout.spec.strategy.canary);
  return { rollout, service: only };
}

/** The canary with a second template in the same analysis. */
export function together(second: any): Manifests {
  const manifests = canary();
  manifests.rollout.spec.strategy.canary.steps[2].analysis.templates.push({ templateName: second.metadata.name });
  return { ...manifests, second };
}
