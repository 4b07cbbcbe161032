import { requireText } from '../model/require';
import { customQueries, INGRESS_NGINX_QUERIES, ISTIO_QUERIES, TrafficQueries } from '../model/traffic-queries';
import { UsageError } from '../model/usage-error';

/** What a Prometheus is asked about the traffic of one version of a rollout. */
export class TrafficQuery {
  /**
   * The metrics of Istio's proxies. Where only pods tell the versions apart, Prometheus must put the label `pod` on them,
   * as it does with the PodMonitor and the scrape configuration that Istio gives.
   *
   * @see https://istio.io/latest/docs/reference/config/metrics/
   */
  public static istio(): TrafficQuery {
    return new TrafficQuery(ISTIO_QUERIES);
  }

  /**
   * The metrics of ingress-nginx, as scraped without `honorLabels`: the Service and the namespace of a request are then
   * called `exported_service` and `exported_namespace`. Canaries are told by the label `canary`, since controller 1.1
   * (https://github.com/kubernetes/ingress-nginx/pull/7696).
   *
   * @see https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/
   */
  public static ingressNginx(): TrafficQuery {
    return new TrafficQuery(INGRESS_NGINX_QUERIES);
  }

  /**
   * A query of one's own.
   *
   * It tells the measured version by `{{args.service}}` or `{{args.pod-hash}}`, and may use `{{args.namespace}}`,
   * `{{args.port}}`, `{{args.rollout}}` and `{{args.stable-hash}}`. Its result is the share of good requests (0 to 1) in
   * a success rate, and milliseconds in a latency.
   *
   * @param query PromQL
   * @throws if the query is empty or cannot tell the versions apart
   */
  public static custom(query: string): TrafficQuery {
    const field = 'TrafficQuery.custom';
    const queries = customQueries(requireText(query, { field, fix: 'give a PromQL query' }));
    if (!queries.supports('service')) {
      throw new UsageError({
        field,
        value: query,
        rule: 'measures all versions at once',
        fix: 'narrow it with {{args.service}} or {{args.pod-hash}}; for a query about something else use AnalysisTemplate',
      });
    }
    return new TrafficQuery(queries);
  }

  private constructor(
    /** @internal */
    public readonly _queries: TrafficQueries,
  ) {}
}
