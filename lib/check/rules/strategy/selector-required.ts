import { asList, asRecord, asString, field, givenFields } from '../../../model/json';
import type { Rollout } from '../../views/rollout';
import { lacks } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { element } from '../../wording';

const PATH = 'spec.selector';
/** How many values each operator takes. */
const OPERATORS: ReadonlyMap<string, 'some' | 'none'> = new Map([
  ['In', 'some'], ['NotIn', 'some'], ['Exists', 'none'], ['DoesNotExist', 'none'],
]);

export const selectorRequired: Rule = {
  id: 'ARO117',
  severity: 'error',
  title: 'A Rollout selects its pods',
  why: 'The selector tells which pods are those of the Rollout, and it is not derived from the labels of the pods. Without '
    + 'one, or with one that selects everything or cannot be read, the controller refuses the Rollout (InvalidSpec).',
  fix: 'give matchLabels that are among the labels of the pod template',
  link: 'https://argoproj.github.io/argo-rollouts/features/specification/',
  noticedBy: ['lint command', 'controller'],
  example: {
    base: 'unrouted',
    bad: `
kind: Rollout
spec:
  selector: null
`,
    good: `
kind: Rollout
spec:
  selector:
    matchLabels:
      app: checkout
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      yield* blame(rollout.manifest, mistakes(rollout));
    }
  },
};

function* mistakes(rollout: Rollout): Iterable<Fault> {
  const selector = asRecord(rollout.spec('selector'));
  if (selector === undefined) {
    // What a Deployment or ReplicaSet has is taken from there with its pods; a PodTemplate has none.
    const isNeeded = rollout.workloadRef?.kind === 'PodTemplate' || lacks(rollout.spec(), 'workloadRef');
    if (isNeeded && lacks(rollout.spec(), 'selector')) {
      yield { field: PATH, text: 'is absent' };
    }
    return;
  }
  // An empty one beside a workloadRef is admitted, and selects by the hash of the pods alone.
  if (isEmpty(selector) && lacks(rollout.spec(), 'workloadRef')) {
    yield { field: PATH, text: 'is empty' };
  }
  for (const [index, expression] of asList(field(selector, 'matchExpressions')).entries()) {
    const operator = asString(field(expression, 'operator')) ?? '';
    const values = OPERATORS.get(operator);
    const given = asList(field(expression, 'values')).length;
    if (asRecord(expression) !== undefined && values !== undefined && (values === 'none') === (given > 0)) {
      const text = values === 'none' ? `is not for ${operator}, which takes none` : `is empty, and ${operator} needs some`;
      yield { field: `${element(`${PATH}.matchExpressions`, index)}.values`, text, fix: 'give values to In and NotIn only' };
    }
  }
}

/** Whether nothing is selected by, rather than by a misspelt field or one of the wrong type. */
function isEmpty(selector: unknown): boolean {
  return givenFields(selector).every((name) => {
    const value = field(selector, name);
    return (name === 'matchLabels' && asRecord(value) !== undefined && givenFields(value).length === 0)
      || (name === 'matchExpressions' && Array.isArray(value) && value.length === 0);
  });
}
