import { groupKindFault } from '../check';
import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

/** Kinds of objects as Argo CD compares them: letter by letter, but for patterns. */
interface GroupKind {
  readonly group?: string;
  readonly kind: string;
}

/** Refuses what Argo CD would compare with in vain, and say nothing. */
export function requireGroupKind(entry: GroupKind, path: string, field: string): void {
  requireText(entry.kind, { path, field: `${field}.kind`, fix: 'give the kind of the objects' });
  const fault = groupKindFault(entry);
  if (fault !== undefined) {
    const { value, text, fix } = fault;
    throw new UsageError({ path, field: `${field}.${fault.field}`, value, rule: text, fix });
  }
}
