import { canary, messages, service, subsets } from '../fixtures';

const FIX = 'give a port of the Service';

/** The canary with a port in its second destination. */
function sending(number: unknown, change: (manifests: any) => void = () => undefined): string[] {
  const manifests = canary();
  manifests.virtualService.spec.http[0].route[1].destination.port = { number };
  change(manifests);
  return messages(manifests);
}

describe('ARO313: the port of a destination', () => {
  test('is one of the Service', () => {
    expect(sending(80)).toEqual([]);
    expect(sending(81)).toEqual([
      `ARO313 spec.http[0].route[1].destination.port.number: 81 is no port of Service checkout-canary, which has 80; ${FIX}`,
    ]);
  });

  test('is not that of the pods', () => {
    expect(sending(8080)).toEqual([
      'ARO313 spec.http[0].route[1].destination.port.number: 8080 is no port of Service checkout-canary, which has 80; '
      + 'give 80, which leads to that port of the pods',
    ]);
  });

  test('is any of several', () => {
    const two = (manifests: any): void => { manifests.canary.spec.ports.push({ name: 'grpc', port: 81, targetPort: 8080 }); };
    expect(sending(81, two)).toEqual([]);
    expect(sending(0, two)).toEqual([
      `ARO313 spec.http[0].route[1].destination.port.number: 0 is no port of Service checkout-canary, which has 80 and 81; ${FIX}`,
    ]);
  });

  test('is not judged where the Service has none that can be read, or is not there', () => {
    expect(sending(81, ({ canary: { spec } }) => { delete spec.ports; })).toEqual([]);
    expect(sending(81, (manifests) => { manifests.canary.metadata.namespace = 'other'; }).filter((message) => message.startsWith('ARO3'))).toEqual([]);
    expect(sending(undefined)).toEqual([]);
  });

  test('is that of the Service behind the subsets', () => {
    const manifests = subsets();
    manifests.virtualService.spec.http[0].route[0].destination.port = { number: 81 };
    expect(messages(manifests)).toEqual([
      `ARO313 spec.http[0].route[0].destination.port.number: 81 is no port of Service checkout, which has 80; ${FIX}`,
    ]);
  });

  test('is judged in every VirtualService that leads to a Service of a Rollout, and in no other', () => {
    const manifests = canary();
    const route = (host: string): object => ({ route: [{ destination: { host, port: { number: 81 } } }] });
    manifests.other = {
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'VirtualService',
      metadata: { name: 'other', namespace: 'edge' },
      spec: { hosts: ['other.example.com'], http: [route('checkout-stable.shop.svc.cluster.local'), route('db.shop'), route('example.com')] },
    };
    manifests.db = service('db');
    expect(messages(manifests)).toEqual([
      `ARO313 spec.http[0].route[0].destination.port.number: 81 is no port of Service checkout-stable, which has 80; ${FIX}`,
    ]);
  });
});
