import { isPlaceholder } from '../../../model/placeholders';
import { pluginFix, pluginMeant } from '../../references/known-plugins';
import { asString, field, givenFields } from '../../../model/json';
import { oncePer } from '../../once-per';
import type { Installations } from '../../references/installations-beside';
import { installationsBeside } from '../../references/installations-beside';
import type { InstalledPlugins, PluginList } from '../../references/plugin-list';
import { installedPlugins, PLUGIN_LISTS } from '../../references/plugin-list';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { subfield } from '../../wording';

const NOTHING_KNOWN: InstalledPlugins = { lists: new Map(), place: '', isByChart: false };
const CHART_FIX = 'list it in the values of the chart';
const PLUGINS = 'spec.strategy.canary.trafficRouting.plugins';

export const pluginNotInstalled: Rule = {
  id: 'ARO409',
  severity: 'error',
  title: 'Every plugin that is used is installed in the controller, under that name',
  why: 'The controller knows the plugins that its ConfigMap lists, which the values of its chart may say, under exactly the names given there, from when it was '
    + 'started. With any other it can do nothing: traffic stays where it is, the metric is an error, or the step fails. Most '
    + 'plugins know their configuration by one name alone, down to the case of its letters.',
  fix: 'list it in the ConfigMap, and restart the controller',
  link: 'https://argoproj.github.io/argo-rollouts/plugins/',
  noticedBy: ['controller'],
  example: {
    base: 'controller',
    bad: `
kind: ConfigMap
metadata:
  name: argo-rollouts-config
data:
  trafficRouterPlugins: |
    - name: argoproj-labs/gateway-api
      location: file:///plugins/gateway-api
`,
    good: `
kind: ConfigMap
metadata:
  name: argo-rollouts-config
data:
  trafficRouterPlugins: |
    - name: argoproj-labs/gatewayAPI
      location: file:///plugins/gateway-api
`,
  },
  *check(graph) {
    const installedBy = oncePer((installations: Installations) => installedPlugins(graph, installations) ?? NOTHING_KNOWN);
    for (const { manifest, namespace, steps, trafficRouting } of graph.rollouts) {
      const installed = installedBy(installationsBeside(graph, namespace));
      const plugins = field(trafficRouting, 'plugins');
      if (plugins !== undefined) {
        yield* blame(manifest, unlistedKeys(plugins, PLUGINS, installed, 'trafficRouterPlugins'));
      }
      for (const { content, field: path } of steps) {
        const name = asString(field(content, 'plugin', 'name'));
        const fault = name === undefined ? undefined : unlisted(installed, 'stepPlugins', name);
        if (fault !== undefined) {
          yield { manifest, field: `${path}.plugin.name`, value: name, ...fault };
        }
      }
    }
    for (const { manifest, namespace, metrics } of graph.analysisTemplates) {
      const installed = installedBy(installationsBeside(graph, namespace));
      for (const metric of metrics) {
        const plugins = field(metric.content, 'provider', 'plugin');
        if (plugins !== undefined) {
          yield* blame(manifest, unlistedKeys(plugins, `${metric.field}.provider.plugin`, installed, 'metricProviderPlugins'));
        }
      }
    }
  },
};

/** Plugins that are configured under their names. */
function* unlistedKeys(plugins: unknown, path: string, installed: InstalledPlugins, list: PluginList): Iterable<Fault> {
  for (const name of givenFields(plugins)) {
    const fault = unlisted(installed, list, name);
    if (fault !== undefined) {
      yield { field: subfield(path, name), ...fault };
    }
  }
}

function unlisted(installed: InstalledPlugins, list: PluginList, name: string): Pick<Fault, 'text' | 'fix' | 'severity'> | undefined {
  if (name === '' || isPlaceholder(name)) {
    return undefined;
  }
  const { lists, place, isByChart } = installed;
  const names = lists.get(list);
  if (names === undefined || names.has(name)) {
    return misspelt(list, name);
  }
  const other = PLUGIN_LISTS.find((each) => lists.get(each)?.has(name) === true);
  const text = other === undefined
    ? `is not among the ${list} of ${place}`
    : `is among the ${other} of ${place}, not among its ${list}`;
  return isByChart
    // An Application may install the controller of another cluster.
    ? { text, fix: pluginFix(list, name, names, CHART_FIX), severity: 'warning' }
    : { text, fix: pluginFix(list, name, names, pluginNotInstalled.fix) };
}

/** Where the ConfigMap says nothing against it: a plugin looks for its configuration under the one name that it has itself. */
function misspelt(list: PluginList, name: string): Pick<Fault, 'text' | 'fix' | 'severity'> | undefined {
  const meant = pluginMeant(list, name);
  const severity = list === 'trafficRouterPlugins' ? 'error' : 'warning';
  return meant === undefined
    ? undefined : { text: 'is almost the name of a plugin, which finds its configuration under the exact one only', fix: `write ${meant}`, severity };
}
