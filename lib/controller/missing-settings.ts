/** What programs without types get wrong: what is left out, and what is something else. */

import { asList, field } from '../model/json';
import { Problem } from '../model/usage-error';
import { NotificationService } from '../notifications/notification-service';
import { NotificationTrigger } from '../notifications/notification-trigger';
import { ArgoRolloutsProps } from './argo-rollouts-props';
import { ControllerPlugin } from './controller-plugin';
import { Notifier } from './notifier';
import { TrafficProvider } from './traffic-provider';

/** The settings that are lists, by where they stand. */
const LISTS: readonly (readonly [first: string, second?: string, third?: string])[] = [
  ['plugins'], ['serves'], ['routers'], ['controller', 'extraArgs'], ['dashboard', 'ingress', 'hosts'],
  ['notifications', 'notifiers'], ['notifications', 'triggers'], ['notifications', 'subscriptions'],
];

/** The settings that are texts, and that a number is easily written for. */
const TEXTS = ['chartVersion', 'namespace', 'releaseName', 'instanceId', 'repository'] as const;

/** The settings that are missing where they are needed, and those that are no lists. */
export function missingSettings(props: ArgoRolloutsProps, path: string | undefined): Problem[] {
  const { notifications } = props;
  const { ingress } = props.dashboard ?? {};
  return [
    ...TEXTS.flatMap((name) => textProblems(field(props, name), name, path)),
    ...LISTS.flatMap((place) => listProblems(field(props, ...place), place.join('.'), path)),
    ...(ingress === undefined ? [] : required(ingress, ['hosts'], 'dashboard.ingress', path)),
    ...(notifications === undefined ? [] : required(notifications, ['notifiers'], 'notifications', path)),
    ...asList(notifications?.triggers).flatMap((given, index) => triggerProblems(given, `notifications.triggers[${index}]`, path)),
    ...asList(notifications?.subscriptions).flatMap((given, index) => subscriptionProblems(given, `notifications.subscriptions[${index}]`, path)),
    ...routerProblems(asList(props.routers), path),
    ...strangers(props.serves, 'serves', 'construct', (element) => field(element, 'node') !== undefined, 'give a chart, or a rollout', path),
    ...strangers(props.plugins, 'plugins', 'ControllerPlugin', isPlugin, 'make it by ControllerPlugin.step, for instance', path),
    ...strangers(notifications?.notifiers, 'notifications.notifiers', 'Notifier', isNotifier, 'make it by Notifier.slack, for instance', path),
  ];
}

function isPlugin(value: unknown): boolean {
  return value instanceof ControllerPlugin;
}

function isNotifier(value: unknown): boolean {
  return value instanceof Notifier;
}

function isService(value: unknown): boolean {
  return value instanceof NotificationService;
}

/** Elements that are not what is asked for, as an object with the fields of a class. */
function strangers(
  list: unknown, place: string, kind: string, isOne: (element: unknown) => boolean, fix: string, path: string | undefined,
): Problem[] {
  return asList(list).flatMap((element, index): Problem[] => (
    isAbsent(element) || isOne(element) ? [] : [{ path, field: `${place}[${index}]`, rule: `is no ${kind}`, fix }]
  ));
}

function triggerStrangers(list: unknown, place: string, path: string | undefined): Problem[] {
  const fix = 'give NotificationTrigger.ROLLOUT_ABORTED, for instance';
  return strangers(list, place, 'NotificationTrigger', (value) => value instanceof NotificationTrigger, fix, path);
}

function triggerProblems(given: unknown, place: string, path: string | undefined): Problem[] {
  const send = field(given, 'send');
  return isAbsent(given) ? [] : [
    ...required(given, ['trigger'], place, path),
    ...triggerStrangers([field(given, 'trigger')], place, path).map((problem) => ({ ...problem, field: `${place}.trigger` })),
    ...listProblems(send, `${place}.send`, path),
    ...asList(send).flatMap((template, index) => (isAbsent(template) ? [] : required(template, ['name', 'message'], `${place}.send[${index}]`, path))),
  ];
}

function subscriptionProblems(given: unknown, place: string, path: string | undefined): Problem[] {
  return isAbsent(given) ? [] : [
    ...required(given, ['triggers', 'services'], place, path),
    ...['triggers', 'services'].flatMap((name) => listProblems(field(given, name), `${place}.${name}`, path)),
    ...triggerStrangers(field(given, 'triggers'), `${place}.triggers`, path),
    ...strangers(field(given, 'services'), `${place}.services`, 'NotificationService', isService, 'make it by NotificationService.slack, for instance', path),
  ];
}

/** A router that the chart does not know gets no permissions, without a word. */
function routerProblems(routers: readonly unknown[], path: string | undefined): Problem[] {
  const known: readonly unknown[] = Object.values(TrafficProvider);
  return routers.flatMap((router, index): Problem[] => (isAbsent(router) || known.includes(router) ? [] : [{
    path,
    field: `routers[${index}]`,
    value: router,
    rule: 'is no TrafficProvider',
    fix: router === 'nginx' ? 'remove it: an Ingress of NGINX needs no permissions of its own' : `give one of ${known.join(', ')}`,
  }]));
}

function textProblems(value: unknown, place: string, path: string | undefined): Problem[] {
  return value === undefined || typeof value === 'string' ? [] : [{ path, field: place, value, rule: 'is not a text', fix: 'put it in quotes' }];
}

function listProblems(list: unknown, place: string, path: string | undefined): Problem[] {
  if (list !== undefined && !Array.isArray(list)) {
    return [{ path, field: place, rule: 'is not a list', fix: 'put it into one: [ … ]' }];
  }
  return asList(list).flatMap((element, index): Problem[] => (
    isAbsent(element) ? [{ path, field: `${place}[${index}]`, rule: 'is missing', fix: 'give it, or leave it out' }] : []
  ));
}

function required(of: unknown, names: readonly string[], place: string, path: string | undefined): Problem[] {
  return names.filter((name) => field(of, name) === undefined).map((name) => ({ path, field: `${place}.${name}`, rule: 'is missing', fix: 'give it' }));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
