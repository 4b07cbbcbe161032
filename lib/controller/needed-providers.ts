import type { RolloutUsage } from '../check';
import { ControllerPlugin } from './controller-plugin';
import { TrafficProvider } from './traffic-provider';

/** By the field of `trafficRouting` that names the router. */
const BY_ROUTER: ReadonlyMap<string, TrafficProvider> = new Map([
  ['istio', TrafficProvider.ISTIO],
  ['smi', TrafficProvider.SMI],
  ['ambassador', TrafficProvider.AMBASSADOR],
  ['alb', TrafficProvider.AWS_LOAD_BALANCER_CONTROLLER],
  ['appMesh', TrafficProvider.AWS_APP_MESH],
  ['traefik', TrafficProvider.TRAEFIK],
  ['apisix', TrafficProvider.APISIX],
]);

const BY_PLUGIN: ReadonlyMap<string, TrafficProvider> = new Map([
  ['argoproj-labs/contour', TrafficProvider.CONTOUR],
  ['solo-io/glooplatform', TrafficProvider.GLOO_PLATFORM],
  ['argoproj-labs/gatewayAPI', TrafficProvider.GATEWAY_API],
]);

/** The providers whose permissions a plugin needs, where the chart has any. */
export function providersOfPlugin({ name, _kind }: ControllerPlugin): TrafficProvider[] {
  const provider = _kind === 'trafficRouterPlugins' ? BY_PLUGIN.get(name) : undefined;
  return provider === undefined ? [] : [provider];
}

/** A provider that is needed, and by what. */
export interface NeededProvider {
  readonly provider: TrafficProvider;
  /** The object that needs it, as in a sentence. */
  readonly user: string;
}

/** The providers that rollouts need. */
export function providersOf(usage: RolloutUsage): NeededProvider[] {
  return [
    ...usage.routers.map(({ name, user }) => ({ provider: BY_ROUTER.get(name), user })),
    ...usage.plugins.filter(({ list }) => list === 'trafficRouterPlugins').map(({ name, user }) => ({ provider: BY_PLUGIN.get(name), user })),
  ].flatMap(({ provider, user }) => (provider === undefined ? [] : [{ provider, user }]));
}

/** The name of the member of the enum. */
export function memberOf(provider: TrafficProvider): string {
  return Object.entries(TrafficProvider).find(([, value]) => value === provider)?.[0] ?? provider;
}
