import type { Manifest } from './manifest';
import type { Severity, Violation } from './rule';
import { showValue } from './wording';

/** A violation together with the rule that it breaks. */
export interface Finding {
  /** The id of the rule. */
  readonly id: string;
  readonly severity: Severity;
  /** The object to mend, as it was given; `undefined` where the mistake is in the options of the check. */
  readonly manifest: Manifest | undefined;
  /** The path of the field, as it stands in the manifest. */
  readonly field: string;
  /** What the field holds, where that tells something; `text` then continues the sentence. */
  readonly value?: unknown;
  readonly text: string;
  readonly fix: string;
}

/** The finding for a violation of a rule. */
export function toFinding(rule: { readonly id: string; readonly fix: string }, severity: Severity, violation: Violation): Finding {
  const { manifest, field, value, text, fix } = violation;
  return { id: rule.id, severity, manifest, field, ...(value === undefined ? {} : { value }), text, fix: fix ?? rule.fix };
}

/**
 * One line: rule, field, what was found, how to mend it.
 *
 *     ARO101 spec.strategy.canary.steps[0].setWeight: 101 is outside 0 to 100; give a whole number in that range
 *     ARO104 spec.strategy.canary.steps[3].setCanaryScale: needs traffic routing; add …, or remove the step
 */
export function formatFinding(finding: Finding): string {
  return `${finding.id} ${finding.field}: ${found(finding)}; ${finding.fix}`;
}

/** The sentence of what was found, with the value that it is about. */
export function found({ value, text }: Finding): string {
  return value === undefined ? text : `${showValue(value)} ${text}`;
}
