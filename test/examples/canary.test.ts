import { expectChip, plan, scenario, Scenario } from './synth';

function expectWebService(chip: Scenario): void {
  const { metadata, spec } = chip.find('Service', 'chip');
  expect(metadata.namespace).toBe('chip');
  expect(spec).toEqual({
    type: 'ClusterIP', selector: { app: 'chip' }, ports: [{ name: 'web', port: 8080, targetPort: 8080 }],
  });
}

describe('C1: automatic, no router', () => {
  const chip = scenario('c1');

  test('there are the rollout, one Service and an autoscaler, in the namespace', () => {
    expectChip(chip);
    expect(chip.objects).toEqual(['HorizontalPodAutoscaler/chip', 'Namespace/chip', 'Rollout/chip', 'Service/chip']);
  });

  test('each weight has a pause of ten seconds, and then the new version has everything', () => {
    expect(plan(chip.rollout('chip'))).toEqual(['20', '10s', '40', '10s', '60', '10s', '80', '10s', '100']);
  });

  test('the traffic follows the pods', () => {
    const { canary } = chip.rollout('chip').spec.strategy;
    expect(canary.trafficRouting).toBeUndefined();
    expect(canary.stableService).toBeUndefined();
    expect(canary.canaryService).toBeUndefined();
  });

  test('the Service has the port 8080, named web', () => {
    expectWebService(chip);
  });

  test('the ten pods are the autoscaler\'s to give', () => {
    expect(chip.rollout('chip').spec).not.toHaveProperty('replicas');
    const { apiVersion, spec } = chip.find('HorizontalPodAutoscaler', 'chip');
    expect(apiVersion).toBe('autoscaling/v2');
    expect(spec).toEqual({
      minReplicas: 10,
      maxReplicas: expect.any(Number),
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'chip' },
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
    });
  });
});

describe.each([
  ['c2', 'the last part by hand', ['20', '10s', '60', '10s', '80', 'wait']],
  ['c3', 'the first part by hand', ['20', 'wait', '40', '10s', '60', '10s', '80', '10s', '100']],
  ['c4', 'every part by hand', [
    '10', 'wait', '20', 'wait', '30', 'wait', '40', 'wait', '50', 'wait', '60', 'wait', '70', 'wait', '80', 'wait', '90', 'wait', '100',
  ]],
])('%s: %s', (id, _title, steps) => {
  const chip = scenario(id);

  test('chip has ten pods and its Service', () => {
    expectChip(chip);
    expect(chip.objects).toEqual(['Namespace/chip', 'Rollout/chip', 'Service/chip']);
    expect(chip.rollout('chip').spec.replicas).toBe(10);
    expectWebService(chip);
  });

  test('the steps wait where a person decides', () => {
    expect(plan(chip.rollout('chip'))).toEqual(steps);
  });
});

test('C4 lets a rollback skip the steps, as far back as versions are kept', () => {
  const { rollbackWindow, revisionHistoryLimit } = scenario('c4').rollout('chip').spec;
  expect(rollbackWindow.revisions).toBe(revisionHistoryLimit);
});

describe('C7: judged by a web check in the background', () => {
  const colorapi = scenario('c7');

  test('five pods listen on 5000', () => {
    expect(colorapi.rollout('colorapi').spec.replicas).toBe(5);
    const container = colorapi.container('colorapi');
    expect(container.image).toBe('particule/simplecolorapi:1.0');
    expect(container.ports).toEqual([{ containerPort: 5000 }]);
    expect(container.resources).toEqual({ requests: { cpu: '100m', memory: '128Mi' } });
  });

  test('a LoadBalancer leads from port 80 to them', () => {
    expect(colorapi.find('Service', 'colorapi').spec).toEqual({
      type: 'LoadBalancer', selector: { app: 'colorapi' }, ports: [{ port: 80, targetPort: 5000 }],
    });
  });

  test('the last step is a pause', () => {
    expect(plan(colorapi.rollout('colorapi'))).toEqual(['20', '30s', '50', '30s']);
  });

  test('the analysis runs beside the steps, and is told the host', () => {
    expect(colorapi.rollout('colorapi').spec.strategy.canary.analysis).toEqual({
      templates: [{ templateName: 'webcheck' }],
      args: [{ name: 'host', value: 'colorapi' }],
    });
  });

  test('the analysis calls the host every five seconds, without end', () => {
    const { spec } = colorapi.find('AnalysisTemplate', 'webcheck');
    expect(spec.args).toEqual([{ name: 'host' }]);
    expect(spec.metrics).toEqual([{
      name: 'webcheck',
      interval: '5s',
      failureLimit: 1,
      successCondition: 'result == "ok"',
      provider: { web: { url: 'http://{{args.host}}/', jsonPath: '{$.status}' } },
    }]);
  });
});
