import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { IScalable, k8s, LabelSelector, Pod, PodSelectorConfig, ScalingTarget, Topology, Workload } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import { AutoscaleOptions, RolloutAutoscaler } from '../autoscaling/rollout-autoscaler';
import { createApiObject, namedMetadata } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { asRecord, field } from '../model/json';
import { requireDnsLabel } from '../model/names';
import { requireItems } from '../model/require';
import { describe, UsageError } from '../model/usage-error';
import { NotificationService } from '../notifications/notification-service';
import { NotificationTrigger } from '../notifications/notification-trigger';
import { addSubscription } from '../notifications/subscriptions';
import { RolloutServices } from '../service/rollout-services';
import { CommonServiceOptions } from '../service/service-options';
import { IServicePods, PodPort } from '../service/service-pods';
import { RollingUpdate } from './deployment-source';
import { validateLimits } from './rollout-limits';
import { RolloutProps } from './rollout-props';

/** The label that selects the pods. */
const APP_LABEL = 'app';

/** The replicas of a rollout that says nothing, like those of a Deployment of cdk8s-plus. */
const DEFAULT_REPLICAS = 2;

/** A workload whose updates go step by step: the base of `CanaryRollout` and `BlueGreenRollout`. */
export abstract class Rollout extends Workload implements IScalable, IServicePods {
  /** The plural of the kind, as roles refer to it. */
  public readonly resourceType = 'rollouts';

  /** Whether a HorizontalPodAutoscaler sets the number of pods. */
  public hasAutoscaler = false;

  /** The Rollout object. */
  protected readonly apiObject: ApiObject;

  private readonly options: RolloutProps;

  /**
   * @throws if the rollout cannot be named so, or a number is out of bounds
   */
  public constructor(scope: Construct, id: string, props: RolloutProps) {
    super(scope, id, { ...props, select: false, spread: false });
    validateLimits(props, this.node.path);
    this.options = { ...props, analysisRunHistory: copyOf(props.analysisRunHistory) };
    this.apiObject = createApiObject(this, {
      gvk: argoproj.Rollout.GVK,
      metadata: namedMetadata(this, mergedMetadata(props.deployment?._metadata, props.metadata)),
      spec: () => argoproj.toJson_RolloutSpec(this._toKube()),
    });
    requireDnsLabel(this.name, { path: this.node.path, field: 'metadata.name' });
    this.selectPods(props);
    if (props.deployment?._handOverTo(this.apiObject) === true) {
      this.markHasAutoscaler();
    }
    this.spreadPods(props);
    if (this.isolate) {
      this.connections.isolate();
    }
    checkAtSynth(this, () => this.validatePods());
  }

  /** The labels that select the pods of all versions. */
  public get selectorLabels(): { [key: string]: string } {
    return { ...this.options.deployment?._selectorLabels, ...this.matchLabels };
  }

  /** The ports that the containers declare. */
  public get containerPorts(): PodPort[] {
    return this.options.deployment?._containerPorts ?? this.containers.flatMap((container) => container.ports
      .map(({ number, name, protocol }) => ({ number, name, protocol })));
  }

  /**
   * Has a HorizontalPodAutoscaler set the number of pods.
   *
   * @throws if the bounds contradict each other, or there is nothing to scale by
   */
  public autoscale(options: AutoscaleOptions): RolloutAutoscaler {
    if (this.hasAutoscaler) {
      throw new UsageError({
        path: this.node.path, field: 'autoscale', rule: 'the rollout has an autoscaler already', fix: 'give one all the metrics',
      });
    }
    const { namespace } = this.metadata;
    const metadata = { namespace, ...options.metadata };
    if (metadata.namespace !== namespace) {
      throw new UsageError({
        path: this.node.path,
        field: 'autoscale: metadata.namespace',
        value: metadata.namespace,
        rule: 'is not the namespace of the rollout, where an autoscaler looks for its target',
        fix: 'leave it out',
      });
    }
    return new RolloutAutoscaler(this, 'Autoscaler', { ...options, target: this, metadata });
  }

  /**
   * Has somebody be notified of something. The configuration of the controller must define the trigger and the service
   * (`notifications` of an `ArgoRolloutsApplication`, say), or nothing is sent.
   *
   * @param trigger what to notify of
   * @param services who is notified, and how
   * @throws if there is no service, or an annotation cannot say so
   */
  public subscribe(trigger: NotificationTrigger, ...services: NotificationService[]): void {
    const path = this.node.path;
    for (const service of requireItems(services, { path, field: 'subscribe', fix: 'give the service to notify through' })) {
      addSubscription(this.metadata, trigger, service, path);
    }
  }

  /** @see IScalable.markHasAutoscaler() */
  public markHasAutoscaler(): void {
    this.hasAutoscaler = true;
  }

  /**
   * What an autoscaler has to know. Whether `replicas` are given besides is found when the manifests are made.
   *
   * @see IScalable.toScalingTarget()
   */
  public toScalingTarget(): ScalingTarget {
    return { kind: this.kind, apiVersion: this.apiVersion, name: this.name, containers: this.containers };
  }

