/** The Jobs that metrics run. */

import type { AnalysisTemplate, Metric } from './analysis-template';
import type { JsonObject } from '../../model/json';
import { asRecord, field } from '../../model/json';

/** What the rules read of a metric that runs a Job. */
export interface JobMetric {
  readonly metric: Metric;
  readonly field: string;
  readonly content: unknown;
  readonly spec: JsonObject;
  /** The template of its pods. */
  readonly pods: JsonObject;
}

/** The Job of a metric; `undefined` where there is none, or none that has pods. */
function jobOf(metric: Metric): JobMetric | undefined {
  const content = field(metric.content, 'provider', 'job');
  const spec = asRecord(field(content, 'spec'));
  const pods = asRecord(field(spec, 'template'));
  if (spec === undefined || pods === undefined) {
    return undefined;
  }
  return { metric, field: `${metric.field}.provider.job`, content, spec, pods };
}

/** The Jobs of a template, in the order of its metrics. */
export function jobsOf(template: AnalysisTemplate): JobMetric[] {
  return template.metrics.flatMap((metric) => jobOf(metric) ?? []);
}
