import { asNumber, asRecord, asString } from '../json';
import { isTerraformToken } from '../terraform-token';
import { isSecretPlaceholder } from './secret-placeholders';

/** YAML reads 08 as a text or in base 8. */
const DIGITS = /^(?:0|[1-9]\d*)$/;

/** What somebody else puts in: a token of Terraform or of cdk8s, or what a plugin of Argo CD replaces; nobody knows its kind here. */
export function isComputed(value: unknown): boolean {
  const fields = asRecord(value);
  const text = asString(value);
  return isTerraformToken(value) || (text !== undefined && (text.includes('${') || isSecretPlaceholder(text)))
    || (fields !== undefined && (Object.getPrototypeOf(fields) !== Object.prototype || typeof fields.resolve === 'function'));
}

/** The number that a template of the chart writes: given as one, or as a text of digits. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'string' && DIGITS.test(value) ? Number(value) : asNumber(value);
}
