import { isPlaceholder } from '../../../model/placeholders';
import { asList, asString, field } from '../../../model/json';
import type { PathFault } from '../../gitops/difference-paths';
import { jqFault, pointerFault } from '../../gitops/difference-paths';
import { groupKindFault } from '../../gitops/group-kind';
import { fieldFault } from '../../gitops/ignored-fields';
import type { IgnoredPath } from '../../gitops/ignored-path';
import { jqPath, pointerPath } from '../../gitops/ignored-path';
import type { Fault, Rule, Severity } from '../../rule';
import { blame } from '../../rule';
import { applicationsOf } from '../../views/argo-cd';
import { element } from '../../wording';

/** The lists of which an entry needs one. */
const LISTS = ['jqPathExpressions', 'jsonPointers', 'managedFieldsManagers'] as const;

export const ignoredDifference: Rule = {
  id: 'ARO610',
  severity: 'error',
  title: 'Argo CD can read what an Application ignores',
  why: 'Argo CD compiles the jq paths of all entries before it compares anything: with one that it cannot read, the whole '
    + 'Application has a ComparisonError, and is not synced. An entry whose JSON pointer, group or kind is none, or that '
    + 'names nothing in an object, or a field that objects of the kind do not have, ignores nothing, and nobody says so: that '
    + 'is a warning.',
  fix: 'correct the entry',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  noticedBy: [],
  example: {
    base: 'gitOps',
    bad: `
kind: Application
spec:
  ignoreDifferences:
    - group: networking.istio.io
      kind: VirtualService
      jqPathExpressions: ["spec.http[].route[].weight"]
`,
    good: `
kind: Application
spec:
  ignoreDifferences:
    - group: networking.istio.io
      kind: VirtualService
      jqPathExpressions: [".spec.http[].route[].weight"]
`,
  },
  *check(graph) {
    for (const { manifest, ignoredEntries } of applicationsOf(graph)) {
      yield* blame(manifest, ignoredEntries.flatMap(({ field: place, content }) => faults(place, content)));
    }
  },
};

function faults(place: string, entry: unknown): Fault[] {
  return [
    ...kindFaults(place, entry),
    ...pathFaults(place, entry, { list: 'jqPathExpressions', faultOf: jqFault, severity: 'error', read: jqPath, isPointer: false }),
    ...pathFaults(place, entry, { list: 'jsonPointers', faultOf: faultOfPointer, severity: 'warning', read: pointerPath, isPointer: true }),
    ...namesNothing(entry)
      ? [{ field: place, severity: 'warning' as const, text: 'ignores nothing', fix: 'give jqPathExpressions, jsonPointers or managedFieldsManagers' }] : [],
  ];
}

function kindFaults(place: string, entry: unknown): Fault[] {
  const [group, kind] = ['group', 'kind'].map((name) => asString(field(entry, name)));
  if (kind?.trim() === '') {
    return [{ field: `${place}.kind`, severity: 'warning', text: 'is empty, and matches no object', fix: 'give the kind of the objects' }];
  }
  // An absent kind is for the schema to tell.
  const fault = kind === undefined || isPlaceholder(`${group ?? ''}${kind}`) ? undefined : groupKindFault({ group, kind });
  return fault === undefined ? [] : [{ ...fault, field: `${place}.${fault.field}`, severity: 'warning' }];
}

/** The paths of one language. */
interface Language {
  readonly list: string;
  /** Why Argo CD cannot read a path. */
  readonly faultOf: (path: string) => PathFault | undefined;
  /** How severe that is. */
  readonly severity: Severity;
  readonly read: (path: string) => IgnoredPath | undefined;
  readonly isPointer: boolean;
}

function pathFaults(place: string, entry: unknown, { list, faultOf, severity, read, isPointer }: Language): Fault[] {
  const [group = '', kind = ''] = ['group', 'kind'].map((name) => asString(field(entry, name)));
  return asList(field(entry, list)).flatMap((value, index): Fault[] => {
    if (typeof value !== 'string' || isPlaceholder(value)) {
      return [];
    }
    const at = { field: element(`${place}.${list}`, index), value };
    const unreadable = faultOf(value);
    if (unreadable !== undefined) {
      return [{ ...at, severity, ...unreadable }];
    }
    const path = read(value);
    const fault = path === undefined ? undefined : fieldFault({ group, kind }, path, isPointer);
    return fault === undefined ? [] : [{ ...at, severity: 'warning', ...fault }];
  });
}

/** An empty one looks like the whole object, which ARO602 tells of. */
function faultOfPointer(pointer: string): PathFault | undefined {
  return pointer === '' ? undefined : pointerFault(pointer);
}

/** What is no list is for the schema to tell. */
function namesNothing(entry: unknown): boolean {
  const given = LISTS.map((name) => field(entry, name));
  return asString(field(entry, 'kind')) !== undefined && given.every((list) => list === undefined || (Array.isArray(list) && list.length === 0));
}
