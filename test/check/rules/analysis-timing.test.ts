import { durationSeconds, pauseSeconds, showSeconds } from '../../../lib/check/analysis/durations';
import { analysis, blueGreen, canary, messages, messagesAlone, metric, template, without } from '../fixtures';

const BACKGROUND = 'spec.strategy.canary.analysis';
const STEPS = [{ setWeight: 20 }, { pause: { duration: '5m' } }, { setWeight: 50 }, { pause: { duration: 60 } }];

/** The canary with `success-rate` in the background, all the time. */
function background(change: object = {}, steps: unknown[] = STEPS): any {
  const manifests = canary();
  const strategy = manifests.rollout.spec.strategy.canary;
  strategy.steps = steps;
  strategy.analysis = { ...analysis(), ...change };
  manifests.template.spec.metrics = [endless('success-rate')];
  return manifests;
}

function endless(name: string): any {
  return { ...without(metric(name), 'count'), interval: '30s' };
}

describe('a duration', () => {
  test.each([
    ['30s', 30], ['1m30s', 90], ['1h', 3_600], ['1.5h', 5_400], ['.5s', 0.5], ['500ms', 0.5], ['0', 0], ['+2m', 120], ['-5s', -5],
    ['1h0m0.25s', 3_600.25], ['5us', 5e-6], ['5µs', 5e-6], ['2562047h', 9_223_369_200],
  ])('%p has %p seconds', (text, seconds) => {
    expect(durationSeconds(text)).toBeCloseTo(seconds, 9);
  });

  test.each(['', ' ', '30', '1d', '1w', 's', '1 m', '1m ', '1M', '--1s', '1,5s', '1e3s', 'PT5M', '2562048h', 'forever', '1'.repeat(100_000)])('%.20p is none', (text) => {
    expect(durationSeconds(text)).toBeUndefined();
  });

  test.each([[30, 30], ['30', 30], ['-1', -1], ['5m', 300], [0, 0], ['1d', undefined], [undefined, undefined], [{}, undefined]])(
    'of a pause, %p, has %p seconds', (value, seconds) => {
      expect(pauseSeconds(value)).toBe(seconds);
    },
  );

  test.each([[90, '1m30s'], [0, '0s'], [0.25, '250ms'], [7_200, '2h']])('of %p seconds is shown as %p', (seconds, text) => {
    expect(showSeconds(seconds)).toBe(text);
  });
});

