import { canaryWith, messages, unrouted } from '../fixtures';

const CANARY = 'spec.strategy.canary';

describe('ARO101: weights', () => {
  test.each([0, 20, 100])('%p is a weight', (setWeight) => {
    expect(messages(canaryWith(({ steps }) => steps[0].setWeight = setWeight))).toEqual([]);
  });

  test.each([
    [101, '101 is outside 0 to 100; give a whole number in that range'],
    [-1, '-1 is outside 0 to 100; give a whole number in that range'],
    [12.5, '12.5 is not a whole number; give one of 0 to 100'],
    ['20', '"20" is not a whole number; give one of 0 to 100'],
    [{ percent: 20 }, 'an object is not a whole number; give one of 0 to 100'],
  ])('%p is no weight', (setWeight, said) => {
    expect(messages(canaryWith(({ steps }) => steps[0].setWeight = setWeight)))
      .toEqual([`ARO101 ${CANARY}.steps[0].setWeight: ${said}`]);
  });

  test('the router may carry more than 100', () => {
    const upTo = (setWeight: number) => messages(canaryWith(({ steps, trafficRouting }) => {
      trafficRouting.maxTrafficWeight = 1000;
      steps[0].setWeight = setWeight;
    }));
    expect(upTo(1000)).toEqual([]);
    expect(upTo(1001))
      .toEqual([`ARO101 ${CANARY}.steps[0].setWeight: 1001 is outside 0 to 1000; give a whole number in that range`]);
  });

  test('a scale and a mirrored share are percentages too', () => {
    expect(messages(canaryWith(({ steps }) => {
      steps[3].setCanaryScale.weight = 150;
      steps.push({ setMirrorRoute: { name: 'mirror', percentage: 200 } });
    }))).toEqual([
      `ARO101 ${CANARY}.steps[3].setCanaryScale.weight: 150 is outside 0 to 100; give a whole number in that range`,
      `ARO101 ${CANARY}.steps[5].setMirrorRoute.percentage: 200 is outside 0 to 100; give a whole number in that range`,
    ]);
  });
});

describe('ARO102: the kind of a step', () => {
  const KINDS = 'setWeight, pause, analysis, experiment, setCanaryScale, setHeaderRoute, setMirrorRoute, plugin';

  test.each([
    [{}, `steps[1]: is empty; give it one of ${KINDS}, or remove it`],
    [{ pause: null }, 'steps[1].pause: has no value, which makes the step empty; '
      + 'write pause: {} to wait until promoted, or give a duration'],
    [{ setWeight: 20, pause: {} }, 'steps[1]: has 2 kinds, setWeight and pause; write one step for each'],
    [{ setweight: 20 }, 'steps[1].setweight: is not a kind of step; did you mean "setWeight"?'],
    [{ promote: true }, `steps[1].promote: is not a kind of step; use one of ${KINDS}`],
    ['pause', `steps[1]: "pause" is not a step; give an object with one of ${KINDS}`],
  ])('%j is no step', (step, said) => {
    expect(messages(canaryWith(({ steps }) => steps[1] = step))).toEqual([`ARO102 ${CANARY}.${said}`]);
  });

  test('every kind that the controller knows is a step', () => {
    expect(messages(canaryWith(({ steps }) => steps.push(
      { pause: {} }, { experiment: {} }, { setHeaderRoute: { name: 'header' } }, { setMirrorRoute: { name: 'mirror' } },
      { plugin: { name: 'example/plugin' } },
    )))).toEqual([]);
  });
});

describe('ARO104: traffic routing is needed for', () => {
  const ADD = 'needs traffic routing; add spec.strategy.canary.trafficRouting (`traffic` of a CanaryRollout)';

  test.each([
    ['setCanaryScale', { replicas: 1 }],
    ['setHeaderRoute', { name: 'header' }],
    ['setMirrorRoute', { name: 'mirror' }],
  ])('a step %s', (kind, content) => {
    expect(messages(unrouted(({ steps }) => steps.push({ [kind]: content }))))
      .toEqual([`ARO104 ${CANARY}.steps[1].${kind}: ${ADD}, or remove the step`]);
  });

  test.each([
    ['scaleDownDelaySeconds', 30],
    ['dynamicStableScale', true],
    ['abortScaleDownDelaySeconds', 0],
    ['pingPong', { pingService: 'checkout-ping', pongService: 'checkout-pong' }],
    ['minPodsPerReplicaSet', 2],
  ])('the field %s', (name, value) => {
    expect(messages(unrouted((strategy) => strategy[name] = value)))
      .toEqual([`ARO104 ${CANARY}.${name}: ${ADD}, or remove the field`]);
    expect(messages(canaryWith((strategy) => strategy[name] = value))).toEqual([]);
  });

  test('the weight of an experiment', () => {
    const experiment = { templates: [{ name: 'canary', specRef: 'canary' }, { name: 'stable', specRef: 'stable', weight: 5 }] };
    expect(messages(unrouted(({ steps }) => steps.push({ experiment }))))
      .toEqual([`ARO104 ${CANARY}.steps[1].experiment.templates[1].weight: ${ADD}, or remove the weight`]);
  });

  test('nothing that is switched off', () => {
    expect(messages(unrouted((strategy) => strategy.dynamicStableScale = false))).toEqual([]);
  });

  test('pods that follow the weight, which then cannot stay for a while too', () => {
    expect(messages(canaryWith((strategy) => {
      strategy.dynamicStableScale = true;
      strategy.scaleDownDelaySeconds = 60;
    }))).toEqual([`ARO104 ${CANARY}.dynamicStableScale: excludes scaleDownDelaySeconds, which keeps pods that it takes away; `
      + 'remove one of the two']);
  });
});
