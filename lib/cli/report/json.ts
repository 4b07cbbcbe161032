import { identityOf } from '../../check';
import type { LocatedFinding } from '../../files';
import { asString } from '../../model/json';
import type { Report } from './report';
import { countOf, linkOf } from './report';

/** One JSON document. Its fields stay; further ones may come. */
export function jsonReport(report: Report): string {
  const document = {
    version: report.version,
    summary: {
      files: report.files,
      objects: report.objects,
      errors: countOf(report, 'error'),
      warnings: countOf(report, 'warning'),
      infos: countOf(report, 'info'),
    },
    failures: report.failures.map((message) => ({ message })),
    notices: report.notices.map((message) => ({ message })),
    findings: report.findings.map(entryOf),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function entryOf({ finding, file, position }: LocatedFinding): unknown {
  const { id, severity, manifest, field, value, text, fix } = finding;
  return {
    id,
    severity,
    ...(file === undefined ? {} : { file, line: position.line, column: position.column }),
    ...(manifest === undefined ? {} : { object: objectOf(manifest) }),
    field,
    ...(value === undefined ? {} : { value: shallow(value) }),
    text,
    fix,
    link: linkOf(id),
  };
}

function objectOf(manifest: NonNullable<LocatedFinding['finding']['manifest']>): unknown {
  const { group, kind, namespace, name } = identityOf(manifest);
  return { apiVersion: asString(manifest.apiVersion), group, kind, namespace, name };
}

/** Lists and objects are named only: they may be of any size, and contain themselves. */
function shallow(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : value;
}
