import { createHash } from 'crypto';
import { JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';
import { ControllerPlugin } from './controller-plugin';
import { PluginKind } from './plugin-kind';

const KINDS: readonly PluginKind[] = ['trafficRouterPlugins', 'metricProviderPlugins', 'stepPlugins'];
const VOLUME = 'fetched-plugins';
const FOLDER = '/fetched-plugins';

/**
 * The values of `controller` that install the plugins.
 *
 * The controller reads the list only when it starts. Charts before 2.39 do not restart it when the list has changed
 * (https://github.com/argoproj/argo-helm/issues/3118), so the pods bear its checksum.
 */
export function pluginValues(plugins: readonly ControllerPlugin[]): JsonObject {
  if (plugins.length === 0) {
    return {};
  }
  const lists = Object.fromEntries(KINDS.flatMap((kind) => {
    const ofKind = plugins.filter(({ _kind }) => _kind === kind);
    return ofKind.length === 0 ? [] : [[kind, ofKind.map(listed)]];
  }));
  return {
    ...lists,
    podAnnotations: { 'checksum/plugins': createHash('sha256').update(JSON.stringify(lists)).digest('hex') },
    ...fetchValues(plugins),
  };
}

/** What is wrong with plugins that are installed together. */
export function pluginProblems(plugins: readonly ControllerPlugin[], path: string | undefined): Problem[] {
  const problems: Problem[] = [];
  const byName = new Map<string, ControllerPlugin>();
  for (const plugin of plugins) {
    const other = byName.get(plugin.name);
    if (other === undefined) {
      byName.set(plugin.name, plugin);
    } else if (other._kind === plugin._kind) {
      problems.push({ path, field: 'plugins', value: plugin.name, rule: 'is given twice', fix: 'leave out one of them' });
    } else if (other._location !== plugin._location) {
      problems.push({
        path, field: 'plugins', value: plugin.name, rule: 'is given from two locations, and the controller keeps one file under that name', fix: 'give one location',
      });
    } else if (other._sha256 !== plugin._sha256 || other._fetch?._identity !== plugin._fetch?._identity) {
      const what = other._sha256 === plugin._sha256 ? 'is fetched in two ways' : 'is given with two checksums';
      problems.push({
        path, field: 'plugins', value: plugin.name, rule: `${what}, and the controller keeps one file under that name`, fix: 'give both the same `sha256` and `fetch`',
      });
    }
  }
  return problems;
}

function listed(plugin: ControllerPlugin): JsonObject {
  return {
    name: plugin.name,
    location: plugin._fetch === undefined ? plugin._location : `file://${targetOf(plugin)}`,
    ...(plugin._sha256 === undefined ? {} : { sha256: plugin._sha256 }),
    ...(plugin._args.length === 0 ? {} : { args: plugin._args }),
  };
}

function targetOf({ name }: ControllerPlugin): string {
  return `${FOLDER}/${name}`;
}

function fetchValues(plugins: readonly ControllerPlugin[]): JsonObject {
  const fetched = new Map(plugins.filter(({ _fetch }) => _fetch !== undefined).map((plugin) => [plugin.name, plugin]));
  const mount = { name: VOLUME, mountPath: FOLDER };
  return fetched.size === 0 ? {} : {
    initContainers: [...fetched.values()].map((plugin, index) => ({
      name: `fetch-plugin-${index + 1}`,
      ...plugin._fetch?._container(plugin._location, targetOf(plugin), plugin._sha256),
      volumeMounts: [mount],
    })),
    volumes: [{ name: VOLUME, emptyDir: {} }],
    volumeMounts: [{ ...mount, readOnly: true }],
  };
}
