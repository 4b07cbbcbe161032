import type { RuleText } from '../check';
import { showObservers } from '../check';

/** All that is known about a rule, for a terminal. */
export function explain(rule: RuleText): string {
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
