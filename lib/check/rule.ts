import type { ManifestGraph } from './graph';
import type { Manifest } from './manifest';

/**
 * - `error`: the controller refuses it, misreads it, or drops it in silence.
 * - `warning`: it works, but not as it reads.
 * - `info`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'info';

/** One place where a rule is broken. */
export interface Violation {
  /** The object to mend. */
  readonly manifest: Manifest;
  /** The path of the field, as it stands in the manifest: `spec.strategy.canary.steps[3].setWeight`. Never empty. */
  readonly field: string;
  /** What the field holds, where that tells something. The text then continues the sentence: `101` *is outside …*. */
  readonly value?: unknown;
  /** What was found: a predicate of the value, or of the field where no value is given. */
  readonly text: string;
  /**
   * How to mend it, as an imperative.
   * @default - the rule's
   */
  readonly fix?: string;
}

/** A violation in an object that is understood. */
export type Fault = Omit<Violation, 'manifest'>;

/** The faults as violations in `manifest`. A list, since most often there are none, and generators are dear. */
export function blame(manifest: Manifest, faults: Iterable<Fault>): Violation[] {
  const violations: Violation[] = [];
  for (const fault of faults) {
    violations.push({ manifest, ...fault });
  }
  return violations;
}

/** A mistake that can be recognised in finished manifests. Rules hold no state and never throw. */
export interface Rule {
  /** `ARO` and three digits; the first is the group: see `rules/index.ts`. It never changes and is never reused. */
  readonly id: string;
  readonly severity: Severity;
  /** What holds where the rule is kept, as a heading. */
  readonly title: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** How to mend it, as an imperative without a full stop. */
  readonly fix: string;
  /** Where it is documented or was reported. */
  readonly link: string;
  readonly check: (graph: ManifestGraph) => Iterable<Violation>;
}
