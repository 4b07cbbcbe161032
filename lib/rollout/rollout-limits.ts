import { optionalSeconds } from '../core/seconds';
import { optionalInteger } from '../model/require';
import { RolloutProps } from './rollout-props';

/** Throws where a limit is out of bounds. */
export function validateLimits(props: RolloutProps, path: string): void {
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
