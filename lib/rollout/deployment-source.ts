import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Protocol } from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import { retargetAutoscalers } from '../autoscaling/retarget';
import { copyOf } from '../model/copy';
import { DeploymentSpec } from '../model/deployment-spec';
import { asLabels, field } from '../model/json';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { PodPort } from '../service/service-pods';

/** What becomes of a Deployment whose pods a Rollout has taken over by reference. */
export enum DeploymentScaleDown {
  /** It keeps its replicas; scale it down yourself. */
  NEVER = 'never',
  /** It is scaled to 0 when the Rollout is healthy. */
  ON_SUCCESS = 'onsuccess',
  /** It is scaled down as the Rollout is scaled up. */
  PROGRESSIVELY = 'progressively',
}

/** Options of `DeploymentSource.reference`. */
export interface DeploymentReferenceOptions {
  /**
   * @default DeploymentScaleDown.PROGRESSIVELY
   */
  readonly scaleDown?: DeploymentScaleDown;
}

/** What has to be known of a Deployment that is made elsewhere. */
export interface DeploymentByNameOptions extends DeploymentReferenceOptions {
  /** The labels of its pods that select them. */
  readonly selectorLabels: { [key: string]: string };

  /**
   * The ports that its containers declare, for the Services of the rollout.
   *
   * @default - none: give `services.ports`
   */
  readonly containerPorts?: PodPort[];
}

/** Which rollout has taken the place of each converted Deployment, by path. */
const TAKEN = new WeakMap<ApiObject, string>();

/** Annotations by which the cluster and kubectl keep book of one Deployment. */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  'deployment.kubernetes.io/revision', 'kubectl.kubernetes.io/last-applied-configuration',
]);

/** The Deployment that a rollout gets its pods from. */
export class DeploymentSource {
  /**
   * The Rollout takes the place of the Deployment: it gets its name, labels, selector, pod template, replicas and
   * limits, and the Deployment is not written any more. Autoscalers of the Deployment that exist by then are pointed at
   * the Rollout.
   *
   * @param deployment a Deployment of cdk8s-plus, an L1, or an `Include` that has read one
   * @throws if there is not exactly one Deployment in the construct
   */
  public static convert(deployment: IConstruct): DeploymentSource {
    return new DeploymentSource(deploymentObject(deployment), undefined);
  }

  /**
   * The Rollout takes its pod template from the Deployment in the cluster (`workloadRef`); both are written. Autoscalers
   * of the Deployment that exist by then are pointed at the Rollout.
   *
   * Meant for the time of the move: change to `convert` when the Deployment has no pods left. Until then the Rollout
   * keeps its number of replicas even beside an autoscaler, or the service would drop to one pod
   * (https://github.com/argoproj/argo-rollouts/issues/4110).
   *
   * A sync that restores the Deployment's replicas from Git would double the capacity
   * (https://github.com/argoproj/argo-rollouts/issues/4935): have Argo CD ignore its `/spec/replicas` meanwhile, with the
   * sync option `RespectIgnoreDifferences=true`, for without it a sync writes what is ignored all the same.
   *
   * @param deployment a Deployment of cdk8s-plus, an L1, or an `Include` that has read one
   * @throws if there is not exactly one Deployment in the construct
   */
  public static reference(deployment: IConstruct, options: DeploymentReferenceOptions = {}): DeploymentSource {
    const object = deploymentObject(deployment);
    return new DeploymentSource(object, referenceTo(object.name, options));
  }

  /**
   * The Rollout takes its pod template from a Deployment that is made elsewhere (`workloadRef`). `replicas` must be given,
   * unless the scale-down is `NEVER`.
   *
   * @param name the name of the Deployment, in the namespace of the rollout
   */
  public static referenceByName(name: string, options: DeploymentByNameOptions): DeploymentSource {
    requireText(name, { field: 'DeploymentSource.referenceByName', fix: 'name the Deployment' });
    return new DeploymentSource(undefined, referenceTo(name, options), copyOf(options));
  }

  private constructor(
    private readonly object: ApiObject | undefined,
    /** @internal */
    public readonly _workloadRef: argoproj.RolloutSpecWorkloadRef | undefined,
    private readonly byName?: DeploymentByNameOptions,
  ) {}

  /**
   * Whether the Rollout must say its replicas: the controller scales the Deployment down to make room for them.
   *
   * @internal
   */
  public get _needsReplicas(): boolean {
    return this._workloadRef !== undefined && this._workloadRef.scaleDown !== DeploymentScaleDown.NEVER;
  }

