import { ApiObject, ApiObjectMetadata, GroupVersionKind, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import { createApiObject, namedMetadata } from '../core/api-object';
import { checkAtSynth } from '../core/synth-check';
import { requireObjectName } from '../model/names';
import { optionalInteger } from '../model/require';
import { IAnalysis, IAnalysisSubject, SuppliedArgument } from './analysis';
import { AnalysisArgument } from './analysis-argument';
import { AnalysisWithArguments } from './analysis-with-arguments';
import { Metric } from './metric';
import { metricToKube } from './metric-rendering';
import { misplaced } from './misplaced';

/** What every analysis has. */
export interface AnalysisOptions {
  /**
   * @default - named after the construct's id
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Whether rollouts of all namespaces can use it: a ClusterAnalysisTemplate.
   *
   * @default false
   */
  readonly clusterScoped?: boolean;

  /**
   * Whether it only records: nothing that it measures decides anything.
   *
   * @default false
   */
  readonly dryRun?: boolean;

  /**
   * How many measurements of each metric the AnalysisRun keeps.
   *
   * @default 10
   */
  readonly measurementRetention?: number;
}

/** What an analysis measures. */
export interface AnalysisDefinition {
  /** The metrics; at least one. */
  readonly metrics: Metric[];
  /** The arguments that the metrics refer to. */
  readonly args: AnalysisArgument[];
}

const CLUSTER_GVK: GroupVersionKind = argoproj.ClusterAnalysisTemplate.GVK;

/** An analysis that is made here: an AnalysisTemplate, or a ClusterAnalysisTemplate. */
export abstract class Analysis extends Construct implements IAnalysis {
  /** The AnalysisTemplate object. */
  public readonly apiObject: ApiObject;

  /** Whether it is a ClusterAnalysisTemplate. */
  public readonly isClusterScoped: boolean;

  private readonly isDryRun: boolean;

  private readonly measurementRetention?: number;

  /**
   * @throws if an object cannot be named so, or a number is out of bounds
   */
  public constructor(scope: Construct, id: string, options: AnalysisOptions = {}) {
    super(scope, id);
    const path = this.node.path;
    const metadata = namedMetadata(this, options.metadata);
    requireObjectName(metadata.name, { path, field: 'metadata.name' });
    optionalInteger(options.measurementRetention, 1, { path, field: 'measurementRetention', fix: 'give how many measurements to keep' });
    this.isDryRun = options.dryRun ?? false;
    this.measurementRetention = options.measurementRetention;
    this.isClusterScoped = options.clusterScoped ?? false;
    this.apiObject = createApiObject(this, {
      gvk: this.isClusterScoped ? CLUSTER_GVK : argoproj.AnalysisTemplate.GVK,
      metadata,
      spec: () => argoproj.toJson_AnalysisTemplateSpec(this._toKube()),
    });
    if (this.isClusterScoped && this.apiObject.metadata.namespace !== undefined) {
      // A cluster-scoped object has none, but cdk8s gives it the chart's.
      this.apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    checkAtSynth(this);
  }

  /** The name of the AnalysisTemplate. */
  public get templateName(): string {
    return this.apiObject.name;
  }

  /**
   * This analysis with values for some of its arguments. They win over what a rollout would supply.
   *
   * @param values by the name of the argument
   * @throws if the analysis declares no such argument
   */
  public withArguments(values: { [name: string]: string }): IAnalysis {
    return new AnalysisWithArguments(this, values, this.define().args.map(({ name }) => name), this.node.path);
  }

  /**
   * Makes sure that the rollout can find the template. Analyses that cannot measure everywhere refuse further places.
   *
   * @throws if the rollout is in another namespace, where the controller would look for the template
   */
  public bind(subject: IAnalysisSubject): void {
    const { namespace } = this.apiObject.metadata;
    if (!this.isClusterScoped && namespace !== subject.namespace) {
      throw misplaced(subject, this.templateName, {
        rule: `is in ${namespace === undefined ? 'no namespace' : `namespace ${namespace}`}, and the rollout in ${subject.namespace ?? 'none'}`,
        fix: 'give both the same namespace, or say `clusterScoped: true`',
      });
    }
  }

  /** The arguments that a rollout supplies without being told. */
  public argumentsFor(subject: IAnalysisSubject): SuppliedArgument[] {
    return this.define().args.flatMap((argument) => argument._supplyFor(subject) ?? []);
  }

  /** What is measured. Asked anew whenever a manifest is made. */
  protected abstract define(): AnalysisDefinition;

  /** @internal */
  public _toKube(): argoproj.AnalysisTemplateSpec {
    const { metrics, args } = this.define();
    const { isDryRun, measurementRetention } = this;
    // Of all analyses of a run the controller makes one list, whose patterns match the metrics of all.
    const patterns = metrics.map(({ name }) => `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
    return {
      args: args.length === 0 ? undefined : args.map((argument) => argument._toKube()),
      metrics: metrics.map(metricToKube),
      dryRun: isDryRun ? patterns.map((metricName) => ({ metricName })) : undefined,
      measurementRetention: measurementRetention === undefined ? undefined : patterns.map((metricName) => ({
        metricName, limit: measurementRetention,
      })),
    };
  }
}
