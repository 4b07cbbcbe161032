import { checkManifests, RULES } from '../../../lib/check';
import { analysis, blueGreen, canary, canaryWith, deployment, messages, metric, migration, service, subsets, template, without } from '../fixtures';

const CANARY = 'spec.strategy.canary';

describe('ARO405: a template', () => {
  const FIX = 'add the template, or correct the name';
  const ELSEWHERE = 'add one to this namespace, or make it a ClusterAnalysisTemplate';

  function clusterTemplate(name: string): any {
    const made: any = { ...template(name, [metric(name)]), kind: 'ClusterAnalysisTemplate' };
    delete made.metadata.namespace;
    return made;
  }

  test.each<[string, string, (strategy: any) => void]>([
    ['a step', 'steps[2].analysis.templates[0]', ({ steps }) => steps[2].analysis.templates = [{ templateName: 'gone' }]],
    ['the background', 'analysis.templates[0]', (strategy) => strategy.analysis = { templates: [{ templateName: 'gone' }] }],
    ['an experiment', 'steps[0].experiment.analyses[0]', ({ steps }) => steps[0] = {
      experiment: { templates: [{ name: 'canary', specRef: 'canary' }], analyses: [{ name: 'a', templateName: 'gone' }] },
    }],
  ])('that %s of a canary names is there', (_, path, change) => {
    expect(messages(canaryWith(change))).toContain(`ARO405 ${CANARY}.${path}.templateName: "gone" is no AnalysisTemplate among the manifests; ${FIX}`);
    expect(messages(canaryWith(change)).filter((message) => message.includes('gone'))).toHaveLength(1);
  });

  test('that is missing is told of once, however many refer to it', () => {
    const { rollout, ...others } = canaryWith((strategy) => {
      strategy.analysis = { templates: [{ templateName: 'gone' }, { templateName: 'lost' }] };
      strategy.steps[2].analysis.templates = [{ templateName: 'gone' }];
    });
    const second = { ...rollout, metadata: { ...rollout.metadata, name: 'second' } };
    expect(messages({ rollout, second, ...others }).filter((message) => message.startsWith('ARO405'))).toEqual([
      `ARO405 ${CANARY}.analysis.templates[0].templateName: "gone" is no AnalysisTemplate among the manifests; ${FIX}`,
      `ARO405 ${CANARY}.analysis.templates[1].templateName: "lost" is no AnalysisTemplate among the manifests; ${FIX}`,
    ]);
  });

  test('that a blue/green rollout names is there, and one of a similar name is suggested', () => {
    const manifests = without(blueGreen(), 'warmUp');
    expect(messages(manifests)).toEqual([
      `ARO405 spec.strategy.blueGreen.prePromotionAnalysis.templates[0].templateName: "warm-up" is no AnalysisTemplate among the manifests; ${FIX}`,
    ]);
    const misspelt = blueGreen();
    misspelt.rollout.spec.strategy.blueGreen.postPromotionAnalysis.templates[0].templateName = 'sucess-rate';
    expect(messages(misspelt)).toEqual([
      'ARO405 spec.strategy.blueGreen.postPromotionAnalysis.templates[0].templateName: "sucess-rate" is no AnalysisTemplate among '
      + 'the manifests; did you mean "success-rate"?',
    ]);
  });

  test('that another template refers to is there', () => {
    const manifests = canary();
    manifests.template.spec.templates = [{ templateName: 'latency' }];
    expect(messages(manifests)).toEqual([
      `ARO405 spec.templates[0].templateName: "latency" is no AnalysisTemplate among the manifests; ${FIX}`,
    ]);
    expect(messages({ ...manifests, latency: template('latency', [metric('latency')]) })).toEqual([]);
  });

  test('is looked for in the namespace of the Rollout', () => {
    const manifests = canary();
    manifests.template.metadata.namespace = 'payments';
    expect(messages(manifests)).toEqual([
      `ARO405 ${CANARY}.steps[2].analysis.templates[0].templateName: "success-rate" is an AnalysisTemplate in namespace payments, `
      + `not in shop; ${ELSEWHERE}`,
    ]);
  });

  test('is of the cluster only where that is said', () => {
    const reference = { templateName: 'success-rate', clusterScope: true };
    const asked = canaryWith(({ steps }) => steps[2].analysis = { ...analysis(), templates: [reference] });
    const PATH = `${CANARY}.steps[2].analysis.templates[0].templateName`;
    expect(messages(asked)).toEqual([
      `ARO405 ${PATH}: "success-rate" is an AnalysisTemplate in namespace shop, and clusterScope is set; remove clusterScope`,
    ]);
    const args = [{ name: 'service' }];
    const cluster = clusterTemplate('success-rate');
    cluster.spec.args = args;
    expect(messages({ ...without(asked, 'template'), cluster })).toEqual([]);
    expect(messages({ ...without(canary(), 'template'), cluster })).toEqual([
      `ARO405 ${PATH}: "success-rate" is a ClusterAnalysisTemplate, and clusterScope is not set; set clusterScope: true`,
    ]);
    expect(messages({ ...canary(), cluster })).toEqual([]);
  });

  test('that a template of the cluster refers to may be in any namespace', () => {
    const cluster = clusterTemplate('latency');
    cluster.spec.templates = [{ templateName: 'success-rate' }];
    expect(messages({ ...canary(), cluster })).toEqual([]);
    cluster.spec.templates = [{ templateName: 'gone' }];
    expect(messages({ ...canary(), cluster })).toEqual([
      `ARO405 spec.templates[0].templateName: "gone" is no AnalysisTemplate among the manifests; ${FIX}`,
    ]);
  });
});

