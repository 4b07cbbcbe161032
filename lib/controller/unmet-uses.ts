import { identityOf, knownRecipients, Manifest, pluginFix, recipientFault, RolloutUsage, Use } from '../check';
import { asList, asRecord, asString, field, JsonObject } from '../model/json';
import { isTerraformToken } from '../model/terraform-token';
import { Problem } from '../model/usage-error';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { memberOf, providersOf } from './needed-providers';
import { triggerFix } from './notification-values';
import { PluginKind } from './plugin-kind';
import { UnservedUsage } from './unserved-usage';

/** The label by which a Rollout belongs to one of several controllers. */
const INSTANCE_LABEL = 'argo-rollouts.argoproj.io/controller-instance-id';

const FACTORIES: Readonly<Record<PluginKind, string>> = {
  trafficRouterPlugins: 'ControllerPlugin.trafficRouter',
  metricProviderPlugins: 'ControllerPlugin.metricProvider',
  stepPlugins: 'ControllerPlugin.step',
};

/** What rollouts use that the installation does not have, by the values that it comes to. */
export function unmetUses(props: ArgoRolloutsProps, namespace: string, values: JsonObject, usage: RolloutUsage): Problem[] {
  return [...notInstalled(values, usage), ...outOfSight(props, namespace, usage)];
}

/**
 * The same for rollouts that the installation does not serve, though its controller looks at them.
 *
 * @param served what the rollouts use that are served, which is reported as such
 */
export function unservedUses(
  props: ArgoRolloutsProps, values: JsonObject, served: RolloutUsage, { usage, placeOf, elsewhere }: UnservedUsage,
): Problem[] {
  const unserved = <T extends Use>(uses: readonly T[], of: readonly T[], keyOf: (use: T) => string): T[] => {
    const known = new Set(of.map(keyOf));
    return uses.filter((use) => !known.has(keyOf(use))).map((use) => ({ ...use, user: `${use.user} ${placeOf(use.manifest)}` }));
  };
  // Without rollouts that are served, there are permissions for all routers.
  const isDerived = new Set([
    ...(props.routers === undefined && props.serves !== undefined ? ['routers'] : []),
    ...(props.notifications !== undefined && props.notifications.triggers === undefined ? ['notifications.triggers'] : []),
  ]);
  return notInstalled(values, {
    routers: unserved(usage.routers, served.routers, ({ name }) => name),
    plugins: unserved(usage.plugins, served.plugins, ({ list, name }) => `${list} ${name}`),
    subscriptions: unserved(usage.subscriptions, served.subscriptions, ({ name, service }) => `${name} ${service}`),
    recipients: unserved(usage.recipients, served.recipients, ({ name, service }) => `${service} ${name}`),
    objects: [],
  }).map((problem) => (isDerived.has(problem.field) ? { ...problem, fix: `add its chart to \`serves\`, or ${elsewhere}` } : problem));
}

function notInstalled(values: JsonObject, usage: RolloutUsage): Problem[] {
  return [
    ...unmetProviders(values, usage),
    ...unmetPlugins(values, usage),
    ...unmetSubscriptions(values, usage),
    ...unmetRecipients(values, usage),
  ];
}

function unmetProviders(values: JsonObject, usage: RolloutUsage): Problem[] {
  const isEnabled = field(values, 'providerRBAC', 'enabled') !== false;
  const isAllowed = (provider: string): boolean => isEnabled && field(values, 'providerRBAC', 'providers', provider) !== false;
  const rules = field(values, 'providerRBAC', 'additionalRules');
  // Whoever adds rules may have allowed it by them.
  const isOpen = isEnabled && (asList(rules).length > 0 || isHidden(rules) || isHiddenIn(values, 'providerRBAC', 'providers'));
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
  const installed = (list: string): string[] => asList(field(values, 'controller', list)).flatMap((plugin) => asString(field(plugin, 'name') ?? plugin) ?? []);
  const isUnknown = (list: string): boolean => isHiddenIn(values, 'controller', list) || installed(list).some(isTerraformToken);
  return usage.plugins.filter(({ list, name }) => !installed(list).includes(name) && !isUnknown(list)).map(({ list, name, user }) => ({
    field: 'plugins',
    value: name,
    rule: `is used by ${user} and not installed`,
    fix: pluginFix(list, name, installed(list), `add ${FACTORIES[list]}(${JSON.stringify(name)}, …)`),
  }));
}

