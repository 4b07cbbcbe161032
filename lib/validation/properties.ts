import { didYouMean } from '../check';
import { asRecord } from '../model/json';
import { describe, Problem } from '../model/usage-error';
import { FindingSeverity } from './accepted-finding';

const CLASS = 'RolloutsValidation';
const PROPERTIES = ['apart', 'closedWorld', 'ignore', 'minSeverity'];
const FLAGS = ['apart', 'closedWorld'];
const ENTRY_PROPERTIES = ['kind', 'name', 'namespace', 'reason', 'rule'];
const ENTRY_FIX = 'write a map with the rule and the reason';

/**
 * Refuses properties that are not in order. They come from a YAML file, which no compiler sees.
 *
 * @throws Error with a line for each mistake, and without a stack: it is not in a program
 */
export function requireProperties(properties: unknown): void {
  const problems = problemsOf(properties).map(describe);
  if (problems.length > 0) {
    const error = new Error(problems.join('\n'));
    error.stack = error.message;
    throw error;
  }
}

function problemsOf(properties: unknown): Problem[] {
  const given = asRecord(properties);
  if (given === undefined) {
    return [{ field: CLASS, ...shown(properties), rule: 'is not a map of properties', fix: `use ${PROPERTIES.join(', ')}` }];
  }
  const severities: unknown[] = Object.values(FindingSeverity);
  return [
    ...unknownKeys(given, PROPERTIES, CLASS),
    ...FLAGS.flatMap((name) => misfit(given, name, CLASS, (value) => typeof value === 'boolean', 'is not a boolean', 'write true or false, without quotes')),
    ...misfit(given, 'minSeverity', CLASS, (value) => severities.includes(value), 'is not a severity', `use one of ${severities.join(', ')}`),
    ...misfit(given, 'ignore', CLASS, Array.isArray, 'is not a list', 'write a list of maps, each with the rule and the reason'),
    ...(Array.isArray(given.ignore) ? given.ignore.flatMap((entry, index) => problemsOfEntry(entry, `${CLASS}.ignore[${index}]`)) : []),
  ];
}

/** A rule that does not exist, and a reason that is not given, are findings, as in every other place of exceptions. */
function problemsOfEntry(entry: unknown, path: string): Problem[] {
  const given = asRecord(entry);
  if (given === undefined) {
    return [{ field: path, ...shown(entry), rule: 'is not a map', fix: ENTRY_FIX }];
  }
  return [
    ...unknownKeys(given, ENTRY_PROPERTIES, path),
    ...ENTRY_PROPERTIES.flatMap((name) => misfit(given, name, path, (value) => typeof value === 'string', 'is not a text', 'write it in quotes')),
  ];
}

function unknownKeys(given: Readonly<Record<string, unknown>>, known: readonly string[], path: string): Problem[] {
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => ({ field: `${path}.${key}`, rule: 'is not a property', fix: didYouMean(key, known, `use ${known.join(', ')}`) }));
}

/** What is not given, or given as `null`, takes its default. */
function misfit(
  given: Readonly<Record<string, unknown>>, name: string, path: string, fits: (value: unknown) => boolean, rule: string, fix: string,
): Problem[] {
  const value = given[name] ?? undefined;
  return value === undefined || fits(value) ? [] : [{ field: `${path}.${name}`, ...shown(value), rule, fix }];
}

/** A list or a map may be of any size. */
function shown(value: unknown): Pick<Problem, 'value'> {
  return typeof value === 'object' ? {} : { value };
}
