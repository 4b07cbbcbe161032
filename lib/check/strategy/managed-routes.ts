import { asList, asString, field } from '../../model/json';
import type { Rollout, Router, Step } from '../views/rollout';

const KINDS = ['setHeaderRoute', 'setMirrorRoute'] as const;

/**
 * Which routers can send requests to the canary, or copies of them, by what is in the request. Plugins mirror from Argo
 * Rollouts 1.10 on; which version there is, manifests do not tell.
 */
const CARRIERS: Readonly<Record<RouteKind, readonly Router[]>> = {
  setHeaderRoute: ['istio', 'alb', 'apisix', 'plugins'],
  setMirrorRoute: ['istio', 'plugins'],
};

export type RouteKind = (typeof KINDS)[number];

/** A route that a step adds, or takes away. */
export interface RouteStep {
  readonly kind: RouteKind;
  readonly field: string;
  readonly content: unknown;
  readonly name: string | undefined;
  /** Which requests it is for; empty where the step takes the route away. */
  readonly matches: readonly unknown[];
}

const NONE: readonly RouteStep[] = [];

/** The routes that a step is about. */
export function routesOf(step: Step): readonly RouteStep[] {
  if (KINDS.every((kind) => field(step.content, kind) === undefined)) {
    return NONE;
  }
  const routes: RouteStep[] = [];
  for (const kind of KINDS) {
    const content = field(step.content, kind);
    if (content !== undefined) {
      const name = asString(field(content, 'name'));
      routes.push({ kind, field: `${step.field}.${kind}`, content, name, matches: asList(field(content, 'match')) });
    }
  }
  return routes;
}

/** Whether the Rollout has routers, and none that can have such a route. */
export function isUncarried(rollout: Rollout, { kind }: RouteStep): boolean {
  return rollout.isRoutedWithout(...CARRIERS[kind]);
}
