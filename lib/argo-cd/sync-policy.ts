import { Duration } from 'cdk8s';
import * as argocd from '../../imports/argocd-argoproj.io';
import { syncOptionFaults } from '../check';
import { optionalSeconds } from '../core/seconds';
import { goDuration } from '../model/go-duration';
import { asList } from '../model/json';
import { requireInteger } from '../model/require';
import { Problem, UsageError } from '../model/usage-error';
import { SyncOptions, SyncRetryOptions } from './sync-options';

const DEFAULT_RETRIES = 5;

/** The options that have a prop, by that. */
const PROPS = [
  ['CreateNamespace', 'createNamespace'],
  ['ServerSideApply', 'serverSideApply'],
  ['ApplyOutOfSyncOnly', 'applyOutOfSyncOnly'],
  ['PruneLast', 'pruneLast'],
  ['RespectIgnoreDifferences', 'respectIgnoreDifferences'],
  ['FailOnSharedResource', 'failOnSharedResource'],
] as const;

/** Refuses options that are of no use without another one, and numbers out of bounds. */
export function validateSync(sync: SyncOptions, path: string): void {
  requireTexts(sync.options ?? [], path);
  const { automated, prune, selfHeal, allowEmpty, namespaceLabels, namespaceAnnotations, retry } = sync;
  const needs = (field: string, given: boolean, other: string, isOther: boolean | undefined): void => {
    if (given && isOther !== true) {
      throw new UsageError({ path, field: `sync.${field}`, rule: `does nothing without ${other}`, fix: `set \`${other}\`, or remove it` });
    }
  };
  needs('prune', prune === true, 'automated', automated);
  needs('selfHeal', selfHeal === true, 'automated', automated);
  needs('allowEmpty', allowEmpty === true, 'automated', automated);
  needs('namespaceLabels', namespaceLabels !== undefined, 'createNamespace', createsNamespace(sync));
  needs('namespaceAnnotations', namespaceAnnotations !== undefined, 'createNamespace', createsNamespace(sync));
  validateOptions(sync, path);
  if (retry !== undefined) {
    validateRetry(retry, path);
  }
}

/** Argo CD says nothing of an option that it does not know, nor of two that contradict each other. */
function validateOptions(sync: SyncOptions, path: string): void {
  const { options = [] } = sync;
  const problems: Problem[] = syncOptionFaults(options).map(({ index, text, fix }) => (
    { path, field: `sync.options[${index}]`, value: options[index], rule: text, fix }
  ));
  options.forEach((option, index) => {
    const prop = PROPS.find(([name, key]) => option.startsWith(`${name}=`) && sync[key] !== undefined)?.[1];
    if (prop !== undefined) {
      problems.push({ path, field: `sync.options[${index}]`, value: option, rule: `is said by \`${prop}\` too`, fix: 'leave out one of them' });
    }
  });
  UsageError.throwIfAny(problems);
}

/** A program without types may give anything, and one with types what is undefined, as of a variable of the environment. */
function requireTexts(options: unknown, path: string): void {
  const fix = 'give options as Name=value';
  if (!Array.isArray(options)) {
    throw new UsageError({ path, field: 'sync.options', value: options, rule: 'is no list', fix });
  }
  UsageError.throwIfAny(asList(options).flatMap((option, index): Problem[] => {
    const rule = option === undefined ? 'is undefined' : 'is no text';
    return typeof option === 'string' ? [] : [{ path, field: `sync.options[${index}]`, value: option, rule, fix }];
  }));
}

function validateRetry({ limit = DEFAULT_RETRIES, delay, factor = 1, maxDelay }: SyncRetryOptions, path: string): void {
  requireInteger(limit, -1, Number.MAX_SAFE_INTEGER, { path, field: 'sync.retry.limit', fix: 'give a number of times, or -1 for no limit' });
  requireInteger(factor, 1, Number.MAX_SAFE_INTEGER, { path, field: 'sync.retry.factor', fix: 'give a whole number' });
  optionalSeconds(delay, 1, { path, field: 'sync.retry.delay' });
  optionalSeconds(maxDelay, 1, { path, field: 'sync.retry.maxDelay' });
}

/** The `syncPolicy` of an Application; `undefined` where nothing is asked for. */
export function syncPolicy(sync: SyncOptions): argocd.ApplicationSpecSyncPolicy | undefined {
  const { automated, prune, selfHeal, allowEmpty, namespaceLabels, namespaceAnnotations, retry } = sync;
  const options = syncOptions(sync);
  const policy = {
    automated: automated === true ? { prune, selfHeal, allowEmpty } : undefined,
    managedNamespaceMetadata: namespaceLabels === undefined && namespaceAnnotations === undefined ? undefined
      : { labels: namespaceLabels, annotations: namespaceAnnotations },
    retry: retry === undefined ? undefined : retryPolicy(retry),
    syncOptions: options.length === 0 ? undefined : options,
  };
  return Object.values(policy).every((part) => part === undefined) ? undefined : policy;
}

/** Whether Argo CD creates the namespace, however that is said. */
export function createsNamespace(sync: SyncOptions): boolean {
  return syncOptions(sync).includes('CreateNamespace=true');
}

function syncOptions(sync: SyncOptions): string[] {
  return [...PROPS.flatMap(([name, prop]) => (sync[prop] === true ? `${name}=true` : [])), ...sync.options ?? []];
}

function retryPolicy({ limit = DEFAULT_RETRIES, delay, factor, maxDelay }: SyncRetryOptions): argocd.ApplicationSpecSyncPolicyRetry {
  const isUsual = delay === undefined && factor === undefined && maxDelay === undefined;
  return { limit, backoff: isUsual ? undefined : { duration: text(delay), factor, maxDuration: text(maxDelay) } };
}

function text(duration: Duration | undefined): string | undefined {
  return duration === undefined ? undefined : goDuration(duration.toMilliseconds());
}
