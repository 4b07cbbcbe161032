import type { ManifestGraph } from './graph';
import type { Identity, Manifest } from './manifest';

/**
 * - `error`: it will be refused, dropped in silence, or never work.
 * - `warning`: it works, and hurts, or works otherwise than it reads.
 * - `info`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'info';

/** Who else tells of a mistake: the API server when it is applied, `kubectl argo rollouts lint`, the controller when it runs. */
export type Observer = 'API server' | 'lint command' | 'controller';

/** The set of manifests that a snippet changes: a function of this name in the tests' fixtures. */
export type ExampleBase =
  | 'canary' | 'subsets' | 'unrouted' | 'nginx' | 'alb' | 'gatewayApi' | 'blueGreen' | 'migration' | 'gitOps' | 'controller';

/**
 * A mistake and how it is mended, as snippets of YAML: what is given in them takes the place of what the base has (a JSON
 * merge patch), in the object of that kind (and name, where it says one), or is an object more.
 */
export interface Example {
  readonly base: ExampleBase;
  /** This rule finds fault with it, and no other does. */
  readonly bad: string;
  /** No rule finds fault with it. */
  readonly good: string;
}

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
  /**
   * How severe this one is, where the rule is less sure of it than of others.
   * @default - the rule's
   */
  readonly severity?: Severity;
  /**
   * What is referred to and not among the manifests. It may live elsewhere, so the finding is a warning (whatever the
   * severity of the rule), unless the manifests are known to be all there are, or it is known to have been among them.
   * @default - nothing is absent
   */
  readonly absent?: Identity;
}

/** A violation in an object that is understood. */
export type Fault = Omit<Violation, 'manifest'>;

const NONE: readonly Violation[] = [];

/** The faults as violations in `manifest`. A list, since most often there are none, and generators are dear. */
export function blame(manifest: Manifest, faults: Iterable<Fault>): readonly Violation[] {
  let violations: Violation[] | undefined;
  for (const fault of faults) {
    violations ??= [];
    violations.push({ manifest, ...fault });
  }
  return violations ?? NONE;
}

/** What is written about a rule. */
export interface RuleText {
  /** `ARO` and three digits; the first is the group: see `rules/`. It never changes and is never used again. */
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
  /**
   * Whether a synth refuses it although it works: what may have been meant in somebody's YAML contradicts itself in one
   * program of constructs.
   * @default - only where the severity is error
   */
  readonly isRefusedAtSynth?: true;
  /**
   * Whether it tells of what is referred to and absent, which is an error where it is certain. Other rules find nothing
   * that is more severe than they are.
   * @default - it does not
   */
  readonly tellsOfAbsence?: true;
  /** Who else would have noticed; nobody, where it is empty. */
  readonly noticedBy: readonly Observer[];
  readonly example: Example;
}

/** A mistake that can be recognised in finished manifests. Rules hold no state and never throw. */
export interface Rule extends RuleText {
  readonly check: (graph: ManifestGraph) => Iterable<Violation>;
}
