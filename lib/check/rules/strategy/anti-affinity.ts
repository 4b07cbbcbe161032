import { asNumber, asRecord, field, givenFields } from '../../../model/json';
import type { Strategy } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

export const antiAffinity: Rule = {
  id: 'ARO110',
  severity: 'error',
  title: 'Anti-affinity between versions is either required or preferred',
  why: 'It looks like the affinity of a pod and is not: it is exactly one of the two kinds, and a preference has one '
    + 'weight. The controller refuses anything else (InvalidSpec).',
  fix: `give either ${REQUIRED} or ${PREFERRED}`,
  link: 'https://argoproj.github.io/argo-rollouts/features/anti-affinity/anti-affinity/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      antiAffinity:
        ${PREFERRED}:
          weight: 0
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      antiAffinity:
        ${PREFERRED}:
          weight: 100
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      for (const strategy of rollout.strategies) {
        yield* blame(rollout.manifest, mistakes(strategy));
      }
    }
  },
};

function* mistakes(strategy: Strategy): Iterable<Fault> {
  const terms = asRecord(field(strategy.content, 'antiAffinity'));
  if (terms === undefined) {
    return;
  }
  const path = `${strategy.field}.antiAffinity`;
  const preferred = asRecord(field(terms, PREFERRED));
  if (givenFields(terms).length === 0) {
    yield { field: path, text: 'is neither required nor preferred' };
  } else if (preferred !== undefined && asRecord(field(terms, REQUIRED)) !== undefined) {
    yield { field: path, text: 'is both required and preferred', fix: 'remove one of the two' };
  }
  const weight = asNumber(field(preferred, 'weight'));
  if (weight !== undefined && Number.isInteger(weight) && (weight < 1 || weight > 100)) {
    const fix = 'give a whole number of 1 to 100';
    yield { field: `${path}.${PREFERRED}.weight`, value: weight, text: 'is outside 1 to 100', fix };
  }
}
