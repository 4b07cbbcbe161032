import { Yaml } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import { conditionFault, didYouMean, isMisspelt, recipientFault, RolloutUsage, serviceTypeFault, templateFault } from '../check';
import { CHART_NAME, CHART_VERSION } from '../model/chart/chart-keys';
import { isKnownVersion } from '../model/chart/known-chart';
import { NOTIFICATION_SECRET } from '../model/chart/secret-reference';
import { asRecord, JsonObject } from '../model/json';
import { Problem } from '../model/usage-error';
import { NotificationTrigger } from '../notifications/notification-trigger';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { NotificationOptions, NotificationTemplate, NotificationTriggerOptions } from './notification-options';
import { problemsOf, selectorFault } from './notification-texts';

/** The triggers that upstream has in its catalogue. */
function catalogue(): NotificationTrigger[] {
  return Object.values(NotificationTrigger).filter((value): value is NotificationTrigger => value instanceof NotificationTrigger);
}

/** How to mend a trigger that is not defined. Those of the catalogue are alike, so only what is almost the same is meant. */
export function triggerFix(name: string, defined: readonly string[], otherwise: string): string {
  const known = [...catalogue().map((trigger) => trigger.name), ...defined];
  return didYouMean(name, known.filter((other) => isMisspelt(name, other)), otherwise);
}

/** The values of `notifications`. */
export function notificationValues(options: NotificationOptions, usage: RolloutUsage | undefined): JsonObject {
  const triggers = triggersOf(options, usage);
  return {
    notifiers: Object.fromEntries(options.notifiers.map((notifier) => notifier._toEntry())),
    templates: Object.fromEntries(triggers.flatMap(sentBy).map(({ name, message, settings }) => (
      [`template.${name}`, Yaml.stringify({ message, ...settings })]
    ))),
    triggers: Object.fromEntries(triggers.map((trigger) => [`trigger.${trigger.trigger.name}`, Yaml.stringify([condition(trigger)])])),
    subscriptions: options.subscriptions?.map(({ triggers: names, services, selector }) => ({
      recipients: services.flatMap(({ name, recipients }) => (recipients.length === 0 ? [name] : recipients.map((recipient) => `${name}:${recipient}`))),
      triggers: names.map(({ name }) => name),
      ...(selector === undefined ? {} : { selector }),
    })),
  };
}

/** The given triggers, else those that are subscribed to. */
function triggersOf(options: NotificationOptions, usage: RolloutUsage | undefined): readonly NotificationTriggerOptions[] {
  const { triggers, subscriptions = [] } = options;
  if (triggers !== undefined) {
    return triggers;
  }
  const wanted = new Set([
    ...subscriptions.flatMap((subscription) => subscription.triggers).map(({ name }) => name),
    ...(usage?.subscriptions ?? []).map(({ name }) => name),
  ]);
  return catalogue().filter(({ name }) => wanted.has(name)).map((trigger) => ({ trigger }));
}

/** The keys of the templates that may come with the triggers that rollouts subscribe to. */
export function derivedTemplates({ notifications, serves }: ArgoRolloutsProps): string[] {
  const areDerived = notifications !== undefined && notifications.triggers === undefined && serves !== undefined;
  return areDerived ? catalogue().flatMap((trigger) => sentBy({ trigger })).map(({ name }) => `template.${name}`) : [];
}

function sentBy({ trigger, send }: NotificationTriggerOptions): readonly NotificationTemplate[] {
  return send ?? [{
    name: trigger.name.replace(/^on-/, ''),
    message: `Rollout {{.rollout.metadata.name}} in namespace {{.rollout.metadata.namespace}} ${trigger._happening}.`,
  }];
}

function condition(options: NotificationTriggerOptions): JsonObject {
  return { ...(options.when === undefined ? {} : { when: options.when }), send: sentBy(options).map(({ name }) => name) };
}

