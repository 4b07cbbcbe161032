import { checkManifests } from '../../../lib/check';
import { App, Chart, Duration } from 'cdk8s';
import { WarmUpJob } from '../../../lib';
import { analysis, blueGreen, canary, messages, template } from '../fixtures';

const JOB = 'spec.metrics[0].provider.job';
const MARK = 'sidecar.istio.io/inject';
const WITHOUT_SIDECAR = { [MARK]: 'false' };

function pods(change: object = {}, metadata?: object): any {
  return {
    ...(metadata === undefined ? {} : { metadata }),
    spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'load' }], ...change },
  };
}

/** A blue/green rollout that is warmed up by a Job in order, with a change. */
function warmUp(spec: object = {}, job: object = {}): any {
  const manifests = blueGreen();
  manifests.warmUp.spec.metrics[0].provider = {
    job: { ...job, spec: { activeDeadlineSeconds: 600, backoffLimit: 1, template: pods(), ...spec } },
  };
  return manifests;
}

test('a Job in order has no findings', () => {
  expect(messages(warmUp())).toEqual([]);
});

describe('ARO219: the Job of a metric', () => {
  const DEADLINE = `ARO219 ${JOB}.spec: has no activeDeadlineSeconds, so that a pod that hangs holds up the rollout; give it activeDeadlineSeconds`;
  const RETRIES = `ARO219 ${JOB}.spec: has no backoffLimit, so that a pod that fails is run six times more before that counts; `
    + 'give it a backoffLimit, 0 where the first failure counts';

  test.each([
    [{ activeDeadlineSeconds: undefined }, [DEADLINE]],
    [{ activeDeadlineSeconds: null }, [DEADLINE]],
    [{ backoffLimit: undefined }, [RETRIES]],
    [{ activeDeadlineSeconds: undefined, backoffLimit: undefined }, [DEADLINE, RETRIES]],
  ])('with %j may run for long', (change, said) => {
    expect(messages(warmUp(change))).toEqual(said);
  });

  test.each([
    [{ backoffLimit: 0 }],
    [{ backoffLimit: undefined, backoffLimitPerIndex: 1, completionMode: 'Indexed', completions: 2 }],
    [{ activeDeadlineSeconds: undefined, template: pods({ activeDeadlineSeconds: 60 }) }],
  ])('with %j comes to an end', (change) => {
    expect(messages(warmUp(change))).toEqual([]);
  });

  test('is told of each metric, also in a template that nothing uses', () => {
    const manifests = warmUp();
    const job = { spec: { backoffLimit: 0, template: pods() } };
    const unused = template('unused', [{ name: 'a', provider: { job } }, { name: 'b', provider: { job } }]);
    expect(messages({ ...manifests, unused })).toEqual([DEADLINE, DEADLINE.replace('metrics[0]', 'metrics[1]')]);
  });

  test('without pods is the business of the schema', () => {
    const manifests = warmUp();
    manifests.warmUp.spec.metrics[0].provider.job.spec = {};
    expect(messages(manifests).filter((message) => message.startsWith('ARO2'))).toEqual([]);
  });
});

describe('ARO228: the pods of a Job', () => {
  const POLICY = `ARO228 ${JOB}.spec.template.spec.restartPolicy`;

  test.each([
    ['Always', '"Always" is not allowed in a Job; write Never, or OnFailure'],
    [undefined, 'is Always where nothing is said, which is not allowed in a Job; write Never, or OnFailure'],
    ['', 'is Always where nothing is said, which is not allowed in a Job; write Never, or OnFailure'],
  ])('are not restarted by %j', (restartPolicy, said) => {
    expect(messages(warmUp({ template: pods({ restartPolicy }) }))).toEqual([`${POLICY}: ${said}`]);
  });

  test.each(['Never', 'OnFailure', '{{args.policy}}'])('may have the policy %j', (restartPolicy) => {
    const manifests = warmUp({ template: pods({ restartPolicy }) });
    manifests.warmUp.spec.args = [{ name: 'policy', value: 'Never' }];
    expect(messages(manifests).filter((message) => message.startsWith('ARO2'))).toEqual([]);
  });
});

