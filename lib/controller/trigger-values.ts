import { didYouMean } from '../check';
import { isComputed } from '../model/chart/value-of-template';
import { asList, asRecord, asString, field, JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';
import { yamlContent } from '../model/yaml';
import { conditionFault } from './notification-texts';

const TRIGGER = 'trigger.';
const TEMPLATE = 'template.';
const CONDITIONS = 'write a list in YAML: - send: [name of a template]';

/**
 * What is wrong with the triggers among the values of the chart. The controller reads none of them if it cannot read one,
 * and fails to send what has no template, in its log only.
 *
 * @param values the values that are given beside the settings
 * @param templates the keys of all templates that the installation comes to
 */
export function triggerValueProblems(values: JsonObject, templates: readonly string[], path: string | undefined): Problem[] {
  const names = templates.filter((key) => key.startsWith(TEMPLATE)).map((key) => key.slice(TEMPLATE.length));
  const triggers = Object.entries(asRecord(field(values, 'notifications', 'triggers')) ?? {});
  return triggers.filter(([key, text]) => key.startsWith(TRIGGER) && text !== undefined && text !== null && !isComputed(text))
    .flatMap(([key, text]) => problemsOf(text, names).map((problem) => ({ path, field: `values.notifications.triggers[${JSON.stringify(key)}]`, ...problem })));
}

function problemsOf(text: unknown, templates: readonly string[]): Pick<Problem, 'value' | 'rule' | 'fix'>[] {
  if (typeof text !== 'string') {
    return [{ rule: 'is not a text, and the ConfigMap of the controller takes nothing else', fix: CONDITIONS }];
  }
  const content = yamlContent(text);
  const conditions = content === undefined ? text : content.value;
  const sent = sentIn(conditions);
  if (sent === undefined) {
    return [{ rule: 'is no list of conditions in YAML', fix: CONDITIONS }];
  }
  if (sent.length === 0 || sent.some((names) => names.length === 0)) {
    return [{ rule: 'sends nothing', fix: CONDITIONS }];
  }
  const faults = asList(conditions).flatMap((condition) => {
    const value = asString(field(condition, 'when'));
    const fault = value === undefined ? undefined : conditionFault(value);
    return fault === undefined ? [] : [{ value, ...fault }];
  });
  const unknown = [...new Set(sent.flat())].filter((name) => !templates.includes(name)).map((name) => ({
    value: name, rule: 'is sent, and no template has the name', fix: didYouMean(name, templates, `add ${TEMPLATE}${name} to values.notifications.templates`),
  }));
  return [...faults, ...unknown];
}

/** What each condition of a trigger sends; `undefined` where they are no list, or what one sends is none. */
function sentIn(conditions: unknown): readonly (readonly string[])[] | undefined {
  if (conditions === undefined || conditions === null) {
    return [];
  }
  if (!Array.isArray(conditions)) {
    return undefined;
  }
  const sent: readonly unknown[] = conditions.map((condition) => field(condition, 'send') ?? []);
  return sent.every(isListOfTexts) ? sent : undefined;
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
