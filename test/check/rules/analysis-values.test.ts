import { isBrokenPattern, MetricNames } from '../../../lib/check/analysis/metric-patterns';
import { canary, messages, messagesAlone, metric, template, together } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';

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
    [many(4, { failureLimit: 2, consecutiveSuccessLimit: 2 })],
    [many(4, { failureLimit: -1, consecutiveSuccessLimit: 4 })],
    [many(4, { inconclusiveLimit: 4 })],
    [many(4, { failureLimit: 'many' })],
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

describe('ARO222: the source of an argument', () => {
  const SOURCE = `${STEP}.args[0].valueFrom`;
  const METADATA = "give metadata.name, .namespace, .uid, .labels['…'] or .annotations['…']";
  const FIELD = 'give a field below metadata, spec or status of the Rollout that holds a single value';

  function supplying(valueFrom: unknown): any {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.steps[2].analysis.args = [{ name: 'service', valueFrom }];
    return manifests;
  }

  const fieldRef = (fieldPath: string): object => ({ fieldRef: { fieldPath } });

  test.each([
    [{}, `${SOURCE}: is empty; give podTemplateHashValue or fieldRef`],
    [{ podTemplateHashValue: 'latest' }, `${SOURCE}.podTemplateHashValue: "latest" is no version; did you mean "Latest"?`],
    [{ podTemplateHashValue: 'Canary' }, `${SOURCE}.podTemplateHashValue: "Canary" is no version; write Latest for the new version, or Stable`],
    [{ podTemplateHashValue: '' }, `${SOURCE}.podTemplateHashValue: "" is no version; write Latest for the new version, or Stable`],
    [
      { podTemplateHashValue: 'Latest', ...fieldRef('metadata.name') },
      `${SOURCE}.fieldRef: is passed over, since podTemplateHashValue is given too; keep one of the two`,
    ],
    [fieldRef('metadata.nmae'), `${SOURCE}.fieldRef.fieldPath: "metadata.nmae" is nothing that is read of the metadata; ${METADATA}`],
    [fieldRef('metadata.labels.app'), `${SOURCE}.fieldRef.fieldPath: "metadata.labels.app" is nothing that is read of the metadata; ${METADATA}`],
    [fieldRef('metadata'), `${SOURCE}.fieldRef.fieldPath: "metadata" is nothing that is read of the metadata; ${METADATA}`],
    [fieldRef(''), `${SOURCE}.fieldRef.fieldPath: "" is no field of a Rollout; ${FIELD}`],
    [fieldRef('template.spec'), `${SOURCE}.fieldRef.fieldPath: "template.spec" is no field of a Rollout; ${FIELD}`],
    [fieldRef('spec.template.spec.containers'), `${SOURCE}.fieldRef.fieldPath: "spec.template.spec.containers" is not a single value; ${FIELD}`],
    [fieldRef('.metadata.labels'), `${SOURCE}.fieldRef.fieldPath: ".metadata.labels" is not a single value; ${FIELD}`],
  ])('%j cannot be read', (valueFrom, said) => {
    const manifests = supplying(valueFrom);
    manifests.rollout.metadata.labels = { app: 'checkout' };
    expect(messages(manifests)).toEqual([`ARO222 ${said}`]);
  });

  test.each([
    { podTemplateHashValue: 'Latest' }, { podTemplateHashValue: 'Stable' },
    ...[
      'metadata.name', 'metadata.labels', "metadata.labels['app.kubernetes.io/name']", "metadata.annotations['example.com/a']", '.metadata.labels.app',
      'spec.template.spec.containers[0].image', 'spec.replicas', 'spec.no.such.field', 'status.alb.canaryTargetGroup.name', 'status',
    ].map(fieldRef),
  ])('%j can be read', (valueFrom) => {
    const manifests = supplying(valueFrom);
    manifests.rollout.metadata.labels = { app: 'checkout' };
    expect(messages(manifests)).toEqual([]);
  });

  test('is judged in the background, in promotions and in experiments alike', () => {
    const manifests = supplying({});
    const { steps } = manifests.rollout.spec.strategy.canary;
    const experiment = { duration: '5m', templates: [{ name: 'canary', specRef: 'canary' }] };
    steps[2] = { experiment: { ...experiment, analyses: [{ name: 'rate', templateName: 'success-rate', args: [{ name: 'service', valueFrom: {} }] }] } };
    expect(messages(manifests)).toEqual([
      'ARO222 spec.strategy.canary.steps[2].experiment.analyses[0].args[0].valueFrom: is empty; give podTemplateHashValue or fieldRef',
    ]);
  });

  test.each([
    [{}, 'valueFrom: is empty; give secretKeyRef, or remove it'],
    [{ secretKeyRef: { name: '', key: 'token' } }, 'valueFrom.secretKeyRef.name: is empty; give the name of the Secret'],
    [{ secretKeyRef: { name: 'token', key: '' } }, "valueFrom.secretKeyRef.key: is empty; give the key of the Secret's entry"],
  ])('%j of a template cannot be read', (valueFrom, said) => {
    const manifests = canary();
    manifests.template.spec.args[1] = { name: 'window', valueFrom };
    expect(messages(manifests)).toEqual([`ARO222 spec.args[1].${said}`]);
  });

  test('of a template may be a Secret', () => {
    const manifests = canary();
    manifests.template.spec.args[1] = { name: 'window', valueFrom: { secretKeyRef: { name: 'token', key: 'token' } } };
    expect(messagesAlone(manifests)).toEqual([]);
  });
});

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

