import { optionalSeconds } from '../core/seconds';
import { optionalInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { RolloutProps } from './rollout-props';

/** Throws where a limit is out of bounds. */
export function validateLimits(props: RolloutProps, path: string): void {
  requireNoPod(props, path);
  optionalSeconds(props.minReady, 0, { path, field: 'minReady' });
  optionalSeconds(props.progressDeadline, 1, { path, field: 'progressDeadline' });
  const { replicas, revisionHistoryLimit, rollbackWindow, analysisRunHistory = {} } = props;
  const limits = {
    replicas, revisionHistoryLimit, rollbackWindow,
    'analysisRunHistory.successful': analysisRunHistory.successful,
    'analysisRunHistory.unsuccessful': analysisRunHistory.unsuccessful,
  };
  for (const [field, value] of Object.entries(limits)) {
    optionalInteger(value, 0, { path, field, fix: 'give a number, or leave it out' });
  }
}

/** The props of a rollout that do not describe its pods. Whatever else there is comes from cdk8s-plus, and does. */
const WITHOUT_POD: ReadonlySet<string> = new Set([
  'metadata', 'replicas', 'deployment', 'minReady', 'progressDeadline', 'progressDeadlineAbort', 'revisionHistoryLimit',
  'rollbackWindow', 'analysisRunHistory', 'services', 'ephemeralMetadata', 'antiAffinity', 'scaleDownDelay',
  'scaleDownDelayRevisionLimit', 'abortScaleDownDelay', 'maxUnavailable',
  // canary
  'steps', 'traffic', 'maxSurge', 'backgroundAnalysis', 'minPodsPerReplicaSet', 'dynamicStableScale', 'replicaProgressThreshold',
  // blue/green
  'promotion', 'previewReplicas', 'prePromotionAnalysis', 'prePromotionAnalysisOptions', 'postPromotionAnalysis',
  'postPromotionAnalysisOptions',
]);

/** Throws where the pod is described beside a Deployment that describes it: it would be dropped in silence. */
function requireNoPod(props: RolloutProps, path: string): void {
  const [first] = Object.entries(props).filter(([name, value]) => value !== undefined && !WITHOUT_POD.has(name)).map(([name]) => name);
  if (props.deployment !== undefined && first !== undefined) {
    throw new UsageError({
      path, field: first, rule: 'describes the pod, which `deployment` does', fix: 'describe it in the Deployment, or patch the Rollout',
    });
  }
}
