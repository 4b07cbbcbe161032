import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking.istio.io';
import { IIstioGateway } from './istio-gateway';

/** When and how often a failed request is sent again. */
export interface IstioRetries {
  /**
   * How many times a request is sent again. 0 switches retries off, and so would Istio if it were left out of the
   * manifest.
   *
   * @default 2
   */
  readonly attempts?: number;

  /**
   * How long an attempt may take, at least 1 ms.
   *
   * @default - the timeout of the route
   */
  readonly perTryTimeout?: Duration;

  /**
   * The conditions to send a request again, as Envoy names them, e.g. `5xx`, `connect-failure`, `refused-stream`.
   *
   * @default - the mesh's
   */
  readonly retryOn?: string[];
}

/** What an HTTP route of a VirtualService has besides its destinations. */
export interface IstioHttpOptions {
  /**
   * The hosts whose traffic is routed: those that clients use.
   *
   * @default - none besides those that the construct adds
   */
  readonly hosts?: string[];

  /**
   * The gateway through which requests from outside the mesh enter.
   *
   * @default - none: traffic inside the mesh only
   */
  readonly gateway?: IIstioGateway;

  /**
   * Further gateways.
   *
   * @default - none
   */
  readonly additionalGateways?: IIstioGateway[];

  /**
   * Which requests are routed; one match is enough.
   *
   * @default - all
   */
  readonly match?: networking.VirtualServiceSpecHttpMatch[];

  /**
   * @default - the mesh's retries
   */
  readonly retries?: IstioRetries;

  /**
   * How long a request may take, retries included, at least 1 ms.
   *
   * @default - no limit
   */
  readonly timeout?: Duration;

  /**
   * The port of the Services that requests are sent to.
   *
   * @default - the first port of the Service
   */
  readonly port?: number;
}
