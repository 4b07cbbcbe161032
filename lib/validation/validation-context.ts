/** An object with a mistake in it, as the cdk8s command line takes it. */
export interface RolloutsViolatingResource {
  /** The name of the object. */
  readonly resourceName: string;
  /** The fields, each behind its object, and what is wrong with them. */
  readonly locations: string[];
  /** The file that the object is in, with the line. */
  readonly manifestPath: string;
}

/** A rule that is broken, as the cdk8s command line takes it. */
export interface RolloutsViolation {
  /** The id of the rule. */
  readonly ruleName: string;
  /** What goes wrong otherwise. */
  readonly recommendation: string;
  /** How to mend it. */
  readonly fix: string;
  /** The objects. */
  readonly violatingResources: RolloutsViolatingResource[];
}

/** What the cdk8s command line collects violations with. */
export interface IRolloutsValidationReport {
  /** Adds a violation. */
  addViolation(violation: RolloutsViolation): void;
  /** Ends the report, with `success` or `failure`. */
  submit(status: string): void;
}

/** What the cdk8s command line gives a plugin. */
export interface IRolloutsValidationContext {
  /** The paths of the files that were written. */
  readonly manifests: string[];
  /** The report to fill. */
  readonly report: IRolloutsValidationReport;
}
