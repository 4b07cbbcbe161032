/** The triggers of notifications: when they send, and what. */

import { isPlaceholder } from '../../model/placeholders';
import { asList, asRecord, field } from '../../model/json';
import { isBrokenYaml, yamlContent } from '../../model/yaml';
import { conditionFault, oncePerFault } from './condition-fault';
import type { TextFault } from './text-fault';

const CONDITIONS = 'write a list in YAML: - send: [name of a template]';
/** A template that is meant for the controller, and not for what fills the text in. */
const OF_CONTROLLER = /\{\{-?\s*\.?(?:rollout|app)\b/;

/** What a trigger comes to. */
export interface TriggerContent {
  /** The names of the templates that it sends, each once. */
  readonly sent: readonly string[];
  /** What is wrong with it, whatever templates there are; of a condition the first thing. */
  readonly faults: readonly TextFault[];
}

const UNKNOWN: TriggerContent = { sent: [], faults: [] };

/** What the text of a trigger says. */
export function triggerContent(text: string): TriggerContent {
  const content = yamlContent(text);
  if (content === undefined && !isBrokenYaml(text)) {
    return UNKNOWN;
  }
  const conditions = content?.value ?? (content === undefined ? text : []);
  const sent = sentIn(conditions);
  if (sent === undefined) {
    return isFilledIn(text) ? UNKNOWN : { sent: [], faults: [{ text: 'is no list of conditions in YAML', fix: CONDITIONS }] };
  }
  const names = [...new Set(sent.flat())];
  const silent = sent.length === 0 || sent.some((each) => each.length === 0) ? [{ text: 'sends nothing', fix: CONDITIONS }] : [];
  return { sent: names, faults: silent.length > 0 ? silent : asList(conditions).flatMap(faultsOf) };
}

/** What each condition of a trigger sends; `undefined` where they are no list, or what one sends is none. */
function sentIn(conditions: unknown): readonly (readonly string[])[] | undefined {
  if (!Array.isArray(conditions)) {
    return undefined;
  }
  const sent: readonly unknown[] = conditions.map((condition) => field(condition, 'send') ?? []);
  return sent.every(isListOfTexts) ? sent : undefined;
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function faultsOf(condition: unknown): TextFault[] {
  const { when, oncePer } = asRecord(condition) ?? {};
  return [...faultsIn(when, conditionFault), ...faultsIn(oncePer, oncePerFault)];
}

/** Numbers and booleans are read as texts, too. */
function faultsIn(value: unknown, faultOf: (text: string) => TextFault | undefined): TextFault[] {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value : '';
  // Without a condition, it is always sent.
  const fault = text === '' || isFilledIn(text) ? undefined : faultOf(text);
  return fault === undefined ? [] : [{ value: text, ...fault }];
}

function isFilledIn(text: string): boolean {
  return isPlaceholder(text) && !OF_CONTROLLER.test(text);
}
