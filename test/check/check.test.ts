import type { Rule } from '../../lib/check';
import { checkManifests, formatFinding, RULES } from '../../lib/check';
import { blueGreen, canary, gatewayApi, gitOps, messages, messagesAlone, migration, subsets } from './fixtures';
import { whereverPut, WORST } from './malformed';

describe('whatever the manifests are', () => {
  test.each([
    ['canary', canary], ['blue/green rollout', blueGreen], ['migration', migration], ['subsets', subsets], ['gatewayApi', gatewayApi], ['gitOps', gitOps],
  ])('no rule throws where any one field of a %s is malformed', (_, fixture) => {
    const manifests = fixture();
    whereverPut(WORST, manifests, () => {
      for (const message of messages(manifests)) {
        expect(message).toMatch(/^ARO\d{3} \S.*: .+; .+/su);
      }
    });
  });

  test.each(WORST.map((worst) => [worst]))('no rule throws where a manifest is %p', (worst: any) => {
    expect(() => checkManifests([worst, worst, ...Object.values(canary())])).not.toThrow();
  });

  test('no rule throws where everything of a kind is of one malformed shape', () => {
    for (const { apiVersion, kind } of Object.values({ ...canary(), ...migration() })) {
      for (const worst of WORST) {
        const shapes: any[] = [{}, { metadata: worst, spec: worst }, { metadata: { name: worst }, spec: {} }];
        expect(() => checkManifests(shapes.map((shape) => ({ apiVersion, kind, ...shape })))).not.toThrow();
      }
    }
  });

  test('a template that contains itself ends', () => {
    const manifests = canary();
    const knot: any = { text: '{{args.service}}' };
    knot.self = [knot];
    manifests.template.spec.metrics[0].provider = { plugin: { 'example.com/knot': knot } };
    expect(messages(manifests)).toEqual([]);
  });

  test('10,000 steps and a metric with a list of 200,000 are checked', () => {
    const manifests = canary();
    const { steps } = manifests.rollout.spec.strategy.canary;
    manifests.rollout.spec.strategy.canary.steps = Array.from({ length: 10_000 }, (_, index) => steps[index % steps.length]);
    manifests.rollout.spec.strategy.canary.steps[9_999] = { setWeight: 101 };
    manifests.template.spec.metrics[0].provider = { plugin: { 'example.com/long': { list: Array.from({ length: 200_000 }, () => 'a') } } };
    expect(messages(manifests)).toEqual([
      'ARO101 spec.strategy.canary.steps[9999].setWeight: 101 is outside 0 to 100; give a whole number in that range',
    ]);
  });
});

describe('a reference', () => {
  function stripped(...names: string[]): any {
    const manifests = canary();
    manifests.rollout.spec.replicas = 3;
    for (const name of names) {
      delete manifests[name].metadata.namespace;
    }
    return manifests;
  }

  test('is to the namespace of the referrer, which may be left open on both sides', () => {
    const said = ['ARO501 spec.replicas: 3 is overruled by HorizontalPodAutoscaler checkout; '
      + 'remove it, and let minReplicas of the autoscaler be the least'];
    expect(messages(stripped())).toEqual(said);
    expect(messages(stripped('rollout', 'autoscaler'))).toEqual(said);
    expect(messages(stripped('autoscaler'))).toEqual([]);
  });

  test('to what is not among the manifests is a warning', () => {
    for (const alone of [canary().rollout, migration().rollout, canary().autoscaler]) {
      const findings = checkManifests([alone]);
      expect(findings).not.toEqual([]);
      expect(findings.filter(({ severity }) => severity !== 'warning')).toEqual([]);
      expect(messagesAlone({ alone })).toEqual([]);
    }
  });

  test('to what is not among the manifests is an error in a closed world', () => {
    const severities = checkManifests([canary().rollout], { closedWorld: true }).map(({ severity }) => severity);
    expect(new Set(severities)).toEqual(new Set(['error']));
  });

  test('to what was among the manifests under that name is an error, and to others is not', () => {
    const departed = [{ group: '', kind: 'Service', namespace: 'shop', name: 'checkout-stable' }];
    const errors = checkManifests([canary().rollout], { departed }).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ field }) => field)).toEqual(['spec.strategy.canary.stableService']);
  });
});

