import { Construct } from 'constructs';
import { copyOf } from '../model/copy';
import { requireItems } from '../model/require';
import { UsageError } from '../model/usage-error';
import { IAnalysis, IAnalysisSubject, SuppliedArgument } from './analysis';
import { AnalysisArgument } from './analysis-argument';
import { Analysis, AnalysisDefinition, AnalysisOptions } from './analysis-base';
import { AnalysisWithArguments } from './analysis-with-arguments';
import { Metric } from './metric';
import { validateMetric } from './metric-rendering';

/** Properties of `AnalysisTemplate`. */
export interface AnalysisTemplateProps extends AnalysisOptions {
  /** What is measured. At least one, with names of their own. */
  readonly metrics: Metric[];

  /**
   * The arguments that the metrics refer to as `{{args.name}}`.
   *
   * @default - none
   */
  readonly args?: AnalysisArgument[];
}

/** What is known of an analysis that is made elsewhere. */
export interface AnalysisReferenceOptions {
  /**
   * Whether it is a ClusterAnalysisTemplate.
   *
   * @default false
   */
  readonly clusterScoped?: boolean;

  /**
   * The arguments that it declares. A rollout supplies those that it can.
   *
   * @default - none
   */
  readonly args?: AnalysisArgument[];

  /**
   * Values for further arguments.
   *
   * @default - none
   */
  readonly values?: { [name: string]: string };
}

/** An analysis with any metrics. */
export class AnalysisTemplate extends Analysis {
  /**
   * An analysis that is made elsewhere.
   *
   * @param name the name of the AnalysisTemplate, in the namespace of the rollout, or of the ClusterAnalysisTemplate
   */
  public static fromName(name: string, options: AnalysisReferenceOptions = {}): IAnalysis {
    const reference = new AnalysisReference(name, options);
    return options.values === undefined ? reference : new AnalysisWithArguments(reference, options.values, undefined, name);
  }

  private readonly definition: AnalysisDefinition;

  /**
   * @throws if there is no metric, two have one name, one has no condition, or an argument is declared twice
   */
  public constructor(scope: Construct, id: string, props: AnalysisTemplateProps) {
    super(scope, id, props);
    const path = this.node.path;
    requireItems(props.metrics, { path, field: 'metrics', fix: 'give what is measured' });
    props.metrics.forEach((metric) => { validateMetric(metric, path); });
    requireUnique(props.metrics, 'metrics', path);
    requireUnique(props.args ?? [], 'args', path);
    this.definition = { metrics: copyOf(props.metrics), args: [...props.args ?? []] };
  }

  protected define(): AnalysisDefinition {
    return this.definition;
  }
}

class AnalysisReference implements IAnalysis {
  public readonly isClusterScoped: boolean;
  private readonly args: readonly AnalysisArgument[];

  public constructor(public readonly templateName: string, options: AnalysisReferenceOptions) {
    this.isClusterScoped = options.clusterScoped ?? false;
    this.args = [...options.args ?? []];
  }

  public bind(_subject: IAnalysisSubject): void {
    // What it measures is not known here.
  }

  public argumentsFor(subject: IAnalysisSubject): SuppliedArgument[] {
    return this.args.flatMap((argument) => argument._supplyFor(subject) ?? []);
  }
}

function requireUnique(items: readonly { readonly name: string }[], field: string, path: string): void {
  const seen = new Set<string>();
  for (const { name } of items) {
    if (seen.has(name)) {
      throw new UsageError({ path, field, value: name, rule: 'is given twice', fix: 'give each a name of its own' });
    }
    seen.add(name);
  }
}
