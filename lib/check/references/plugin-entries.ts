/** What the entries of a list of plugins must say, in the configuration of the controller and in the values of its chart. */

import { isFilledInKey, isPlaceholder } from '../../model/placeholders';
import { asRecord, asString } from '../../model/json';
import { isBrokenYaml, yamlContent } from '../../model/yaml';
import { nearest } from '../nearest';
import type { Fault } from '../rule';
import { element, subfield } from '../wording';

/** Without these the controller does not start. */
const REQUIRED = ['name', 'location'] as const;
/** All fields of an entry. The controller does not look at the case of their letters. */
const FIELDS = [...REQUIRED, 'sha256', 'args', 'headersFrom', 'disabled'];
const BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(FIELDS.map((name) => [name.toLowerCase(), name]));
/** Words for the same. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['url', 'location'], ['path', 'location'], ['checksum', 'sha256'], ['digest', 'sha256'], ['arguments', 'args'],
]);
/** Shorter names begin like many others. */
const SHORTEST_BEGINNING = 3;
const NO_START = 'and the controller does not start';

/** What is wrong with a list that is written as a text. */
export function pluginTextFaults(text: string, place: string): Fault[] {
  const content = yamlContent(text);
  if (content === undefined) {
    const isBroken = !isPlaceholder(text) && isBrokenYaml(text);
    return isBroken ? [{ field: place, text: `is no YAML, ${NO_START}`, fix: 'correct it' }] : [];
  }
  const { value } = content;
  if (Array.isArray(value)) {
    return pluginListFaults(value, place);
  }
  const isNothing = value === null || value === undefined || isPlaceholder(text);
  return isNothing ? [] : [{ field: place, text: `is no list of plugins, ${NO_START}`, fix: 'begin each plugin with `- name: …`' }];
}

/** What is wrong with the entries of a list. */
export function pluginListFaults(entries: readonly unknown[], place: string): Fault[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index): Fault[] => {
    const where = element(place, index);
    const fields = asRecord(entry);
    if (fields === undefined) {
      return typeof entry === 'string' && isPlaceholder(entry) ? [] : [{ field: where, text: `is no plugin, ${NO_START}`, fix: 'give its name and its location' }];
    }
    if (Object.keys(fields).some(isFilledInKey)) {
      return [];
    }
    const keys = Object.keys(fields).filter((key) => fields[key] !== null && fields[key] !== undefined && fields[key] !== '');
    const name = asString(new Map(keys.map((key) => [key.toLowerCase(), fields[key]])).get('name'));
    const isRepeated = name !== undefined && !isPlaceholder(name) && seen.has(name);
    seen.add(name ?? '');
    return [...fieldFaults(keys, where), ...(isRepeated ? [{
      field: `${where}.name`,
      value: name,
      severity: 'warning' as const,
      text: 'is given twice, and the controller keeps one file under that name',
      fix: 'leave out one of them',
    }] : [])];
  });
}

/** What is misspelt, and what is missing. */
function fieldFaults(keys: readonly string[], where: string): Fault[] {
  const given = new Set(keys.map((key) => key.toLowerCase()));
  const absent = FIELDS.filter((name) => !given.has(name.toLowerCase()));
  const meant = new Set<string>();
  const faults = keys.flatMap((key): Fault[] => {
    const near = BY_LOWER_CASE.has(key.toLowerCase()) ? undefined : meantBy(key, absent);
    if (near === undefined) {
      return [];
    }
    meant.add(near);
    const isRequired = REQUIRED.some((name) => name === near);
    return [{
      field: subfield(where, key),
      severity: isRequired ? 'error' : 'warning',
      text: `is no field of a plugin, which the controller passes over${isRequired ? `; without ${near} it does not start` : ''}`,
      fix: `did you mean ${JSON.stringify(near)}?`,
    }];
  });
  // It may be that a plugin that is switched off needs no executable.
  const required = given.has('disabled') ? REQUIRED.slice(0, 1) : REQUIRED;
  const missing = required.filter((name) => absent.includes(name) && !meant.has(name));
  return missing.length === 0 ? faults : [...faults, {
    field: where, text: `has no ${missing.join(' and no ')}, ${NO_START}`, fix: `give the ${missing.join(' and the ')} of the plugin`,
  }];
}

function meantBy(key: string, absent: readonly string[]): string | undefined {
  const word = key.toLowerCase();
  const begun = word.length < SHORTEST_BEGINNING ? undefined : absent.find((name) => name.toLowerCase().startsWith(word));
  const synonym = SYNONYMS.get(word);
  return synonym !== undefined && absent.includes(synonym) ? synonym : begun ?? nearest(key, absent);
}
