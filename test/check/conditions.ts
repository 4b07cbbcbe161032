import { canary, messages } from './fixtures';

export const SUCCESS = 'spec.metrics[0].successCondition';
export const FAILURE = 'spec.metrics[0].failureCondition';

/** A Prometheus that is asked a query. */
export function prometheus(query: string, more: object = {}): any {
  return { prometheus: { address: 'http://prometheus:9090', query, ...more } };
}

/** What is said of a metric with the provider and the conditions. */
export function said(provider: any, successCondition?: unknown, failureCondition?: unknown): string[] {
  const manifests = canary();
  manifests.template.spec.metrics[0] = {
    name: 'success-rate',
    count: 1,
    provider,
    ...(successCondition === undefined ? {} : { successCondition }),
    ...(failureCondition === undefined ? {} : { failureCondition }),
  };
  return messages(manifests);
}

/** A range of values instead of those of now. */
export const RANGE = { rangeQuery: { start: 'now() - duration("5m")', end: 'now()', step: '1m' } };
/** One provider of each kind, and of each form of result. */
export const PROVIDERS: Record<string, any> = {
  prometheus: prometheus('up or vector(0)'),
  range: prometheus('up or vector(0)', RANGE),
  scalar: prometheus('time()'),
  placeholder: prometheus('{{args.service}}'),
  datadog: { datadog: { query: 'sum:requests{*}' } },
  grouped: { datadog: { apiVersion: 'v2', query: 'sum:requests{*} by {path}' } },
  graphite: { graphite: { address: 'http://graphite', query: 'a' } },
  wavefront: { wavefront: { address: 'a.wavefront.com', query: 'a' } },
  newRelic: { newRelic: { query: 'a' } },
  influxdb: { influxdb: { query: 'a' } },
  cloudWatch: { cloudWatch: { metricDataQueries: [{ id: 'a' }] } },
  skywalking: { skywalking: { interval: '1m', query: 'a' } },
  web: { web: { url: 'http://example.com/', jsonPath: '{$.a}' } },
};
