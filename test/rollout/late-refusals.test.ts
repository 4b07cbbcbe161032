import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { blueGreen, canary, CONTAINERS, hostSplit } from '../support/checkout';
import { mistakes, refusal, shop } from '../support/synth';

function found(make: (chart: Chart) => unknown): string[] {
  const chart = shop();
  make(chart);
  return mistakes(chart);
}

describe('the name of a Service is refused with the prop that mends it', () => {
  const rule = 'is not a DNS label that starts with a letter; use lower-case letters, digits and -, with a letter at the start';
  test.each<[string, (scope: Construct) => unknown]>([
    [`[shop/1st] services.root.name: "1st" ${rule}`, (scope) => canary(scope, { metadata: { name: '1st' } })],
    [
      `[shop/1st] services.stable.name: "1st-stable" ${rule}`,
      (scope) => canary(scope, { metadata: { name: '1st' }, services: { root: { name: 'first' } }, traffic: hostSplit(scope) }),
    ],
    [
      `[shop/1st] services.canary.name: "1st-canary" ${rule}`,
      (scope) => canary(scope, {
        metadata: { name: '1st' }, services: { root: { name: 'first' }, stable: { name: 'stable' } }, traffic: hostSplit(scope),
      }),
    ],
    [`[shop/1st] services.active.name: "1st-active" ${rule}`, (scope) => blueGreen(scope, { metadata: { name: '1st' } })],
    [
      `[shop/1st] services.preview.name: "1st-preview" ${rule}`,
      (scope) => blueGreen(scope, { metadata: { name: '1st' }, services: { active: { name: 'first' } } }),
    ],
  ])('%s', (message, make) => {
    expect(refusal(() => make(shop()))).toBe(message);
  });
});

describe('the port of a container that is none is found with the path of the rollout', () => {
  test.each([0, -1, 65536, 1.5])('%d', (number) => {
    expect(found((chart) => canary(chart, { containers: [{ image: CONTAINERS[0]!.image, ports: [{ number }] }] }))).toContain(
      `[shop/checkout] containers.portNumber: ${number} is not a whole number from 1 to 65535; give the port that the container listens on`,
    );
  });

  test.each([1, 65535])('%d is one', (portNumber) => {
    expect(found((chart) => canary(chart, { containers: [{ ...CONTAINERS[0]!, portNumber }] }))).toEqual([]);
  });

  test('with Services whose ports are given', () => {
    expect(found((chart) => canary(chart, { containers: [{ ...CONTAINERS[0]!, portNumber: 70000 }], services: { ports: [{ port: 80 }] } })))
      .toContain('[shop/checkout] containers.portNumber: 70000 is not a whole number from 1 to 65535; give the port that the container listens on');
  });
});

describe('a rollout that selects no pods is found', () => {
  const said = '[shop/checkout] select: no label selects the pods; call `select` with labels, or leave out `select: false`';

  test('if nothing is selected', () => {
    expect(found((chart) => canary(chart, { select: false }))).toContain(said);
  });

  test('unless labels are selected later', () => {
    expect(found((chart) => {
      const rollout = canary(chart, { select: false, podMetadata: { labels: { tier: 'web' } } });
      rollout.select(kplus.LabelSelector.of({ labels: { tier: 'web' } }));
    })).toEqual([]);
  });
});

describe('a label that a version has for a time only cannot select its pods', () => {
  const said = (path: string, field: string, label: string, selecting: string): string =>
    `[${path}] ARO404 spec.strategy.${field}.labels.${label}: is for a time only, and ${selecting} by it; `
    + 'remove it from the selectors (the controller tells the versions apart itself), or take another label';
  const labels = { app: 'other' };
  const inCanary = 'Rollout checkout selects';
  const inBlueGreen = 'Rollout chip, Service chip-active and Service chip-preview select';

  test.each<[string, string, (chart: Chart) => unknown]>([
    ['canary', said('shop/checkout', 'canary.canaryMetadata', 'app', inCanary),
      (chart) => canary(chart, { ephemeralMetadata: { canary: { labels }, stable: {} } })],
    ['stable', said('shop/checkout', 'canary.stableMetadata', 'app', inCanary),
      (chart) => canary(chart, { ephemeralMetadata: { canary: {}, stable: { labels } } })],
    ['active', said('shop/chip', 'blueGreen.activeMetadata', 'app', inBlueGreen),
      (chart) => blueGreen(chart, { ephemeralMetadata: { active: { labels }, preview: {} } })],
    ['preview', said('shop/chip', 'blueGreen.previewMetadata', 'app', inBlueGreen),
      (chart) => blueGreen(chart, { ephemeralMetadata: { active: {}, preview: { labels } } })],
  ])('%s', (_which, message, make) => {
    expect(found(make)).toEqual([message]);
  });

  test('and any other label may be had for a time', () => {
    const other = { role: 'other' };
    expect(found((chart) => canary(chart, { ephemeralMetadata: { canary: { labels: other }, stable: { labels: other } } }))).toEqual([]);
  });

  test('even if it is selected later', () => {
    expect(found((chart) => {
      const ephemeralMetadata = { canary: { labels: { tier: 'x' } }, stable: {} };
      const rollout = canary(chart, { podMetadata: { labels: { tier: 'web' } }, ephemeralMetadata });
      rollout.select(kplus.LabelSelector.of({ labels: { tier: 'web' } }));
    })).toEqual([said('shop/checkout', 'canary.canaryMetadata', 'tier', 'Rollout checkout selects')]);
  });
});
