import { canary, Manifests, messages } from '../fixtures';

/** The canary, whose query asks for the Service that its Rollout supplies, with a change to its strategy or to its template. */
function byService(change: (strategy: any, template: any) => void): Manifests {
  const manifests = canary();
  const { canary: strategy } = manifests.rollout.spec.strategy;
  strategy.steps[2].analysis.args[0].value = 'checkout-canary';
  manifests.template.spec.metrics[0].provider.prometheus.query = 'sum(rate(requests_total{service="{{args.service}}"}[2m]))';
  change(strategy, manifests.template);
  return manifests;
}

const STEP = 'spec.strategy.canary.steps[2].analysis';

// Where several rules could speak of one mistake, the one that says how to mend it does.
describe('one mistake is one finding:', () => {
  test('one Service for both versions', () => {
    expect(messages(byService((strategy) => { strategy.canaryService = 'checkout-stable'; }))).toEqual([
      'ARO107 spec.strategy.canary.canaryService: "checkout-stable" is the stableService as well; name two different Services',
    ]);
  });

  test('no Service for the canary', () => {
    expect(messages(byService((strategy) => { delete strategy.canaryService; }))).toEqual([
      'ARO122 spec.strategy.canary.canaryService: is absent, and trafficRouting.istio needs it; name the Service',
    ]);
  });

  test('an argument under a misspelt name, for which the template has another value', () => {
    expect(messages(byService((strategy, { spec }) => {
      strategy.steps[2].analysis.args[0].name = 'servce';
      spec.args[0].value = 'checkout-stable';
    }))).toEqual([`ARO204 ${STEP}.args[0].name: "servce" is declared by no template of this analysis; did you mean "service"?`]);
  });

  test('an argument under a misspelt name, for which the template has no value', () => {
    expect(messages(byService(({ steps }) => { steps[2].analysis.args[0].name = 'servce'; })))
      .toEqual([`ARO204 ${STEP}.args[0].name: "servce" is declared by no template of this analysis; did you mean "service"?`]);
  });

  test('an analysis with the name of one template', () => {
    expect(messages(byService(({ steps }) => { steps[2].analysis = { templateName: 'success-rate', args: steps[2].analysis.args }; }))).toEqual([
      `ARO003 ${STEP}.templateName: is unknown, and the API server drops it; write templates: [{ templateName: … }]`,
    ]);
  });

  test('traffic routing under a name that it does not have', () => {
    expect(messages(byService((strategy) => {
      strategy.trafficManagement = strategy.trafficRouting;
      delete strategy.trafficRouting;
    }))).toEqual(['ARO003 spec.strategy.canary.trafficManagement: is unknown, and the API server drops it; did you mean "trafficRouting"?']);
  });

  test('an analysis without templates', () => {
    expect(messages(byService(({ steps }) => { steps[2].analysis.templates = []; })))
      .toEqual([`ARO210 ${STEP}: measures nothing; name a template that has metrics`]);
  });

  test('a query that finds nothing, for the wrong version', () => {
    const manifests = byService((_, { spec }) => {
      spec.metrics[0].provider.prometheus.query = 'sum(rate(istio_requests_total{destination_service="checkout-stable"}[2m]))';
    });
    expect(messages(manifests).map((message) => message.slice(0, 6))).toEqual(['ARO229']);
  });

  test('a failure condition that asks neither for data nor for NaN', () => {
    const manifests = canary();
    const [metric] = manifests.template.spec.metrics;
    metric.provider.prometheus.query = 'sum(rate(a[2m])) / sum(rate(b[2m]))';
    delete metric.successCondition;
    metric.failureCondition = 'result[0] > 0.05';
    expect(messages(manifests).map((message) => message.slice(0, 6))).toEqual(['ARO213']);
  });
});
