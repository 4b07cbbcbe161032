import type { Rule } from '../rule';
import { ambiguousArgument } from './ambiguous-argument';
import { antiAffinity } from './anti-affinity';
import { autoscalerTarget } from './autoscaler-target';
import { countedBackgroundMetric } from './counted-background-metric';
import { deploymentAndRollout } from './deployment-and-rollout';
import { distinctServices } from './distinct-services';
import { duplicateObject } from './duplicate-object';
import { endlessMetric } from './endless-metric';
import { ephemeralMetadata } from './ephemeral-metadata';
import { jobNameClash } from './job-name-clash';
import { limitsInConflict } from './limits-in-conflict';
import { metricShape } from './metric-shape';
import { metricWithoutCondition } from './metric-without-condition';
import { missingArgument } from './missing-argument';
import { needsTrafficRouting } from './needs-traffic-routing';
import { objectName } from './object-name';
import { oneStrategy } from './one-strategy';
import { replicasWithAutoscaler } from './replicas-with-autoscaler';
import { selectorLabels } from './selector-labels';
import { servicesWithoutRouter } from './services-without-router';
import { sharedTarget } from './shared-target';
import { stepKind } from './step-kind';
import { stepWeightRange } from './step-weight-range';
import { targetPort } from './target-port';
import { templatesInConflict } from './templates-in-conflict';
import { undeclaredArgument } from './undeclared-argument';
import { undeclaredPlaceholder } from './undeclared-placeholder';
import { workloadRef } from './workload-ref';

/** Every rule, in the order of ids; a new one takes the next free number of its group. */
export const RULES: readonly Rule[] = [
  // 1xx: strategy
  stepWeightRange,
  stepKind,
  oneStrategy,
  needsTrafficRouting,
  servicesWithoutRouter,
  workloadRef,
  distinctServices,
  ephemeralMetadata,
  limitsInConflict,
  antiAffinity,
  // 2xx: analysis
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
  // 3xx: traffic
  sharedTarget,
  // 4xx: references and identity
  targetPort,
  duplicateObject,
  objectName,
  selectorLabels,
  // 5xx: autoscaling, and what else runs the pods
  replicasWithAutoscaler,
  autoscalerTarget,
  deploymentAndRollout,
  // 6xx: GitOps
];
