import * as kplus from 'cdk8s-plus-28';
import { RolloutService, RolloutServicePort, ServiceTarget, TargetPort } from '../../lib';
import { UsageError } from '../../lib/model/usage-error';
import { blueGreen, canary, hostSplit } from '../support/checkout';
import { mistakes, refusal, shop, synth } from '../support/synth';

const IMAGE = 'registry.example.com/checkout:1.8.0';

describe('the ports of the Services', () => {
  function portsOf(ports: kplus.ContainerPort[], more: kplus.ContainerPort[] = []): object[] {
    const chart = shop();
    const rollout = canary(chart, { containers: [{ name: 'main', image: IMAGE, ports }] });
    if (more.length > 0) {
      rollout.addContainer({ name: 'more', image: IMAGE, ports: more });
    }
    return synth(chart).the('Service').spec.ports;
  }

  test('are those of the containers, under their names', () => {
    expect(portsOf([{ number: 5000, name: 'http' }, { number: 5001, name: 'grpc', protocol: kplus.Protocol.UDP }])).toEqual([
      { port: 5000, targetPort: 5000, name: 'http' }, { port: 5001, targetPort: 5001, name: 'grpc', protocol: 'UDP' },
    ]);
  });

  test('have names where there are several, since Kubernetes wants them', () => {
    expect(portsOf([{ number: 5000 }], [{ number: 9090, name: 'metrics' }])).toEqual([
      { port: 5000, targetPort: 5000, name: 'port-5000' }, { port: 9090, targetPort: 9090, name: 'metrics' },
    ]);
  });

  test('need no name where there is one', () => {
    expect(portsOf([{ number: 5000 }])).toEqual([{ port: 5000, targetPort: 5000 }]);
  });

  test('lead to the only port of the containers, whatever their own number', () => {
    const chart = shop();
    canary(chart, { services: { ports: [{ port: 80 }] } });
    expect(synth(chart).the('Service').spec.ports).toEqual([{ port: 80, targetPort: 5000 }]);
  });

  test('lead to the same number where the containers have several ports', () => {
    const chart = shop();
    canary(chart, { containers: [{ image: IMAGE, ports: [{ number: 80 }, { number: 81 }] }], services: { ports: [{ port: 81 }] } });
    expect(synth(chart).the('Service').spec.ports).toEqual([{ port: 81, targetPort: 81 }]);
  });

  test('have names of their own even where one number is used by two protocols', () => {
    const ports = portsOf([{ number: 53, protocol: kplus.Protocol.UDP }, { number: 53, protocol: kplus.Protocol.TCP }]);
    const names = ports.map((port) => (port as { readonly name: string }).name);
    expect(new Set(names).size).toBe(2);
  });

  test('that the pods do not have are refused', () => {
    const chart = shop();
    canary(chart, { services: { ports: [{ port: 80, targetPort: TargetPort.number(81) }] } });
    expect(mistakes(chart)).toEqual([
      '[shop/checkout/Service] ARO401 spec.ports[0].targetPort: 81 is no port of Rollout checkout, whose containers declare 5000; '
      + 'name a port of the containers, or declare it in their ports',
    ]);
  });

  test('that the pods do not have under that name are refused, in each Service', () => {
    const chart = shop();
    canary(chart, { traffic: hostSplit(chart), services: { ports: [{ port: 80, targetPort: TargetPort.named('web') }] } });
    expect(mistakes(chart)).toEqual(['Service', 'StableService', 'CanaryService'].map((id) =>
      `[shop/checkout/${id}] ARO401 spec.ports[0].targetPort: "web" is no port of Rollout checkout, whose containers declare 5000; `
      + 'name a port of the containers, or declare it in their ports'));
  });
});