  /**
   * Selects the pods by the labels of the selector, which do not depend on where the construct stands.
   *
   * @see IPodSelector.toPodSelectorConfig()
   */
  public override toPodSelectorConfig(): PodSelectorConfig {
    const { namespace } = this.metadata;
    return {
      labelSelector: LabelSelector.of({ labels: this.selectorLabels }),
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  /** @internal */
  public abstract _toStrategy(): argoproj.RolloutSpecStrategy;

  /** @internal */
  public _toKube(): argoproj.RolloutSpec {
    const {
      deployment, minReady, progressDeadline, progressDeadlineAbort, revisionHistoryLimit, rollbackWindow, analysisRunHistory,
    } = this.options;
    const pods = deployment?._toKube() ?? this.ownPods();
    return {
      ...pods,
      replicas: this.replicas(pods.replicas),
      minReadySeconds: minReady?.toSeconds() ?? pods.minReadySeconds,
      progressDeadlineSeconds: progressDeadline?.toSeconds() ?? pods.progressDeadlineSeconds,
      progressDeadlineAbort,
      revisionHistoryLimit: revisionHistoryLimit ?? pods.revisionHistoryLimit,
      rollbackWindow: rollbackWindow === undefined ? undefined : { revisions: rollbackWindow },
      analysis: analysisRunHistory === undefined ? undefined : {
        successfulRunHistoryLimit: analysisRunHistory.successful,
        unsuccessfulRunHistoryLimit: analysisRunHistory.unsuccessful,
      },
      strategy: this._toStrategy(),
    };
  }

  /**
   * What a converted Deployment says of its updates.
   *
   * @internal
   */
  public get _rollingUpdate(): RollingUpdate {
    return this.options.deployment?._rollingUpdate ?? {};
  }

  /**
   * The Services of this rollout, still to be made.
   *
   * @internal
   */
  protected _services(common: CommonServiceOptions): RolloutServices {
    return new RolloutServices({ scope: this, name: this.name, namespace: this.metadata.namespace, pods: this }, common);
  }

  /**
   * With an autoscaler none, or every apply would set its work back (https://github.com/argoproj/argo-rollouts/issues/3565):
   * except those that were given beside it, for a rule to find, and those that a moving Deployment needs.
   */
  private replicas(ofPods: number | undefined): number | undefined {
    const given = this.options.replicas;
    return this.hasAutoscaler && this.options.deployment?._needsReplicas !== true ? given : given ?? ofPods;
  }

  private ownPods(): argoproj.RolloutSpec {
    const metadata = asRecord(this.podMetadata.toJson());
    // cdk8s-plus labels pods by the path of their construct; to move a construct would start an update.
    const { [Pod.ADDRESS_LABEL]: _address, ...labels } = asRecord(field(metadata, 'labels')) ?? {};
    // Without a container the base class cannot render; that there is none is found by the validation.
    const spec = this.containers.length === 0 ? undefined : k8s.toJson_PodSpec(this._toPodSpec());
    return { replicas: DEFAULT_REPLICAS, selector: this._toLabelSelector(), template: { metadata: { ...metadata, labels }, spec } };
  }

  private selectPods({ select = true, deployment }: RolloutProps): void {
    if (deployment === undefined && select) {
      const app = this.podMetadata.getLabel(APP_LABEL) ?? this.name;
      this.podMetadata.addLabel(APP_LABEL, app);
      this.select(LabelSelector.of({ labels: { [APP_LABEL]: app } }));
    }
  }

  /** Done once: the base class would add the same terms again whenever a manifest is made. */
  private spreadPods({ spread = false }: RolloutProps): void {
    if (spread) {
      this.scheduling.spread({ topology: Topology.HOSTNAME });
      this.scheduling.spread({ topology: Topology.ZONE });
    }
  }

  private validatePods(): string[] {
    return [...this.validateSelector(), ...this.validatePorts(), ...this.validateContainers()];
  }

  private validateSelector(): string[] {
    return Object.keys(this.selectorLabels).length > 0 ? [] : [describe({
      field: 'select', rule: 'no label selects the pods', fix: 'call `select` with labels, or leave out `select: false`',
    })];
  }

  private validatePorts(): string[] {
    const isPort = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= 65535;
    const fix = 'give the port that the container listens on';
    return this.containerPorts.filter(({ number }) => !isPort(number)).map(({ number }) => describe({
      field: 'containers.portNumber', value: number, rule: 'is not a whole number from 1 to 65535', fix,
    }));
  }

  private validateContainers(): string[] {
    const described = this.containers.length > 0 || this.initContainers.length > 0 || this.volumes.length > 0;
    return this.options.deployment !== undefined && described ? [describe({
      field: 'containers', rule: 'the pod is described by `deployment` too', fix: 'describe it in the Deployment, or patch the Rollout',
    })] : [];
  }
}

/** The metadata of a converted Deployment, with what the rollout says itself on top. */
function mergedMetadata(taken: ApiObjectMetadata = {}, own: ApiObjectMetadata = {}): ApiObjectMetadata {
  return {
    ...taken,
    ...own,
    labels: { ...taken.labels, ...own.labels },
    annotations: { ...taken.annotations, ...own.annotations },
  };
}
