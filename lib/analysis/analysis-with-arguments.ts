import { UsageError } from '../model/usage-error';
import { IAnalysis, IAnalysisSubject, SuppliedArgument } from './analysis';

/** An analysis with values for some of its arguments. */
export class AnalysisWithArguments implements IAnalysis {
  public readonly templateName: string;
  public readonly isClusterScoped: boolean;
  private readonly values: ReadonlyMap<string, string>;

  /**
   * @param declared the names of the arguments of the analysis; absent if they are not known
   * @param path whose mistake an unknown name is
   */
  public constructor(
    private readonly analysis: IAnalysis,
    values: { [name: string]: string },
    declared: readonly string[] | undefined,
    path: string,
  ) {
    this.templateName = analysis.templateName;
    this.isClusterScoped = analysis.isClusterScoped;
    this.values = new Map(Object.entries(values));
    for (const name of this.values.keys()) {
      if (declared?.includes(name) === false) {
        throw new UsageError({
          path,
          field: 'withArguments',
          value: name,
          rule: 'is not an argument of the analysis, so the controller would drop it in silence',
          fix: declared.length === 0 ? 'declare it with `args`' : `give one of ${declared.join(', ')}, or declare it with \`args\``,
        });
      }
    }
  }

  public bind(subject: IAnalysisSubject): void {
    this.analysis.bind(subject);
  }

  public argumentsFor(subject: IAnalysisSubject): SuppliedArgument[] {
    return [
      ...this.analysis.argumentsFor(subject).filter(({ name }) => !this.values.has(name)),
      ...[...this.values].map(([name, value]) => SuppliedArgument.value(name, value)),
    ];
  }
}
