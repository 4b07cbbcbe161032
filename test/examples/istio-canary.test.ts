import { plan, scenario } from './synth';

describe.each([
  ['c5', 'demo-ms-7'],
  ['c6', 'demo-ms-10'],
])('%s: %s behind Istio', (id, name) => {
  const demo = scenario(id);
  const stable = `${name}-stable`;
  const canary = `${name}-canary`;

  test.each([stable, canary])('the Service %s leads to port 5000', (service) => {
    expect(demo.container(name).ports).toEqual([{ containerPort: 5000, name: 'http' }]);
    expect(demo.find('Service', service).spec).toEqual({
      type: 'ClusterIP', selector: { app: name }, ports: [{ name: 'http', port: 5000, targetPort: 5000 }],
    });
  });

  test('the selectors of the Services match the pods', () => {
    const { selector, template } = demo.rollout(name).spec;
    for (const service of [stable, canary]) {
      expect(demo.find('Service', service).spec.selector).toEqual(selector.matchLabels);
    }
    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  });

  test('the rollout names both Services', () => {
    expect(demo.rollout(name).spec.strategy.canary).toMatchObject({ stableService: stable, canaryService: canary });
  });

  test('one route has both versions as destinations, all traffic going to the stable one', () => {
    const { apiVersion, spec } = demo.find('VirtualService', name);
    expect(apiVersion).toBe('networking.istio.io/v1');
    expect(spec.http).toHaveLength(1);
    expect(spec.http[0].route).toEqual([
      { destination: { host: stable, port: { number: 5000 } }, weight: 100 },
      { destination: { host: canary, port: { number: 5000 } }, weight: 0 },
    ]);
  });

  test('the rollout and the VirtualService agree on the route', () => {
    const { virtualService } = demo.rollout(name).spec.strategy.canary.trafficRouting.istio;
    const routes = demo.find('VirtualService', virtualService.name).spec.http.map((route: { name: string }) => route.name);
    expect(virtualService.routes).toEqual(routes);
  });

  test('clients inside the mesh get the split too', () => {
    const { hosts, gateways } = demo.find('VirtualService', name).spec;
    expect(gateways).toContain('mesh');
    expect(hosts).toContain(`${name}.demo.svc.cluster.local`);
    expect(demo.find('Service', name).spec.ports).toEqual(demo.find('Service', stable).spec.ports);
  });
});

test('C5 waits for a person at every weight, the first of which is 0', () => {
  expect(plan(scenario('c5').rollout('demo-ms-7')))
    .toEqual(['0', 'wait', '10', 'wait', '20', 'wait', '40', 'wait', '80', 'wait', '100']);
});

describe('C6: judged by metrics', () => {
  const demo = scenario('c6');
  const analyses = demo.rollout('demo-ms-10').spec.strategy.canary.steps
    .map((step: { analysis?: unknown }) => step.analysis).filter((analysis: unknown) => analysis !== undefined);

  test('every pause is followed by the analysis', () => {
    expect(plan(demo.rollout('demo-ms-10'))).toEqual([
      '10', '30s', 'success-rate', '20', '1m', 'success-rate', '40', '1m', 'success-rate', '80', '1m', 'success-rate', '100',
    ]);
  });

  test('one measurement at the Prometheus of the cluster, of which one may fail', () => {
    const [metric, ...others] = demo.find('AnalysisTemplate', 'success-rate').spec.metrics;
    expect(others).toEqual([]);
    expect(metric).toMatchObject({ count: 1, failureLimit: 1 });
    expect(metric).not.toHaveProperty('interval');
    expect(metric.provider.prometheus.address).toBe('http://kube-prometheus-stack-prometheus.o11y.svc.cluster.local:9090');
  });

  test('95 % must succeed', () => {
    const [metric] = demo.find('AnalysisTemplate', 'success-rate').spec.metrics;
    expect(metric.successCondition).toMatch(/&& result\[0\] >= 0\.95$/);
    expect(metric.failureCondition).toMatch(/&& result\[0\] < 0\.95$/);
  });

  test('each step measures the canary in the last minute, and never the stable version', () => {
    expect(analyses).toHaveLength(4);
    for (const analysis of analyses) {
      const [metric] = demo.resolved('success-rate', analysis);
      const series = metric!.provider.prometheus.query.match(/istio_requests_total\{[^}]*\}\[[^\]]*\]/g);
      expect(series.length).toBeGreaterThan(0);
      for (const one of series) {
        expect(one).toContain('destination_service_name="demo-ms-10-canary"');
        expect(one).toContain('destination_service_namespace="demo"');
        expect(one).toMatch(/\[1m\]$/);
      }
    }
  });
});