/** What is wrong with notifications, as far as the settings of an installation tell. */
export function notificationProblems(options: NotificationOptions, installation: ArgoRolloutsProps, path: string | undefined): Problem[] {
  const { notifiers, triggers, subscriptions = [], secret } = options;
  const { namespace = CHART_NAME, chartVersion = CHART_VERSION } = installation;
  const problems: Problem[] = [];
  if (notifiers.length === 0) {
    problems.push({ path, field: 'notifications.notifiers', rule: 'is empty', fix: 'give a service, or leave out `notifications`' });
  }
  const services = notifiers.map(({ serviceName }) => serviceName);
  for (const name of repeated(services)) {
    problems.push({ path, field: 'notifications.notifiers', value: name, rule: 'names two services', fix: 'give one of them another name' });
  }
  if (isKnownVersion(chartVersion)) {
    for (const { _type } of notifiers) {
      problems.push(...problemsOf([serviceTypeFault(_type)], { path, field: 'notifications.notifiers', value: _type }));
    }
  }
  const names = triggers?.map(({ trigger }) => trigger.name) ?? [];
  for (const name of repeated(names)) {
    problems.push({ path, field: 'notifications.triggers', value: name, rule: 'is given twice', fix: 'put all that it sends into one' });
  }
  for (const { trigger, send, when } of triggers ?? []) {
    const meant = catalogue().find(({ name }) => isMisspelt(trigger.name, name));
    if (meant !== undefined) {
      problems.push({ path, field: 'notifications.triggers', value: trigger.name, rule: 'is of no event of the controller', fix: `did you mean ${JSON.stringify(meant.name)}?` });
    }
    if (when?.trim() === '') {
      problems.push({ path, field: 'notifications.triggers.when', value: trigger.name, rule: 'has an empty condition', fix: 'give one, or leave out `when`' });
    } else if (when !== undefined) {
      problems.push(...problemsOf([conditionFault(when)], { path, field: 'notifications.triggers.when', value: when }));
    }
    if (send?.length === 0) {
      problems.push({ path, field: 'notifications.triggers', value: trigger.name, rule: 'sends nothing', fix: 'give a template, or leave out `send`' });
    }
  }
  problems.push(...templateProblems((triggers ?? []).flatMap(sentBy), path));
  subscriptions.forEach((subscription, index) => {
    const field = `notifications.subscriptions[${index}]`;
    if (subscription.triggers.length === 0 || subscription.services.length === 0) {
      const what = subscription.triggers.length === 0 ? 'triggers' : 'services';
      problems.push({ path, field: `${field}.${what}`, rule: 'is empty', fix: 'give one, or remove the subscription' });
    }
    for (const { name } of subscription.services.filter((service) => !services.includes(service.name))) {
      problems.push({ path, field: `${field}.services`, value: name, rule: 'is no service of `notifiers`', fix: 'add its notifier, or name another' });
    }
    for (const { name, recipients } of subscription.services) {
      const known = notifiers.find(({ serviceName }) => serviceName === name)?._recipients();
      const unknown = known === undefined ? [] : recipients.map((recipient) => recipientFault(recipient, known));
      problems.push(...unknown.flatMap((fault) => problemsOf([fault], { path, field: `${field}.services`, value: fault?.value })));
    }
    for (const recipient of subscription.services.flatMap(({ recipients }) => recipients).filter((text) => text.includes(':'))) {
      problems.push({
        path, field: `${field}.services`, value: recipient, rule: 'has a ":", where the controller cuts a recipient of these subscriptions off', fix: 'subscribe each rollout with `subscribe`',
      });
    }
    problems.push(...problemsOf([selectorFault(subscription.selector ?? '')], { path, field: `${field}.selector`, value: subscription.selector }));
    const known = triggers === undefined ? catalogue().map(({ name }) => name) : names;
    for (const { name } of subscription.triggers.filter((trigger) => !known.includes(trigger.name))) {
      problems.push({ path, field: `${field}.triggers`, value: name, rule: 'is not defined', fix: triggerFix(name, known, 'add it to `triggers`') });
    }
  });
  if (secret !== undefined && secret.name !== NOTIFICATION_SECRET) {
    problems.push({
      path, field: 'notifications.secret', value: secret.name, rule: `is not the Secret that the controller looks at`, fix: `name it ${NOTIFICATION_SECRET}`,
    });
  } else if (secret instanceof Secret && secret.metadata.namespace !== namespace) {
    const { namespace: value } = secret.metadata;
    const rule = value === undefined ? 'tells no namespace' : `is in namespace ${value}`;
    problems.push({
      path, field: 'notifications.secret', rule: `${rule}, and the controller looks in ${namespace}`, fix: `give it \`metadata: { namespace: '${namespace}' }\``,
    });
  }
  return problems;
}

function templateProblems(templates: readonly NotificationTemplate[], path: string | undefined): Problem[] {
  const problems: Problem[] = [];
  const texts = new Map<string, string>();
  for (const template of templates) {
    const text = JSON.stringify([template.message, template.settings]);
    if (!/^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(template.name)) {
      problems.push({ path, field: 'notifications.triggers.send', value: template.name, rule: 'cannot name a template', fix: 'use letters, digits, -, _ and .' });
    } else if ((texts.get(template.name) ?? text) !== text) {
      problems.push({ path, field: 'notifications.triggers.send', value: template.name, rule: 'names two templates', fix: 'give one of them another name' });
    }
    if (template.settings !== undefined && 'message' in template.settings) {
      problems.push({ path, field: 'notifications.triggers.send.settings', value: template.name, rule: 'has a second message', fix: 'give it as `message` only' });
    } else if (template.message.trim() === '' && Object.keys(template.settings ?? {}).length === 0) {
      problems.push({ path, field: 'notifications.triggers.send.message', value: template.name, rule: 'says nothing', fix: 'give a message' });
    }
    problems.push(...problemsOf(textsIn([template.message, template.settings]).map(templateFault), {
      path, field: 'notifications.triggers.send', value: template.name,
    }));
    texts.set(template.name, text);
  }
  return problems;
}

/** All texts in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return (Array.isArray(value) ? value : Object.values(asRecord(value) ?? {})).flatMap(textsIn);
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
