import type { Rule } from '../../rule';
import { ambiguousArgument } from './ambiguous-argument';
import { argumentSource } from './argument-source';
import { cancelledCheck } from './cancelled-check';
import { cannotFail } from './cannot-fail';
import { conditionShape } from './condition-shape';
import { conditionSyntax } from './condition-syntax';
import { countedBackgroundMetric } from './counted-background-metric';
import { endlessMetric } from './endless-metric';
import { istioLabel } from './istio-label';
import { jobEnds } from './job-ends';
import { jobNameClash } from './job-name-clash';
import { jobRestartPolicy } from './job-restart-policy';
import { jobSidecar } from './job-sidecar';
import { metricDuration } from './metric-duration';
import { metricShape } from './metric-shape';
import { metricWithoutCondition } from './metric-without-condition';
import { missingArgument } from './missing-argument';
import { nanByAccident } from './nan-by-accident';
import { neverMeasures } from './never-measures';
import { querySyntax } from './query-syntax';
import { queryTellsVersions } from './query-tells-versions';
import { startingStep } from './starting-step';
import { templatesInConflict } from './templates-in-conflict';
import { undeclaredArgument } from './undeclared-argument';
import { undeclaredPlaceholder } from './undeclared-placeholder';
import { unguardedResult } from './unguarded-result';
import { unmatchedMetricName } from './unmatched-metric-name';
import { unreachableLimits } from './unreachable-limits';
import { webMetric } from './web-metric';

/** 2xx: analyses, their templates and metrics. */
export const ANALYSIS_RULES: readonly Rule[] = [
  endlessMetric,
  countedBackgroundMetric,
  missingArgument,
  undeclaredArgument,
  ambiguousArgument,
  undeclaredPlaceholder,
  metricWithoutCondition,
  jobNameClash,
  templatesInConflict,
  metricShape,
  conditionSyntax,
  conditionShape,
  unguardedResult,
  nanByAccident,
  startingStep,
  neverMeasures,
  unreachableLimits,
  cannotFail,
  jobEnds,
  jobSidecar,
  metricDuration,
  argumentSource,
  unmatchedMetricName,
  webMetric,
  cancelledCheck,
  querySyntax,
  queryTellsVersions,
  jobRestartPolicy,
  istioLabel,
];
