import { asNumber, asRecord, field } from '../../model/json';
import type { Strategy } from '../rollout';
import type { Fault, Rule } from '../rule';
import { blame } from '../rule';

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

export const antiAffinity: Rule = {
  id: 'ARO110',
  severity: 'error',
  title: 'Anti-affinity between versions is either required or preferred',
  why: 'It looks like the affinity of a pod and is not: it is one object rather than a list, and exactly one of the two '
    + 'kinds. The controller refuses anything else (InvalidSpec).',
  fix: `give either ${REQUIRED} or ${PREFERRED}`,
  link: 'https://argoproj.github.io/argo-rollouts/features/anti-affinity/anti-affinity/',
  *check(graph) {
    for (const rollout of graph.rollouts) {
      for (const strategy of rollout.strategies) {
        yield* blame(rollout.manifest, mistakes(strategy));
      }
    }
  },
};

function* mistakes(strategy: Strategy): Iterable<Fault> {
  const antiAffinity = field(strategy.content, 'antiAffinity');
  if (antiAffinity === undefined) {
    return;
  }
  const path = `${strategy.field}.antiAffinity`;
  const preferred = field(antiAffinity, PREFERRED);
  const required = field(antiAffinity, REQUIRED);
  if (preferred === undefined && required === undefined) {
    yield { field: path, text: 'is neither required nor preferred' };
  } else if (preferred !== undefined && required !== undefined) {
    yield { field: path, text: 'is both required and preferred', fix: 'remove one of the two' };
  }
  for (const [kind, term] of [[PREFERRED, preferred], [REQUIRED, required]] as const) {
    if (term !== undefined && asRecord(term) === undefined) {
      yield { field: `${path}.${kind}`, value: term, text: 'is not the single object that is expected', fix: 'give an object' };
    }
  }
  if (asRecord(preferred) !== undefined) {
    const value = field(preferred, 'weight');
    const weight = asNumber(value);
    if (weight === undefined || weight < 1 || weight > 100 || !Number.isInteger(weight)) {
      const text = value === undefined ? 'is absent' : 'is outside 1 to 100';
      yield { field: `${path}.${PREFERRED}.weight`, value, text, fix: 'give a whole number of 1 to 100' };
    }
  }
}
