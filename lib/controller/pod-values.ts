import { ContainerResources, k8s } from 'cdk8s-plus-28';
import { JsonObject } from '../model/json';
import { exceededLimits } from '../model/quantity';
import { Problem } from '../model/usage-error';
import { InstalledPodOptions } from './pod-options';

/** The values for the pods. */
export function podValues(options: InstalledPodOptions): JsonObject {
  return {
    resources: options.resources === undefined ? undefined : resourceValues(options.resources),
    nodeSelector: options.nodeSelector,
    tolerations: options.tolerations?.map((toleration) => k8s.toJson_Toleration(toleration)),
    affinity: k8s.toJson_Affinity(options.affinity),
    topologySpreadConstraints: options.topologySpread?.map((constraint) => k8s.toJson_TopologySpreadConstraint(constraint)),
    priorityClassName: options.priorityClassName,
    pdb: options.disruption?._toValues(),
  };
}

/** The resources of a container. */
export function resourceValues({ cpu, memory, ephemeralStorage }: ContainerResources): JsonObject {
  const amounts = (of: 'request' | 'limit'): JsonObject => ({
    'cpu': cpu?.[of]?.amount,
    'memory': suffixed(memory?.[of]?.toMebibytes(), 'Mi'),
    'ephemeral-storage': suffixed(ephemeralStorage?.[of]?.toMebibytes(), 'Mi'),
  });
  return { requests: amounts('request'), limits: amounts('limit') };
}

function suffixed(amount: number | undefined, suffix: string): string | undefined {
  return amount === undefined ? undefined : `${amount}${suffix}`;
}

/** What is wrong with the resources of a container. */
export function resourceProblems(resources: ContainerResources | undefined, path: string | undefined, field: string): Problem[] {
  return resources === undefined ? [] : exceededLimits(resourceValues(resources)).map(({ name, request, limit }) => ({
    path, field, rule: `asks for ${String(request)} of ${name}, and ${String(limit)} is the limit`, fix: 'ask for less, or raise the limit',
  }));
}

/** What is wrong with a number of pods. */
export function replicaProblems(replicas: number | undefined, path: string | undefined, field: string): Problem[] {
  return replicas === undefined || (Number.isInteger(replicas) && replicas >= 1) ? [] : [{
    path, field, value: replicas, rule: 'is not a whole number of at least 1', fix: 'give at least one pod',
  }];
}
