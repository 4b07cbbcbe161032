import { asRecord, field, givenFields } from '../../model/json';
import { didYouMean } from '../nearest';
import type { Step } from '../rollout';
import type { Fault, Rule } from '../rule';
import { blame } from '../rule';
import { showList, subfield } from '../wording';

const KINDS = [
  'setWeight', 'pause', 'analysis', 'experiment', 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'plugin',
] as const;
const KNOWN: ReadonlySet<string> = new Set(KINDS);

export const stepKind: Rule = {
  id: 'ARO102',
  severity: 'error',
  title: 'A canary step does exactly one thing',
  why: 'The API server drops a kind of step that it does not know, and admits a step that is empty or has several '
    + 'kinds. The controller then refuses the Rollout, or carries out one of the kinds and passes over the rest.',
  fix: 'write one step for each',
  link: 'https://argoproj.github.io/argo-rollouts/features/canary/',
  *check(graph) {
    for (const rollout of graph.rollouts) {
      for (const step of rollout.steps) {
        const given = givenFields(step.content);
        const isInOrder = given.length === 1 && given.every((kind) => KNOWN.has(kind));
        if (!isInOrder) {
          yield* blame(rollout.manifest, mistakes(step, given));
        }
      }
    }
  },
};

function* mistakes(step: Step, given: readonly string[]): Iterable<Fault> {
  const content = asRecord(step.content);
  const unknown = given.filter((kind) => !KNOWN.has(kind));
  for (const kind of unknown) {
    const fix = didYouMean(kind, KINDS, `use one of ${KINDS.join(', ')}`);
    yield { field: subfield(step.field, kind), text: 'is not a kind of step', fix };
  }
  if (content === undefined) {
    yield { field: step.field, value: step.content, text: 'is not a step', fix: `give an object with one of ${KINDS.join(', ')}` };
  } else if (given.length === 0 && 'pause' in content && field(content, 'pause') === undefined) {
    const text = 'has no value, which makes the step empty';
    yield { field: `${step.field}.pause`, text, fix: 'write pause: {} to wait until promoted, or give a duration' };
  } else if (given.length === 0) {
    yield { field: step.field, text: 'is empty', fix: `give it one of ${KINDS.join(', ')}, or remove it` };
  } else if (unknown.length === 0) {
    yield { field: step.field, text: `has ${given.length} kinds, ${showList(given)}` };
  }
}
