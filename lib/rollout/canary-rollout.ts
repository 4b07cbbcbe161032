import { Construct } from 'constructs';
import * as argoproj from '../../imports/argoproj.io';
import { AnalysisPlace } from '../analysis/analysis';
import { AnalysisRun } from '../analysis/analysis-run';
import { optionalSeconds } from '../core/seconds';
import { checkAtSynth } from '../core/synth-check';
import { copyOf } from '../model/copy';
import { optionalInteger } from '../model/require';
import { UsageError } from '../model/usage-error';
import { RolloutService } from '../service/rollout-service';
import { ITrafficRouter, RouterServices, TrafficRouterConfig, TrafficTarget } from '../traffic/traffic-router';
import { RolloutSubject } from './analysis-subject';
import { CanaryRolloutProps } from './canary-options';
import { CanaryPlan } from './canary-plan';
import { intOrString } from './int-or-string';
import { Rollout } from './rollout';

/** Which rollout each router serves, by the path of its construct. */
const SERVED = new WeakMap<ITrafficRouter, string>();

/** A rollout that gives its new version a growing share of the traffic. */
export class CanaryRollout extends Rollout {
  /** The Service that leads to the pods of all versions, if there is one. */
  public readonly service?: RolloutService;

  /** The Service that leads to the stable version, if the router needs it. */
  public readonly stableService?: RolloutService;

  /** The Service that leads to the canary, if the router needs it. */
  public readonly canaryService?: RolloutService;

  private readonly canary: CanaryRolloutProps;
  private readonly plan: CanaryPlan;
  private readonly background?: AnalysisRun;
  private readonly routing?: TrafficRouterConfig;

  /**
   * @throws if there is no step, weights do not increase, a step is beyond the router, the router serves another rollout,
   * an analysis cannot measure the canary alone, a number is out of bounds, or an object cannot be named so
   */
  public constructor(scope: Construct, id: string, props: CanaryRolloutProps) {
    super(scope, id, props);
    const path = this.node.path;
    validateCanary(props, path);
    this.canary = { ...props, ephemeralMetadata: copyOf(props.ephemeralMetadata), backgroundAnalysis: copyOf(props.backgroundAnalysis) };
    const { root, stable, canary, create = true, ...common } = props.services ?? {};
    const wanted = servicesFor(props.traffic, create, path);
    const services = this._services(common);
    this.service = wanted.root ? services.make('Service', 'root', '', root) : undefined;
    this.stableService = wanted.pair ? services.make('StableService', 'stable', '-stable', stable) : undefined;
    this.canaryService = wanted.pair ? services.make('CanaryService', 'canary', '-canary', canary) : undefined;
    this.plan = new CanaryPlan(props.steps, path, (hasPods) => this.subject(AnalysisPlace.STEP, hasPods), props.traffic);
    if (props.backgroundAnalysis !== undefined) {
      const { analyses, startingStep: _step, ...options } = props.backgroundAnalysis;
      this.background = new AnalysisRun(analyses, this.subject(AnalysisPlace.BACKGROUND), options, 'backgroundAnalysis');
    }
    if (props.traffic !== undefined) {
      this.routing = this.bindRouter(props.traffic);
      this.plan.requireFreeRouteNames(this.routing.routeNames ?? []);
    }
    checkAtSynth(this, () => [...this.plan.validate(), ...this.background?.validate() ?? []]);
  }

