/**
 * What the controller reads in notifications only when it starts to send. It reads all of them or none: one text that is
 * wrong, and nobody is notified of anything.
 */

import { TextFault } from '../check';
import { Problem } from '../model/usage-error';

/** The faults that there are, as problems with what they are of. */
export function problemsOf(faults: readonly (TextFault | undefined)[], of: Omit<Problem, 'rule' | 'fix'>): Problem[] {
  return faults.filter((fault) => fault !== undefined).map(({ text, fix }) => ({ ...of, rule: text, fix }));
}

/** A requirement on labels: `team`, `!team`, `team=shop`, `team in (shop, pay)`. */
const KEY = '(?:[A-Za-z0-9.-]+/)?[A-Za-z0-9](?:[\\w.-]*[A-Za-z0-9])?';
const REQUIREMENT = new RegExp(`^\\s*(?:!\\s*${KEY}|${KEY}(?:\\s*(?:==?|!=)\\s*[\\w.-]*|\\s+(?:in|notin)\\s*\\([^()]*\\)|\\s*[<>]\\s*\\d+)?)\\s*$`);

/** What is wrong with a selector of labels. */
export function selectorFault(selector: string): TextFault | undefined {
  // A comma in parentheses is between values.
  const requirements = selector.split(/,(?![^(]*\))/);
  return selector.trim() === '' || requirements.every((one) => REQUIREMENT.test(one))
    ? undefined : { text: 'is no selector of labels', fix: 'write it as team=shop,tier in (front, back)' };
}
