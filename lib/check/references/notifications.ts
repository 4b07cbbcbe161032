/** What the controller can notify of, and through which services. */

import type { ManifestGraph } from '../graph';
import { asLabels, asString, field, givenFields } from '../../model/json';
import { isPlaceholder } from '../../model/placeholders';
import { knownRecipients } from '../notifications/services';
import type { ChartInstallation } from './chart-installation';
import type { Installations } from './installations-beside';
import { NOTIFICATIONS_CONFIG } from './notification-sources';

/** How an annotation begins that subscribes to a trigger through a service. */
export const SUBSCRIPTION = 'notifications.argoproj.io/subscribe.';

/** The recipients that the value of such an annotation names, each once; none where it is filled in later. */
export function recipientsIn(value: unknown): readonly string[] {
  const text = asString(value) ?? '';
  return isPlaceholder(text) ? [] : [...new Set(text.split(';').map((one) => one.trim()).filter((one) => one !== ''))];
}

/** The triggers of the catalogue that is published with Argo Rollouts; they are there where it is installed. */
export const CATALOGUE_TRIGGERS = [
  'on-rollout-completed',
  'on-rollout-aborted',
  'on-rollout-paused',
  'on-rollout-step-completed',
  'on-rollout-updated',
  'on-scaling-replica-set',
  'on-analysis-run-error',
  'on-analysis-run-failed',
  'on-analysis-run-running',
] as const;

/** The types of services that notify somebody in particular; a webhook, for one, does not. */
const WITH_RECIPIENTS: ReadonlySet<string> = new Set([
  'email', 'googlechat', 'mattermost', 'opsgenie', 'pagerduty', 'pagerdutyv2', 'pushover', 'rocketchat', 'slack', 'teams', 'teams-workflows', 'telegram', 'webex',
]);

/** The values of the chart whose keys are those of the ConfigMap. */
const CHART_MAPS = ['triggers', 'notifiers'] as const;

/** What the ConfigMaps among the manifests define, and the values of the chart that become one. */
export class Notifications {
  public readonly triggers = new Set<string>();
  public readonly services = new Set<string>();
  /** Keys that define nothing, since they do not say what: `on-purple` instead of `trigger.on-purple`. */
  public readonly bare = new Set<string>();
  /** Services that have default triggers, for subscriptions that name none; `''` stands for all. */
  public readonly defaults = new Set<string>();
  /** Whether nothing else is defined: a ConfigMap beside a Rollout only adds to the one beside the controller. */
  public readonly isComplete: boolean;
  /** Whether all is made by charts, from values that are known: then even where nothing is defined, nothing else is. */
  public readonly isByChart: boolean;
  /** Where they are defined, as in a sentence. */
  public readonly place: string;
  /** The services whose type is known not to need recipients. */
  private readonly withoutRecipients = new Set<string>();
  private readonly withRecipients = new Set<string>();
  /** The recipients of services that have a list of them; `undefined` for a service whose list is not known. */
  private readonly recipients = new Map<string, readonly string[] | undefined>();

  constructor(graph: ManifestGraph, installations: Installations) {
    const configs = graph.ofKind('/ConfigMap').filter(({ identity }) => identity.name === NOTIFICATIONS_CONFIG);
    const populated = new Set(configs.length === 0 ? [] : graph.rollouts.map(({ namespace }) => namespace));
    const isBesideController = configs.some(({ identity }) => !populated.has(identity.namespace));
    const charts = [...installations].filter((chart) => chart.isOn('notifications', 'configmap', 'create') !== false);
    const [chart] = charts;
    this.isComplete = (isBesideController || chart !== undefined) && charts.every(isClosed);
    this.isByChart = this.isComplete && configs.length === 0 && charts.length > 0
      && [...installations].every((one) => one.isOn('notifications', 'configmap', 'create') === true);
    this.place = isBesideController || chart === undefined ? `ConfigMap ${NOTIFICATIONS_CONFIG}` : chart.place;
    const defined = [
      ...configs.flatMap(({ manifest }) => givenFields(field(manifest, 'data'))),
      ...charts.flatMap((one) => CHART_MAPS.flatMap((map) => one.keysOf('notifications', map) ?? [])),
    ];
    defined.forEach((key) => { this.add(key); });
    const texts = new Map([
      ...configs.flatMap(({ manifest }) => [...asLabels(field(manifest, 'data'))]),
      ...charts.flatMap((one) => one.textsIn('notifications', 'notifiers')).map(({ key, text }) => [key, text] as const),
    ]);
    for (const key of defined.filter((one) => one.startsWith('service.'))) {
      const name = nameOf(key);
      // Of several services with one name, it is not known which it is.
      this.recipients.set(name, this.recipients.has(name) ? undefined : knownRecipients(key, texts.get(key) ?? ''));
    }
  }

  /** The recipients that a service has addresses for, where all of them are known. */
  public recipientsOf(service: string): readonly string[] | undefined {
    return this.isComplete ? this.recipients.get(service) : undefined;
  }

  /** Whether a service notifies nobody unless it is told whom; what is not defined here has the type that it is called. */
  public needsRecipients(service: string): boolean {
    return !this.withoutRecipients.has(service) && (this.withRecipients.has(service) || WITH_RECIPIENTS.has(service));
  }

  private add(key: string): void {
    const [what = '', ...rest] = key.split('.');
    if (what === 'trigger') {
      this.triggers.add(rest.join('.'));
    } else if (what === 'service') {
      // `service.<type>`, or `service.<type>.<name>` where one type has several.
      const name = nameOf(key);
      this.services.add(name);
      (WITH_RECIPIENTS.has(rest[0] ?? '') ? this.withRecipients : this.withoutRecipients).add(name);
    } else if (what === 'defaultTriggers') {
      this.defaults.add(rest.join('.'));
    } else if (rest.length === 0) {
      this.bare.add(what);
    }
  }
}

/** The name of a service, by its key. */
function nameOf(key: string): string {
  return key.split('.').pop() ?? '';
}

/** Whether all is known that the controller of a release notifies of: namespaces may define more of their own where it lets them. */
function isClosed(chart: ChartInstallation): boolean {
  return CHART_MAPS.every((map) => chart.keysOf('notifications', map) !== undefined)
    && chart.isOnWhereGiven('controller', 'selfServiceNotification') === false;
}
