import { analysis, autoscaler, deployment, ingress, jobSpec, Manifests, metric, podTemplate, service, template } from './objects';

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

/** A canary without a router: one Service, and a step that needs nothing else. */
export function unrouted(change: (strategy: any) => void = () => undefined): Manifests {
  const { service: only } = migration();
  const { rollout } = canary();
  rollout.spec.strategy.canary = { steps: [{ setWeight: 20 }] };
  change(rollout.spec.strategy.canary);
  return { rollout, service: only };
}
