import { checkManifests } from '../../../lib/check';
import { schemaValue } from '../../../lib/check/rules/manifest/schema-value';
import { unknownField } from '../../../lib/check/rules/manifest/unknown-field';
import { STRATEGY_RULES } from '../../../lib/check/rules/strategy';
import { blueGreen, canary, Manifests, unrouted } from '../fixtures';

/** What the schemas and the rules about the strategy say together: a mistake is one rule's to report. */
function found({ rollout }: Manifests): string[] {
  return checkManifests([rollout], { rules: [unknownField, schemaValue, ...STRATEGY_RULES] }).map(({ id, field }) => `${id} ${field}`);
}

function changed(fixture: () => Manifests, change: (strategy: any, spec: any) => void): string[] {
  const manifests = fixture();
  const { spec } = manifests.rollout;
  change(spec.strategy.canary ?? spec.strategy.blueGreen, spec);
  return found(manifests);
}

const CANARY = 'spec.strategy.canary';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const routes = { managedRoutes: [{ name: 'testers' }] };
const scale = { setCanaryScale: { weight: 10 } };

test.each([['canary', canary], ['blue/green', blueGreen], ['unrouted', unrouted]])('a Rollout in order has no findings: %s', (_, fixture) => {
  expect(found(fixture())).toEqual([]);
});

describe('a misspelt field is reported once', () => {
  test.each<[string, (strategy: any, spec: any) => void]>([
    ['spec.strategy.bluegreen', (_, spec) => spec.strategy = { bluegreen: {} }],
    ['spec.stratgy', (_, spec) => {
      spec.stratgy = spec.strategy;
      delete spec.strategy;
    }],
    ['spec.selectors', (_, spec) => {
      spec.selectors = spec.selector;
      delete spec.selector;
    }],
    ['spec.selector.app', (_, spec) => spec.selector = { app: 'checkout' }],
    ['spec.templates', (_, spec) => {
      spec.templates = spec.template;
      delete spec.template;
    }],
    [`${CANARY}.steps[1].setweight`, ({ steps }) => steps[1] = { setweight: 20 }],
    [`${CANARY}.steps[1].promote`, ({ steps }) => steps[1] = { promote: true }],
    [`${CANARY}.steps[1].promote`, ({ steps }) => steps[1] = { setWeight: 20, promote: true }],
    [`${CANARY}.trafficrouting`, (strategy) => {
      strategy.trafficrouting = strategy.trafficRouting;
      delete strategy.trafficRouting;
    }],
    [`${CANARY}.trafficRouting.Istio`, (strategy) => {
      strategy.trafficRouting = { Istio: {}, ...routes, maxTrafficWeight: 100 };
      strategy.steps = [scale, { setMirrorRoute: { name: 'testers' } }];
    }],
    [`${CANARY}.trafficRouting.managedRoute`, (strategy) => {
      strategy.trafficRouting.managedRoute = routes.managedRoutes;
      strategy.steps = [scale, { setHeaderRoute: { name: 'testers' } }];
    }],
    [`${CANARY}.stableservice`, (strategy) => {
      strategy.stableservice = strategy.stableService;
      delete strategy.stableService;
    }],
    [`${CANARY}.antiAffinity.required`, (strategy) => strategy.antiAffinity = { required: {} }],
    [`${CANARY}.steps[1].setHeaderRoute.match[0].headerValue.exakt`, (strategy) => {
      Object.assign(strategy.trafficRouting, routes);
      strategy.steps = [scale, { setHeaderRoute: { name: 'testers', match: [{ headerName: 'a', headerValue: { exakt: 'b' } }] } }];
    }],
    [`${CANARY}.steps[1].setHeaderRoute.names`, (strategy) => {
      Object.assign(strategy.trafficRouting, routes);
      strategy.steps = [scale, { setHeaderRoute: { names: 'testers' } }];
    }],
    ['spec.template.spec.containers[0].Image', (_, spec) => spec.template.spec.containers = [{ name: 'main', Image: 'checkout' }]],
    ['spec.template.spec.volume', (_, spec) => {
      spec.template.spec.volume = [{ name: 'cache' }];
      spec.template.spec.containers[0].volumeMounts = [{ name: 'cache', mountPath: '/cache' }];
    }],
  ])('%s', (field, change) => {
    expect(changed(canary, change)).toEqual([`ARO003 ${field}`]);
  });
});