describe('ARO406: a Service', () => {
  const FIX = 'add the Service, or correct the name';
  const MISSING = (field: string, name: string, fix = FIX): string => `ARO406 ${field}: "${name}" is no Service among the manifests; ${fix}`;

  test('that a canary names is there', () => {
    expect(messages(without(canary(), 'canary'))).toEqual([MISSING(`${CANARY}.canaryService`, 'checkout-canary')]);
    expect(messages({ ...without(canary(), 'canary'), foreign: service('checkout-cannary') }))
      .toEqual([MISSING(`${CANARY}.canaryService`, 'checkout-canary', 'did you mean "checkout-cannary"?')]);
  });

  test('cannot be what was meant by two names', () => {
    const manifests: any = { ...without(without(canary(), 'canary'), 'stable'), service: service('checkout-stble') };
    manifests.rollout.spec.strategy.canary.canaryService = 'checkout-table';
    expect(messages(manifests).filter((message) => message.startsWith('ARO406')))
      .toEqual([MISSING(`${CANARY}.stableService`, 'checkout-stable'), MISSING(`${CANARY}.canaryService`, 'checkout-table')]);
  });

  test('that is missing is told of once, however many refer to it', () => {
    const { rollout, ...others } = without(canary(), 'canary') as any;
    const again = { ...rollout, metadata: { ...rollout.metadata, name: 'again' } };
    expect(messages({ rollout, again, ...others }).filter((message) => message.startsWith('ARO406')))
      .toEqual([MISSING(`${CANARY}.canaryService`, 'checkout-canary')]);
  });

  test('that a blue/green rollout names is there', () => {
    expect(messages(without(blueGreen(), 'preview'))).toEqual([MISSING('spec.strategy.blueGreen.previewService', 'checkout-preview')]);
  });

  test('that is the root of smi is there, while that of alb may be an action', () => {
    const router = 'smi';
    const manifests = canaryWith((strategy) => strategy.trafficRouting[router] = { ingress: 'checkout', rootService: 'root', servicePort: 80 });
    expect(messages(manifests)).toContain(MISSING(`${CANARY}.trafficRouting.${router}.rootService`, 'root'));
    expect(messages({ ...manifests, root: service('root') }).filter((message) => message.startsWith('ARO406'))).toEqual([]);
  });

  test('in another namespace is not found', () => {
    const manifests = canary();
    manifests.canary.metadata.namespace = 'payments';
    expect(messages(manifests)).toEqual([
      `ARO406 ${CANARY}.canaryService: "checkout-canary" is a Service in namespace payments, not in shop; `
      + 'put the Service and the Rollout into one namespace',
    ]);
  });

  test.each(['checkout-{{ .Release.Name }}', '${SERVICE}', '$(SERVICE)', '', 7])('of the name %j is not looked for', (name) => {
    const found = messages(canaryWith((strategy) => strategy.canaryService = name));
    expect(found.filter((message) => message.startsWith('ARO406'))).toEqual([]);
  });

  test('may be where a namespace is left open on either side', () => {
    for (const key of ['canary', 'rollout']) {
      const manifests = canary();
      delete manifests[key].metadata.namespace;
      expect(messages(manifests).filter((message) => message.startsWith('ARO40'))).toEqual([]);
    }
  });

  test.each(['checkout', 'checkout.shop.svc', 'checkout.shop.svc.cluster.local'])('is behind the host %s of a DestinationRule', (host) => {
    const manifests = subsets();
    manifests.destinationRule.spec.host = host;
    expect(messages(manifests)).toEqual([]);
    expect(messages(without(manifests, 'service'))).toEqual([MISSING('spec.host', host)]);
  });

  test.each(['*.example.com', 'checkout.example.com', '*'])('need not be behind the host %s', (host) => {
    const manifests = subsets();
    manifests.destinationRule.spec.host = host;
    expect(messages(without(manifests, 'service')).filter((message) => message.startsWith('ARO406'))).toEqual([]);
  });

  test('is not missed where the routes lead to another one', () => {
    const manifests = subsets();
    manifests.destinationRule.spec.host = 'chekout';
    expect(messages(manifests).filter((message) => message.startsWith('ARO406'))).toEqual([]);
    expect(messages(manifests)).not.toEqual([]);
  });
});

