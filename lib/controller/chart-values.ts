import type { RolloutUsage } from '../check';
import { copyOf } from '../model/copy';
import { JsonObject } from '../model/json';
import { merged, withoutEmpty } from '../model/merge';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { ControllerPlugin } from './controller-plugin';
import { controllerValues } from './controller-values';
import { dashboardValues } from './dashboard-values';
import { providersOfPlugin, providersOf } from './needed-providers';
import { notificationValues } from './notification-values';
import { pluginValues } from './plugin-values';
import { TrafficProvider } from './traffic-provider';

const SERVER_SIDE_APPLY = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' };

/** The values of the chart for an installation: what it asks for, and what it means to have as it is by default. */
export function chartValues(props: ArgoRolloutsProps, usage: RolloutUsage | undefined): JsonObject {
  const { crds = {}, controller = {}, dashboard, notifications, instanceId, namespaced = false, plugins = [] } = props;
  const isInstalled = crds.install !== false;
  const settings = {
    installCRDs: crds.install,
    keepCRDs: crds.keep,
    crdAnnotations: isInstalled && crds.serverSideApply !== false ? SERVER_SIDE_APPLY : undefined,
    ...(namespaced ? { clusterInstall: false, createClusterAggregateRoles: false } : {}),
    controller: {
      ...merged(controllerValues(controller, instanceId), pluginValues(plugins)),
      selfServiceNotification: notifications?.selfService,
    },
    providerRBAC: { providers: providerValues(props.routers ?? derivedProviders(plugins, usage)) },
    dashboard: dashboard === undefined ? undefined : dashboardValues(dashboard),
    notifications: notifications === undefined ? undefined : notificationValues(notifications, usage),
  };
  return copyOf(merged(withoutEmpty(settings) ?? {}, props.values ?? {}));
}

/** What the rollouts use, and what the plugins are installed for: somebody will use them. */
function derivedProviders(plugins: readonly ControllerPlugin[], usage: RolloutUsage | undefined): readonly TrafficProvider[] | undefined {
  return usage === undefined ? undefined : [...providersOf(usage).map(({ provider }) => provider), ...plugins.flatMap(providersOfPlugin)];
}

/** All of them are said, since all are on in the chart. */
function providerValues(providers: readonly TrafficProvider[] | undefined): JsonObject | undefined {
  return providers === undefined ? undefined
    : Object.fromEntries(Object.values(TrafficProvider).map((provider) => [provider, providers.includes(provider)]));
}
