import { isPlaceholder } from '../../model/placeholders';
import { nearest } from '../nearest';

/** What is wrong with one of several sync options. */
export interface SyncOptionFault {
  readonly index: number;
  /** A predicate of the option. */
  readonly text: string;
  readonly fix: string;
  /** Whether it only says again what another one says. */
  readonly isRepetition: boolean;
}

const SWITCH: readonly string[] = ['true', 'false'];
const REMOVAL: readonly string[] = ['false', 'confirm', 'true'];

/** The options of Argo CD 3.4, in the spelling that it compares letter by letter, with the values that they can have. */
const OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ApplyOutOfSyncOnly', SWITCH],
  ['ClientSideApplyMigration', SWITCH],
  ['CreateNamespace', SWITCH],
  ['Delete', REMOVAL],
  ['FailOnSharedResource', SWITCH],
  ['Force', SWITCH],
  ['Prune', REMOVAL],
  ['PruneLast', SWITCH],
  ['PrunePropagationPolicy', ['foreground', 'background', 'orphan']],
  ['Replace', SWITCH],
  ['RespectIgnoreDifferences', SWITCH],
  ['ServerSideApply', SWITCH],
  ['SkipDryRunOnMissingResource', SWITCH],
  ['Validate', SWITCH],
]);

/** They belong into another annotation. */
const COMPARE_OPTIONS: readonly string[] = ['IgnoreExtraneous', 'IncludeMutationWebhook', 'ServerSideDiff'];

/** What is wrong with the options of one Application, of which Argo CD says nothing; at most one fault for each. */
export function syncOptionFaults(options: readonly string[]): SyncOptionFault[] {
  const seen = new Map<string, string>();
  return options.flatMap((option, index): SyncOptionFault[] => {
    const [name = '', value] = split(option);
    if (isPlaceholder(name)) {
      return [];
    }
    const fault = unknownPart(name, value);
    if (fault !== undefined) {
      return [{ index, ...fault, isRepetition: false }];
    }
    const earlier = seen.get(name);
    seen.set(name, earlier ?? option);
    if (earlier === undefined || isPlaceholder(option) || isPlaceholder(earlier)) {
      return [];
    }
    const isRepetition = earlier === option;
    return [{ index, text: isRepetition ? 'is given twice' : `contradicts ${JSON.stringify(earlier)}`, fix: 'leave out one of them', isRepetition }];
  });
}

function split(option: string): readonly string[] {
  const equals = option.indexOf('=');
  return equals < 0 ? [option] : [option.slice(0, equals), option.slice(equals + 1)];
}

function unknownPart(name: string, value: string | undefined): Pick<SyncOptionFault, 'text' | 'fix'> | undefined {
  const values = OPTIONS.get(name);
  if (values === undefined) {
    if (COMPARE_OPTIONS.includes(name)) {
      return { text: 'is an option of comparing, not of syncing', fix: 'write it in the annotation argocd.argoproj.io/compare-options' };
    }
    return { text: 'is no sync option of Argo CD', fix: meantBy(name.trim(), value?.trim() ?? '') };
  }
  return value !== undefined && (values.includes(value) || isPlaceholder(value)) ? undefined
    : { text: `is not a value that ${name} can have`, fix: spellings(name, values) };
}

function meantBy(name: string, value: string): string {
  const meant = nearest(name, OPTIONS.keys());
  const values = meant === undefined ? undefined : OPTIONS.get(meant);
  if (meant === undefined || values === undefined) {
    return 'remove it, or name one of the options of Argo CD';
  }
  return values.includes(value) ? `did you mean "${meant}=${value}"?` : spellings(meant, values);
}

function spellings(name: string, values: readonly string[]): string {
  return `write ${values.map((value) => `${name}=${value}`).join(' or ')}`;
}
