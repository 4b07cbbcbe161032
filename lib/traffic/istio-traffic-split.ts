import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import * as networking from '../../imports/networking.istio.io';
import { createApiObject, namedMetadata } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { requireObjectName, serviceHost } from '../model/names';
import { UsageError, describe } from '../model/usage-error';
import { IServiceTarget } from '../service/service-target';
import { IstioDestinationRule, SUBSETS } from './istio-destination-rule';
import { IstioHttpOptions } from './istio-http-options';
import { ITrafficRouter, RouterServices, TrafficRouterConfig, TrafficRouterTraits, TrafficTarget } from './traffic-router';
import { gatewayNames, httpRoute, validateHttpOptions } from './virtual-service';

/** What Istio tells the stable version and the canary apart by. */
export enum IstioSplitLevel {
  /** By two Services, which are two hosts to Istio. */
  HOST = 'host',
  /** By two subsets of one Service, told apart by the pod hash in a DestinationRule. */
  SUBSET = 'subset',
}

/** Properties of `IstioTrafficSplit`. */
export interface IstioTrafficSplitProps extends IstioHttpOptions {
  /**
   * @default - named after the construct's id
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * @default IstioSplitLevel.HOST
   */
  readonly level?: IstioSplitLevel;

  /**
   * Whether clients inside the mesh that call the Service by its name get the split too. The host of the root Service,
   * which selects all pods, is then one of the hosts, and the mesh one of the gateways.
   *
   * Without it, such clients bypass the split (https://github.com/argoproj/argo-rollouts/issues/617), and may meet
   * errors at the promotion (https://github.com/argoproj/argo-rollouts/issues/4195).
   *
   * @default true
   */
  readonly inMesh?: boolean;

  /**
   * The name of the route whose weights the controller changes.
   *
   * @default 'primary'
   */
  readonly routeName?: string;

  /**
   * How connections to the pods are made: load balancing, outlier detection and so on. It needs the subset level, whose
   * DestinationRule carries it.
   *
   * @default - the mesh's
   */
  readonly trafficPolicy?: networking.DestinationRuleSpecTrafficPolicy;
}

/**
 * Splits traffic with Istio: a VirtualService with one route, whose two destinations are the stable version and the
 * canary, and at the subset level the DestinationRule that tells them apart.
 *
 * It serves one rollout, and lives in the same namespace.
 */
export class IstioTrafficSplit extends Construct implements ITrafficRouter {
  /** The VirtualService object. */
  public readonly apiObject: ApiObject;

  /** What the split needs of the rollout. */
  public readonly traits: TrafficRouterTraits;

  /** The DestinationRule object, at the subset level. */
  public readonly destinationRule?: ApiObject;

  private readonly props: IstioTrafficSplitProps;
  private readonly subsets?: IstioDestinationRule;
  private target?: TrafficTarget;

  /**
   * @throws if a number is out of bounds, an option does not fit the level, there is no host, or an object cannot be
   * named so
   */
  public constructor(scope: Construct, id: string, props: IstioTrafficSplitProps = {}) {
    super(scope, id);
    const path = this.node.path;
    const metadata = namedMetadata(this, props.metadata);
    requireObjectName(metadata.name, { path, field: 'metadata.name' });
    validateSplit(props, path);
    this.props = copyOf(props);
    this.traits = { services: servicesFor(props), headerRoutes: true, mirrorRoutes: true };
    this.apiObject = createApiObject(this, {
      gvk: networking.VirtualService.GVK,
      metadata,
      spec: () => this.target === undefined ? undefined : networking.toJson_VirtualServiceSpec(this._toKube(this.target)),
    });
    if (props.level === IstioSplitLevel.SUBSET) {
      this.subsets = new IstioDestinationRule(this, 'DestinationRule', {
        metadata,
        trafficPolicy: this.props.trafficPolicy,
        target: () => this.target,
      });
      this.destinationRule = this.subsets.apiObject;
    }
    checkAtSynth(this, () => this.validateBound());
  }

