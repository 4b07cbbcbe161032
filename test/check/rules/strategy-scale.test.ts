import { approximateShare } from '../../../lib/check/strategy/canary-share';
import { autoscaler, canaryWith, messages, migration, nginx, unrouted } from '../fixtures';

const STEPS = 'spec.strategy.canary.steps';
const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'checkout' };

describe('ARO111: canary pods that are set apart', () => {
  const FIX = 'add a step setCanaryScale: { matchTrafficWeight: true } before that, or give a greater scale';

  /** The canary with these steps; its autoscaler keeps at least three pods. */
  function routed(...steps: unknown[]): string[] {
    return messages(canaryWith((strategy) => strategy.steps = steps));
  }

  /** The same with so many replicas, and no autoscaler. */
  function ofReplicas(replicas: number | undefined, ...steps: unknown[]): string[] {
    const { autoscaler: _, ...manifests } = canaryWith((strategy) => strategy.steps = steps);
    manifests.rollout.spec.replicas = replicas;
    return messages(manifests);
  }

  test('do not suffice for a greater weight', () => {
    expect(routed({ setCanaryScale: { weight: 25 } }, { pause: {} }, { setWeight: 50 }))
      .toEqual([`ARO111 ${STEPS}[0].setCanaryScale.weight: 25 is too little for the 50 of ${STEPS}[2].setWeight; ${FIX}`]);
  });

  test('do not suffice for all traffic at the end, for which the others come up too late', () => {
    expect(routed({ setCanaryScale: { weight: 50 } }, { setWeight: 50 }, { pause: {} }, { setWeight: 100 }))
      .toEqual([`ARO111 ${STEPS}[0].setCanaryScale.weight: 50 is too little for the 100 of ${STEPS}[3].setWeight; ${FIX}`]);
  });

  test('are spoken of once', () => {
    const steps = [{ setCanaryScale: { weight: 10 } }, { setWeight: 20 }, { setWeight: 40 }, { setWeight: 100 }];
    expect(routed(...steps)).toHaveLength(1);
    expect(routed(...steps, ...steps)).toEqual([
      `ARO111 ${STEPS}[0].setCanaryScale.weight: 10 is too little for the 20 of ${STEPS}[1].setWeight; ${FIX}`,
      `ARO111 ${STEPS}[4].setCanaryScale.weight: 10 is too little for the 100 of ${STEPS}[3].setWeight; `
      + 'give a greater scale, or lower the weight before',
    ]);
  });

  test.each([{ matchTrafficWeight: true }, { weight: 60 }, { weight: 50 }])('are scaled too late by %j', (setCanaryScale) => {
    expect(routed({ setCanaryScale: { weight: 10 } }, { setWeight: 50 }, { pause: {} }, { setCanaryScale })).toEqual([
      `ARO111 ${STEPS}[0].setCanaryScale.weight: 10 is too little for the 50 of ${STEPS}[1].setWeight; `
      + `move ${STEPS}[3].setCanaryScale before ${STEPS}[1].setWeight`,
    ]);
  });

  test('are not helped by a scale that is for another weight, or too little as well', () => {
    const scale = { setCanaryScale: { weight: 10 } };
    const match = { setCanaryScale: { matchTrafficWeight: true } };
    const said = [`ARO111 ${STEPS}[0].setCanaryScale.weight: 10 is too little for the 50 of ${STEPS}[1].setWeight; ${FIX}`];
    expect(routed(scale, { setWeight: 50 }, { setWeight: 60 }, match)).toEqual(said);
    expect(routed(scale, { setWeight: 50 }, { setCanaryScale: { weight: 20 } }, match).slice(0, 1)).toEqual(said);
  });

  test('suffice for a weight that is no greater', () => {
    expect(routed({ setCanaryScale: { weight: 50 } }, { setWeight: 20 }, { setWeight: 50 })).toEqual([]);
  });

  test.each([
    ['let match', { matchTrafficWeight: true }], ['scaled up', { weight: 100 }], ['scaled by nothing', {}],
  ])('are forgotten once they are %s', (_, setCanaryScale) => {
    expect(routed({ setCanaryScale: { weight: 10 } }, { setCanaryScale }, { setWeight: 80 })).toEqual([]);
  });

  test('are forgotten at the end, where the controller waits for all pods', () => {
    expect(routed({ setCanaryScale: { replicas: 1 } }, { setWeight: 20 }, { pause: {} })).toEqual([]);
  });

  test('are measured by the number of all pods', () => {
    const warmUp = [{ setCanaryScale: { replicas: 1 } }, { setWeight: 20 }, { setWeight: 80 }];
    const said = (weight: number, index: number) => [
      `ARO111 ${STEPS}[0].setCanaryScale.replicas: 1 is too little for the ${weight} of ${STEPS}[${index}].setWeight; ${FIX}`,
    ];
    expect(ofReplicas(10, ...warmUp)).toEqual(said(20, 1));
    expect(ofReplicas(5, ...warmUp)).toEqual(said(80, 2));
    expect(ofReplicas(1, ...warmUp)).toEqual([]);
    // Three at least, says the autoscaler.
    expect(routed(...warmUp)).toEqual(said(80, 2));
    // How many there are is not known.
    expect(ofReplicas(undefined, ...warmUp)).toEqual([]);
  });

  test('may be taken from under a weight', () => {
    expect(ofReplicas(10, { setWeight: 50 }, { setCanaryScale: { replicas: 2 } }))
      .toEqual([`ARO111 ${STEPS}[1].setCanaryScale.replicas: 2 is too little for the 50 of ${STEPS}[0].setWeight; `
        + 'give a greater scale, or lower the weight before']);
  });

  test('follow the scale of the weights', () => {
    const manifests = nginx();
    const { canary } = manifests.rollout.spec.strategy;
    canary.trafficRouting.maxTrafficWeight = 1000;
    canary.steps = [{ setCanaryScale: { replicas: 1 } }, { setWeight: 300 }];
    expect(messages(manifests)).toEqual([]);
    canary.steps[1].setWeight = 400;
    expect(messages(manifests))
      .toEqual([`ARO111 ${STEPS}[0].setCanaryScale.replicas: 1 is too little for the 400 of ${STEPS}[1].setWeight; ${FIX}`]);
  });
});

