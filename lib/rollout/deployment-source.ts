import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import { isRecord, Json, list, record, text, whole } from '../core/json';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { PodPort } from '../service/rollout-service';

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

/** How many pods a Deployment adds and takes away at once: numbers, or percentages as text. */
export interface RollingUpdate {
  readonly maxSurge?: number | string;
  readonly maxUnavailable?: number | string;
}

/** The Deployment that a rollout gets its pods from. */
export class DeploymentSource {
  /**
   * The Rollout takes the place of the Deployment: it gets its name, labels, selector, pod template, replicas and
   * limits, and the Deployment is not written any more. Autoscalers of the Deployment that exist by then are pointed at
   * the Rollout.
   *
   * @param deployment a Deployment of cdk8s-plus, an L1, or one that `Include` has read
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
   * @param deployment a Deployment of cdk8s-plus, an L1, or one that `Include` has read
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
    return new DeploymentSource(undefined, referenceTo(name, options), options);
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
   * The name, labels and so on that the Rollout takes over, when it takes the place of the Deployment.
   *
   * @internal
   */
  public get _identity(): { name?: string; namespace?: string; labels?: { [key: string]: string }; annotations?: { [key: string]: string } } {
    if (this.object === undefined) {
      return {};
    }
    const { namespace } = this.object.metadata;
    if (this._workloadRef !== undefined) {
      return { namespace };
    }
    const metadata = record(this.object.toJson(), 'metadata');
    return {
      name: this.object.name,
      namespace,
      labels: stringRecord(record(metadata, 'labels')),
      annotations: stringRecord(record(metadata, 'annotations')),
    };
  }

  /**
   * The `spec` of the Deployment as it is now; empty where it is made elsewhere.
   *
   * @internal
   */
  public get _spec(): Json {
    return this.object === undefined ? {} : record(this.object.toJson(), 'spec');
  }

  /**
   * The part of the Rollout's `spec` that follows from the Deployment. What the rollout says itself wins.
   *
   * @internal
   */
  public _toKube(): argoproj.RolloutSpec {
    const spec = this._spec;
    const selector = this.object === undefined ? { matchLabels: this._selectorLabels } : record(spec, 'selector');
    if (this._workloadRef !== undefined) {
      return { replicas: whole(spec, 'replicas'), selector, workloadRef: this._workloadRef };
    }
    return {
      replicas: whole(spec, 'replicas'),
      minReadySeconds: whole(spec, 'minReadySeconds'),
      progressDeadlineSeconds: whole(spec, 'progressDeadlineSeconds'),
      revisionHistoryLimit: whole(spec, 'revisionHistoryLimit'),
      selector,
      template: record(spec, 'template'),
    };
  }

  /**
   * How many pods an update may add and take away, if a converted Deployment says so.
   *
   * @internal
   */
  public get _rollingUpdate(): RollingUpdate {
    const { maxSurge, maxUnavailable } = record(record(this._spec, 'strategy'), 'rollingUpdate');
    return this._workloadRef === undefined ? { maxSurge: intOrString(maxSurge), maxUnavailable: intOrString(maxUnavailable) } : {};
  }

  /** @internal */
  public get _selectorLabels(): { [key: string]: string } {
    return this.byName?.selectorLabels ?? stringRecord(record(record(this._spec, 'selector'), 'matchLabels'));
  }

  /**
   * The ports that the containers declare, each once.
   *
   * @internal
   */
  public get _containerPorts(): PodPort[] {
    if (this.byName !== undefined) {
      return [...this.byName.containerPorts ?? []];
    }
    const containers = list(record(record(this._spec, 'template'), 'spec'), 'containers');
    return containers.filter(isRecord).flatMap((container) => list(container, 'ports')).filter(isRecord).flatMap((port) => {
      const number = whole(port, 'containerPort');
      return number === undefined ? [] : [{ number, name: text(port, 'name') }];
    });
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
    const autoscaled = retargetAutoscalers(object, rollout);
    if (this._workloadRef === undefined) {
      object.node.scope?.node.tryRemoveChild(object.node.id);
    }
    return autoscaled;
  }
}

/** Where the two kinds of autoscalers name their target. */
const TARGET_FIELDS: ReadonlyMap<string, string> = new Map([
  ['HorizontalPodAutoscaler', 'scaleTargetRef'],
  ['VerticalPodAutoscaler', 'targetRef'],
]);

function retargetAutoscalers(deployment: ApiObject, rollout: ApiObject): boolean {
  let autoscaled = false;
  for (const child of deployment.node.root.node.findAll()) {
    const field = ApiObject.isApiObject(child) ? TARGET_FIELDS.get(child.kind) : undefined;
    if (!(child instanceof ApiObject) || field === undefined || child.metadata.namespace !== deployment.metadata.namespace) {
      continue;
    }
    const target = record(record(child.toJson(), 'spec'), field);
    if (target.kind === 'Deployment' && target.name === deployment.name) {
      child.addJsonPatch(JsonPatch.replace(`/spec/${field}`, { apiVersion: rollout.apiVersion, kind: rollout.kind, name: rollout.name }));
      autoscaled = autoscaled || child.kind === 'HorizontalPodAutoscaler';
    }
  }
  return autoscaled;
}

function referenceTo(name: string, { scaleDown = DeploymentScaleDown.PROGRESSIVELY }: DeploymentReferenceOptions): argoproj.RolloutSpecWorkloadRef {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name, scaleDown };
}

function deploymentObject(construct: IConstruct): ApiObject {
  const object = ApiObject.of(construct);
  if (object.kind !== 'Deployment' || object.apiGroup !== 'apps') {
    throw new UsageError({
      path: construct.node.path,
      field: 'deployment',
      value: `${object.apiVersion} ${object.kind}`,
      rule: 'is not a Deployment of the group apps',
      fix: 'give the construct of a Deployment',
    });
  }
  return object;
}

function intOrString(value: unknown): number | string | undefined {
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

function stringRecord(from: Json): { [key: string]: string } {
  return Object.fromEntries(Object.entries(from).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
