import { canary, messages } from '../fixtures';

const QUERY = 'spec.metrics[0].provider.prometheus.query';
const VALUE = 'spec.strategy.canary.steps[2].analysis.args[0].value';
const HOST = 'checkout-canary.shop.svc.cluster.local';

/** The canary, whose query asks Istio's requests for `selector`, and whose Rollout says `service`. */
function asking(selector: string, service = 'checkout-canary', metric = 'istio_requests_total'): any {
  const manifests = canary();
  manifests.rollout.spec.strategy.canary.steps[2].analysis.args[0].value = service;
  manifests.template.spec.metrics[0].provider.prometheus.query = `sum(rate(${metric}{${selector}}[2m]))`;
  return manifests;
}

describe('ARO229: the labels of Istio', () => {
  test.each([
    ['destination_service="checkout-canary"', 'checkout-canary', HOST],
    ['destination_service=~"checkout-canary"', 'checkout-canary', HOST],
    ['reporter="source",destination_service="checkout-canary.shop"', 'checkout-canary.shop', HOST],
    ['destination_service="checkout-canary.shop.svc"', 'checkout-canary.shop.svc', HOST],
    ['destination_service="checkout"', 'checkout', 'checkout.shop.svc.cluster.local'],
  ])('%s finds nothing', (selector, asked, host) => {
    expect(messages(asking(selector))).toEqual([
      `ARO229 ${QUERY}: asks for destination_service ${asked}, and Istio writes the whole host there; ask for destination_service_name, or write ${host}`,
    ]);
  });

  test('have the name alone in another one', () => {
    expect(messages(asking(`destination_service_name="${HOST}"`))).toEqual([
      `ARO229 ${QUERY}: asks for destination_service_name ${HOST}, and Istio writes only the name there; `
      + 'ask for destination_service, or write checkout-canary',
    ]);
  });

  test.each([
    ['destination_service="{{args.service}}"', 'checkout-canary', 'destination_service checkout-canary', 'whole host', HOST],
    ['destination_service=~"{{ args.service }}"', 'checkout-canary.shop', 'destination_service checkout-canary.shop', 'whole host', HOST],
    ['destination_service="{{args.service}}-canary"', 'checkout', 'destination_service checkout-canary', 'whole host', HOST],
  ])('in %s are filled in wrongly with %s', (selector, service, asked, what, host) => {
    expect(messages(asking(selector, service))).toEqual([
      `ARO229 ${VALUE}: makes metric success-rate of AnalysisTemplate success-rate find nothing: it asks for ${asked}, `
      + `and Istio writes the ${what} there; ask for destination_service_name, or write ${host}`,
    ]);
  });

  test('are told of once for an argument', () => {
    const manifests = asking('destination_service="{{args.service}}"');
    const { metrics } = manifests.template.spec;
    metrics.push({ ...metrics[0], name: 'other' });
    expect(messages(manifests)).toHaveLength(1);
  });

  test.each<(string | undefined)[]>([
    [`destination_service="${HOST}"`],
    ['destination_service="{{args.service}}"', HOST],
    ['destination_service=~"{{args.service}}.*"'],
    ['destination_service="{{args.service}}.shop.svc.cluster.local"'],
    ['destination_service=~"checkout-canary.*"'],
    ['destination_service="api.example.com"'],
    ['destination_service="checkout-canary.bank"'],
    ['destination_service="unknown"'],
    ['destination_service!="checkout-canary"'],
    ['destination_service_name="checkout-canary"'],
    ['destination_service_name="api.example.com"'],
    ['destination_service="checkout-canary"', undefined, 'requests_total'],
    ['destination_service="checkout-canary"', undefined, '{{args.window}}_total'],
  ])('%s may be asked for', (...given) => {
    const [selector = '', service, metric] = given;
    expect(messages(asking(selector, service, metric))).toEqual([]);
  });

  test('may be of a template without a namespace', () => {
    const { template } = asking('destination_service="checkout-canary"');
    delete template.metadata.namespace;
    expect(messages({ template })).toEqual([
      `ARO229 ${QUERY}: asks for destination_service checkout-canary, and Istio writes the whole host there; `
      + 'ask for destination_service_name, or write checkout-canary.<namespace>.svc.cluster.local',
    ]);
  });
});