  /** @internal */
  public _toStrategy(): argoproj.RolloutSpecStrategy {
    const { maxSurge, maxUnavailable, ephemeralMetadata, backgroundAnalysis } = this.canary;
    // With a router the number of pods follows from the weights.
    const taken = this.routing === undefined ? this._rollingUpdate : {};
    return {
      canary: {
        stableService: this.stableService?.name,
        canaryService: this.canaryService?.name,
        trafficRouting: this.trafficRouting(),
        steps: this.plan.toKube(),
        analysis: this.background === undefined ? undefined : {
          ...this.background.toKube(),
          startingStep: backgroundAnalysis?.startingStep,
        },
        maxSurge: intOrString(maxSurge?.value ?? taken.maxSurge, argoproj.RolloutSpecStrategyCanaryMaxSurge),
        maxUnavailable: intOrString(maxUnavailable?.value ?? taken.maxUnavailable, argoproj.RolloutSpecStrategyCanaryMaxUnavailable),
        scaleDownDelaySeconds: this.canary.scaleDownDelay?.toSeconds(),
        scaleDownDelayRevisionLimit: this.canary.scaleDownDelayRevisionLimit,
        abortScaleDownDelaySeconds: this.canary.abortScaleDownDelay?._toKube(),
        minPodsPerReplicaSet: this.canary.minPodsPerReplicaSet,
        dynamicStableScale: this.canary.dynamicStableScale,
        replicaProgressThreshold: this.canary.replicaProgressThreshold?._toKube(),
        canaryMetadata: ephemeralMetadata?.canary,
        stableMetadata: ephemeralMetadata?.stable,
        antiAffinity: this.canary.antiAffinity?._toKube(),
      },
    };
  }

  private trafficRouting(): argoproj.RolloutSpecStrategyCanaryTrafficRouting | undefined {
    const names = this.plan.managedRoutes;
    return this.routing === undefined ? undefined : {
      ...this.routing.trafficRouting,
      managedRoutes: names.length === 0 ? undefined : names.map((name) => ({ name })),
    };
  }

  private subject(place: AnalysisPlace, hasPods = true): RolloutSubject {
    const canary = this.canaryService;
    return new RolloutSubject({ rollout: this, place, service: canary ?? this.service, isExclusive: canary !== undefined, hasPods });
  }

  private trafficTarget(): TrafficTarget {
    const selectorLabels = (): { [key: string]: string } => this.selectorLabels;
    return {
      path: this.node.path,
      rolloutName: this.name,
      namespace: this.metadata.namespace,
      rootService: this.service,
      stableService: this.stableService,
      canaryService: this.canaryService,
      get selectorLabels() { return selectorLabels(); },
    };
  }

  private bindRouter(router: ITrafficRouter): TrafficRouterConfig {
    const path = this.node.path;
    const served = SERVED.get(router);
    if (served !== undefined) {
      throw new UsageError({
        path, field: 'traffic', rule: `the router serves ${served} already`, fix: 'make a router for each rollout',
      });
    }
    const config = router.bind(this.trafficTarget());
    SERVED.set(router, path);
    return config;
  }
}

/** Which Services are made: the one for all versions, and the pair for one version each. */
interface WantedServices {
  readonly root: boolean;
  readonly pair: boolean;
}

function servicesFor(router: ITrafficRouter | undefined, create: boolean, path: string): WantedServices {
  const services = router?.traits.services ?? RouterServices.ROOT;
  if (!create && router !== undefined) {
    throw new UsageError({
      path, field: 'services.create', value: create, rule: 'leaves the router without Services', fix: 'leave it out, or leave out `traffic`',
    });
  }
  return { root: create && services !== RouterServices.STABLE_AND_CANARY, pair: create && services !== RouterServices.ROOT };
}

function validateCanary(props: CanaryRolloutProps, path: string): void {
  const fix = 'give a number, or leave it out';
  optionalSeconds(props.scaleDownDelay, 0, { path, field: 'scaleDownDelay' });
  optionalInteger(props.minPodsPerReplicaSet, 1, { path, field: 'minPodsPerReplicaSet', fix });
  optionalInteger(props.scaleDownDelayRevisionLimit, 0, { path, field: 'scaleDownDelayRevisionLimit', fix });
  const startingStep = optionalInteger(props.backgroundAnalysis?.startingStep, 0, { path, field: 'backgroundAnalysis.startingStep', fix });
  if (props.traffic !== undefined && (props.maxSurge ?? props.maxUnavailable) !== undefined) {
    throw new UsageError({
      path, field: 'maxSurge', rule: 'and `maxUnavailable` have no effect with a router', fix: 'leave them out, or leave out `traffic`',
    });
  }
  if (startingStep !== undefined && startingStep >= props.steps.length) {
    throw new UsageError({
      path,
      field: 'backgroundAnalysis.startingStep',
      value: startingStep,
      rule: `is beyond the last of ${props.steps.length} steps, so the analysis would never run`,
      fix: 'count from 0',
    });
  }
}
