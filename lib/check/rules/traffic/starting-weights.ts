import type { IstioSplit, SplitVirtualService } from '../../traffic/istio-split';
import { istioSplits } from '../../traffic/istio-split';
import type { Versions } from '../../traffic/istio-versions';
import { asNumber } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import type { Destination, Route } from '../../views/virtual-service';

const ALL = 100;

export const startingWeights: Rule = {
  id: 'ARO307',
  severity: 'warning',
  title: 'A route that is split starts with 100 for the stable version and 0 for the canary',
  why: 'Whenever the manifest is applied, its weights are in force until the controller corrects them: a canary share in '
    + 'it sends users to a version that no step has let through, or to no pods at all.',
  fix: 'give 100 to the stable version and 0 to the canary',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/istio/#integrating-with-gitops',
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
          weight: 80
        - destination: { host: checkout-canary }
          weight: 20
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
      for (const target of split.virtualServices) {
        for (const route of target.routes) {
          const fault = offStart(split, target, route);
          if (fault !== undefined) {
            yield { manifest: target.virtualService.manifest, ...fault };
          }
        }
      }
    }
  },
};

function offStart({ versions }: IstioSplit, target: SplitVirtualService, { destinations }: Route): Fault | undefined {
  const weights = destinations.map(({ weight }) => (weight === undefined ? 0 : asNumber(weight)));
  const sum = weights.reduce<number>((total, weight) => total + (weight ?? NaN), 0);
  const stable = versionIn(destinations, versions, target, 'stable');
  const canary = versionIn(destinations, versions, target, 'canary');
  // Without a sum ARO306 has its say, and a missing version is ARO303's.
  if (!(sum > 0) || versions === undefined || stable === undefined || canary === undefined) {
    return undefined;
  }
  const [ofStable, ofCanary] = [asNumber(stable.weight) ?? 0, asNumber(canary.weight) ?? 0];
  const isSwapped = versions.areSwapped && ofStable === 0;
  if (ofCanary !== 0 && !isSwapped) {
    const text = `of ${sum} goes to the canary whenever the manifest is applied`;
    return { field: `${canary.field}.weight`, value: ofCanary, text };
  }
  if (sum !== ALL) {
    const { field, weight } = isSwapped ? canary : stable;
    return { field: `${field}.weight`, value: weight, text: `makes a sum of ${sum}, and the controller counts to ${ALL}` };
  }
  return undefined;
}

function versionIn(
  destinations: readonly Destination[], versions: Versions | undefined, { virtualService }: SplitVirtualService, share: 'stable' | 'canary',
): Destination | undefined {
  return destinations.find((destination) => versions?.shareOf(destination, virtualService) === share);
}
