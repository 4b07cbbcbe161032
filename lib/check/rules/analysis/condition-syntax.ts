import type { Condition } from '../../analysis/conditions';
import { isAboutShape, judgements } from '../../analysis/conditions';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

/** What is left of `all(result, # > 0)` without quotes. */
const CUT_OFF = /,\s*$/;

export const conditionSyntax: Rule = {
  id: 'ARO211',
  severity: 'error',
  title: 'A condition is an expression that is true or false',
  why: 'Nothing looks at a condition before it is needed. One that does not parse, or calls what does not exist, makes '
    + 'every measurement an error, and the fifth in a row aborts the update.',
  fix: 'correct it: it is in the language expr, with asInt, asFloat, isNaN, isInf, isNil and default besides',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: status
      successCondition: result = "ok"
      provider:
        web:
          url: http://checkout-canary.shop.svc.cluster.local/status
          jsonPath: "{$.status}"
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: status
      successCondition: result == "ok"
      provider:
        web:
          url: http://checkout-canary.shop.svc.cluster.local/status
          jsonPath: "{$.status}"
`,
  },
  *check(graph) {
    for (const { manifest, conditions } of judgements(graph)) {
      for (const condition of conditions) {
        yield* blame(manifest, mistakes(condition));
      }
    }
  },
};

/** The first that is wrong: what follows from it would only be confusing. */
function* mistakes({ field, text: value, error, problems }: Condition): Iterable<Fault> {
  if (error !== undefined) {
    yield { field, value, text: error.message, ...(CUT_OFF.test(value) ? { fix: 'put it in quotes: without, # begins a comment in YAML' } : {}) };
    return;
  }
  const problem = problems.find((each) => !isAboutShape(each));
  if (problem !== undefined) {
    yield { field, value, text: problem.text, fix: problem.fix };
  }
}
