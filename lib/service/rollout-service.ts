import { ApiObject } from 'cdk8s';
import { IPodSelector, k8s, Service, ServiceBindOptions, ServicePort, ServiceType } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { replaceApiObject } from '../core/api-object';
import { requireServiceName } from '../model/names';
import { CommonServiceOptions, RolloutServiceOptions, RolloutServicePort } from './service-options';
import { UsageError } from '../model/usage-error';
import { IServicePods } from './service-pods';
import { portsOfContainers, validPorts, withTargets } from './service-ports';
import { IServiceTarget } from './service-target';

/** What a Service of a rollout is made of. */
export interface RolloutServiceProps {
  /** The part that the Service plays: the prop of `services` that its options come from. */
  readonly role: string;
  /** The name of the Service if `options` give none. */
  readonly defaultName: string;
  /**
   * The namespace of the rollout.
   *
   * @default - the chart's
   */
  readonly namespace?: string;
  /** The pods that it leads to. */
  readonly pods: IServicePods;
  /**
   * What the Services of the rollout have in common.
   *
   * @default - ports of the containers, ClusterIP
   */
  readonly common?: CommonServiceOptions;
  /**
   * What this Service has of its own.
   *
   * @default - nothing
   */
  readonly options?: RolloutServiceOptions;
}

/**
 * A Service of a rollout.
 *
 * It selects the pods of all versions; the controller narrows the selector of the stable, canary, active and preview
 * Services to one version each.
 */
export class RolloutService extends Service implements IServiceTarget {
  /** The Service object. */
  protected override readonly apiObject: ApiObject;

  private readonly givenPorts?: RolloutServicePort[];
  private readonly pods: IServicePods;

  public constructor(scope: Construct, id: string, props: RolloutServiceProps) {
    const { common = {}, options = {} } = props;
    const metadata = {
      name: requireServiceName(options.name ?? props.defaultName, { path: scope.node.path, field: `services.${props.role}.name` }),
      namespace: props.namespace,
      annotations: { ...common.annotations, ...options.annotations },
      labels: { ...common.labels, ...options.labels },
    };
    super(scope, id, { type: options.type ?? common.type ?? ServiceType.CLUSTER_IP, metadata });
    this.apiObject = replaceApiObject(this, {
      gvk: k8s.KubeService.GVK, metadata, spec: () => k8s.toJson_ServiceSpec(this._toKube()),
    });
    this.pods = props.pods;
    this.givenPorts = common.ports === undefined ? undefined : validPorts(common.ports, scope.node.path);
  }

  /** The ports, with the numbers of their targets where these are numbers. */
  public override get ports(): ServicePort[] {
    return this.servicePorts.map(({ port, name, protocol, nodePort, targetPort }) => {
      const target: unknown = targetPort?._toKube().value;
      return { port, name, protocol, nodePort, targetPort: typeof target === 'number' ? target : undefined };
    });
  }

  /** The number of the first port; 0 while there is none, which no synth lets pass. */
  public override get port(): number {
    return this.servicePort;
  }

  /** The name by which the Service is referred to. */
  public get serviceName(): string {
    return this.name;
  }

  /** The namespace of the Service, if it is known. */
  public get serviceNamespace(): string | undefined {
    return this.metadata.namespace;
  }

  /** The number of the first port; 0 while there is none, which no synth lets pass. */
  public get servicePort(): number {
    return this.servicePorts[0]?.port ?? 0;
  }

  /**
   * Refused: the Services of a rollout have the same ports.
   *
   * @throws always
   */
  public override bind(port: number, _options?: ServiceBindOptions): void {
    throw this.refusal('bind', port, 'give the ports to the rollout, as `services.ports`');
  }

  /**
   * Refused: the Services of a rollout select its pods.
   *
   * @throws always
   */
  public override select(_selector: IPodSelector): void {
    throw this.refusal('select', undefined, 'call `select` of the rollout');
  }

  /**
   * Refused: the Services of a rollout select its pods.
   *
   * @throws always
   */
  public override selectLabel(key: string, _value: string): void {
    throw this.refusal('selectLabel', key, 'call `select` of the rollout');
  }

  /** @internal */
  public override _toKube(): k8s.ServiceSpec {
    return {
      type: this.type,
      selector: this.pods.selectorLabels,
      ports: this.servicePorts.map(({ port, targetPort, name, appProtocol, protocol, nodePort }) => ({
        name,
        port,
        targetPort: targetPort?._toKube(),
        appProtocol,
        protocol,
        nodePort,
      })),
    };
  }

  private refusal(field: string, value: unknown, fix: string): UsageError {
    return new UsageError({ path: this.node.path, field, value, rule: 'would set this Service apart from the others of its rollout', fix });
  }

  private get servicePorts(): RolloutServicePort[] {
    const declared = this.pods.containerPorts;
    return this.givenPorts === undefined ? portsOfContainers(declared) : withTargets(this.givenPorts, declared);
  }
}
