import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import { AnalysisPlace, IAnalysis } from '../analysis/analysis';
import { AnalysisRun } from '../analysis/analysis-run';
import { AnalysisRunOptions } from '../analysis/analysis-run-options';
import { optionalSeconds } from '../core/seconds';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { optionalInteger } from '../model/require';
import { RolloutService } from '../service/rollout-service';
import { CommonServiceOptions, RolloutServiceOptions } from '../service/service-options';
import { RolloutSubject } from './analysis-subject';
import { intOrString } from './int-or-string';
import { Promotion } from './promotion';
import { Rollout } from './rollout';
import { RolloutProps } from './rollout-props';
import { AbortScaleDownDelay, AntiAffinity, EphemeralMetadata } from './rollout-options';

/** The Services of a blue/green rollout. */
export interface BlueGreenServices extends CommonServiceOptions {
  /**
   * The Service that leads to the version in use.
   *
   * @default - named `<rollout>-active`
   */
  readonly active?: RolloutServiceOptions;

  /**
   * The Service that leads to the new version before its promotion.
   *
   * @default - named `<rollout>-preview`
   */
  readonly preview?: RolloutServiceOptions;
}

/** Metadata that pods have while they are active, and while they are the preview. */
export interface BlueGreenEphemeralMetadata {
  /** While they are active. Without it, what the preview had would be gone after the promotion. */
  readonly active: EphemeralMetadata;
  /** While they are the preview. */
  readonly preview: EphemeralMetadata;
}

/** Properties of `BlueGreenRollout`. */
export interface BlueGreenRolloutProps extends RolloutProps {
  /**
   * When the traffic is switched.
   *
   * @default Promotion.automatic()
   */
  readonly promotion?: Promotion;

  /**
   * The Services of the rollout.
   *
   * @default - an active and a preview Service with the ports of the containers
   */
  readonly services?: BlueGreenServices;

  /**
   * The number of pods of the preview version before its promotion. It is scaled up fully before the switch.
   *
   * @default - as many as the active version has
   */
  readonly previewReplicas?: number;

  /**
   * What judges the preview version before the switch. The traffic is switched only if all succeed. All start at once:
   * where one measures the requests that another sends, give it an `initialDelay`.
   *
   * @default - nothing
   */
  readonly prePromotionAnalysis?: IAnalysis[];

  /**
   * How the AnalysisRun before the switch is made.
   *
   * @default - every metric counts, no labels or annotations
   */
  readonly prePromotionAnalysisOptions?: AnalysisRunOptions;

  /**
   * What judges the new version after the switch. If one fails, the traffic is switched back.
   *
   * @default - nothing
   */
  readonly postPromotionAnalysis?: IAnalysis[];

  /**
   * How the AnalysisRun after the switch is made.
   *
   * @default - every metric counts, no labels or annotations
   */
  readonly postPromotionAnalysisOptions?: AnalysisRunOptions;

  /**
   * How long the old version's pods stay after the switch, in whole seconds. With an analysis after the switch it must be
   * longer than that, for it ends the analysis.
   *
   * @default - 30 seconds, or until the analysis after the switch has ended
   */
  readonly scaleDownDelay?: Duration;

  /**
   * How many old versions may wait for their scale-down. At most `revisionHistoryLimit`.
   *
   * @default - all
   */
  readonly scaleDownDelayRevisionLimit?: number;

  /**
   * How long the preview's pods stay after an abort.
   *
   * @default AbortScaleDownDelay.after(Duration.seconds(30))
   */
  readonly abortScaleDownDelay?: AbortScaleDownDelay;

  /**
   * How many of the replicas may be missing.
   *
   * @default - none
   */
  readonly maxUnavailable?: PercentOrAbsolute;

  /**
   * Labels and annotations that follow the part a version plays.
   *
   * @default - none
   */
  readonly ephemeralMetadata?: BlueGreenEphemeralMetadata;

  /**
   * @default - the versions may share nodes
   */
  readonly antiAffinity?: AntiAffinity;
}

/** A rollout that brings its new version up beside the old one, and then switches all traffic at once. */
export class BlueGreenRollout extends Rollout {
  /** The Service that leads to the version in use. */
  public readonly activeService: RolloutService;

  /** The Service that leads to the new version before its promotion. */
  public readonly previewService: RolloutService;

  private readonly blueGreen: BlueGreenRolloutProps;
  private readonly before?: AnalysisRun;
  private readonly after?: AnalysisRun;

  /**
   * @throws if a number is out of bounds, or an object cannot be named so
   */
  public constructor(scope: Construct, id: string, props: BlueGreenRolloutProps) {
    super(scope, id, props);
    validateBlueGreen(props, this.node.path);
    this.blueGreen = { ...props, ephemeralMetadata: copyOf(props.ephemeralMetadata) };
    const { active, preview, ...common } = props.services ?? {};
    const services = this._services(common);
    this.activeService = services.make('ActiveService', 'active', '-active', active);
    this.previewService = services.make('PreviewService', 'preview', '-preview', preview);
    const { prePromotionAnalysis, prePromotionAnalysisOptions, postPromotionAnalysis, postPromotionAnalysisOptions } = props;
    this.before = this.run(AnalysisPlace.PRE_PROMOTION, this.previewService, prePromotionAnalysis, prePromotionAnalysisOptions);
    this.after = this.run(AnalysisPlace.POST_PROMOTION, this.activeService, postPromotionAnalysis, postPromotionAnalysisOptions);
    checkAtSynth(this, () => [...this.before?.validate() ?? [], ...this.after?.validate() ?? []]);
  }

  /** @internal */
  public _toStrategy(): argoproj.RolloutSpecStrategy {
    const { promotion = Promotion.automatic(), ephemeralMetadata, maxUnavailable } = this.blueGreen;
    return {
      blueGreen: {
        activeService: this.activeService.name,
        previewService: this.previewService.name,
        ...promotion._toKube(),
        previewReplicaCount: this.blueGreen.previewReplicas,
        prePromotionAnalysis: this.before?.toKube(),
        postPromotionAnalysis: this.after?.toKube(),
        scaleDownDelaySeconds: this.blueGreen.scaleDownDelay?.toSeconds(),
        scaleDownDelayRevisionLimit: this.blueGreen.scaleDownDelayRevisionLimit,
        abortScaleDownDelaySeconds: this.blueGreen.abortScaleDownDelay?._toKube(),
        maxUnavailable: intOrString(maxUnavailable?.value, argoproj.RolloutSpecStrategyBlueGreenMaxUnavailable),
        activeMetadata: ephemeralMetadata?.active,
        previewMetadata: ephemeralMetadata?.preview,
        antiAffinity: this.blueGreen.antiAffinity?._toKube(),
      },
    };
  }

  private run(
    place: AnalysisPlace, service: RolloutService, analyses: IAnalysis[] = [], options: AnalysisRunOptions = {},
  ): AnalysisRun | undefined {
    const subject = new RolloutSubject({ rollout: this, place, service, isExclusive: true });
    return analyses.length === 0 ? undefined : new AnalysisRun(analyses, subject, options, `${place} analysis`);
  }
}

function validateBlueGreen(props: BlueGreenRolloutProps, path: string): void {
  const fix = 'give a number, or leave it out';
  optionalSeconds(props.scaleDownDelay, 0, { path, field: 'scaleDownDelay' });
  optionalInteger(props.previewReplicas, 1, { path, field: 'previewReplicas', fix });
  optionalInteger(props.scaleDownDelayRevisionLimit, 0, { path, field: 'scaleDownDelayRevisionLimit', fix });
}
