import { FAILURE, prometheus, PROVIDERS, RANGE, said, SUCCESS } from '../conditions';

const RATIO = 'sum(rate(good[5m])) / sum(rate(all[5m]))';
const CORRECT = 'correct it: it is in the language expr, with asInt, asFloat, isNaN, isInf, isNil and default besides';
const TAKE_ELEMENT = 'take an element, as result[0], or look at each, as "all(result, # > 0)", in quotes since # begins a comment in YAML';

describe('the conditions of other people are understood', () => {
  test.each([
    ['prometheus', 'result[0] >= 0.95'],
    ['prometheus', 'len(result) > 0 && !isNaN(result[0]) && result[0] >= {{args.window}}'],
    ['prometheus', '10 in result'],
    ['prometheus', 'all(result, # >= 0.95)'],
    ['prometheus', 'result == []'],
    ['range', 'all(result, # >= 0.95)'],
    ['scalar', 'result >= 0.95 || isNaN(result)'],
    ['placeholder', 'result >= 1'],
    ['placeholder', 'result[0] >= 1'],
    ['datadog', 'default(result, 0) < 10'],
    ['datadog', 'isNil(result) || result <= 0.01'],
    ['grouped', 'max(result) < 0.05'],
    ['graphite', 'asFloat(result) < 90'],
    ['wavefront', 'result >= 0.95'],
    ['wavefront', 'all(result, # >= 0.95)'],
    ['newRelic', 'result.successRate >= 0.95'],
    ['influxdb', 'result[0] == "ok"'],
    ['cloudWatch', 'all(result[0].Values, {# <= 0.01})'],
    ['cloudWatch', 'len(result[0].Values) >= 5 and result[0].Values[0] <= 0.01'],
    ['skywalking', 'result.service_apdex.values.values[0].value > 9700'],
    ['web', 'result == "true"'],
    ['web', 'asFloat(result) >= 0.9'],
    ['web', 'result.ok && result.percent >= 0.90'],
    ['web', '{{args.window}}'],
  ])('%s: %s', (provider, condition) => {
    expect(said(PROVIDERS[provider], condition)).toEqual([]);
    expect(said(PROVIDERS[provider], undefined, condition)).toEqual([]);
  });
});

describe('ARO211: a condition', () => {
  test.each([
    ['result[0] >=', 'ends where a value is expected', CORRECT],
    ['all(result,', 'ends where a value is expected', 'put it in quotes: without, # begins a comment in YAML'],
    ['resul[0] > 1', 'uses the unknown name "resul" at position 1', 'did you mean "result"?'],
    ['isNan(result[0])', 'calls the unknown function "isNan" at position 1', 'did you mean "isNaN"?'],
    ['result[0]', 'gives a number rather than true or false', 'compare it with something, as in result[0] >= 0.95'],
  ])('%s is refused', (condition, text, fix) => {
    expect(said(PROVIDERS.prometheus, condition)).toEqual([`ARO211 ${SUCCESS}: ${JSON.stringify(condition)} ${text}; ${fix}`]);
    expect(said(PROVIDERS.prometheus, undefined, condition)).toEqual([`ARO211 ${FAILURE}: ${JSON.stringify(condition)} ${text}; ${fix}`]);
  });

  test('is refused once, however much is wrong with it', () => {
    expect(said(PROVIDERS.web, 'a || b || c(')).toHaveLength(1);
    expect(said(PROVIDERS.web, 'a || b')).toEqual([
      `ARO211 ${SUCCESS}: "a || b" uses the unknown name "a" at position 1; the measured value is called result`,
    ]);
  });

  test('and the other are each judged', () => {
    expect(said(PROVIDERS.web, 'a', 'b').map((text) => text.slice(0, 40))).toEqual([
      'ARO211 spec.metrics[0].successCondition:', 'ARO211 spec.metrics[0].failureCondition:',
    ]);
  });

  test.each(['', 0, true, [], {}])('that is %j is none', (condition) => {
    expect(said(PROVIDERS.web, condition, 'result > 1').filter((text) => text.startsWith('ARO21'))).toEqual([]);
  });

  test('does not matter where something else judges', () => {
    const job = { job: { spec: { backoffLimit: 0, template: { spec: { restartPolicy: 'Never', containers: [] } } } } };
    expect(said(job, 'foo(').filter((text) => text.startsWith('ARO211'))).toEqual([]);
    expect(said({ kayenta: {} }, 'foo(').filter((text) => text.startsWith('ARO211'))).toEqual([]);
    expect(said({ plugin: { 'example.com/own': {} } }, 'foo(').filter((text) => text.startsWith('ARO211'))).toEqual([]);
  });
});

describe('ARO212: the result', () => {
  test.each(['prometheus', 'range', 'influxdb', 'cloudWatch'])('of %s is a list', (provider) => {
    expect(said(PROVIDERS[provider], 'result >= 0.95')).toEqual([
      `ARO212 ${SUCCESS}: "result >= 0.95" takes result at position 1 for a number, but it is a list; ${TAKE_ELEMENT}`,
    ]);
  });

  test('of a number is a list all the same, where it is asked for a range', () => {
    expect(said(prometheus('time()', RANGE), 'result >= 1')).toEqual([
      `ARO212 ${SUCCESS}: "result >= 1" takes result at position 1 for a number, but it is a list; ${TAKE_ELEMENT}`,
    ]);
  });

  test.each(['scalar', 'datadog', 'graphite'])('of %s is a number', (provider) => {
    expect(said(PROVIDERS[provider], 'result[0] >= 0.95')).toEqual([
      `ARO212 ${SUCCESS}: "result[0] >= 0.95" takes result at position 1 for a list, but it is a number; use result as it is`,
    ]);
  });

  test.each([
    ['isNaN(result)', 7, 'result'],
    ['len(result) > 0 && result > 1', 20, 'result'],
    ['default(result, 0) < 5', 1, 'default(result, …)'],
  ])('is not taken for a number in %s', (condition, position, name) => {
    expect(said(PROVIDERS.prometheus, undefined, condition)).toEqual([
      `ARO212 ${FAILURE}: ${JSON.stringify(condition)} takes ${name} at position ${position} for a number, but it is a list; ${TAKE_ELEMENT}`,
    ]);
  });

  test('of a query with a mistake is nobody\'s business yet', () => {
    expect(said(prometheus('up{'), 'result >= 1')).toHaveLength(1);
  });
});

test('conditions of any size are read', () => {
  const deep = `${'('.repeat(20_000)}result${')'.repeat(20_000)} > 1`;
  const long = Array.from({ length: 20_000 }, (_, index) => `result[0] != ${index}`).join(' && ');
  for (const condition of [deep, long, '('.repeat(100_000), '"'.repeat(99_999), '💥\u0000\ud800'.repeat(10_000)]) {
    for (const message of said(prometheus(RATIO), condition, condition)) {
      expect(message.length).toBeLessThan(400);
    }
  }
});
