import type { Manifest } from './manifest';
import type { Rule, Severity, Violation } from './rule';
import { showValue } from './wording';

/** A violation together with the rule that it breaks. */
export interface Finding {
  /** The id of the rule. */
  readonly id: string;
  readonly severity: Severity;
  readonly manifest: Manifest;
  readonly field: string;
  readonly value?: unknown;
  readonly text: string;
  readonly fix: string;
}

/** The finding for a violation of `rule`. */
export function toFinding(rule: Rule, violation: Violation): Finding {
  return { ...violation, fix: violation.fix ?? rule.fix, id: rule.id, severity: rule.severity };
}

/**
 * One line: rule, field, what was found, how to mend it.
 *
 *     ARO101 spec.strategy.canary.steps[0].setWeight: 101 is outside 0 to 100; give a whole number in that range
 *     ARO104 spec.strategy.canary.steps[3].setCanaryScale: needs traffic routing; add …, or remove the step
 */
export function formatFinding(finding: Finding): string {
  const found = finding.value === undefined ? finding.text : `${showValue(finding.value)} ${finding.text}`;
  return `${finding.id} ${finding.field}: ${found}; ${finding.fix}`;
}
