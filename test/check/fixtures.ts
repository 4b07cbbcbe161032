import { parseAllDocuments } from 'yaml';
import { checkManifests, CheckOptions, ExampleBase, formatFinding } from '../../lib/check';

/** Manifests under names, so that a test can change one thing and keep the rest. */
export type Manifests = Record<string, any>;

/** The rules that miss what is referred to: they have something to say about every object that is looked at alone. */
const MISSING = ['ARO405', 'ARO406', 'ARO407', 'ARO408', 'ARO504'];

/** What is said about the manifests, by all rules together: a test sees every other rule keep quiet. */
export function messages(manifests: Manifests, options?: CheckOptions): string[] {
  return checkManifests(Object.values(manifests), options).map(formatFinding);
}

/** The same about objects that are taken out of their context: what they refer to is not missed. */
export function messagesAlone(manifests: Manifests): string[] {
  return checkManifests(Object.values(manifests)).filter(({ id }) => !MISSING.includes(id)).map(formatFinding);
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
              { setCanaryScale: { weight: 100 } },
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

/** The canary, split by the subsets of one Service. */
export function subsets(): Manifests {
  const { stable: _stable, canary: _canary, ...manifests } = canary();
  const { canary: strategy } = manifests.rollout.spec.strategy;
  delete strategy.stableService;
  delete strategy.canaryService;
  strategy.trafficRouting.istio.destinationRule = { name: 'checkout', stableSubsetName: 'stable', canarySubsetName: 'canary' };
  manifests.virtualService.spec.http[0].route = [
    { destination: { host: 'checkout', subset: 'stable' }, weight: 100 },
    { destination: { host: 'checkout', subset: 'canary' }, weight: 0 },
  ];
  return {
    ...manifests,
    service: service('checkout'),
    destinationRule: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {
        host: 'checkout',
        subsets: [{ name: 'stable', labels: { app: 'checkout' } }, { name: 'canary', labels: { app: 'checkout' } }],
      },
    },
  };
}

/** The canary behind ingress-nginx. */
export function nginx(): Manifests {
  const { virtualService: _virtualService, ...manifests } = canary();
  manifests.rollout.spec.strategy.canary.trafficRouting = { nginx: { stableIngress: 'checkout' } };
  return { ...manifests, ingress: ingress('nginx', 'checkout-stable', { number: 80 }) };
}

/** The canary behind an AWS load balancer. */
export function alb(): Manifests {
  const { virtualService: _virtualService, ...manifests } = canary();
  manifests.rollout.spec.strategy.canary.trafficRouting = { alb: { ingress: 'checkout', rootService: 'checkout', servicePort: 80 } };
  return { ...manifests, service: service('checkout'), ingress: ingress('alb', 'checkout', { name: 'use-annotation' }) };
}

/** The canary split by the plugin for the Gateway API. */
export function gatewayApi(): Manifests {
  const { virtualService: _virtualService, ...manifests } = canary();
  manifests.rollout.spec.strategy.canary.trafficRouting = {
    plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'checkout', namespace: 'shop' } },
  };
  const backend = (name: string, weight: number): unknown => ({ name, port: 80, weight });
  return {
    ...manifests,
    httpRoute: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: { parentRefs: [{ name: 'public' }], rules: [{ backendRefs: [backend('checkout-stable', 100), backend('checkout-canary', 0)] }] },
    },
  };
}

/** The canary, delivered by Argo CD. */
export function gitOps(): Manifests {
  return {
    ...canary(),
    application: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: {
        project: 'default',
        source: { repoURL: 'https://git.example.com/shop.git', path: 'dist', targetRevision: 'main' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        syncPolicy: { automated: { prune: true, selfHeal: true } },
        ignoreDifferences: [{
          group: 'networking.istio.io',
          kind: 'VirtualService',
          jqPathExpressions: ['.spec.http[].route[].weight'],
        }],
      },
    },
  };
}

/** The canary split by a plugin, with the configuration of the controller. */
export function controller(): Manifests {
  return {
    ...gatewayApi(),
    config: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'argo-rollouts-config', namespace: 'argo-rollouts' },
      data: {
        trafficRouterPlugins: '- name: "argoproj-labs/gatewayAPI"\n  location: "file:///plugins/gateway-api"\n',
      },
    },
    notifications: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'argo-rollouts-notification-configmap', namespace: 'argo-rollouts' },
      data: { 'trigger.on-rollout-completed': '- send: [rollout-completed]\n', 'template.rollout-completed': 'message: done\n' },
    },
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
    warmUp: template('warm-up', [{ name: 'warm-up', provider: { job: { spec: jobSpec() } } }]),
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

function ingress(ingressClassName: string, name: string, port: unknown): Manifests {
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

/** The bases of the rules' examples. */
export const BASES: Readonly<Record<ExampleBase, () => Manifests>> = {
  canary, subsets, unrouted, nginx, alb, gatewayApi, blueGreen, migration, gitOps, controller,
};

/** The manifests of the base with the snippet in them, as a rule's example means it. */
export function applySnippet(base: ExampleBase, snippet: string): any[] {
  const manifests = Object.values(BASES[base]());
  for (const document of parseAllDocuments(snippet.trim())) {
    const patch: any = document.toJS();
    const same = manifests.find(({ kind, metadata }) => kind === patch.kind
      && (patch.metadata?.name === undefined || patch.metadata.name === metadata.name));
    if (same === undefined) {
      manifests.push(patch);
    } else {
      merge(same, patch);
    }
  }
  return manifests;
}

/** A JSON merge patch: what is given replaces, objects are merged, and `null` removes. */
function merge(target: any, patch: any): void {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      Reflect.deleteProperty(target, key);
    } else if (isObject(value) && isObject(target[key])) {
      merge(target[key], value);
    } else {
      target[key] = value;
    }
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
