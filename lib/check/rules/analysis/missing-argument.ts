import { valuedArguments } from '../../analysis/measurements';
import { blameUses } from '../../analysis/blame-uses';
import { nearest } from '../../nearest';
import type { AnalysisUse } from '../../views/analyses';
import { declaredNames } from '../../views/analyses';
import type { Argument } from '../../views/analysis-template';
import type { Fault, Rule } from '../../rule';
import { showName, showObject } from '../../wording';

export const missingArgument: Rule = {
  id: 'ARO203',
  severity: 'error',
  title: 'Every argument of an analysis has a value',
  why: 'A template may leave the value of an argument to whoever uses it. Where the Rollout does not supply it either, '
    + 'the controller refuses the Rollout (InvalidSpec), or the update stops when it reaches the analysis.',
  fix: 'supply it in args (`withArguments`), or give it a value in the template',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  args:
    - name: service
    - name: window
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
  check: (graph) => blameUses(graph, missing),
};

function missing(use: AnalysisUse): Fault[] {
  const valued = valuedArguments(use);
  const isMissing = ({ name }: Argument): boolean => name !== undefined && !valued.has(name);
  return use.templates.some(({ template }) => template.args.some(isMissing)) ? [...eachMissing(use)] : [];
}

function* eachMissing(use: AnalysisUse): Iterable<Fault> {
  // The templates of a use are merged, so that a default in one is a default for all.
  const settled = new Set([...use.args.map(({ name }) => name), ...valuedArguments(use).keys()]);
  for (const { template } of use.templates) {
    for (const { name } of template.args) {
      if (name !== undefined && !settled.has(name)) {
        settled.add(name);
        if (isMisspelt(name, use)) {
          continue;
        }
        const text = `lacks ${showName(name)}, which ${showObject(template)} declares without a value`;
        yield { field: `${use.field}.args`, text };
      }
    }
  }
}

/** Whether the Rollout supplies it under a name that no template declares: ARO204 tells of that. */
function isMisspelt(name: string, use: AnalysisUse): boolean {
  const declared = declaredNames(use);
  return use.args.some(({ name: supplied }) => (
    supplied !== undefined && !declared.has(supplied) && nearest(supplied, [name]) !== undefined
  ));
}
