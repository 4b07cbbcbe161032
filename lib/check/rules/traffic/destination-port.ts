import type { ManifestGraph } from '../../graph';
import { istioSplits } from '../../traffic/istio-split';
import { asList, asNumber, field } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { serviceAt } from '../../traffic/service-host';
import { portNumbers, showPorts } from '../../traffic/service-ports';
import type { Destination, Route, VirtualService } from '../../views/virtual-service';
import { virtualServices } from '../../views/virtual-service';
import { showName } from '../../wording';

export const destinationPort: Rule = {
  id: 'ARO313',
  severity: 'error',
  title: 'A route leads to a port that the Service has',
  why: 'Istio takes the number for a port of the Service, not of its pods. Where the Service has none of that number, '
    + 'there is nothing to send to, and every request is answered with 503.',
  fix: 'give a port of the Service',
  link: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: VirtualService
spec:
  http:
    - name: primary
      route:
        - destination: { host: checkout-stable, port: { number: 80 } }
          weight: 100
        - destination: { host: checkout-canary, port: { number: 8080 } }
          weight: 0
`,
    good: `
kind: VirtualService
spec:
  http:
    - name: primary
      route:
        - destination: { host: checkout-stable, port: { number: 80 } }
          weight: 100
        - destination: { host: checkout-canary, port: { number: 80 } }
          weight: 0
`,
  },
  *check(graph) {
    if (graph.rollouts.length === 0) {
      return;
    }
    const split = new Set<Route>();
    for (const target of istioSplits(graph).flatMap(({ virtualServices: targets }) => targets)) {
      target.routes.forEach((route) => split.add(route));
    }
    for (const virtualService of virtualServices(graph).values()) {
      for (const route of virtualService.routes) {
        for (const destination of route.destinations) {
          const fault = wrongPort(graph, virtualService, destination, split.has(route));
          if (fault !== undefined) {
            yield { manifest: virtualService.manifest, ...fault };
          }
        }
      }
    }
  },
};

/** Outside a split only the Services are looked at that Rollouts manage: the others are none of our business. */
function wrongPort(graph: ManifestGraph, { namespace }: VirtualService, destination: Destination, isSplit: boolean): Fault | undefined {
  const { host, field: path } = destination;
  const value = asNumber(destination.port);
  const name = host === undefined || value === undefined ? undefined : serviceAt(host, namespace);
  if (name === undefined || !(isSplit || graph.managerOf(name.namespace, name.name) !== undefined)) {
    return undefined;
  }
  const service = graph.find('/Service', name.namespace, name.name)?.manifest;
  const ports = portNumbers(service);
  if (value === undefined || ports.length === 0 || ports.includes(value)) {
    return undefined;
  }
  const meant = asList(field(service, 'spec', 'ports')).find((port) => field(port, 'targetPort') === value);
  const leading = asNumber(field(meant, 'port'));
  return {
    field: `${path}.destination.port.number`,
    value,
    text: `is no port of Service ${showName(name.name)}, which has ${showPorts(ports)}`,
    ...leading === undefined ? {} : { fix: `give ${leading}, which leads to that port of the pods` },
  };
}
