import { blueGreenWith, canaryWith, messages, unrouted } from '../fixtures';

const CANARY = 'spec.strategy.canary';

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

  test.each(['a third', '25 %', '', '1.5'])('maxSurge %j cannot be read', (limit) => {
    const said = (name: string) => [`ARO109 ${CANARY}.${name}: ${JSON.stringify(limit)} is unreadable, `
      + 'which makes maxSurge and maxUnavailable 0; give a number of pods, or a percentage such as 25%'];
    expect(messages(unrouted((strategy) => strategy.maxSurge = limit))).toEqual(said('maxSurge'));
    expect(messages(unrouted((strategy) => strategy.maxUnavailable = limit))).toEqual(said('maxUnavailable'));
    // With a router neither is used.
    expect(messages(canaryWith((strategy) => strategy.maxSurge = limit))).toEqual([]);
  });

  test.each([
    [{ type: 'Percentage', value: 90 }, 'type: "Percentage" is neither Percent nor Pod; did you mean "Percent"?'],
    [{ type: 'Share', value: 90 }, 'type: "Share" is neither Percent nor Pod; write Percent or Pod'],
    [{ type: 'Percent', value: 101 }, 'value: 101 is no percentage; give a whole number of 1 to 100'],
    [{ type: 'Percent', value: -1 }, 'value: -1 is no percentage; give a whole number of 1 to 100'],
  ])('%j is no threshold', (threshold, said) => {
    expect(messages(canaryWith((strategy) => strategy.replicaProgressThreshold = threshold)))
      .toEqual([`ARO109 ${CANARY}.replicaProgressThreshold.${said}`]);
  });

  test.each([{ type: 'Percent', value: 100 }, { type: 'Pod', value: 101 }])('%j is one', (threshold) => {
    expect(messages(canaryWith((strategy) => strategy.replicaProgressThreshold = threshold))).toEqual([]);
  });

  test.each([[0, undefined], [undefined, 0], ['25%', 0], [0, 1], ['2', 0]])('maxSurge %j and maxUnavailable %j do', (maxSurge, maxUnavailable) => {
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
  ])('%j is none', (given, said) => {
    expect(messages(canaryWith((strategy) => strategy.antiAffinity = given))).toEqual([`ARO110 ${CANARY}.antiAffinity${said}`]);
  });
});

describe('ARO115: a promotion after a delay', () => {
  const BLUE_GREEN = 'spec.strategy.blueGreen';

  test('is not one by hand', () => {
    expect(messages(blueGreenWith((strategy) => Object.assign(strategy, { autoPromotionEnabled: false, autoPromotionSeconds: 300 }))))
      .toEqual([`ARO115 ${BLUE_GREEN}.autoPromotionSeconds: 300 is ignored, since autoPromotionEnabled is false; remove `
        + 'autoPromotionEnabled to promote after that time, or remove autoPromotionSeconds to promote by hand']);
  });

  test.each([
    [{ autoPromotionEnabled: true, autoPromotionSeconds: 300 }],
    [{ autoPromotionSeconds: 300 }],
    [{ autoPromotionEnabled: false }],
    [{ autoPromotionEnabled: false, autoPromotionSeconds: 0 }],
  ])('may be meant by %j', (promotion) => {
    expect(messages(blueGreenWith((strategy) => Object.assign(strategy, promotion)))).toEqual([]);
  });
});

describe('ARO116: a negative number', () => {
  const said = (field: string, value: number) => [`ARO116 ${field}: ${value} is negative; give 0 or more`];

  test.each(['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'])('of %s is refused', (name) => {
    const withValue = (value: number) => messages(blueGreenWith((_, { spec }) => Object.assign(spec, { [name]: value })));
    expect(withValue(-1)).toEqual(said(`spec.${name}`, -1));
    expect(withValue(-2_147_483_648)).toEqual(said(`spec.${name}`, -2_147_483_648));
    expect(withValue(1)).toEqual([]);
  });

  test('of pods in the preview is refused', () => {
    expect(messages(blueGreenWith((strategy) => strategy.previewReplicaCount = -1)))
      .toEqual(said('spec.strategy.blueGreen.previewReplicaCount', -1));
    expect(messages(blueGreenWith((strategy) => strategy.previewReplicaCount = 0))).toEqual([]);
  });

  test('of canary pods, or of pods in an experiment, is refused', () => {
    const templates = [{ name: 'candidate', specRef: 'canary', replicas: -2 }];
    expect(messages(canaryWith(({ steps }) => steps.push({ setCanaryScale: { replicas: -1 } }, { experiment: { templates } })))).toEqual([
      ...said(`${CANARY}.steps[5].setCanaryScale.replicas`, -1),
      ...said(`${CANARY}.steps[6].experiment.templates[0].replicas`, -2),
    ]);
  });
});
