/** What is wrong with a field of an entry that names objects. */
export interface EntryFault {
  /** The name of the field. */
  readonly field: string;
  readonly value: string;
  /** A predicate of the value. */
  readonly text: string;
  readonly fix: string;
}

/** Kinds of objects as Argo CD compares them: letter by letter, but for patterns. */
interface GroupKind {
  readonly group?: string;
  readonly kind: string;
}

/** What Argo CD would compare with in vain, and say nothing. */
export function groupKindFault({ group = '', kind }: GroupKind): EntryFault | undefined {
  if (group.includes('/')) {
    const fix = `give ${JSON.stringify(group.split('/')[0])}`;
    return { field: 'group', value: group, text: 'has a version, and Argo CD compares groups without', fix };
  }
  if (group === 'core') {
    return { field: 'group', value: group, text: 'is no API group: that of the core has no name', fix: "give ''" };
  }
  return /^[a-z]/.test(kind)
    ? { field: 'kind', value: kind, text: 'is no kind, as Deployment is', fix: 'give the kind as manifests have it' } : undefined;
}
