import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import * as networking from '../../imports/networking.istio.io';
import { createApiObject } from '../core/api-object';
import { TrafficTarget } from './traffic-router';

/** The subsets that the controller manages. It deletes any other subset of the same DestinationRule. */
export const SUBSETS = { stable: 'stable', canary: 'canary' } as const;

/** Properties of `IstioDestinationRule`. */
export interface IstioDestinationRuleProps {
  readonly metadata: ApiObjectMetadata;
  readonly trafficPolicy?: networking.DestinationRuleSpecTrafficPolicy;
  /** The rollout, once it is known. */
  readonly target: () => TrafficTarget | undefined;
}

/** The DestinationRule of a subset-level split: exactly the two subsets of the one Service. */
export class IstioDestinationRule extends Construct {
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, private readonly props: IstioDestinationRuleProps) {
    super(scope, id);
    this.apiObject = createApiObject(this, {
      gvk: networking.DestinationRule.GVK,
      metadata: props.metadata,
      spec: () => {
        const target = props.target();
        return target === undefined ? undefined : networking.toJson_DestinationRuleSpec(this._toKube(target));
      },
    });
  }

  /** What the Rollout says of it. */
  public get reference(): argoproj.RolloutSpecStrategyCanaryTrafficRoutingIstioDestinationRule {
    return { name: this.apiObject.name, stableSubsetName: SUBSETS.stable, canarySubsetName: SUBSETS.canary };
  }

  /**
   * The subsets have no labels but the rollout's selector: the controller adds the pod hash, and any further label
   * leaves a version without pods (https://github.com/argoproj/argo-rollouts/issues/3681).
   *
   * @internal
   */
  public _toKube({ rootService, selectorLabels }: TrafficTarget): networking.DestinationRuleSpec {
    const labels = { ...selectorLabels };
    return {
      host: rootService?.serviceName ?? '',
      trafficPolicy: this.props.trafficPolicy,
      subsets: [{ name: SUBSETS.stable, labels }, { name: SUBSETS.canary, labels }],
    };
  }
}
