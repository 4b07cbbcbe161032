import { istioSplits } from '../../traffic/istio-split';
import { asNumber } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import type { Route } from '../../views/virtual-service';

export const splitWeights: Rule = {
  id: 'ARO306',
  severity: 'error',
  title: 'The destinations of a route that is split have weights',
  why: 'A weight that is not given is 0, and a route with several destinations of which none gets anything is one that '
    + 'Istio may admit and Envoy refuses: the proxies then keep the routes they had, or have none.',
  fix: 'give 100 to the stable version and 0 to the canary',
  link: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: VirtualService
spec:
  http:
    - name: primary
      route:
        - destination: { host: checkout-stable }
        - destination: { host: checkout-canary }
`,
    good: `
kind: VirtualService
spec:
  http:
    - name: primary
      route:
        - destination: { host: checkout-stable }
          weight: 100
        - destination: { host: checkout-canary }
          weight: 0
`,
  },
  *check(graph) {
    for (const split of istioSplits(graph)) {
      for (const { virtualService, routes } of split.virtualServices) {
        for (const route of routes) {
          const fault = weightless(route);
          if (fault !== undefined) {
            yield { manifest: virtualService.manifest, ...fault };
          }
        }
      }
    }
  },
};

function weightless({ field, destinations }: Route): Fault | undefined {
  const isEmpty = destinations.every(({ weight }) => weight === undefined || asNumber(weight) === 0);
  if (destinations.length < 2 || !isEmpty) {
    return undefined;
  }
  const isGiven = destinations.some(({ weight }) => weight !== undefined);
  return { field: `${field}.route`, text: isGiven ? 'has weights that are all 0' : 'has no weights' };
}
