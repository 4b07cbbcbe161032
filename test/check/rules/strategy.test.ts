import { blueGreen, blueGreenWith, canary, canaryWith, messages, migration, unrouted } from '../fixtures';

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
    manifests.rollout.spec.strategy.blueGreen = {};
    expect(messages(manifests))
      .toEqual(['ARO103 spec.strategy: has both canary and blueGreen; remove the one that is not meant']);
  });

  test.each([[undefined], [null], [{}], [{ canary: null }]])('%j is no strategy', (strategy) => {
    const { rollout } = canary();
    rollout.spec.strategy = strategy;
    expect(messages({ rollout }))
      .toEqual(['ARO103 spec.strategy: has neither canary nor blueGreen; give it either canary or blueGreen']);
  });

  test('a misspelt strategy is recognised', () => {
    const { rollout } = canary();
    rollout.spec.strategy = { bluegreen: {} };
    expect(messages({ rollout })).toEqual(['ARO103 spec.strategy.bluegreen: is not a strategy; did you mean "blueGreen"?']);
  });

  test('a strategy without settings is a strategy', () => {
    const { rollout } = canary();
    rollout.spec.strategy = { canary: {} };
    expect(messages({ rollout })).toEqual([]);
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
    [true, 'true is unknown to the controller, which ignores it; write never, onsuccess or progressively'],
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

  test('there must be pods', () => {
    const { rollout } = canary();
    delete rollout.spec.template;
    expect(messages({ rollout }))
      .toEqual(['ARO106 spec: has neither template nor workloadRef; give it either a template or a workloadRef']);
  });
});

describe('ARO107: two different Services are needed', () => {
  const FIX = 'name two different Services';

  test('by a canary', () => {
    expect(messages(canaryWith((strategy) => strategy.canaryService = 'checkout-stable')))
      .toEqual([`ARO107 ${CANARY}.canaryService: "checkout-stable" is the stableService as well; ${FIX}`]);
  });

  test('by a ping-pong', () => {
    expect(messages(canaryWith((strategy) => strategy.pingPong = { pingService: 'both', pongService: 'both' })))
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

describe('ARO109: limits', () => {
  const FIX = 'change one of the two';

  function specWith(spec: object): string[] {
    return messages(blueGreenWith((_, rollout) => Object.assign(rollout.spec, spec)));
  }

  test('a deadline leaves time to become ready', () => {
    expect(specWith({ progressDeadlineSeconds: 60, minReadySeconds: 60 }))
      .toEqual([`ARO109 spec.progressDeadlineSeconds: 60 is not above spec.minReadySeconds, 60; ${FIX}`]);
    expect(specWith({ progressDeadlineSeconds: 61, minReadySeconds: 60 })).toEqual([]);
  });

  test('a deadline of 0 is before everything', () => {
    expect(specWith({ progressDeadlineSeconds: 0 }))
      .toEqual([`ARO109 spec.progressDeadlineSeconds: 0 is not above spec.minReadySeconds, 0; ${FIX}`]);
  });

  test('a deadline that is not given is 600 s', () => {
    expect(specWith({ minReadySeconds: 600 }))
      .toEqual([`ARO109 spec.minReadySeconds: 600 is not below spec.progressDeadlineSeconds, 600 by default; ${FIX}`]);
    expect(specWith({ minReadySeconds: 599 })).toEqual([]);
  });

  test('a rollback stays within the history', () => {
    expect(specWith({ rollbackWindow: { revisions: 11 } }))
      .toEqual([`ARO109 spec.rollbackWindow.revisions: 11 is above spec.revisionHistoryLimit, 10 by default; ${FIX}`]);
    expect(specWith({ rollbackWindow: { revisions: 3 }, revisionHistoryLimit: 2 }))
      .toEqual([`ARO109 spec.rollbackWindow.revisions: 3 is above spec.revisionHistoryLimit, 2; ${FIX}`]);
    expect(specWith({ rollbackWindow: { revisions: 10 } })).toEqual([]);
  });

  test('what is scaled down late stays within the history', () => {
    const late = (limit: number) => messages(blueGreenWith((strategy, { spec }) => {
      strategy.scaleDownDelayRevisionLimit = limit;
      spec.revisionHistoryLimit = 0;
    }));
    expect(late(1)).toEqual([
      `ARO109 spec.strategy.blueGreen.scaleDownDelayRevisionLimit: 1 is above spec.revisionHistoryLimit, 0; ${FIX}`,
    ]);
    expect(late(0)).toEqual([]);
  });

  test.each([[0, 0], ['0%', 0], ['0', '0%']])('maxSurge %j and maxUnavailable %j leave no way to go', (maxSurge, maxUnavailable) => {
    expect(messages(unrouted((strategy) => Object.assign(strategy, { maxSurge, maxUnavailable })))).toEqual([
      `ARO109 ${CANARY}.maxSurge: ${JSON.stringify(maxSurge)} allows no step, since maxUnavailable is 0 as well; `
      + 'raise one of the two',
    ]);
  });

  test.each([[0, undefined], [undefined, 0], ['25%', 0], [0, 1]])('maxSurge %j and maxUnavailable %j do', (maxSurge, maxUnavailable) => {
    expect(messages(unrouted((strategy) => Object.assign(strategy, { maxSurge, maxUnavailable })))).toEqual([]);
  });
});

describe('ARO110: anti-affinity', () => {
  const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
  const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

  test.each([[{ [REQUIRED]: {} }], [{ [PREFERRED]: { weight: 1 } }], [{ [PREFERRED]: { weight: 100 } }]])('%j is one', (given) => {
    expect(messages(blueGreenWith((strategy) => strategy.antiAffinity = given))).toEqual([]);
  });

  test.each([
    [{}, `: is neither required nor preferred; give either ${REQUIRED} or ${PREFERRED}`],
    [{ [REQUIRED]: {}, [PREFERRED]: { weight: 1 } }, ': is both required and preferred; remove one of the two'],
    [{ [PREFERRED]: { weight: 0 } }, `.${PREFERRED}.weight: 0 is outside 1 to 100; give a whole number of 1 to 100`],
    [{ [PREFERRED]: { weight: 101 } }, `.${PREFERRED}.weight: 101 is outside 1 to 100; give a whole number of 1 to 100`],
    [{ [PREFERRED]: {} }, `.${PREFERRED}.weight: is absent; give a whole number of 1 to 100`],
    [{ [REQUIRED]: [] }, `.${REQUIRED}: a list is not the single object that is expected; give an object`],
  ])('%j is none', (given, said) => {
    expect(messages(canaryWith((strategy) => strategy.antiAffinity = given))).toEqual([`ARO110 ${CANARY}.antiAffinity${said}`]);
  });
});
