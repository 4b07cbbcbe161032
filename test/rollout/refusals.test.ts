import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  AbortScaleDownDelay, AntiAffinity, CanaryScale, CanaryStep, CanarySteps, DeploymentSource, Promotion, ReplicaProgressThreshold,
  StringMatch,
} from '../../lib';
import { analysisWith, blueGreen, canary, hostSplit, successRate } from '../support/checkout';
import { mistakes, refusal, shop } from '../support/synth';

const TESTERS = CanaryStep.headerRoute('testers', [{ name: 'x-tester', value: StringMatch.exact('yes') }]);

describe('a value that can be seen to be wrong is refused where it is given', () => {
  const percent = 'give the canary\'s share of the traffic in percent';
  test.each<[string, () => unknown]>([
    [`CanaryStep.weight: 101 is not a whole number from 0 to 100; ${percent}`, () => CanaryStep.weight(101)],
    [`CanaryStep.weight: -1 is not a whole number from 0 to 100; ${percent}`, () => CanaryStep.weight(-1)],
    [`CanaryStep.weight: 0.5 is not a whole number from 0 to 100; ${percent}`, () => CanaryStep.weight(0.5)],
    [`CanaryStep.weight: NaN is not a whole number from 0 to 100; ${percent}`, () => CanaryStep.weight(NaN)],
    [`CanaryStep.weight: Infinity is not a whole number from 0 to 100; ${percent}`, () => CanaryStep.weight(Infinity)],
    [`CanarySteps.weights[1]: 250 is not a whole number from 0 to 100; ${percent}`, () => CanarySteps.weights([10, 250])],
    [
      'CanarySteps.weights[2]: 20 does not increase on 20 before it; sort the weights, or say `allowDecrease: true`',
      () => CanarySteps.weights([10, 20, 20]),
    ],
    ['CanarySteps.weights: is empty; give at least one weight', () => CanarySteps.weights([])],
    ['increment: 0 is not a whole number from 1 to 100; give the percentage that each step adds', () => CanarySteps.linear(0)],
    ['first: 101 is not a whole number from 1 to 100; give the first percentage', () => CanarySteps.exponential(101)],
    [
      'factor: 1 is not a number above 1; give what each weight is multiplied by',
      () => CanarySteps.exponential(5, { factor: 1 }),
    ],
    [
      'CanaryStep.pause: 0 is not a whole number of at least 1; give whole seconds, at least one, or use `pauseUntilPromoted`',
      () => CanaryStep.pause(Duration.seconds(0)),
    ],
    ['CanaryStep.analyze: is empty; give an analysis', () => CanaryStep.analyze([])],
    [
      'CanaryStep.headerRoute: matches: is empty; give the headers, or use `removeHeaderRoute`',
      () => CanaryStep.headerRoute('testers', []),
    ],
    ['route name: "" is empty; name the route', () => CanaryStep.removeHeaderRoute('')],
    ['route name: " " is empty; name the route', () => CanaryStep.removeMirrorRoute(' ')],
    [
      'CanaryStep.mirrorRoute: matches: is empty; give a match, `{}` for all requests, or use `removeMirrorRoute`',
      () => CanaryStep.mirrorRoute('mirror', 10, []),
    ],
    [
      `CanaryStep.mirrorRoute: percentage: 110 is not a whole number from 0 to 100; ${percent}`,
      () => CanaryStep.mirrorRoute('mirror', 110, [{}]),
    ],
    ['StringMatch: "" is empty; give the text to compare with', () => StringMatch.prefix('')],
    ['CanaryScale.replicas: -1 is not a whole number of at least 0; give a number of pods', () => CanaryScale.replicas(-1)],
    [`CanaryScale.weight: 101 is not a whole number from 0 to 100; ${percent}`, () => CanaryScale.weight(101)],
    [
      'Promotion.automaticAfter: 0 is not a whole number of at least 1; give whole seconds, at least one, or use `automatic`',
      () => Promotion.automaticAfter(Duration.seconds(0)),
    ],
    [
      'AbortScaleDownDelay.after: 0 is not a whole number of at least 1; give whole seconds, at least one, or use `never`',
      () => AbortScaleDownDelay.after(Duration.seconds(0)),
    ],
    ['AntiAffinity.preferred: 0 is not a whole number from 1 to 100; give the weight of the preference', () => AntiAffinity.preferred(0)],
    [
      'ReplicaProgressThreshold.percent: 101 is not a whole number from 1 to 100; give the share of the pods',
      () => ReplicaProgressThreshold.percent(101),
    ],
    [
      'ReplicaProgressThreshold.pods: 0 is not a whole number of at least 1; give a number of pods',
      () => ReplicaProgressThreshold.pods(0),
    ],
    [
      'DeploymentSource.referenceByName: "" is empty; name the Deployment',
      () => DeploymentSource.referenceByName('', { selectorLabels: { app: 'checkout' } }),
    ],
  ])('%s', (message, action) => {
    expect(refusal(action)).toBe(message);
  });
});

