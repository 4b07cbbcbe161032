import { canary, messages, messagesAlone, metric } from '../fixtures';

const STEP = 'spec.strategy.canary.steps[2].analysis';

/** The canary, with a change to its metric. */
function measuring(change: object): any {
  const manifests = canary();
  manifests.template.spec.metrics = [{ ...metric('success-rate'), ...change }];
  return manifests;
}

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
