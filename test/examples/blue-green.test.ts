import { expectChip, Manifest, scenario, Scenario } from './synth';

function strategy(of: Scenario, name: string): Manifest {
  return of.rollout(name).spec.strategy.blueGreen;
}

describe('B1: by hand', () => {
  const demo = scenario('b1');

  test('two pods of the demo listen on 8080', () => {
    expect(demo.rollout('rollout-bluegreen').spec.replicas).toBe(2);
    expect(demo.container('rollout-bluegreen')).toMatchObject({
      image: 'argoproj/rollouts-demo:blue', ports: [{ containerPort: 8080 }],
    });
  });

  test.each(['rollout-bluegreen-active', 'rollout-bluegreen-preview'])('the NodePort Service %s leads from 80 to 8080', (name) => {
    expect(demo.find('Service', name).spec).toEqual({
      type: 'NodePort', selector: { app: 'rollout-bluegreen' }, ports: [{ port: 80, targetPort: 8080 }],
    });
  });

  test('somebody switches from one to the other', () => {
    expect(strategy(demo, 'rollout-bluegreen')).toEqual({
      activeService: 'rollout-bluegreen-active', previewService: 'rollout-bluegreen-preview', autoPromotionEnabled: false,
    });
  });
});

describe.each(['b2', 'b3', 'b4', 'b5'])('%s: two addresses through Istio', (id) => {
  const chip = scenario(id);

  test('it is chip, switched by hand', () => {
    expectChip(chip);
    expect(chip.rollout('chip').spec.replicas).toBe(10);
    expect(strategy(chip, 'chip')).toMatchObject({
      activeService: 'chip-active', previewService: 'chip-preview', autoPromotionEnabled: false,
    });
  });

  test.each([
    ['chip-active', ['chip.k8s.raj.ninja', 'chip.chip.svc.cluster.local']],
    ['chip-preview', ['chip-preview.k8s.raj.ninja', 'chip-preview.chip.svc.cluster.local']],
  ])('the Service %s has an address of its own', (service, hosts) => {
    const { metadata, spec } = chip.find('Service', service);
    expect(metadata.annotations).toMatchObject({ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '8080' });
    expect(spec).toMatchObject({ selector: { app: 'chip' }, ports: [{ name: 'http', port: 8080, targetPort: 8080 }] });
    expect(chip.find('VirtualService', service)).toMatchObject({
      apiVersion: 'networking.istio.io/v1',
      metadata: { namespace: 'chip' },
      spec: {
        hosts,
        gateways: [service, 'mesh'],
        http: [{
          retries: { attempts: 0, perTryTimeout: '500ms', retryOn: 'refused-stream' },
          route: [{ destination: { host: service, port: { number: 8080 } } }],
        }],
      },
    });
    expect(chip.find('Gateway', service)).toMatchObject({
      apiVersion: 'networking.istio.io/v1',
      metadata: { namespace: 'chip' },
      spec: { selector: { istio: 'ingressgateway' }, servers: [{ hosts, port: { number: 80, name: 'http', protocol: 'HTTP' } }] },
    });
  });

  test('there is one Gateway and one VirtualService for each address', () => {
    for (const kind of ['Gateway', 'VirtualService']) {
      expect(chip.objects.filter((object) => object.startsWith(`${kind}/`))).toEqual([`${kind}/chip-active`, `${kind}/chip-preview`]);
    }
  });
});

test('B2 analyses nothing', () => {
  expect(strategy(scenario('b2'), 'chip')).not.toHaveProperty('prePromotionAnalysis');
  expect(strategy(scenario('b2'), 'chip')).not.toHaveProperty('postPromotionAnalysis');
});

describe.each([
  { id: 'b3', place: 'prePromotionAnalysis', other: 'postPromotionAnalysis', template: 'warm-up', service: 'chip-preview', requests: '1000', failureLimit: 1 },
  { id: 'b4', place: 'prePromotionAnalysis', other: 'postPromotionAnalysis', template: 'warm-up', service: 'chip-preview', requests: '10000', failureLimit: 1 },
  { id: 'b5', place: 'postPromotionAnalysis', other: 'prePromotionAnalysis', template: 'load', service: 'chip-active', requests: '100000', failureLimit: undefined },
])('$id: a Job with $requests requests', ({ id, place, other, template, service, requests, failureLimit }) => {
  const chip = scenario(id);
  const run = strategy(chip, 'chip')[place];
  const [metric, ...others] = chip.resolved(template, run);
  const { spec } = metric!.provider.job;

  test('is part of the analysis at this place only', () => {
    expect(run.templates).toContainEqual({ templateName: template });
    expect(strategy(chip, 'chip')).not.toHaveProperty(other);
    expect(others).toEqual([]);
  });

  test('runs cassowary against the Service', () => {
    expect(spec.template.spec.containers).toHaveLength(1);
    expect(spec.template.spec.containers[0]).toMatchObject({
      image: 'rogerw/cassowary:v0.14.0',
      args: ['run', '-u', `http://${service}.chip.svc.cluster.local:8080/healthcheck`, '-c', '3', '-n', requests],
    });
  });

  test('runs once, and is repeated once', () => {
    expect(metric!.count).toBe(1);
    expect(metric!.failureLimit).toBe(failureLimit);
    expect(spec.backoffLimit).toBe(1);
    expect(spec.template.spec.restartPolicy).toBe('Never');
    expect(spec.activeDeadlineSeconds).toBeGreaterThan(0);
  });

  test('has no sidecar that would keep it from finishing', () => {
    const { labels, annotations } = spec.template.metadata;
    expect(labels['sidecar.istio.io/inject']).toBe('false');
    expect(annotations['sidecar.istio.io/inject']).toBe('false');
  });
});

describe('B4: judged by metrics as well', () => {
  const chip = scenario('b4');
  const run = strategy(chip, 'chip').prePromotionAnalysis;
  const [metric] = chip.resolved('success-rate', run);

  test('warm-up and success rate are one analysis', () => {
    expect(run.templates).toEqual([{ templateName: 'warm-up' }, { templateName: 'success-rate' }]);
  });

  test('the Prometheus of Istio is asked once, for at least 95 %', () => {
    expect(metric).toMatchObject({ count: 1, interval: '2m', failureLimit: 1 });
    expect(metric!.provider.prometheus.address).toBe('http://prometheus.istio-system.svc.cluster.local:9090');
    expect(metric!.successCondition).toMatch(/&& result\[0\] >= 0\.95$/);
  });

  test('what is measured is the preview, over five minutes', () => {
    const series: string[] = metric!.provider.prometheus.query.match(/istio_requests_total\{[^}]*\}\[[^\]]*\]/g);
    expect(series.length).toBeGreaterThan(0);
    for (const one of series) {
      expect(one).toContain('destination_service_name="chip-preview"');
      expect(one).toContain('destination_service_namespace="chip"');
      expect(one).toMatch(/\[5m\]$/);
    }
  });
});

test('B5 leaves the old version up for as long as the analysis takes', () => {
  expect(strategy(scenario('b5'), 'chip')).not.toHaveProperty('scaleDownDelaySeconds');
});
