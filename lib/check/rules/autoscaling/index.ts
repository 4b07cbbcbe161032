import type { Rule } from '../../rule';
import { autoscalerElsewhere } from './autoscaler-elsewhere';
import { autoscalerRange } from './autoscaler-range';
import { autoscalerTarget } from './autoscaler-target';
import { autoscalerWithoutRequests } from './autoscaler-without-requests';
import { deploymentAndRollout } from './deployment-and-rollout';
import { missingTarget } from './missing-target';
import { namedContainer } from './named-container';
import { replicasWithAutoscaler } from './replicas-with-autoscaler';
import { restoredReplicas } from './restored-replicas';
import { sizeAndNumber } from './size-and-number';

/** 5xx: autoscaling, and what else runs the pods. */
export const AUTOSCALING_RULES: readonly Rule[] = [
  replicasWithAutoscaler,
  autoscalerTarget,
  deploymentAndRollout,
  missingTarget,
  autoscalerElsewhere,
  sizeAndNumber,
  autoscalerWithoutRequests,
  autoscalerRange,
  restoredReplicas,
  namedContainer,
];
