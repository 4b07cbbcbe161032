import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import * as networking from '../../imports/networking.istio.io';
import { createApiObject, namedMetadata } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { requireObjectName } from '../model/names';
import { requireInteger, requireItems, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

/** A Gateway that a VirtualService can be bound to. */
export interface IIstioGateway {
  /** The name of the Gateway. */
  readonly gatewayName: string;
  /** The namespace of the Gateway; absent where it is that of whoever refers to it. */
  readonly gatewayNamespace?: string | undefined;
}

/** Properties of `IstioGateway`. */
export interface IstioGatewayProps {
  /**
   * @default - named after the construct's id
   */
  readonly metadata?: ApiObjectMetadata;

  /** The hosts that the gateway accepts, e.g. `checkout.example.com` or `*.example.com`. At least one. */
  readonly hosts: string[];

  /**
   * The port of plain HTTP.
   *
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * The name of the Secret with the certificate of the hosts, in the namespace of the ingress gateway's pods. With it
   * the hosts are served by HTTPS on port 443, and plain HTTP is redirected there.
   *
   * @default - plain HTTP only
   */
  readonly tlsSecretName?: string;

  /**
   * The labels of the pods that the gateway is configured on.
   *
   * @default - `istio: ingressgateway`, the gateway that Istio installs
   */
  readonly selector?: { [key: string]: string };
}

const HTTPS_PORT = 443;

/** A Gateway of Istio: the door through which requests from outside the mesh enter. */
export class IstioGateway extends Construct implements IIstioGateway {
  /**
   * A Gateway that is made elsewhere.
   *
   * @param name the name of the Gateway
   * @param namespace its namespace; where it is not given, that of whoever refers to it
   * @throws if one of them is empty
   */
  public static fromName(name: string, namespace?: string): IIstioGateway {
    return {
      gatewayName: requireText(name, { field: 'IstioGateway.fromName: name', fix: 'give the name of the Gateway' }),
      gatewayNamespace: namespace === undefined ? undefined
        : requireText(namespace, { field: 'IstioGateway.fromName: namespace', fix: 'give the namespace of the Gateway, or leave it out' }),
    };
  }

  /** The Gateway object. */
  public readonly apiObject: ApiObject;

  private readonly props: IstioGatewayProps;

  /**
   * @throws if there is no host, the port is out of bounds, or an object cannot be named so
   */
  public constructor(scope: Construct, id: string, props: IstioGatewayProps) {
    super(scope, id);
    const path = this.node.path;
    const metadata = namedMetadata(this, props.metadata);
    requireObjectName(metadata.name, { path, field: 'metadata.name' });
    requireItems(props.hosts, { path, field: 'hosts', fix: 'give the hosts that the gateway accepts' });
    const httpPort = requireInteger(props.httpPort ?? 80, 1, 65535, { path, field: 'httpPort', fix: 'give the port of plain HTTP' });
    if (httpPort === HTTPS_PORT && props.tlsSecretName !== undefined) {
      throw new UsageError({ path, field: 'httpPort', value: httpPort, rule: 'is the port of HTTPS', fix: 'give another one for plain HTTP' });
    }
    this.props = copyOf(props);
    this.apiObject = createApiObject(this, {
      gvk: networking.Gateway.GVK,
      metadata,
      spec: () => networking.toJson_GatewaySpec(this._toKube()),
    });
    checkAtSynth(this);
  }

  /** The name of the Gateway. */
  public get gatewayName(): string {
    return this.apiObject.name;
  }

  /** The namespace of the Gateway, if it is known. */
  public get gatewayNamespace(): string | undefined {
    return this.apiObject.metadata.namespace;
  }

  /** @internal */
  public _toKube(): networking.GatewaySpec {
    return {
      selector: this.props.selector ?? { istio: 'ingressgateway' },
      servers: this.servers(),
    };
  }

  private servers(): networking.GatewaySpecServers[] {
    const { hosts, httpPort = 80, tlsSecretName } = this.props;
    const http = { hosts, port: { name: 'http', number: httpPort, protocol: 'HTTP' } };
    if (tlsSecretName === undefined) {
      return [http];
    }
    return [
      { ...http, tls: { httpsRedirect: true } },
      {
        hosts,
        port: { name: 'https', number: HTTPS_PORT, protocol: 'HTTPS' },
        tls: { mode: networking.GatewaySpecServersTlsMode.SIMPLE, credentialName: tlsSecretName },
      },
    ];
  }
}
