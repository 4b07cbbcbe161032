import { NotificationService, NotificationTrigger } from '../../lib';
import { CATALOGUE_TRIGGERS } from '../../lib/check/references/notifications';
import { blueGreen, canary } from '../support/checkout';
import { refusal, shop, synth } from '../support/synth';

const PREFIX = 'notifications.argoproj.io/subscribe';

test('a rollout subscribes by annotations, one for each trigger and service', () => {
  const chart = shop();
  const checkout = canary(chart);
  checkout.subscribe(NotificationTrigger.ROLLOUT_ABORTED, NotificationService.slack('ops', 'deployments'), NotificationService.named('ci'));
  checkout.subscribe(NotificationTrigger.ROLLOUT_COMPLETED, NotificationService.email('shop@example.com'));
  expect(synth(chart).the('Rollout').metadata.annotations).toEqual({
    [`${PREFIX}.on-rollout-aborted.slack`]: 'ops;deployments',
    [`${PREFIX}.on-rollout-aborted.ci`]: '',
    [`${PREFIX}.on-rollout-completed.email`]: 'shop@example.com',
  });
});

test('who subscribes later joins those who are there, each once', () => {
  const chart = shop();
  const chip = blueGreen(chart, { metadata: { annotations: { [`${PREFIX}.on-rollout-paused.slack`]: 'ops', 'team': 'shop' } } });
  chip.subscribe(NotificationTrigger.ROLLOUT_PAUSED, NotificationService.slack('shop', 'ops'));
  chip.subscribe(NotificationTrigger.ROLLOUT_PAUSED, NotificationService.slack('shop'));
  expect(synth(chart).the('Rollout').metadata.annotations).toEqual({ [`${PREFIX}.on-rollout-paused.slack`]: 'ops;shop', 'team': 'shop' });
});

test('the triggers are those of upstream\'s catalogue', () => {
  const triggers = Object.values(NotificationTrigger).map(({ name }: NotificationTrigger) => name);
  expect(triggers.sort()).toEqual([...CATALOGUE_TRIGGERS].sort());
  expect(NotificationTrigger.of('on-rollout-not-completed').name).toBe('on-rollout-not-completed');
});

test.each([
  [() => NotificationTrigger.of('rollout-aborted'), 'NotificationTrigger.of: "rollout-aborted" is no name of a trigger; give `on-` and the reason of an event, as in on-rollout-not-completed'],
  [() => NotificationTrigger.of('on-RolloutAborted'), 'NotificationTrigger.of: "on-RolloutAborted" is no name of a trigger; give `on-` and the reason of an event, as in on-rollout-not-completed'],
  [() => NotificationService.slack(), 'NotificationService.slack: is empty; give a channel'],
  [() => NotificationService.slack(''), 'NotificationService.recipients: "" is empty; leave it out, or give the recipient'],
  [() => NotificationService.slack('ops;shop'), 'NotificationService.recipients: "ops;shop" has a ";", which separates recipients; give each recipient by itself'],
  [() => NotificationService.named('slack.ops'), 'NotificationService.named: "slack.ops" cannot be named in an annotation; use letters, digits, - and _, and none of the latter at the ends'],
  [() => { canary(shop()).subscribe(NotificationTrigger.ROLLOUT_ABORTED); }, '[shop/checkout] subscribe: is empty; give the service to notify through'],
  [
    () => { canary(shop()).subscribe(NotificationTrigger.ANALYSIS_RUN_RUNNING, NotificationService.named('a'.repeat(40))); },
    `[shop/checkout] subscribe: "subscribe.on-analysis-run-running.${'a'.repeat(40)}" has 74 characters, and 63 is the most of an annotation; give the service a shorter name`,
  ],
])('a subscription that cannot be written is refused', (subscribe, message) => {
  expect(refusal(subscribe)).toBe(message);
});
