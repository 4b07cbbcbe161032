import { canary, messages, metric } from '../fixtures';

/** The canary, with a change to its metric. */
function measuring(change: object): any {
  const manifests = canary();
  manifests.template.spec.metrics = [{ ...metric('success-rate'), ...change }];
  return manifests;
}

describe('ARO217: the limits of a metric', () => {
  const FIX = 'take more measurements, or lower a limit';
  const many = (count: unknown, limits: object): object => ({ interval: '1m', count, ...limits });

  test.each([
    [many(3, { failureLimit: 4 }), 'count: 3 is below failureLimit, 4'],
    [many('3', { failureLimit: '4' }), 'count: "3" is below failureLimit, 4'],
    [many(3, { consecutiveSuccessLimit: 4 }), 'count: 3 is below consecutiveSuccessLimit, 4'],
    [many(3, { failureLimit: 2, consecutiveSuccessLimit: 2 }), 'count: 3 is below failureLimit and consecutiveSuccessLimit together, 4'],
    [many(3, { failureLimit: -1, consecutiveSuccessLimit: 4 }), 'count: 3 is below consecutiveSuccessLimit, 4'],
    [many(3, { inconclusiveLimit: 4 }), 'count: 3 is below inconclusiveLimit, 4'],
  ])('%j are above its count', (change, said) => {
    expect(messages(measuring(change))).toEqual([`ARO217 spec.metrics[0].${said}; ${FIX}`]);
  });

  test.each([
    [{ failureLimit: -1 }, 'failureLimit: -1 tolerates every failure, and no consecutiveSuccessLimit decides instead; '
      + 'give the number of failures to tolerate, or a consecutiveSuccessLimit as well'],
    [{ failureLimit: '-1', consecutiveSuccessLimit: 0 }, 'failureLimit: "-1" tolerates every failure, and no consecutiveSuccessLimit decides instead; '
      + 'give the number of failures to tolerate, or a consecutiveSuccessLimit as well'],
    [{ failureLimit: -2 }, 'failureLimit: -2 is below -1; give the number of failures to tolerate, or -1 where consecutiveSuccessLimit decides'],
    [{ consecutiveSuccessLimit: -1 }, 'consecutiveSuccessLimit: -1 is below 0; give a number of measurements, at least 0'],
    [{ inconclusiveLimit: -1 }, 'inconclusiveLimit: -1 is below 0; give a number of measurements, at least 0'],
    [{ consecutiveErrorLimit: '-1' }, 'consecutiveErrorLimit: "-1" is below 0; give a number of measurements, at least 0'],
  ])('%j are out of bounds', (change, said) => {
    expect(messages(measuring(change))).toEqual([`ARO217 spec.metrics[0].${said}`]);
  });

  test.each([
    [{ failureLimit: 'a' }, 'failureLimit: "a"'],
    [{ failureLimit: '5%' }, 'failureLimit: "5%"'],
    [{ failureLimit: ' 1' }, 'failureLimit: " 1"'],
    [{ count: 'many' }, 'count: "many"'],
    [many('1.5', {}), 'count: "1.5"'],
    [{ consecutiveErrorLimit: 'four' }, 'consecutiveErrorLimit: "four"'],
    [{ consecutiveSuccessLimit: '0x1' }, 'consecutiveSuccessLimit: "0x1"'],
    [{ inconclusiveLimit: '1m' }, 'inconclusiveLimit: "1m"'],
  ])('%j are no numbers', (change, said) => {
    expect(messages(measuring(change))).toEqual([`ARO217 spec.metrics[0].${said} is no whole number, and counts as 0; write a whole number`]);
  });

  test.each([
    [many(4, { failureLimit: 2, consecutiveSuccessLimit: 2 })],
    [many(4, { failureLimit: -1, consecutiveSuccessLimit: 4 })],
    [many(4, { inconclusiveLimit: 4 })],
    [many(4, { failureLimit: '' })],
    [{ count: '+1', failureLimit: '${LIMIT}' }],
    [many('{{args.window}}', { failureLimit: 4 })],
    [many(4, { failureLimit: '{{args.window}}' })],
    [many(4, { failureLimit: -1, consecutiveSuccessLimit: '{{args.window}}' })],
    [{ consecutiveErrorLimit: 0, inconclusiveLimit: 0, consecutiveSuccessLimit: 0, failureLimit: 0 }],
  ])('%j are in order', (change) => {
    expect(messages(measuring(change)).filter((message) => message.startsWith('ARO217'))).toEqual([]);
  });

  test('may be anything where there is no count', () => {
    const manifests = canary();
    const strategy = manifests.rollout.spec.strategy.canary;
    strategy.analysis = strategy.steps[2].analysis;
    strategy.steps.splice(2, 1);
    manifests.template.spec.metrics = [{ ...metric('success-rate'), count: undefined, interval: '1m', failureLimit: 9, inconclusiveLimit: 9 }];
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO218: a metric', () => {
  const SAID = 'tolerates as many failures as there are measurements, so that the metric always passes; lower it below the count, '
    + 'to 0 where no failure is tolerated, or measure more often';

  test.each([
    [{ failureLimit: 1 }, '1'],
    [{ failureLimit: '1', count: '1' }, '"1"'],
    [{ failureLimit: 5, count: 5, interval: '1m' }, '5'],
    [{ failureLimit: 1, count: undefined }, '1'],
    [{ failureLimit: 3, count: undefined }, '3'],
    [{ failureLimit: 1, count: 0 }, '1'],
  ])('with %j cannot fail', (change, value) => {
    expect(messages(measuring(change))).toEqual([`ARO218 spec.metrics[0].failureLimit: ${value} ${SAID}`]);
  });

  test.each([
    [{ failureLimit: 0 }], [{ failureLimit: undefined }], [{ failureLimit: 4, count: 5, interval: '1m' }], [{ failureLimit: '{{args.window}}' }],
    [{ failureLimit: 1, count: '{{args.window}}' }], [{ failureLimit: -1, consecutiveSuccessLimit: 1 }],
  ])('with %j can fail', (change) => {
    expect(messages(measuring(change))).toEqual([]);
  });
});
