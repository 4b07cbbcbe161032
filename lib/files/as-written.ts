import type { Finding } from '../check';
import type { Plain } from './locator';

/** Nobody writes a number that long, and a finding is to be read. */
const LONGEST = 60;

/**
 * The finding in the words of the file, where it has others for the value: `yes` for `true`, `1.10` for `1.1`. Rules see values
 * only, and to quote the value instead would say something else.
 */
export function asWritten(finding: Finding, plain: Plain | undefined): Finding {
  const { value, text, fix } = finding;
  if (plain === undefined || plain.value !== value || (typeof value !== 'boolean' && typeof value !== 'number')) {
    return finding;
  }
  const written = plain.text;
  if (String(value) === written || written.length > LONGEST) {
    return finding;
  }
  return { ...finding, text: `(written ${written}) ${text}`, fix: fix === quoted(String(value)) ? quoted(written) : fix };
}

function quoted(text: string): string {
  return `quote it: ${JSON.stringify(text)}`;
}
