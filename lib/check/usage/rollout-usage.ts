/** What Rollouts need of the controller that serves them. */

import { asRecord, asString, field, givenFields } from '../../model/json';
import { ManifestGraph } from '../graph';
import type { Identity, Manifest } from '../manifest';
import { flattenLists, identityOf } from '../manifest';
import { isPlaceholder } from '../../model/placeholders';
import type { PluginList } from '../references/plugin-list';
import { recipientsIn, SUBSCRIPTION } from '../references/notifications';
import { showObject } from '../wording';

/** Something that is used by its name. */
export interface Use {
  readonly name: string;
  /** The first object that uses it, as in a sentence. */
  readonly user: string;
  /** That object. */
  readonly manifest: Manifest;
}

/** A plugin that is used by its name. */
export interface PluginUse extends Use {
  /** The list in the configuration of the controller that it must be in. */
  readonly list: PluginList;
}

/** A subscription to notifications, by its trigger. */
export interface SubscriptionUse extends Use {
  readonly service: string;
}

/** A recipient of notifications, by its name. */
export interface RecipientUse extends Use {
  readonly service: string;
}

/** An object that a controller has to look at. */
export interface ServedObject {
  readonly identity: Identity;
  readonly manifest: Manifest;
  /** Its name, as in a sentence. */
  readonly user: string;
}

/** What Rollouts and their analyses use of the controller; each thing once. */
export interface RolloutUsage {
  /** The routers, by their fields in `trafficRouting`; plugins are not among them. */
  readonly routers: readonly Use[];
  readonly plugins: readonly PluginUse[];
  readonly subscriptions: readonly SubscriptionUse[];
  readonly recipients: readonly RecipientUse[];
  /** The Rollouts and templates themselves. */
  readonly objects: readonly ServedObject[];
}

const SERVED = ['argoproj.io/Rollout', 'argoproj.io/AnalysisTemplate', 'argoproj.io/ClusterAnalysisTemplate'];

/**
 * What the Rollouts and templates among the manifests use.
 *
 * @param isServed which of them count; a template that a Rollout among these runs counts as well
 */
export function rolloutUsage(manifests: readonly unknown[], isServed: (manifest: Manifest) => boolean = () => true): RolloutUsage {
  const graph = new ManifestGraph(flattenLists(manifests));
  const run = new Set(graph.analyses.filter(({ rollout }) => isServed(rollout.manifest))
    .flatMap(({ templates }) => templates.map(({ template }) => template.manifest)));
  const counts = (manifest: Manifest): boolean => isServed(manifest) || run.has(manifest);
  const routers: Use[] = [];
  const plugins: PluginUse[] = [];
  const subscriptions: SubscriptionUse[] = [];
  const recipients: RecipientUse[] = [];
  for (const { manifest, routers: used, trafficRouting, steps } of graph.rollouts.filter((rollout) => isServed(rollout.manifest))) {
    const user = showObject(identityOf(manifest));
    routers.push(...used.filter((name) => name !== 'plugins').map((name) => ({ name, user, manifest })));
    plugins.push(...givenFields(field(trafficRouting, 'plugins')).map((name) => ({ list: 'trafficRouterPlugins' as const, name, user, manifest })));
    const stepPlugins = steps.flatMap(({ content }) => asString(field(content, 'plugin', 'name')) ?? []);
    plugins.push(...stepPlugins.map((name) => ({ list: 'stepPlugins' as const, name, user, manifest })));
    for (const { trigger, service, notified } of subscriptionsOf(manifest)) {
      subscriptions.push({ name: trigger, service, user, manifest });
      recipients.push(...notified.map((name) => ({ name, service, user, manifest })));
    }
  }
  for (const { manifest, metrics } of graph.analysisTemplates.filter((template) => counts(template.manifest))) {
    const user = showObject(identityOf(manifest));
    const names = metrics.flatMap(({ content }) => givenFields(field(content, 'provider', 'plugin')));
    plugins.push(...names.map((name) => ({ list: 'metricProviderPlugins' as const, name, user, manifest })));
  }
  return {
    routers: distinct(routers, ({ name }) => name),
    plugins: distinct(plugins, ({ list, name }) => `${list} ${name}`).filter(({ name }) => name !== '' && !isPlaceholder(name)),
    subscriptions: distinct(subscriptions, ({ name, service }) => `${name} ${service}`),
    recipients: distinct(recipients, ({ name, service }) => `${service} ${name}`),
    objects: SERVED.flatMap((kind) => graph.ofKind(kind)).filter(({ manifest }) => counts(manifest))
      .map(({ identity, manifest }) => ({ identity, manifest, user: showObject(identity) })),
  };
}

/** A subscription of an object. */
interface Subscription {
  readonly trigger: string;
  readonly service: string;
  /** The recipients that are known. */
  readonly notified: readonly string[];
}

/** The subscriptions of an object in the form `subscribe.<trigger>.<service>`. */
function subscriptionsOf(manifest: Manifest): Subscription[] {
  const annotations = Object.entries(asRecord(field(manifest, 'metadata', 'annotations')) ?? {});
  return annotations.filter(([name]) => name.startsWith(SUBSCRIPTION) && !isPlaceholder(name)).flatMap(([name, value]) => {
    const [trigger = '', service = '', ...rest] = name.slice(SUBSCRIPTION.length).split('.');
    return trigger === '' || service === '' || rest.length > 0 ? [] : [{ trigger, service, notified: recipientsIn(value) }];
  });
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!seen.has(key)) {
      seen.set(key, item);
    }
  }
  return [...seen.values()];
}
