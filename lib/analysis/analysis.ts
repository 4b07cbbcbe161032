import * as argoproj from '../../imports/argoproj.io';

/** Where a rollout uses an analysis. */
export enum AnalysisPlace {
  /** In a step of a canary, which waits for it. */
  STEP = 'step',
  /** Beside the steps of a canary, for as long as they take. */
  BACKGROUND = 'background',
  /** Before the traffic is switched to the preview version. */
  PRE_PROMOTION = 'pre-promotion',
  /** After the traffic has been switched. */
  POST_PROMOTION = 'post-promotion',
}

/** What is measured: the new version of a rollout, at one place. It is asked anew whenever a manifest is made. */
export interface IAnalysisSubject {
  /** The path of the rollout's construct, for messages. */
  readonly path: string;
  /** Where the analysis is used. */
  readonly place: AnalysisPlace;
  /** The name of the Rollout. */
  readonly rolloutName: string;
  /** The namespace of the Rollout, if it is known. */
  readonly namespace?: string;
  /** The Service whose clients meet the new version. */
  readonly serviceName: string;
  /** The number of the first port of that Service. */
  readonly servicePort: number;
  /** Whether the new version has pods by then. Before the first weight or scale of a canary it has none. */
  readonly hasPods: boolean;
  /**
   * Whether the Service leads to the new version only. Where it does not (subsets, or no router), the versions can be
   * told apart by their pods alone.
   */
  readonly isExclusive: boolean;
}

/** An argument that a rollout gives to an analysis. */
export class SuppliedArgument {
  /** A value that is known now. */
  public static value(name: string, value: string): SuppliedArgument {
    return new SuppliedArgument(name, () => ({ value }));
  }

  /** The hash by which the pods of the new version are named and labelled. */
  public static latestPodHash(name: string): SuppliedArgument {
    return new SuppliedArgument(name, () => ({ valueFrom: { podTemplateHashValue: 'Latest' } }));
  }

  /** The hash by which the pods of the stable version are named and labelled. */
  public static stablePodHash(name: string): SuppliedArgument {
    return new SuppliedArgument(name, () => ({ valueFrom: { podTemplateHashValue: 'Stable' } }));
  }

  /**
   * A field of the Rollout.
   *
   * @param name the name of the argument
   * @param fieldPath e.g. `metadata.namespace` or `metadata.labels['region']`
   */
  public static field(name: string, fieldPath: string): SuppliedArgument {
    return new SuppliedArgument(name, () => ({ valueFrom: { fieldRef: { fieldPath } } }));
  }

  /**
   * A value that is only asked for if nobody else supplies the argument.
   *
   * @internal
   */
  public static _computed(name: string, value: () => string): SuppliedArgument {
    return new SuppliedArgument(name, () => ({ value: value() }));
  }

  private constructor(
    /** The name of the argument. */
    public readonly name: string,
    private readonly content: () => Omit<argoproj.RolloutSpecStrategyCanaryStepsAnalysisArgs, 'name'>,
  ) {}

  /** @internal */
  public _toKube(): argoproj.RolloutSpecStrategyCanaryStepsAnalysisArgs {
    return { name: this.name, ...this.content() };
  }
}

/**
 * Something that judges a new version.
 *
 * It does not know whom it measures: it declares arguments, and each rollout that uses it supplies them.
 */
export interface IAnalysis {
  /** The name of the AnalysisTemplate. */
  readonly templateName: string;

  /** Whether it is a ClusterAnalysisTemplate. */
  readonly isClusterScoped: boolean;

  /**
   * Called by a rollout for each place where it uses the analysis, while the rollout is constructed.
   *
   * @param subject what will be measured
   * @throws if the analysis cannot tell the new version from the stable one there
   */
  bind(subject: IAnalysisSubject): void;

  /**
   * The arguments that the rollout gives to the analysis. Called when the manifest is made.
   *
   * @param subject what is measured
   */
  argumentsFor(subject: IAnalysisSubject): SuppliedArgument[];
}
