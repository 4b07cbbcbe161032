import { Duration } from 'cdk8s';
import * as argocd from '../../imports/argocd-argoproj.io';
import { generatorParameters, GeneratorParameters, hasOwnTemplate } from '../check';
import { optionalSeconds } from '../core/seconds';
import { copyOf } from '../model/copy';
import { asList, asRecord } from '../model/json';
import { requireGiven, requireItems, requireText } from '../model/require';
import { UsageError } from '../model/usage-error';
import { requireAddress } from './address';

/** Options of `ApplicationGenerator.clusters`. */
export interface ClusterGeneratorOptions {
  /**
   * The labels that the Secret of a cluster has, with which it is registered.
   *
   * @default - all clusters that Argo CD knows, also the one that it runs in
   */
  readonly labels?: { [key: string]: string };

  /**
   * Further parameters, `values.<name>` in the template. They may use the other parameters.
   *
   * @default - none
   */
  readonly values?: { [key: string]: string };
}

/** Options of `ApplicationGenerator.git`: give `directories` or `files`. */
export interface GitGeneratorOptions {
  /**
   * The branch, tag or commit.
   *
   * @default 'HEAD', the default branch
   */
  readonly revision?: string;

  /**
   * The folders that become an Application each, as glob patterns, e.g. `prod/*`.
   *
   * @default - none; give these or `files`
   */
  readonly directories?: string[];

  /**
   * Folders that are left out of `directories`, as glob patterns.
   *
   * @default - none
   */
  readonly excludedDirectories?: string[];

  /**
   * The JSON or YAML files whose contents are the parameters of an Application each, as glob patterns.
   *
   * @default - none; give these or `directories`
   */
  readonly files?: string[];

  /**
   * Further parameters, `values.<name>` in the template. They may use the other parameters.
   *
   * @default - none
   */
  readonly values?: { [key: string]: string };

  /**
   * How often the repository is looked at, in whole seconds.
   *
   * @default Duration.minutes(3)
   */
  readonly interval?: Duration;
}

/** Whatever two generators make in this one is put together. */
const SHARED_PARAMETER = 'values';
/** Argo CD takes a matrix in a matrix, and no more. */
const DEEPEST_MATRIX = 2;

/** What Applications an ApplicationSet makes: sets of parameters, with each of which its template becomes one. */
export class ApplicationGenerator {
  /**
   * An Application for each of some sets of parameters.
   *
   * @param elements the parameters; whatever the template uses must be in each
   * @throws if there is none, or something is no set of parameters
   */
  public static list(elements: { [key: string]: unknown }[]): ApplicationGenerator {
    const place = { field: 'ApplicationGenerator.list: elements', fix: 'give the parameters of an Application' };
    requireItems(asList(elements), place).forEach((element, index) => requireGiven(asRecord(element), {
      ...place, field: `${place.field}[${index}]`, value: element, rule: 'is not a set of parameters',
    }));
    return new ApplicationGenerator({ list: { elements: [...elements] } });
  }

  /**
   * An Application for each folder, or each file, that a Git repository has. The parameter `path` tells where it is:
   * `{{.path.path}}`, `{{.path.basename}}`; what is in the file is a parameter too.
   *
   * @param repository the address of the repository
   * @throws if both or neither of `directories` and `files` are given, something is empty, the address holds a password or a
   * token, or the interval is no whole number of seconds
   */
  public static git(repository: string, options: GitGeneratorOptions): ApplicationGenerator {
    const where = 'ApplicationGenerator.git';
    const { revision = 'HEAD', directories = [], excludedDirectories = [], files = [], values, interval } = options;
    if ((directories.length > 0) === (files.length > 0)) {
      const rule = files.length > 0 ? 'is given beside directories' : 'is empty, and so is directories';
      throw new UsageError({ field: `${where}: files`, rule, fix: 'give one of them' });
    }
    if (files.length > 0 && excludedDirectories.length > 0) {
      throw new UsageError({ field: `${where}: excludedDirectories`, rule: 'is given beside files', fix: 'leave it out' });
    }
    const folders = [
      ...directories.map((path) => ({ path })),
      ...excludedDirectories.map((path) => ({ path, exclude: true })),
    ];
    return new ApplicationGenerator({
      git: {
        repoUrl: requireAddress(repository, `${where}: repository`),
        revision: requireText(revision, { field: `${where}: revision`, fix: 'give a branch, a tag or a commit' }),
        directories: folders.length === 0 ? undefined : folders,
        files: files.length === 0 ? undefined : files.map((path) => ({ path })),
        values,
        requeueAfterSeconds: optionalSeconds(interval, 1, { field: `${where}: interval` }),
      },
    });
  }

  /**
   * An Application for each cluster that Argo CD knows. Its parameters are `name`, `nameNormalized`, `server`, `project`,
   * `metadata.labels`, `metadata.annotations` and `values`.
   */
  public static clusters(options: ClusterGeneratorOptions = {}): ApplicationGenerator {
    const { labels, values } = options;
    const selector = labels === undefined ? undefined : { matchLabels: labels };
    return new ApplicationGenerator({ clusters: { selector, values } });
  }

  /**
   * An Application for each pair of what two generators make, with the parameters of both: each service in each cluster.
   *
   * @throws if both make a parameter of one name, as two generators of Git make `path`, or a matrix is in a matrix in a matrix
   */
  public static matrix(first: ApplicationGenerator, second: ApplicationGenerator): ApplicationGenerator {
    const field = 'ApplicationGenerator.matrix';
    const [made, madeToo] = [first, second].map((generator) => generator._parametersFor(true).certain);
    const clash = made?.find((name) => name !== SHARED_PARAMETER && madeToo?.includes(name));
    if (clash !== undefined) {
      throw new UsageError({ field, rule: `has two generators that make the parameter ${clash}`, fix: 'combine generators whose parameters differ' });
    }
    const depth = Math.max(first.depth, second.depth) + 1;
    if (depth > DEEPEST_MATRIX) {
      throw new UsageError({ field, rule: 'has a matrix with a matrix in it', fix: 'nest a matrix in one other at most, which Argo CD takes' });
    }
    const generators = [first, second].map((generator) => argocd.toJson_ApplicationSetSpecGenerators(generator._toKube()));
    return new ApplicationGenerator({ matrix: { generators } }, depth);
  }

  /** A generator as the CRD has it, for what has no factory here. */
  public static other(generator: argocd.ApplicationSetSpecGenerators): ApplicationGenerator {
    return new ApplicationGenerator(generator);
  }

  private readonly generator: argocd.ApplicationSetSpecGenerators;

  private constructor(
    generator: argocd.ApplicationSetSpecGenerators,
    /** How many matrices are in one another. */
    private readonly depth = 0,
  ) {
    this.generator = copyOf(generator);
  }

  /**
   * The parameters that a template can use, as far as they are known.
   *
   * @param isGo whether it is a Go template
   * @internal
   */
  public _parametersFor(isGo: boolean): GeneratorParameters {
    return generatorParameters(argocd.toJson_ApplicationSetSpecGenerators(this.generator), isGo);
  }

  /**
   * Whether it has a template of its own, which counts over that of the set.
   *
   * @internal
   */
  public get _hasOwnTemplate(): boolean {
    return hasOwnTemplate([argocd.toJson_ApplicationSetSpecGenerators(this.generator)]);
  }

  /** @internal */
  public _toKube(): argocd.ApplicationSetSpecGenerators {
    return this.generator;
  }
}
