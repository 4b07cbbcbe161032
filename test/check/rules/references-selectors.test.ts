import { canary, deployment, messages, migration, podTemplate, unrouted } from '../fixtures';

const FIX = 'give each its own label, in the selector and in the template (a selector cannot be changed later)';

function said(name: string, kind = 'Rollout', field = 'spec.selector.matchLabels'): string {
  return `ARO413 ${field}: selects the pods of ${kind} ${name} as well; ${FIX}`;
}

/** A Rollout without a router. */
function rollout(name: string, selector: any = { app: 'checkout' }, labels: any = selector): any {
  const made = unrouted().rollout;
  made.metadata.name = name;
  made.spec.selector = { matchLabels: selector };
  made.spec.template.metadata.labels = labels;
  return made;
}

describe('ARO413: the selector of a Rollout', () => {
  test('is its own', () => {
    expect(messages({ a: rollout('a'), b: rollout('b', { app: 'b' }) })).toEqual([]);
    expect(messages({ a: rollout('a'), b: rollout('b') })).toEqual([said('a')]);
    expect(messages({ b: rollout('b'), a: rollout('a') })).toEqual([said('b')]);
  });

  test('is told of by each but the first', () => {
    expect(messages({ a: rollout('a'), b: rollout('b'), c: rollout('c') })).toEqual([said('a'), said('a')]);
  });

  test('is told of where it is the wider one', () => {
    const narrow = rollout('narrow', { app: 'checkout', tier: 'web' });
    expect(messages({ wide: rollout('wide'), narrow })).toEqual([said('narrow')]);
    expect(messages({ narrow, wide: rollout('wide') })).toEqual([said('narrow')]);
  });

  test('may share some of its labels', () => {
    expect(messages({ a: rollout('a', { app: 'a', team: 'shop' }), b: rollout('b', { app: 'b', team: 'shop' }) })).toEqual([]);
    expect(messages({ a: rollout('a', { app: 'a' }, { app: 'a', team: 'shop' }), b: rollout('b', { app: 'b' }, { app: 'b', team: 'shop' }) })).toEqual([]);
  });

  test('may be the same in another namespace', () => {
    const b = rollout('b');
    b.metadata.namespace = 'payments';
    expect(messages({ a: rollout('a'), b })).toEqual([]);
  });

  test('that has expressions is not looked at', () => {
    const b = rollout('b', { app: 'checkout' }, { app: 'checkout', tier: 'web' });
    b.spec.selector.matchExpressions = [{ key: 'tier', operator: 'Exists' }];
    expect(messages({ b, a: rollout('a', { app: 'checkout', tier: 'x' }) })).toEqual([]);
  });

  test('that misses its own pods is ARO404\'s to report', () => {
    const found = messages({ a: rollout('a'), b: rollout('b', { app: 'checkout' }, { app: 'b' }) });
    expect(found).toEqual([
      'ARO404 spec.selector.matchLabels.app: "checkout" does not match the pods, which have "b"; '
      + 'make the selector and the labels of the pod template agree',
    ]);
  });

  test('is not told of where there are two manifests of one Rollout', () => {
    expect(messages({ a: rollout('a'), again: rollout('a') }).filter((message) => message.startsWith('ARO413'))).toEqual([]);
  });
});

describe('ARO413: a Rollout and a Deployment', () => {
  const worker = (): any => {
    const made = deployment('worker');
    made.spec.selector = { matchLabels: { app: 'checkout', tier: 'worker' } };
    made.spec.template.metadata.labels = { app: 'checkout', tier: 'worker' };
    return made;
  };

  test('have pods of their own', () => {
    expect(messages({ ...canary(), worker: worker() })).toEqual([said('worker', 'Deployment')]);
    const other = worker();
    other.spec.template.metadata.labels = other.spec.selector.matchLabels = { app: 'worker', tier: 'worker' };
    expect(messages({ ...canary(), other })).toEqual([]);
  });

  test.each<[string, (made: any) => void]>([
    ['has no replicas', ({ spec }) => spec.replicas = 0],
    ['is in another namespace', ({ metadata }) => metadata.namespace = 'payments'],
    ['has no pods', ({ spec }) => delete spec.template],
    ['has labels of other types', ({ spec }) => spec.template.metadata.labels = { app: 7 }],
  ])('may stand beside each other where the Deployment %s', (_, change) => {
    const made = worker();
    change(made);
    expect(messages({ ...canary(), made })).toEqual([]);
  });

  test('that have the same labels are ARO503\'s to report', () => {
    const found = messages({ ...canary(), old: deployment('old') });
    expect(found.map((message) => message.slice(0, 6))).toEqual(['ARO503']);
  });

  test('may be linked', () => {
    expect(messages(migration())).toEqual([]);
    const own = migration();
    own.rollout.spec.selector = { matchLabels: { app: 'checkout' } };
    expect(messages(own)).toEqual([]);
  });

  test('of which two Rollouts take their pods is told of', () => {
    const manifests = migration();
    const second = { ...manifests.rollout, metadata: { name: 'second', namespace: 'shop' } };
    expect(messages({ ...manifests, second }).filter((message) => message.startsWith('ARO413')))
      .toEqual([said('checkout', 'Rollout', 'spec.workloadRef')]);
  });

  test('that a Rollout takes its pods from is told of by that Rollout', () => {
    const taken = migration();
    taken.deployment.spec.template = podTemplate();
    const found = messages({ ...taken, other: rollout('other') }).filter((message) => message.startsWith('ARO413'));
    expect(found).toEqual([said('checkout')]);
  });
});
