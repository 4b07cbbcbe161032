/** Where notifications are defined: ConfigMaps, and the values of charts that become one. */

import { isPlaceholder } from '../../model/placeholders';
import { asLabels, asRecord, field, givenFields } from '../../model/json';
import type { ManifestGraph } from '../graph';
import type { Manifest } from '../manifest';
import { perGraph } from '../per-graph';
import { showObject, subfield } from '../wording';
import type { ChartInstallation } from './chart-installation';
import { chartInstallations } from './chart-installation';

/** The ConfigMap that defines triggers, their templates, and services. */
export const NOTIFICATIONS_CONFIG = 'argo-rollouts-notification-configmap';

/** The values of the chart whose keys are those of the ConfigMap. */
const CHART_MAPS = ['triggers', 'templates', 'notifiers'] as const;

/** A key of the ConfigMap, and its text. */
export interface NotificationEntry {
  /** `trigger`, `template` or `service`, where it is one of them. */
  readonly what: string;
  readonly key: string;
  /** What follows the first dot of the key. */
  readonly name: string;
  readonly text: string;
  readonly field: string;
}

/** A ConfigMap of notifications. The controller reads that of its own namespace, and each by itself. */
export interface NotificationSource {
  readonly manifest: Manifest;
  /** As in a sentence. */
  readonly place: string;
  readonly isByChart: boolean;
  /** `undefined` where it is not told. */
  readonly namespace: string | undefined;
  /** Those whose texts are known, but for placeholders. */
  readonly entries: readonly NotificationEntry[];
  /** The names of all templates; `undefined` where there may be more. */
  readonly templates: readonly string[] | undefined;
}

/** All of them. */
export const notificationSources = perGraph((graph: ManifestGraph): readonly NotificationSource[] => [
  ...graph.ofKind('/ConfigMap').filter(({ identity }) => identity.name === NOTIFICATIONS_CONFIG)
    .map(({ manifest, identity }) => sourceOf(manifest, identity.namespace)),
  ...chartInstallations(graph).filter((chart) => chart.isOn('notifications', 'configmap', 'create') !== false).map(sourceBy),
]);

/** The names of the templates in all sources of one namespace; `undefined` where there may be more. */
export function templatesBeside(source: NotificationSource, sources: readonly NotificationSource[]): readonly string[] | undefined {
  const isOpen = (namespace: string | undefined): boolean => namespace === undefined || namespace === '';
  const beside = sources.filter(({ namespace }) => isOpen(namespace) || isOpen(source.namespace) || namespace === source.namespace);
  const names: string[] = [];
  for (const { templates } of beside) {
    if (templates === undefined) {
      return undefined;
    }
    names.push(...templates);
  }
  return names;
}

function sourceOf(manifest: Manifest, namespace: string): NotificationSource {
  const data = field(manifest, 'data');
  const isKnown = data === undefined || asRecord(data) !== undefined;
  return {
    manifest,
    place: `ConfigMap ${NOTIFICATIONS_CONFIG}`,
    isByChart: false,
    namespace,
    entries: [...asLabels(data)].filter(([key]) => !isPlaceholder(key)).map(([key, text]) => entryOf(key, text, subfield('data', key))),
    templates: isKnown ? templatesAmong(givenFields(data)) : undefined,
  };
}

function sourceBy(chart: ChartInstallation): NotificationSource {
  const { application, namespace } = chart;
  const isFilledIn = (text: string): boolean => application.identity.kind === 'ApplicationSet' && isPlaceholder(text);
  const keys = chart.keysOf('notifications', 'templates');
  return {
    manifest: application.manifest,
    place: showObject(application.identity),
    isByChart: true,
    namespace,
    entries: CHART_MAPS.flatMap((map) => chart.textsIn('notifications', map)).filter(({ text }) => !isFilledIn(text))
      .map((one) => entryOf(one.key, one.text, one.field)),
    templates: keys === undefined ? undefined : templatesAmong(keys),
  };
}

function entryOf(key: string, text: string, place: string): NotificationEntry {
  const dot = key.indexOf('.');
  return { what: key.slice(0, Math.max(0, dot)), key, name: key.slice(dot + 1), text, field: place };
}

/** `undefined` where a key is filled in later. */
function templatesAmong(keys: readonly string[]): readonly string[] | undefined {
  return keys.some(isPlaceholder) ? undefined : keys.filter((key) => key.startsWith('template.')).map((key) => key.slice('template.'.length));
}
