import * as argoproj from '../../imports/argoproj.io';
import { IServiceTarget } from '../service/service-target';

/** Which Services a rollout makes for its router. */
export enum RouterServices {
  /** One that leads to the pods of all versions; the router tells the versions apart by itself. */
  ROOT = 'root',
  /** One for the stable version and one for the canary. */
  STABLE_AND_CANARY = 'stable-and-canary',
  /** One for the stable version, one for the canary, and one that leads to the pods of all versions. */
  STABLE_CANARY_AND_ROOT = 'stable-canary-and-root',
}

/** What a router needs of a rollout, and what it can do for it. */
export interface TrafficRouterTraits {
  /** The Services that it splits the traffic between. */
  readonly services: RouterServices;

  /**
   * Whether it can send requests to the canary by their headers.
   *
   * @default false
   */
  readonly headerRoutes?: boolean;

  /**
   * Whether it can send copies of requests to the canary.
   *
   * @default false
   */
  readonly mirrorRoutes?: boolean;
}

/** The rollout that a router serves. */
export interface TrafficTarget {
  /** The path of the rollout's construct, for messages. */
  readonly path: string;

  /** The name of the Rollout. */
  readonly rolloutName: string;

  /**
   * The namespace of the Rollout.
   *
   * @default - not known: whatever the manifests are applied to
   */
  readonly namespace?: string;

  /**
   * The Service that leads to all pods.
   *
   * @default - none: the router did not ask for it
   */
  readonly rootService?: IServiceTarget;

  /**
   * The Service that leads to the stable version only.
   *
   * @default - none: the router did not ask for it
   */
  readonly stableService?: IServiceTarget;

  /**
   * The Service that leads to the canary only.
   *
   * @default - none: the router did not ask for it
   */
  readonly canaryService?: IServiceTarget;

  /** The labels that select the pods of all versions, as they are when asked. */
  readonly selectorLabels: { [key: string]: string };
}

/** What a router gives to the rollout. */
export interface TrafficRouterConfig {
  /** `spec.strategy.canary.trafficRouting`, without the managed routes: these follow from the steps. */
  readonly trafficRouting: argoproj.RolloutSpecStrategyCanaryTrafficRouting;

  /**
   * The names of the router's own routes, which no header or mirror route may bear: the controller deletes those when
   * the update ends.
   *
   * @default - none
   */
  readonly routeNames?: string[];
}

/**
 * Splits the traffic of one rollout between its stable version and its canary.
 *
 * Whoever implements it can use any router that Argo Rollouts knows.
 */
export interface ITrafficRouter {
  /** What the router needs and can do. Asked before the Services are made. */
  readonly traits: TrafficRouterTraits;

  /**
   * Called once, by the rollout that the router serves, when its Services exist.
   *
   * @param target the rollout
   */
  bind(target: TrafficTarget): TrafficRouterConfig;
}
