import type { RuleText } from '../check';
import { didYouMean, DOCUMENTED, showObservers } from '../check';
import { CommandError } from './command-error';

const LIST = 'list';

/**
 * What a terminal is told about rules.
 *
 * @param id the rule, in any case; `list`, or nothing, lists all of them
 * @throws CommandError where there is no such rule
 */
export function explanationOf(id: string = LIST): string {
  const wanted = id.trim();
  if (wanted.toLowerCase() === LIST) {
    return DOCUMENTED.map(({ id: each, severity, title }) => `${each} ${severity.padEnd('warning'.length)} ${title}\n`).join('');
  }
  const rule = DOCUMENTED.find((each) => each.id === wanted.toUpperCase());
  if (rule === undefined) {
    const ids = DOCUMENTED.map((each) => each.id);
    throw new CommandError(`${JSON.stringify(wanted)} is not a rule; ${didYouMean(wanted, ids, 'leave it out to list all rules')}`);
  }
  return explain(rule);
}

/** All that is known about a rule. */
function explain(rule: RuleText): string {
  const { id, severity, title, why, fix, link, noticedBy, example } = rule;
  return `${id} (${severity}): ${title}

${why}

To mend it: ${fix}.
Who else notices: ${showObservers(noticedBy)}.
See ${link}

Bad:
${indent(example.bad)}
Good:
${indent(example.good)}`;
}

function indent(snippet: string): string {
  return snippet.trim().split('\n').map((line) => `${line === '' ? '' : `  ${line}`}\n`).join('');
}
