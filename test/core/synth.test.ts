import { ApiObject, App, Chart, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ArgoRolloutsApplication, CanaryScale, CanaryStep, IstioTrafficSplit } from '../../lib';
import { PlainApiObject } from '../../lib/core/api-object';
import { blueGreen, canary, CONTAINERS, hostSplit, successRate } from '../support/checkout';
import { chartBeside, mistakes, refusal, shop, synth, written } from '../support/synth';

/** A mistake that a rule finds: a step that needs a router. */
function scaledWithoutRouter(chart: Chart, name = 'checkout'): ApiObject {
  return ApiObject.of(canary(chart, { metadata: { name }, steps: [CanaryStep.scale(CanaryScale.replicas(1))] }));
}

function scaledMessage(path: string): string {
  return `[${path}] ARO104 spec.strategy.canary.steps[0].setCanaryScale: needs traffic routing; `
    + 'add spec.strategy.canary.trafficRouting (`traffic` of a CanaryRollout), or remove the step';
}

function replicas(chart: Chart): number {
  return synth(chart).the('Rollout').spec.replicas;
}

function appOf(chart: Chart): App {
  return App.of(chart);
}

describe('a mistake', () => {
  test('keeps every file from being written', () => {
    const chart = shop();
    blueGreen(chartBeside(chart, 'fine', 'shop'));
    scaledWithoutRouter(chart);
    expect(mistakes(appOf(chart))).toEqual([scaledMessage('shop/checkout')]);
    expect(written(appOf(chart))).toEqual([]);
  });

  test.each<[string, (chart: Chart) => unknown]>([
    ['app.synth', (chart) => { appOf(chart).synth(); }],
    ['app.synthYaml', (chart) => appOf(chart).synthYaml()],
    ['chart.toJson', (chart) => chart.toJson()],
    ['Testing.synth', (chart) => Testing.synth(chart)],
  ])('is found by %s', (_way, run) => {
    const chart = shop();
    scaledWithoutRouter(chart);
    expect(refusal(() => { run(chart); })).toBe(`Validation failed with the following errors:\n  ${scaledMessage('shop/checkout')}`);
  });

  test('is told once, however many charts there are', () => {
    const chart = shop();
    ['a', 'b', 'c'].forEach((id) => blueGreen(chartBeside(chart, id, id)));
    scaledWithoutRouter(chart);
    expect(mistakes(appOf(chart))).toEqual([scaledMessage('shop/checkout')]);
  });

  test('of another chart of the same app is found too', () => {
    const chart = shop();
    const other = chartBeside(chart, 'other');
    scaledWithoutRouter(other);
    expect(mistakes(chart)).toEqual([scaledMessage('other/checkout')]);
  });

  test('of another app is none of this one', () => {
    scaledWithoutRouter(shop());
    const chart = shop();
    blueGreen(chart);
    expect(mistakes(appOf(chart))).toEqual([]);
  });

  test('in what another library makes is reported where it stands', () => {
    const chart = shop();
    canary(chart);
    new ApiObject(chart, 'template', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'lonely' },
      spec: { metrics: [{ name: 'm', provider: { prometheus: { query: 'up' } } }] },
    });
    expect(mistakes(chart)).toEqual([
      '[shop/template] ARO207 spec.metrics[0]: has neither successCondition nor failureCondition; add successCondition or failureCondition',
    ]);
  });

  test('in rendering what another library makes is reported with its path', () => {
    const chart = shop();
    canary(chart);
    new ApiObject(chart, 'broken', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'broken' }, data: Lazy.any({ produce: () => { throw new Error('no data'); } }),
    });
    expect(mistakes(chart)).toEqual([
      "[shop/broken] Failed serializing construct at path 'shop/broken' with name 'broken': Error: no data",
    ]);
  });

  test('does not hide another: all are told at once', () => {
    const chart = shop();
    scaledWithoutRouter(chart);
    canary(chart, { metadata: { name: 'empty' }, containers: [] });
    new IstioTrafficSplit(chart, 'unused');
    expect(mistakes(appOf(chart)).sort()).toEqual([
      scaledMessage('shop/checkout'),
      '[shop/empty] ARO118 spec.template: has no spec, and so no containers; give at least one container (`containers` or `addContainer`)',
      '[shop/empty] services.ports: Service empty has no port; declare a port of a container (`portNumber`, or `containerPort` in a Deployment), or give `services.ports`',
      '[shop/unused] traffic: no rollout uses this traffic split; give it to a CanaryRollout as `traffic`, or remove it',
    ].sort());
  });
});

