import { blameUses } from '../../analysis/blame-uses';
import type { AnalysisUse } from '../../views/analyses';
import { declaredNames } from '../../views/analyses';
import { didYouMean } from '../../nearest';
import type { Fault, Rule } from '../../rule';

export const undeclaredArgument: Rule = {
  id: 'ARO204',
  severity: 'error',
  title: 'Every argument that a Rollout supplies is declared by a template',
  why: 'An argument that no template declares is dropped in silence. Where it is a misspelling, the template goes on '
    + 'with its own default, and measures something else than was meant.',
  fix: 'remove it, or declare it in spec.args of the template',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - analysis:
            templates:
              - templateName: success-rate
            args:
              - name: service
                value: checkout
              - name: windw
                value: 5m
`,
    good: `
kind: Rollout
spec:
  strategy:
    canary:
      steps:
        - analysis:
            templates:
              - templateName: success-rate
            args:
              - name: service
                value: checkout
              - name: window
                value: 5m
`,
  },
  check: (graph) => blameUses(graph, undeclared),
};

function undeclared(use: AnalysisUse): Fault[] {
  // The missing template may be the one that declares it; where there is none at all, that is ARO210's to report.
  if (!use.complete || use.args.length === 0 || use.templates.length === 0) {
    return [];
  }
  const declared = declaredNames(use);
  return use.args.flatMap(({ field, name }) => (name === undefined || declared.has(name) ? [] : [{
    field: `${field}.name`,
    value: name,
    text: 'is declared by no template of this analysis',
    fix: didYouMean(name, declared, undeclaredArgument.fix),
  }]));
}
