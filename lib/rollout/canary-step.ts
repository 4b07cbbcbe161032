import { Duration } from 'cdk8s';
import * as argoproj from '../../imports/argoproj.io';
import { IAnalysis } from '../analysis/analysis';
import { AnalysisRunOptions } from '../analysis/analysis-run-options';
import { wholeSeconds } from '../core/seconds';
import { copyOf } from '../model/copy';
import { goDuration } from '../model/go-duration';
import { requireItems, requireText } from '../model/require';
import { requireWeight } from '../model/weights';
import { CanaryScale } from './canary-scale';
import { HeaderMatch, MirrorMatch } from './route-match';

/** Options of `CanaryStep.weight`. */
export interface WeightOptions {
  /**
   * Whether the weight may be at or below the one before.
   *
   * @default false
   */
  readonly allowDecrease?: boolean;
}

/** What not every router can do. */
type RouterAbility = 'headerRoutes' | 'mirrorRoutes';

/** What a rollout has to know of a step, besides what it writes. */
interface StepTraits {
  readonly weight?: number;
  readonly allowDecrease?: boolean;
  /** Whether the canary has pods from here on, if the step scales it. */
  readonly hasPods?: boolean;
  /** The analyses of the step; the rollout that has the step writes them, for it supplies their arguments. */
  readonly analyses?: readonly IAnalysis[];
  readonly analysisOptions?: AnalysisRunOptions;
  /** The route that the step adds or removes. */
  readonly managedRoute?: string;
  /** Whether the step removes it. */
  readonly removes?: boolean;
  readonly needs?: RouterAbility;
}

/** One step of a canary. */
export class CanaryStep {
  /**
   * Sends a share of the traffic to the canary. Without traffic routing the share is approximated by the number of pods.
   *
   * @param percent 0 to 100
   * @throws if `percent` is out of these bounds
   */
  public static weight(percent: number, options: WeightOptions = {}): CanaryStep {
    const weight = requireWeight(percent, 'CanaryStep.weight');
    return new CanaryStep({ setWeight: weight }, { weight, allowDecrease: options.allowDecrease });
  }

  /**
   * Waits.
   *
   * @param duration at least one second, in whole seconds
   * @throws if `duration` is shorter
   */
  public static pause(duration: Duration): CanaryStep {
    const fix = 'give whole seconds, at least one, or use `pauseUntilPromoted`';
    const seconds = wholeSeconds(duration, 1, { field: 'CanaryStep.pause', fix });
    const text = argoproj.RolloutSpecStrategyCanaryStepsPauseDuration.fromString(goDuration(seconds * 1000));
    return new CanaryStep({ pause: { duration: text } });
  }

  /** Waits until somebody promotes the rollout. */
  public static pauseUntilPromoted(): CanaryStep {
    return new CanaryStep({ pause: {} });
  }

  /**
   * Waits for analyses of the canary. If one fails, the update is aborted.
   *
   * @param analyses at least one; all run at once, as one AnalysisRun
   */
  public static analyze(analyses: IAnalysis[], options: AnalysisRunOptions = {}): CanaryStep {
    requireItems(analyses, { field: 'CanaryStep.analyze', fix: 'give an analysis' });
    return new CanaryStep({}, { analyses: [...analyses], analysisOptions: copyOf(options) });
  }

  /** Sets the number of the canary's pods apart from its share of the traffic. It needs traffic routing. */
  public static scale(scale: CanaryScale): CanaryStep {
    const { replicas, weight } = scale._toKube();
    const size = replicas ?? weight;
    return new CanaryStep({ setCanaryScale: scale._toKube() }, { hasPods: size === undefined ? undefined : size > 0 });
  }

  /**
   * Sends the requests with certain headers to the canary, whatever its weight. Scale the canary up first: with the
   * weight 0 it has no pods.
   *
   * @param name the name of the route, of this rollout alone; the controller deletes it when the update ends
   * @param matches at least one; any of them is enough
   */
  public static headerRoute(name: string, matches: HeaderMatch[]): CanaryStep {
    requireItems(matches, { field: 'CanaryStep.headerRoute: matches', fix: 'give the headers, or use `removeHeaderRoute`' });
    return headerRoute(name, { match: matches.map(headerMatchToKube) });
  }

  /** Ends what `headerRoute` has begun. */
  public static removeHeaderRoute(name: string): CanaryStep {
    return headerRoute(name, {});
  }

  /**
   * Sends a copy of requests to the canary; the answers are thrown away.
   *
   * @param name the name of the route, of this rollout alone; the controller deletes it when the update ends
   * @param percentage how many of the matching requests are copied, 0 to 100
   * @param matches at least one; any of them is enough. An empty match is all requests
   */
  public static mirrorRoute(name: string, percentage: number, matches: MirrorMatch[]): CanaryStep {
    requireItems(matches, { field: 'CanaryStep.mirrorRoute: matches', fix: 'give a match, `{}` for all requests, or use `removeMirrorRoute`' });
    return mirrorRoute(name, {
      percentage: requireWeight(percentage, 'CanaryStep.mirrorRoute: percentage'),
      match: matches.map(mirrorMatchToKube),
    });
  }

  /** Ends what `mirrorRoute` has begun. */
  public static removeMirrorRoute(name: string): CanaryStep {
    return mirrorRoute(name, {});
  }

  /**
   * A step made of what the CRD has. For the factories of this file.
   *
   * @internal
   */
  public static _of(step: argoproj.RolloutSpecStrategyCanarySteps, traits: StepTraits): CanaryStep {
    return new CanaryStep(step, traits);
  }

  private constructor(
    private readonly step: argoproj.RolloutSpecStrategyCanarySteps,
    /** @internal */
    public readonly _traits: StepTraits = {},
  ) {}

  /** @internal */
  public _toKube(): argoproj.RolloutSpecStrategyCanarySteps {
    return this.step;
  }
}

function headerRoute(name: string, route: { readonly match?: argoproj.RolloutSpecStrategyCanaryStepsSetHeaderRouteMatch[] }): CanaryStep {
  return CanaryStep._of(
    { setHeaderRoute: { name: requireRouteName(name), ...route } }, { managedRoute: name, removes: route.match === undefined, needs: 'headerRoutes' },
  );
}

function mirrorRoute(
  name: string,
  route: { readonly percentage?: number; readonly match?: argoproj.RolloutSpecStrategyCanaryStepsSetMirrorRouteMatch[] },
): CanaryStep {
  return CanaryStep._of(
    { setMirrorRoute: { name: requireRouteName(name), ...route } }, { managedRoute: name, removes: route.match === undefined, needs: 'mirrorRoutes' },
  );
}

function requireRouteName(name: string): string {
  return requireText(name, { field: 'route name', fix: 'name the route' });
}

function headerMatchToKube({ name, value }: HeaderMatch): argoproj.RolloutSpecStrategyCanaryStepsSetHeaderRouteMatch {
  return { headerName: name, headerValue: value._toKube() };
}

function mirrorMatchToKube({ method, path, headers }: MirrorMatch): argoproj.RolloutSpecStrategyCanaryStepsSetMirrorRouteMatch {
  return {
    method: method?._toKube(),
    path: path?._toKube(),
    headers: headers === undefined ? undefined : Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value._toKube()]),
    ),
  };
}
