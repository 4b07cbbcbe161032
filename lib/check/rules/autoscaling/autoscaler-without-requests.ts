import type { ManifestGraph } from '../../graph';
import { asString, field } from '../../../model/json';
import { key } from '../../lookup';
import { podSpecOf } from '../../autoscaling/pod-spec';
import { isActive } from '../../autoscaling/resized-resources';
import type { ResourceMetric } from '../../autoscaling/resource-metrics';
import { resourceMetrics } from '../../autoscaling/resource-metrics';
import type { Rollout } from '../../views/rollout';
import type { Rule, Violation } from '../../rule';
import type { Autoscaler } from '../../views/workloads';
import { showName, showObject } from '../../wording';

export const autoscalerWithoutRequests: Rule = {
  id: 'ARO507',
  severity: 'warning',
  title: 'Containers request what an autoscaler measures as a share of it',
  why: 'Utilization is usage divided by the requests of all containers. Where one of them requests nothing, it cannot be '
    + 'computed, and the autoscaler does not scale by it; only a LimitRange in the cluster could add the request.',
  fix: 'give the container the request, or scale by an averageValue',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  noticedBy: [],
  example: {
    base: 'canary',
    bad: `
kind: HorizontalPodAutoscaler
spec:
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } }
`,
    good: `
kind: HorizontalPodAutoscaler
spec:
  metrics:
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
    let supplied: Supplied | undefined;
    for (const autoscaler of graph.autoscalers) {
      const name = autoscaler.isHorizontal ? autoscaler.rolloutName : undefined;
      const rollout = graph.findRollout(autoscaler.namespace, name);
      const faults = rollout === undefined ? [] : unmeasurable(graph, autoscaler, rollout);
      if (rollout !== undefined && faults.length > 0) {
        supplied ??= new Supplied(graph);
        yield* supplied.covers(rollout) ? [] : faults;
      }
    }
  },
};

function unmeasurable(graph: ManifestGraph, autoscaler: Autoscaler, rollout: Rollout): Violation[] {
  const pods = graph.podsOf(rollout);
  return pods === undefined ? [] : resourceMetrics(autoscaler).flatMap((metric) => {
    const container = pods.containers.find((one) => counts(metric, one) && !requests(one, metric.resource));
    if (container === undefined || !metric.isShare || requests(podSpecOf(graph, rollout), metric.resource)) {
      return [];
    }
    const where = `container ${showName(asString(field(container, 'name')))} of ${showObject(rollout)}`;
    const resource = showName(metric.resource);
    const text = `is a share of the ${resource} that the containers request, and ${where} requests none`;
    const fix = `give it resources.requests.${resource}, or scale by an averageValue`;
    return [{ manifest: autoscaler.manifest, field: metric.field, text, fix }];
  });
}

function counts({ container }: ResourceMetric, candidate: unknown): boolean {
  return container === undefined || container === field(candidate, 'name');
}

/** Whether a container, or a pod as a whole, has a request; a limit stands in for one. */
function requests(owner: unknown, resource: string): boolean {
  return field(owner, 'resources', 'requests', resource) !== undefined || field(owner, 'resources', 'limits', resource) !== undefined;
}

/** Where requests are added that no pod template shows. */
class Supplied {
  private readonly namespaces = new Set<string>();
  private readonly rollouts = new Set<string | undefined>();

  constructor(graph: ManifestGraph) {
    for (const { identity } of graph.ofKind('/LimitRange')) {
      this.namespaces.add(identity.namespace);
    }
    for (const autoscaler of graph.autoscalers) {
      if (!autoscaler.isHorizontal && isActive(autoscaler)) {
        this.rollouts.add(key(autoscaler.namespace, autoscaler.rolloutName));
      }
    }
  }

  public covers({ namespace, name }: Rollout): boolean {
    return this.namespaces.has(namespace) || this.rollouts.has(key(namespace, name));
  }
}
