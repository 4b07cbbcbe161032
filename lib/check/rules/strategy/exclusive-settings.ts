import { asNumber, field } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showList } from '../../wording';

/** In the order in which the controller takes them. */
const SCALES = ['matchTrafficWeight', 'replicas', 'weight'] as const;

export const exclusiveSettings: Rule = {
  id: 'ARO124',
  severity: 'error',
  title: 'Settings that exclude each other are not given together',
  why: 'A scale of weights other than 100 is known to nginx and to plugins alone, and the controller refuses it with any '
    + 'other router (InvalidSpec). Of two settings for the number of canary pods it takes one and ignores the other.',
  fix: 'remove one of the two',
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        maxTrafficWeight: 1000
        istio:
          virtualService:
            name: checkout
            routes: [primary]
      steps:
        - setWeight: 5
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      trafficRouting:
        istio:
          virtualService:
            name: checkout
            routes: [primary]
      steps:
        - setWeight: 1
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      if (rollout.trafficRouting !== undefined) {
        yield* blame(rollout.manifest, mistakes(rollout));
      }
    }
  },
};

function* mistakes(rollout: Rollout): Iterable<Fault> {
  const value = asNumber(rollout.trafficRouting?.maxTrafficWeight);
  if (value !== undefined && rollout.isRoutedWithout('nginx', 'plugins')) {
    const text = 'needs nginx or a plugin as its router';
    yield { field: 'spec.strategy.canary.trafficRouting.maxTrafficWeight', value, text, fix: 'remove it, and give weights of 0 to 100' };
  }
  for (const step of rollout.steps) {
    const scale = field(step.content, 'setCanaryScale');
    const given = scale === undefined ? [] : SCALES.filter((name) => (field(scale, name) ?? false) !== false);
    const [first] = given;
    if (given.length > 1 && first !== undefined) {
      const fix = 'give one of them';
      yield { field: `${step.field}.setCanaryScale`, text: `has ${showList(given)}, of which only ${first} counts`, fix };
    }
  }
}