describe('a value of the wrong type, or one that is missing, is reported once', () => {
  test.each<[string, (strategy: any, spec: any) => void]>([
    ['spec.strategy', (_, spec) => spec.strategy = 'canary'],
    ['spec.strategy.canary', (_, spec) => spec.strategy = { canary: 'yes' }],
    ['spec.selector', (_, spec) => spec.selector = 'checkout'],
    ['spec.template', (_, spec) => spec.template = []],
    ['spec.template.spec.containers', (_, spec) => spec.template.spec = {}],
    ['spec.workloadRef', (_, spec) => {
      spec.workloadRef = 'checkout';
      delete spec.template;
    }],
    ['spec.replicas', (_, spec) => spec.replicas = '-1'],
    [`${CANARY}.steps[0].setWeight`, ({ steps }) => steps[0].setWeight = '200'],
    [`${CANARY}.steps[0].setWeight`, ({ steps }) => steps[0].setWeight = 200.5],
    [`${CANARY}.steps[0].setWeight`, ({ steps }) => steps[0].setWeight = { percent: 20 }],
    [`${CANARY}.steps[1]`, ({ steps }) => steps[1] = 'pause'],
    [`${CANARY}.steps[1].pause.duration`, ({ steps }) => steps[1].pause.duration = 1.5],
    [`${CANARY}.steps[1].pause.duration`, ({ steps }) => steps[1].pause.duration = true],
    [`${CANARY}.steps[3].setCanaryScale.weight`, ({ steps }) => steps[3].setCanaryScale.weight = '10'],
    [`${CANARY}.trafficRouting`, (strategy) => strategy.trafficRouting = 'istio'],
    [`${CANARY}.stableService`, (strategy) => strategy.stableService = 7],
    [`${CANARY}.pingPong.pongService`, (strategy) => strategy.pingPong = { pingService: 'checkout-ping' }],
    [`${CANARY}.antiAffinity.${REQUIRED}`, (strategy) => strategy.antiAffinity = { [REQUIRED]: [] }],
    [`${CANARY}.antiAffinity.${PREFERRED}.weight`, (strategy) => strategy.antiAffinity = { [PREFERRED]: {} }],
    [`${CANARY}.steps[1].setHeaderRoute.match[0].headerValue`, (strategy) => {
      Object.assign(strategy.trafficRouting, routes);
      strategy.steps = [scale, { setHeaderRoute: { name: 'testers', match: [{ headerName: 'a' }] } }];
    }],
    [`${CANARY}.steps[0].setMirrorRoute.name`, (strategy) => {
      Object.assign(strategy.trafficRouting, routes);
      strategy.steps = [{ setMirrorRoute: {} }];
    }],
    [`${CANARY}.steps[0].experiment.templates`, (strategy) => strategy.steps = [{ experiment: {} }]],
    ['spec.template.spec.containers[0].ports[0].containerPort', (_, spec) => spec.template.spec.containers[0].ports[0].containerPort = '0'],
  ])('%s', (field, change) => {
    expect(changed(canary, change)).toEqual([`ARO004 ${field}`]);
  });

  test('spec', () => {
    const { rollout } = canary();
    expect(found({ rollout: { ...rollout, spec: undefined } })).toEqual(['ARO004 spec']);
  });

  test('activeService', () => {
    expect(changed(blueGreen, (strategy) => delete strategy.activeService)).toEqual(['ARO004 spec.strategy.blueGreen.activeService']);
  });

  test('scaleDown', () => {
    expect(changed(canary, (_, spec) => spec.workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'checkout', scaleDown: true }))
      .toEqual(expect.arrayContaining(['ARO004 spec.workloadRef.scaleDown']));
  });
});
