import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, Include, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { CanaryRolloutProps, CanaryStep, DeploymentScaleDown, DeploymentSource, VerticalPodAutoscaler } from '../../lib';
import { canary as aCanary, CONTAINERS, hostSplit } from '../support/checkout';
import { Manifest, mistakes, refusal, shop, synth } from '../support/synth';

const PODS = {
  metadata: { labels: { app: 'legacy' } },
  spec: { containers: [{ name: 'main', image: 'registry.example.com/legacy:3', ports: [{ containerPort: 8080, name: 'http' }] }] },
};

const SPEC = {
  replicas: 4,
  minReadySeconds: 5,
  progressDeadlineSeconds: 120,
  revisionHistoryLimit: 3,
  selector: { matchLabels: { app: 'legacy' } },
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '10%', maxUnavailable: 1 } },
  template: PODS,
};

const MANIFEST = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'legacy', labels: { team: 'shop' }, annotations: { contact: 'shop@example.com' } },
  spec: SPEC,
};

const { IntOrString } = kplus.k8s;

/** The same Deployment, in each way in which a program may have it. */
const WAYS: [string, (chart: Chart) => IConstruct][] = [
  ['a plain object', (chart) => new ApiObject(chart, 'old', MANIFEST)],
  ['an L1', (chart) => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: IntOrString.fromString('10%'), maxUnavailable: IntOrString.fromNumber(1) } };
    return new kplus.k8s.KubeDeployment(chart, 'old', { metadata: MANIFEST.metadata, spec: { ...SPEC, strategy } });
  }],
  ['included YAML', (chart) => {
    const url = join(mkdtempSync(join(tmpdir(), 'include.')), 'deployment.yaml');
    writeFileSync(url, JSON.stringify(MANIFEST));
    return new Include(chart, 'include', { url }).apiObjects[0]!;
  }],
];

function canary(chart: Chart, props: Partial<CanaryRolloutProps>): ReturnType<typeof aCanary> {
  return aCanary(chart, { containers: undefined, ...props });
}

function rollout(chart: Chart): Manifest {
  return synth(chart).the('Rollout');
}

describe.each(WAYS)('a Deployment that is %s', (_way, make) => {
  test('is replaced by a Rollout with its identity, pods and limits', () => {
    const chart = shop();
    canary(chart, { deployment: DeploymentSource.convert(make(chart)) });
    const manifests = synth(chart);
    expect(manifests.names('Deployment')).toEqual([]);
    expect(manifests.the('Rollout')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { ...MANIFEST.metadata, namespace: 'shop' },
      spec: {
        replicas: 4,
        minReadySeconds: 5,
        progressDeadlineSeconds: 120,
        revisionHistoryLimit: 3,
        selector: SPEC.selector,
        template: PODS,
        strategy: { canary: { steps: [{ setWeight: 20 }, { setWeight: 60 }], maxSurge: '10%', maxUnavailable: 1 } },
      },
    });
    expect(manifests.the('Service').spec).toEqual({
      type: 'ClusterIP', selector: { app: 'legacy' }, ports: [{ port: 8080, targetPort: 8080, name: 'http' }],
    });
  });

  test('is referred to by a Rollout that has no pods of its own', () => {
    const chart = shop();
    canary(chart, { deployment: DeploymentSource.reference(make(chart)) });
    const manifests = synth(chart);
    expect(manifests.the('Deployment').spec).toEqual(SPEC);
    expect(manifests.the('Rollout')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {
        replicas: 4,
        selector: SPEC.selector,
        workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'legacy', scaleDown: 'progressively' },
        strategy: { canary: { steps: [{ setWeight: 20 }, { setWeight: 60 }] } },
      },
    });
  });
});

test('the Services of a rollout speak the protocols that its Deployment declares', () => {
  const chart = shop();
  const containers = [{ name: 'dns', image: 'dns:1', ports: [{ containerPort: 53, name: 'dns', protocol: 'UDP' }] }];
  const old = new ApiObject(chart, 'old', { ...MANIFEST, spec: { ...SPEC, template: { ...PODS, spec: { containers } } } });
  canary(chart, { deployment: DeploymentSource.convert(old) });
  expect(synth(chart).the('Service').spec.ports).toEqual([{ port: 53, targetPort: 53, name: 'dns', protocol: 'UDP' }]);
});