describe('ARO215: a background analysis', () => {
  const FIX = 'give the index of a step, of which the first is 0';

  test.each([
    [5, `5 is beyond the last step, 3; ${FIX}`], [2_147_483_647, `2147483647 is beyond the last step, 3; ${FIX}`], [-1, `-1 is below 0; ${FIX}`],
  ])('does not start at step %p of 4', (startingStep, said) => {
    expect(messages(background({ startingStep }))).toEqual([`ARO215 ${BACKGROUND}.startingStep: ${said}`]);
  });

  test.each([undefined, null, 0, 1, 3])('may start at step %p of 4', (startingStep) => {
    expect(messages(background({ startingStep }))).toEqual([]);
  });

  test.each([[[]], [undefined]])('starts at once where there are no steps (%p)', (steps) => {
    const manifests = background({ startingStep: 5 });
    manifests.rollout.spec.strategy.canary.steps = steps;
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO216: a background analysis', () => {
  const FIX = 'shorten its initialDelay, start the analysis at an earlier step, or lengthen the pauses';

  function delayed(initialDelay: unknown, change?: object, steps?: unknown[]): any {
    const manifests = background(change, steps);
    manifests.template.spec.metrics[0].initialDelay = initialDelay;
    return manifests;
  }

  function said(delay: string, step: number, time: string): string[] {
    return [`ARO216 ${BACKGROUND}.templates[0].templateName: runs metric success-rate of AnalysisTemplate success-rate, which is `
      + `first measured after ${delay}, while the steps from ${step} on wait for ${time}; ${FIX}`];
  }

  test.each([
    ['6m1s', {}, said('6m1s', 0, '6m')],
    ['1h', {}, said('1h', 0, '6m')],
    ['2m', { startingStep: 2 }, said('2m', 2, '1m')],
    ['1m1s', { startingStep: 3 }, said('1m1s', 3, '1m')],
  ])('does not measure after %p, started by %j', (delay, change, expected) => {
    expect(messages(delayed(delay, change))).toEqual(expected);
  });

  test.each([
    ['6m', {}], ['1m', { startingStep: 2 }], ['0s', { startingStep: 3 }], ['', {}], [undefined, {}], ['{{args.window}}', {}], ['{{.Values.delay}}', {}],
  ])('may measure after %p, started by %j', (delay, change) => {
    expect(messages(delayed(delay, change))).toEqual([]);
  });

  test('counts its delay also where it is an argument', () => {
    const manifests = delayed('{{args.window}}');
    manifests.rollout.spec.strategy.canary.analysis.args.push({ name: 'window', value: '10m' });
    expect(messages(manifests)).toEqual(said('10m', 0, '6m'));
  });

  test.each([
    ['a pause until promoted', { pause: {} }],
    ['an experiment', { experiment: { templates: [{ name: 'canary', specRef: 'canary' }] } }],
    ['a plugin', { plugin: { name: 'example/wait' } }],
    ['an analysis that is not seen', { analysis: { templates: [{ templateName: 'elsewhere' }] } }],
    ['a pause that cannot be read', { pause: { duration: 'soon' } }],
  ])('has the time that %s takes', (_, step) => {
    const found = messagesAlone(delayed('1h', {}, [...STEPS, step])).filter((message) => message.startsWith('ARO216'));
    expect(found).toEqual([]);
  });

  test.each([[{ count: 3, interval: '1m', initialDelay: '1m' }, '9m'], [{ count: 1 }, '6m']])('waits for an analysis of %j', (change, time) => {
    const steps = [...STEPS, { analysis: { templates: [{ templateName: 'check' }] } }];
    const check = template('check', [{ ...metric('check'), ...change }]);
    expect(messages({ ...delayed('1h', {}, steps), check })).toEqual(said('1h', 0, time));
    const job = { provider: { job: check.spec.metrics[0] } };
    const found = messages({ ...delayed('1h', {}, steps), check: template('check', [{ ...check.spec.metrics[0], ...job }]) });
    expect(found.filter((message) => message.startsWith('ARO216'))).toEqual([]);
  });

  test('counts the time until pods are ready', () => {
    const manifests = delayed('8m');
    manifests.rollout.spec.minReadySeconds = 30;
    expect(messages(manifests)).toEqual(said('8m', 0, '7m30s'));
    manifests.rollout.spec.minReadySeconds = 40;
    expect(messages(manifests)).toEqual([]);
  });

  test('is told of each metric, and of no metric that measures', () => {
    const manifests = delayed('1h');
    manifests.template.spec.metrics.push(endless('other'), { ...endless('third'), initialDelay: '7m' });
    expect(messages(manifests)).toEqual([...said('1h', 0, '6m'), ...said('7m', 0, '6m').map((one) => one.replace('metric success-rate', 'metric third'))]);
  });

  test('does not start when all steps are done', () => {
    expect(messages(background({ startingStep: 4 }))).toEqual([
      `ARO216 ${BACKGROUND}.startingStep: 4 is after the last step, so that the analysis is stopped when it has hardly begun; `
      + 'give the index of a step, of which the first is 0',
    ]);
  });

  test('is alone in being stopped: a step waits for its analysis', () => {
    const manifests = canary();
    manifests.template.spec.metrics[0].initialDelay = '1h';
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO221: a duration of a metric', () => {
  const FIX = 'write numbers with the units h, m, s or ms, such as 30s or 1h30m';

  function measuring(change: object): any {
    const manifests = canary();
    manifests.template.spec.metrics = [{ ...metric('success-rate'), ...change }];
    return manifests;
  }

  const range = (step: string): object => ({
    successCondition: 'all(result, # >= 0.95)',
    provider: { prometheus: { address: 'http://prometheus:9090', query: 'up', rangeQuery: { start: 'now() - duration("5m")', end: 'now()', step } } },
  });

  test.each([
    [{ interval: '1d' }, 'interval: "1d" is not a duration'],
    [{ interval: '30' }, 'interval: "30" is not a duration'],
    [{ interval: '-5s' }, 'interval: "-5s" is below 0'],
    [{ initialDelay: 'soon' }, 'initialDelay: "soon" is not a duration'],
    [range('60'), 'provider.prometheus.rangeQuery.step: "60" is not a duration'],
    [{ successCondition: 'result >= 0.95', provider: { datadog: { query: 'q', interval: '5min' } } }, 'provider.datadog.interval: "5min" is not a duration'],
    [{ successCondition: 'len(result) > 0', provider: { cloudWatch: { metricDataQueries: [], interval: '5' } } }, 'provider.cloudWatch.interval: "5" is not a duration'],
    [{ successCondition: 'result != nil', provider: { skywalking: { query: 'q', interval: '1 m' } } }, 'provider.skywalking.interval: "1 m" is not a duration'],
  ])('of %j is refused', (change, said) => {
    expect(messages(measuring(change))).toEqual([`ARO221 spec.metrics[0].${said}; ${FIX}`]);
  });

  test.each([
    [{ interval: '1h30m' }], [{ interval: '0' }], [{ interval: '' }], [{ interval: '{{args.window}}' }], [{ initialDelay: '1.5m' }], [{ initialDelay: '' }],
    [range('1m')], [{ successCondition: 'result >= 0.95', provider: { datadog: { query: 'q', interval: '5m' } } }],
  ])('of %j is fine', (change) => {
    expect(messages(measuring(change))).toEqual([]);
  });
});

describe('ARO225: an analysis after the promotion', () => {
  function delayed(scaleDownDelaySeconds: unknown, change: object): string[] {
    const manifests = blueGreen();
    manifests.rollout.spec.strategy.blueGreen.scaleDownDelaySeconds = scaleDownDelaySeconds;
    Object.assign(manifests.template.spec.metrics[0], change);
    return messages(manifests);
  }
  const said = (delay: number, time: string): string => `ARO225 spec.strategy.blueGreen.scaleDownDelaySeconds: ${delay} is less than the ${time} `
    + 'that metric success-rate takes after the promotion; give it more time than the analysis takes, or remove it: '
    + 'the old version then stays until the analysis has ended';

  test.each([
    [60, { interval: '1m', count: 5 }, '4m'],
    [239, { interval: '1m', count: 5 }, '4m'],
    [0, { initialDelay: '30s' }, '30s'],
  ])('takes longer than %i s', (delay, change, time) => {
    expect(delayed(delay, change)).toEqual([said(delay, time)]);
  });

  test.each([
    [undefined, { interval: '1m', count: 5 }], [241, { interval: '1m', count: 5 }], [0, {}], ['60', { interval: '{{args.window}}', count: 5 }],
  ])('with a delay of %p and %j does not', (delay, change) => {
    expect(delayed(delay, change).filter((message) => message.startsWith('ARO225'))).toEqual([]);
  });
});
