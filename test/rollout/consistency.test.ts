import { Duration } from 'cdk8s';
import { CanaryScale, CanaryStep, IstioGateway, IstioRoute, IstioTrafficSplit, StringMatch, VerticalPodAutoscaler } from '../../lib';
import { blueGreen, canary, hostSplit, subsetSplit } from '../support/checkout';
import { Manifest, Manifests, shop, synth } from '../support/synth';

function hostLevel(): Manifests {
  const chart = shop();
  canary(chart, { traffic: hostSplit(chart) });
  return synth(chart);
}

function subsetLevel(): Manifests {
  const chart = shop();
  canary(chart, { traffic: subsetSplit(chart) });
  return synth(chart);
}

function routing({ spec }: Manifest): Manifest {
  return spec.strategy.canary.trafficRouting;
}

function destinations(virtualService: Manifest): Manifest[] {
  return virtualService.spec.http.flatMap((http: Manifest) => http.route.map((route: Manifest) => route.destination));
}

describe('the Services that a rollout names', () => {
  test('exist, for a canary', () => {
    const manifests = hostLevel();
    const { stableService, canaryService } = manifests.the('Rollout').spec.strategy.canary;
    expect(manifests.names('Service')).toEqual(expect.arrayContaining([stableService, canaryService]));
  });

  test('exist, for a blue/green rollout', () => {
    const chart = shop();
    blueGreen(chart);
    const manifests = synth(chart);
    const { activeService, previewService } = manifests.the('Rollout').spec.strategy.blueGreen;
    expect(manifests.names('Service')).toEqual([activeService, previewService]);
  });

  test('are in its namespace, even where that is not the chart\'s', () => {
    const chart = shop();
    const split = new IstioTrafficSplit(chart, 'split', { metadata: { namespace: 'elsewhere' } });
    canary(chart, { traffic: split, metadata: { namespace: 'elsewhere' } }).autoscale({ maxReplicas: 3, cpuUtilization: 50 });
    const manifests = synth(chart);
    expect(manifests.all.map(({ metadata }) => metadata.namespace)).toEqual(manifests.all.map(() => 'elsewhere'));
  });

  test('do not exist without a router: one Service leads to both versions', () => {
    const chart = shop();
    canary(chart);
    const manifests = synth(chart);
    const { stableService, canaryService, trafficRouting } = manifests.the('Rollout').spec.strategy.canary;
    expect([stableService, canaryService, trafficRouting]).toEqual([undefined, undefined, undefined]);
    expect(manifests.names('Service')).toEqual([manifests.the('Rollout').metadata.name]);
  });
});

describe.each([['host', hostLevel], ['subset', subsetLevel]])('at the %s level', (_level, make) => {
  test('every selector of a Service, and that of the Rollout, matches the pods', () => {
    const manifests = make();
    const { selector, template } = manifests.the('Rollout').spec;
    const services = manifests.all.filter(({ kind }) => kind === 'Service');
    expect(services.length).toBeGreaterThan(0);
    for (const matched of [selector.matchLabels, ...services.map(({ spec }) => spec.selector)]) {
      expect(template.metadata.labels).toMatchObject(matched);
    }
  });

  test('every port of a Service is one of the container', () => {
    const manifests = make();
    const ports = manifests.the('Rollout').spec.template.spec.containers[0].ports.map((port: Manifest) => port.containerPort);
    for (const { spec } of manifests.all.filter(({ kind }) => kind === 'Service')) {
      expect(ports).toEqual(spec.ports.map((port: Manifest) => port.targetPort));
    }
  });

  test('the Rollout and the VirtualService agree on the object and the route', () => {
    const manifests = make();
    const { name, routes } = routing(manifests.the('Rollout')).istio.virtualService;
    expect(routes).toEqual(manifests.the('VirtualService', name).spec.http.map((http: Manifest) => http.name));
  });

  test('every destination is a Service, at a port that it has', () => {
    const manifests = make();
    for (const { host, port } of destinations(manifests.the('VirtualService'))) {
      expect(manifests.the('Service', host).spec.ports.map((one: Manifest) => one.port)).toContain(port.number);
    }
  });

  test('all traffic starts at the stable version, and the weights say so', () => {
    expect(make().the('VirtualService').spec.http[0].route.map((route: Manifest) => route.weight)).toEqual([100, 0]);
  });

  test('the mesh reaches the split by the host of the root Service', () => {
    const manifests = make();
    const root = manifests.the('Service', manifests.the('Rollout').metadata.name);
    expect(manifests.the('VirtualService').spec.hosts)
      .toContain(`${root.metadata.name}.${root.metadata.namespace}.svc.cluster.local`);
  });
});

test('at the host level the destinations are the stable Service and the canary Service, in this order', () => {
  const manifests = hostLevel();
  const { stableService, canaryService } = manifests.the('Rollout').spec.strategy.canary;
  expect(destinations(manifests.the('VirtualService')).map(({ host }) => host)).toEqual([stableService, canaryService]);
});

