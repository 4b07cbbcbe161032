import { canary, messages, messagesAlone, service, subsets } from '../fixtures';

const FIX = 'give 100 to the stable version and 0 to the canary';

/** The canary with other weights for its destinations. */
function weighted(weights: readonly unknown[], change: (manifests: any) => void = () => undefined): any {
  const manifests = canary();
  manifests.virtualService.spec.http[0].route.forEach((destination: any, index: number) => { destination.weight = weights[index]; });
  change(manifests);
  return manifests;
}

/** What rules of other groups say of a value that is no weight is theirs. */
function said(manifests: any): string[] {
  return messagesAlone(manifests).filter((message) => message.startsWith('ARO3'));
}

describe('ARO306: the weights of a split', () => {
  test.each([[[undefined, undefined], 'has no weights'], [[0, 0], 'has weights that are all 0'], [[undefined, 0], 'has weights that are all 0']])(
    'are not %j', (weights, text) => {
      expect(messages(weighted(weights))).toEqual([`ARO306 spec.http[0].route: ${text}; ${FIX}`]);
    },
  );

  test.each([[[100, 0]], [[100, undefined]]])('may be %j', (weights) => {
    expect(messages(weighted(weights))).toEqual([]);
  });

  test.each([[['100', '0']], [[{}, []]], [['0', undefined]]])('are judged only where they are numbers: %j', (weights) => {
    expect(said(weighted(weights))).toEqual([]);
  });

  test('are judged in every route that is split, and in no other', () => {
    const manifests = canary();
    const { spec } = manifests.virtualService;
    const { istio } = manifests.rollout.spec.strategy.canary.trafficRouting;
    const route = [{ destination: { host: 'checkout-stable' } }, { destination: { host: 'checkout-canary' } }];
    spec.tcp = [{ match: [{ port: 1 }], route }];
    spec.http.push({ name: 'reports', match: [{ uri: { prefix: '/reports' } }], route });
    expect(messages(manifests)).toEqual([`ARO306 spec.tcp[0].route: has no weights; ${FIX}`]);
    istio.virtualService.routes.push('reports');
    expect(messages(manifests)).toEqual(['tcp[0]', 'http[1]'].map((path) => `ARO306 spec.${path}.route: has no weights; ${FIX}`).reverse());
  });

  test('are not needed for one destination, which ARO303 finds to be too few', () => {
    const manifests = weighted([undefined], ({ virtualService: { spec } }) => { spec.http[0].route.length = 1; });
    expect(messages(manifests).map((message) => message.slice(0, 6))).toEqual(['ARO303']);
  });
});

describe('ARO307: the weights at the start', () => {
  test.each([
    [[80, 20], '[1].weight: 20 of 100 goes to the canary whenever the manifest is applied'],
    [[0, 100], '[1].weight: 100 of 100 goes to the canary whenever the manifest is applied'],
    [[undefined, 100], '[1].weight: 100 of 100 goes to the canary whenever the manifest is applied'],
    [[90, 20], '[1].weight: 20 of 110 goes to the canary whenever the manifest is applied'],
    [[1, 0], '[0].weight: 1 makes a sum of 1, and the controller counts to 100'],
    [[1e9, 0], '[0].weight: 1000000000 makes a sum of 1000000000, and the controller counts to 100'],
  ])('are not %j', (weights, text) => {
    expect(messages(weighted(weights))).toEqual([`ARO307 spec.http[0].route${text}; ${FIX}`]);
  });

  test('are those of the versions, in whatever order they stand', () => {
    expect(messages(weighted([0, 100], ({ virtualService: { spec } }) => {
      const [first, second] = spec.http[0].route;
      spec.http[0].route = [second, first];
      [first.weight, second.weight] = [second.weight, first.weight];
    }))).toEqual([]);
  });

  test('are less for the stable version where a further subset has its share', () => {
    const shares = (stable: number, beta: number): string[] => {
      const manifests = subsets();
      manifests.rollout.spec.strategy.canary.trafficRouting.istio.destinationRule.additionalSubsetNames = ['beta'];
      manifests.destinationRule.spec.subsets.push({ name: 'beta' });
      const { route } = manifests.virtualService.spec.http[0];
      route[0].weight = stable;
      route.push({ destination: { host: 'checkout', subset: 'beta' }, weight: beta });
      return messages(manifests);
    };
    expect(shares(90, 10)).toEqual([]);
    expect(shares(100, 10)).toEqual([`ARO307 spec.http[0].route[0].weight: 100 makes a sum of 110, and the controller counts to 100; ${FIX}`]);
  });

  test('may be all for ping or all for pong', () => {
    const pingPong = (ping: number, pong: number): string[] => said(weighted([ping, pong], (manifests) => {
      const { canary: strategy } = manifests.rollout.spec.strategy;
      delete strategy.stableService;
      delete strategy.canaryService;
      strategy.pingPong = { pingService: 'ping', pongService: 'pong' };
      Object.assign(manifests, { stable: service('ping'), canary: service('pong') });
      manifests.virtualService.spec.http[0].route.forEach(({ destination }: any, index: number) => { destination.host = ['ping', 'pong'][index]; });
    }));
    expect(pingPong(100, 0)).toEqual([]);
    expect(pingPong(0, 100)).toEqual([]);
    expect(pingPong(0, 50)).toEqual([`ARO307 spec.http[0].route[1].weight: 50 makes a sum of 50, and the controller counts to 100; ${FIX}`]);
    expect(pingPong(60, 40)).toEqual([`ARO307 spec.http[0].route[1].weight: 40 of 100 goes to the canary whenever the manifest is applied; ${FIX}`]);
  });

  test('are not looked at while a version is missing', () => {
    const manifests = weighted([50, 50], ({ virtualService: { spec } }) => { spec.http[0].route[1].destination.host = 'other'; });
    expect(messages(manifests).map((message) => message.slice(0, 6))).toEqual(['ARO303']);
  });
});
