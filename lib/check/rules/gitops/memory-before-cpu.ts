import { asList, field } from '../../../model/json';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { element } from '../../wording';
import type { Autoscaler } from '../../views/workloads';

export const memoryBeforeCpu: Rule = {
  id: 'ARO603',
  severity: 'info',
  title: 'An autoscaler names memory before cpu',
  why: 'Kubernetes before 1.27 stores autoscalers in a form that keeps the utilization of cpu apart from all other metrics, '
    + 'and gives it back as the last one. A manifest with another order differs from that for ever, and Argo CD reports '
    + 'OutOfSync after each sync.',
  fix: 'name cpu after all other metrics',
  link: 'https://github.com/argoproj/argo-cd/issues/1079',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: HorizontalPodAutoscaler
spec:
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } }
    - type: Resource
      resource: { name: memory, target: { type: AverageValue, averageValue: 200Mi } }
---
kind: Rollout
spec:
  template:
    spec:
      containers:
        - name: main
          image: checkout
          resources: { requests: { cpu: 100m } }
`,
    good: `
kind: HorizontalPodAutoscaler
spec:
  metrics:
    - type: Resource
      resource: { name: memory, target: { type: AverageValue, averageValue: 200Mi } }
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } }
---
kind: Rollout
spec:
  template:
    spec:
      containers:
        - name: main
          image: checkout
          resources: { requests: { cpu: 100m } }
`,
  },
  *check(graph) {
    for (const autoscaler of graph.autoscalers) {
      if (autoscaler.isHorizontal && !autoscaler.isOfKeda && autoscaler.rolloutName !== undefined) {
        yield* blame(autoscaler.manifest, misplaced(autoscaler));
      }
    }
  },
};

function misplaced({ manifest }: Autoscaler): Fault[] {
  const metrics = asList(field(manifest, 'spec', 'metrics'));
  const index = metrics.findIndex(isShareOfCpu);
  const next = metrics[index + 1];
  if (index < 0 || next === undefined) {
    return [];
  }
  const path = `${element('spec.metrics', index)}.resource.name`;
  return [{ field: path, value: 'cpu', text: 'stands before another metric, and Kubernetes before 1.27 gives it back as the last' }];
}

function isShareOfCpu(metric: unknown): boolean {
  const resource = field(metric, 'type') === 'Resource' ? field(metric, 'resource') : undefined;
  return field(resource, 'name') === 'cpu' && field(resource, 'target', 'type') === 'Utilization';
}
