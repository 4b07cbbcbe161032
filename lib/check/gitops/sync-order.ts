/** The order in which Argo CD applies the objects of a sync. */

import { asString, field } from '../../model/json';
import type { Manifest } from '../manifest';
import { subfield } from '../wording';

const WAVE = 'argocd.argoproj.io/sync-wave';
const HOOK = 'argocd.argoproj.io/hook';
export const WAVE_FIELD = subfield('metadata.annotations', WAVE);
export const HOOK_FIELD = subfield('metadata.annotations', HOOK);

/** When an object is applied. */
export interface SyncPlace {
  readonly wave: number;
  /** The wave as it is written; `undefined` where nothing is, which is wave 0. */
  readonly written: string | undefined;
  /** The hooks that it is applied as; none for most objects. */
  readonly hooks: readonly string[];
}

/** That of an object without annotations. */
export const USUAL_PLACE: SyncPlace = { wave: 0, written: undefined, hooks: [] };

/** Where the annotations of an object put it; what is no whole number counts as nothing. */
export function syncPlace(manifest: Manifest): SyncPlace {
  const annotations = field(manifest, 'metadata', 'annotations');
  const given = asString(field(annotations, WAVE));
  const hook = asString(field(annotations, HOOK));
  if (given === undefined && hook === undefined) {
    return USUAL_PLACE;
  }
  const written = given !== undefined && /^[+-]?\d+$/.test(given) ? given : undefined;
  const hooks = (hook ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');
  return { wave: Number(written ?? 0), written, hooks };
}

/** Whether an object of a hook is there only after the sync. */
export function isAfterSync({ hooks }: SyncPlace): boolean {
  return hooks.length > 0 && hooks.every((hook) => hook === 'PostSync' || hook === 'SyncFail');
}