describe('ARO408: a workload', () => {
  const missing = (kind: string): string =>
    `ARO408 spec.workloadRef.name: "checkout" is no ${kind} among the manifests; add it, or correct the name`;

  test('that a Rollout refers to is there', () => {
    expect(messages(without(migration(), 'deployment'))).toEqual([missing('Deployment')]);
    expect(messages({ ...migration(), deployment: deployment('chekout') })).toContain(
      'ARO408 spec.workloadRef.name: "checkout" is no Deployment among the manifests; did you mean "chekout"?',
    );
  });

  test.each([['ReplicaSet', 'apps/v1'], ['PodTemplate', 'v1']])('may be a %s', (kind, apiVersion) => {
    const manifests = without(migration(), 'deployment');
    Object.assign(manifests.rollout.spec.workloadRef, { kind, apiVersion });
    manifests.rollout.spec.selector = { matchLabels: { app: 'checkout' } };
    expect(messages(manifests)).toContain(missing(kind));
    const workload = { apiVersion, kind, metadata: { name: 'checkout', namespace: 'shop' } };
    expect(messages({ ...manifests, workload }).filter((message) => message.startsWith('ARO408'))).toEqual([]);
  });

  test('is in the namespace of the Rollout', () => {
    const manifests = migration();
    manifests.deployment.metadata.namespace = 'payments';
    expect(messages(manifests)).toEqual([
      'ARO408 spec.workloadRef.name: "checkout" is a Deployment in namespace payments, not in shop; put the Rollout into that namespace',
    ]);
  });

  test.each([{ kind: 'StatefulSet' }, { apiVersion: 'extensions/v1beta1' }, { kind: undefined }])('of the wrong kind (%j) is not looked for', (change) => {
    const manifests = without(migration(), 'deployment');
    Object.assign(manifests.rollout.spec.workloadRef, change);
    expect(messages(manifests).filter((message) => message.startsWith('ARO408'))).toEqual([]);
  });
});

describe('a reference to what is missing', () => {
  const FIX = 'add the Service, or correct the name';
  const severities = (options?: any): string[] => checkManifests(Object.values(without(canary(), 'canary')), options).map(({ severity }) => severity);
  const gone = { group: '', kind: 'Service', namespace: 'shop', name: 'checkout-canary' };

  test('is a warning, since it may live elsewhere', () => {
    expect(severities()).toEqual(['warning']);
    expect(severities({ departed: [{ ...gone, namespace: 'payments' }] })).toEqual(['warning']);
  });

  test('is an error where there is nothing else, or where it has departed', () => {
    expect(severities({ closedWorld: true })).toEqual(['error']);
    expect(severities({ departed: [gone] })).toEqual(['error']);
  });

  test('is compared with what is there, but not without end', () => {
    const rules = RULES.filter(({ id }) => id === 'ARO406');
    const { rollout } = blueGreen();
    const rollouts = Array.from({ length: 12 }, (_, index) => ({
      ...rollout, metadata: { name: `r${index}` }, spec: { strategy: { blueGreen: { activeService: `a${index}x` } } },
    }));
    const services = Array.from({ length: 1_100 }, (_, index) => ({ ...service(`a${index}`), metadata: { name: `a${index}` } }));
    const fixes = checkManifests([...rollouts, ...services], { rules }).map(({ fix }) => fix);
    expect(fixes.slice(0, 10).filter((fix) => fix.startsWith('did you mean'))).toHaveLength(10);
    expect(fixes.slice(10)).toEqual([FIX, FIX]);
  });

  test('of the first 1,000 of a namespace, one of a similar name is suggested', () => {
    const manifests = without(canary(), 'canary');
    const services = Array.from({ length: 998 }, (_, index) => service(`s${index}`));
    const suggested = (...more: any[]): string[] => checkManifests([...Object.values(manifests), ...more]).map(({ fix }) => fix);
    expect(suggested(...services, service('checkout-cannary'))).toEqual(['did you mean "checkout-cannary"?']);
    expect(suggested(...services, service('s998'), service('checkout-cannary'))).toEqual([FIX]);
  });
});
