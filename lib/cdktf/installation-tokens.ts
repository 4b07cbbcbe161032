import { ArgoRolloutsInstallation, ArgoRolloutsProps } from '../index';
import { asRecord, field, JsonObject } from '../model/json';
import { merged } from '../model/merge';
import { Problem, UsageError } from '../model/usage-error';
import { TerraformRuntime } from './terraform-runtime';

/** The parts of an installation that have pods. */
const PARTS = ['controller', 'dashboard'] as const;

/** The props that say how Terraform installs it, and may be tokens as far as Terraform has them so. */
const OF_TERRAFORM: readonly string[] = ['atomic', 'createNamespace', 'dependsOn', 'provider', 'timeout'];

/** How many pods are assumed where only Terraform knows it: so many that no bound is against it. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

const UNKNOWN = 'is a token, whose value only Terraform knows';

/**
 * The settings of an installation, with tokens as whatever checks the settings takes them: as texts. A number of pods that
 * only Terraform knows is said among the `values`, which come last.
 *
 * @throws for tokens in place of what decides about other values
 */
export function withTokens(props: ArgoRolloutsProps, runtime: TerraformRuntime, path: string): ArgoRolloutsProps {
  const { values: given, ...settings } = props;
  const ofInstallation = Object.entries(settings).filter(([name]) => !OF_TERRAFORM.includes(name));
  const untyped: Problem[] = untypedTokens(Object.fromEntries(ofInstallation), '').map((place) => ({
    path, field: place, rule: UNKNOWN, fix: 'give the value itself, or the token in `values`',
  }));
  if (isUntyped(given)) {
    untyped.push({ path, field: 'values', rule: UNKNOWN, fix: 'give a map, which may have tokens in it' });
  }
  if (runtime.Token.isUnresolved(settings.repository) && !/^[a-z]+:\/\//.test(settings.repository ?? '')) {
    untyped.push({ path, field: 'repository', rule: UNKNOWN, fix: 'begin with https:// or oci://, which may be followed by a token' });
  }
  UsageError.throwIfAny(untyped);
  const unknown = PARTS.filter((part) => runtime.Token.isUnresolved(props[part]?.replicas));
  const said = Object.fromEntries(unknown.map((part) => [part, { replicas: props[part]?.replicas }]));
  const values = merged(textsOf(said, runtime), textsOf(given ?? {}, runtime));
  const checked = { ...settings, serves: undefined, ...assumed(props, values, runtime) };
  UsageError.throwIfAny(overruled(values, new ArgoRolloutsInstallation(checked, path).values(), 'values', runtime).map((place) => ({
    path, field: place, rule: `${UNKNOWN}, in place of what other settings say there`, fix: 'give what is in it, one by one',
  })));
  return { ...checked, serves: props.serves, values: { ...values } };
}

/** The parts with a number of pods that only Terraform knows. */
function assumed(props: ArgoRolloutsProps, values: JsonObject, { Token }: TerraformRuntime): ArgoRolloutsProps {
  const isUnknown = (part: typeof PARTS[number]): boolean => Token.isUnresolved(props[part]?.replicas)
    || Token.isUnresolved(field(values, part, 'replicas'));
  const { controller, dashboard } = props;
  return {
    ...isUnknown('controller') ? { controller: { ...controller, replicas: ANY_NUMBER } } : {},
    ...isUnknown('dashboard') && dashboard !== undefined ? { dashboard: { ...dashboard, replicas: ANY_NUMBER } } : {},
  };
}

/** Whether it is a token that is neither a text nor a number, a list or a map: nobody who reads it would notice. */
function isUntyped(value: unknown): boolean {
  return typeof asRecord(value)?.resolve === 'function';
}

function isPlain(value: unknown): value is JsonObject {
  return asRecord(value) !== undefined && Object.getPrototypeOf(value) === Object.prototype;
}

/** Where there are such tokens among the settings that are no values. */
function untypedTokens(value: unknown, place: string): string[] {
  if (isUntyped(value)) {
    return [place];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => untypedTokens(item, `${place}[${index}]`));
  }
  return isPlain(value) ? Object.entries(value).flatMap(([key, item]) => untypedTokens(item, place === '' ? key : `${place}.${key}`)) : [];
}

/** The values with tokens of all kinds as texts, but for lists and maps, which can be told as such. */
function textsOf(values: JsonObject, runtime: TerraformRuntime): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, textOf(value, runtime)]));
}

function textOf(value: unknown, runtime: TerraformRuntime): unknown {
  const { Fn, Token } = runtime;
  if (typeof value === 'number') {
    return Token.isUnresolved(value) ? Token.asString(Fn.tonumber(value)) : value;
  }
  if (isUntyped(value)) {
    return Token.asString(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => textOf(item, runtime));
  }
  return isPlain(value) ? textsOf(value, runtime) : value;
}

/** Where values have a token in place of a list or a map of the settings, of which nothing would be left. */
function overruled(values: JsonObject, settings: JsonObject, place: string, runtime: TerraformRuntime): string[] {
  return Object.entries(values).flatMap(([key, value]): string[] => {
    const [setting, fields] = [settings[key], asRecord(value)];
    if (typeof value === 'string' && runtime.Token.isUnresolved(value)) {
      return typeof setting === 'object' && setting !== null ? [`${place}.${key}`] : [];
    }
    return fields === undefined ? [] : overruled(fields, asRecord(setting) ?? {}, `${place}.${key}`, runtime);
  });
}
