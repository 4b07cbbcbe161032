import type { DestinationRule } from '../../views/destination-rule';
import type { IstioSplit } from '../../traffic/istio-split';
import { istioSplits } from '../../traffic/istio-split';
import { asList, field } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showObject } from '../../wording';

export const foreignSubset: Rule = {
  id: 'ARO305',
  severity: 'error',
  title: 'A DestinationRule that a Rollout manages has no other subsets',
  why: 'The controller writes the list of subsets anew whenever it sets the labels of the two, and leaves out all that the '
    + 'Rollout does not name. Routes that lead to another subset then answer with 503.',
  fix: 'list it in additionalSubsetNames of the Rollout, or move it to a DestinationRule of its own',
  link: 'https://github.com/argoproj/argo-rollouts/issues/3125',
  noticedBy: [],
  example: {
    base: 'subsets',
    bad: `
kind: DestinationRule
spec:
  subsets:
    - name: stable
    - name: canary
    - name: beta
`,
    good: `
kind: DestinationRule
spec:
  subsets:
    - name: stable
    - name: canary
---
kind: DestinationRule
apiVersion: networking.istio.io/v1
metadata:
  name: checkout-beta
  namespace: shop
spec:
  host: checkout
  subsets:
    - name: beta
`,
  },
  *check(graph) {
    for (const split of istioSplits(graph)) {
      if (split.destinationRule !== undefined) {
        yield* blame(split.destinationRule.manifest, foreign(split, split.destinationRule));
      }
    }
  },
};

function* foreign({ rollout, versions }: IstioSplit, { subsets, subsetNames }: DestinationRule): Iterable<Fault> {
  const own = new Set([versions?.stable.name, versions?.canary.name]);
  // A name that the DestinationRule lacks may be a misspelling of one that it has.
  if (versions?.areSubsets !== true || ![...own].every((name) => name !== undefined && subsetNames.includes(name))) {
    return;
  }
  const additional = new Set(asList(field(rollout.trafficRouting, 'istio', 'destinationRule', 'additionalSubsetNames')));
  for (const { field: path, name } of subsets) {
    if (name !== undefined && !own.has(name) && !additional.has(name)) {
      yield { field: `${path}.name`, value: name, text: `is no subset that ${showObject(rollout)} names, so that the controller deletes it` };
    }
  }
}
