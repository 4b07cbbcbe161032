import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import * as argocd from '../../imports/argocd-argoproj.io';
import { placeholderFault, templateTexts, usesParameter } from '../check';
import { createApiObject } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { requireItems, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { ApplicationGenerator } from './application-generator';
import { applicationSpec, ApplicationSpecProps, validateApplication } from './application-spec';
import { deliveryRefusals, placeRefusals, rememberDestination } from './delivered-objects';
import { argoCdMetadata, RESOURCES_FINALIZER } from './metadata';
import { requireConstructs, rolloutDifferences, toleranceProblems } from './rollout-differences';

/** The Applications of an ApplicationSet, with parameters such as `{{.cluster}}` in its texts. */
export interface ApplicationTemplate extends ApplicationSpecProps {
  /** The name of each Application. It needs a parameter, or all would be one. */
  readonly name: string;

  /**
   * Labels of the Applications.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the Applications.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Whether what an Application has delivered is deleted with it. Argo CD sees to that itself for the Applications of a set,
   * unless `preserveResourcesOnDeletion` is set.
   *
   * @default - as `preserveResourcesOnDeletion` says
   */
  readonly cascadingDeletion?: boolean;
}

/** What an ApplicationSet may do with its Applications, once they are made. */
export enum ApplicationsSync {
  /** It makes them, and changes nothing later. */
  CREATE_ONLY = 'create-only',
  /** It makes and changes them. */
  CREATE_UPDATE = 'create-update',
  /** It makes and deletes them. */
  CREATE_DELETE = 'create-delete',
  /** It makes, changes and deletes them. */
  SYNC = 'sync',
}

/** Properties of `ArgoCdApplicationSet`. */
export interface ArgoCdApplicationSetProps {
  /**
   * @default - named after the construct's id, in the namespace of the chart, else `argocd`
   */
  readonly metadata?: ApiObjectMetadata;

  /** What makes the parameters of the Applications. At least one. */
  readonly generators: ApplicationGenerator[];

  /** The Applications, with parameters in their texts. */
  readonly template: ApplicationTemplate;

  /**
   * Whether parameters are written as in Go templates, `{{.cluster}}`; an unknown one is then an error. Argo CD has
   * deprecated the other way, `{{cluster}}`.
   *
   * @default true
   */
  readonly goTemplate?: boolean;

  /**
   * A patch for each Application, in YAML with parameters: for what is not text, such as `prune`. Rules do not look into it.
   *
   * @default - none
   */
  readonly templatePatch?: string;

  /**
   * What the set may do with its Applications.
   *
   * @default ApplicationsSync.SYNC
   */
  readonly applicationsSync?: ApplicationsSync;

  /**
   * Whether what the Applications have delivered stays when they, or the set, are deleted.
   *
   * @default false
   */
  readonly preserveResourcesOnDeletion?: boolean;
}

/** An ApplicationSet of Argo CD: an Application for each cluster, folder or set of parameters. */
export class ArgoCdApplicationSet extends Construct {
  /** The ApplicationSet object. */
  public readonly apiObject: ApiObject;

  private readonly props: ArgoCdApplicationSetProps;
  private readonly tolerated: IConstruct[] = [];

  /**
   * @throws if there is no generator, the Applications are named alike, a parameter is used that a generator does not make,
   * options contradict each other, a number is out of bounds, or an object cannot be named so
   */
  public constructor(scope: Construct, id: string, props: ArgoCdApplicationSetProps) {
    super(scope, id);
    const path = this.node.path;
    requireItems(props.generators, { path, field: 'generators', fix: 'give what makes the parameters of the Applications' });
    validateApplication(props.template, path);
    this.props = copyOf(props);
    this.validateTemplate();
    this.apiObject = createApiObject(this, {
      gvk: argocd.ApplicationSet.GVK,
      metadata: argoCdMetadata(this, props.metadata, []),
      spec: () => argocd.toJson_ApplicationSetSpec(this._toKube()),
    });
    const { template: { project, destination } } = this.props;
    rememberDestination(this, destination);
    checkAtSynth(this, () => [
      ...placeRefusals(project, this.apiObject),
      ...deliveryRefusals(project, destination, this.tolerated),
      ...toleranceProblems(this.tolerated),
    ]);
  }

  /**
   * Has Argo CD leave alone exactly what changes in the clusters because of the Rollouts below the constructs; see
   * `ArgoCdApplication.toleratesRollouts`.
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
  public _toKube(): argocd.ApplicationSetSpec {
    const { generators, template, goTemplate, templatePatch, applicationsSync, preserveResourcesOnDeletion } = this.props;
    const { name, labels, annotations, cascadingDeletion } = template;
    const isGo = goTemplate !== false;
    return {
      goTemplate: isGo ? true : undefined,
      goTemplateOptions: isGo ? ['missingkey=error'] : undefined,
      generators: generators.map((generator) => generator._toKube()),
      template: {
        metadata: { name, labels, annotations, finalizers: cascadingDeletion === true ? [RESOURCES_FINALIZER] : undefined },
        spec: argocd.toJson_ApplicationSpec(applicationSpec(template, rolloutDifferences(this.tolerated))),
      },
      templatePatch,
      syncPolicy: applicationsSync === undefined && preserveResourcesOnDeletion === undefined ? undefined : {
        applicationsSync: applicationsSync === undefined ? undefined : WIRE[applicationsSync],
        preserveResourcesOnDeletion,
      },
    };
  }

  private validateTemplate(): void {
    const path = this.node.path;
    const { template, goTemplate } = this.props;
    const fix = 'use a parameter in it, such as {{.cluster}}';
    requireText(template.name, { path, field: 'template.name', fix });
    this.validatePlaceholders();
    if (!usesParameter(template.name, goTemplate !== false)) {
      throw new UsageError({ path, field: 'template.name', value: template.name, rule: 'names all Applications alike', fix });
    }
  }

  /** What only may be a mistake is left to the rules, and so are generators with a template of their own. */
  private validatePlaceholders(): void {
    const { generators, goTemplate } = this.props;
    if (generators.some(({ _hasOwnTemplate }) => _hasOwnTemplate)) {
      return;
    }
    const isGo = goTemplate !== false;
    const kind = { goTemplate: isGo, isStrict: true, generators: generators.map((generator) => generator._parametersFor(isGo)) };
    for (const { text, isForeign } of templateTexts(this._toKube().template)) {
      const fault = isForeign && !isGo ? undefined : placeholderFault(text, kind, isForeign);
      if (fault !== undefined) {
        throw new UsageError({ path: this.node.path, field: 'template', value: fault.value ?? text, rule: fault.text, fix: fault.fix });
      }
    }
  }
}

const WIRE = {
  [ApplicationsSync.CREATE_ONLY]: argocd.ApplicationSetSpecSyncPolicyApplicationsSync.CREATE_HYPHEN_ONLY,
  [ApplicationsSync.CREATE_UPDATE]: argocd.ApplicationSetSpecSyncPolicyApplicationsSync.CREATE_HYPHEN_UPDATE,
  [ApplicationsSync.CREATE_DELETE]: argocd.ApplicationSetSpecSyncPolicyApplicationsSync.CREATE_HYPHEN_DELETE,
  [ApplicationsSync.SYNC]: argocd.ApplicationSetSpecSyncPolicyApplicationsSync.SYNC,
} as const;
