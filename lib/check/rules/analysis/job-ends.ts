import type { JobMetric } from '../../views/jobs';
import { jobsOf } from '../../views/jobs';
import { field } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const jobEnds: Rule = {
  id: 'ARO219',
  severity: 'info',
  title: 'The Job of a metric comes to an end by itself',
  why: 'A rollout waits for a Job as long as it runs. One whose pod hangs, or never starts for want of its image, holds '
    + 'it up for ever, and one that fails is tried again six times, after ever longer waits, before it counts as failed.',
  fix: 'give it activeDeadlineSeconds',
  link: 'https://github.com/argoproj/argo-rollouts/issues/3562',
  noticedBy: [],
  example: {
    base: 'blueGreen',
    bad: `
kind: AnalysisTemplate
metadata:
  name: warm-up
spec:
  metrics:
    - name: warm-up
      provider:
        job:
          spec:
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
    - name: warm-up
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
  *check(graph) {
    for (const template of graph.analysisTemplates) {
      for (const job of jobsOf(template)) {
        yield* blame(template.manifest, faults(job));
      }
    }
  },
};

function* faults({ field: path, spec, pods }: JobMetric): Iterable<Fault> {
  if (field(spec, 'activeDeadlineSeconds') === undefined && field(pods, 'spec', 'activeDeadlineSeconds') === undefined) {
    yield { field: `${path}.spec`, text: 'has no activeDeadlineSeconds, so that a pod that hangs holds up the rollout' };
  }
  if (field(spec, 'backoffLimit') === undefined && field(spec, 'backoffLimitPerIndex') === undefined) {
    const text = 'has no backoffLimit, so that a pod that fails is run six times more before that counts';
    yield { field: `${path}.spec`, text, fix: 'give it a backoffLimit, 0 where the first failure counts' };
  }
}
