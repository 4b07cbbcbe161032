import { customQueries, INGRESS_NGINX_QUERIES, ISTIO_QUERIES } from '../../lib/model/traffic-queries';

const MINUTE = 60_000;

describe('Istio', () => {
  const service = 'destination_service_name="{{args.service}}",destination_service_namespace="{{args.namespace}}"';

  test('asks the callers of the Service first, and its pods where no caller reports, never both', () => {
    const share = (reporter: string): string =>
      `(sum(rate(istio_requests_total{${reporter},${service},response_code!~"5.."}[1m])) or vector(0))\n/\n`
      + `sum(rate(istio_requests_total{${reporter},${service}}[1m]))`;
    expect(ISTIO_QUERIES.successRate('service', MINUTE)).toBe(`(\n${share('reporter!="destination"')}\n) >= 0\nor\n${share('reporter="destination"')}`);
  });

  test('tells the new pods by the hash in their names, on the side that receives', () => {
    const of = 'reporter="destination",destination_service_namespace="{{args.namespace}}",pod=~"{{args.rollout}}-{{args.pod-hash}}-.*"';
    expect(ISTIO_QUERIES.successRate('pods', MINUTE)).toBe(
      `(sum(rate(istio_requests_total{${of},response_code!~"5.."}[1m])) or vector(0))\n/\nsum(rate(istio_requests_total{${of}}[1m]))`,
    );
    expect(ISTIO_QUERIES.latency('pods', 0.5, MINUTE)).toBe(
      `histogram_quantile(0.5, sum by (le) (rate(istio_request_duration_milliseconds_bucket{${of}}[1m])))`,
    );
  });

  test('counts in milliseconds, and supports both scopes', () => {
    expect(ISTIO_QUERIES.latencyUnitsPerMillisecond).toBe(1);
    expect([ISTIO_QUERIES.supports('service'), ISTIO_QUERIES.supports('pods')]).toEqual([true, true]);
  });
});

describe('ingress-nginx', () => {
  const canary = 'canary=~"{{args.namespace}}-{{args.service}}-.+"';
  const reported = 'exported_service="{{args.service}}",exported_namespace="{{args.namespace}}"';

  test('asks for the canary of that name first, and for the Service where no canary is reported, never both', () => {
    const share = (of: string): string =>
      `(sum(rate(nginx_ingress_controller_requests{${of},status!~"5.."}[1m])) or vector(0))\n/\nsum(rate(nginx_ingress_controller_requests{${of}}[1m]))`;
    expect(INGRESS_NGINX_QUERIES.successRate('service', MINUTE)).toBe(`(\n${share(canary)}\n) >= 0\nor\n${share(reported)}`);
  });

  test('knows Services, and no pods', () => {
    expect([INGRESS_NGINX_QUERIES.supports('service'), INGRESS_NGINX_QUERIES.supports('pods')]).toEqual([true, false]);
  });

  test('counts in seconds', () => {
    const quantile = (of: string): string =>
      `histogram_quantile(0.99, sum by (le) (rate(nginx_ingress_controller_request_duration_seconds_bucket{${of}}[1m])))`;
    expect(INGRESS_NGINX_QUERIES.latency('service', 0.99, MINUTE)).toBe(`(\n${quantile(canary)}\n) >= 0\nor\n${quantile(reported)}`);
    expect(INGRESS_NGINX_QUERIES.latencyUnitsPerMillisecond).toBe(0.001);
  });
});

test.each([
  ['q{s="{{args.service}}"}', true, false],
  ['q{p=~"x-{{ args.pod-hash }}-.*"}', true, true],
  ['q{s="{{args.service}}", p="{{args.pod-hash}}"}', true, true],
  ['q{s="{{args.namespace}}"}', false, false],
  ['q{s="checkout"}', false, false],
  ['q{s="{{args.stable-hash}}"}', false, false],
])('a query of the user\'s own tells versions apart by what it asks for: %s', (text, service, pods) => {
  const queries = customQueries(text);
  expect([queries.supports('service'), queries.supports('pods')]).toEqual([service, pods]);
  expect([queries.successRate('pods', 1), queries.latency('service', 0.5, 1)]).toEqual([text, text]);
});
