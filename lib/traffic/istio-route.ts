import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import * as networking from '../../imports/networking.istio.io';
import { createApiObject, namedMetadata } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { requireObjectName, serviceHost } from '../model/names';
import { requireItems } from '../model/require';
import { IServiceTarget } from '../service/service-target';
import { IstioHttpOptions } from './istio-http-options';
import { gatewayNames, httpRoute, validateHttpOptions } from './virtual-service';

/** Properties of `IstioRoute`. */
export interface IstioRouteProps extends IstioHttpOptions {
  /**
   * @default - named after the construct's id
   */
  readonly metadata?: ApiObjectMetadata;

  /** Where the requests go: a Service of a rollout, or a `ServiceTarget`. */
  readonly service: IServiceTarget;
}

/**
 * A VirtualService that sends all requests for some hosts to one Service: the address of an active or a preview
 * version, or of a dashboard.
 */
export class IstioRoute extends Construct {
  /** The VirtualService object. */
  public readonly apiObject: ApiObject;

  private readonly props: IstioRouteProps;

  /**
   * @throws if there is no host, a number is out of bounds, or an object cannot be named so
   */
  public constructor(scope: Construct, id: string, props: IstioRouteProps) {
    super(scope, id);
    const path = this.node.path;
    const metadata = namedMetadata(this, props.metadata);
    requireObjectName(metadata.name, { path, field: 'metadata.name' });
    requireItems(props.hosts ?? [], { path, field: 'hosts', fix: 'give the hosts that clients use' });
    validateHttpOptions(props, path);
    this.props = copyOf(props);
    this.apiObject = createApiObject(this, {
      gvk: networking.VirtualService.GVK,
      metadata,
      spec: () => networking.toJson_VirtualServiceSpec(this._toKube()),
    });
    checkAtSynth(this);
  }

  /** @internal */
  public _toKube(): networking.VirtualServiceSpec {
    const { hosts = [], service, port } = this.props;
    const namespace = this.apiObject.metadata.namespace;
    const elsewhere = service.serviceNamespace !== undefined && service.serviceNamespace !== namespace;
    return {
      hosts,
      gateways: gatewayNames(this.props, namespace, hosts.some(isInsideCluster)),
      http: [{
        ...httpRoute(this.props),
        route: [{
          destination: {
            host: elsewhere ? serviceHost(service.serviceName, service.serviceNamespace) : service.serviceName,
            port: { number: port ?? service.servicePort },
          },
        }],
      }],
    };
  }
}

/** Whether only clients in the cluster can use the host: the name of a Service, short or whole. */
function isInsideCluster(host: string): boolean {
  return !host.includes('.') || host.endsWith('.svc') || host.includes('.svc.');
}
