import type { Condition, Judgement } from '../../analysis/conditions';
import { judgements, unguardedIn } from '../../analysis/conditions';
import { guardFix } from '../../analysis/guard-fix';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const unguardedResult: Rule = {
  id: 'ARO213',
  severity: 'warning',
  title: 'A condition asks whether there is a result before it looks into it',
  why: 'A query gives an empty list where no series matches: before the first request, after a label is renamed. '
    + 'Looking into it makes the measurement an error, neither success nor failure, and the fifth in a row aborts the update.',
  fix: 'put len(result) > 0 && before it',
  link: 'https://github.com/argoproj/argo-rollouts/issues/1466',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: requests
      successCondition: result[0] >= 10
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total[2m]))
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: requests
      successCondition: len(result) > 0 && result[0] >= 10
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total[2m]))
`,
  },
  *check(graph) {
    for (const judgement of judgements(graph)) {
      for (const condition of judgement.conditions) {
        yield* blame(judgement.manifest, unguarded(condition, judgement));
      }
    }
  },
};

/** Only Prometheus gives empty lists; what cannot be evaluated at all is the business of other rules. */
function* unguarded({ field, text: value, name, ast, problems }: Condition, judgement: Judgement): Iterable<Fault> {
  const answer = judgement.query?.query.value;
  if (answer === undefined || judgement.shape !== 'list' || ast === undefined || problems.length > 0) {
    return;
  }
  const found = unguardedIn(ast);
  if (found === undefined || (found.length === 0 && answer.isPresent)) {
    return;
  }
  if (found.length > 0) {
    const isAlternative = ast.kind === 'conditional' || (ast.kind === 'binary' && ast.operator === '||');
    yield { field, value, text: found.text, fix: `${found.fix}${isAlternative ? ', and the rest in parentheses' : ''}` };
    return;
  }
  // Whoever writes the one guard should write the other at once.
  const failsAlone = name === 'failureCondition' && judgement.conditions.length === 1;
  yield { field, value, text: found.text, fix: guardFix({ ast, givesNaN: answer.nan !== undefined, failsAlone }) };
}
