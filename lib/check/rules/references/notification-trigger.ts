import { isPlaceholder } from '../../../model/placeholders';
import { asRecord, field } from '../../../model/json';
import { didYouMean } from '../../nearest';
import { recipientFault } from '../../notifications/services';
import { oncePer } from '../../once-per';
import type { Installations } from '../../references/installations-beside';
import { installationsBeside } from '../../references/installations-beside';
import { CATALOGUE_TRIGGERS, Notifications, recipientsIn, SUBSCRIPTION } from '../../references/notifications';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import { showValue, subfield } from '../../wording';

const LOOKALIKE = /(?:^|\.)notifications?\.argoproj\.io\/subscri/i;
/** Another form, whose subscriptions are in the value. */
const LISTED = 'notifications.argoproj.io/subscriptions';
const CATALOGUE: ReadonlySet<string> = new Set(CATALOGUE_TRIGGERS);
const RECIPIENTS_FIX = 'give the recipients, in quotes where they begin with #, which begins a comment in YAML';
const FORM = `write ${SUBSCRIPTION}<trigger>.<service>`;

export const notificationTrigger: Rule = {
  id: 'ARO412',
  severity: 'warning',
  title: 'A subscription to notifications names a trigger and a service that exist',
  why: 'A subscription is an annotation, and nobody checks annotations: where its trigger, its service, its recipients or its '
    + 'form is wrong, updates go on, and nobody hears of them. The usual triggers exist only where their catalogue was installed.',
  fix: FORM,
  link: 'https://argoproj.github.io/argo-rollouts/features/notifications/',
  noticedBy: [],
  example: {
    base: 'controller',
    bad: `
kind: Rollout
metadata:
  annotations:
    notifications.argoproj.io/subscribe.on-rollout-finished.slack: deployments
`,
    good: `
kind: Rollout
metadata:
  annotations:
    notifications.argoproj.io/subscribe.on-rollout-completed.slack: deployments
`,
  },
  *check(graph) {
    const notificationsOf = oncePer((installations: Installations) => new Notifications(graph, installations));
    for (const { manifest, namespace } of graph.rollouts) {
      for (const [name, value] of Object.entries(asRecord(field(manifest, 'metadata', 'annotations')) ?? {})) {
        if (LOOKALIKE.test(name) && name !== LISTED && !isPlaceholder(name)) {
          yield* blame(manifest, mistakes(name, value, notificationsOf(installationsBeside(graph, namespace))));
        }
      }
    }
  },
};

function* mistakes(annotation: string, recipients: unknown, notifications: Notifications): Iterable<Fault> {
  const path = subfield('metadata.annotations', annotation);
  const [trigger = '', service, ...rest] = annotation.startsWith(SUBSCRIPTION) ? annotation.slice(SUBSCRIPTION.length).split('.') : [];
  if (service === undefined && trigger !== '') {
    yield* withoutTrigger(path, trigger, recipients, notifications);
  } else if (trigger === '' || service === undefined || service === '' || rest.includes('')) {
    yield { field: path, text: 'is no subscription' };
  } else if (rest.length > 0) {
    yield { field: path, text: `goes on after the service ${showValue(service)}, and the rest is dropped`, fix: FORM };
  } else {
    yield* unknownParts(path, trigger, service, notifications);
    yield* withoutRecipients(path, service, recipients, notifications);
    yield* unknownRecipients(path, service, recipients, notifications);
  }
}

/** `subscribe.slack` is a subscription to what the administrator declared as default triggers. */
function* withoutTrigger(path: string, only: string, recipients: unknown, notifications: Notifications): Iterable<Fault> {
  const { triggers, defaults, isComplete, place } = notifications;
  if (only.startsWith('on-') || triggers.has(only)) {
    yield { field: path, text: `names the trigger ${showValue(only)} and no service`, fix: FORM };
  } else if (isComplete && !defaults.has('') && !defaults.has(only)) {
    yield { field: path, text: `names no trigger, and ${place} has no defaultTriggers`, fix: FORM };
  } else {
    yield* withoutRecipients(path, only, recipients, notifications);
    yield* unknownRecipients(path, only, recipients, notifications);
  }
}

