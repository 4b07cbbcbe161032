import { jobsOf } from '../../views/jobs';
import { asRecord, field } from '../../../model/json';
import type { Rule } from '../../rule';

export const jobRestartPolicy: Rule = {
  id: 'ARO228',
  severity: 'error',
  title: 'The pods of a Job are not restarted for ever',
  why: 'The API server refuses a Job whose pods are always restarted, which is what they are where nothing is said. The '
    + 'AnalysisTemplate is admitted all the same, and each measurement ends with an error.',
  fix: 'write Never, or OnFailure',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
  noticedBy: ['controller'],
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
            activeDeadlineSeconds: 600
            backoffLimit: 1
            template:
              spec:
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
      for (const { field: path, pods } of jobsOf(template)) {
        const policy = field(pods, 'spec', 'restartPolicy');
        const isAlways = policy === undefined || policy === '' || policy === 'Always';
        if (isAlways && asRecord(field(pods, 'spec')) !== undefined) {
          const text = policy === 'Always' ? 'is not allowed in a Job' : 'is Always where nothing is said, which is not allowed in a Job';
          const value = policy === 'Always' ? policy : undefined;
          yield { manifest: template.manifest, field: `${path}.spec.template.spec.restartPolicy`, value, text };
        }
      }
    }
  },
};
