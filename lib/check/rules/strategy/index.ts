import type { Rule } from '../../rule';
import { antiAffinity } from './anti-affinity';
import { distinctServices } from './distinct-services';
import { ephemeralMetadata } from './ephemeral-metadata';
import { exclusiveSettings } from './exclusive-settings';
import { experimentStep } from './experiment-step';
import { ignoredAutoPromotion } from './ignored-auto-promotion';
import { limitsInConflict } from './limits-in-conflict';
import { managedRoutes } from './managed-routes';
import { needsTrafficRouting } from './needs-traffic-routing';
import { negativeNumber } from './negative-number';
import { oneStrategy } from './one-strategy';
import { pauseDuration } from './pause-duration';
import { pingPong } from './ping-pong';
import { podTemplate } from './pod-template';
import { routeBeforePods } from './route-before-pods';
import { routeMatch } from './route-match';
import { scaleNeverReset } from './scale-never-reset';
import { selectorRequired } from './selector-required';
import { servicesRequired } from './services-required';
import { servicesWithoutRouter } from './services-without-router';
import { stepKind } from './step-kind';
import { stepWeightRange } from './step-weight-range';
import { weightUnreachable } from './weight-unreachable';
import { workloadRef } from './workload-ref';

/** 1xx: the strategy of a Rollout and its limits. */
export const STRATEGY_RULES: readonly Rule[] = [
  stepWeightRange,
  stepKind,
  oneStrategy,
  needsTrafficRouting,
  servicesWithoutRouter,
  workloadRef,
  distinctServices,
  ephemeralMetadata,
  limitsInConflict,
  antiAffinity,
  scaleNeverReset,
  weightUnreachable,
  managedRoutes,
  routeBeforePods,
  ignoredAutoPromotion,
  negativeNumber,
  selectorRequired,
  podTemplate,
  pauseDuration,
  routeMatch,
  experimentStep,
  servicesRequired,
  pingPong,
  exclusiveSettings,
];
