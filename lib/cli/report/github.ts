import type { Severity } from '../../check';
import { objectOf } from '../../files';
import type { Report } from './report';
import { sentenceOf } from './report';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** What stands over a failure, where the id of a rule stands over a finding. */
const FAILED = 'Not checked in full';

/** Workflow commands of GitHub Actions: annotations at the lines of a change. */
export function githubReport({ findings, failures }: Report): string {
  const annotations = findings.map((located) => {
    const { finding, file, position: { line, column } } = located;
    const place = file === undefined ? '' : `file=${property(file)},line=${line},col=${column},`;
    const object = objectOf(located);
    const message = `${object === '' ? '' : `${object} `}${sentenceOf(finding)}`;
    return `::${COMMANDS[finding.severity]} ${place}title=${property(finding.id)}::${data(message)}\n`;
  });
  // Without findings, a check that was not done would look like one that found nothing.
  return [...annotations, ...failures.map((failure) => `::error title=${FAILED}::${data(failure)}\n`)].join('');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