describe('a rollout that cannot be right is refused with its path', () => {
  const number = 'give a number, or leave it out';
  const label = 'is not a DNS label; use lower-case letters, digits and -, with a letter or digit at both ends';
  const service = 'is not a DNS label that starts with a letter; use lower-case letters, digits and -, with a letter at the start';
  const noEffect = '[shop/checkout] maxSurge: and `maxUnavailable` have no effect with a router; leave them out, or leave out `traffic`';
  const named = (name: string) => (scope: Construct) => canary(scope, { metadata: { name }, services: { create: false } });
  test.each<[string, (scope: Construct) => unknown]>([
    [`[shop/checkout] replicas: -1 is not a whole number of at least 0; ${number}`, (scope) => canary(scope, { replicas: -1 })],
    [`[shop/checkout] replicas: NaN is not a whole number of at least 0; ${number}`, (scope) => canary(scope, { replicas: NaN })],
    [`[shop/checkout] replicas: 1e+300 is not a whole number of at least 0; ${number}`, (scope) => canary(scope, { replicas: 1e300 })],
    [`[shop/chip] revisionHistoryLimit: 1.5 is not a whole number of at least 0; ${number}`, (scope) => blueGreen(scope, { revisionHistoryLimit: 1.5 })],
    [`[shop/chip] rollbackWindow: -3 is not a whole number of at least 0; ${number}`, (scope) => blueGreen(scope, { rollbackWindow: -3 })],
    [
      `[shop/chip] analysisRunHistory.successful: -1 is not a whole number of at least 0; ${number}`,
      (scope) => blueGreen(scope, { analysisRunHistory: { successful: -1 } }),
    ],
    [
      `[shop/chip] analysisRunHistory.unsuccessful: -1 is not a whole number of at least 0; ${number}`,
      (scope) => blueGreen(scope, { analysisRunHistory: { unsuccessful: -1 } }),
    ],
    [`[shop/chip] previewReplicas: 0 is not a whole number of at least 1; ${number}`, (scope) => blueGreen(scope, { previewReplicas: 0 })],
    [
      `[shop/chip] scaleDownDelayRevisionLimit: -1 is not a whole number of at least 0; ${number}`,
      (scope) => blueGreen(scope, { scaleDownDelayRevisionLimit: -1 }),
    ],
    [
      `[shop/checkout] scaleDownDelayRevisionLimit: -1 is not a whole number of at least 0; ${number}`,
      (scope) => canary(scope, { scaleDownDelayRevisionLimit: -1 }),
    ],
    [`[shop/checkout] minPodsPerReplicaSet: 0 is not a whole number of at least 1; ${number}`, (scope) => canary(scope, { minPodsPerReplicaSet: 0 })],
    [
      '[shop/checkout] steps: is empty; give at least one step, e.g. `CanarySteps.linear(25)`',
      (scope) => canary(scope, { steps: [] }),
    ],
    [
      '[shop/checkout] steps[2].weight: 20 does not increase on 40 before it; sort the steps, or say `allowDecrease: true`',
      (scope) => canary(scope, { steps: [CanaryStep.weight(40), CanaryStep.pauseUntilPromoted(), CanaryStep.weight(20)] }),
    ],
    [
      `[shop/checkout] backgroundAnalysis.startingStep: -1 is not a whole number of at least 0; ${number}`,
      (scope) => canary(scope, { backgroundAnalysis: { analyses: [successRate(scope)], startingStep: -1 } }),
    ],
    [
      '[shop/checkout] backgroundAnalysis.startingStep: 2 is beyond the last of 2 steps, so the analysis would never run; count from 0',
      (scope) => canary(scope, { backgroundAnalysis: { analyses: [analysisWith(scope, 'any')], startingStep: 2 } }),
    ],
    [
      '[shop/checkout] backgroundAnalysis: is empty; give an analysis',
      (scope) => canary(scope, { backgroundAnalysis: { analyses: [] } }),
    ],
    [
      '[shop/checkout] services.create: false leaves the router without Services; leave it out, or leave out `traffic`',
      (scope) => canary(scope, { services: { create: false }, traffic: hostSplit(scope) }),
    ],
    [
      '[shop/checkout] steps[0]: "testers" is removed, and no step before adds it; name a route of a step before',
      (scope) => canary(scope, { traffic: hostSplit(scope), steps: [CanaryStep.removeHeaderRoute('testers'), TESTERS] }),
    ],
    [
      '[shop/checkout] steps[1]: "mirror" is removed, and no step before adds it; name a route of a step before',
      (scope) => canary(scope, { traffic: hostSplit(scope), steps: [TESTERS, CanaryStep.removeMirrorRoute('mirror')] }),
    ],
    [noEffect, (scope) => canary(scope, { traffic: hostSplit(scope), maxSurge: PercentOrAbsolute.percent(50) })],
    [noEffect, (scope) => canary(scope, { traffic: hostSplit(scope), maxUnavailable: PercentOrAbsolute.absolute(0) })],
    [
      '[shop/checkout] steps (route primary): has the name of the route that splits the traffic, which would be deleted when the '
      + 'update ends; give the route of the step another name',
      (scope) => canary(scope, { traffic: hostSplit(scope), steps: [CanaryStep.mirrorRoute('primary', 5, [{}])] }),
    ],
    [`[shop/Check_Out] metadata.name: "Check_Out" ${label}`, named('Check_Out')],
    [`[shop/shöp] metadata.name: "shöp" ${label}`, named('shöp')],
    [`[shop/a.b] metadata.name: "a.b" ${label}`, named('a.b')],
    [`[shop/-a] metadata.name: "-a" ${label}`, named('-a')],
    [
      `[shop/${'a'.repeat(64)}] metadata.name: "${'a'.repeat(64)}" has 64 characters, and 63 is the most; give a shorter name with \`metadata.name\``,
      named('a'.repeat(64)),
    ],
    [`[shop/1st] services.root.name: "1st" ${service}`, (scope) => canary(scope, { metadata: { name: '1st' } })],
    [
      `[shop/${'a'.repeat(58)}] services.active.name: "${'a'.repeat(58)}-active" has 65 characters, and 63 is the most; `
      + 'give a shorter name with `services.active.name`',
      (scope) => blueGreen(scope, { metadata: { name: 'a'.repeat(58) } }),
    ],
  ])('%s', (message, make) => {
    expect(refusal(() => make(shop()))).toBe(message);
  });

  const whole = 'is not a whole number of seconds; give whole seconds';
  test.each<[string, (scope: Construct) => unknown]>([
    [`[shop/checkout] minReady: "1500 ms" ${whole}`, (scope) => canary(scope, { minReady: Duration.millis(1500) })],
    [`[shop/checkout] minReady: "1500 ms" ${whole}`, (scope) => canary(scope, { minReady: Duration.seconds(1.5) })],
    [
      `[shop/checkout] progressDeadline: "1 ms" ${whole}, at least one`,
      (scope) => canary(scope, { progressDeadline: Duration.millis(1) }),
    ],
    [
      `[shop/checkout] scaleDownDelay: "1500 ms" ${whole}`,
      (scope) => canary(scope, { traffic: hostSplit(scope), scaleDownDelay: Duration.millis(1500) }),
    ],
    [`[shop/chip] scaleDownDelay: "1500 ms" ${whole}`, (scope) => blueGreen(scope, { scaleDownDelay: Duration.millis(1500) })],
  ])('%s', (message, make) => {
    expect(refusal(() => make(shop()))).toBe(message);
  });

  test('an autoscaler twice', () => {
    const rollout = canary(shop());
    rollout.autoscale({ maxReplicas: 3, cpuUtilization: 50 });
    expect(refusal(() => rollout.autoscale({ maxReplicas: 4, memoryUtilization: 50 })))
      .toBe('[shop/checkout] autoscale: the rollout has an autoscaler already; give one all the metrics');
  });
});