describe('ARO224: a request', () => {
  const WEB = { url: 'http://checkout-canary/health', jsonPath: '{$.status}' };
  const PROMETHEUS = { address: 'http://prometheus:9090', query: 'up' };
  const web = (change: object): object => ({ successCondition: 'result == "ok"', provider: { web: { ...WEB, ...change } } });
  const prometheus = (change: object): object => ({ provider: { prometheus: { ...PROMETHEUS, ...change } } });
  const URL = 'is not a URL; begin with http:// or https://';
  const BRACES = 'put the whole path in braces, as in {$.status}';

  test.each([
    [{ url: 'checkout-canary/health' }, `url: "checkout-canary/health" ${URL}`],
    [{ url: 'ftp://checkout' }, `url: "ftp://checkout" ${URL}`],
    [{ url: 'http://' }, `url: "http://" ${URL}`],
    [{ url: '' }, `url: "" ${URL}`],
    [{ method: 'post' }, 'method: "post" is not a method; did you mean "POST"?'],
    [{ method: 'FETCH' }, 'method: "FETCH" is not a method; use GET, POST or PUT'],
    [{ body: 'a=b' }, 'body: cannot be sent by GET; give the method POST or PUT, or remove it'],
    [{ method: 'GET', jsonBody: { a: 1 } }, 'jsonBody: cannot be sent by GET; give the method POST or PUT, or remove it'],
    [{ method: 'POST', body: 'a=b', jsonBody: {} }, 'body: excludes jsonBody; remove one of the two'],
    [{ jsonPath: '$.status' }, `jsonPath: "$.status" has no braces, so that it is a text and no path; ${BRACES}`],
    [{ jsonPath: '{$.status' }, `jsonPath: "{$.status" has a brace that is not closed; ${BRACES}`],
    [{ jsonPath: '{$.a}{$.b' }, `jsonPath: "{$.a}{$.b" has a brace that is not closed; ${BRACES}`],
  ])('with %j is refused', (change, said) => {
    expect(messages(measuring(web(change)))).toEqual([`ARO224 spec.metrics[0].provider.web.${said}`]);
  });

  test.each([
    [{ url: 'HTTPS://checkout' }], [{ url: '{{args.window}}/health' }], [{ method: 'POST', jsonBody: { a: 1 } }], [{ method: 'PUT', body: 'a=b' }],
    [{ method: 'DELETE' }], [{ method: '' }], [{ body: '' }], [{ jsonPath: undefined }], [{ jsonPath: '' }], [{ jsonPath: '{$.data[?(@.name=="}")].value}' }],
    [{ jsonPath: '{$["a}"]}' }],
    [{ jsonPath: '{.items[*].name}' }], [{ jsonPath: '{$.{{args.window}}}' }], [{ timeoutSeconds: -1 }],
  ])('with %j can be sent', (change) => {
    expect(messages(measuring(web(change)))).toEqual([]);
  });

  test.each([
    [{ address: 'prometheus:9090' }, `.address: "prometheus:9090" ${URL}`],
    [{ query: undefined }, ': has no query; give a query in PromQL'],
    [{ timeout: -1 }, '.timeout: -1 is below 0; give a number of seconds'],
    [{ rangeQuery: {} }, '.rangeQuery: lacks start, end and step; give start and end as times, such as now(), and step as a duration'],
    [{ rangeQuery: { start: 'now()', end: '', step: '1m' } }, '.rangeQuery: lacks end; give start and end as times, such as now(), and step as a duration'],
  ])('to Prometheus with %j is refused', (change, said) => {
    expect(messages(measuring(prometheus(change)))).toEqual([`ARO224 spec.metrics[0].provider.prometheus${said}`]);
  });

  test.each([
    [{ address: undefined }], [{ address: '' }], [{ address: '{{args.window}}' }], [{ timeout: 0 }], [{ timeout: 60 }],
  ])('to Prometheus with %j can be sent', (change) => {
    expect(messages(measuring(prometheus(change)))).toEqual([]);
  });
});
