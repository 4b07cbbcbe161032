import { ContainerResources, k8s } from 'cdk8s-plus-28';
import { PodDisruption } from './pod-disruption';

/** What the pods of the controller and those of its dashboard can be told. */
export interface InstalledPodOptions {
  /**
   * What a container asks for, and may use at most. Without requests, its pods are among the first to be evicted.
   *
   * @default - nothing, and as much as there is
   */
  readonly resources?: ContainerResources;

  /**
   * The labels of the nodes that the pods may run on.
   *
   * @default - any node
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * The taints of nodes that the pods put up with.
   *
   * @default - none
   */
  readonly tolerations?: k8s.Toleration[];

  /**
   * Which nodes and which neighbours the pods prefer.
   *
   * @default - any
   */
  readonly affinity?: k8s.Affinity;

  /**
   * How the pods are spread. Without a `labelSelector`, the chart gives that of the pods.
   *
   * @default - not
   */
  readonly topologySpread?: k8s.TopologySpreadConstraint[];

  /**
   * The name of the priority class.
   *
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * How many pods may be missing while nodes are drained.
   *
   * @default - all at once
   */
  readonly disruption?: PodDisruption;
}
