import { asRecord, field, givenFields } from '../../../model/json';
import { lacks } from '../../views/rollout';
import type { Rule } from '../../rule';

export const oneStrategy: Rule = {
  id: 'ARO103',
  severity: 'error',
  title: 'A Rollout has exactly one strategy',
  why: 'The API server admits both strategies and neither. The controller refuses both cases (InvalidSpec), and the '
    + 'new version is never rolled out.',
  fix: 'give it either canary or blueGreen',
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
    blueGreen:
      activeService: checkout
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
`,
  },
  *check(graph) {
    for (const { manifest, strategies } of graph.rollouts) {
      if (strategies.length > 1) {
        const fix = 'remove the one that is not meant';
        yield { manifest, field: 'spec.strategy', text: 'has both canary and blueGreen', fix };
      } else if (strategies.length === 0 && hasNone(field(manifest, 'spec'))) {
        yield { manifest, field: 'spec.strategy', text: 'has neither canary nor blueGreen' };
      }
    }
  },
};

/** Anything in the place of a strategy is misspelt or of the wrong type, which ARO003 and ARO004 report. */
function hasNone(spec: unknown): boolean {
  const strategy = asRecord(field(spec, 'strategy'));
  return strategy === undefined ? lacks(spec, 'strategy') : givenFields(strategy).length === 0;
}