describe('findings', () => {
  function twoMistakes(): any {
    const manifests = canary();
    manifests.stable.metadata.name = 'Stable';
    manifests.rollout.spec.strategy.canary.stableService = 'Stable';
    manifests.rollout.spec.replicas = 3;
    manifests.rollout.spec.strategy.canary.steps[0].setWeight = 200;
    return manifests;
  }

  test('are in the order of the manifests, and in each of the rules', () => {
    const { rollout, stable, ...rest } = twoMistakes();
    const ids = (manifests: any[]) => checkManifests(manifests).map(({ id }) => id).filter((id) => ['ARO101', 'ARO501', 'ARO403'].includes(id));
    expect(ids([rollout, stable, ...Object.values(rest)])).toEqual(['ARO101', 'ARO501', 'ARO403']);
    expect(ids([stable, rollout, ...Object.values(rest)])).toEqual(['ARO403', 'ARO101', 'ARO501']);
  });

  test('about one field are together, by id', () => {
    const rule = (id: string, ...fields: string[]): Rule => ({
      id, severity: 'info', title: '', why: '', fix: 'mend it', link: '', noticedBy: [], example: { base: 'canary', bad: '', good: '' },
      check: ({ manifests: [manifest = {}] }) => fields.map((field) => ({ manifest, field, text: 'is odd' })),
    });
    expect(checkManifests([{}], { rules: [rule('ARO103', 'b', 'a'), rule('ARO102', 'a'), rule('ARO101', 'b')] }).map(formatFinding))
      .toEqual(['ARO101 b: is odd; mend it', 'ARO103 b: is odd; mend it', 'ARO102 a: is odd; mend it', 'ARO103 a: is odd; mend it']);
  });

  test('are the same each time, and the manifests stay as they are', () => {
    const manifests = twoMistakes();
    const before = JSON.stringify(manifests);
    expect(messages(manifests)).toEqual(messages(JSON.parse(before)));
    expect(JSON.stringify(manifests)).toEqual(before);
  });

  test('about a manifest that is given twice are made once', () => {
    const { rollout } = canary();
    rollout.spec.strategy.canary.steps[0].setWeight = 200;
    expect(checkManifests([rollout, rollout])).toEqual(checkManifests([rollout]));
  });

  test('carry the rule, its severity and the manifest', () => {
    const { rollout } = canary();
    rollout.spec.strategy.canary.canaryMetadata = { labels: { role: 'new' } };
    expect(checkManifests([rollout])[0]).toEqual({
      id: 'ARO108',
      severity: 'warning',
      manifest: rollout,
      field: 'spec.strategy.canary.canaryMetadata',
      text: 'has no counterpart stableMetadata',
      fix: 'give both halves',
    });
  });

  test('come from the given rules only', () => {
    const { rollout } = canary();
    rollout.spec.strategy.canary.steps[0].setWeight = 200;
    expect(checkManifests([rollout], { rules: [] })).toEqual([]);
    expect(checkManifests([rollout], { rules: RULES })).toEqual(checkManifests([rollout]));
    const [weights] = RULES.filter(({ id }) => id === 'ARO101');
    expect(checkManifests([rollout], { rules: [weights!] })).toHaveLength(1);
  });
});

describe('a formatted finding', () => {
  function format(value: unknown): string {
    return formatFinding({ id: 'ARO101', severity: 'error', manifest: {}, field: 'spec.x', value, text: 'is odd', fix: 'mend it' });
  }

  test.each([
    [undefined, 'is odd'],
    [0, '0 is odd'],
    [false, 'false is odd'],
    ['a "b"\n', '"a \\"b\\"\\n" is odd'],
    [[1, 2], 'a list is odd'],
    [{ a: 1 }, 'an object is odd'],
    ['x'.repeat(61), `"${'x'.repeat(59)}…" is odd`],
    [`${'x'.repeat(58)}💥💥`, `"${'x'.repeat(58)}…" is odd`],
  ])('shows the value %j in short', (value, said) => {
    expect(format(value)).toBe(`ARO101 spec.x: ${said}; mend it`);
  });
});
