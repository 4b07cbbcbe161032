import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { CanaryStep } from '../../lib';
import { blueGreen, canary, CONTAINERS, hostSplit, subsetSplit, successRate } from '../support/checkout';
import { Manifest, mistakes, refusal, shop, synth } from '../support/synth';

/** The Rollout after `change`, which is what a program does with a workload of cdk8s-plus. */
function changed(change: (rollout: ReturnType<typeof canary>, chart: Chart) => void): Manifest {
  const chart = shop();
  change(canary(chart), chart);
  return synth(chart).the('Rollout');
}

describe('whoever knows the workloads of cdk8s-plus knows a rollout', () => {
  test('its HorizontalPodAutoscaler takes over the replicas', () => {
    const chart = shop();
    const target = canary(chart, { containers: [{ ...CONTAINERS[0]!, resources: { cpu: { request: kplus.Cpu.millis(100) } } }] });
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target, maxReplicas: 7, minReplicas: 2, metadata: { name: 'hpa' } });
    const manifests = synth(chart);
    expect(manifests.the('HorizontalPodAutoscaler').spec.scaleTargetRef)
      .toEqual({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: manifests.the('Rollout').metadata.name });
    expect(manifests.the('Rollout').spec).not.toHaveProperty('replicas');
  });

  test('replicas that are given beside a HorizontalPodAutoscaler are refused rather than lost', () => {
    const chart = shop();
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target: canary(chart, { replicas: 3 }), maxReplicas: 7, metadata: { name: 'hpa' } });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout] ARO501 spec.replicas: 3 is overruled by HorizontalPodAutoscaler hpa; remove it, and let minReplicas of the autoscaler be the least',
    ]);
  });

  test('a container that is added has its place', () => {
    const { spec } = changed((rollout) => rollout.addContainer({ name: 'sidecar', image: 'sidecar:1' }));
    expect(spec.template.spec.containers.map(({ name }: Manifest) => name)).toEqual(['main', 'sidecar']);
  });

  test('an init container that is added has its place', () => {
    const { spec } = changed((rollout) => rollout.addInitContainer({ name: 'migrate', image: 'migrate:1' }));
    expect(spec.template.spec.initContainers.map(({ name }: Manifest) => name)).toEqual(['migrate']);
  });

  test('a volume that is added, and one that is mounted, have their places', () => {
    const { spec } = changed((rollout, chart) => {
      rollout.addVolume(kplus.Volume.fromEmptyDir(chart, 'Added', 'added'));
      rollout.containers[0]!.mount('/cache', kplus.Volume.fromEmptyDir(chart, 'Mounted', 'mounted'));
    });
    expect(spec.template.spec.volumes.map(({ name }: Manifest) => name).sort()).toEqual(['added', 'mounted']);
    expect(spec.template.spec.containers[0].volumeMounts).toEqual([{ mountPath: '/cache', name: 'mounted' }]);
  });

  test('labels and annotations of the pods may be added', () => {
    const { spec } = changed((rollout) => {
      rollout.podMetadata.addLabel('version', 'v1');
      rollout.podMetadata.addAnnotation('note', 'n');
    });
    expect(spec.template.metadata).toEqual({ labels: { app: 'checkout', version: 'v1' }, annotations: { note: 'n' } });
  });

  test('pods may be scheduled', () => {
    const { spec } = changed((rollout) => {
      rollout.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('disk', 'ssd')));
      rollout.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.is('team', 'shop')));
    });
    expect(spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms)
      .toEqual([{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }]);
    expect(spec.template.spec.tolerations).toEqual([expect.objectContaining({ key: 'team', value: 'shop' })]);
  });

  test('pods may be kept apart from those of another rollout, by the labels that those have', () => {
    const chart = shop();
    const other = blueGreen(chart);
    canary(chart).scheduling.separate(other);
    const manifests = synth(chart);
    const [term] = manifests.the('Rollout', 'checkout').spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(term.labelSelector.matchLabels).toEqual(manifests.the('Rollout', 'chip').spec.selector.matchLabels);
  });

  test('the account of the pods may be bound to a role', () => {
    const chart = shop();
    const account = new kplus.ServiceAccount(chart, 'account', { metadata: { name: 'checkout' } });
    canary(chart, { serviceAccount: account });
    expect(synth(chart).the('Rollout').spec.template.spec.serviceAccountName).toBe('checkout');
  });

  test('a role may be allowed to read the Rollout', () => {
    const chart = shop();
    new kplus.Role(chart, 'reader', { metadata: { name: 'reader' } }).allowRead(canary(chart));
    expect(synth(chart).the('Role').rules).toEqual([{
      apiGroups: ['argoproj.io'], resources: ['rollouts'], resourceNames: ['checkout'], verbs: ['get', 'list', 'watch'],
    }]);
  });

  test('its connections become network policies for pods that it really has', () => {
    const chart = shop();
    const from = canary(chart);
    const to = blueGreen(chart);
    from.connections.allowTo(to, { ports: [kplus.NetworkPolicyPort.tcp(5000)] });
    const manifests = synth(chart);
    const selectors = manifests.all.filter(({ kind }) => kind === 'NetworkPolicy').map(({ spec }) => spec.podSelector.matchLabels);
    expect(selectors).toEqual([
      manifests.the('Rollout', 'checkout').spec.selector.matchLabels, manifests.the('Rollout', 'chip').spec.selector.matchLabels,
    ]);
  });

  test('an isolated rollout has a network policy for its pods', () => {
    const chart = shop();
    canary(chart, { isolate: true });
    const manifests = synth(chart);
    expect(manifests.the('NetworkPolicy').spec.podSelector.matchLabels).toEqual(manifests.the('Rollout').spec.selector.matchLabels);
  });

  test('its Service is a backend of an Ingress', () => {
    const chart = shop();
    new kplus.Ingress(chart, 'ingress', { rules: [{ host: 'a.example.com', backend: kplus.IngressBackend.fromService(canary(chart).service!) }] });
    const manifests = synth(chart);
    const { service } = manifests.the('Ingress').spec.rules[0].http.paths[0].backend;
    const { metadata, spec } = manifests.the('Service');
    expect(service).toEqual({ name: metadata.name, port: { number: spec.ports[0].port } });
  });

  test('each of its Services can be exposed by an Ingress', () => {
    const chart = shop();
    const { activeService, previewService } = blueGreen(chart);
    activeService.exposeViaIngress('/');
    previewService.exposeViaIngress('/');
    expect(synth(chart).all.filter(({ kind }) => kind === 'Ingress').map(({ spec }) => spec.rules[0].http.paths[0].backend.service)).toEqual([
      { name: 'chip-active', port: { number: 5000 } }, { name: 'chip-preview', port: { number: 5000 } },
    ]);
  });
});

