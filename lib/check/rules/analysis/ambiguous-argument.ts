import { blameUses } from '../../analysis/blame-uses';
import type { Argument } from '../../views/analysis-template';
import { givenFields } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const ambiguousArgument: Rule = {
  id: 'ARO205',
  severity: 'error',
  title: 'An argument is given once, and with a value',
  why: 'The controller does not complain about an argument that is given twice or without a value: it puts an empty '
    + 'text in its place. The query then matches nothing, and the analysis passes or fails by accident. Of two values '
    + 'of one argument, one is dropped, or the Rollout is refused (InvalidSpec).',
  fix: 'keep one of them',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  args:
    - name: service
    - name: window
      value: 1m
    - name: window
      value: 1m
`,
    good: `
kind: AnalysisTemplate
spec:
  args:
    - name: service
    - name: window
      value: 1m
`,
  },
  *check(graph) {
    for (const template of graph.analysisTemplates) {
      yield* blame(template.manifest, repeated(template.args));
      yield* blame(template.manifest, torn(template.args));
    }
    yield* blameUses(graph, ({ args }) => [...repeated(args), ...torn(args), ...empty(args)]);
  },
};

function* repeated(args: readonly Argument[]): Iterable<Fault> {
  const seen = new Set<string>();
  for (const { field, name } of args) {
    if (name !== undefined && seen.has(name)) {
      yield { field: `${field}.name`, value: name, text: 'is given twice' };
    } else if (name !== undefined) {
      seen.add(name);
    }
  }
}

function torn(args: readonly Argument[]): Fault[] {
  // A source that is empty is no second value: ARO222 has something to say about it.
  return args.filter(({ value, hasSource, source }) => value !== undefined && hasSource && givenFields(source).length > 0)
    .map(({ field }) => ({ field, text: 'has both value and valueFrom', fix: 'keep one of the two' }));
}

function empty(args: readonly Argument[]): Fault[] {
  return args.filter(({ value, hasSource }) => value === undefined && !hasSource)
    .map(({ field }) => ({ field, text: 'has neither value nor valueFrom', fix: 'give it one of the two, or remove it' }));
}
