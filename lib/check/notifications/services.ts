/** The services of notifications: how the controller sends them. */

import { asRecord, field, givenFields } from '../../model/json';
import { isPlaceholder } from '../../model/placeholders';
import { yamlContent } from '../../model/yaml';
import { didYouMean } from '../nearest';
import { showValue } from '../wording';
import type { TextFault } from './text-fault';

/** The types that the engine of Argo Rollouts 1.9 knows. */
const TYPES: readonly string[] = [
  'alertmanager', 'awssqs', 'email', 'gcppubsub', 'github', 'googlechat', 'grafana', 'mattermost', 'nats', 'newrelic', 'opsgenie', 'pagerduty',
  'pagerdutyv2', 'pushover', 'rocketchat', 'slack', 'teams', 'teams-workflows', 'telegram', 'webex', 'webhook',
];
/** Those that look a recipient up by its key in `recipientUrls`. */
const WITH_URLS: ReadonlySet<string> = new Set(['teams', 'teams-workflows']);
/** `service.<type>.<name>` */
const MOST_PARTS = 3;

/** What is wrong with the type of a service. */
export function serviceTypeFault(type: string): TextFault | undefined {
  return TYPES.includes(type) ? undefined : {
    value: type, text: 'is no type of service that Argo Rollouts has', fix: didYouMean(type, TYPES, 'use one that it has, such as webhook'),
  };
}

/** What is wrong with the key of a service, which begins with `service.`. */
export function serviceKeyFault(key: string): TextFault | undefined {
  const parts = key.split('.');
  const [, type = ''] = parts;
  if (parts.length > MOST_PARTS) {
    return { text: 'has too many dots for a service', fix: `write service.${type}.NAME, with no dot in the name` };
  }
  const fault = serviceTypeFault(type);
  return fault === undefined ? undefined : { text: `names the type ${showValue(type)}, which Argo Rollouts does not have`, fix: fault.fix };
}

/** The recipients that a service knows, where it has a list of them that is known; their addresses are secret. */
export function knownRecipients(key: string, text: string): readonly string[] | undefined {
  const [, type = ''] = key.split('.');
  const settings = WITH_URLS.has(type) && !isPlaceholder(text) ? asRecord(yamlContent(text)?.value) : undefined;
  const urls = field(settings, 'recipientUrls');
  return settings === undefined || (urls !== undefined && asRecord(urls) === undefined) ? undefined : givenFields(urls);
}

/** What is wrong with a recipient, given those that a service knows. */
export function recipientFault(recipient: string, known: readonly string[]): TextFault | undefined {
  return known.includes(recipient) ? undefined
    : { value: recipient, text: 'is not among the recipientUrls of the service', fix: didYouMean(recipient, known, 'add it to its recipientUrls, or name another') };
}
