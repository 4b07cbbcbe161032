import { asRecord, field, JsonObject } from '../json';
import { Problem } from '../usage-error';

/** A text that the chart writes as it is: what is between the quotes of a template. */
const QUOTED = /\{\{-?\s*(?:`[^`]*`|"(?:[^"\\]|\\.)*")\s*-?\}\}/g;
/** A template that can only be meant for the chart: it looks at the release, its values, the chart or the cluster. */
const OF_CHART = /\{\{-?[^{}]*(?:[.$](?:Release|Values|Chart|Capabilities|Template)\b|\b(?:include|tpl|lookup)\b)[^{}]*\}\}/g;
/** What goes on with, or ends, what such a template has begun. */
const CONTINUED = /\{\{-?\s*(?:else|end)\s*-?\}\}/g;
/** What gives another meaning to a dot, or to a name, in what follows. */
const SCOPE = /^\{\{-?\s*(?:range\b|with\b|\$[^{}]*:=)/;

/** The further objects, each with its place in the values. The chart takes a map of them too, and does not look at its keys. */
export function extraObjectsOf(values: JsonObject, place = 'values'): readonly (readonly [place: string, object: unknown])[] {
  const objects = field(values, 'extraObjects');
  if (Array.isArray(objects)) {
    return objects.map((object: unknown, index) => [`${place}.extraObjects[${index}]`, object] as const);
  }
  return Object.entries(asRecord(objects) ?? {}).map(([key, object]) => [`${place}.extraObjects.${key}`, object] as const);
}

/** The further objects that the chart would change: it takes every `{{` in them for a template of its own. */
export function templateProblems(values: JsonObject, path: string | undefined, valuesPlace = 'values'): Problem[] {
  return extraObjectsOf(values, valuesPlace).filter(([, object]) => hasTemplate(object)).map(([place]) => ({
    path, field: place, rule: 'has {{ in it, which the chart takes for a template', fix: 'write {{`{{`}} for it, or make the object outside the chart',
  }));
}

function hasTemplate(value: unknown): boolean {
  if (typeof value === 'string') {
    const unquoted = value.replace(QUOTED, '');
    const ofChart = unquoted.match(OF_CHART) ?? [];
    const rest = unquoted.replace(OF_CHART, '');
    return !ofChart.some((template) => SCOPE.test(template)) && (ofChart.length === 0 ? rest : rest.replace(CONTINUED, '')).includes('{{');
  }
  return Array.isArray(value) ? value.some(hasTemplate) : Object.entries(asRecord(value) ?? {}).flat().some(hasTemplate);
}
