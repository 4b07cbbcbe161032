import { asString, field } from '../../../model/json';
import type { ChartInstallation } from '../../references/chart-installation';
import { chartInstallations } from '../../references/chart-installation';
import { pluginListFaults, pluginTextFaults } from '../../references/plugin-entries';
import { controllerConfigs, listsPlugins, PLUGIN_LISTS } from '../../references/plugin-list';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';

export const pluginEntry: Rule = {
  id: 'ARO614',
  severity: 'error',
  title: 'A list of plugins says of each what the controller reads',
  why: 'The controller reads the lists when it starts, and does not start if a plugin has no name or no location. A field '
    + 'that it does not know it passes over in silence: with a misspelt sha256, whatever is at the location is run. That is '
    + 'a warning, and so is a plugin that is given twice, of which one counts.',
  fix: 'give each plugin its name and its location',
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
    - name: argoproj-labs/gatewayAPI
      locaton: file:///plugins/gateway-api
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
    for (const { manifest } of controllerConfigs(graph)) {
      yield* blame(manifest, PLUGIN_LISTS.flatMap((list) => {
        const text = asString(field(manifest, 'data', list));
        return text === undefined ? [] : pluginTextFaults(text, `data.${list}`);
      }));
    }
    for (const chart of chartInstallations(graph)) {
      yield* blame(chart.application.manifest, listsPlugins(chart) ? faultsInChart(chart) : []);
    }
  },
};

/** What is no list is for ARO608 to tell. */
function faultsInChart(chart: ChartInstallation): Fault[] {
  return PLUGIN_LISTS.flatMap((list) => pluginListFaults(chart.listAt('controller', list) ?? [], chart.at('controller', list).field));
}
