import type { Severity } from '../../check';
import { formatFinding } from '../../check';
import type { Report } from './report';
import { countOf, objectOf, SEVERITIES } from './report';

const COLOURS: Readonly<Record<Severity, string>> = { error: '\u001b[31m', warning: '\u001b[33m', info: '\u001b[36m' };
const PLAIN = '\u001b[0m';

/** What an entry of a terminal could mistake for an instruction. Names and values come from foreign files. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** A finding per line, as compilers write them, and a last line that counts. */
export function textReport(report: Report, colour: boolean): string {
  const lines = report.findings.map((located) => {
    const { finding, file, position: { line, column } } = located;
    const severity = colour ? `${COLOURS[finding.severity]}${finding.severity}${PLAIN}` : finding.severity;
    const place = file === undefined ? '' : `${printable(file)}:${line}:${column}: `;
    const object = objectOf(located);
    return `${place}${severity} ${object === '' ? '' : `[${printable(object)}] `}${printable(formatFinding(finding))}`;
  });
  return [...lines, summaryOf(report)].map((line) => `${line}\n`).join('');
}

function printable(text: string): string {
  return text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
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
