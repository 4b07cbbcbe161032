import { IstioGateway, IstioGatewayProps } from '../../lib';
import { refusal, shop, synth } from '../support/synth';

test('every prop of a Gateway reaches the manifest', () => {
  const chart = shop();
  const props: Required<IstioGatewayProps> = {
    metadata: { name: 'public', labels: { team: 'platform' }, annotations: { contact: 'platform@example.com' } },
    hosts: ['*.example.com', 'example.com'],
    httpPort: 8080,
    tlsSecretName: 'example-com',
    selector: { istio: 'public' },
  };
  new IstioGateway(chart, 'gateway', props);
  expect(synth(chart).the('Gateway')).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'shop', labels: { team: 'platform' }, annotations: { contact: 'platform@example.com' } },
    spec: {
      selector: { istio: 'public' },
      servers: [
        { hosts: ['*.example.com', 'example.com'], port: { name: 'http', number: 8080, protocol: 'HTTP' }, tls: { httpsRedirect: true } },
        {
          hosts: ['*.example.com', 'example.com'],
          port: { name: 'https', number: 443, protocol: 'HTTPS' },
          tls: { mode: 'SIMPLE', credentialName: 'example-com' },
        },
      ],
    },
  });
});

test('a Gateway without a certificate serves plain HTTP on port 80 of the gateway that Istio installs', () => {
  const chart = shop();
  new IstioGateway(chart, 'public', { hosts: ['*'] });
  expect(synth(chart).the('Gateway').spec).toEqual({
    selector: { istio: 'ingressgateway' },
    servers: [{ hosts: ['*'], port: { name: 'http', number: 80, protocol: 'HTTP' } }],
  });
});

test.each<[string, IstioGatewayProps]>([
  ['[shop/public] hosts: is empty; give the hosts that the gateway accepts', { hosts: [] }],
  ['[shop/public] httpPort: 0 is not a whole number from 1 to 65535; give the port of plain HTTP', { hosts: ['*'], httpPort: 0 }],
  [
    '[shop/public] metadata.name: "a b" is not a DNS subdomain; use lower-case letters, digits, - and ., with a letter or digit at both ends',
    { hosts: ['*'], metadata: { name: 'a b' } },
  ],
])('a Gateway is refused: %s', (message, props) => {
  expect(refusal(() => new IstioGateway(shop(), 'public', props))).toBe(message);
});

test.each<[string, () => unknown]>([
  ['IstioGateway.fromName: name: "" is empty; give the name of the Gateway', () => IstioGateway.fromName('')],
  ['IstioGateway.fromName: namespace: "" is empty; give the namespace of the Gateway, or leave it out', () => IstioGateway.fromName('public', '')],
])('a Gateway that is made elsewhere is refused: %s', (message, produce) => {
  expect(refusal(produce)).toBe(message);
});
