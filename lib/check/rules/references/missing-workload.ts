import type { AbsentFix } from '../../references/absent';
import { absentFault } from '../../references/absent';
import type { Rule } from '../../rule';

const KINDS: ReadonlySet<string> = new Set(['apps/Deployment', 'apps/ReplicaSet', '/PodTemplate']);
const FIX: AbsentFix = {
  otherwise: 'add it, or correct the name',
  elsewhere: 'put the Rollout into that namespace',
};

export const missingWorkload: Rule = {
  id: 'ARO408',
  severity: 'warning',
  tellsOfAbsence: true,
  title: 'The workload that a Rollout takes its pods from is there',
  why: 'A Rollout with a workloadRef has no pods of its own: where the workload is missing, or lives in another namespace, '
    + 'the controller has nothing to run, and says so in its log.',
  fix: FIX.otherwise,
  link: 'https://argoproj.github.io/argo-rollouts/migrating/',
  noticedBy: ['controller'],
  example: {
    base: 'migration',
    bad: `
kind: Rollout
spec:
  workloadRef:
    name: checkout-v1
`,
    good: `
kind: Rollout
spec:
  workloadRef:
    name: checkout
`,
  },
  *check(graph) {
    for (const { manifest, namespace, workloadRef } of graph.rollouts) {
      const kind = `${workloadRef?.group ?? ''}/${workloadRef?.kind ?? ''}`;
      if (workloadRef !== undefined && KINDS.has(kind)) {
        const reference = { field: `${workloadRef.field}.name`, kinds: [kind], namespace, name: workloadRef.name } as const;
        const fault = absentFault(graph, reference, FIX);
        if (fault !== undefined) {
          yield { manifest, ...fault };
        }
      }
    }
  },
};
