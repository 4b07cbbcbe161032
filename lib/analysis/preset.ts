import { Duration } from 'cdk8s';
import { placeholder, placeholderNames } from '../model/placeholders';
import { UsageError } from '../model/usage-error';
import { IAnalysisSubject } from './analysis';
import { AnalysisArgument } from './analysis-argument';
import { MeasurementOptions } from './metric';
import { misplaced } from './misplaced';

/** The address of the Service of the measured version, wherever the caller runs. */
export const SERVICE_URL = `http://${placeholder('service')}.${placeholder('namespace')}.svc.cluster.local:${placeholder('port')}`;

/** Throws where the new version has no pods yet, so that its Service still leads to the stable ones. */
export function requirePods(subject: IAnalysisSubject, templateName: string): void {
  if (!subject.hasPods) {
    throw misplaced(subject, templateName, {
      rule: 'would find the stable version: before the first weight or scale the canary has no pods',
      fix: 'scale the canary up first, e.g. with `CanaryStep.scale(CanaryScale.replicas(1))`',
    });
  }
}

/** Throws where a request to the Service may be answered by another version than the measured one. */
export function requireExclusive(subject: IAnalysisSubject, templateName: string): void {
  requirePods(subject, templateName);
  if (!subject.isExclusive) {
    throw misplaced(subject, templateName, {
      rule: 'would call the stable version too: no Service leads to the canary alone',
      fix: 'use a router with two Services, or give the analysis an address of your own',
    });
  }
}

/** Throws unless the text starts with a slash. */
export function requirePath(text: string, path: string): string {
  if (!text.startsWith('/')) {
    throw new UsageError({ path, field: 'path', value: text, rule: 'does not start with a slash', fix: 'give e.g. "/healthcheck"' });
  }
  return text;
}

/** The arguments that the texts refer to under the usual names. A rollout supplies each without being told. */
export function argumentsFromPlaceholders(...texts: readonly string[]): AnalysisArgument[] {
  return placeholderNames(...texts).flatMap((name) => AnalysisArgument._wellKnown(name) ?? []);
}

/** The same, after those that the user declares; whose name is declared is not implied. */
export function declaredAndImplied(declared: readonly AnalysisArgument[] = [], ...texts: readonly string[]): AnalysisArgument[] {
  const names = declared.map(({ name }) => name);
  return [...declared, ...argumentsFromPlaceholders(...texts).filter(({ name }) => !names.includes(name))];
}

/** Measurements that end by themselves, or, in the background, with the update. */
export function endingMeasurements(options: MeasurementOptions, background: boolean, path: string): MeasurementOptions {
  const { count, interval, initialDelay, failureLimit, inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit } = options;
  if (background && count !== undefined) {
    throw new UsageError({
      path, field: 'count', value: count, rule: 'would end a background analysis before the update', fix: 'leave out `count` or `background`',
    });
  }
  return {
    count: background ? undefined : count ?? 1,
    interval: background ? interval ?? Duration.minutes(1) : interval,
    initialDelay,
    failureLimit,
    inconclusiveLimit,
    consecutiveErrorLimit,
    consecutiveSuccessLimit,
  };
}