/**
 * An empty text is one recipient without a name, as a webhook has it; a text of blanks and semicolons is none at all. What becomes of
 * null depends on who applies it: the API server takes it for an empty text, and a patch removes the annotation.
 */
function* withoutRecipients(path: string, service: string, recipients: unknown, notifications: Notifications): Iterable<Fault> {
  const isNeeded = notifications.needsRecipients(service);
  const fix = isNeeded ? RECIPIENTS_FIX : 'give the recipients, or "" if the service needs none';
  if (recipients === null) {
    yield { field: path, text: 'has no value, so it becomes "" or is dropped', fix };
  } else if (typeof recipients === 'string' && /^[\s;]*$/.test(recipients) && (isNeeded || recipients !== '')) {
    yield { field: path, text: `names no recipients, so the service ${showValue(service)} notifies nobody`, fix };
  }
}

/** Services such as Teams send to nobody whose address they do not have. */
function* unknownRecipients(path: string, service: string, recipients: unknown, notifications: Notifications): Iterable<Fault> {
  const { place } = notifications;
  const known = notifications.recipientsOf(service);
  if (known === undefined) {
    return;
  }
  for (const recipient of recipientsIn(recipients)) {
    const fix = recipientFault(recipient, known)?.fix;
    if (fix !== undefined) {
      yield { field: path, text: `names the recipient ${showValue(recipient)}, for which the service ${showValue(service)} of ${place} has no address`, fix };
    }
  }
}

function* unknownParts(path: string, trigger: string, service: string, notifications: Notifications): Iterable<Fault> {
  const { triggers, services, bare, isComplete, isByChart, place } = notifications;
  // What the manifests do not tell may be defined elsewhere, so then only misspellings are sure.
  if (isComplete && (triggers.size > 0 || services.size > 0 || isByChart || bare.has(trigger))) {
    if (!triggers.has(trigger)) {
      const candidates = triggers.size > 0 ? triggers : CATALOGUE_TRIGGERS.filter((known) => isMisspelt(trigger, known));
      const fault = undefinedPart('trigger', trigger, candidates, place);
      const isInCatalogue = CATALOGUE.has(trigger) && !isByChart;
      const fix = bare.has(trigger) ? `write trigger.${trigger} as its key there`
        : isInCatalogue ? 'install the catalogue of triggers, or name another' : fault.fix;
      yield { field: path, ...fault, fix };
    }
  } else if (!triggers.has(trigger) && CATALOGUE_TRIGGERS.some((known) => isMisspelt(trigger, known))) {
    const fix = didYouMean(trigger, CATALOGUE_TRIGGERS, FORM);
    yield { field: path, text: `subscribes to ${showValue(trigger)}, which is no trigger of the controller`, fix };
  }
  const areServicesKnown = services.size > 0 || (isByChart && triggers.has(trigger));
  if (isComplete && areServicesKnown && !services.has(service)) {
    yield { field: path, ...undefinedPart('service', service, services, place) };
  }
}

function undefinedPart(part: 'trigger' | 'service', name: string, known: Iterable<string>, place: string): Pick<Fault, 'text' | 'fix'> {
  const text = `names the ${part} ${showValue(name)}, which ${place} does not define`;
  return { text, fix: didYouMean(name, known, `define ${part}.${name} there, or name another`) };
}

/** Whether the words differ at one place only, by two letters at most, hyphens not counting. */
export function isMisspelt(word: string, known: string): boolean {
  const [given, meant] = [word, known].map((text) => text.toLowerCase().replace(/-/g, ''));
  if (word === known || given === undefined || meant === undefined) {
    return false;
  }
  const shorter = Math.min(given.length, meant.length);
  let start = 0;
  while (start < shorter && given[start] === meant[start]) {
    start += 1;
  }
  let end = 0;
  while (end < shorter - start && given[given.length - 1 - end] === meant[meant.length - 1 - end]) {
    end += 1;
  }
  return Math.max(given.length, meant.length) - start - end <= 2;
}
