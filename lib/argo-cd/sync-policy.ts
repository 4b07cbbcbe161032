import { Duration } from 'cdk8s';
import * as argocd from '../../imports/argocd-argoproj.io';
import { optionalSeconds } from '../core/seconds';
import { goDuration } from '../model/go-duration';
import { requireInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { SyncOptions, SyncRetryOptions } from './sync-options';

const DEFAULT_RETRIES = 5;

/** Refuses options that are of no use without another one, and numbers out of bounds. */
export function validateSync(sync: SyncOptions, path: string): void {
  const { automated, prune, selfHeal, allowEmpty, createNamespace, namespaceLabels, namespaceAnnotations, retry, options = [] } = sync;
  const needs = (field: string, given: boolean, other: string, isOther: boolean | undefined): void => {
    if (given && isOther !== true) {
      throw new UsageError({ path, field: `sync.${field}`, rule: `does nothing without ${other}`, fix: `set \`${other}\`, or remove it` });
    }
  };
  needs('prune', prune === true, 'automated', automated);
  needs('selfHeal', selfHeal === true, 'automated', automated);
  needs('allowEmpty', allowEmpty === true, 'automated', automated);
  needs('namespaceLabels', namespaceLabels !== undefined, 'createNamespace', createNamespace);
  needs('namespaceAnnotations', namespaceAnnotations !== undefined, 'createNamespace', createNamespace);
  options.forEach((option, index) => {
    if (!/^[A-Z][A-Za-z]*=\S+$/.test(option)) {
      throw new UsageError({ path, field: `sync.options[${index}]`, value: option, rule: 'is not a sync option', fix: 'write it as Name=value' });
    }
  });
  if (retry !== undefined) {
    validateRetry(retry, path);
  }
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

function syncOptions(sync: SyncOptions): string[] {
  const known: readonly (readonly [string, boolean | undefined])[] = [
    ['CreateNamespace', sync.createNamespace],
    ['ServerSideApply', sync.serverSideApply],
    ['ApplyOutOfSyncOnly', sync.applyOutOfSyncOnly],
    ['PruneLast', sync.pruneLast],
    ['RespectIgnoreDifferences', sync.respectIgnoreDifferences],
    ['FailOnSharedResource', sync.failOnSharedResource],
  ];
  return [...known.flatMap(([name, isOn]) => (isOn === true ? `${name}=true` : [])), ...sync.options ?? []];
}

function retryPolicy({ limit = DEFAULT_RETRIES, delay, factor, maxDelay }: SyncRetryOptions): argocd.ApplicationSpecSyncPolicyRetry {
  const isUsual = delay === undefined && factor === undefined && maxDelay === undefined;
  return { limit, backoff: isUsual ? undefined : { duration: text(delay), factor, maxDuration: text(maxDelay) } };
}

function text(duration: Duration | undefined): string | undefined {
  return duration === undefined ? undefined : goDuration(duration.toMilliseconds());
}
