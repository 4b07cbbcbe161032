import { isPlaceholder } from '../../references/absent';
import { asString, field, givenFields } from '../../../model/json';
import { didYouMean } from '../../nearest';
import type { InstalledPlugins, PluginList } from '../../references/plugin-list';
import { CONTROLLER_CONFIG, installedPlugins, PLUGIN_LISTS } from '../../references/plugin-list';
import type { Rollout } from '../../views/rollout';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { subfield } from '../../wording';

const PLUGINS = 'spec.strategy.canary.trafficRouting.plugins';

export const pluginNotInstalled: Rule = {
  id: 'ARO409',
  severity: 'error',
  title: 'Every plugin that is used is installed in the controller',
  why: 'The controller knows the plugins that its ConfigMap lists, under exactly the names given there, from when it was '
    + 'started. With any other it can do nothing: traffic stays where it is, the metric is an error, or the step fails.',
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
    const installed = installedPlugins(graph);
    if (installed === undefined) {
      return;
    }
    for (const rollout of graph.rollouts) {
      yield* blame(rollout.manifest, unlistedIn(rollout, installed));
    }
    for (const { manifest, metrics } of graph.analysisTemplates) {
      for (const metric of metrics) {
        const path = `${metric.field}.provider.plugin`;
        yield* blame(manifest, unlistedKeys(field(metric.content, 'provider', 'plugin'), path, installed, 'metricProviderPlugins'));
      }
    }
  },
};

function* unlistedIn({ steps, trafficRouting }: Rollout, installed: InstalledPlugins): Iterable<Fault> {
  yield* unlistedKeys(field(trafficRouting, 'plugins'), PLUGINS, installed, 'trafficRouterPlugins');
  for (const { content, field: path } of steps) {
    const name = asString(field(content, 'plugin', 'name'));
    const fault = name === undefined ? undefined : unlisted(installed, 'stepPlugins', name);
    if (fault !== undefined) {
      yield { field: `${path}.plugin.name`, value: name, ...fault };
    }
  }
}

/** Plugins that are configured under their names. */
function* unlistedKeys(plugins: unknown, path: string, installed: InstalledPlugins, list: PluginList): Iterable<Fault> {
  for (const name of givenFields(plugins)) {
    const fault = unlisted(installed, list, name);
    if (fault !== undefined) {
      yield { field: subfield(path, name), ...fault };
    }
  }
}

function unlisted(installed: InstalledPlugins, list: PluginList, name: string): Pick<Fault, 'text' | 'fix'> | undefined {
  const names = installed.get(list);
  if (names === undefined || names.has(name) || name === '' || isPlaceholder(name)) {
    return undefined;
  }
  const other = PLUGIN_LISTS.find((each) => installed.get(each)?.has(name) === true);
  const text = other === undefined
    ? `is not among the ${list} of ConfigMap ${CONTROLLER_CONFIG}`
    : `is among the ${other} of ConfigMap ${CONTROLLER_CONFIG}, not among its ${list}`;
  return { text, fix: didYouMean(name, names, pluginNotInstalled.fix) };
}
