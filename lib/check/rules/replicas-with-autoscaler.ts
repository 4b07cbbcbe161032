import type { Rule } from '../rule';
import { showObject } from '../wording';

export const replicasWithAutoscaler: Rule = {
  id: 'ARO501',
  severity: 'error',
  title: 'A Rollout that is scaled automatically says no replicas',
  why: 'Whoever applies the manifest writes the number into the cluster, and the autoscaler writes its own. With GitOps '
    + 'that goes on for ever: at every sync the service is cut down, or blown up, to the number in Git. Only while a '
    + 'Deployment is scaled down in its favour must a Rollout say them all the same.',
  fix: 'remove it, and let minReplicas of the autoscaler be the least',
  link: 'https://github.com/argoproj/argo-rollouts/issues/3565',
  *check(graph) {
    for (const rollout of graph.rollouts) {
      const value = rollout.spec('replicas');
      const autoscaler = graph.horizontalOf(rollout);
      if (value !== undefined && autoscaler !== undefined && !rollout.takesOverReplicas) {
        const text = `is overruled by ${showObject(autoscaler)}`;
        yield { manifest: rollout.manifest, field: 'spec.replicas', value, text };
      }
    }
  },
};
