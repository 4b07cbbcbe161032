import type { ManifestGraph } from '../../graph';
import type { Rollout } from '../../views/rollout';
import type { Rule } from '../../rule';
import type { Deployment } from '../../views/workloads';
import { showObject } from '../../wording';

export const deploymentAndRollout: Rule = {
  id: 'ARO503',
  severity: 'warning',
  isRefusedAtSynth: true,
  title: 'A service is run by a Deployment or by a Rollout',
  why: 'Pods of both have the same labels, so they are behind the same Services: twice the capacity, and the pods of the '
    + 'Deployment serve an old version to a share of the traffic that no canary step accounts for.',
  fix: 'remove the Deployment, give it 0 replicas, or refer to it by spec.workloadRef of the Rollout',
  link: 'https://argoproj.github.io/argo-rollouts/migrating/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
spec:
  replicas: 10
  selector:
    matchLabels:
      app: checkout
  template:
    metadata:
      labels:
        app: checkout
`,
    good: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
spec:
  replicas: 0
  selector:
    matchLabels:
      app: checkout
  template:
    metadata:
      labels:
        app: checkout
`,
  },
  *check(graph) {
    for (const deployment of graph.deployments) {
      const rollout = deployment.replicas === 0 ? undefined : rivalOf(graph, deployment);
      if (rollout !== undefined) {
        const text = `selects the pods of ${showObject(rollout)} as well`;
        yield { manifest: deployment.manifest, field: 'spec.selector.matchLabels', text };
      }
    }
  },
};

/** The first Rollout with pods like those of the Deployment, unless it takes them from there. */
function rivalOf(graph: ManifestGraph, deployment: Deployment): Rollout | undefined {
  for (const rollout of graph.rolloutsSelectedBy(deployment.namespace, deployment.selector)) {
    const reference = rollout.workloadRef;
    if (reference?.kind !== 'Deployment' || reference.name !== deployment.name) {
      return rollout;
    }
  }
  return undefined;
}
