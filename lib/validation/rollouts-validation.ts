import { AcceptedFinding, FindingSeverity } from './accepted-finding';
import { requireProperties } from './properties';
import { IRolloutsValidationContext } from './validation-context';

/** The `properties` of the plugin in `cdk8s.yaml`. */
export interface RolloutsValidationProps {
  /**
   * What is less severe is left out; what is left fails the synth.
   * @default FindingSeverity.WARNING
   */
  readonly minSeverity?: FindingSeverity;
  /**
   * Whether the manifests are all that there is: a reference to something that is not among them is then an error, and
   * a warning otherwise.
   * @default false
   */
  readonly closedWorld?: boolean;
  /**
   * Whether each file stands for a cluster of its own.
   * @default false
   */
  readonly apart?: boolean;
  /**
   * Findings that are accepted.
   * @default - none
   */
  readonly ignore?: AcceptedFinding[];
}

/**
 * A validation plugin of the cdk8s command line: `cdk8s synth` then checks all manifests of an app by all rules, also where
 * they are made by other constructs, and reports warnings too.
 *
 *     # cdk8s.yaml
 *     validations:
 *       - package: cdk8s-argo-rollouts
 *         version: 0.1.0
 *         class: RolloutsValidation
 *         properties:
 *           minSeverity: error
 */
export class RolloutsValidation {
  private readonly shown: readonly string[];

  /** @throws Error where properties are misspelt or have values that they cannot have, with a line for each */
  public constructor(private readonly props: RolloutsValidationProps = {}) {
    requireProperties(props);
    const severities = Object.values(FindingSeverity);
    this.shown = severities.slice(0, severities.indexOf(props.minSeverity ?? FindingSeverity.WARNING) + 1);
  }

  /** Checks the manifests, and fills the report. */
  public async validate(context: IRolloutsValidationContext): Promise<void> {
    // Only where it is used: every program loads this class, and reading YAML takes a package more.
    const { checkFiles, readInput } = await import('../files');
    const { violationsOf } = await import('./violations');
    const { files, problems } = readInput(context.manifests, () => new Uint8Array());
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    const { closedWorld, apart, ignore } = this.props;
    const { findings } = checkFiles(files, { closedWorld: closedWorld ?? false, apart: apart ?? false, ignore: ignore ?? [] });
    const shown = findings.filter(({ finding: { severity } }) => this.shown.includes(severity));
    for (const violation of violationsOf(shown)) {
      context.report.addViolation(violation);
    }
    context.report.submit(shown.length > 0 ? 'failure' : 'success');
  }
}
