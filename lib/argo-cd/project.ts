import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import * as argocd from '../../imports/argocd-argoproj.io';
import { createApiObject } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { Permission, permissionOf } from '../check';
import { copyOf } from '../model/copy';
import { requireItems, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { ApplicationDestination } from './application-destination';
import { requireGroupKind } from './group-kind';
import { argoCdMetadata, RESOURCES_FINALIZER } from './metadata';

/** A project that Applications can belong to. */
export interface IArgoCdProject {
  /** The name of the project. */
  readonly projectName: string;
}

/** A kind of objects, for a list of what may be delivered. */
export interface ProjectResource {
  /** The API group, e.g. `argoproj.io`; `''` for the core group, `*` for all. */
  readonly group: string;

  /** The kind, e.g. `Rollout`; `*` for all. */
  readonly kind: string;
}

/** What a project says about objects of its namespaces that no Application has made. */
export interface OrphanedResourcesOptions {
  /**
   * Whether Applications of the project show a warning for them.
   *
   * @default true
   */
  readonly warn?: boolean;

  /**
   * Kinds of objects that are not counted.
   *
   * @default - none
   */
  readonly ignore?: ProjectResource[];
}

/** Properties of `ArgoCdProject`. */
export interface ArgoCdProjectProps {
  /**
   * @default - named after the construct's id, in the namespace of the chart, else `argocd`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * What the project is for, in at most 255 characters.
   *
   * @default - nothing
   */
  readonly description?: string;

  /**
   * The repositories that its Applications may use, as patterns: `https://github.com/example/*`, `*` for all of them,
   * `!…` for none of them. At least one. An address counts as the Application has it: that of a registry of Helm charts is
   * without `oci://`.
   */
  readonly sourceRepositories: string[];

  /**
   * Where its Applications may deliver to. Name, address and namespace may be patterns. Give the namespace, or no namespace
   * is meant. At least one.
   */
  readonly destinations: ApplicationDestination[];

  /**
   * The kinds outside of namespaces that its Applications may deliver, e.g. `Namespace`.
   *
   * @default - none
   */
  readonly clusterResources?: ProjectResource[];

  /**
   * The kinds in namespaces that its Applications may deliver.
   *
   * @default - all
   */
  readonly namespaceResources?: ProjectResource[];

  /**
   * The kinds in namespaces that its Applications may not deliver, e.g. `ResourceQuota`.
   *
   * @default - none
   */
  readonly excludedNamespaceResources?: ProjectResource[];

  /**
   * What the project says about objects of its namespaces that no Application has made.
   *
   * @default - it does not look for them
   */
  readonly orphanedResources?: OrphanedResourcesOptions;

  /**
   * Namespaces other than that of Argo CD in which its Applications may be.
   *
   * @default - none
   */
  readonly sourceNamespaces?: string[];

  /**
   * Whether the project stays until no Application belongs to it, by the finalizer that Argo CD uses for that.
   *
   * @default true
   */
  readonly keepWhileInUse?: boolean;
}

const LONGEST_DESCRIPTION = 255;

/** The settings that are lists of kinds. */
const KIND_LISTS = ['clusterResources', 'namespaceResources', 'excludedNamespaceResources'] as const;

/** A project of Argo CD: what some Applications may deliver, and where to. */
export class ArgoCdProject extends Construct implements IArgoCdProject {
  /**
   * A project that is made elsewhere, such as `default`.
   *
   * @param name the name of the project
   * @throws if the name is empty
   */
  public static fromName(name: string): IArgoCdProject {
    return { projectName: requireText(name, { field: 'ArgoCdProject.fromName: name', fix: 'give the name of the project' }) };
  }

  /** The AppProject object. */
  public readonly apiObject: ApiObject;

  private readonly props: ArgoCdProjectProps;

  /**
   * @throws if there is no repository or no destination, a kind is none, the description is too long, or an object cannot be named so
   */
  public constructor(scope: Construct, id: string, props: ArgoCdProjectProps) {
    super(scope, id);
    const path = this.node.path;
    requireItems(props.sourceRepositories, { path, field: 'sourceRepositories', fix: 'give the repositories that may be used, or * for all' });
    requireItems(props.destinations, { path, field: 'destinations', fix: 'give the places that may be delivered to' });
    KIND_LISTS.forEach((name) => { props[name]?.forEach((kind, index) => { requireGroupKind(kind, path, `${name}[${index}]`); }); });
    const length = Array.from(props.description ?? '').length;
    if (length > LONGEST_DESCRIPTION) {
      throw new UsageError({ path, field: 'description', rule: `has ${length} characters, and ${LONGEST_DESCRIPTION} is the most`, fix: 'shorten it' });
    }
    this.props = copyOf(props);
    this.apiObject = createApiObject(this, {
      gvk: argocd.AppProject.GVK,
      metadata: argoCdMetadata(this, props.metadata, props.keepWhileInUse === false ? [] : [RESOURCES_FINALIZER]),
      spec: () => argocd.toJson_AppProjectSpec(this._toKube()),
    });
    checkAtSynth(this);
  }

  /** The name of the project. */
  public get projectName(): string {
    return this.apiObject.name;
  }

  /**
   * What the project allows.
   *
   * @internal
   */
  public get _permission(): Permission {
    return permissionOf({ spec: argocd.toJson_AppProjectSpec(this._toKube()) }, this.apiObject.metadata.namespace);
  }

  /** @internal */
  public _toKube(): argocd.AppProjectSpec {
    const { description, sourceRepositories, destinations, clusterResources, namespaceResources, excludedNamespaceResources } = this.props;
    const { orphanedResources, sourceNamespaces } = this.props;
    return {
      description,
      sourceRepos: sourceRepositories,
      destinations: destinations.map((destination) => destination._toKube()),
      clusterResourceWhitelist: clusterResources,
      namespaceResourceWhitelist: namespaceResources,
      namespaceResourceBlacklist: excludedNamespaceResources,
      orphanedResources,
      sourceNamespaces,
    };
  }
}
