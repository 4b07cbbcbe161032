import { expectChip, scenario } from './synth';

const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'chip' };

describe('A1: autoscaling', () => {
  const chip = scenario('a1');

  test('it is chip, and the Rollout says no replicas', () => {
    expectChip(chip);
    expect(chip.rollout('chip').spec).not.toHaveProperty('replicas');
  });

  test('the HorizontalPodAutoscaler scales the Rollout, by memory before CPU', () => {
    const { apiVersion, spec } = chip.find('HorizontalPodAutoscaler', 'chip');
    expect(apiVersion).toBe('autoscaling/v2');
    expect(spec).toEqual({
      scaleTargetRef: ROLLOUT,
      minReplicas: 3,
      maxReplicas: 30,
      metrics: [
        { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
      ],
    });
  });

  test('the VerticalPodAutoscaler makes recommendations for the Rollout', () => {
    const { apiVersion, spec } = chip.find('VerticalPodAutoscaler', 'chip');
    expect(apiVersion).toBe('autoscaling.k8s.io/v1');
    expect(spec).toEqual({ targetRef: ROLLOUT, updatePolicy: { updateMode: 'Off' } });
  });

  test('targets and Rollout name the same object', () => {
    const { apiVersion, kind, metadata } = chip.rollout('chip');
    expect({ apiVersion, kind, name: metadata.name }).toEqual(ROLLOUT);
  });
});

describe('A2: the controller by Helm', () => {
  const { metadata, spec } = scenario('a2').find('Application', 'argo-rollouts');

  test('Argo CD installs the release from the chart of the repository', () => {
    expect(metadata.namespace).toBe('argocd');
    expect(spec.source).toMatchObject({
      repoURL: 'https://argoproj.github.io/argo-helm', chart: 'argo-rollouts', targetRevision: '2.41.0', helm: { releaseName: 'argo-rollouts' },
    });
  });

  test('into a namespace that is made', () => {
    expect(spec.destination).toEqual({ name: 'in-cluster', namespace: 'argo-rollouts' });
    expect(spec.syncPolicy.syncOptions).toEqual(['CreateNamespace=true']);
  });

  test('with the dashboard, and permissions for Istio only', () => {
    const { dashboard, providerRBAC } = spec.source.helm.valuesObject;
    expect(dashboard).toEqual({ enabled: true });
    expect(Object.entries(providerRBAC.providers).filter(([, isOn]) => isOn)).toEqual([['istio', true]]);
  });
});

describe('A4: the dashboard behind Istio', () => {
  const dashboard = scenario('a4');
  const hosts = ['argo-rollouts-dashboard', 'dashboard-argo.k8s.raj.ninja'];

  test('there are a Gateway and a VirtualService of one name, in the namespace of the controller', () => {
    expect(dashboard.objects).toEqual(['Gateway/argo-dashboard', 'VirtualService/argo-dashboard']);
    expect(dashboard.manifests.map(({ metadata }) => metadata.namespace)).toEqual(['argo-rollouts', 'argo-rollouts']);
  });

  test('the Gateway accepts both hosts', () => {
    expect(dashboard.find('Gateway', 'argo-dashboard').spec).toEqual({
      selector: { istio: 'ingressgateway' },
      servers: [{ hosts, port: { number: 80, name: 'http', protocol: 'HTTP' } }],
    });
  });

  test('the VirtualService leads to the dashboard, and tries again', () => {
    expect(dashboard.find('VirtualService', 'argo-dashboard').spec).toEqual({
      hosts,
      gateways: ['argo-dashboard', 'mesh'],
      http: [{
        retries: { attempts: 2, perTryTimeout: '500ms', retryOn: '5xx,gateway-error,connect-failure,refused-stream' },
        route: [{ destination: { host: 'argo-rollouts-dashboard', port: { number: 3100 } } }],
      }],
    });
  });
});