describe('at the subset level', () => {
  test('the Rollout, the DestinationRule and the VirtualService agree on the subsets', () => {
    const manifests = subsetLevel();
    const { name, stableSubsetName, canarySubsetName } = routing(manifests.the('Rollout')).istio.destinationRule;
    const pair = [stableSubsetName, canarySubsetName];
    expect(manifests.the('DestinationRule', name).spec.subsets.map((subset: Manifest) => subset.name)).toEqual(pair);
    expect(destinations(manifests.the('VirtualService')).map(({ subset }) => subset)).toEqual(pair);
  });

  test('the host of the DestinationRule is that of the destinations', () => {
    const manifests = subsetLevel();
    const { host } = manifests.the('DestinationRule').spec;
    expect(destinations(manifests.the('VirtualService')).map((destination) => destination.host)).toEqual([host, host]);
    expect(manifests.the('Service').metadata.name).toBe(host);
  });

  test('the subsets have no labels besides the selector of the Rollout', () => {
    const manifests = subsetLevel();
    const { matchLabels } = manifests.the('Rollout').spec.selector;
    expect(manifests.the('DestinationRule').spec.subsets.map(({ labels }: Manifest) => labels)).toEqual([matchLabels, matchLabels]);
  });
});

describe('the routes that steps add', () => {
  const matches = [{ name: 'x-tester', value: StringMatch.exact('yes') }];

  test('are managed, in the order of the steps, each once', () => {
    const chart = shop();
    canary(chart, {
      traffic: hostSplit(chart),
      steps: [
        CanaryStep.scale(CanaryScale.weight(5)),
        CanaryStep.mirrorRoute('b-mirror', 10, [{}]),
        CanaryStep.headerRoute('a-header', matches),
        CanaryStep.headerRoute('b-header', matches),
        CanaryStep.removeMirrorRoute('b-mirror'),
        CanaryStep.headerRoute('a-header', matches),
      ],
    });
    const rollout = synth(chart).the('Rollout');
    const named = rollout.spec.strategy.canary.steps
      .flatMap((step: Manifest) => step.setHeaderRoute?.name ?? step.setMirrorRoute?.name ?? []);
    expect(routing(rollout).managedRoutes.map((route: Manifest) => route.name)).toEqual([...new Set(named)]);
  });

  test('are never a route of the VirtualService, which would be deleted at the end', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart), steps: [CanaryStep.headerRoute('testers', matches)] });
    const manifests = synth(chart);
    const managed = routing(manifests.the('Rollout')).managedRoutes.map((route: Manifest) => route.name);
    expect(manifests.the('VirtualService').spec.http.map((http: Manifest) => http.name)).not.toEqual(expect.arrayContaining(managed));
  });

  test('are absent where no step adds one', () => {
    expect(routing(hostLevel().the('Rollout'))).not.toHaveProperty('managedRoutes');
  });
});

describe('the autoscalers', () => {
  test('point at the Rollout, which says no replicas beside a horizontal one', () => {
    const chart = shop();
    canary(chart).autoscale({ maxReplicas: 3, cpuUtilization: 50 });
    const manifests = synth(chart);
    const { apiVersion, kind, metadata, spec } = manifests.the('Rollout');
    expect(manifests.the('HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({ apiVersion, kind, name: metadata.name });
    expect(spec).not.toHaveProperty('replicas');
  });

  test('leave the replicas alone where they are vertical', () => {
    const chart = shop();
    new VerticalPodAutoscaler(chart, 'vertical', { target: canary(chart, { replicas: 3 }) });
    const manifests = synth(chart);
    const { apiVersion, kind, metadata, spec } = manifests.the('Rollout');
    expect(manifests.the('VerticalPodAutoscaler').spec.targetRef).toEqual({ apiVersion, kind, name: metadata.name });
    expect(spec.replicas).toBe(3);
  });
});

describe('a route to one version', () => {
  test('leads to the preview Service of its rollout', () => {
    const chart = shop();
    const rollout = blueGreen(chart);
    new IstioRoute(chart, 'preview', { hosts: ['preview.example.com'], service: rollout.previewService });
    const manifests = synth(chart);
    const [{ host, port }] = destinations(manifests.the('VirtualService'));
    const service = manifests.the('Service', host);
    expect(service.metadata.name).toBe(manifests.the('Rollout').spec.strategy.blueGreen.previewService);
    expect(service.spec.ports[0].port).toBe(port.number);
  });

  test('goes through the Gateway that is given as a construct', () => {
    const chart = shop();
    const gateway = new IstioGateway(chart, 'public', { hosts: ['*.example.com'] });
    new IstioRoute(chart, 'preview', { hosts: ['preview.example.com'], service: blueGreen(chart).previewService, gateway });
    const manifests = synth(chart);
    expect(manifests.the('VirtualService').spec.gateways).toEqual(manifests.names('Gateway'));
  });
});

test('a container that is added later has its port in all Services and routes', () => {
  const chart = shop();
  const rollout = canary(chart, { containers: [], traffic: hostSplit(chart), progressDeadline: Duration.minutes(1) });
  rollout.addContainer({ image: 'registry.example.com/checkout:1.8.0', portNumber: 7000 });
  const manifests = synth(chart);
  expect(manifests.all.filter(({ kind }) => kind === 'Service').flatMap(({ spec }) => spec.ports.map((port: Manifest) => port.port)))
    .toEqual([7000, 7000, 7000]);
  expect(destinations(manifests.the('VirtualService')).map(({ port }) => port.number)).toEqual([7000, 7000]);
});