describe('it is refused', () => {
  const label = 'is not a DNS label; use lower-case letters, digits and -, with a letter or digit at both ends';
  test.each<[string, RolloutServicePort[]]>([
    ['[shop/checkout] services.ports[0].port: 0 is not a whole number from 1 to 65535; give the port that clients use', [{ port: 0 }]],
    [
      '[shop/checkout] services.ports[1].port: 70000 is not a whole number from 1 to 65535; give the port that clients use',
      [{ port: 1, name: 'a' }, { port: 70000, name: 'b' }],
    ],
    [`[shop/checkout] services.ports[0].name: "Web" ${label}`, [{ port: 5000, name: 'Web' }]],
    [
      '[shop/checkout] services.ports[1].name: is missing, and the ports of a Service are told apart by it; name every port',
      [{ port: 5000, name: 'web' }, { port: 5001 }],
    ],
  ])('%s', (message, ports) => {
    expect(refusal(() => canary(shop(), { services: { ports } }))).toBe(message);
  });

  test.each<[string, () => unknown]>([
    ['targetPort: 0 is not a whole number from 1 to 65535; give the number of a container port', () => TargetPort.number(0)],
    ['targetPort: 65536 is not a whole number from 1 to 65535; give the number of a container port', () => TargetPort.number(65536)],
    ['has 16 characters, and 15 is the most', () => TargetPort.named('a'.repeat(16))],
    [
      'use lower-case letters, digits and single -, with a letter somewhere and none of the - at the ends',
      () => TargetPort.named('8080'),
    ],
  ])('%s', (message, action) => {
    expect(refusal(action)).toContain(message);
  });

  test('to give two Services of a rollout one name', () => {
    const chart = shop();
    blueGreen(chart, { services: { active: { name: 'chip' }, preview: { name: 'chip' } } });
    expect(mistakes(chart).sort()).toEqual([
      '[shop/chip/PreviewService] ARO402 metadata.name: "chip" is the name of an earlier Service in namespace shop too; '
      + 'rename or remove one of the two (`services: { create: false }` where it is made elsewhere), '
      + 'or tell two clusters apart (by --apart, or by the context cdk8s-argo-rollouts/cluster of a chart)',
      '[shop/chip] ARO107 spec.strategy.blueGreen.previewService: "chip" is the activeService as well; name two different Services',
    ]);
  });

  test.each<[string, RolloutServicePort[]]>([
    ['name', [{ port: 80, name: 'web' }, { port: 81, name: 'web' }]],
    ['number', [{ port: 80, name: 'a' }, { port: 80, name: 'b' }]],
  ])('to give two ports of a Service one %s, which the API server refuses', (_what, ports) => {
    expect(refusal(() => {
      const chart = shop();
      const targetPort = TargetPort.number(5000);
      canary(chart, { services: { ports: ports.map((port) => ({ ...port, targetPort })) } });
      synth(chart);
    })).toContain('services.ports[1]');
  });

  test('to share a node port among several Services, which the API server refuses', () => {
    const chart = shop();
    blueGreen(chart, { services: { type: kplus.ServiceType.NODE_PORT, ports: [{ port: 5000, nodePort: 30500 }] } });
    expect(mistakes(chart)).toEqual([
      '[shop/chip] services.ports.nodePort: 30500 would be that of chip-active, chip-preview, but a node has it once; leave it out',
    ]);
  });
});

describe('a Service that a rollout shares with others of its own cannot be set apart from them', () => {
  const rule = 'would set this Service apart from the others of its rollout';
  test.each<[string, (service: RolloutService) => void]>([
    [`bind: 8080 ${rule}; give the ports to the rollout, as \`services.ports\``, (service) => { service.bind(8080); }],
    [`select: ${rule}; call \`select\` of the rollout`, (service) => { service.select(canary(shop())); }],
    [`selectLabel: "tier" ${rule}; call \`select\` of the rollout`, (service) => { service.selectLabel('tier', 'web'); }],
  ])('%s', (message, change) => {
    const { previewService } = blueGreen(shop());
    expect(refusal(() => { change(previewService); })).toBe(`[shop/chip/PreviewService] ${message}`);
    expect(() => { change(previewService); }).toThrow(UsageError);
  });
});

describe('a Service that is referred to', () => {
  test('by name is what was said of it', () => {
    expect(ServiceTarget.fromName('svc', 8080, 'other')).toEqual({ serviceName: 'svc', servicePort: 8080, serviceNamespace: 'other' });
    expect(ServiceTarget.fromName('svc', 8080).serviceNamespace).toBeUndefined();
  });

  test('as a construct of cdk8s-plus may get its port later', () => {
    const service = new kplus.Service(shop(), 'svc', { metadata: { name: 'svc' } });
    const target = ServiceTarget.fromService(service);
    service.bind(8080);
    expect([target.serviceName, target.serviceNamespace, target.servicePort]).toEqual(['svc', 'shop', 8080]);
  });

  test('of a rollout is a target itself', () => {
    const { activeService } = blueGreen(shop());
    const { serviceName, serviceNamespace, servicePort } = activeService;
    expect({ serviceName, serviceNamespace, servicePort }).toEqual({ serviceName: 'chip-active', serviceNamespace: 'shop', servicePort: 5000 });
  });
});