describe('a Deployment of cdk8s-plus', () => {
  function deployment(chart: Chart, props: Partial<kplus.DeploymentProps> = {}): kplus.Deployment {
    return new kplus.Deployment(chart, 'old', { metadata: { name: 'legacy' }, containers: CONTAINERS, ...props });
  }

  test('is replaced by a Rollout with the same pods and the same selector', () => {
    const before = shop();
    deployment(before, { replicas: 3 });
    const { spec } = synth(before).the('Deployment');

    const chart = shop();
    canary(chart, { deployment: DeploymentSource.convert(deployment(chart, { replicas: 3 })) });
    const { selector, template, replicas } = rollout(chart).spec;
    expect({ selector, template, replicas }).toEqual({ selector: spec.selector, template: spec.template, replicas: 3 });
  });

  test('goes on being described: what is said to it later reaches the Rollout', () => {
    const chart = shop();
    const old = deployment(chart);
    const object = ApiObject.of(old);
    canary(chart, { deployment: DeploymentSource.convert(old) });
    old.podMetadata.addAnnotation('late', 'yes');
    object.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', 'other:1'));
    const { metadata, spec } = rollout(chart).spec.template;
    expect([metadata.annotations, spec.containers[0].image]).toEqual([{ late: 'yes' }, 'other:1']);
  });

  test('has its pods described once, however often they are asked for', () => {
    const chart = shop();
    canary(chart, { deployment: DeploymentSource.convert(deployment(chart, { spread: true })) });
    expect(rollout(chart).spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution
      .map(({ topologyKey }: Manifest) => topologyKey)).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
  });

  test('leaves its own Service in order', () => {
    const chart = shop();
    const old = deployment(chart);
    old.exposeViaService({ name: 'legacy' });
    canary(chart, { deployment: DeploymentSource.convert(old), services: { create: false } });
    const manifests = synth(chart);
    expect(manifests.the('Rollout').spec.template.metadata.labels).toMatchObject(manifests.the('Service').spec.selector);
  });

  test.each([
    ['convert', (old: IConstruct) => DeploymentSource.convert(old), 'legacy', undefined],
    ['reference', (old: IConstruct) => DeploymentSource.reference(old), 'checkout', 2],
  ])('hands its autoscalers over (%s)', (_way, source, name, replicas) => {
    const chart = shop();
    const old = deployment(chart, { replicas: undefined });
    new kplus.HorizontalPodAutoscaler(chart, 'horizontal', { target: old, maxReplicas: 5, metrics: [] });
    new VerticalPodAutoscaler(chart, 'vertical', { target: old });
    const other = new kplus.Deployment(chart, 'other', { containers: CONTAINERS });
    new kplus.HorizontalPodAutoscaler(chart, 'others', { target: other, maxReplicas: 5, metadata: { name: 'others' } });
    const made = canary(chart, { deployment: source(old), replicas });
    const manifests = synth(chart);
    const target = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name };
    const [horizontal, others] = manifests.all.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    expect(horizontal.spec.scaleTargetRef).toEqual(target);
    expect(manifests.the('VerticalPodAutoscaler').spec.targetRef).toEqual(target);
    expect(others.spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: other.name });
    expect(made.hasAutoscaler).toBe(true);
  });

  test('without replicas beside an autoscaler becomes a Rollout without replicas', () => {
    const chart = shop();
    const old = deployment(chart);
    new kplus.HorizontalPodAutoscaler(chart, 'horizontal', { target: old, maxReplicas: 5, metadata: { name: 'horizontal' } });
    canary(chart, { deployment: DeploymentSource.convert(old) });
    expect(rollout(chart).spec).not.toHaveProperty('replicas');
  });
});

describe('what the rollout says itself', () => {
  test('wins over the Deployment', () => {
    const chart = shop();
    const deployment = DeploymentSource.convert(new ApiObject(chart, 'old', MANIFEST));
    canary(chart, { deployment, replicas: 0, revisionHistoryLimit: 9, metadata: { name: 'renamed', labels: { team: 'new' } } });
    const { metadata, spec } = rollout(chart);
    expect([metadata.name, metadata.labels, spec.replicas, spec.revisionHistoryLimit]).toEqual(['renamed', { team: 'new' }, 0, 9]);
  });
});

