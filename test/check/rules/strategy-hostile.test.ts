import { checkManifests, formatFinding } from '../../../lib/check';
import { STRATEGY_RULES } from '../../../lib/check/rules/strategy';
import { canary, Manifests } from '../fixtures';
import { whereverPut, WORST } from '../malformed';

/** A Rollout with all that the rules look at, scaled by an autoscaler. */
function everything(router: string): Manifests {
  const { autoscaler, rollout } = canary();
  const { spec } = rollout;
  Object.assign(spec, { replicas: 3, minReadySeconds: 1, progressDeadlineSeconds: 60, revisionHistoryLimit: 3 });
  spec.rollbackWindow = { revisions: 3 };
  spec.selector.matchExpressions = [{ key: 'app', operator: 'In', values: ['checkout'] }];
  spec.template.spec.initContainers = [{ name: 'setup', image: 'setup', restartPolicy: 'Always', readinessProbe: {} }];
  spec.template.spec.volumes = [{ name: 'cache', emptyDir: {} }];
  spec.template.spec.containers[0].volumeMounts = [{ name: 'cache', mountPath: '/cache' }];
  const strategy = spec.strategy.canary;
  strategy.maxSurge = '25%';
  strategy.replicaProgressThreshold = { type: 'Percent', value: 90 };
  strategy.antiAffinity = { preferredDuringSchedulingIgnoredDuringExecution: { weight: 1 } };
  strategy.pingPong = { pingService: 'checkout-ping', pongService: 'checkout-pong' };
  strategy.trafficRouting = { [router]: {}, managedRoutes: [{ name: 'testers' }], maxTrafficWeight: 100 };
  const match = { headerName: 'x-tester', headerValue: { exact: 'true' } };
  const experiment = { duration: '1h', templates: [{ name: 'candidate', specRef: 'canary', weight: 1 }], analyses: [{ name: 'a', templateName: 'b' }] };
  strategy.steps.push(
    { setHeaderRoute: { name: 'testers', match: [match] } },
    { setMirrorRoute: { name: 'testers', match: [{ path: { prefix: '/' }, headers: { a: { regex: '.' } } }] } },
    { setCanaryScale: { replicas: 1 } },
    { experiment },
  );
  return { rollout, autoscaler };
}

test.each(['istio', 'nginx'])('no rule about the strategy throws where any one field is malformed: %s', (router) => {
  const manifests = everything(router);
  whereverPut([...WORST, '1h'.repeat(100_000)], manifests, () => {
    for (const finding of checkManifests(Object.values(manifests), { rules: STRATEGY_RULES })) {
      expect(formatFinding(finding)).toMatch(/^ARO1\d\d \S.*: .+; .+/su);
    }
  });
});

test('10,000 of everything are checked', () => {
  const { rollout } = everything('istio');
  const many = (make: (index: number) => unknown): unknown[] => Array.from({ length: 10_000 }, (_, index) => make(index));
  const { canary: strategy } = rollout.spec.strategy;
  const { spec: pods } = rollout.spec.template;
  const { steps } = strategy;
  strategy.steps = many((index) => steps[index % steps.length]);
  strategy.trafficRouting.managedRoutes = many((index) => ({ name: `route-${index}` }));
  pods.volumes = many((index) => ({ name: `volume-${index}` }));
  pods.containers = many((index) => ({ name: `container-${index}`, image: 'any', volumeMounts: [{ name: 'volume', mountPath: '/' }] }));
  expect(checkManifests([rollout], { rules: STRATEGY_RULES }).length).toBeGreaterThan(10_000);
});
