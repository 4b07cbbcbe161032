import { blameUses } from '../../analysis/blame-uses';
import type { AnalysisUse } from '../../views/analyses';
import type { Fault, Rule } from '../../rule';
import { showName } from '../../wording';

/** What is left of a metric's name: 63 characters less the run's id, the measurement's number and the dots. */
const KEPT = 22;

export const jobNameClash: Rule = {
  id: 'ARO208',
  severity: 'error',
  title: 'Job metrics of one run differ in the first 22 characters of their names',
  why: 'A Job is named after the id of the run (36 characters), the metric and the number of the measurement, cut to '
    + 'the 63 characters that a label may have. Two metrics that differ only beyond the cut share one Job: the second '
    + 'finds that of the first, never runs, and takes over its outcome.',
  fix: 'shorten or rename one of the metrics',
  link: 'https://github.com/argoproj/argo-rollouts/issues/795',
  noticedBy: [],
  example: {
    base: 'blueGreen',
    bad: `
kind: AnalysisTemplate
metadata:
  name: warm-up
spec:
  metrics:
    - name: warm-up-of-the-checkout-page
      provider:
        job:
          spec:
            activeDeadlineSeconds: 600
            backoffLimit: 1
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: main
                    image: load
    - name: warm-up-of-the-checkout-form
      provider:
        job:
          spec:
            activeDeadlineSeconds: 600
            backoffLimit: 1
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: main
                    image: load
`,
    good: `
kind: AnalysisTemplate
metadata:
  name: warm-up
spec:
  metrics:
    - name: warm-up-page
      provider:
        job:
          spec:
            activeDeadlineSeconds: 600
            backoffLimit: 1
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: main
                    image: load
    - name: warm-up-form
      provider:
        job:
          spec:
            activeDeadlineSeconds: 600
            backoffLimit: 1
            template:
              spec:
                restartPolicy: Never
                containers:
                  - name: main
                    image: load
`,
  },
  check: (graph) => blameUses(graph, (use) => (use.metrics.length > 1 ? [...clashes(use)] : [])),
};

function* clashes(use: AnalysisUse): Iterable<Fault> {
  const firsts = new Map<string, string>();
  for (const { field, metric } of use.metrics) {
    const { name, providers } = metric;
    if (name === undefined || !providers.includes('job')) {
      continue;
    }
    const kept = name.slice(0, KEPT);
    const first = firsts.get(kept);
    if (first === undefined) {
      firsts.set(kept, name);
    } else if (first !== name) {
      const text = `runs job metrics ${showName(first)} and ${showName(name)}, whose first ${KEPT} characters are the same`;
      yield { field, text };
    }
  }
}
