import { blueGreen, blueGreenWith, canary, canaryWith, messages, messagesAlone, migration, unrouted, service } from '../fixtures';

const CANARY = 'spec.strategy.canary';

test('manifests in order have no findings', () => {
  expect(messages(canary())).toEqual([]);
  expect(messages(blueGreen())).toEqual([]);
  expect(messages(migration())).toEqual([]);
  expect(messages(unrouted())).toEqual([]);
});

describe('ARO103: the strategy', () => {
  test('two strategies contradict each other', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.blueGreen = { activeService: 'checkout-active' };
    expect(messagesAlone(manifests))
      .toEqual(['ARO103 spec.strategy: has both canary and blueGreen; remove the one that is not meant']);
  });

  test.each([[undefined], [null], [{}], [{ canary: null }], [{ canary: null, blueGreen: null }]])('%j is no strategy', (strategy) => {
    const { rollout } = canary();
    rollout.spec.strategy = strategy;
    expect(messagesAlone({ rollout }))
      .toEqual(['ARO103 spec.strategy: has neither canary nor blueGreen; give it either canary or blueGreen']);
  });

  test('a strategy without settings is a strategy', () => {
    const { rollout } = canary();
    rollout.spec.strategy = { canary: {} };
    expect(messagesAlone({ rollout })).toEqual([]);
  });
});

describe('ARO105: two Services', () => {
  test('need a router', () => {
    const manifests = canaryWith((strategy) => {
      delete strategy.trafficRouting;
      strategy.steps = [{ setWeight: 20 }];
    });
    expect(messages(manifests)).toEqual([
      `ARO105 ${CANARY}: has stableService and canaryService but no trafficRouting; add spec.strategy.canary.trafficRouting `
      + '(`traffic` of a CanaryRollout), or remove both and send callers to one Service that selects all pods',
    ]);
  });

  test('need none where a further Service leads to both versions', () => {
    const manifests = canaryWith((strategy) => {
      delete strategy.trafficRouting;
      strategy.steps = [{ setWeight: 25 }];
    });
    expect(messages({ ...manifests, root: service('checkout') })).toEqual([]);
    const elsewhere = service('other');
    elsewhere.spec.selector = { app: 'other' };
    expect(messages({ ...manifests, elsewhere })).toHaveLength(1);
  });

  test('one Service needs none', () => {
    expect(messages(canaryWith((strategy) => {
      delete strategy.trafficRouting;
      delete strategy.stableService;
      strategy.steps = [{ setWeight: 20 }];
    }))).toEqual([]);
  });
});

