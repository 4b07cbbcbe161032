import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import type { Severity } from '../check';
import type { LocatedFinding } from '../files';
import { checkFiles, positionIn, readInput } from '../files';
import { CommandError } from './command-error';
import type { Config } from './config';
import { CONFIG_FILE, readConfig } from './config';
import { explanationOf } from './explain';
import type { Report } from './report';
import { printable, REPORTERS, SEVERITIES } from './report';

/** What surrounds the command. */
export interface Surroundings {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly readStandardInput: () => Uint8Array;
  /** Whether standard output shows colours. */
  readonly colour: boolean;
}

/** How the command ends. */
export const enum ExitStatus {
  CLEAN = 0,
  FINDINGS = 1,
  /** Wrong usage, or input that cannot be read. */
  TROUBLE = 2,
}

interface CheckFlags {
  readonly format: string;
  readonly minSeverity?: string;
  readonly closedWorld?: true;
  readonly apart?: true;
  readonly config?: string;
  readonly explain?: string | true;
}

/**
 * Runs the command line.
 *
 * @param argv what stands behind the name of the command
 */
export function runCommand(argv: readonly string[], surroundings: Surroundings): ExitStatus {
  let status = ExitStatus.CLEAN;
  const program = programOf(surroundings, (paths, flags) => { status = check(paths, flags, surroundings); });
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? ExitStatus.CLEAN : ExitStatus.TROUBLE;
    }
    if (error instanceof CommandError) {
      surroundings.writeError(`error: ${printable(error.message)}\n`);
      return ExitStatus.TROUBLE;
    }
    throw error;
  }
  return status;
}

function programOf(surroundings: Surroundings, action: (paths: string[], flags: CheckFlags) => void): Command {
  const program = new Command('cdk8s-argo-rollouts')
    .description('Finds what is wrong with the manifests of Argo Rollouts before they are applied.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: surroundings.writeOut, writeErr: surroundings.writeError })
    .showHelpAfterError('(run with --help for usage)');
  program.command('check')
    .description('check Kubernetes manifests, from any tool')
    .argument('[path...]', 'files, and folders with *.yaml, *.yml and *.json; - is standard input')
    .addOption(new Option('--format <format>', 'how findings are written').choices([...REPORTERS.keys()]).default('text'))
    .addOption(new Option('--min-severity <severity>', 'leave out what is less severe (default: warning)').choices(SEVERITIES))
    .option('--closed-world', 'these are all manifests there are: whatever is not among them is missing')
    .option('--apart', 'each path stands for a cluster of its own, such as an environment')
    .option('--config <file>', `settings and accepted findings (default: ${CONFIG_FILE}, if it is there)`)
    .option('--explain [rule]', 'tell about a rule, such as ARO101, or list all rules, and check nothing')
    .addHelpText('after', `
Exit status: 0 without findings, 1 with findings, 2 for wrong usage or input that cannot be read.`)
    .action(action);
  return program;
}

function check(paths: readonly string[], flags: CheckFlags, surroundings: Surroundings): ExitStatus {
  if (flags.explain !== undefined) {
    surroundings.writeOut(explanationOf(flags.explain === true ? undefined : flags.explain));
    return ExitStatus.CLEAN;
  }
  const report = reportOf(paths, flags, surroundings);
  surroundings.writeOut(REPORTERS.get(flags.format)?.(report, surroundings.colour) ?? '');
  report.notices.forEach((notice) => { surroundings.writeError(`notice: ${printable(notice)}\n`); });
  report.failures.forEach((failure) => { surroundings.writeError(`error: ${printable(failure)}\n`); });
  if (report.failures.length > 0) {
    return ExitStatus.TROUBLE;
  }
  return report.findings.length > 0 ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
}

/** What the check comes to. That it was called wrongly is reported as well: the reader of a report may not see the terminal. */
function reportOf(paths: readonly string[], flags: CheckFlags, surroundings: Surroundings): Report {
  try {
    return checked(paths, flags, surroundings);
  } catch (error) {
    if (error instanceof CommandError) {
      return { findings: [], objects: 0, files: 0, notices: [], failures: [error.message], version };
    }
    throw error;
  }
}

function checked(paths: readonly string[], flags: CheckFlags, { readStandardInput }: Surroundings): Report {
  if (paths.length === 0) {
    throw new CommandError('no path is given; name files or folders, or - for standard input');
  }
  const config = readConfig(flags.config);
  const shown = shownSeverities(flags.minSeverity ?? config.minSeverity ?? 'warning');
  const { files, problems, notices } = readInput(paths, readStandardInput);
  const { findings, objects } = checkFiles(files, {
    closedWorld: flags.closedWorld ?? config.closedWorld ?? false,
    apart: flags.apart ?? config.apart ?? false,
    ignore: config.ignore,
  });
  // A generator that failed before the pipe must not pass for manifests in order.
  const isEmpty = objects === 0 && findings.length === 0 && problems.length === 0;
  return {
    findings: findings.filter(({ finding }) => shown.includes(finding.severity)).map((located) => placed(located, config)),
    objects,
    files: files.length,
    notices,
    failures: isEmpty ? ['there are no Kubernetes objects in what was given'] : problems,
    version,
  };
}

/** What is about the settings stands where they do. */
function placed(located: LocatedFinding, { source }: Config): LocatedFinding {
  return located.file !== undefined || source === undefined
    ? located
    : { ...located, file: source.path, position: positionIn(source.text, located.finding.field) };
}

function shownSeverities(least: string): readonly Severity[] {
  return SEVERITIES.slice(0, SEVERITIES.findIndex((severity) => severity === least) + 1);
}
