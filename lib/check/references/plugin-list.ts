/**
 * The plugins of the controller: in its configuration, texts of YAML of which only the plainest form is read here, and in the
 * values of its chart.
 */

import { isPlaceholder } from '../../model/placeholders';
import type { ManifestGraph, Node } from '../graph';
import { asString, field } from '../../model/json';
import type { ChartInstallation } from './chart-installation';
import type { Installations } from './installations-beside';

/** The keys of the ConfigMap under which plugins are listed. */
export const PLUGIN_LISTS = ['trafficRouterPlugins', 'metricProviderPlugins', 'stepPlugins'] as const;

/** One of those keys. */
export type PluginList = typeof PLUGIN_LISTS[number];

/** The names in each list; none for a list that is hard to read. */
export type ListedPlugins = ReadonlyMap<PluginList, ReadonlySet<string>>;

/** What is known of the plugins of the controller. */
export interface InstalledPlugins {
  readonly lists: ListedPlugins;
  /** Where they are listed, as in a sentence. */
  readonly place: string;
  /** Whether values of the chart are among it: it is less sure that these are of the controller in question. */
  readonly isByChart: boolean;
}

/** The ConfigMap that the controller reads when it starts. */
const CONTROLLER_CONFIG = 'argo-rollouts-config';

/** The ConfigMaps in which a controller looks for plugins. */
export function controllerConfigs(graph: ManifestGraph): readonly Node[] {
  return graph.ofKind('/ConfigMap').filter(({ identity }) => identity.name === CONTROLLER_CONFIG);
}

/** The plugins that are listed in any such ConfigMap or in any of the releases; `undefined` where there is neither. */
export function installedPlugins(graph: ManifestGraph, installations: Installations): InstalledPlugins | undefined {
  const configs = controllerConfigs(graph);
  const charts = [...installations].filter(listsPlugins);
  const [chart] = charts;
  if (configs.length === 0 && chart === undefined) {
    return undefined;
  }
  const lists = new Map<PluginList, ReadonlySet<string>>();
  for (const list of PLUGIN_LISTS) {
    const listed = [
      ...configs.map(({ manifest }) => listedNames(field(manifest, 'data', list) ?? '')),
      ...charts.map((one) => namesInChart(one, list)),
    ];
    const known = listed.flatMap((names) => names ?? []);
    if (!listed.includes(undefined)) {
      lists.set(list, new Set(known));
    }
  }
  const place = configs.length > 0 || chart === undefined ? `ConfigMap ${CONTROLLER_CONFIG}` : chart.place;
  return { lists, place, isByChart: chart !== undefined };
}

/** Whether a release makes the ConfigMap; taken to be so where that is not known. */
export function listsPlugins(chart: ChartInstallation): boolean {
  return chart.isOn('controller', 'createConfigmap') !== false;
}

/** `undefined` where an item has no name, or one that is filled in later. */
function namesInChart(chart: ChartInstallation, list: PluginList): readonly string[] | undefined {
  const items = chart.listAt('controller', list);
  const names = items?.flatMap((item) => asString(field(item, 'name')) ?? []);
  return names?.length === items?.length && names?.some(isPlaceholder) !== true ? names : undefined;
}

const NOTHING = /^\s*(?:#.*|---\s*(?:#.*)?)?$/;
const ITEM = /^(\s*)-(?:(\s+)(.*))?$/;
const NAME = /^(?:name|"name"|'name')\s*:\s+(?:"([^"\\{$]+)"|'([^'{$]+)'|([\w./-]+))\s*(?:#.*)?$/;

/** The names in a YAML list of `- name: …`; `undefined` where any item is written in another way. */
function listedNames(value: unknown): readonly string[] | undefined {
  const lines = asString(value)?.split(/\r?\n/).filter((line) => !NOTHING.test(line));
  const [first, second] = lines ?? [];
  if (first === undefined || (second === undefined && first.trim() === '[]')) {
    return lines === undefined ? undefined : [];
  }
  const margin = ITEM.exec(first)?.[1];
  const names: (string | undefined)[] = [];
  let indent = '';
  for (const line of margin === undefined ? [] : lines ?? []) {
    const [, before, gap = '', rest = ''] = ITEM.exec(line) ?? [];
    const isItem = before === margin;
    if (isItem) {
      names.push(undefined);
      indent = `${before} ${gap}`;
    }
    const [, double, single, plain] = NAME.exec(isItem ? rest : fieldOf(line, indent)) ?? [];
    const earlier = names.pop();
    names.push(double ?? single ?? plain ?? earlier);
  }
  const known = names.filter((name) => name !== undefined);
  return known.length === 0 || known.length < names.length ? undefined : known;
}

/** What a line says where it is a field of the item, and not of something within. */
function fieldOf(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : '';
}
