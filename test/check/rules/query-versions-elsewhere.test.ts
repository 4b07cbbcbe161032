import { analysis, blueGreen, canary, messages, migration } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';

function measuring(query: unknown, manifests = canary()): any {
  manifests.template.spec.metrics[0].provider.prometheus.query = query;
  return manifests;
}

describe('ARO227: a query of a blue/green rollout', () => {
  const METRIC = 'metric success-rate of AnalysisTemplate success-rate';

  function asking(place: string, service: string): any {
    const manifests = measuring('sum(rate(requests_total{service="{{args.service}}"}[2m]))', blueGreen());
    const { blueGreen: strategy } = manifests.rollout.spec.strategy;
    strategy.prePromotionAnalysis = undefined;
    strategy.postPromotionAnalysis = undefined;
    strategy[place] = { ...analysis(), args: [{ name: 'service', value: service }] };
    return manifests;
  }

  test.each([
    ['prePromotionAnalysis', 'checkout-active', 'the active version', 'preview Service checkout-preview'],
    ['prePromotionAnalysis', 'checkout', 'both versions', 'preview Service checkout-preview'],
    ['postPromotionAnalysis', 'checkout-preview', 'the preview Service, which callers have left for the active one',
      'active Service checkout-active'],
  ])('in %s measures, given %s, %s', (place, service, what, fix) => {
    expect(messages(asking(place, service))).toEqual([
      `ARO227 spec.strategy.blueGreen.${place}.args[0].value: ${JSON.stringify(service)} makes ${METRIC} measure ${what}; give ${fix}`,
    ]);
  });

  test.each([
    ['prePromotionAnalysis', 'checkout-preview'],
    ['postPromotionAnalysis', 'checkout-active'],
    // All that is called is the new version by then.
    ['postPromotionAnalysis', 'checkout'],
  ])('in %s may be given %s', (place, service) => {
    expect(messages(asking(place, service))).toEqual([]);
  });
});

describe('ARO227: a web check', () => {
  function calling(url: string, host: string, manifests = canary()): any {
    const { metrics } = manifests.template.spec;
    metrics[0] = { name: 'check', count: 1, successCondition: 'result == "ok"', provider: { web: { url, jsonPath: '{$.status}' } } };
    manifests.template.spec.args = [{ name: 'service' }];
    if (manifests.rollout.spec.strategy.canary !== undefined) {
      manifests.rollout.spec.strategy.canary.steps[2].analysis.args[0].value = host;
    }
    return manifests;
  }

  test.each([
    ['http://{{args.service}}.shop.svc.cluster.local:8080/status', 'checkout-stable'],
    ['http://{{args.service}}/status', 'checkout-stable.shop'],
  ])('that calls %s calls the stable version, given %s', (url, host) => {
    expect(messages(calling(url, host))).toEqual([
      `ARO227 ${STEP}.args[0].value: ${JSON.stringify(host)} makes metric check of AnalysisTemplate success-rate call the stable version; `
      + 'give canary Service checkout-canary',
    ]);
  });

  test('may say so itself', () => {
    expect(messages(calling('https://checkout-stable.shop.svc/{{args.service}}', 'x'))).toEqual([
      `ARO227 ${STEP}.templates[0].templateName: runs metric check of AnalysisTemplate success-rate, which calls the stable version: `
      + '"https://checkout-stable.shop.svc/x"; call canary Service checkout-canary',
    ]);
  });

  test.each([
    ['http://{{args.service}}.shop/status', 'checkout-canary'],
    ['http://{{args.service}}.bank/status', 'checkout-stable'],
    ['https://{{args.service}}.example.com/', 'checkout-stable'],
    ['http://checkout.shop/{{args.service}}', 'checkout-stable'],
    ['{{args.service}}', 'nowhere'],
  ])('may call %s, given %s', (url, host) => {
    expect(messages(calling(url, host)).filter((text) => text.startsWith('ARO227'))).toEqual([]);
  });

  test('may call the one Service of all pods, or after a promotion the preview', () => {
    const { service } = migration();
    const one = calling('http://{{args.service}}.shop/', 'checkout');
    delete one.rollout.spec.strategy.canary.stableService;
    expect(messages({ ...one, service }).filter((text) => text.startsWith('ARO227'))).toEqual([]);
    const after = calling('http://checkout-preview.shop/{{args.service}}', '', blueGreen());
    expect(messages(after)).toEqual([]);
  });
});
