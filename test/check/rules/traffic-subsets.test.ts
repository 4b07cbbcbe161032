import { canary, messages, messagesAlone, service, subsets } from '../fixtures';

const NAMED = 'spec.strategy.canary.trafficRouting.istio.destinationRule';
const FIX = 'let the Rollout, the VirtualService and the DestinationRule name one host and the same two subsets';
const OTHERWISE = 'name one of its subsets, or add this one';

/** The canary split by subset, with a change to what the Rollout names and to the DestinationRule. */
function split(change: (reference: any, spec: any, manifests: any) => void): any {
  const manifests = subsets();
  change(manifests.rollout.spec.strategy.canary.trafficRouting.istio.destinationRule, manifests.destinationRule.spec, manifests);
  return manifests;
}

function send(manifests: any, ...hosts: string[]): void {
  manifests.virtualService.spec.http[0].route.forEach(({ destination }: any, index: number) => {
    destination.host = hosts[index] ?? destination.host;
  });
}

describe('ARO304: the subsets that a Rollout names', () => {
  test.each([
    ['canarySubsetName', 'canry', 'did you mean "canary"?'],
    ['stableSubsetName', 'v1', OTHERWISE],
    ['stableSubsetName', 'Stable', 'did you mean "stable"?'],
  ])('are in the DestinationRule (%s: %s)', (role, name, fix) => {
    expect(messages(split((reference) => { reference[role] = name; }))).toEqual([
      `ARO304 ${NAMED}.${role}: "${name}" is no subset of DestinationRule checkout, which has stable and canary; ${fix}`,
    ]);
  });

  test.each([[{}], [{ subsets: [] }], [{ subsets: null }]])('are missed in %j', (given) => {
    const manifests = split((_, spec, all) => { all.destinationRule.spec = { host: spec.host, ...given }; });
    expect(messages(manifests)).toEqual([['canarySubsetName', 'canary'], ['stableSubsetName', 'stable']].map(([role, name]) => (
      `ARO304 ${NAMED}.${role ?? ''}: "${name ?? ''}" is no subset of DestinationRule checkout, which has none; ${OTHERWISE}`
    )));
  });

  test('are two', () => {
    expect(messages(split((reference) => { reference.canarySubsetName = 'stable'; }))).toEqual([
      `ARO304 ${NAMED}.canarySubsetName: "stable" is the stableSubsetName as well; name two different subsets`,
    ]);
  });

  test('may be known only later', () => {
    expect(messages(split((reference) => { reference.canarySubsetName = '{{ canary }}'; }))).toEqual([]);
  });
});

describe('ARO304: the host of a DestinationRule', () => {
  test.each(['checkout.shop', 'checkout.shop.svc', 'checkout.shop.svc.cluster.local', '*.shop.svc.cluster.local', '{{ host }}'])('may be %s', (host) => {
    expect(messages(split((_, spec) => { spec.host = host; })).filter((message) => !message.startsWith('ARO406'))).toEqual([]);
  });

  test.each(['cart', 'checkout.other', 'checkout.example.com'])('is where the routes lead, not %s', (host) => {
    expect(messagesAlone(split((_, spec) => { spec.host = host; }))).toEqual([
      `ARO304 spec.host: "${host}" is not checkout, where the routes lead that name its subsets; ${FIX}`,
    ]);
  });

  test('is where all routes lead', () => {
    expect(messages(split((_, __, manifests) => { send(manifests, 'checkout', 'cart'); }))).toEqual([
      `ARO304 spec.http[0].route[1].destination.host: "cart" is not checkout, the host of DestinationRule checkout, whose subset it names; ${FIX}`,
    ]);
  });

  test('may be outside the cluster, and is compared nevertheless', () => {
    const outside = (...hosts: string[]) => (_: any, spec: any, manifests: any): void => {
      spec.host = 'checkout.example.com';
      send(manifests, ...hosts);
    };
    expect(messages(split(outside('checkout.example.com', 'Checkout.example.com')))).toEqual([]);
  });

  test('has the pods of the Rollout behind it', () => {
    expect(messages(split((_, __, { service: { spec } }) => { spec.selector = { app: 'cart' }; }))).toEqual([
      'ARO304 spec.host: "checkout" is a Service that does not select the pods of Rollout checkout; '
      + 'give the host of a Service that selects all of them',
    ]);
    expect(messages(split((_, __, { service: { spec } }) => { delete spec.selector; }))).toEqual([]);
  });

  test('has both versions behind it', () => {
    const manifests = split((_, spec, all) => {
      Object.assign(all.rollout.spec.strategy.canary, { stableService: 'checkout-stable', canaryService: 'checkout-canary' });
      Object.assign(all, { stable: service('checkout-stable'), canary: service('checkout-canary') });
      spec.host = 'checkout-stable';
      send(all, 'checkout-stable', 'checkout-stable');
    });
    expect(messages(manifests)).toEqual([
      'ARO304 spec.host: "checkout-stable" is the stableService of Rollout checkout, which has the pods of one version only; '
      + 'give the host of a Service that selects all pods',
    ]);
  });
});

describe('ARO304: the labels of a subset', () => {
  test.each([
    ['one that all pods have', { app: 'checkout' }], ['the one that the controller writes', { 'rollouts-pod-template-hash': 'abc' }], ['none', undefined],
  ])('may be %s', (_, labels) => {
    expect(messages(split((__, spec) => { spec.subsets[1].labels = labels; }))).toEqual([]);
  });

  test('are on the pods', () => {
    expect(messages(split((_, spec) => { spec.subsets[1].labels = { 'app.kubernetes.io/version': 'v2' }; }))).toEqual([
      'ARO304 spec.subsets[1].labels["app.kubernetes.io/version"]: "v2" is not on the pods of Rollout checkout, so that the subset has none; '
      + 'remove it: the controller adds the label that tells the versions apart',
    ]);
  });

  test('may be those that the controller gives the canary', () => {
    const manifests = split((_, spec, { rollout }) => {
      spec.subsets[1].labels = { role: 'canary' };
      Object.assign(rollout.spec.strategy.canary, { canaryMetadata: { labels: { role: 'canary' } }, stableMetadata: { labels: { role: 'stable' } } });
    });
    expect(messages(manifests)).toEqual([]);
  });
});

describe('ARO305: another subset', () => {
  const beta = (_: any, spec: any): void => { spec.subsets.push({ name: 'beta', labels: { version: 'beta' } }); };
  const SAID = 'ARO305 spec.subsets[2].name: "beta" is no subset that Rollout checkout names, so that the controller deletes it; '
    + 'list it in additionalSubsetNames of the Rollout, or move it to a DestinationRule of its own';

  test('is deleted', () => {
    expect(messages(split(beta))).toEqual([SAID]);
  });

  test('stays where the Rollout names it', () => {
    expect(messages(split((reference, spec) => {
      beta(reference, spec);
      reference.additionalSubsetNames = ['beta'];
    }))).toEqual([]);
  });

  test('stays in a DestinationRule that no Rollout names', () => {
    const { destinationRule } = split(beta);
    destinationRule.metadata.name = 'other';
    expect(messages({ ...canary(), destinationRule })).toEqual([]);
  });

  test('is not told of while it may be the one that the Rollout means', () => {
    const ids = messages(split((reference, spec) => {
      beta(reference, spec);
      reference.canarySubsetName = 'betta';
    })).map((message) => message.slice(0, 6));
    expect(ids).toEqual(['ARO304']);
  });
});