test('what is said of a Deployment elsewhere is copied, both on the way in and on the way out', () => {
  const chart = shop();
  const containerPorts = [{ number: 8080 }];
  const selectorLabels = { app: 'legacy' };
  const made = canary(chart, { deployment: DeploymentSource.referenceByName('legacy', { selectorLabels, containerPorts }), replicas: 1 });
  containerPorts.push({ number: 9090 });
  selectorLabels.app = 'other';
  made.containerPorts.pop();
  const { selector, ports } = synth(chart).the('Service').spec;
  expect([selector, ports]).toEqual([{ app: 'legacy' }, [{ port: 8080, targetPort: 8080 }]]);
});

describe.each([
  [DeploymentScaleDown.NEVER, 'never'], [DeploymentScaleDown.ON_SUCCESS, 'onsuccess'], [DeploymentScaleDown.PROGRESSIVELY, 'progressively'],
])('a Deployment elsewhere, scaled down %s', (scaleDown, text) => {
  test('is referred to by name', () => {
    const chart = shop();
    const selectorLabels = { app: 'legacy' };
    const deployment = DeploymentSource.referenceByName('legacy', { scaleDown, selectorLabels, containerPorts: [{ number: 8080, name: 'http' }] });
    canary(chart, { deployment, replicas: 3, traffic: hostSplit(chart), steps: [CanaryStep.weight(10)] });
    const manifests = synth(chart);
    const { replicas, selector, workloadRef, template } = manifests.the('Rollout').spec;
    expect({ replicas, selector, workloadRef, template }).toEqual({
      replicas: 3,
      selector: { matchLabels: selectorLabels },
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'legacy', scaleDown: text },
      template: undefined,
    });
    expect(manifests.the('Service', 'checkout-stable').spec)
      .toEqual({ type: 'ClusterIP', selector: selectorLabels, ports: [{ port: 8080, targetPort: 8080, name: 'http' }] });
  });
});

describe('it is refused', () => {
  test('to leave the replicas open while a Deployment elsewhere is scaled down', () => {
    const chart = shop();
    const deployment = DeploymentSource.referenceByName('legacy', { selectorLabels: { app: 'legacy' }, containerPorts: [{ number: 80 }] });
    canary(chart, { deployment });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] ARO106 spec.workloadRef.scaleDown: "progressively" leaves one pod, since spec.replicas is absent and counts as 1; '
      + 'give spec.replicas (`replicas`)',
    ]);
  });

  test('to describe the pod in addition, when all is said', () => {
    const chart = shop();
    canary(chart, { deployment: DeploymentSource.convert(new ApiObject(chart, 'old', MANIFEST)) }).addContainer(CONTAINERS[0]!);
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] containers: the pod is described by `deployment` too; describe it in the Deployment, or patch the Rollout',
    ]);
  });

  test('to convert what is no Deployment', () => {
    const chart = shop();
    expect(refusal(() => DeploymentSource.convert(new kplus.StatefulSet(chart, 'set', { containers: CONTAINERS })))).toBe(
      '[shop/set] deployment: holds no Deployment of the group apps, or none that is not converted yet; give the construct of one Deployment',
    );
  });

  test('to choose among Deployments', () => {
    const chart = shop();
    ['a', 'b'].forEach((id) => new ApiObject(chart, id, { ...MANIFEST, metadata: { name: id } }));
    expect(refusal(() => DeploymentSource.reference(chart)))
      .toBe('[shop] deployment: holds 2 Deployments; give the construct of one Deployment');
  });

  test('to autoscale the Deployment when it is gone', () => {
    const chart = shop();
    const old = new kplus.Deployment(chart, 'old', { metadata: { name: 'legacy' }, containers: CONTAINERS });
    canary(chart, { deployment: DeploymentSource.convert(old) });
    new kplus.HorizontalPodAutoscaler(chart, 'late', { target: old, maxReplicas: 3, metadata: { name: 'late' } });
    expect(mistakes(chart)).toEqual([
      '[shop/late] ARO502 spec.scaleTargetRef: is Deployment legacy, which is not there, while Rollout legacy is; '
      + 'target apiVersion argoproj.io/v1alpha1, kind Rollout',
    ]);
  });

  test('to keep a Deployment beside the Rollout that has its pods', () => {
    const chart = shop();
    aCanary(chart);
    new ApiObject(chart, 'old', { ...MANIFEST, spec: { ...SPEC, selector: { matchLabels: { app: 'checkout' } } } });
    expect(mistakes(chart)).toEqual([
      '[shop/old] ARO503 spec.selector.matchLabels: selects the pods of Rollout checkout as well; '
      + 'remove the Deployment, give it 0 replicas, or refer to it by spec.workloadRef of the Rollout',
    ]);
  });
});
