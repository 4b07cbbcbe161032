import { conditionFault, oncePerFault } from '../../../lib/check/notifications/condition-fault';

const COMPARE = "compare it with something, as in rollout.status.phase == 'Degraded'";

test.each([
  ["rollout.metadata.namespace = 'shop'", 'uses "=" at position 28, which is no operator: write ==', 'correct it: it is in the language expr'],
  ["{{.rollout.metadata.name}} == 'x'", 'has {{ in it, and is no template', "write it as rollout.metadata.namespace == 'shop'"],
  ["app.metadata.name == 'x'", 'is about app, which Argo CD has, and Argo Rollouts has not', 'write rollout'],
  ["rollout.status.phase == 'x' and (app.x == 1)", 'is about app, which Argo CD has, and Argo Rollouts has not', 'write rollout'],
])('the condition %j is refused', (when, text, fix) => {
  expect(conditionFault(when)).toEqual({ text, fix });
});

test.each([
  "rollout.status.phase in ['Degraded', 'Paused']", 'time.Now().Sub(time.Parse(rollout.metadata.creationTimestamp)).Minutes() >= 5',
  "any(rollout.status.conditions, {.type == 'Progressing' and .status == 'False'})", "rollout.metadata.labels.app == 'app.x'",
  "rollout.metadata.annotations?.['team'] == 'shop'", 'rollout.app.x', '(rollout.spec.paused ?? false) == true', 'rollout.spec.paused', 'not rollout.status.abort',
  'foo ?? true', 'let x = rollout.spec; x.paused', '$env.rollout.spec.paused', 'secrets.team != nil', 'all(analysisRuns, {.status.phase != "Error"})',
  'rollout.metadata.generation == int(rollout.status.observedGeneration)', 'now() > date(rollout.metadata.creationTimestamp)', 'true',
  "'team' in rollout.metadata.labels", 'rollout.spec.strategy.canary.dynamicStableScale', 'rollout.status.somethingNew',
  'rollout.spec.strategy.canary != null', 'rollout.spec.paused == undefined', 'rollout.status.abortedAt != None',
])('the condition %j is taken', (when) => {
  expect(conditionFault(when)).toBeUndefined();
});

test.each([
  ['rollout.status.phase', 'gives a string rather than true or false', COMPARE],
  ['rollout.status?.phase', 'gives a string rather than true or false', COMPARE],
  ['rollout.metadata.labels.team', 'gives a string rather than true or false', COMPARE],
  ['rollout["metadata"]["name"]', 'gives a string rather than true or false', COMPARE],
  ['rollout.spec.replicas', 'gives a number rather than true or false', COMPARE],
  ['rollout.spec.strategy.canary.steps', 'gives a list rather than true or false', COMPARE],
  ['rollout', 'gives a map rather than true or false', COMPARE],
  ['1', 'gives a number rather than true or false', COMPARE],
  ['"rollout.status.phase"', 'gives a string rather than true or false', COMPARE],
  ['nil', 'gives nil rather than true or false', COMPARE],
  ['rollout.spec.paused && rollout.status.phase', 'takes a string at position 24 for true or false', COMPARE],
  ['not rollout.status.phase', 'takes a string at position 5 for true or false', COMPARE],
  ['1 == "a"', 'compares a number and a string at position 3', 'write the number without quotes, or convert the string with float(…)'],
  ['hasPrefx(rollout.metadata.name, "a")', 'calls the unknown function "hasPrefx" at position 1', 'did you mean "hasPrefix"?'],
  ['frobnicate(rollout)', 'calls the unknown function "frobnicate" at position 1', 'use a function of expr'],
  ['asInt(rollout.metadata.labels.n) > 1', 'calls asInt at position 1, which only analyses have', 'write int(…)'],
  ['default(rollout.spec.paused, false)', 'calls default at position 1, which only analyses have', 'write a ?? b'],
  ['rolout.spec.paused', 'uses the unknown name "rolout" at position 1', 'did you mean "rollout"?'],
  ['result[0] > 1', 'uses the unknown name "result" at position 1', 'the Rollout is called rollout, and a text is in quotes'],
  ['rollout.status.phase == Degraded', 'uses the unknown name "Degraded" at position 25', 'the Rollout is called rollout, and a text is in quotes'],
  ['', 'is empty', 'correct it: it is in the language expr'],
])('the condition %j cannot be true', (when, text, fix) => {
  expect(conditionFault(when)).toEqual({ text, fix });
});

test('what a trigger sends once per may be of any type', () => {
  expect(oncePerFault('rollout.metadata.annotations["rollout.argoproj.io/revision"]')).toBeUndefined();
  expect(oncePerFault('a')).toBeUndefined();
  expect(oncePerFault('rollout.metadata.annotations[')).toEqual({ text: 'ends where a value is expected', fix: 'correct it: it is in the language expr' });
});