describe('ARO106: where the pods come from', () => {
  const REF = 'spec.workloadRef.scaleDown';

  function migrationWith(change: (rollout: any) => void): any {
    const manifests = migration();
    change(manifests.rollout);
    return manifests;
  }

  test.each(['onsuccess', 'progressively'])('scaling down %s takes replicas', (scaleDown) => {
    expect(messages(migrationWith(({ spec }) => {
      delete spec.replicas;
      spec.workloadRef.scaleDown = scaleDown;
    }))).toEqual([`ARO106 ${REF}: "${scaleDown}" leaves one pod, since spec.replicas is absent and counts as 1; `
      + 'give spec.replicas (`replicas`)']);
  });

  test('an autoscaler is no substitute, for it starts from the one pod that is left', () => {
    const manifests = migrationWith(({ spec }) => delete spec.replicas);
    manifests.autoscaler = canary().autoscaler;
    expect(messages(manifests)).toEqual([`ARO106 ${REF}: "progressively" leaves one pod, since spec.replicas is absent and counts as 1; `
      + 'give spec.replicas (`replicas`)']);
  });

  test('replicas and an autoscaler together are right while the Deployment is scaled down', () => {
    expect(messages({ ...migrationWith(() => undefined), autoscaler: canary().autoscaler })).toEqual([]);
  });

  test.each([undefined, 'never', ''])('without scaling down (%j) replicas may be absent', (scaleDown) => {
    expect(messages(migrationWith(({ spec }) => {
      delete spec.replicas;
      spec.workloadRef.scaleDown = scaleDown;
    }))).toEqual([]);
  });

  test.each([
    ['OnSuccess', '"OnSuccess" is unknown to the controller, which ignores it; did you mean "onsuccess"?'],
    ['gradually', '"gradually" is unknown to the controller, which ignores it; write never, onsuccess or progressively'],
  ])('%p is no way to scale down', (scaleDown, said) => {
    expect(messages(migrationWith(({ spec }) => spec.workloadRef.scaleDown = scaleDown))).toEqual([`ARO106 ${REF}: ${said}`]);
  });

  test('a template beside a reference is refused', () => {
    expect(messages(migrationWith(({ spec }) => spec.template = canary().rollout.spec.template)))
      .toEqual(['ARO106 spec.template: stands beside workloadRef; remove one of the two']);
  });

  test('an empty template beside a reference is none', () => {
    expect(messages(migrationWith(({ spec }) => spec.template = { metadata: { labels: {} }, spec: { containers: [] } })))
      .toEqual([]);
  });

  test.each([[undefined], [null], [{}]])('a template %j is none, and there must be pods', (template) => {
    const { rollout } = canary();
    rollout.spec.template = template;
    expect(messagesAlone({ rollout }))
      .toEqual(['ARO106 spec: has neither template nor workloadRef; give it either a template or a workloadRef']);
  });

  test.each([
    ['StatefulSet', 'apps/v1', 'kind: "StatefulSet" is nothing that a Rollout can take its pods from; '
      + 'refer to a Deployment, ReplicaSet or PodTemplate'],
    ['deployment', 'apps/v1', 'kind: "deployment" is nothing that a Rollout can take its pods from; did you mean "Deployment"?'],
    ['Deployment', 'v1', 'apiVersion: "v1" has no kind Deployment; write apps/v1'],
    ['PodTemplate', 'apps/v1', 'apiVersion: "apps/v1" has no kind PodTemplate; write v1'],
    ['', 'apps/v1', 'kind: is absent; give apiVersion, kind and name of what has the pods'],
    [undefined, 'apps/v1', 'kind: is absent; give apiVersion, kind and name of what has the pods'],
    ['Deployment', null, 'apiVersion: is absent; give apiVersion, kind and name of what has the pods'],
  ])('a reference to kind %j of %j leads nowhere', (kind, apiVersion, said) => {
    expect(messagesAlone({ rollout: migrationWith(({ spec }) => {
      spec.selector = { matchLabels: { app: 'checkout' } };
      Object.assign(spec.workloadRef, { kind, apiVersion });
    }).rollout })).toEqual([`ARO106 spec.workloadRef.${said}`]);
  });

  test.each([
    ['Deployment', 'apps/v1'], ['Deployment', 'apps/v1beta2'], ['ReplicaSet', 'apps/v1'], ['PodTemplate', 'v1'],
  ])('a reference to kind %j of %j leads to pods', (kind, apiVersion) => {
    expect(messagesAlone({ rollout: migrationWith(({ spec }) => {
      spec.selector = { matchLabels: { app: 'checkout' } };
      Object.assign(spec.workloadRef, { kind, apiVersion });
    }).rollout })).toEqual([]);
  });

  test('a reference needs a name', () => {
    expect(messagesAlone({ rollout: migrationWith(({ spec }) => spec.workloadRef.name = '').rollout }))
      .toEqual(['ARO106 spec.workloadRef.name: is absent; give apiVersion, kind and name of what has the pods']);
  });
});

describe('ARO107: two different Services are needed', () => {
  const FIX = 'name two different Services';

  test('by a canary', () => {
    expect(messages(canaryWith((strategy) => strategy.canaryService = 'checkout-stable')))
      .toEqual([`ARO107 ${CANARY}.canaryService: "checkout-stable" is the stableService as well; ${FIX}`]);
  });

  test('by a ping-pong', () => {
    expect(messagesAlone(canaryWith((strategy) => strategy.pingPong = { pingService: 'both', pongService: 'both' })))
      .toEqual([`ARO107 ${CANARY}.pingPong.pongService: "both" is the pingService as well; ${FIX}`]);
  });

  test('by a blue/green rollout', () => {
    expect(messages(blueGreenWith((strategy) => strategy.previewService = 'checkout-active')))
      .toEqual([`ARO107 spec.strategy.blueGreen.previewService: "checkout-active" is the activeService as well; ${FIX}`]);
  });
});

describe('ARO108: ephemeral metadata', () => {
  const labels = { labels: { role: 'new' } };

  test.each([['canaryMetadata', 'stableMetadata'], ['stableMetadata', 'canaryMetadata']])('%s wants %s', (half, other) => {
    expect(messages(canaryWith((strategy) => strategy[half] = labels)))
      .toEqual([`ARO108 ${CANARY}.${half}: has no counterpart ${other}; give both halves`]);
    expect(messages(canaryWith((strategy) => Object.assign(strategy, { [half]: labels, [other]: labels })))).toEqual([]);
  });

  test.each([['activeMetadata', 'previewMetadata'], ['previewMetadata', 'activeMetadata']])('%s wants %s', (half, other) => {
    expect(messages(blueGreenWith((strategy) => strategy[half] = labels)))
      .toEqual([`ARO108 spec.strategy.blueGreen.${half}: has no counterpart ${other}; give both halves`]);
    expect(messages(blueGreenWith((strategy) => Object.assign(strategy, { [half]: labels, [other]: labels })))).toEqual([]);
  });
});
