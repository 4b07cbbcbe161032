/** How severe a finding is. */
export enum FindingSeverity {
  /** It will be refused, dropped in silence, or never work. */
  ERROR = 'error',
  /** It works, and hurts, or works otherwise than it reads. */
  WARNING = 'warning',
  /** Worth knowing. */
  INFO = 'info',
}

/** A finding that is accepted, and why. */
export interface AcceptedFinding {
  /** The id of the rule, such as `ARO105`. */
  readonly rule: string;
  /** Why the mistake is none here. */
  readonly reason: string;
  /**
   * The kind of the objects in which it is accepted.
   * @default - every kind
   */
  readonly kind?: string;
  /**
   * Their namespace.
   * @default - every namespace
   */
  readonly namespace?: string;
  /**
   * Their name.
   * @default - every name
   */
  readonly name?: string;
}
