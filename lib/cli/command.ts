import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import type { Severity } from '../check';
import { didYouMean, DOCUMENTED } from '../check';
import { checkFiles, readInput } from '../files';
import { CommandError } from './command-error';
import { CONFIG_FILE, readConfig } from './config';
import { explain } from './explain';
import { REPORTERS, SEVERITIES } from './report';

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
  readonly explain?: string;
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
      surroundings.writeError(`error: ${error.message}\n`);
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
    .option('--explain <rule>', 'tell about a rule, such as ARO101, and check nothing')
    .addHelpText('after', `
Exit status: 0 without findings, 1 with findings, 2 for wrong usage or input that cannot be read.`)
    .action(action);
  return program;
}

function check(paths: readonly string[], flags: CheckFlags, surroundings: Surroundings): ExitStatus {
  if (flags.explain !== undefined) {
    surroundings.writeOut(explanationOf(flags.explain));
    return ExitStatus.CLEAN;
  }
  if (paths.length === 0) {
    throw new CommandError('no path is given; name files or folders, or - for standard input');
  }
  const config = readConfig(flags.config);
  const shown = shownSeverities(flags.minSeverity ?? config.minSeverity ?? 'warning');
  const { files, problems } = readInput(paths, surroundings.readStandardInput);
  const all = checkFiles(files, {
    closedWorld: flags.closedWorld ?? config.closedWorld ?? false,
    apart: flags.apart ?? config.apart ?? false,
    ignore: config.ignore,
  });
  const findings = all.findings.filter(({ finding }) => shown.includes(finding.severity));
  const report = REPORTERS.get(flags.format);
  surroundings.writeOut(report?.({ ...all, findings, files: files.length, version }, surroundings.colour) ?? '');
  problems.forEach((problem) => { surroundings.writeError(`error: ${problem}\n`); });
  // A generator that failed before the pipe must not pass for manifests in order.
  if (all.objects === 0 && all.findings.length === 0 && problems.length === 0) {
    surroundings.writeError('error: there are no Kubernetes objects in what was given\n');
    return ExitStatus.TROUBLE;
  }
  if (problems.length > 0) {
    return ExitStatus.TROUBLE;
  }
  return findings.length > 0 ? ExitStatus.FINDINGS : ExitStatus.CLEAN;
}

function explanationOf(id: string): string {
  const rule = DOCUMENTED.find((each) => each.id === id.toUpperCase());
  if (rule === undefined) {
    const ids = DOCUMENTED.map((each) => each.id);
    throw new CommandError(`${JSON.stringify(id)} is not a rule; ${didYouMean(id, ids, 'see RULES.md for all of them')}`);
  }
  return explain(rule);
}

function shownSeverities(least: string): readonly Severity[] {
  const index = SEVERITIES.findIndex((severity) => severity === least);
  if (index < 0) {
    throw new CommandError(`${JSON.stringify(least)} is not a severity; use ${SEVERITIES.join(', ')}`);
  }
  return SEVERITIES.slice(0, index + 1);
}