describe('what only the whole tree shows is refused at synth', () => {
  const router = 'needs traffic routing; add spec.strategy.canary.trafficRouting (`traffic` of a CanaryRollout), or remove';
  const strategy = 'ARO104 spec.strategy.canary';
  test.each<[string[], (scope: Construct) => unknown]>([
    [[`${strategy}.scaleDownDelaySeconds: ${router} the field`], (scope) => canary(scope, { scaleDownDelay: Duration.seconds(5) })],
    [
      [`${strategy}.abortScaleDownDelaySeconds: ${router} the field`],
      (scope) => canary(scope, { abortScaleDownDelay: AbortScaleDownDelay.never() }),
    ],
    [[`${strategy}.minPodsPerReplicaSet: ${router} the field`], (scope) => canary(scope, { minPodsPerReplicaSet: 2 })],
    [[`${strategy}.dynamicStableScale: ${router} the field`], (scope) => canary(scope, { dynamicStableScale: true })],
    [
      ['ARO104 spec.strategy.canary.dynamicStableScale: excludes scaleDownDelaySeconds, which keeps pods that it takes away; remove one of the two'],
      (scope) => canary(scope, { traffic: hostSplit(scope), dynamicStableScale: true, scaleDownDelay: Duration.seconds(5) }),
    ],
    [
      [`${strategy}.steps[0].setHeaderRoute: ${router} the step`, `${strategy}.steps[1].setMirrorRoute: ${router} the step`],
      (scope) => canary(scope, {
        steps: [CanaryStep.headerRoute('a', [{ name: 'x', value: StringMatch.exact('y') }]), CanaryStep.mirrorRoute('b', 1, [{}])],
      }),
    ],
    [
      ['ARO109 spec.progressDeadlineSeconds: 10 is not above spec.minReadySeconds, 10; change one of the two'],
      (scope) => canary(scope, { minReady: Duration.seconds(10), progressDeadline: Duration.seconds(10) }),
    ],
    [
      ['ARO109 spec.minReadySeconds: 600 is not below spec.progressDeadlineSeconds, 600 by default; change one of the two'],
      (scope) => canary(scope, { minReady: Duration.minutes(10) }),
    ],
    [
      ['ARO109 spec.rollbackWindow.revisions: 3 is above spec.revisionHistoryLimit, 2; change one of the two'],
      (scope) => canary(scope, { rollbackWindow: 3, revisionHistoryLimit: 2 }),
    ],
    [
      ['ARO118 spec.template: has no spec, and so no containers; give at least one container (`containers` or `addContainer`)'],
      (scope) => canary(scope, { containers: [], services: { create: false } }),
    ],
    [
      ['services.ports: Service checkout-stable, checkout-canary has no port; declare a port of a container (`portNumber`, or `containerPort` in a Deployment), or give `services.ports`'],
      (scope) => canary(scope, {
        containers: [{ image: 'i' }], traffic: { traits: { services: 'stable-and-canary' as never }, bind: () => ({ trafficRouting: {} }) },
      }),
    ],
  ])('%s', (messages, make) => {
    const chart = shop();
    make(chart);
    expect(mistakes(chart)).toEqual(messages.map((message) => `[shop/checkout] ${message}`));
  });
});
