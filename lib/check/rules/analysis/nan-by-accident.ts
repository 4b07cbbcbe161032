import type { Judgement } from '../../analysis/conditions';
import { judgements, unguardedIn } from '../../analysis/conditions';
import type { Expr } from '../../expr';
import { nanOutcome, partsOf } from '../../expr';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const nanByAccident: Rule = {
  id: 'ARO214',
  severity: 'warning',
  title: 'The conditions of a metric say what NaN counts as',
  why: 'A ratio or a quantile of no requests is NaN, which is neither above nor below any bound. A failure condition alone '
    + 'then lets a version pass that nobody has called, and a success condition alone blames it for having no traffic.',
  fix: 'ask isNaN(result[0]) before it compares, as in !isNaN(result[0]) && result[0] >= 0.95',
  link: 'https://argoproj.github.io/argo-rollouts/features/analysis/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: errors
      failureCondition: len(result) > 0 && result[0] > 0.05
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(errors_total[2m])) / sum(rate(requests_total[2m]))
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: errors
      failureCondition: len(result) == 0 || isNaN(result[0]) || result[0] > 0.05
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(errors_total[2m])) / sum(rate(requests_total[2m]))
`,
  },
  *check(graph) {
    for (const judgement of judgements(graph)) {
      yield* blame(judgement.manifest, accidents(judgement));
    }
  },
};

function* accidents({ conditions, shape, query }: Judgement): Iterable<Fault> {
  const answer = query?.query.value;
  // Whoever asks for NaN has thought of it, and most do: that is quicker told than what the conditions come to.
  if (answer?.nan === undefined || conditions.some(({ text }) => text.includes('isNaN'))) {
    return;
  }
  const isReadable = conditions.every(({ ast, problems }) => ast !== undefined && problems.length === 0);
  if (!isReadable || !conditions.some(({ ast }) => ast !== undefined && looksAtValues(ast))) {
    return;
  }
  const success = conditions.find(({ name }) => name === 'successCondition');
  const failure = conditions.find(({ name }) => name === 'failureCondition');
  const outcome = nanOutcome({ success: success?.ast, failure: failure?.ast }, shape);
  const { field, text: value, ast } = (outcome === 'successful' ? success : failure) ?? success ?? failure ?? {};
  // Whoever is to put one guard before it, as ARO213 says, is told of both at once.
  const isUnguarded = shape === 'list' && !answer.isPresent && conditions.some((each) => each.ast !== undefined && unguardedIn(each.ast)?.length === 0);
  if (field === undefined || ast === undefined || isUnguarded) {
    return;
  }
  const element = shape === 'number' ? 'result' : 'result[0]';
  const where = `where ${answer.nan}`;
  if (outcome === 'successful') {
    const fix = `ask isNaN(${element}) || … for it to fail, or !isNaN(${element}) && … in both conditions for it to count as neither`;
    yield { field, value, text: `lets a measurement of NaN pass, which the query gives ${where}`, fix };
  } else if (outcome === 'failed') {
    const fix = `say so with !isNaN(${element}) && …, or say the same in a failureCondition too, for it to count as neither`;
    yield { field, value, text: `fails a measurement of NaN, which the query gives ${where}`, fix };
  }
}

/** Whether it asks for more than how many results there are. */
function looksAtValues(condition: Expr): boolean {
  const open = [condition];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'name' && next.name === 'result') {
      return true;
    }
    if (next.kind !== 'call' || next.name !== 'len') {
      open.push(...partsOf(next));
    }
  }
  return false;
}
