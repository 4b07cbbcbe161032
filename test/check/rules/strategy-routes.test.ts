import { alb, canary, canaryWith, gatewayApi, messages, nginx, unrouted } from '../fixtures';

const CANARY = 'spec.strategy.canary';
const STEPS = `${CANARY}.steps`;
const ROUTES = `${CANARY}.trafficRouting.managedRoutes`;

const scale = { setCanaryScale: { weight: 10 } };
const match = [{ headerName: 'x-tester', headerValue: { exact: 'true' } }];

function header(name: unknown, more: object = { match }): object {
  return { setHeaderRoute: { name, ...more } };
}

function mirror(name: unknown, more: object = { match: [{ method: { exact: 'GET' } }] }): object {
  return { setMirrorRoute: { name, ...more } };
}

/** The manifests with these managed routes and steps. */
function routed(managedRoutes: unknown, steps: unknown[], manifests = canary()): string[] {
  const strategy = manifests.rollout.spec.strategy.canary;
  strategy.trafficRouting.managedRoutes = managedRoutes;
  strategy.steps = steps;
  return messages(manifests);
}

function named(...names: unknown[]): unknown[] {
  return names.map((name) => ({ name }));
}

describe('ARO113: managed routes', () => {
  test('are those of the steps', () => {
    expect(routed(named('testers', 'copies'), [scale, header('testers'), mirror('copies'), header('testers', {}), mirror('copies', {})]))
      .toEqual([]);
  });

  test.each([[undefined], [null], [[]], [named('canary-of-old')]])('%j lack the route of a step', (managedRoutes) => {
    expect(routed(managedRoutes, [scale, header('testers'), mirror('copies')])).toEqual([
      `ARO113 ${STEPS}[1].setHeaderRoute.name: "testers" is not among the managedRoutes; add { name: testers } to ${ROUTES}`,
      `ARO113 ${STEPS}[2].setMirrorRoute.name: "copies" is not among the managedRoutes; add { name: copies } to ${ROUTES}`,
    ]);
  });

  test('are compared letter by letter', () => {
    expect(routed(named('testers'), [scale, header('Testers')]))
      .toEqual([`ARO113 ${STEPS}[1].setHeaderRoute.name: "Testers" is not among the managedRoutes; did you mean "testers"?`]);
  });

  test('are needed to take a route away, too', () => {
    expect(routed([], [header('testers', {})]))
      .toEqual([`ARO113 ${STEPS}[0].setHeaderRoute.name: "testers" is not among the managedRoutes; add { name: testers } to ${ROUTES}`]);
  });

  test.each([['', 'is empty'], [undefined, 'is absent'], [null, 'is absent']])('have names, and so do steps: %j', (name, said) => {
    expect(routed(named('testers'), [scale, header(name)]))
      .toEqual([`ARO113 ${STEPS}[1].setHeaderRoute.name: ${said}; give a name that is in ${ROUTES}`]);
  });

  test('are listed once, by name', () => {
    expect(routed(named('testers', '', 'testers'), [scale, header('testers')])).toEqual([
      `ARO113 ${ROUTES}[1].name: is empty; name the route`,
      `ARO113 ${ROUTES}[2].name: "testers" is the name of an earlier route too; remove one of the two`,
    ]);
  });

  test.each([['setHeaderRoute', header('testers')], ['setMirrorRoute', mirror('copies')]])(
    'are not spoken of where nothing can route: %s', (kind, step) => {
      expect(messages(unrouted((strategy) => strategy.steps = [step]))).toEqual([expect.stringMatching(`^ARO104 .*${kind}`)]);
    },
  );
});

describe('ARO114: a route before there are pods', () => {
  const FIX = 'scale the canary up before (setCanaryScale), or set a weight';
  const KEEP = 'let a weight or an explicit scale keep pods until the route is removed';
  const before = (...steps: unknown[]) => routed(named('testers', 'copies'), steps);

  test.each([['setHeaderRoute', header('testers')], ['setMirrorRoute', mirror('copies')]])('is lost: %s', (kind, step) => {
    expect(before(step, { pause: {} })).toEqual([`ARO114 ${STEPS}[0].${kind}: is set while the canary has no pods; ${FIX}`]);
    expect(before({ setWeight: 0 }, step)).toEqual([`ARO114 ${STEPS}[1].${kind}: is set while the canary has no pods; ${FIX}`]);
    expect(before({ setWeight: 10 }, { setCanaryScale: { replicas: 0 } }, step))
      .toContain(`ARO114 ${STEPS}[2].${kind}: is set while the canary has no pods; ${FIX}`);
  });

  test.each([
    ['a weight', { setWeight: 10 }], ['a scale', scale], ['a number of pods', { setCanaryScale: { replicas: 1 } }],
  ])('is there after %s', (_, step) => {
    expect(before(step, header('testers'), { pause: {} }, mirror('copies'))).toEqual([]);
  });

  test('is there if the same step scales', () => {
    expect(before({ ...scale, ...header('testers') })).toEqual([]);
  });

  test('may be taken away at any time', () => {
    expect(before(header('testers', {}), mirror('copies', { match: [] }))).toEqual([]);
  });

  test('is lost with the pods', () => {
    const matching = { setCanaryScale: { matchTrafficWeight: true } };
    expect(before(scale, header('testers'), mirror('copies'), matching, { setWeight: 10 })).toEqual([
      `ARO114 ${STEPS}[3].setCanaryScale: leaves the canary without pods, and so without the routes testers and copies; ${KEEP}`,
    ]);
    expect(before({ setWeight: 10 }, header('testers'), { setWeight: 0 }, { setWeight: 10 })).toEqual([
      `ARO114 ${STEPS}[2].setWeight: leaves the canary without pods, and so without the route testers; ${KEEP}`,
    ]);
    expect(before(scale, header('testers'), header('testers', {}), matching, { setWeight: 10 })).toEqual([]);
    expect(before(scale, { setWeight: 10 }, header('testers'), matching)).toEqual([]);
  });
});

