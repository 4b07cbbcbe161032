import { FAILURE, prometheus, PROVIDERS, RANGE, said, SUCCESS } from '../conditions';

const RATIO = 'sum(rate(good[5m])) / sum(rate(all[5m]))';

describe('ARO213: an element', () => {
  const LOOKS = 'looks at result[0] at position 1 even where the result is empty';

  test.each(['up', 'sum(rate(x[5m]))', 'absent(x)', 'vector(0) > 1', 'rate({{args.service}}[5m])'])('of %s may not be there', (query) => {
    expect(said(prometheus(query), 'result[0] >= 1')).toEqual([
      `ARO213 ${SUCCESS}: "result[0] >= 1" ${LOOKS}; put len(result) > 0 && before it`,
    ]);
    expect(said(prometheus(query), 'len(result) > 0 && result[0] >= 1')).toEqual([]);
  });

  test.each(['vector(0)', 'absent(x) or vector(0)', 'sum(x) or on() vector(0)', 'count(up == 0) or vector(0)', '{{args.service}}'])(
    'of %s is always there', (query) => {
      expect(said(prometheus(query), 'result[0] >= 1')).toEqual([]);
    },
  );

  test('of a range may not be there either', () => {
    expect(said(prometheus('up', RANGE), 'result[0] >= 1')).toEqual([
      `ARO213 ${SUCCESS}: "result[0] >= 1" ${LOOKS}; put len(result) > 0 && before it`,
    ]);
  });

  test('of a later kind needs a guard of its own', () => {
    expect(said(prometheus('up'), 'len(result) > 0 && result[1] >= 1')).toEqual([
      `ARO213 ${SUCCESS}: "len(result) > 0 && result[1] >= 1" looks at result[1] at position 20 even where the result has only 1 element; `
      + 'put len(result) > 1 && before it',
    ]);
  });

  test('is looked at in both conditions', () => {
    expect(said(prometheus('up'), 'result[0] >= 2', 'result[0] < 1')).toEqual([
      `ARO213 ${SUCCESS}: "result[0] >= 2" ${LOOKS}; put len(result) > 0 && before it`,
      `ARO213 ${FAILURE}: "result[0] < 1" ${LOOKS}; put len(result) > 0 && before it`,
    ]);
  });

  test('may be missing in a failure condition alone, where a guard decides what that means', () => {
    expect(said(prometheus('up'), undefined, 'result[0] < 1')).toEqual([
      `ARO213 ${FAILURE}: "result[0] < 1" ${LOOKS}; put len(result) == 0 || before it, to fail without data, or len(result) > 0 && before it, to pass`,
    ]);
    expect(said(prometheus('up'), undefined, 'len(result) == 0 || result[0] < 1')).toEqual([]);
  });

  test('is guarded together with what else is asked', () => {
    expect(said(prometheus('up'), 'result[0] < 1 || result[0] > 2')).toEqual([
      `ARO213 ${SUCCESS}: "result[0] < 1 || result[0] > 2" ${LOOKS}; put len(result) > 0 && before it, and the rest in parentheses`,
    ]);
  });

  const IN_ORDER = 'put the question for len(result) before the others: they are answered in order, until the';

  test.each([
    ['isNaN(result[0]) || result[0] >= 0.95', 'at position 7', 'put len(result) == 0 || before it'],
    ['result[0] >= 0.95 || isNaN(result[0])', 'at position 1', 'put len(result) == 0 || before it'],
    ['result[0] >= 0.95 || len(result) == 0', 'at position 1', `${IN_ORDER} || is decided`],
    ['result[0] >= 0.95 || isNaN(result[0]) || len(result) < 1', 'at position 1', `${IN_ORDER} || is decided`],
    ['result[0] >= 0.95 && len(result) > 0', 'at position 1', `${IN_ORDER} && is decided`],
    ['result[0] >= 0.95 && 0 != len(result)', 'at position 1', `${IN_ORDER} && is decided`],
    ['!isNaN(result[0]) && result[0] >= 0.95', 'at position 8', 'put len(result) > 0 && before it'],
    ['isNaN(result[0]) ? true : result[0] >= 0.95', 'at position 7', 'put len(result) > 0 && before it, and the rest in parentheses'],
  ])('in %s is guarded by what fits there', (condition, place, fix) => {
    const text = `looks at result[0] ${place} even where the result is empty`;
    expect(said(prometheus(RATIO), condition)).toEqual([`ARO213 ${SUCCESS}: ${JSON.stringify(condition)} ${text}; ${fix}`]);
  });

  test('is guarded against NaN at once, where the query gives that', () => {
    expect(said(prometheus(RATIO), 'result[0] >= 0.95')).toEqual([
      `ARO213 ${SUCCESS}: "result[0] >= 0.95" ${LOOKS}; put len(result) > 0 && !isNaN(result[0]) && before it`,
    ]);
  });

  test('is nothing of other providers', () => {
    expect(said(PROVIDERS.influxdb, 'result[0] >= 1')).toEqual([]);
    expect(said(PROVIDERS.newRelic, 'result[0].rate >= 1')).toEqual([]);
  });
});

