import type { Rule, RuleText } from '../rule';
import { suppressionRule } from '../suppression';
import { unreadableRule } from '../unreadable';
import { ANALYSIS_RULES } from './analysis';
import { AUTOSCALING_RULES } from './autoscaling';
import { GITOPS_RULES } from './gitops';
import { MANIFEST_RULES } from './manifest';
import { REFERENCES_RULES } from './references';
import { STRATEGY_RULES } from './strategy';
import { TRAFFIC_RULES } from './traffic';

/** Every rule, in the order of ids; a new one takes the next free number of its group. An id is never used again. */
export const RULES: readonly Rule[] = [
  ...MANIFEST_RULES,
  ...STRATEGY_RULES,
  ...ANALYSIS_RULES,
  ...TRAFFIC_RULES,
  ...REFERENCES_RULES,
  ...AUTOSCALING_RULES,
  ...GITOPS_RULES,
];

/** The rules that can stop a synth. What the others find is for whoever checks the manifests. */
const STOPPING: readonly Rule[] = RULES.filter(({ severity, isRefusedAtSynth }) => severity === 'error' || isRefusedAtSynth === true);

/** The same, with those that can do so where objects are known to have been there and to be no longer. */
const STOPPING_WITH_ABSENCE: readonly Rule[] = RULES.filter((rule) => STOPPING.includes(rule) || rule.tellsOfAbsence === true);

/**
 * The rules that can stop a synth.
 *
 * @param hasDeparted whether objects are known to be absent
 */
export function rulesAtSynth(hasDeparted: boolean): readonly Rule[] {
  return hasDeparted ? STOPPING_WITH_ABSENCE : STOPPING;
}

/** All that is written about rules, also about those that are not kept by manifests but by what is around them. */
export const DOCUMENTED: readonly RuleText[] = [unreadableRule, suppressionRule, ...RULES];