describe('ARO120: a header or mirror route', () => {
  const FIX = 'give exactly one of exact, regex and prefix';
  const HEADER = `ARO120 ${STEPS}[1].setHeaderRoute.match[0]`;
  const compared = (headerValue: unknown, manifests = canary()) =>
    routed(named('testers'), [scale, header('testers', { match: [{ headerName: 'x-tester', headerValue }] })], manifests);

  test.each([[{ exact: 'a' }], [{ regex: 'a.*' }], [{ prefix: 'a' }], [{ exact: 'a', regex: '' }]])('compares a header with %j', (value) => {
    expect(compared(value)).toEqual([]);
    expect(compared(value, gatewayApi())).toEqual([]);
  });

  test.each([
    [{}, 'has none of exact, regex and prefix'],
    [{ exact: '' }, 'has none of exact, regex and prefix'],
    [{ exact: 'a', prefix: 'a' }, 'has exact and prefix'],
    [{ exact: 'a', prefix: 'a', regex: 'a' }, 'has exact, regex and prefix'],
  ])('compares no header with %j', (value, said) => {
    expect(compared(value)).toEqual([`${HEADER}.headerValue: ${said}; ${FIX}`]);
  });

  test('compares whole values only behind an ALB', () => {
    const EXACT = 'give exact, and nothing else';
    expect(compared({ exact: 'a' }, alb())).toEqual([]);
    expect(compared({ prefix: 'a' }, alb()))
      .toEqual([`${HEADER}.headerValue: has prefix, and an ALB compares exact values only; ${EXACT}`]);
    expect(compared({ exact: 'a', regex: 'a' }, alb()))
      .toEqual([`${HEADER}.headerValue: has exact and regex, and an ALB compares exact values only; ${EXACT}`]);
    expect(compared({}, alb())).toEqual([`${HEADER}.headerValue: has no exact value; ${EXACT}`]);
  });

  test('names its header', () => {
    expect(routed(named('testers'), [scale, header('testers', { match: [{ headerName: '', headerValue: { exact: 'a' } }] })]))
      .toEqual([`${HEADER}.headerName: is empty; name the header`]);
  });

  test('compares methods, paths and headers of what it mirrors', () => {
    const both = { exact: 'a', prefix: 'a' };
    const MIRROR = `ARO120 ${STEPS}[1].setMirrorRoute`;
    const mirrored = (...matches: unknown[]) => routed(named('copies'), [scale, mirror('copies', { match: matches })]);
    expect(mirrored({ method: both, path: {}, headers: { 'x-a': both, 'x.b': { regex: 'a' } } }, { path: { prefix: '/' } }, {})).toEqual([
      `${MIRROR}.match[0].method: has exact and prefix; ${FIX}`,
      `${MIRROR}.match[0].path: has none of exact, regex and prefix; ${FIX}`,
      `${MIRROR}.match[0].headers.x-a: has exact and prefix; ${FIX}`,
    ]);
  });

  test('is one that the router can have', () => {
    const steps = [scale, header('testers'), mirror('copies')];
    const noMirror = `ARO120 ${STEPS}[2].setMirrorRoute: needs Istio, or a plugin that can mirror, as its router; remove the step`;
    expect(routed(undefined, steps, nginx())).toEqual([
      `ARO120 ${STEPS}[1].setHeaderRoute: needs Istio, ALB, APISIX or a plugin as its router; remove the step`,
      noMirror,
    ]);
    expect(routed(named('testers'), steps, alb())).toEqual([noMirror]);
    expect(routed(named('testers', 'copies'), steps, gatewayApi())).toEqual([]);
    expect(routed(named('testers', 'copies'), steps)).toEqual([]);
  });

  test('needs a router, and not only the room for one', () => {
    const manifests = canaryWith((strategy) => Object.assign(strategy, { trafficRouting: { plugins: {} }, steps: [scale, header('testers')] }));
    expect(messages(manifests))
      .toEqual([`ARO120 ${STEPS}[1].setHeaderRoute: needs Istio, ALB, APISIX or a plugin as its router; remove the step`]);
  });
});