  /**
   * The metadata that the Rollout takes over: all if it takes the place of the Deployment, else the namespace.
   *
   * @internal
   */
  public get _metadata(): ApiObjectMetadata {
    if (this.object === undefined) {
      return {};
    }
    const { namespace } = this.object.metadata;
    if (this._workloadRef !== undefined) {
      return { namespace };
    }
    const manifest: unknown = this.object.toJson();
    return {
      name: this.object.name,
      namespace,
      labels: Object.fromEntries(asLabels(field(manifest, 'metadata', 'labels'))),
      annotations: Object.fromEntries([...asLabels(field(manifest, 'metadata', 'annotations'))].filter(([key]) => !BOOKKEEPING.has(key))),
    };
  }

  /**
   * The part of the Rollout's `spec` that follows from the Deployment. What the rollout says itself wins.
   *
   * @internal
   */
  public _toKube(): argoproj.RolloutSpec {
    const { replicas, selector, minReadySeconds, progressDeadlineSeconds, revisionHistoryLimit, template } = this.spec;
    if (this._workloadRef === undefined) {
      return { replicas, selector, minReadySeconds, progressDeadlineSeconds, revisionHistoryLimit, template };
    }
    const ofPods = this.byName === undefined ? selector : { matchLabels: this._selectorLabels };
    return { replicas, selector: ofPods, workloadRef: this._workloadRef };
  }

  /**
   * How many pods an update may add and take away, if a converted Deployment says so.
   *
   * @internal
   */
  public get _rollingUpdate(): RollingUpdate {
    const { maxSurge, maxUnavailable } = this.spec;
    return this._workloadRef === undefined ? { maxSurge, maxUnavailable } : {};
  }

  /** @internal */
  public get _selectorLabels(): { [key: string]: string } {
    return { ...this.byName?.selectorLabels ?? this.spec.selectorLabels };
  }

  /** @internal */
  public get _containerPorts(): PodPort[] {
    const known = copyOf(this.byName?.containerPorts);
    return known ?? this.spec.containerPorts.map(({ number, name, protocol }) => ({
      number, name, protocol: Object.values(Protocol).find((value) => value === protocol),
    }));
  }

  /**
   * Makes the Rollout stand where the Deployment stood: autoscalers point at it, and a converted Deployment leaves the
   * tree.
   *
   * @returns whether a HorizontalPodAutoscaler was found
   * @internal
   */
  public _handOverTo(rollout: ApiObject): boolean {
    const { object } = this;
    if (object === undefined) {
      return false;
    }
    const taken = TAKEN.get(object);
    if (taken !== undefined) {
      throw new UsageError({
        path: rollout.node.scope?.node.path, field: 'deployment', value: object.name, rule: `was converted by ${taken} already`, fix: 'convert it once',
      });
    }
    const isScaled = retargetAutoscalers(object, rollout);
    if (this._workloadRef === undefined) {
      TAKEN.set(object, rollout.node.scope?.node.path ?? rollout.node.path);
      object.node.scope?.node.tryRemoveChild(object.node.id);
    }
    return isScaled;
  }

  /** The `spec` of the Deployment as it is now; empty where it is made elsewhere. */
  private get spec(): DeploymentSpec {
    return new DeploymentSpec(field(this.object?.toJson(), 'spec'));
  }
}

/** How many pods an update may add and take away: numbers, or percentages as text. */
export interface RollingUpdate {
  readonly maxSurge?: unknown;
  readonly maxUnavailable?: unknown;
}

function referenceTo(
  name: string, { scaleDown = DeploymentScaleDown.PROGRESSIVELY }: DeploymentReferenceOptions,
): argoproj.RolloutSpecWorkloadRef {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name, scaleDown };
}

function deploymentObject(construct: IConstruct): ApiObject {
  const deployments = construct.node.findAll().filter((child): child is ApiObject =>
    child instanceof ApiObject && child.kind === 'Deployment' && child.apiGroup === 'apps');
  const [only, another] = deployments;
  if (only === undefined || another !== undefined) {
    throw new UsageError({
      path: construct.node.path,
      field: 'deployment',
      rule: only === undefined ? 'holds no Deployment of the group apps, or none that is not converted yet' : `holds ${deployments.length} Deployments`,
      fix: 'give the construct of one Deployment',
    });
  }
  return only;
}