describe('ARO214: NaN', () => {
  const GIVES = 'which the query gives where it divides 0 by 0';
  const PASS = `lets a measurement of NaN pass, ${GIVES}; ask isNaN(result[0]) || … for it to fail, `
    + 'or !isNaN(result[0]) && … in both conditions for it to count as neither';
  const FAIL = `fails a measurement of NaN, ${GIVES}; say so with !isNaN(result[0]) && …, `
    + 'or say the same in a failureCondition too, for it to count as neither';

  test.each([
    [undefined, 'len(result) > 0 && result[0] > 0.05', FAILURE],
    ['len(result) > 0 && !(result[0] < 0.95)', undefined, SUCCESS],
    ['len(result) > 0 && result[0] != 0', undefined, SUCCESS],
    ['len(result) > 0 && !(result[0] < 0.95)', 'len(result) > 0 && result[0] < 0.95', SUCCESS],
  ])('passes: %j, %j', (success, failure, path) => {
    expect(said(prometheus(RATIO), success, failure)).toEqual([`ARO214 ${path}: ${JSON.stringify(success ?? failure)} ${PASS}`]);
  });

  test.each([
    ['len(result) > 0 && result[0] >= 0.95', undefined, SUCCESS],
    ['len(result) == 0 || result[0] >= 0.95', undefined, SUCCESS],
    ['all(result, # >= 0.95)', undefined, SUCCESS],
    [undefined, 'len(result) == 0 || !(result[0] >= 0.95)', FAILURE],
  ])('fails: %j, %j', (success, failure, path) => {
    expect(said(prometheus(RATIO), success, failure)).toEqual([`ARO214 ${path}: ${JSON.stringify(success ?? failure)} ${FAIL}`]);
  });

  test('is told of together with an empty result', () => {
    expect(said(prometheus(RATIO), undefined, 'result[0] > 0.05')).toEqual([
      `ARO213 ${FAILURE}: "result[0] > 0.05" looks at result[0] at position 1 even where the result is empty; `
      + 'put len(result) == 0 || isNaN(result[0]) || before it, to fail without data, or len(result) > 0 && !isNaN(result[0]) && before it, to pass',
    ]);
  });

  test.each([
    // Of whatever it counts as, somebody has thought.
    ['len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95', undefined],
    ['len(result) == 0 || isNaN(result[0]) || result[0] >= 0.95', undefined],
    [undefined, 'len(result) > 0 && !isNaN(result[0]) && result[0] > 0.05'],
    // As neither success nor failure it pauses the rollout.
    ['len(result) > 0 && result[0] >= 0.95', 'len(result) > 0 && result[0] < 0.9'],
    // Only the number of series counts.
    ['len(result) > 3', undefined],
  ])('is accounted for: %j, %j', (success, failure) => {
    expect(said(prometheus(RATIO), success, failure)).toEqual([]);
  });

  test.each([
    ['histogram_quantile(0.9, sum(rate(x_bucket[5m])) by (le)) or vector(0)', 'histogram_quantile has no observations'],
    [`(${RATIO}) or vector(0)`, 'it divides 0 by 0'],
    ['100 * (1 - (a or vector(0)) / (b or vector(0)))', 'it divides 0 by 0'],
  ])('comes of %s', (query, where) => {
    expect(said(prometheus(query), undefined, 'len(result) > 0 && result[0] > 1')).toEqual([
      `ARO214 ${FAILURE}: "len(result) > 0 && result[0] > 1" ${PASS.replace('it divides 0 by 0', where)}`,
    ]);
  });

  test('comes of a number, too', () => {
    expect(said(prometheus('scalar(sum(x))'), 'result > 1')).toEqual([
      `ARO214 ${SUCCESS}: "result > 1" ${FAIL.replace('it divides 0 by 0', 'scalar gets no series, or several').replace('result[0]', 'result')}`,
    ]);
  });

  test.each(['up', 'x / 60', 'a / (b > 0)', `(${RATIO}) >= 0`, '{{args.service}} / {{args.window}}'])('does not come of %s', (query) => {
    expect(said(prometheus(query), undefined, 'len(result) > 0 && result[0] > 1')).toEqual([]);
  });

  test('waits until the conditions can be read', () => {
    expect(said(prometheus(RATIO), undefined, 'result > 1')).toHaveLength(1);
    expect(said(prometheus(RATIO), 'result[0] >', 'len(result) > 0 && result[0] > 1')).toHaveLength(1);
  });
});
