import type { Severity } from '../../check';
import { formatFinding } from '../../check';
import { objectOf } from '../../files';
import type { Report } from './report';
import { printable } from './printable';
import { countOf, SEVERITIES } from './report';

const COLOURS: Readonly<Record<Severity, string>> = { error: '\u001b[31m', warning: '\u001b[33m', info: '\u001b[36m' };
const PLAIN = '\u001b[0m';

/** A finding per line, as compilers write them, and a last line that counts. */
export function textReport(report: Report, colour: boolean): string {
  // To say that nothing was found would be true, and misleading.
  if (report.files === 0 && report.failures.length > 0) {
    return '';
  }
  const lines = report.findings.map((located) => {
    const { finding, file, position: { line, column } } = located;
    const severity = colour ? `${COLOURS[finding.severity]}${finding.severity}${PLAIN}` : finding.severity;
    const place = file === undefined ? '' : `${printable(file)}:${line}:${column}: `;
    const object = objectOf(located);
    return `${place}${severity} ${object === '' ? '' : `[${printable(object)}] `}${printable(formatFinding(finding))}`;
  });
  return [...lines, summaryOf(report)].map((line) => `${line}\n`).join('');
}

function summaryOf(report: Report): string {
  const read = `${plural(report.objects, 'object')} in ${plural(report.files, 'file')}`;
  const counts = SEVERITIES.map((severity) => [severity, countOf(report, severity)] as const).filter(([, count]) => count > 0);
  const found = counts.map(([severity, count]) => plural(count, severity)).join(', ');
  return `${read}: ${found === '' ? 'no findings' : found}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
