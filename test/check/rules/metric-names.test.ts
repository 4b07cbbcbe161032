import { isBrokenPattern, MetricNames } from '../../../lib/check/analysis/metric-patterns';
import { canary, messages, messagesAlone, metric, template, together } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';

describe('a pattern', () => {
  const NAMES = new MetricNames(['success-rate', 'latency-p99', 'a.b']);

  test.each([
    'latency-p95', '^rate', 'success$', '^success$', 'success-rate.*latency', '^latency.*rate', 'rate.*success', 'p99.*p99', '^a.*b.*c$', 'success-rate-.*',
    '^success-rate.*success-rate$', 'rate.*latency', '^latency$', '^$',
  ])('%p matches none', (pattern) => {
    expect(NAMES.noneMatch(pattern)).toBe(true);
  });

  test.each([
    '', '.*', '^.*$', 'rate', 'success-rate', '^success-rate$', '^success', 'rate$', 's.*s-r.*e', '.*p99', 'latency.*', '^latency-p99.*$', '^a.*b$', 'a.b',
    '(success|error)-rate', 'nothing?', '[a-z]', 'x+', 'none|any', '\\w',
  ])('%p matches one, or may', (pattern) => {
    expect(NAMES.noneMatch(pattern)).toBe(false);
  });

  test.each(['(', 'a)', '[a', '*', '+a', 'a**', 'x{2,1}', '[z-a]', 'a\\'])('%p is broken', (pattern) => {
    expect(isBrokenPattern(pattern)).toBe(true);
  });

  test.each(['', 'a', 'a.b', '.*', '(?i)rate', '(?P<name>rate)', '\\Qa(b\\E', '[[:alpha:]]', 'a{,2}', '^$', '\\d+', 'x'.repeat(100_000)])('%.20p is not', (pattern) => {
    expect(isBrokenPattern(pattern)).toBe(false);
  });
});

describe('ARO223: what is said of single metrics', () => {
  const FIX = 'give the name of a metric, or remove the entry';

  function saying(content: object, spec: object = {}): any {
    const manifests = together(template('latency', [metric('latency')]));
    Object.assign(manifests.rollout.spec.strategy.canary.steps[2].analysis, content);
    Object.assign(manifests.template.spec, spec);
    return manifests;
  }

  const dryRun = (...names: string[]): object => ({ dryRun: names.map((metricName) => ({ metricName })) });

  test.each([
    [dryRun('throughput'), {}, `${STEP}.dryRun[0].metricName: "throughput" matches no metric of this analysis; ${FIX}`],
    [dryRun('latency', 'latncy'), {}, `${STEP}.dryRun[1].metricName: "latncy" matches no metric of this analysis; did you mean "latency"?`],
    [{ measurementRetention: [{ metricName: 'throughput', limit: 20 }] }, {},
      `${STEP}.measurementRetention[0].metricName: "throughput" matches no metric of this analysis; ${FIX}`],
    [{}, dryRun('throughput'), `spec.dryRun[0].metricName: "throughput" matches no metric of this analysis; ${FIX}`],
    [dryRun('latency', 'latency'), {}, `${STEP}.dryRun[1].metricName: "latency" is given twice in this analysis; keep one of them`],
    [dryRun('latency'), dryRun('latency'), `${STEP}.dryRun[0].metricName: "latency" is given twice in this analysis; keep one of them`],
    [dryRun('(latency'), {}, `${STEP}.dryRun[0].metricName: "(latency" is not a regular expression; put a backslash before what stands for itself, or close what is open`],
    [{}, dryRun('*'), 'spec.dryRun[0].metricName: "*" is not a regular expression; put a backslash before what stands for itself, or close what is open'],
  ])('as in %j and %j of a template ends the run', (content, spec, said) => {
    expect(messages(saying(content, spec))).toEqual([`ARO223 ${said}`]);
  });

  test.each([
    [dryRun(), {}], [dryRun('.*'), {}], [dryRun('latency', 'success'), {}], [dryRun('latency'), { measurementRetention: [{ metricName: 'latency', limit: 5 }] }],
    [{}, dryRun('latency')], [dryRun('(latency|throughput)'), {}], [dryRun('{{args.window}}'), {}],
  ])('as in %j and %j of a template is fine', (content, spec) => {
    expect(messages(saying(content, spec))).toEqual([]);
  });

  test('is told once of a template, however many analyses use it', () => {
    const manifests = saying({}, dryRun('throughput'));
    const { steps } = manifests.rollout.spec.strategy.canary;
    steps.splice(3, 0, { pause: {} }, steps[2]);
    expect(messages(manifests)).toEqual([`ARO223 spec.dryRun[0].metricName: "throughput" matches no metric of this analysis; ${FIX}`]);
  });

  test('is not told where a template is elsewhere, or nothing uses it', () => {
    const manifests = saying(dryRun('throughput'));
    manifests.rollout.spec.strategy.canary.steps[2].analysis.templates.push({ templateName: 'elsewhere' });
    expect(messagesAlone(manifests)).toEqual([]);
    const unused = template('unused', [metric('unused')]);
    Object.assign(unused.spec, dryRun('throughput'));
    expect(messages({ ...canary(), unused })).toEqual([]);
  });

  test('is not told where the name of a metric is an argument', () => {
    const manifests = saying(dryRun('throughput'));
    manifests.template.spec.metrics[0].name = '{{args.window}}';
    expect(messages(manifests)).toEqual([]);
  });
});
