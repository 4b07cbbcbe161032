import type { ManifestGraph } from '../../graph';
import { isActive, ResizedResources } from '../../autoscaling/resized-resources';
import { effectiveResourceMetrics } from '../../autoscaling/resource-metrics';
import type { Fault, Rule } from '../../rule';
import type { Autoscaler } from '../../views/workloads';
import { showList, showObject } from '../../wording';

export const sizeAndNumber: Rule = {
  id: 'ARO506',
  severity: 'warning',
  title: 'Size and number of the pods follow different measures',
  why: 'A VerticalPodAutoscaler changes the requests that the HorizontalPodAutoscaler measures utilization by. Where both '
    + 'act on cpu, or both on memory, each answers what the other has done, and pods are made and replaced without end.',
  fix: 'leave the resource to one of the two: restrict controlledResources, or set updateMode to "Off"',
  link: 'https://kubernetes.io/docs/concepts/workloads/autoscaling/vertical-pod-autoscale/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: HorizontalPodAutoscaler
spec:
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: AverageValue, averageValue: 500m } }
---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata:
  name: checkout
  namespace: shop
spec:
  targetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: checkout }
`,
    good: `
kind: HorizontalPodAutoscaler
spec:
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: AverageValue, averageValue: 500m } }
---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata:
  name: checkout
  namespace: shop
spec:
  targetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: checkout }
  resourcePolicy:
    containerPolicies:
      - containerName: "*"
        controlledResources: [memory]
`,
  },
  *check(graph) {
    for (const autoscaler of graph.autoscalers) {
      if (!autoscaler.isHorizontal && autoscaler.rolloutName !== undefined && isActive(autoscaler)) {
        const fault = rivalry(graph, autoscaler);
        if (fault !== undefined) {
          yield { manifest: autoscaler.manifest, ...fault };
        }
      }
    }
  },
};

function rivalry(graph: ManifestGraph, vertical: Autoscaler): Fault | undefined {
  const horizontal = graph.horizontalLike(vertical);
  if (horizontal === undefined) {
    return undefined;
  }
  const rollout = graph.findRollout(vertical.namespace, vertical.rolloutName);
  const pods = rollout === undefined ? undefined : graph.podsOf(rollout);
  const resized = new ResizedResources(vertical);
  const shared = effectiveResourceMetrics(horizontal).filter(({ resource, container }) => resized.has(resource, container, pods));
  if (shared.length === 0) {
    return undefined;
  }
  const resources = showList([...new Set(shared.map(({ resource }) => resource))]);
  const target = showObject({ kind: 'Rollout', name: vertical.targetName });
  return { field: vertical.field, text: `is ${target}, which ${showObject(horizontal)} scales by ${resources} as well` };
}
