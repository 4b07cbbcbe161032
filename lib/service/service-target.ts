import { Service } from 'cdk8s-plus-28';

/** A Service that traffic can be sent to. */
export interface IServiceTarget {
  /** The name of the Service. */
  readonly serviceName: string;
  /** The namespace of the Service; absent where it is that of whoever refers to it. */
  readonly serviceNamespace?: string;
  /** The number of the port that traffic is sent to. */
  readonly servicePort: number;
}

/** Refers to Services that this library has not made. Those of a rollout are targets themselves. */
export class ServiceTarget {
  /**
   * A Service of cdk8s-plus; its first port is used.
   */
  public static fromService(service: Service): IServiceTarget {
    return {
      serviceName: service.name,
      get serviceNamespace() { return service.metadata.namespace; },
      get servicePort() { return service.port; },
    };
  }

  /**
   * A Service that is made elsewhere.
   *
   * @param name the name of the Service
   * @param port the number of its port
   * @param namespace its namespace; where it is not given, that of whoever refers to it
   */
  public static fromName(name: string, port: number, namespace?: string): IServiceTarget {
    return { serviceName: name, servicePort: port, serviceNamespace: namespace };
  }

  private constructor() {}
}
