/**
 * What the controller reads in notifications only when it starts to send. It reads all of them or none: one text that is
 * wrong, and nobody is notified of anything.
 */

import { parseExpr } from '../check';
import { Problem } from '../model/usage-error';

/** What is wrong with a text. */
export type TextFault = Pick<Problem, 'rule' | 'fix'>;

/** A requirement on labels: `team`, `!team`, `team=shop`, `team in (shop, pay)`. */
const KEY = '(?:[A-Za-z0-9.-]+/)?[A-Za-z0-9](?:[\\w.-]*[A-Za-z0-9])?';
const REQUIREMENT = new RegExp(`^\\s*(?:!\\s*${KEY}|${KEY}(?:\\s*(?:==?|!=)\\s*[\\w.-]*|\\s+(?:in|notin)\\s*\\([^()]*\\)|\\s*[<>]\\s*\\d+)?)\\s*$`);

/** What Argo CD calls what its notifications are about: conditions and templates are often copied from there. */
const OF_ARGO_CD = /(?<![\w.'"$])app(?=\.)/;
const FIELD_OF_ARGO_CD = /(?<![\w)\]])\.app\b/;

/** What is wrong with the condition of a trigger. */
export function conditionFault(when: string): TextFault | undefined {
  if (when.includes('{{')) {
    return { rule: 'has {{ in it, and is no template', fix: "write it as rollout.metadata.namespace == 'shop'" };
  }
  const { error } = parseExpr(when);
  if (error !== undefined) {
    return { rule: error.message, fix: 'correct it: it is in the language expr' };
  }
  return OF_ARGO_CD.test(when) ? { rule: 'is about app, which Argo CD has, and Argo Rollouts has not', fix: 'write rollout' } : undefined;
}

/** What is wrong with a template of Go, as far as its braces tell. */
export function templateFault(text: string): TextFault | undefined {
  for (let begin = text.indexOf('{{'); begin >= 0;) {
    const end = text.indexOf('}}', begin + 2);
    const next = text.indexOf('{{', begin + 2);
    const action = text.slice(begin + 2, end < 0 ? undefined : end);
    if (end < 0 || (next >= 0 && next < end && !/["`]/.test(action))) {
      return { rule: 'has {{ without }}', fix: 'close it, as in {{.rollout.metadata.name}}' };
    }
    if (FIELD_OF_ARGO_CD.test(action)) {
      return { rule: 'is about .app, which Argo CD has, and Argo Rollouts has not', fix: 'write .rollout' };
    }
    begin = text.indexOf('{{', end + 2);
  }
  return undefined;
}

/** What is wrong with a selector of labels. */
export function selectorFault(selector: string): TextFault | undefined {
  // A comma in parentheses is between values.
  const requirements = selector.split(/,(?![^(]*\))/);
  return selector.trim() === '' || requirements.every((one) => REQUIREMENT.test(one))
    ? undefined : { rule: 'is no selector of labels', fix: 'write it as team=shop,tier in (front, back)' };
}
