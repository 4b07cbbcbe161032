import { didYouMean } from '../check';
import { asNumber, asRecord, asString, JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';
import { CHART_KEYS, CHART_VERSION, ChartKeys, ValueKind } from './chart-keys';
import { plainSecrets } from './plain-secrets';

/** YAML reads 08 as a text or in base 8. */
const DIGITS = /^(?:0|[1-9]\d*)$/;

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

/**
 * The values that the chart does not know, and would pass over in silence; and those of another kind than the chart's, which
 * it takes for something else: every text is true, `'false'` too.
 */
export function unknownValues(values: JsonObject, path: string | undefined): Problem[] {
  return unknownBelow(values, CHART_KEYS, 'values', path);
}

function unknownBelow(values: JsonObject, keys: ChartKeys, place: string, path: string | undefined): Problem[] {
  const index = new Map(Object.entries(keys));
  return Object.entries(values).flatMap(([key, value]): Problem[] => {
    const known = index.get(key);
    const field = `${place}.${key}`;
    if (known === undefined) {
      const rule = `is no value of chart argo-rollouts ${CHART_VERSION}, which passes it over in silence`;
      return [{ path, field, rule, fix: didYouMean(key, index.keys(), 'remove it') }];
    }
    if (value === undefined || isComputed(value)) {
      return [];
    }
    if (typeof known === 'string') {
      // A null takes the default of the chart away, of whatever kind it is.
      return value === null || isOf(known, value) ? [] : [misfit(known, key, value, field, path)];
    }
    const fields = asRecord(value);
    return fields === undefined
      ? [{ ...misfit('map', key, value, field, path), fix: `give ${Object.keys(known).slice(0, 2).join(' or ')}, for instance` }]
      : unknownBelow(fields, known, field, path);
  });
}

/** What somebody else puts in: a token of Terraform or of cdk8s, whose kind nobody knows here. */
export function isComputed(value: unknown): boolean {
  const fields = asRecord(value);
  return asString(value)?.includes('${') === true
    || (fields !== undefined && (Object.getPrototypeOf(fields) !== Object.prototype || typeof fields.resolve === 'function'));
}

/** The number that a template of the chart writes: given as one, or as a text of digits. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'string' && DIGITS.test(value) ? Number(value) : asNumber(value);
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

function misfit(kind: ValueKind, key: string, value: unknown, field: string, path: string | undefined): Problem {
  // A message ends up in the log of a build.
  const isSecret = plainSecrets([value, { [key]: value }], field, path).length > 0;
  return { path, field, ...(isSecret ? {} : { value }), rule: `is not a ${kind}, as it is in the chart`, fix: FIXES[kind] };
}
