/** How the AnalysisRuns of one place are made. */
export interface AnalysisRunOptions {
  /**
   * The names of metrics that only record here; regular expressions match several.
   *
   * @default - none
   */
  readonly dryRunMetrics?: string[];

  /**
   * Labels of the AnalysisRun.
   *
   * @default - none
   */
  readonly runLabels?: { [key: string]: string };

  /**
   * Annotations of the AnalysisRun.
   *
   * @default - none
   */
  readonly runAnnotations?: { [key: string]: string };
}
