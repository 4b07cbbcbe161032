import type { ChartKeys, ValueKind } from '../../model/chart/chart-keys';
import { CHART_KEYS, CHART_VERSION } from '../../model/chart/chart-keys';
import { plainSecrets } from '../../model/chart/plain-secrets';
import { isComputed, numberOf } from '../../model/chart/value-of-template';
import type { JsonObject } from '../../model/json';
import { asList, asNumber, asRecord } from '../../model/json';
import { exceededLimits } from '../../model/quantity';
import { didYouMean } from '../nearest';
import { element, showValue, subfield } from '../wording';

/** What is wrong with one of the chart's values. */
export interface ValueFault {
  readonly field: string;
  readonly value?: unknown;
  readonly text: string;
  readonly fix: string;
  /** What the chart would have there; `undefined` where it has nothing. */
  readonly kind: ValueKind | undefined;
  /** Whether the chart does what was meant all the same, or nothing that was not. */
  readonly isHarmless: boolean;
}

/** The same without what the chart would have there. */
type Misfit = Omit<ValueFault, 'kind' | 'isHarmless'>;

/** What is to be given instead. */
const FIXES: Readonly<Record<ValueKind, string>> = {
  'boolean': 'give true or false',
  'number': 'give a number',
  'port number': 'give a number: a text is taken for the name of a port',
  'text': 'give a text',
  'number or text': 'give a number or a text',
  'list': 'give a list: [ … ]',
  'map': 'give a map: { … }',
  'list or map': 'give a list: [ … ]',
};

/** What keys begin with that hold anchors for the rest of the YAML, and nothing for the chart. */
const ANCHORS = 'x-';

/** Where secrets are usual, under names of the user's choice. */
const AMONG_SECRETS = /\.(?:notifications|extraObjects|extraEnv)(?![\w-])/;

/** Texts that say no, and are true to a template. */
const DENIAL = /^\s*(?:false|f|no|n|off|0|none|never|disabled?)\s*$/i;

/**
 * The values that the chart does not know, and would pass over in silence; and those of another kind than the chart's, which
 * it takes for something else: every text is true, `'false'` too.
 *
 * @param isOpen whether a text may come to be something else
 */
export function valueFaults(values: JsonObject, place: string, isOpen: (text: string) => boolean = () => false): ValueFault[] {
  return faultsBelow(values, CHART_KEYS, place, isOpen);
}

function faultsBelow(values: JsonObject, keys: ChartKeys, place: string, isOpen: (text: string) => boolean): ValueFault[] {
  const index = new Map(Object.entries(keys));
  return Object.entries(values).flatMap(([key, value]): ValueFault[] => {
    const known = index.get(key);
    const field = subfield(place, key);
    if (known === undefined && key.startsWith(ANCHORS)) {
      return [];
    }
    if (known === undefined) {
      const text = `is no value of chart argo-rollouts ${CHART_VERSION}, which passes it over in silence`;
      return isOpen(key) ? [] : [{ field, text, fix: didYouMean(key, index.keys(), 'remove it'), kind: undefined, isHarmless: true }];
    }
    if (value === undefined || isComputed(value) || (typeof value === 'string' && isOpen(value))) {
      return [];
    }
    if (typeof known === 'string') {
      // A null takes the default of the chart away, of whatever kind it is.
      return value === null ? [] : isOf(known, value) ? faultsWithin(known, key, value, field) : [misfit(known, key, value, field)];
    }
    const fields = asRecord(value);
    return fields === undefined
      ? [{ ...misfit('map', key, value, field), fix: `give ${Object.keys(known).slice(0, 2).join(' or ')}, for instance`, isHarmless: false }]
      : faultsBelow(fields, known, field, isOpen);
  });
}

function isOf(kind: ValueKind, value: unknown): boolean {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return numberOf(value) !== undefined;
    case 'port number':
      return asNumber(value) !== undefined;
    case 'text':
      return typeof value === 'string';
    case 'number or text':
      return asNumber(value) !== undefined || typeof value === 'string';
    case 'list':
      return Array.isArray(value);
    case 'map':
      return asRecord(value) !== undefined;
    case 'list or map':
      return Array.isArray(value) || asRecord(value) !== undefined;
  }
}

/** What no manifest takes, though it is of the kind that the chart has. */
function faultsWithin(kind: ValueKind, key: string, value: unknown, field: string): ValueFault[] {
  const number = kind === 'number' || kind === 'port number' ? numberOf(value) : undefined;
  if (number !== undefined && (number < 0 || !Number.isInteger(number))) {
    return [{ field, value, text: 'is no whole number of at least 0', fix: 'give one', kind, isHarmless: false }];
  }
  const faults = key === 'resources' ? limitFaults(value, field) : key === 'nodeSelector' ? labelFaults(value, field)
    : key === 'tolerations' ? tolerationFaults(value, field) : [];
  return faults.map((fault) => ({ ...fault, kind, isHarmless: false }));
}

function limitFaults(resources: unknown, field: string): Misfit[] {
  return exceededLimits(resources).map(({ name, request, limit }) => ({
    field: subfield(`${field}.requests`, name),
    value: request,
    text: `is more than the limit, which is ${showValue(limit)}`,
    fix: 'ask for less, or raise the limit',
  }));
}

/** The templates of the chart write these as they are given, without quotes. */
function labelFaults(labels: unknown, field: string): Misfit[] {
  return Object.entries(asRecord(labels) ?? {}).flatMap(([name, value]) => labelFault(value, subfield(field, name)));
}

function tolerationFaults(tolerations: unknown, place: string): Misfit[] {
  return asList(tolerations).flatMap((toleration, index) => labelFault(asRecord(toleration)?.value, `${element(place, index)}.value`));
}

function labelFault(value: unknown, field: string): Misfit[] {
  return (typeof value === 'boolean' || typeof value === 'number') && !isComputed(value)
    ? [{ field, value, text: 'is no text, and a label has no other value', fix: `write ${JSON.stringify(String(value))}, in quotes` }] : [];
}

/** A message ends up in the log of a build: what may have a secret in it is not repeated. */
function misfit(kind: ValueKind, key: string, value: unknown, field: string): ValueFault {
  const isTold = isHarmlessToTell(kind, value) && !AMONG_SECRETS.test(field)
    && plainSecrets([value, { [key]: value }], field, undefined).length === 0;
  const text = isTold ? `is not a ${kind}, as it is in the chart` : `is ${formOf(value)}, and not a ${kind}, as it is in the chart`;
  return { field, ...(isTold ? { value } : {}), text, fix: FIXES[kind], kind, isHarmless: isHarmless(kind, value) };
}

function isHarmlessToTell(kind: ValueKind, value: unknown): boolean {
  return typeof value === 'string' ? !['list', 'map', 'list or map'].includes(kind) : !hasParts(value);
}

function hasParts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function formOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? 'a list' : 'a map';
  }
  return value === null ? 'null' : typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

/** A text is true even if it says no. Of lists and maps, the templates of the chart leave out what is empty. */
function isHarmless(kind: ValueKind, value: unknown): boolean {
  if (kind === 'boolean') {
    return typeof value !== 'string' || !DENIAL.test(value);
  }
  const isEmpty = value === false || value === 0 || value === '' || (typeof value === 'object' && value !== null && !hasParts(value));
  return isEmpty && ['list', 'map', 'list or map'].includes(kind);
}
