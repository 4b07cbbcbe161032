import { field, givenFields } from '../../model/json';
import { nearest } from '../nearest';
import type { Fault, Rule } from '../rule';
import { subfield } from '../wording';

const STRATEGIES = ['canary', 'blueGreen'] as const;

export const oneStrategy: Rule = {
  id: 'ARO103',
  severity: 'error',
  title: 'A Rollout has exactly one strategy',
  why: 'The API server admits both strategies and neither. The controller refuses both cases (InvalidSpec), and the '
    + 'new version is never rolled out.',
  fix: 'give it either canary or blueGreen',
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  *check(graph) {
    for (const { manifest, strategies } of graph.rollouts) {
      if (strategies.length > 1) {
        const fix = 'remove the one that is not meant';
        yield { manifest, field: 'spec.strategy', text: 'has both canary and blueGreen', fix };
      } else if (strategies.length === 0) {
        yield { manifest, ...absent(field(manifest, 'spec', 'strategy')) };
      }
    }
  },
};

function absent(strategy: unknown): Fault {
  for (const name of givenFields(strategy)) {
    const near = nearest(name, STRATEGIES);
    if (near !== undefined && near !== name) {
      return { field: subfield('spec.strategy', name), text: 'is not a strategy', fix: `did you mean "${near}"?` };
    }
  }
  return { field: 'spec.strategy', text: 'has neither canary nor blueGreen' };
}