test('a manifest is made once in a synth, also where installations and Applications look at it before', () => {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  for (const cluster of ['one', 'two']) {
    const own = chartBeside(chart, cluster, 'shop');
    own.node.setContext('cdk8s-argo-rollouts/cluster', cluster);
    canary(own);
    new ArgoRolloutsApplication(own, 'argo-rollouts', { serves: [own] }).toleratesRollouts(own);
  }
  const made = jest.spyOn(PlainApiObject.prototype, 'toJson');
  appOf(chart).synth();
  const objects: unknown[] = made.mock.contexts;
  made.mockRestore();
  expect(objects.length).toBeGreaterThan(0);
  expect(objects).toHaveLength(new Set(objects).size);
});

describe('a program that goes on after a construct is made', () => {
  test('changes what is written', () => {
    const chart = shop();
    const rollout = blueGreen(chart);
    rollout.metadata.addLabel('team', 'shop');
    rollout.podMetadata.addAnnotation('note', 'late');
    const { metadata, spec } = synth(chart).the('Rollout');
    expect([metadata.labels, spec.template.metadata.annotations]).toEqual([{ team: 'shop' }, { note: 'late' }]);
  });

  test('does not change what it has given', () => {
    const chart = shop();
    const steps = [CanaryStep.weight(50)];
    const containers = [...CONTAINERS];
    const labels = { team: 'shop' };
    canary(chart, { steps, containers, services: { labels } });
    steps.push(CanaryStep.weight(60));
    containers.pop();
    labels.team = 'other';
    const manifests = synth(chart);
    expect(manifests.the('Rollout').spec.strategy.canary.steps).toEqual([{ setWeight: 50 }]);
    expect(manifests.the('Rollout').spec.template.spec.containers).toHaveLength(1);
    expect(manifests.the('Service').metadata.labels).toEqual({ team: 'shop' });
  });

  test('sees each synth of an app show the state of its time', () => {
    const chart = shop();
    const rollout = blueGreen(chart, { replicas: 3 });
    expect(replicas(chart)).toBe(3);
    ApiObject.of(rollout).addJsonPatch(JsonPatch.replace('/spec/replicas', 4));
    expect(replicas(chart)).toBe(4);
    expect(appOf(chart).synthYaml()).toContain('replicas: 4');
    ApiObject.of(rollout).addJsonPatch(JsonPatch.replace('/spec/replicas', 5));
    expect(appOf(chart).synthYaml()).toContain('replicas: 5');
    expect(ApiObject.of(rollout).toJson().spec.replicas).toBe(5);
    rollout.autoscale({ maxReplicas: 9, cpuUtilization: 50 });
    expect(mistakes(chart)).toEqual([
      '[shop/chip] ARO501 spec.replicas: 5 is overruled by HorizontalPodAutoscaler chip; '
      + 'remove it, and let minReplicas of the autoscaler be the least',
    ]);
  });

  test('has a mistake that comes after a synth found by the next, and one that goes forgotten', () => {
    const chart = shop();
    const object = ApiObject.of(canary(chart, { traffic: hostSplit(chart) }));
    expect(mistakes(chart)).toEqual([]);
    object.addJsonPatch(JsonPatch.replace('/spec/strategy/canary/steps/0/setWeight', 250));
    const found = ['[shop/checkout] ARO101 spec.strategy.canary.steps[0].setWeight: 250 is outside 0 to 100; give a whole number in that range'];
    expect(mistakes(chart)).toEqual(found);
    expect(mistakes(appOf(chart))).toEqual(found);
    object.addJsonPatch(JsonPatch.replace('/spec/strategy/canary/steps/0/setWeight', 25));
    expect(mistakes(appOf(chart))).toEqual([]);
    expect(written(appOf(chart))).toEqual(['shop.k8s.yaml']);
  });

  test('may change the manifests that it was given, for they are copies', () => {
    const chart = shop();
    blueGreen(chart, { replicas: 3 });
    synth(chart).the('Rollout').spec.replicas = 99;
    expect(replicas(chart)).toBe(3);
  });

  test('may change the manifest of one object, for it is a copy', () => {
    const chart = shop();
    const object = ApiObject.of(blueGreen(chart, { replicas: 3 }));
    object.toJson().spec.replicas = 99;
    expect(object.toJson().spec.replicas).toBe(3);
  });

  test('is not shown an old manifest between two synths', () => {
    const chart = shop();
    const rollout = blueGreen(chart);
    const object = ApiObject.of(rollout);
    synth(chart);
    rollout.podMetadata.addLabel('late', 'yes');
    expect(object.toJson().spec.template.metadata.labels).toEqual({ app: 'chip', late: 'yes' });
  });

  test('is not shown an old manifest after a synth that has failed', () => {
    const chart = shop();
    const object = scaledWithoutRouter(chart);
    expect(mistakes(chart)).toHaveLength(1);
    object.addJsonPatch(JsonPatch.replace('/spec/replicas', 7));
    expect(object.toJson().spec.replicas).toBe(7);
  });
});

