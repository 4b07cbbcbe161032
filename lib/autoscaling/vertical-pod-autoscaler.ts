import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { IScalable } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { createApiObject, namedMetadata } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { requireObjectName } from '../model/names';

/** When the recommended requests are given to pods. */
export enum VerticalUpdateMode {
  /** Never; they can be read in the status. */
  OFF = 'Off',
  /** When a pod starts. */
  INITIAL = 'Initial',
  /** Pods are evicted to start with them. */
  RECREATE = 'Recreate',
  /** In place where the cluster can, else by eviction. */
  IN_PLACE_OR_RECREATE = 'InPlaceOrRecreate',
}

/** The resources that can be recommended. */
export enum ControlledResource {
  CPU = 'cpu',
  MEMORY = 'memory',
}

/** What is recommended for one container. */
export interface VerticalContainerPolicy {
  /**
   * The name of the container.
   *
   * @default '*' all that have no policy of their own
   */
  readonly containerName?: string;

  /**
   * Whether it is left alone.
   *
   * @default false
   */
  readonly off?: boolean;

  /**
   * The least that is recommended, e.g. `{ cpu: '100m', memory: '128Mi' }`.
   *
   * @default - no bound
   */
  readonly minAllowed?: { [resource: string]: string };

  /**
   * The most that is recommended.
   *
   * @default - no bound
   */
  readonly maxAllowed?: { [resource: string]: string };

  /**
   * What is recommended. Leave CPU to the HorizontalPodAutoscaler if one scales by it.
   *
   * @default - CPU and memory
   */
  readonly controlledResources?: ControlledResource[];
}

/** Properties of `VerticalPodAutoscaler`. */
export interface VerticalPodAutoscalerProps {
  /**
   * @default - named after the construct's id
   */
  readonly metadata?: ApiObjectMetadata;

  /** The rollout. */
  readonly target: IScalable;

  /**
   * @default VerticalUpdateMode.OFF
   */
  readonly updateMode?: VerticalUpdateMode;

  /**
   * @default - the recommender's
   */
  readonly containerPolicies?: VerticalContainerPolicy[];
}

/**
 * A VerticalPodAutoscaler: recommends how much CPU and memory the pods request.
 *
 * It does not set the number of pods, so the rollout keeps its `replicas`.
 *
 * @see https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler
 */
export class VerticalPodAutoscaler extends Construct {
  /** The VerticalPodAutoscaler object. */
  public readonly apiObject: ApiObject;

  /**
   * @throws if an object cannot be named so
   */
  public constructor(scope: Construct, id: string, props: VerticalPodAutoscalerProps) {
    super(scope, id);
    const metadata = namedMetadata(this, props.metadata);
    requireObjectName(metadata.name, { path: this.node.path, field: 'metadata.name' });
    const { target, updateMode = VerticalUpdateMode.OFF } = props;
    const policies = copyOf(props.containerPolicies);
    this.apiObject = createApiObject(this, {
      gvk: { apiVersion: 'autoscaling.k8s.io/v1', kind: 'VerticalPodAutoscaler' },
      metadata,
      spec: () => ({
        targetRef: targetRef(target),
        updatePolicy: { updateMode },
        resourcePolicy: policies === undefined ? undefined : { containerPolicies: policies.map(policyToKube) },
      }),
    });
    checkAtSynth(this);
  }
}

function targetRef(target: IScalable): { apiVersion: string; kind: string; name: string } {
  const { apiVersion, kind, name } = target.toScalingTarget();
  return { apiVersion, kind, name };
}

function policyToKube({ containerName = '*', off, minAllowed, maxAllowed, controlledResources }: VerticalContainerPolicy): Record<string, unknown> {
  return { containerName, mode: off === true ? 'Off' : undefined, minAllowed, maxAllowed, controlledResources };
}
