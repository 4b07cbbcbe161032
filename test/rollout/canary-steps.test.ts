import { Duration } from 'cdk8s';
import { CanaryStep, CanarySteps } from '../../lib';
import { analysisWith, canary } from '../support/checkout';
import { shop, synth } from '../support/synth';

function rendered(make: (scope: ReturnType<typeof shop>) => CanaryStep[]): object[] {
  const chart = shop();
  canary(chart, { steps: make(chart) });
  return synth(chart).the('Rollout').spec.strategy.canary.steps;
}

const ANALYSIS = { analysis: { templates: [{ templateName: 'any' }] } };

test('each weight below the whole is followed by the pause, then the analysis, then the gate', () => {
  const between = [{ pause: { duration: '1m' } }, ANALYSIS, { pause: {} }];
  expect(rendered((chart) => CanarySteps.weights([10, 50, 100], {
    pause: Duration.minutes(1), analyze: [analysisWith(chart, 'any')], pauseUntilPromoted: true,
  }))).toEqual([{ setWeight: 10 }, ...between, { setWeight: 50 }, ...between, { setWeight: 100 }]);
});

test.each<[string, CanaryStep[], number[]]>([
  ['linear', CanarySteps.linear(40), [40, 80, 100]],
  ['exponential', CanarySteps.exponential(30), [30, 60, 100]],
  ['exponential by a factor', CanarySteps.exponential(3, { factor: 5 }), [3, 15, 75, 100]],
  ['given', CanarySteps.weights([0, 1, 99]), [0, 1, 99]],
  ['going down', CanarySteps.weights([50, 10, 50], { allowDecrease: true }), [50, 10, 50]],
])('%s weights are steps of their own', (_kind, steps, weights) => {
  expect(rendered(() => steps)).toEqual(weights.map((setWeight) => ({ setWeight })));
});

test('options reach every kind of sequence', () => {
  const options = { pause: Duration.seconds(5) };
  for (const steps of [CanarySteps.linear(50, options), CanarySteps.exponential(50, options), CanarySteps.weights([50, 100], options)]) {
    expect(rendered(() => steps)).toEqual([{ setWeight: 50 }, { pause: { duration: '5s' } }, { setWeight: 100 }]);
  }
});

test('sequences are joined with each other and with single steps', () => {
  expect(rendered(() => [
    ...CanarySteps.weights([1, 5]), CanaryStep.pauseUntilPromoted(), ...CanarySteps.linear(50),
  ])).toEqual([{ setWeight: 1 }, { setWeight: 5 }, { pause: {} }, { setWeight: 50 }, { setWeight: 100 }]);
});

test('an empty list of analyses is no step', () => {
  expect(rendered(() => CanarySteps.weights([10], { analyze: [], pauseUntilPromoted: false }))).toEqual([{ setWeight: 10 }]);
});

test('the caller keeps its list of weights', () => {
  const given = [10, 20];
  const steps = CanarySteps.weights(given);
  given.push(5);
  expect(steps).toHaveLength(2);
});

test.each([
  [Duration.seconds(1), '1s'], [Duration.seconds(59), '59s'], [Duration.minutes(90), '1h30m'], [Duration.days(2), '48h'],
])('a pause of %p is written as the controller reads it: %s', (duration, text) => {
  expect(rendered(() => [CanaryStep.pause(duration)])).toEqual([{ pause: { duration: text } }]);
});
