import { Yaml } from 'cdk8s';
import { asRecord, asString, field, JsonObject } from '../model/json';
import { isTerraformToken } from '../model/terraform-token';
import { Problem } from '../model/usage-error';
import { TerraformRuntime } from './terraform-runtime';

/** Text that Terraform takes for nothing but itself: without it, `${…}` and `%{…}` are parts of its templates. */
export function escapeTerraform(text: string): string {
  return text.replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{');
}

/** A token of a stack within text. */
const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/** The same for text with tokens, which stay. */
export function escapeAroundTokens(text: string): string {
  return text.split(TOKEN).map((part) => TOKEN.test(part) ? part : escapeTerraform(part)).join('');
}

/**
 * Values as YAML within a Terraform string.
 *
 * What another resource computes is only known to Terraform, which writes it as JSON, so that no value can be mistaken for
 * YAML: every JSON text on one line is YAML.
 */
export function valuesText(values: JsonObject, { Fn, Token }: TerraformRuntime): string {
  const mark = markNotIn(JSON.stringify(values));
  const tokens: string[] = [];
  const marked = (value: unknown): unknown => {
    if (Token.isUnresolved(value)) {
      // A variable without a type holds text, where it comes from the command line or from the environment.
      const told = typeof value === 'number' ? Fn.tonumber(value) : literalsEscaped(value);
      return `${mark}${tokens.push(Fn.jsonencode(told)) - 1}_`;
    }
    if (Array.isArray(value)) {
      return value.map(marked);
    }
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item)]))
      : value;
  };
  return escapeTerraform(Yaml.stringify(marked(values)))
    .replace(new RegExp(`${mark}(\\d+)_`, 'g'), (_match, index: string) => tokens[Number(index)] ?? '');
}

/** What stands around tokens in a text is text: neither does it end the text, nor does it start a template. */
function literalsEscaped(value: unknown): unknown {
  const escape = (literal: string): string => literal.replace(/[\\"]/g, '\\$&').replace(/\$/g, '\\u0024').replace(/%/g, '\\u0025');
  return typeof value === 'string' ? value.split(TOKEN).map((part) => TOKEN.test(part) ? part : escape(part)).join('') : value;
}

/** Text that stands for a list. */
const LIST_TOKEN = '#{TfToken[';

/** A name in a map that stands for all of it. */
const MAP_TOKEN = '&{TfToken[';

/** What values say by tokens that Terraform would not get: as names, and as some of the elements of a list or a map. */
export function misplacedTokens(values: JsonObject, { Token }: TerraformRuntime, path: string): Problem[] {
  const below = (value: unknown, field: string): Problem[] => {
    if (Array.isArray(value)) {
      const isMixed = value.length > 1 && value.some((item) => isListToken(item, Token));
      return isMixed
        ? [{ path, field, rule: 'has a list among its elements that only Terraform knows', fix: 'give the elements one by one' }]
        : value.flatMap((item, index) => below(item, `${field}[${index}]`));
    }
    const names = Object.keys(asRecord(value) ?? {});
    if (names.length > 1 && names.some((name) => name.startsWith(MAP_TOKEN))) {
      return [{ path, field, rule: 'has a map among its fields that only Terraform knows', fix: 'give the fields one by one' }];
    }
    return typeof value !== 'object' || value === null || Token.isUnresolved(value) ? [] : Object.entries(value).flatMap(([key, item]) => (
      Token.isUnresolved(key)
        ? [{ path, field, rule: 'has a token for a name, which only Terraform knows', fix: 'give the name itself' }]
        : below(item, `${field}.${key}`)
    ));
  };
  return below(values, 'values');
}

/** Whether an element stands for the whole of a list: of texts or of numbers. */
function isListToken(item: unknown, Token: TerraformRuntime['Token']): boolean {
  return typeof item === 'string' ? item.startsWith(LIST_TOKEN) : isTerraformToken(item) && !Token.isUnresolved(item);
}

/** A word that the text does not have. */
function markNotIn(text: string): string {
  let mark = 'TERRAFORM_';
  while (text.includes(mark)) {
    mark += '_';
  }
  return mark;
}

/** Where tokens of a stack stand among manifests, as `ConfigMap shop/settings data.role`. */
export function tokenPaths(manifests: readonly unknown[], { Token }: TerraformRuntime): string[] {
  const below = (value: unknown, place: string): string[] => {
    if (Token.isUnresolved(value) || (typeof value === 'string' && hasNumberToken(value))) {
      return [place];
    }
    if (Array.isArray(value)) {
      return value.flatMap((item, index) => below(item, `${place}[${index}]`));
    }
    return typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) => (
        Token.isUnresolved(key) ? [`${place} (a name in it)`] : below(item, place === '' ? key : `${place}.${key}`)
      ))
      : [];
  };
  return manifests.flatMap((manifest) => below(manifest, '').map((place) => `${nameOf(manifest)} ${place}`));
}

/** Whether a text was put together with a number that is a token: it has the digits that stand for it. */
function hasNumberToken(text: string): boolean {
  return (text.match(/-\d(?:\.\d+)?e\+\d{3}/g) ?? []).some((digits) => isTerraformToken(Number(digits)));
}

function nameOf(manifest: unknown): string {
  const kind = asString(field(manifest, 'kind')) ?? '';
  const name = [field(manifest, 'metadata', 'namespace'), field(manifest, 'metadata', 'name')].filter((part) => asString(part) !== undefined);
  return `${kind} ${name.join('/')}`;
}
