import { sep } from 'path';
import { isTerraformToken } from './terraform-token';

/** The folder of the compiled library; its own frames tell a user nothing. */
const LIBRARY = __dirname.slice(0, __dirname.lastIndexOf(sep) + 1);

/** What is wrong with a program that uses this library, and the way out. */
export interface Problem {
  /** The path of the construct, where there is one yet. */
  readonly path?: string;
  /** The prop or the parameter, e.g. `steps[2].weight`. */
  readonly field: string;
  /** The value, where it tells more than its absence. */
  readonly value?: unknown;
  /** The rule that is broken, as a clause that follows the value. */
  readonly rule: string;
  /** How to mend it. */
  readonly fix: string;
}

/** A mistake of the user's program, or several of them. Its stack holds only the frames of that program. */
export class UsageError extends Error {
  /** Throws all of the problems at once, if there is any. */
  public static throwIfAny(problems: readonly Problem[]): void {
    const [first, ...more] = problems;
    if (first !== undefined) {
      // By its own name, a bundler would give the class another one, which Node.js then prints.
      throw new this(first, ...more);
    }
  }

  public constructor(problem: Problem, ...more: readonly Problem[]) {
    super([problem, ...more].map(describe).join('\n'));
    this.name = 'UsageError';
    keepFramesOfUser(this);
  }
}

/** Takes all frames but those of the user's program out of the stack: a mistake is where the program says it. */
export function keepFramesOfUser(error: Error): void {
  const lines = (error.stack ?? '').split('\n');
  const isFrame = (line: string): boolean => /^ +at /.test(line);
  const kept = lines.filter((line) => !isFrame(line) || isOfUser(line));
  // A program bundled with this library has no frames that are not of the same file.
  error.stack = (kept.some(isFrame) ? kept : lines).join('\n');
}

/** What is wrong with a token, whatever the rule: nothing is known of what it stands for. */
const TOKEN = { value: undefined, rule: 'depends on a token, whose value only Terraform knows', fix: 'give the value itself' };

/** One line: path, field, value, rule, fix. */
export function describe(problem: Problem): string {
  const { rule, fix, value } = isTerraformToken(problem.value) ? TOKEN : problem;
  const path = problem.path === undefined ? '' : `[${problem.path}] `;
  return `${path}${problem.field}: ${value === undefined ? '' : `${show(value)} `}${rule}; ${fix}`;
}

/** A value as short JSON; what JSON cannot say as JavaScript has it. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : json(value) ?? outsideJson(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** `undefined` where a value is none of JSON, has one in it, or is part of itself. */
function json(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function outsideJson(value: unknown): string {
  if (typeof value === 'bigint') {
    return `${value}n`;
  }
  if (typeof value === 'symbol') {
    return value.toString();
  }
  if (typeof value === 'function') {
    return 'a function';
  }
  return Array.isArray(value) ? '[…]' : '{…}';
}

function isOfUser(frame: string): boolean {
  return ![LIBRARY, `${sep}node_modules${sep}`, 'node:', '(<anonymous>)'].some((foreign) => frame.includes(foreign));
}