describe('approximating a weight by pods', () => {
  test.each([
    // replicas, weight, surge, canary pods, all pods
    [10, 20, true, 2, 10],
    [10, 25, true, 3, 11],
    [10, 25, false, 3, 10],
    [10, 5, false, 1, 10],
    [5, 10, true, 1, 6],
    [5, 10, false, 1, 5],
    [5, 50, true, 3, 6],
    [3, 25, true, 1, 4],
    [3, 50, true, 2, 4],
    [3, 50, false, 2, 3],
    [3, 99, false, 2, 3],
    [1, 20, true, 1, 2],
    [1, 20, false, 0, 1],
    [1, 95, false, 1, 1],
    [7, 0, true, 0, 7],
    [7, 100, true, 7, 7],
    // The controller, too, gives no pod here.
    [2, 75, false, 0, 2],
  ])('%d pods at %d, surge %p: %d of %d', (replicas, weight, maySurge, canary, total) => {
    expect(approximateShare(replicas, weight, maySurge)).toEqual({ canary, total });
  });
});

describe('ARO112: a weight without a router', () => {
  const FIX = 'give a weight that the pods can have, more replicas, or trafficRouting (`traffic` of a CanaryRollout)';

  function ofReplicas(replicas: unknown, weights: number[], strategy: object = {}): string[] {
    const manifests = unrouted((canary) => Object.assign(canary, strategy, { steps: weights.map((setWeight) => ({ setWeight })) }));
    manifests.rollout.spec.replicas = replicas;
    return messages(manifests);
  }

  test.each([
    [5, 10, '1 of 6 pods, which is 17 %'],
    [5, 1, '1 of 6 pods, which is 17 %'],
    [2, 20, '1 of 3 pods, which is 33 %'],
    [1, 20, '1 of 2 pods, which is 50 %'],
    [1, 99, '1 of 2 pods, which is 50 %'],
    [10, 1, '1 of 11 pods, which is 9 %'],
  ])('with %d pods cannot be %d', (replicas, weight, said) => {
    expect(ofReplicas(replicas, [weight])).toEqual([`ARO112 ${STEPS}[0].setWeight: ${weight} gives the canary ${said}; ${FIX}`]);
  });

  test.each([
    [10, [20, 40, 60, 80, 100]],
    [10, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
    [10, [25, 50, 75, 100]],
    [10, [5]],
    [5, [20, 50]],
    [5, [90]],
    [4, [25, 50, 75]],
    [3, [20, 40, 60, 80]],
    [2, [50]],
    [1, [50]],
    [1000, [1, 2, 3]],
    [0, [10]],
    [5, [0, 100]],
  ])('with %d pods can be %j', (replicas, weights) => {
    expect(ofReplicas(replicas, weights)).toEqual([]);
  });

  test('does nothing if it gives the pods of the one before', () => {
    expect(ofReplicas(10, [12, 14, 20]))
      .toEqual([`ARO112 ${STEPS}[1].setWeight: 14 gives the canary 1 of 10 pods, as 12 did before; ${FIX}`]);
    expect(ofReplicas(4, [20, 22, 50]))
      .toEqual([`ARO112 ${STEPS}[1].setWeight: 22 gives the canary 1 of 5 pods, as 20 did before; ${FIX}`]);
    // The same weight again is no approximation.
    expect(ofReplicas(4, [20, 20, 50])).toEqual([]);
  });

  test('may keep no pod more where it may not surge', () => {
    const noSurge = { maxSurge: 0, maxUnavailable: 1 };
    expect(ofReplicas(3, [50])).toEqual([]);
    expect(ofReplicas(3, [50], noSurge)).toEqual([`ARO112 ${STEPS}[0].setWeight: 50 gives the canary 2 of 3 pods, which is 67 %; ${FIX}`]);
    expect(ofReplicas(3, [50], { ...noSurge, maxSurge: '0%' })).toHaveLength(1);
    expect(ofReplicas(2, [75], noSurge)).toEqual([`ARO112 ${STEPS}[0].setWeight: 75 gives the canary 0 of 2 pods, which is 0 %; ${FIX}`]);
  });

  test('is counted on the fewest pods that an autoscaler keeps', () => {
    const scaled = (minReplicas: unknown, ...weights: number[]) => {
      const horizontal = autoscaler('checkout', ROLLOUT);
      horizontal.spec.minReplicas = minReplicas;
      return messages({ ...unrouted((canary) => canary.steps = weights.map((setWeight) => ({ setWeight }))), horizontal });
    };
    expect(scaled(3, 25, 50, 75, 100)).toEqual([]);
    expect(scaled(10, 20, 40)).toEqual([]);
    expect(scaled(3, 10)).toEqual([
      `ARO112 ${STEPS}[0].setWeight: 10 gives the canary 1 of 4 pods while HorizontalPodAutoscaler checkout keeps 3, which is 25 %; ${FIX}`,
    ]);
  });

  test('says nothing of pods that are not known', () => {
    expect(ofReplicas(undefined, [10])).toEqual([]);
    expect(messages(unrouted((canary) => canary.steps = [{ setWeight: 10 }]))).toEqual([]);
  });

  test('is one of a migrated service, too', () => {
    const manifests = migration();
    expect(messages(manifests)).toEqual([]);
    manifests.rollout.spec.replicas = 2;
    expect(messages(manifests)).toEqual([`ARO112 ${STEPS}[0].setWeight: 20 gives the canary 1 of 3 pods, which is 33 %; ${FIX}`]);
  });

  test('is nothing that a router minds', () => {
    const { autoscaler: _, ...manifests } = canaryWith((strategy) => strategy.steps = [{ setWeight: 10 }]);
    manifests.rollout.spec.replicas = 2;
    expect(messages(manifests)).toEqual([]);
  });
});
