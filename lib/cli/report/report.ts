import type { Finding, Severity } from '../../check';
import { DOCUMENTED, found } from '../../check';
import type { FilesReport } from '../../files';

/** What a report tells. */
export interface Report extends FilesReport {
  /** How many files were read. */
  readonly files: number;
  /** What was left out on purpose, as sentences. */
  readonly notices: readonly string[];
  /** What kept the check from being done, or done in full, as sentences. */
  readonly failures: readonly string[];
  /** The version of this package. */
  readonly version: string;
}

/** Makes the text of a report, which ends with a line break unless it is empty. */
export type Reporter = (report: Report, colour: boolean) => string;

/** The severities, the worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What is wrong and how to mend it, in one sentence, for where rule and field are shown apart. */
export function sentenceOf(finding: Finding): string {
  return `${finding.field}: ${found(finding)}; ${finding.fix}`;
}

/** How many findings there are of a severity. */
export function countOf({ findings }: Report, severity: Severity): number {
  return findings.filter(({ finding }) => finding.severity === severity).length;
}

/** Where a rule is documented. */
export function linkOf(id: string): string {
  return DOCUMENTED.find((rule) => rule.id === id)?.link ?? '';
}
