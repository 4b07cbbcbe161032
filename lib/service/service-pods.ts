import { Protocol } from 'cdk8s-plus-28';

/** What a Service has to know of the rollout it belongs to. It is asked anew whenever a manifest is made. */
export interface IServicePods {
  /** The labels that select the pods. */
  readonly selectorLabels: { [key: string]: string };
  /** The ports that the containers declare. */
  readonly containerPorts: PodPort[];
}

/** A port that a container declares. */
export interface PodPort {
  /** The number of the port. */
  readonly number: number;
  /**
   * The name of the port.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * The transport protocol.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}
