import { didYouMean, RolloutUsage } from '../check';
import { asList, asRecord, asString, field, JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { memberOf, providersOf } from './needed-providers';
import { PluginKind } from './plugin-kind';

/** The label by which a Rollout belongs to one of several controllers. */
const INSTANCE_LABEL = 'argo-rollouts.argoproj.io/controller-instance-id';

const FACTORIES: Readonly<Record<PluginKind, string>> = {
  trafficRouterPlugins: 'ControllerPlugin.trafficRouter',
  metricProviderPlugins: 'ControllerPlugin.metricProvider',
  stepPlugins: 'ControllerPlugin.step',
};

/** What rollouts use that the installation does not have, by the values that it comes to. */
export function unmetUses(props: ArgoRolloutsProps, namespace: string, values: JsonObject, usage: RolloutUsage): Problem[] {
  return [
    ...unmetProviders(values, usage),
    ...unmetPlugins(values, usage),
    ...unmetSubscriptions(values, usage),
    ...outOfSight(props, namespace, usage),
  ];
}

function unmetProviders(values: JsonObject, usage: RolloutUsage): Problem[] {
  const isEnabled = field(values, 'providerRBAC', 'enabled') !== false;
  const isAllowed = (provider: string): boolean => isEnabled && field(values, 'providerRBAC', 'providers', provider) !== false;
  // Whoever adds rules may have allowed it by them.
  const isOpen = isEnabled && asList(field(values, 'providerRBAC', 'additionalRules')).length > 0;
  return providersOf(usage).filter(({ provider }) => !isOpen && !isAllowed(provider)).map(({ provider, user }) => ({
    field: 'routers',
    rule: `gives the controller no permission for ${provider}, which ${user} uses`,
    fix: isEnabled ? `add TrafficProvider.${memberOf(provider)}, or leave out \`routers\`` : 'remove `values.providerRBAC.enabled`',
  }));
}

function unmetPlugins(values: JsonObject, usage: RolloutUsage): Problem[] {
  if (field(values, 'controller', 'createConfigmap') === false) {
    return [];
  }
  const installed = (list: string): string[] => asList(field(values, 'controller', list)).flatMap((plugin) => asString(field(plugin, 'name')) ?? []);
  return usage.plugins.filter(({ list, name }) => !installed(list).includes(name)).map(({ list, name, user }) => ({
    field: 'plugins',
    value: name,
    rule: `is used by ${user} and not installed`,
    fix: didYouMean(name, installed(list), `add ${FACTORIES[list]}(${JSON.stringify(name)}, …)`),
  }));
}

/** A subscription to what is not defined is passed over in silence. */
function unmetSubscriptions(values: JsonObject, usage: RolloutUsage): Problem[] {
  const notifications = field(values, 'notifications');
  const isElsewhere = field(notifications, 'configmap', 'create') === false || field(values, 'controller', 'selfServiceNotification') === true;
  const triggers = Object.keys(asRecord(field(notifications, 'triggers')) ?? {});
  const services = Object.keys(asRecord(field(notifications, 'notifiers')) ?? {}).map((key) => key.split('.').pop());
  return isElsewhere ? [] : usage.subscriptions.flatMap(({ name, service, user }): Problem[] => [
    ...(triggers.includes(`trigger.${name}`) ? [] : [{
      field: 'notifications.triggers', value: name, rule: `is subscribed to by ${user} and not defined`, fix: 'add it, or remove the subscription',
    }]),
    ...(services.includes(service) ? [] : [{
      field: 'notifications.notifiers', value: service, rule: `is to notify for ${user} and is not there`, fix: 'add its `Notifier`, or name another service',
    }]),
  ]);
}

/** Rollouts and templates that the controller does not look at. */
function outOfSight({ instanceId, namespaced }: ArgoRolloutsProps, namespace: string, { objects }: RolloutUsage): Problem[] {
  return objects.flatMap(({ identity, manifest, user }): Problem[] => {
    const problems: Problem[] = [];
    const labelled = asString(field(manifest, 'metadata', 'labels', INSTANCE_LABEL));
    if (labelled !== instanceId) {
      problems.push(instanceId === undefined
        ? { field: 'instanceId', rule: `is not given, and ${user} has label ${INSTANCE_LABEL}, so this controller passes it over`, fix: 'remove the label, or give its value here' }
        : { field: 'instanceId', value: instanceId, rule: `is not what ${user} is labelled with, so this controller passes it over`, fix: `label it ${INSTANCE_LABEL}: ${instanceId}` });
    }
    if (namespaced === true && identity.kind === 'ClusterAnalysisTemplate') {
      problems.push({ field: 'namespaced', rule: `keeps the controller from reading ${user}`, fix: 'use an AnalysisTemplate' });
    } else if (namespaced === true && identity.namespace !== '' && identity.namespace !== namespace) {
      problems.push({
        field: 'namespaced', rule: `restricts the controller to namespace ${namespace}, and ${user} is in ${identity.namespace}`, fix: 'give `namespace`, or serve the whole cluster',
      });
    }
    return problems;
  });
}
