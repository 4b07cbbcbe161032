import { Service } from 'cdk8s-plus-28';
import { UsageError } from '../model/usage-error';

/** A Service that traffic can be sent to. */
export interface IServiceTarget {
  /** The name of the Service. */
  readonly serviceName: string;
  /** The namespace of the Service; absent where it is that of whoever refers to it. */
  readonly serviceNamespace?: string | undefined;
  /** The number of the port that traffic is sent to. */
  readonly servicePort: number;
}

/** Refers to Services that this library has not made. Those of a rollout are targets themselves. */
export class ServiceTarget {
  /**
   * A Service of cdk8s-plus; its first port is used.
   */
  public static fromService(service: Service): IServiceTarget {
    return new PlusServiceTarget(service);
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

/** A Service of cdk8s-plus, as it is when it is asked. */
class PlusServiceTarget implements IServiceTarget {
  public constructor(private readonly service: Service) {}

  public get serviceName(): string {
    return this.service.name;
  }

  public get serviceNamespace(): string | undefined {
    return this.service.metadata.namespace;
  }

  public get servicePort(): number {
    const [first] = this.service.ports;
    if (first === undefined) {
      const rule = `Service ${this.service.name} has no port`;
      throw new UsageError({ path: this.service.node.path, field: 'ports', rule, fix: 'give it one, or give `port` where it is used' });
    }
    return first.port;
  }
}