describe('the same tree', () => {
  test('gives the same manifests, however often it is asked', () => {
    const chart = shop();
    const analysis = successRate(chart);
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.weight(10), CanaryStep.analyze([analysis])] })
      .autoscale({ maxReplicas: 3, cpuUtilization: 50 });
    const first = Testing.synth(chart);
    expect(Testing.synth(chart)).toEqual(first);
    expect(appOf(chart).synthYaml()).toBe(appOf(chart).synthYaml());
  });

  test('gives the same pods, even with `spread`, which cdk8s-plus adds anew at every rendering', () => {
    const chart = shop();
    blueGreen(chart, { spread: true });
    const first = Testing.synth(chart);
    expect(Testing.synth(chart)).toEqual(first);
  });

  test.each([
    [YamlOutputType.FILE_PER_APP, ['app.k8s.yaml']],
    [YamlOutputType.FILE_PER_CHART, ['shop.k8s.yaml']],
    [YamlOutputType.FILE_PER_RESOURCE, ['Rollout.chip.k8s.yaml', 'Service.chip-active.k8s.yaml', 'Service.chip-preview.k8s.yaml']],
    [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, ['shop']],
  ])('is written as %s, and a mistake is found there too', (yamlOutputType, files) => {
    const app = Testing.app({ yamlOutputType });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const object = ApiObject.of(blueGreen(chart, { replicas: 1 }));
    app.synth();
    expect(written(app)).toEqual(files);
    object.addJsonPatch(JsonPatch.remove('/spec/strategy/blueGreen'));
    expect(mistakes(app)).toEqual([
      '[shop/chip] ARO103 spec.strategy: has neither canary nor blueGreen; give it either canary or blueGreen',
    ]);
  });
});

test('a construct of cdk8s-plus that fails to render is reported with its path and the rest', () => {
  const chart = shop();
  scaledWithoutRouter(chart);
  new kplus.Deployment(chart, 'hollow', { metadata: { name: 'hollow' } });
  expect(mistakes(chart)).toEqual([
    scaledMessage('shop/checkout'),
    "[shop/hollow] Failed serializing construct at path 'shop/hollow/Resource' with name 'hollow': Error: PodSpec must have at least 1 container",
  ]);
});
