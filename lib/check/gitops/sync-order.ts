/** The order in which Argo CD applies the objects of a sync. */

import { asString, field } from '../../model/json';
import type { Manifest } from '../manifest';
import { subfield } from '../wording';

export const ANNOTATIONS = 'metadata.annotations';
export const WAVE = 'argocd.argoproj.io/sync-wave';
export const HOOK = 'argocd.argoproj.io/hook';
/** Argo CD knows most hooks of Helm, where there is none of its own. */
export const HELM_HOOK = 'helm.sh/hook';
export const HELM_WEIGHT = 'helm.sh/hook-weight';

/** The hooks of Helm, by what they are to Argo CD. */
export const HELM_HOOKS: ReadonlyMap<string, string> = new Map([
  ['pre-install', 'PreSync'],
  ['pre-upgrade', 'PreSync'],
  ['post-install', 'PostSync'],
  ['post-upgrade', 'PostSync'],
]);
/** Helm 2 marked CRDs so; they are applied like all else. */
const NO_HOOK = 'crd-install';

/** An annotation as it is written. */
interface Annotation {
  readonly field: string;
  readonly value: string;
}

/** What makes an object a hook, which is applied before or after the others. */
export interface Hook extends Annotation {
  /** By their names in Argo CD. */
  readonly names: readonly string[];
}

/** When an object is applied. */
export interface SyncPlace {
  readonly wave: number;
  /** What puts it into the wave; `undefined` where nothing does, which is wave 0. */
  readonly written: Annotation | undefined;
  /** `undefined` for most objects. */
  readonly hook: Hook | undefined;
  /** Whether it has an annotation of Argo CD. To Helm, those of its own mean something else. */
  readonly isOfArgoCd: boolean;
}

/** That of an object without annotations. */
export const USUAL_PLACE: SyncPlace = { wave: 0, written: undefined, hook: undefined, isOfArgoCd: false };

/** Where the annotations of an object put it; what is no whole number counts as nothing. */
export function syncPlace(manifest: Manifest): SyncPlace {
  const annotations = field(manifest, 'metadata', 'annotations');
  if (annotations === undefined) {
    return USUAL_PLACE;
  }
  const [wave, hook, helmHook, weight] = [WAVE, HOOK, HELM_HOOK, HELM_WEIGHT].map((name) => annotation(annotations, name));
  if ([wave, hook, helmHook, weight].every((given) => given === undefined)) {
    return USUAL_PLACE;
  }
  const written = [wave, weight].find((given) => given !== undefined && /^[+-]?\d+$/.test(given.value));
  const isOfArgoCd = wave !== undefined || hook !== undefined;
  const known = asHook(hook, namesIn(hook)) ?? asHook(helmHook, mappedNames(helmHook));
  return { wave: Number(written?.value ?? 0), written, hook: known, isOfArgoCd };
}

function annotation(annotations: unknown, name: string): Annotation | undefined {
  const value = asString(field(annotations, name));
  return value === undefined ? undefined : { field: subfield(ANNOTATIONS, name), value };
}

function asHook(given: Annotation | undefined, names: readonly string[]): Hook | undefined {
  return given === undefined || names.length === 0 ? undefined : { ...given, names };
}

/** What Helm has besides, such as tests, Argo CD never applies. */
function mappedNames(ofHelm: Annotation | undefined): string[] {
  return namesIn(ofHelm).filter((name) => name !== NO_HOOK).map((name) => HELM_HOOKS.get(name) ?? name);
}

function namesIn(given: Annotation | undefined): string[] {
  return (given?.value ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
}

/** The hook by which an object is there only after the sync. */
export function hookAfterSync({ hook }: SyncPlace): Hook | undefined {
  return hook?.names.every((name) => name === 'PostSync' || name === 'SyncFail') === true ? hook : undefined;
}
