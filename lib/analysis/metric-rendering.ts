import { Duration } from 'cdk8s';
import * as argoproj from '../../imports/argoproj.io';
import { optionalSeconds } from '../core/seconds';
import { goDuration } from '../model/go-duration';
import { optionalInteger, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { Metric } from './metric';

/** The metric as the CRD has it. */
export function metricToKube(metric: Metric): argoproj.AnalysisTemplateSpecMetrics {
  return {
    name: metric.name,
    initialDelay: seconds(metric.initialDelay),
    interval: seconds(metric.interval),
    count: optional(metric.count, (count) => argoproj.AnalysisTemplateSpecMetricsCount.fromNumber(count)),
    successCondition: metric.successCondition,
    failureCondition: metric.failureCondition,
    failureLimit: optional(metric.failureLimit, (limit) => argoproj.AnalysisTemplateSpecMetricsFailureLimit.fromNumber(limit)),
    inconclusiveLimit: optional(
      metric.inconclusiveLimit, (limit) => argoproj.AnalysisTemplateSpecMetricsInconclusiveLimit.fromNumber(limit),
    ),
    consecutiveErrorLimit: optional(
      metric.consecutiveErrorLimit, (limit) => argoproj.AnalysisTemplateSpecMetricsConsecutiveErrorLimit.fromNumber(limit),
    ),
    consecutiveSuccessLimit: optional(
      metric.consecutiveSuccessLimit, (limit) => argoproj.AnalysisTemplateSpecMetricsConsecutiveSuccessLimit.fromNumber(limit),
    ),
    provider: metric.provider._toKube(),
  };
}

/** Throws where a metric cannot be right by itself. */
export function validateMetric(metric: Metric, path: string): void {
  const field = (name: string): string => `metrics[${metric.name}].${name}`;
  requireText(metric.name, { path, field: 'metrics.name', fix: 'name the metric' });
  optionalSeconds(metric.interval, 1, { path, field: field('interval') });
  optionalSeconds(metric.initialDelay, 0, { path, field: field('initialDelay') });
  optionalInteger(metric.count, 1, { path, field: field('count'), fix: 'leave it out for a background analysis, which has no end of its own' });
  optionalInteger(metric.failureLimit, metric.consecutiveSuccessLimit === undefined ? 0 : -1, {
    path, field: field('failureLimit'), fix: 'give the number of failures to tolerate; -1 takes a `consecutiveSuccessLimit` besides',
  });
  for (const limit of ['inconclusiveLimit', 'consecutiveErrorLimit', 'consecutiveSuccessLimit'] as const) {
    optionalInteger(metric[limit], 0, { path, field: field(limit), fix: 'give a number of measurements' });
  }
  if ((metric.count ?? 1) > 1 && metric.interval === undefined) {
    throw new UsageError({
      path, field: field('count'), value: metric.count, rule: 'measurements need an interval between them', fix: 'give `interval`',
    });
  }
  const { count = 1, failureLimit = 0, consecutiveSuccessLimit = 0 } = metric;
  if ((metric.count !== undefined || metric.interval === undefined) && Math.max(failureLimit, 0) + consecutiveSuccessLimit > count) {
    throw new UsageError({
      path,
      field: field('count'),
      value: count,
      rule: `is below failureLimit and consecutiveSuccessLimit together, ${Math.max(failureLimit, 0) + consecutiveSuccessLimit}`,
      fix: 'take more measurements, or lower a limit',
    });
  }
  if (metric.successCondition === undefined && metric.failureCondition === undefined && metric.provider._needsCondition) {
    throw new UsageError({
      path,
      field: field('successCondition'),
      rule: 'the metric has no condition, so every measurement would count as a success',
      fix: 'give `successCondition`, `failureCondition` or both',
    });
  }
}

function seconds(duration: Duration | undefined): string | undefined {
  return optional(duration, (given) => goDuration(given.toMilliseconds()));
}

function optional<T, R>(value: T | undefined, map: (value: T) => R): R | undefined {
  return value === undefined ? undefined : map(value);
}
