import { analysis, canaryWith, messages, messagesAlone, nginx, unrouted } from '../fixtures';

const CANARY = 'spec.strategy.canary';

function nginxWith(change: (strategy: any) => void): any {
  const manifests = nginx();
  change(manifests.rollout.spec.strategy.canary);
  return manifests;
}

describe('ARO101: weights', () => {
  test.each([0, 20, 100])('%p is a weight', (setWeight) => {
    expect(messages(canaryWith(({ steps }) => steps[0].setWeight = setWeight))).toEqual([]);
  });

  test.each([
    [101, '101 is outside 0 to 100; give a whole number in that range'],
    [-1, '-1 is outside 0 to 100; give a whole number in that range'],
    [2 ** 40, '1099511627776 is outside 0 to 100; give a whole number in that range'],
  ])('%p is no weight', (setWeight, said) => {
    expect(messages(canaryWith(({ steps }) => steps[0].setWeight = setWeight)))
      .toEqual([`ARO101 ${CANARY}.steps[0].setWeight: ${said}`]);
  });

  test('the router may carry more than 100', () => {
    const upTo = (setWeight: number) => messages(nginxWith(({ steps, trafficRouting }) => {
      trafficRouting.maxTrafficWeight = 1000;
      steps[0].setWeight = setWeight;
      steps[3].setCanaryScale.weight = 1000;
    }));
    expect(upTo(1000)).toEqual([]);
    expect(upTo(1001))
      .toEqual([`ARO101 ${CANARY}.steps[0].setWeight: 1001 is outside 0 to 1000; give a whole number in that range`]);
  });

  test('a scale and a mirrored share have bounds too', () => {
    expect(messages(canaryWith(({ steps, trafficRouting }) => {
      trafficRouting.managedRoutes = [{ name: 'mirror' }];
      steps[3].setCanaryScale.weight = 150;
      steps.push({ setMirrorRoute: { name: 'mirror', percentage: 200, match: [{ method: { exact: 'GET' } }] } });
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
    [{ setWeight: 20, pause: {}, analysis: analysis() }, 'steps[1]: has 3 kinds, setWeight, pause and analysis; '
      + 'write one step for each'],
    [{ setCanaryScale: { weight: 30 }, experiment: { templates: [{ name: 'candidate', specRef: 'canary' }] } },
      'steps[1]: is over when setCanaryScale is, without waiting for its experiment; write one step for each'],
  ])('%j is no step', (step, said) => {
    expect(messages(canaryWith(({ steps }) => steps[1] = step))).toEqual([`ARO102 ${CANARY}.${said}`]);
  });

  test('every kind that the controller knows is a step', () => {
    expect(messages(canaryWith(({ steps, trafficRouting }) => {
      trafficRouting.managedRoutes = [{ name: 'header' }, { name: 'mirror' }];
      steps.push(
        { pause: {} }, { experiment: { templates: [{ name: 'candidate', specRef: 'canary' }] } }, { setHeaderRoute: { name: 'header' } },
        { setMirrorRoute: { name: 'mirror' } }, { plugin: { name: 'example/plugin' } },
      );
    }))).toEqual([]);
  });

  test('scaling and routing go along with what is waited for', () => {
    expect(messages(canaryWith(({ steps, trafficRouting }) => {
      trafficRouting.managedRoutes = [{ name: 'header' }];
      const setHeaderRoute = { name: 'header', match: [{ headerName: 'x-tester', headerValue: { exact: 'true' } }] };
      steps.push({ setCanaryScale: { weight: 100 }, setHeaderRoute, pause: {} }, { setCanaryScale: { weight: 100 }, setWeight: 100 });
    }))).toEqual([]);
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
    expect(messagesAlone(unrouted((strategy) => strategy[name] = value)))
      .toEqual([`ARO104 ${CANARY}.${name}: ${ADD}, or remove the field`]);
    expect(messagesAlone(canaryWith((strategy) => strategy[name] = value))).toEqual([]);
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

describe('ARO119: a duration', () => {
  const FIX = 'give whole seconds, or a text such as 30s, 5m or 1h30m';
  const pauseOf = (duration: unknown) => messages(unrouted(({ steps }) => steps.push({ pause: { duration } })));

  test.each([
    0, 1, 2_147_483_647, '0', '90', '+90', '30s', '5m', '1h30m', '1.5h', '.5m', '100ms', '1h0m0.5s', undefined, null,
  ])('may be %j', (duration) => {
    expect(pauseOf(duration)).toEqual([]);
  });

  test.each([
    ['5 minutes', '"5 minutes" is not a duration'],
    ['1d', '"1d" is not a duration'],
    ['5M', '"5M" is not a duration'],
    ['1h 30m', '"1h 30m" is not a duration'],
    ['', '"" is not a duration'],
    ['m', '"m" is not a duration'],
    ['{{duration}}', '"{{duration}}" is not a duration'],
    ['1'.repeat(65) + 's', `"${'1'.repeat(59)}…" is not a duration`],
    [-10, '-10 is negative'],
    ['-10', '"-10" is negative'],
    ['-5m', '"-5m" is negative'],
    [2_147_483_648, '2147483648 is longer than the controller can count'],
    ['2147483648', '"2147483648" is longer than the controller can count'],
    ['600000h', '"600000h" is longer than the controller can count'],
  ])('is not %j', (duration, said) => {
    expect(pauseOf(duration)).toEqual([`ARO119 ${CANARY}.steps[1].pause.duration: ${said}; ${FIX}`]);
  });

  describe('of an experiment', () => {
    const lasting = (duration: unknown) => messages(unrouted(({ steps }) =>
      steps.push({ experiment: { duration, templates: [{ name: 'candidate', specRef: 'canary' }] } })));

    test.each(['10m', '0', '', undefined])('may be %j', (duration) => {
      expect(lasting(duration)).toEqual([]);
    });

    test.each([
      ['600', '"600" has no unit; give a text such as 30s, 5m or 1h30m'],
      ['ten minutes', '"ten minutes" is not a duration; give a text such as 30s, 5m or 1h30m'],
      ['-10m', `"-10m" is negative; ${FIX}`],
    ])('is not %j', (duration, said) => {
      expect(lasting(duration)).toEqual([`ARO119 ${CANARY}.steps[1].experiment.duration: ${said}`]);
    });
  });
});
