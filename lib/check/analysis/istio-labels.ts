/** How Istio writes the labels of its metrics that name a Service. */

import { fullHost, serviceAt } from '../traffic/service-host';
import type { LabelMatcher, Selector } from '../promql/selectors';

const HOST_LABEL = 'destination_service';
const NAME_LABEL = 'destination_service_name';

/** What stands in the label where Istio knows of no Service. */
const NO_SERVICE: ReadonlySet<string> = new Set(['', 'unknown', 'PassthroughCluster', 'InboundPassthroughClusterIpv4', 'BlackHoleCluster']);

/** Texts without a meaning of their own in a regular expression; it has to match the whole label. */
const LITERAL = /^[\w-]+(?:\\?\.[\w-]+)*$/;

/** Why a matcher finds no series: where the label is a whole host it asks for a name, or the other way round. */
export interface LabelMistake {
  readonly text: string;
  readonly fix: string;
}

/** Whether a matcher of the selector asks for a Service as one of Istio's own metrics names it. */
export function asksForService({ metric }: Selector, { label, operator }: LabelMatcher): boolean {
  return (label === HOST_LABEL || label === NAME_LABEL) && !operator.startsWith('!') && metric?.startsWith('istio_') === true;
}

/**
 * What is wrong with what a matcher that asks Istio for a Service has as its name.
 *
 * @param value with the arguments filled in
 * @param namespace where a Service is that is named without one; `''` where that is not known
 */
export function labelMistake({ label, operator }: LabelMatcher, value: string, namespace: string): LabelMistake | undefined {
  if (!LITERAL.test(value)) {
    return undefined;
  }
  const host = operator === '=~' ? value.replace(/\\/g, '') : value;
  if (label === HOST_LABEL) {
    return isShort(host, namespace)
      ? { text: `asks for ${label} ${host}, and Istio writes the whole host there`, fix: `ask for ${NAME_LABEL}, or write ${wholeHost(host, namespace)}` }
      : undefined;
  }
  const name = /^([\w-]+)\..*\.svc\.cluster\.local$/.exec(host)?.[1];
  return name === undefined
    ? undefined : { text: `asks for ${label} ${host}, and Istio writes only the name there`, fix: `ask for ${HOST_LABEL}, or write ${name}` };
}

function isShort(host: string, namespace: string): boolean {
  const [, place, ...rest] = host.split('.');
  return !NO_SERVICE.has(host)
    && (place === undefined || (rest.length === 0 && place === namespace) || (rest.length === 1 && rest[0] === 'svc'));
}

function wholeHost(host: string, namespace: string): string {
  const service = serviceAt(host, namespace);
  return fullHost(service?.name ?? host, service?.namespace === '' || service === undefined ? '<namespace>' : service.namespace);
}
