import type { Rule } from '../../rule';
import { showObject } from '../../wording';

export const replicasWithAutoscaler: Rule = {
  id: 'ARO501',
  severity: 'warning',
  isRefusedAtSynth: true,
  title: 'A Rollout that is scaled automatically says no replicas',
  why: 'Whoever applies the manifest writes the number into the cluster, and the autoscaler writes its own. With GitOps '
    + 'that goes on for ever: at every sync the service is cut down, or blown up, to the number in Git. Only while a '
    + 'Deployment is scaled down in its favour must a Rollout say them all the same.',
  fix: 'remove it, and let minReplicas of the autoscaler be the least',
  link: 'https://github.com/argoproj/argo-rollouts/issues/3565',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: Rollout
spec:
  replicas: 5
`,
    good: `
kind: HorizontalPodAutoscaler
spec:
  minReplicas: 5
`,
  },
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const value = rollout.spec('replicas');
      const autoscaler = value === undefined ? undefined : graph.horizontalOf(rollout);
      if (autoscaler !== undefined && !rollout.takesOverReplicas) {
        const text = `is overruled by ${showObject(autoscaler)}`;
        const fix = `remove it, and let ${autoscaler.least.name} of the autoscaler be the least`;
        yield { manifest: rollout.manifest, field: 'spec.replicas', value, text, fix };
      }
    }
  },
};
