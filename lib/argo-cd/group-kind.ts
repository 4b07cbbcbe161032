import { requireText } from '../model/require';
import { UsageError } from '../model/usage-error';

/** Kinds of objects as Argo CD compares them: letter by letter, but for patterns. */
interface GroupKind {
  readonly group?: string;
  readonly kind: string;
}

/** Refuses what Argo CD would compare with in vain, and say nothing. */
export function requireGroupKind({ group = '', kind }: GroupKind, path: string, field: string): void {
  requireText(kind, { path, field: `${field}.kind`, fix: 'give the kind of the objects' });
  if (group.includes('/')) {
    const fix = `give ${JSON.stringify(group.split('/')[0])}`;
    throw new UsageError({ path, field: `${field}.group`, value: group, rule: 'has a version, and Argo CD compares groups without', fix });
  }
  if (group === 'core') {
    throw new UsageError({ path, field: `${field}.group`, value: group, rule: 'is no API group: that of the core has no name', fix: "give ''" });
  }
  if (/^[a-z]/.test(kind)) {
    throw new UsageError({ path, field: `${field}.kind`, value: kind, rule: 'is no kind, as Deployment is', fix: 'give the kind as manifests have it' });
  }
}
