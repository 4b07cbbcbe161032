import { didYouMean, serviceKeyFault, templateContentFault, TextFault, triggerContent } from '../check';
import { isComputed } from '../model/chart/value-of-template';
import { asRecord, asString, field, JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';

const TRIGGER = 'trigger.';
const TEMPLATE = 'template.';
const SERVICE = 'service.';

/** What is wrong with something, wherever it is. */
type Misfit = Pick<Problem, 'value' | 'rule' | 'fix'>;

/**
 * What is wrong with the triggers, templates and services among the values of the chart. The controller reads none of them if it
 * cannot read one, and fails to send what has no template, in its log only.
 *
 * @param values the values that are given beside the settings
 * @param templates the keys of all templates that the installation comes to
 * @param areTypesKnown whether it is known which services there are
 */
export function notificationEntryProblems(
  values: JsonObject, templates: readonly string[], areTypesKnown: boolean, path: string | undefined,
): Problem[] {
  const names = templates.filter((key) => key.startsWith(TEMPLATE)).map((key) => key.slice(TEMPLATE.length));
  return [
    ...problemsIn(values, 'triggers', TRIGGER, path, (text) => triggerProblems(text, names)),
    ...problemsIn(values, 'templates', TEMPLATE, path, (text) => misfits([templateContentFault(asString(text) ?? '')])),
    ...problemsIn(values, 'notifiers', SERVICE, path, (_, key) => misfits([areTypesKnown ? serviceKeyFault(key) : undefined])),
  ];
}

function problemsIn(
  values: JsonObject, map: string, prefix: string, path: string | undefined, misfitsOf: (text: unknown, key: string) => readonly Misfit[],
): Problem[] {
  return Object.entries(asRecord(field(values, 'notifications', map)) ?? {})
    .filter(([key, text]) => key.startsWith(prefix) && text !== undefined && text !== null && !isComputed(text) && !isComputed(key))
    .flatMap(([key, text]) => misfitsOf(text, key).map((misfit) => ({ path, field: `values.notifications.${map}[${JSON.stringify(key)}]`, ...misfit })));
}

function triggerProblems(text: unknown, templates: readonly string[]): Misfit[] {
  if (typeof text !== 'string') {
    return [{ rule: 'is not a text, and the ConfigMap of the controller takes nothing else', fix: 'write a list in YAML: - send: [name of a template]' }];
  }
  const { sent, faults } = triggerContent(text);
  const unknown = sent.filter((name) => !templates.includes(name)).map((name) => ({
    value: name, rule: 'is sent, and no template has the name', fix: didYouMean(name, templates, `add ${TEMPLATE}${name} to values.notifications.templates`),
  }));
  return [...misfits(faults), ...unknown];
}

function misfits(faults: readonly (TextFault | undefined)[]): Misfit[] {
  return faults.filter((fault) => fault !== undefined)
    .map(({ value, text: rule, fix }) => ({ ...(value === undefined ? {} : { value }), rule, fix }));
}
