/** The annotations by which an object says when Argo CD applies it: what it makes of them in silence. */

import { isPlaceholder } from '../../model/placeholders';
import { asString, field } from '../../model/json';
import type { Manifest } from '../manifest';
import { nearest } from '../nearest';
import type { Fault } from '../rule';
import { subfield } from '../wording';
import { syncOptionFaults } from './sync-options';
import { ANNOTATIONS, HELM_HOOK, HELM_HOOKS, HELM_WEIGHT, HOOK, WAVE } from './sync-order';

const DELETE_POLICY = 'argocd.argoproj.io/hook-delete-policy';
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';
/** Those of Argo CD 3.4. */
const HOOKS = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip', 'PreDelete', 'PostDelete'];
const DELETE_POLICIES = ['HookSucceeded', 'HookFailed', 'BeforeHookCreation'];
/** Those of Argo CD 3.4, which it compares letter by letter. What is false is as if nothing had been said. */
const COMPARISONS = ['IgnoreExtraneous', 'IncludeMutationWebhook=true', 'IncludeMutationWebhook=false', 'ServerSideDiff=true', 'ServerSideDiff=false'];

const WHOLE_NUMBER = /^[+-]?\d+$/;
/** The digits and the sign of a number of 64 bits, which an integer of Go has. */
const LONGEST = 20;
const BITS = 64;

/** What is wrong with them. */
export function syncAnnotationFaults(manifest: Manifest): Fault[] {
  const annotations = field(manifest, 'metadata', 'annotations');
  if (annotations === undefined) {
    return [];
  }
  const given = (name: string): string | undefined => {
    const value = asString(field(annotations, name));
    return value === undefined || isPlaceholder(value) ? undefined : value;
  };
  return [
    ...waveFaults(given(WAVE), given(HELM_WEIGHT)),
    ...hookFaults(given(HOOK), field(annotations, HELM_HOOK) !== undefined),
    ...policyFaults(given(DELETE_POLICY)),
  ];
}

/**
 * What is wrong with the options of one object, which Argo CD takes from two other annotations.
 *
 * @param object the object, or a template of one
 * @param place where its annotations stand
 */
export function optionAnnotationFaults(object: unknown, place = ANNOTATIONS): Fault[] {
  const annotations = field(object, 'metadata', 'annotations');
  // A placeholder may have a comma in it, and be several options.
  const given = (name: string): readonly string[] => {
    const value = asString(field(annotations, name)) ?? '';
    return isPlaceholder(value) ? [] : namesIn(value);
  };
  return annotations === undefined ? [] : [...syncFaults(given(SYNC_OPTIONS), place), ...comparisonFaults(given(COMPARE_OPTIONS), place)];
}

function syncFaults(options: readonly string[], place: string): Fault[] {
  return syncOptionFaults(options).flatMap(({ index, text, fix, isRepetition }) => (
    isRepetition ? [] : [{ field: subfield(place, SYNC_OPTIONS), value: options[index], text, fix }]
  ));
}

function comparisonFaults(options: readonly string[], place: string): Fault[] {
  return options.filter((option) => !COMPARISONS.includes(option)).map((option) => {
    const isOfSync = isSyncOption(option);
    return {
      field: subfield(place, COMPARE_OPTIONS),
      value: option,
      text: isOfSync ? 'is an option of syncing, not of comparing' : 'is no compare option of Argo CD, which passes it over',
      fix: isOfSync ? `write it in the annotation ${SYNC_OPTIONS}` : meantBy(comparisonMeant(option), COMPARISONS),
    };
  });
}

function isSyncOption(option: string): boolean {
  return syncOptionFaults([option]).length === 0;
}

/** The option without its value, or with another one, is near too. */
function comparisonMeant(option: string): string | undefined {
  const name = option.split('=')[0] ?? '';
  return nearest(option, COMPARISONS) ?? COMPARISONS.find((known) => nearest(name, [known.split('=')[0] ?? '']) !== undefined);
}

/** Where there is no wave, the weight of a hook of Helm is one. */
function waveFaults(value: string | undefined, weight: string | undefined): Fault[] {
  if (value === undefined || isWave(value)) {
    return [];
  }
  const meant = value.trim();
  const text = `is no whole number, so that Argo CD ${weight !== undefined && isWave(weight) ? 'passes it over' : 'takes it for wave 0'}`;
  const fix = isWave(meant) ? `write ${JSON.stringify(meant)}` : 'give a whole number, as "-1" or "2"';
  return [{ field: subfield(ANNOTATIONS, WAVE), value, text, fix }];
}

function isWave(text: string): boolean {
  const digits = WHOLE_NUMBER.test(text) ? text.replace(/^([+-]?)0+(?=\d)/, '$1') : undefined;
  return digits !== undefined && digits.length <= LONGEST && BigInt.asIntN(BITS, BigInt(digits)) === BigInt(digits);
}

function hookFaults(value: string | undefined, isHookOfHelm: boolean): Fault[] {
  if (value === undefined) {
    return [];
  }
  const where = subfield(ANNOTATIONS, HOOK);
  const names = namesIn(value);
  const unknown = names.filter((name) => !HOOKS.includes(name));
  const isNever = unknown.length === names.length && !isHookOfHelm;
  if (names.length === 0) {
    return isNever ? [{ field: where, text: 'names no hook, so that Argo CD never applies the object', fix: 'remove it' }] : [];
  }
  return unknown.map((name) => ({
    field: where,
    value: name,
    text: isNever ? 'is no hook of Argo CD, which then never applies the object' : 'is no hook of Argo CD, which passes it over',
    fix: meantBy(HELM_HOOKS.get(name) ?? nearest(name, HOOKS), HOOKS),
  }));
}

function policyFaults(value: string | undefined): Fault[] {
  return namesIn(value ?? '').filter((name) => !DELETE_POLICIES.includes(name)).map((name) => ({
    field: subfield(ANNOTATIONS, DELETE_POLICY),
    value: name,
    text: 'is no policy of Argo CD, which passes it over',
    fix: meantBy(nearest(name, DELETE_POLICIES), DELETE_POLICIES),
  }));
}

function namesIn(value: string): string[] {
  return value.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

function meantBy(meant: string | undefined, all: readonly string[]): string {
  return meant === undefined ? `write ${all.slice(0, -1).join(', ')} or ${all.slice(-1).join('')}` : `did you mean ${JSON.stringify(meant)}?`;
}
