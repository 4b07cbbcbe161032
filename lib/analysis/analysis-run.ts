import * as argoproj from '../../imports/argoproj.io';
import { copyOf } from '../model/copy';
import { requireItems } from '../model/require';
import { describe } from '../model/usage-error';
import { IAnalysis, IAnalysisSubject, SuppliedArgument } from './analysis';
import { AnalysisRunOptions } from './analysis-run-options';

/** The use of some analyses by a rollout at one place: one AnalysisRun. */
export class AnalysisRun {
  private readonly analyses: readonly IAnalysis[];
  private readonly options: AnalysisRunOptions;

  /**
   * @param field the prop that the analyses were given by
   */
  public constructor(
    analyses: readonly IAnalysis[],
    private readonly subject: IAnalysisSubject,
    options: AnalysisRunOptions,
    private readonly field: string,
  ) {
    this.options = copyOf(options);
    this.analyses = [...requireItems(analyses, { path: subject.path, field, fix: 'give an analysis' })];
    for (const analysis of this.analyses) {
      analysis.bind(subject);
    }
  }

  /** What the analyses contradict each other in. */
  public validate(): string[] {
    if (this.analyses.length === 1) {
      return [];
    }
    const values = new Map<string, string>();
    return this.allArguments().flatMap((argument) => {
      const value = JSON.stringify(argument._toKube());
      const before = values.get(argument.name) ?? value;
      values.set(argument.name, value);
      return before === value ? [] : [describe({
        field: `${this.field} (argument ${argument.name})`,
        rule: `the analyses are given two values for one argument, ${before} and ${value}`,
        fix: 'rename the argument in one of the analyses',
      })];
    });
  }

  public toKube(): argoproj.RolloutSpecStrategyCanaryStepsAnalysis {
    const args = new Map(this.allArguments().map((argument) => [argument.name, argument._toKube()]));
    const { dryRunMetrics, runLabels, runAnnotations } = this.options;
    return {
      templates: this.analyses.map(({ templateName, isClusterScoped }) => ({
        templateName,
        clusterScope: isClusterScoped ? true : undefined,
      })),
      args: args.size === 0 ? undefined : [...args.values()],
      dryRun: dryRunMetrics?.map((metricName) => ({ metricName })),
      analysisRunMetadata: runLabels === undefined && runAnnotations === undefined ? undefined : {
        labels: runLabels,
        annotations: runAnnotations,
      },
    };
  }

  private allArguments(): SuppliedArgument[] {
    return this.analyses.flatMap((analysis) => analysis.argumentsFor(this.subject));
  }
}
