/** Plugins that are widely used, by the names under which they look for their own configuration. */

import { didYouMean, nearest } from '../nearest';
import type { PluginList } from './plugin-list';

const OWNER = 'argoproj-labs';

/** All belong to the same owner. */
const KNOWN: Readonly<Record<PluginList, readonly string[]>> = {
  trafficRouterPlugins: ['gatewayAPI', 'contour', 'openshift'],
  metricProviderPlugins: ['sample-prometheus', 'metric-ai', 'opensearch-metric-plugin', 'dynamodb-metric-plugin', 'coralogix-metric-plugin'],
  stepPlugins: ['step-exec'],
};

/** Routers are few and read only their own name; other plugins may well have names that are alike. */
const IS_NEAR_ENOUGH: Readonly<Record<PluginList, (name: string, known: string) => boolean>> = {
  trafficRouterPlugins: (name, known) => nearest(name, [known]) !== undefined || lettersOf(name) === lettersOf(known),
  metricProviderPlugins: (name, known) => lettersOf(name) === lettersOf(known),
  stepPlugins: (name, known) => lettersOf(name) === lettersOf(known),
};

/** The known plugin whose name was probably meant by another one; `undefined` where it is a known name itself, or none is near. */
export function pluginMeant(list: PluginList, name: string): string | undefined {
  const slash = name.indexOf('/');
  const owner = name.slice(0, Math.max(slash, 0));
  const own = name.slice(slash + 1);
  if (owner !== '' && owner !== 'argoproj' && nearest(owner, [OWNER]) === undefined) {
    return undefined;
  }
  const near = KNOWN[list].find((known) => IS_NEAR_ENOUGH[list](own, known));
  return near === undefined || name === `${OWNER}/${near}` ? undefined : `${OWNER}/${near}`;
}

/** What to do about a plugin that is used and not among those that are installed. */
export function pluginFix(list: PluginList, name: string, installed: Iterable<string>, otherwise: string): string {
  const slash = name.indexOf('/');
  if (name.slice(0, Math.max(slash, 0)) !== OWNER || !KNOWN[list].includes(name.slice(slash + 1))) {
    return didYouMean(name, installed, otherwise);
  }
  // Where a plugin is used by its own name, it is not the use that is to be corrected.
  const wrong = [...installed].find((other) => pluginMeant(list, other) === name);
  return wrong === undefined ? otherwise : `install it under this name, not as ${JSON.stringify(wrong)}`;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