/** A subscription to what is not defined is passed over in silence. */
function unmetSubscriptions(values: JsonObject, usage: RolloutUsage): Problem[] {
  const notifications = field(values, 'notifications');
  const isElsewhere = field(notifications, 'configmap', 'create') === false || field(values, 'controller', 'selfServiceNotification') === true
    || ['triggers', 'notifiers'].some((map) => isHiddenIn(values, 'notifications', map));
  const triggers = Object.keys(asRecord(field(notifications, 'triggers')) ?? {});
  const services = Object.keys(asRecord(field(notifications, 'notifiers')) ?? {}).map((key) => key.split('.').pop());
  const [first] = usage.subscriptions;
  if (isElsewhere || first === undefined) {
    return [];
  }
  if (triggers.length === 0 && services.length === 0) {
    const rule = `is not given, and ${first.user} subscribes to ${first.name} through ${first.service}`;
    return [{ field: 'notifications', rule, fix: 'give it, with a Notifier, or remove the subscription' }];
  }
  const defined = triggers.map((key) => key.replace(/^trigger\./, ''));
  return usage.subscriptions.flatMap(({ name, service, user }): Problem[] => [
    ...(triggers.includes(`trigger.${name}`) ? [] : [{
      field: 'notifications.triggers',
      value: name,
      rule: `is subscribed to by ${user} and not defined`,
      fix: triggerFix(name, defined, 'add it, or remove the subscription'),
    }]),
    ...(services.includes(service) ? [] : [{
      field: 'notifications.notifiers', value: service, rule: `is to notify for ${user} and is not there`, fix: 'add its `Notifier`, or name another service',
    }]),
  ]);
}

/** A recipient without an address is passed over, too; a service that is not there is told already. */
function unmetRecipients(values: JsonObject, { recipients }: RolloutUsage): Problem[] {
  const notifiers = Object.entries(asRecord(field(values, 'notifications', 'notifiers')) ?? {});
  const isElsewhere = field(values, 'notifications', 'configmap', 'create') === false || field(values, 'controller', 'selfServiceNotification') === true;
  return isElsewhere ? [] : recipients.flatMap(({ name, service, user }): Problem[] => {
    const [key, text] = notifiers.find(([one]) => one.split('.').pop() === service) ?? [];
    const known = key === undefined ? undefined : knownRecipients(key, asString(text) ?? '');
    const fix = known === undefined ? undefined : recipientFault(name, known)?.fix;
    return fix === undefined ? [] : [{ field: 'notifications.notifiers', value: name, rule: `is to be notified for ${user}, and ${service} has no address for it`, fix }];
  });
}

/** Whether something stands in place of values that only Terraform knows. */
function isHidden(value: unknown): boolean {
  return isTerraformToken(value) || Object.keys(asRecord(value) ?? {}).some(isTerraformToken);
}

/** The same for a value, or for those that it is among. */
function isHiddenIn(values: JsonObject, first: string, second: string): boolean {
  return [values, field(values, first), field(values, first, second)].some(isHidden);
}

/** Whether the controller looks at a Rollout: at its label, and the namespace that it is in. */
export function isInSight({ instanceId, namespaced }: ArgoRolloutsProps, namespace: string, rollout: Manifest): boolean {
  const place = identityOf(rollout).namespace;
  return instanceOf(rollout) === instanceId && (namespaced !== true || place === '' || place === namespace);
}

function instanceOf(manifest: Manifest): string | undefined {
  return asString(field(manifest, 'metadata', 'labels', INSTANCE_LABEL));
}

/** Rollouts and templates that the controller does not look at. */
function outOfSight({ instanceId, namespaced }: ArgoRolloutsProps, namespace: string, { objects }: RolloutUsage): Problem[] {
  return objects.flatMap(({ identity, manifest, user }): Problem[] => {
    const problems: Problem[] = [];
    if (instanceOf(manifest) !== instanceId) {
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