describe('ARO220: the pods of a Job', () => {
  const LABEL = `give the pods, in the Job's spec.template.metadata, the label ${MARK}: "false"`;
  const BY_NAMESPACE = `ARO220 ${JOB}.spec.template: gets a sidecar that keeps the Job from finishing: Namespace shop injects it; ${LABEL}`;

  function injecting(labels: object, ...change: Parameters<typeof warmUp>): any {
    return { ...warmUp(...change), namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } } };
  }

  /** The canary behind Istio with a Job in its step. */
  function routed(labels?: object): any {
    const manifests = canary();
    manifests.template.spec.metrics = [{
      name: 'warm-up', provider: { job: { spec: { activeDeadlineSeconds: 600, backoffLimit: 1, template: pods({}, labels === undefined ? undefined : { labels }) } } },
    }];
    return manifests;
  }

  test.each([{ 'istio-injection': 'enabled' }, { 'istio.io/rev': 'stable' }])('get a sidecar where the namespace has %j', (labels) => {
    expect(messages(injecting(labels))).toEqual([BY_NAMESPACE]);
  });

  test('may get a sidecar where the Rollout splits its traffic through Istio', () => {
    expect(messages(routed())).toEqual([
      `ARO220 ${JOB}.spec.template: may get a sidecar that keeps the Job from finishing: Rollout checkout splits its traffic through Istio; ${LABEL}`,
    ]);
    expect(checkManifests(Object.values(routed())).map(({ severity }) => severity)).toEqual(['info']);
    expect(messages(routed(WITHOUT_SIDECAR))).toEqual([]);
  });

  test.each(['labels', 'annotations'])('are not reached by %s of the Job', (kind) => {
    expect(messages(injecting({ 'istio-injection': 'enabled' }, {}, { metadata: { [kind]: WITHOUT_SIDECAR } }))).toEqual([
      `ARO220 ${JOB}.metadata.${kind}["${MARK}"]: is on the Job and not on its pods, which get a sidecar: Namespace shop injects it; `
      + 'move it to the labels in spec.template.metadata of the Job',
    ]);
  });

  test.each([
    ['a label', pods({}, { labels: WITHOUT_SIDECAR })],
    ['an annotation', pods({}, { annotations: WITHOUT_SIDECAR })],
    ['a sidecar that is asked for', pods({}, { labels: { [MARK]: 'true' } })],
    ['a native sidecar', pods({}, { annotations: { 'sidecar.istio.io/nativeSidecar': 'true' } })],
    ['the configuration of a sidecar', pods({}, { annotations: { 'proxy.istio.io/config': 'holdApplicationUntilProxyStarts: true' } })],
    ['the network of the node', pods({ hostNetwork: true })],
  ])('may have %s', (_, podTemplate) => {
    expect(messages(injecting({ 'istio-injection': 'enabled' }, { template: podTemplate }))).toEqual([]);
  });

  test.each([[{}], [undefined], [{ 'istio-injection': 'disabled' }], [{ 'istio.io/dataplane-mode': 'ambient' }]])(
    'get no sidecar where the namespace has %j', (labels: any) => {
      expect(messages(injecting(labels))).toEqual([]);
    },
  );

  test.each([{ 'istio-injection': 'disabled' }, { 'istio.io/dataplane-mode': 'ambient' }])('get no sidecar against the namespace, which has %j', (labels) => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } };
    expect(messages({ ...routed(), namespace })).toEqual([]);
  });

  test('get no sidecar from another namespace', () => {
    const manifests = injecting({ 'istio-injection': 'enabled' });
    manifests.namespace.metadata.name = 'elsewhere';
    expect(messages(manifests)).toEqual([]);
  });

  test('are told of once, however many analyses run the Job', () => {
    const manifests = injecting({ 'istio-injection': 'enabled' });
    const { blueGreen: strategy } = manifests.rollout.spec.strategy;
    strategy.postPromotionAnalysis = { ...analysis(), templates: [{ templateName: 'success-rate' }, { templateName: 'warm-up' }] };
    expect(messages(manifests)).toEqual([BY_NAMESPACE]);
  });

  test('in a template that nothing uses run nowhere', () => {
    const job = { spec: { activeDeadlineSeconds: 600, backoffLimit: 1, template: pods() } };
    const unused = template('unused', [{ name: 'warm-up', provider: { job } }]);
    expect(messages({ ...injecting({ 'istio-injection': 'enabled' }, { template: pods({}, { labels: WITHOUT_SIDECAR }) }), unused })).toEqual([]);
  });
});

test('the WarmUpJob of this library is in order, also where Istio injects', () => {
  const app = new App();
  const chart = new Chart(app, 'chart', { namespace: 'shop', disableResourceNameHashes: true });
  new WarmUpJob(chart, 'warm-up', { args: ['run'], deadline: Duration.minutes(5) });
  const [made] = chart.toJson();
  const manifests = blueGreen();
  manifests.warmUp = { ...made, metadata: { ...made.metadata, name: 'warm-up' } };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } } };
  expect(made.kind).toBe('AnalysisTemplate');
  expect(messages({ ...manifests, namespace })).toEqual([]);
});
