import { asRecord, field, givenFields } from '../../../model/json';
import type { Step } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { showList } from '../../wording';

const KINDS = [
  'setWeight', 'pause', 'analysis', 'experiment', 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute', 'plugin',
] as const;
/** What takes effect beside another kind: the controller looks for it in every step, and need not wait for it. */
const ACCOMPANYING: ReadonlySet<string> = new Set(['setCanaryScale', 'setHeaderRoute', 'setMirrorRoute']);
const LEADING: ReadonlySet<string> = new Set(KINDS.filter((kind) => !ACCOMPANYING.has(kind)));
/** What the controller waits for, unless it has to wait for the pods: the step is over when they are there. */
const AWAITED: ReadonlySet<string> = new Set(['analysis', 'experiment', 'plugin']);

export const stepKind: Rule = {
  id: 'ARO102',
  severity: 'error',
  title: 'A canary step does one thing, and does something',
  why: 'The API server admits a step that is empty or has several kinds. The controller refuses the Rollout then '
    + '(InvalidSpec), or goes on as soon as one of the kinds is done.',
  fix: 'write one step for each',
  link: 'https://argoproj.github.io/argo-rollouts/features/canary/',
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
          pause: {}
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
        - pause: {}
`,
  },
  *check(graph) {
    for (const { manifest, steps } of graph.rollouts) {
      for (const step of steps) {
        const given = givenFields(step.content);
        const fault = given.length === 1 || asRecord(step.content) === undefined ? undefined : mistake(step, given);
        if (fault !== undefined) {
          yield { manifest, ...fault };
        }
      }
    }
  },
};

function mistake(step: Step, given: readonly string[]): Fault | undefined {
  if (given.length > 0) {
    // Kinds that are unknown are ARO003's to report.
    const leading = given.filter((kind) => LEADING.has(kind));
    if (leading.length > 1) {
      return { field: step.field, text: `has ${leading.length} kinds, ${showList(leading)}` };
    }
    const isHurried = given.includes('setCanaryScale') && leading.some((kind) => AWAITED.has(kind));
    return isHurried ? { field: step.field, text: `is over when setCanaryScale is, without waiting for its ${leading.join('')}` } : undefined;
  }
  if ('pause' in (asRecord(step.content) ?? {}) && field(step.content, 'pause') === undefined) {
    const text = 'has no value, which makes the step empty';
    return { field: `${step.field}.pause`, text, fix: 'write pause: {} to wait until promoted, or give a duration' };
  }
  return { field: step.field, text: 'is empty', fix: `give it one of ${KINDS.join(', ')}, or remove it` };
}
