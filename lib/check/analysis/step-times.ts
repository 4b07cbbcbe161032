/** How long the steps of a canary take. */

import type { AnalysisUse } from '../views/analyses';
import { pauseSeconds } from './durations';
import { lastMeasurement } from './measurements';
import { asNumber, field, givenFields } from '../../model/json';
import type { Rollout, Step } from '../views/rollout';

/** What is done at once, but for the pods that it may take. */
const BRIEF: ReadonlySet<string> = new Set(['setWeight', 'setCanaryScale', 'setHeaderRoute', 'setMirrorRoute']);
/** Whose time depends on what is measured: a Job on its pods, a plugin and Kayenta on themselves. */
const SLOW: ReadonlySet<string> = new Set(['job', 'kayenta', 'plugin']);

/**
 * The seconds that steps are known to take from one of them on, to the end of the rollout: `Infinity` where one has no end,
 * or one that the manifests do not tell.
 */
export function secondsFrom(start: number, rollout: Rollout, analyses: ReadonlyMap<string, AnalysisUse> | undefined): number {
  const ready = Math.max(asNumber(rollout.spec('minReadySeconds')) ?? 0, 0);
  let seconds = ready;
  for (const step of rollout.steps.slice(Math.max(start, 0))) {
    seconds += secondsOf(step, ready, analyses);
  }
  return seconds;
}

function secondsOf({ field: path, content }: Step, ready: number, analyses: ReadonlyMap<string, AnalysisUse> | undefined): number {
  const [kind, ...others] = givenFields(content);
  if (others.length > 0) {
    return Infinity;
  }
  if (kind === 'pause') {
    return secondsOfPause(field(content, 'pause'));
  }
  if (kind === 'analysis') {
    return secondsOfAnalysis(analyses?.get(`${path}.analysis`));
  }
  return kind !== undefined && BRIEF.has(kind) ? ready : Infinity;
}

function secondsOfPause(pause: unknown): number {
  const seconds = pauseSeconds(field(pause, 'duration'));
  return seconds === undefined || seconds < 0 ? Infinity : seconds;
}

/** As long as its longest metric. */
function secondsOfAnalysis(use: AnalysisUse | undefined): number {
  if (use?.complete !== true) {
    return Infinity;
  }
  let longest = 0;
  for (const { metric } of use.metrics) {
    const isSlow = metric.providers.some((provider) => SLOW.has(provider));
    longest = Math.max(longest, isSlow ? Infinity : lastMeasurement(metric, use) ?? Infinity);
  }
  return longest;
}