describe('the selector', () => {
  test('is the label `app` that the pods have already', () => {
    const chart = shop();
    canary(chart, { podMetadata: { labels: { app: 'legacy-name' } } });
    const { selector, template } = synth(chart).the('Rollout').spec;
    expect([selector.matchLabels, template.metadata.labels]).toEqual([{ app: 'legacy-name' }, { app: 'legacy-name' }]);
  });

  test('is left to the program that says so', () => {
    const chart = shop();
    const rollout = canary(chart, { select: false, podMetadata: { labels: { tier: 'web' } } });
    rollout.select(kplus.LabelSelector.of({ labels: { tier: 'web' } }));
    const manifests = synth(chart);
    expect(manifests.the('Rollout').spec.selector).toEqual({ matchLabels: { tier: 'web' } });
    expect(manifests.the('Service').spec.selector).toEqual({ tier: 'web' });
  });

  test('that is widened later widens those of the Services', () => {
    const chart = shop();
    const rollout = canary(chart, { traffic: hostSplit(chart) });
    rollout.podMetadata.addLabel('tier', 'web');
    rollout.select(kplus.LabelSelector.of({ labels: { tier: 'web' } }));
    const manifests = synth(chart);
    for (const { spec } of manifests.all.filter(({ kind }) => kind === 'Service')) {
      expect(spec.selector).toEqual(manifests.the('Rollout').spec.selector.matchLabels);
    }
  });

  test('that is widened later widens the subsets of the DestinationRule', () => {
    const chart = shop();
    const rollout = canary(chart, { traffic: subsetSplit(chart) });
    rollout.podMetadata.addLabel('tier', 'web');
    rollout.select(kplus.LabelSelector.of({ labels: { tier: 'web' } }));
    const manifests = synth(chart);
    for (const { labels } of manifests.the('DestinationRule').spec.subsets) {
      expect(labels).toEqual(manifests.the('Rollout').spec.selector.matchLabels);
    }
  });

  test('that does not match the pods is refused', () => {
    const chart = shop();
    canary(chart).select(kplus.LabelSelector.of({ labels: { tier: 'web' } }));
    expect(mistakes(chart).filter((line) => line.startsWith('[shop/checkout] '))).toEqual([
      '[shop/checkout] ARO404 spec.selector.matchLabels.tier: "web" does not match the pods, which have no such label; '
      + 'make the selector and the labels of the pod template agree',
    ]);
  });
});

describe('a construct may move in the tree', () => {
  const everything = (scope: Construct): void => {
    canary(scope, { traffic: hostSplit(scope), steps: [CanaryStep.weight(10), CanaryStep.analyze([successRate(scope)])], spread: true })
      .autoscale({ maxReplicas: 3, cpuUtilization: 50 });
  };

  test('without a change in any manifest', () => {
    const one = shop();
    everything(one);
    const other = shop();
    everything(new Construct(new Construct(other, 'deep'), 'deeper'));
    expect(JSON.stringify(synth(other).all)).toBe(JSON.stringify(synth(one).all));
  });

  test('since no pod has a label that is made of its path', () => {
    const chart = shop();
    const rollout = canary(chart);
    expect(synth(chart).the('Rollout').spec.template.metadata.labels).toEqual({ app: rollout.name });
  });
});

test('what a rollout lets out is a copy', () => {
  const rollout = canary(shop());
  rollout.selectorLabels.app = 'other';
  rollout.containerPorts.pop();
  rollout.service!.ports.pop();
  expect([rollout.selectorLabels, rollout.containerPorts.length, rollout.service!.ports.length]).toEqual([{ app: 'checkout' }, 1, 1]);
});

test('two rollouts of one name in one chart are refused, by cdk8s or by a rule', () => {
  const chart = shop();
  canary(chart);
  expect(refusal(() => canary(chart))).toMatch(/^There is already a Construct with name 'checkout' in Chart/);
  canary(new Construct(chart, 'again'));
  expect(mistakes(chart).filter((line) => line.startsWith('[shop/again/checkout] ARO402 metadata.name'))).toEqual([
    '[shop/again/checkout] ARO402 metadata.name: "checkout" is the name of an earlier Rollout in namespace shop too; '
    + 'rename or remove one of the two, or tell two clusters apart (by --apart, or by the context cdk8s-argo-rollouts/cluster of a chart)',
  ]);
});

test('the Rollout object is the default child, as the escape hatch expects', () => {
  const rollout = canary(shop());
  expect(ApiObject.of(rollout).kind).toBe('Rollout');
  expect(rollout.node.defaultChild).toBe(ApiObject.of(rollout));
});
