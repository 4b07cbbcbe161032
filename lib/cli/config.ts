import { existsSync, readFileSync } from 'fs';
import { parseDocument } from 'yaml';
import type { Severity, Suppression } from '../check';
import { didYouMean } from '../check';
import { asRecord } from '../model/json';
import { CommandError } from './command-error';
import { SEVERITIES } from './report/report';

/** Where the settings are looked for when no file is named. */
export const CONFIG_FILE = 'cdk8s-argo-rollouts.yaml';

/** What a configuration file says; what it leaves out is left to the command line. */
export interface Config {
  readonly closedWorld?: boolean;
  readonly apart?: boolean;
  readonly minSeverity?: Severity;
  readonly ignore: readonly Suppression[];
  /** Where it is said; nowhere, if there is no file. */
  readonly source?: ConfigSource;
}

/** A configuration file. */
export interface ConfigSource {
  readonly path: string;
  readonly text: string;
}

const ENTRY_KEYS = ['kind', 'name', 'namespace', 'reason', 'rule'];
const KEYS = ['apart', 'closedWorld', 'ignore', 'minSeverity'];

/**
 * Reads the configuration.
 *
 * @param path the file; without it, `cdk8s-argo-rollouts.yaml` in the current folder, if there is one
 * @throws CommandError where it does not exist or is not in order
 */
export function readConfig(path: string | undefined): Config {
  if (path === undefined && !existsSync(CONFIG_FILE)) {
    return { ignore: [] };
  }
  return parseConfig(sourceAt(path ?? CONFIG_FILE));
}

function parseConfig(source: ConfigSource): Config {
  const { path } = source;
  const content = contentOf(source);
  for (const key of Object.keys(content)) {
    if (!KEYS.includes(key)) {
      throw new CommandError(`${path}: ${JSON.stringify(key)} is not a setting; ${didYouMean(key, KEYS, `use ${KEYS.join(', ')}`)}`);
    }
  }
  const { ignore = [] } = content;
  const minSeverity = SEVERITIES.find((severity) => severity === content.minSeverity);
  if (content.minSeverity !== undefined && minSeverity === undefined) {
    throw new CommandError(`${path}: minSeverity must be error, warning or info`);
  }
  if (!Array.isArray(ignore)) {
    throw new CommandError(`${path}: ignore must be a list of rules with reasons`);
  }
  return {
    ...flag(content, 'closedWorld', path),
    ...flag(content, 'apart', path),
    ...(minSeverity === undefined ? {} : { minSeverity }),
    ignore: ignore.map((entry, index) => suppressionOf(entry, `${path}: ignore[${index}]`)),
    source,
  };
}

function flag(content: Readonly<Record<string, unknown>>, name: 'apart' | 'closedWorld', path: string): Partial<Config> {
  const value = content[name];
  if (value !== undefined && typeof value !== 'boolean') {
    throw new CommandError(`${path}: ${name} must be true or false`);
  }
  return value === undefined ? {} : { [name]: value };
}

function sourceAt(path: string): ConfigSource {
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch {
    throw new CommandError(`${path}: the configuration cannot be read`);
  }
}

function contentOf({ path, text }: ConfigSource): Readonly<Record<string, unknown>> {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    throw new CommandError(`${path}: is not valid YAML: ${(error.message.split('\n')[0] ?? '').replace(/[.:\s]+$/, '')}`);
  }
  const value: unknown = document.toJS();
  const content = value === null ? {} : asRecord(value);
  if (content === undefined) {
    throw new CommandError(`${path}: the configuration must be a mapping of ${KEYS.join(', ')}`);
  }
  return content;
}

/** What is not in order is for the check to tell, as a finding. */
function suppressionOf(entry: unknown, place: string): Suppression {
  // A misspelt limit would accept more than is meant.
  for (const key of Object.keys(asRecord(entry) ?? {})) {
    if (!ENTRY_KEYS.includes(key)) {
      const fix = didYouMean(key, ENTRY_KEYS, `use ${ENTRY_KEYS.join(', ')}`);
      throw new CommandError(`${place}: ${JSON.stringify(key)} is not a setting; ${fix}`);
    }
  }
  const { rule, reason, kind, namespace, name } = asRecord(entry) ?? {};
  return {
    rule: textOf(rule) ?? '',
    reason: textOf(reason) ?? '',
    ...optional('kind', kind),
    ...optional('namespace', namespace),
    ...optional('name', name),
  };
}

function optional(key: 'kind' | 'namespace' | 'name', value: unknown): Partial<Suppression> {
  const text = textOf(value);
  return text === undefined ? {} : { [key]: text };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