  /**
   * Makes this split serve a rollout. Called by the rollout.
   *
   * @throws if the rollout lives in another namespace: the controller and the short names of the Services would not
   * lead across
   */
  public bind(target: TrafficTarget): TrafficRouterConfig {
    const { namespace } = this.apiObject.metadata;
    if (namespace !== target.namespace) {
      throw new UsageError({
        path: target.path,
        field: 'traffic',
        value: namespace ?? 'no namespace',
        rule: `is the namespace of ${this.node.path}, and the rollout is in ${target.namespace ?? 'none'}`,
        fix: 'give both the same namespace, by their chart or by `metadata.namespace`',
      });
    }
    this.target = target;
    return { trafficRouting: { istio: this.istioRouting() }, routeNames: [this.routeName] };
  }

  /** @internal */
  public _toKube(target: TrafficTarget): networking.VirtualServiceSpec {
    const { hosts = [], inMesh = true } = this.props;
    const root = target.rootService;
    const meshHosts = inMesh && root !== undefined ? [hostOf(root, target.namespace)] : [];
    return {
      hosts: [...new Set([...hosts, ...meshHosts])],
      gateways: gatewayNames(this.props, target.namespace, meshHosts.length > 0),
      http: [{
        ...httpRoute(this.props),
        name: this.routeName,
        route: this.destinations(target),
      }],
    };
  }

  private get routeName(): string {
    return this.props.routeName ?? 'primary';
  }

  private istioRouting(): argoproj.RolloutSpecStrategyCanaryTrafficRoutingIstio {
    return {
      virtualService: { name: this.apiObject.name, routes: [this.routeName] },
      destinationRule: this.subsets?.reference,
    };
  }

  /** Both with their weight: a route without weights is accepted by Istio and refused by Envoy. */
  private destinations(target: TrafficTarget): networking.VirtualServiceSpecHttpRoute[] {
    const destination = (service: IServiceTarget, subset?: string): networking.VirtualServiceSpecHttpRouteDestination => ({
      host: service.serviceName,
      port: { number: this.props.port ?? service.servicePort },
      subset,
    });
    const { rootService, stableService, canaryService } = target;
    if (stableService !== undefined && canaryService !== undefined) {
      return [
        { destination: destination(stableService), weight: 100 },
        { destination: destination(canaryService), weight: 0 },
      ];
    }
    return rootService === undefined ? [] : [
      { destination: destination(rootService, SUBSETS.stable), weight: 100 },
      { destination: destination(rootService, SUBSETS.canary), weight: 0 },
    ];
  }

  private validateBound(): string[] {
    return this.target !== undefined ? [] : [describe({
      field: 'traffic', rule: 'no rollout uses this traffic split', fix: 'give it to a CanaryRollout as `traffic`, or remove it',
    })];
  }
}

function servicesFor({ level, inMesh = true }: IstioTrafficSplitProps): RouterServices {
  if (level === IstioSplitLevel.SUBSET) {
    return RouterServices.ROOT;
  }
  return inMesh ? RouterServices.STABLE_CANARY_AND_ROOT : RouterServices.STABLE_AND_CANARY;
}

function validateSplit(props: IstioTrafficSplitProps, path: string): void {
  validateHttpOptions(props, path);
  if (props.trafficPolicy !== undefined && props.level !== IstioSplitLevel.SUBSET) {
    throw new UsageError({
      path, field: 'trafficPolicy', rule: 'needs a DestinationRule, which only the subset level has', fix: 'say `level: IstioSplitLevel.SUBSET`',
    });
  }
  if ([props.gateway, ...props.additionalGateways ?? []].some((gateway) => gateway !== undefined) && (props.hosts ?? []).length === 0) {
    throw new UsageError({ path, field: 'hosts', rule: 'is empty, so nobody outside can use the gateway', fix: 'give the hosts that clients use' });
  }
  if (props.inMesh === false && (props.hosts ?? []).length === 0) {
    throw new UsageError({ path, field: 'hosts', rule: 'is empty', fix: 'give the hosts that clients use, or leave `inMesh` on' });
  }
}

function hostOf(service: IServiceTarget, namespace: string | undefined): string {
  return namespace === undefined ? service.serviceName : serviceHost(service.serviceName, namespace);
}
