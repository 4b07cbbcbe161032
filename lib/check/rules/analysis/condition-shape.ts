import { isAboutShape, judgements } from '../../analysis/conditions';
import type { Rule } from '../../rule';

export const conditionShape: Rule = {
  id: 'ARO212',
  severity: 'error',
  title: 'A condition takes the result for what it is, a list or a number',
  why: 'Prometheus gives a list, even of a single value, Datadog and Graphite one number. A list cannot be compared, and '
    + 'a number has no elements: every measurement is an error then, and the fifth in a row aborts the update.',
  fix: 'take an element of a list, as result[0], and a number as it is',
  link: 'https://github.com/argoproj/argo-rollouts/issues/363',
  noticedBy: ['controller'],
  example: {
    base: 'canary',
    bad: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: requests
      successCondition: result >= 10
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total[2m])) or vector(0)
`,
    good: `
kind: AnalysisTemplate
spec:
  metrics:
    - name: requests
      successCondition: result[0] >= 10
      provider:
        prometheus:
          address: http://prometheus:9090
          query: sum(rate(requests_total[2m])) or vector(0)
`,
  },
  *check(graph) {
    for (const { manifest, conditions } of judgements(graph)) {
      for (const { field, text: value, problems } of conditions) {
        const problem = problems.find(isAboutShape);
        if (problem !== undefined) {
          yield { manifest, field, value, text: problem.text, fix: problem.fix };
        }
      }
    }
  },
};
