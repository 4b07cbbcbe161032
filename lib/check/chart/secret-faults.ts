/** Secrets in plain text in an Application's values of the chart; what they are is not repeated. */

import { toldSecrets } from '../../model/chart/plain-secrets';
import { looksSecret } from '../../model/chart/secret-reference';
import { asRecord } from '../../model/json';
import type { Fault } from '../rule';
import type { GivenParameter, GivenValues } from './given-values';
import { withSetting } from './helm-parameter';

const TEXT = 'tells a secret in plain text';
const FIX = 'put it into a Secret, and refer to that';

/** What is filled in later: by a template, or from the environment. */
const FILLED_IN = /\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\([^()]*\)/g;
/** As a reference to a Secret is written. */
const REFERENCE = '$filled-in';

/** The secrets in the values of a release. */
export function secretFaults({ map, opaque, parameters }: GivenValues): Fault[] {
  return [
    ...(map === undefined ? [] : secretsIn(map.values, map.field)),
    ...(opaque === undefined || !looksSecret(withReferences(opaque.text)) ? [] : [{ field: opaque.field, text: TEXT, fix: FIX }]),
    ...parameters.flatMap(secretOfParameter),
  ];
}

function secretOfParameter({ field: where, steps, text }: GivenParameter): Fault[] {
  const values = steps === undefined ? { text } : withSetting({}, steps, text)?.value;
  return secretsIn(values, '').slice(0, 1).map((fault) => ({ ...fault, field: `${where}.value` }));
}

function secretsIn(values: unknown, place: string): Fault[] {
  const fields = asRecord(filledIn(values)) ?? {};
  return toldSecrets(fields, place, undefined).map(({ field: at, rule, fix }) => ({ field: at, text: rule, fix }));
}

/** The same with references in place of what is filled in later, which is no secret where it stands. */
function filledIn(value: unknown): unknown {
  if (typeof value === 'string') {
    return withReferences(value);
  }
  if (Array.isArray(value)) {
    return value.map(filledIn);
  }
  const fields = asRecord(value);
  return fields === undefined ? value : Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, filledIn(inner)]));
}

function withReferences(text: string): string {
  const replaced = text.replace(FILLED_IN, REFERENCE);
  return replaced === text || looksSecret(replaced) || /[\n:]/.test(text) ? replaced : REFERENCE;
}
