import { Memory } from './memory';
import { placeholder, placeholderNames } from './placeholders';
import { firstResult, histogramQuantile, Matcher, ratio } from './promql';

/** By what a query tells the new version from the stable one. */
export type Scope = 'service' | 'pods';

/** The questions about the traffic of one version, in PromQL. */
export interface TrafficQueries {
  /** Whether the traffic can be narrowed by this. */
  readonly supports: (scope: Scope) => boolean;
  /** The share of requests that did not fail, 0 to 1. */
  readonly successRate: (scope: Scope, windowMilliseconds: number) => string;
  /** The time within which a share of the requests was answered. */
  readonly latency: (scope: Scope, quantile: number, windowMilliseconds: number) => string;
  /** How many units of the latency are in a millisecond. */
  readonly latencyUnitsPerMillisecond: number;
}

/** Where an ingress or a mesh keeps its numbers. */
interface Source {
  readonly requests: string;
  readonly successes: Matcher;
  readonly buckets: string;
  readonly unitsPerMillisecond: number;
  /** What narrows the series to the measured version: alternatives, the best first; none where that cannot be done. */
  readonly matchers: { readonly [scope in Scope]: readonly (readonly Matcher[])[] };
}

const OF_SERVICE: readonly Matcher[] = [
  { label: 'destination_service_name', operator: '=', value: placeholder('service') },
  { label: 'destination_service_namespace', operator: '=', value: placeholder('namespace') },
];

export const ISTIO_QUERIES = queriesOf({
  requests: 'istio_requests_total',
  successes: { label: 'response_code', operator: '!~', value: '5..' },
  buckets: 'istio_request_duration_milliseconds_bucket',
  unitsPerMillisecond: 1,
  matchers: {
    // As the callers see it, for a pod that does not answer reports nothing itself. Callers without a proxy, such as a
    // warm-up Job, report nothing either; then as the pods see it. Never both together: what reached a pod would count
    // twice.
    service: [
      [{ label: 'reporter', operator: '!=', value: 'destination' }, ...OF_SERVICE],
      [{ label: 'reporter', operator: '=', value: 'destination' }, ...OF_SERVICE],
    ],
    // The Service is the same for both versions, and only the receiving side reports under its own pod.
    pods: [[
      { label: 'reporter', operator: '=', value: 'destination' },
      { label: 'destination_service_namespace', operator: '=', value: placeholder('namespace') },
      { label: 'pod', operator: '=~', value: `${placeholder('rollout')}-${placeholder('pod-hash')}-.*` },
    ]],
  },
});

export const INGRESS_NGINX_QUERIES = queriesOf({
  requests: 'nginx_ingress_controller_requests',
  successes: { label: 'status', operator: '!~', value: '5..' },
  buckets: 'nginx_ingress_controller_request_duration_seconds_bucket',
  unitsPerMillisecond: 0.001,
  matchers: {
    // Prometheus keeps `service` and `namespace` for the controller itself, and renames the reported ones. A request to a
    // canary is reported under the stable Service, with the canary's namespace, Service and port as a label of its own.
    service: [
      [{ label: 'canary', operator: '=~', value: `${placeholder('namespace')}-${placeholder('service')}-.+` }],
      [
        { label: 'exported_service', operator: '=', value: placeholder('service') },
        { label: 'exported_namespace', operator: '=', value: placeholder('namespace') },
      ],
    ],
    pods: [],
  },
});

/** The arguments of which a query of the user's own needs one, to measure one version only. */
const TELLING_ARGUMENTS: { readonly [scope in Scope]: readonly string[] } = { service: ['service', 'pod-hash'], pods: ['pod-hash'] };

/** A text of the user's own, whatever is asked. Its latencies are in milliseconds. */
export function customQueries(text: string): TrafficQueries {
  const names = placeholderNames(text);
  return {
    supports: (scope) => TELLING_ARGUMENTS[scope].some((name) => names.includes(name)),
    successRate: () => text,
    latency: () => text,
    latencyUnitsPerMillisecond: 1,
  };
}

function queriesOf({ requests, successes, buckets, unitsPerMillisecond, matchers }: Source): TrafficQueries {
  const texts = new Memory<string>();
  return {
    supports: (scope) => matchers[scope].length > 0,
    successRate: (scope, window) => texts.recall(`success rate ${scope} ${window}`, () => firstResult(matchers[scope].map((version) => ratio(
      { metric: requests, matchers: [...version, successes] }, { metric: requests, matchers: version }, window,
    )))),
    latency: (scope, quantile, window) => texts.recall(`latency ${scope} ${quantile} ${window}`, () => firstResult(
      matchers[scope].map((version) => histogramQuantile(quantile, { metric: buckets, matchers: version }, window)),
    )),
    latencyUnitsPerMillisecond: unitsPerMillisecond,
  };
}
