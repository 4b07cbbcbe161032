import { canary, messages, messagesAlone, subsets } from '../fixtures';

const ISTIO = 'spec.strategy.canary.trafficRouting.istio';
const FIX = 'name the VirtualService as name, or name.namespace where it lives elsewhere';
const TO_SPLIT = 'name the VirtualService that is to be split';

/** The canary, naming what Istio splits in another way. */
function naming(istio: unknown): string[] {
  const manifests = canary();
  manifests.rollout.spec.strategy.canary.trafficRouting.istio = istio;
  return messages(manifests);
}

describe('ARO310: the VirtualService of a Rollout', () => {
  const reference = { name: 'checkout', routes: ['primary'] };

  test.each([
    ['one', { virtualService: reference }],
    ['one in a list', { virtualServices: [reference] }],
    ['one with its namespace', { virtualService: { ...reference, name: 'checkout.shop' } }],
    ['one with more of a host, which is not read', { virtualService: { ...reference, name: 'checkout.shop.svc.cluster.local' } }],
    ['one with an empty namespace', { virtualService: { ...reference, name: 'checkout.' } }],
    ['one that is known only later', { virtualService: { ...reference, name: '{{ name }}' } }],
  ])('is named: %s', (_, istio) => {
    expect(naming(istio)).toEqual([]);
  });

  test.each([
    ['both', { virtualService: reference, virtualServices: [reference] }, '.virtualServices: is given beside virtualService; give one of the two'],
    ['both, one empty', { virtualService: reference, virtualServices: [] }, '.virtualServices: is given beside virtualService; give one of the two'],
    ['neither', {}, `: gives neither virtualService nor virtualServices; ${TO_SPLIT}`],
    ['null', { virtualService: null }, `: gives neither virtualService nor virtualServices; ${TO_SPLIT}`],
    ['an empty list', { virtualServices: [] }, `.virtualServices: names no VirtualService; ${TO_SPLIT}`],
  ])('is given in one of two fields, not in %s', (_, istio, said) => {
    expect(naming(istio)).toEqual([`ARO310 ${ISTIO}${said}`]);
  });

  test.each(['', '.shop', 'shop/checkout', 'checkout.Shop', 'Checkout', 'check out'])('is not named %j', (name) => {
    expect(naming({ virtualService: { ...reference, name } })).toEqual([
      `ARO310 ${ISTIO}.virtualService.name: ${JSON.stringify(name)} is no name of a VirtualService; ${FIX}`,
    ]);
  });

  const AGAIN = 'name another VirtualService, or remove the entry';

  test.each([
    [[reference, reference], '[1].routes[0]'],
    [[reference, { name: 'checkout.shop', routes: ['other', 'primary'] }], '[1].routes[1]'],
    [[{ name: 'checkout' }, { name: 'checkout', routes: [] }], '[1].name'],
  ])('is not named twice for one route: %j', (virtualServices, path) => {
    const found = naming({ virtualServices }).filter((message) => message.startsWith('ARO310'));
    expect(found).toEqual([`ARO310 ${ISTIO}.virtualServices${path}: is split by virtualServices[0] already; ${AGAIN}`]);
  });

  test('may be named twice for two routes', () => {
    const manifests = canary();
    const { http } = manifests.virtualService.spec;
    http.push({ ...http[0], name: 'reports', match: [{ uri: { prefix: '/reports' } }] });
    manifests.rollout.spec.strategy.canary.trafficRouting.istio = { virtualServices: [reference, { ...reference, routes: ['reports'] }] };
    expect(messages(manifests)).toEqual([]);
  });

  test('need not be named where another router splits', () => {
    const manifests = canary();
    manifests.rollout.spec.strategy.canary.trafficRouting = { smi: {} };
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO310: the DestinationRule of a Rollout', () => {
  test.each(['name', 'stableSubsetName', 'canarySubsetName'])('is named in full: %s', (name) => {
    const manifests = subsets();
    manifests.rollout.spec.strategy.canary.trafficRouting.istio.destinationRule[name] = '';
    expect(messagesAlone(manifests)).toEqual([`ARO310 ${ISTIO}.destinationRule.${name}: is empty; name the DestinationRule and its two subsets`]);
  });
});
