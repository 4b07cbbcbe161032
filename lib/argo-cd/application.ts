import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import * as argocd from '../../imports/argocd-argoproj.io';
import { createApiObject } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { applicationSpec, ApplicationSpecProps, validateApplication } from './application-spec';
import { deliveryRefusals, placeRefusals, rememberDestination } from './delivered-objects';
import { argoCdMetadata, RESOURCES_FINALIZER } from './metadata';
import { requireConstructs, rolloutDifferences, toleranceProblems } from './rollout-differences';

/** Properties of `ArgoCdApplication`. */
export interface ArgoCdApplicationProps extends ApplicationSpecProps {
  /**
   * @default - named after the construct's id, in the namespace of the chart, else `argocd`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Whether what the Application has delivered is deleted with it.
   *
   * @default false
   */
  readonly cascadingDeletion?: boolean;
}

/** An Application of Argo CD: some manifests, kept in a cluster as they are in a repository. */
export class ArgoCdApplication extends Construct {
  /** The Application object. */
  public readonly apiObject: ApiObject;

  private readonly props: ArgoCdApplicationProps;
  private readonly tolerated: IConstruct[] = [];

  /**
   * @throws if options contradict each other, a number is out of bounds, or an object cannot be named so
   */
  public constructor(scope: Construct, id: string, props: ArgoCdApplicationProps) {
    super(scope, id);
    validateApplication(props, this.node.path);
    this.props = copyOf(props);
    this.apiObject = createApiObject(this, {
      gvk: argocd.Application.GVK,
      metadata: argoCdMetadata(this, props.metadata, props.cascadingDeletion === true ? [RESOURCES_FINALIZER] : []),
      spec: () => argocd.toJson_ApplicationSpec(this._toKube()),
    });
    const { project, destination } = this.props;
    rememberDestination(this, destination);
    checkAtSynth(this, () => [
      ...placeRefusals(project, this.apiObject),
      ...deliveryRefusals(project, destination, this.tolerated),
      ...toleranceProblems(this.tolerated),
    ]);
  }

  /** The name of the Application. */
  public get applicationName(): string {
    return this.apiObject.name;
  }

  /**
   * Has Argo CD leave alone exactly what changes in the cluster because of the Rollouts below the constructs, so that it
   * neither reports it as a difference nor reverts it: weights and managed routes of a VirtualService or of a route of the
   * Gateway API, labels of the subsets of a DestinationRule, and the replicas of a Rollout with an autoscaler and of a
   * Deployment that a Rollout replaces. What the controller changes for other routers, such as the annotations of an Ingress
   * or the weights of a TraefikService, is not covered: give it as `ignoreDifferences`.
   *
   * It is found out when the manifests are made, so it does not matter what is added later. Routes and autoscalers are
   * looked for in the charts of the constructs: where they are in another chart, give that too.
   *
   * A sync for the sake of another change still applies what is in Git, until the controller writes again; see
   * `applyOutOfSyncOnly` and `respectIgnoreDifferences` of the sync options.
   *
   * @param constructs charts, Rollouts, or whatever is around them; at least one
   * @throws if none is given; and at synth if there is no Rollout below them, one changes an object of another chart, or the
   * project, where it is a construct, does not allow the kind of one of the Rollouts, or of what they change, in the namespace
   * of the destination, unless another Application of the app may deliver there
   */
  public toleratesRollouts(...constructs: IConstruct[]): void {
    requireConstructs(constructs, this.node.path);
    this.tolerated.push(...constructs);
  }

  /** @internal */
  public _toKube(): argocd.ApplicationSpec {
    return applicationSpec(this.props, rolloutDifferences(this.tolerated));
  }
}
