import { Protocol, ServiceType } from 'cdk8s-plus-28';
import { TargetPort } from './target-port';

/** A port of every Service of a rollout. */
export interface RolloutServicePort {
  /**
   * The port that clients use, 1 to 65535.
   */
  readonly port: number;

  /**
   * The port of the pods.
   *
   * @default - the only port of the containers; if they have several or none, the same number as `port`
   */
  readonly targetPort?: TargetPort;

  /**
   * The name of the port, a DNS label. Needed if there are several.
   *
   * Istio and Prometheus read the protocol off it: `http`, `http-…`, `grpc`, ….
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The application protocol, e.g. `http`, `kubernetes.io/h2c`, `grpc`. Istio believes it rather than the port's name.
   *
   * @default - none
   */
  readonly appProtocol?: string;

  /**
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;

  /**
   * The port on each node, for the types NodePort and LoadBalancer. The Services of a rollout cannot share it, so it
   * can be given only where a rollout has one Service.
   *
   * @default - the cluster chooses one
   */
  readonly nodePort?: number;
}

/** One Service of a rollout. */
export interface RolloutServiceOptions {
  /**
   * The name of the Service, a DNS label that starts with a letter.
   *
   * @default - derived from the rollout's name
   */
  readonly name?: string;

  /**
   * @default - the type given for all Services of the rollout
   */
  readonly type?: ServiceType;

  /**
   * Added to the annotations given for all Services of the rollout.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Added to the labels given for all Services of the rollout.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/** What all Services of a rollout have in common. */
export interface CommonServiceOptions {
  /**
   * The ports of every Service.
   *
   * @default - the ports of the containers, under their names
   */
  readonly ports?: RolloutServicePort[];

  /**
   * The type of every Service.
   *
   * @default ServiceType.CLUSTER_IP
   */
  readonly type?: ServiceType;

  /**
   * Annotations of every Service.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Labels of every Service.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}
