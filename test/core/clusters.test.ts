import { App, Chart, Testing } from 'cdk8s';
import { canary, hostSplit } from '../support/checkout';
import { mistakes } from '../support/synth';

const CONTEXT = 'cdk8s-argo-rollouts/cluster';

/** The same rollout in a chart of its own. */
function deployed(app: App, id: string, cluster?: string): void {
  const chart = new Chart(app, id, { namespace: 'shop' });
  if (cluster !== undefined) {
    chart.node.setContext(CONTEXT, cluster);
  }
  canary(chart, { traffic: hostSplit(chart) });
}

function clashes(app: App): string[] {
  return mistakes(app).filter((line) => line.includes('ARO402'));
}

test('charts that say of which cluster they are may hold the same names', () => {
  const app = Testing.app();
  deployed(app, 'staging', 'staging');
  deployed(app, 'production', 'production');
  expect(mistakes(app)).toEqual([]);
});

test('a chart that says so is apart from those that say nothing', () => {
  const app = Testing.app();
  deployed(app, 'staging', 'staging');
  deployed(app, 'rest');
  expect(mistakes(app)).toEqual([]);
});

test.each([['that say nothing', undefined], ['of one cluster', 'staging']])('charts %s clash', (_which, cluster) => {
  const app = Testing.app();
  deployed(app, 'one', cluster);
  deployed(app, 'two', cluster);
  expect(clashes(app)).toContain(
    '[two/checkout] ARO402 metadata.name: "checkout" is the name of an earlier Rollout in namespace shop too; '
    + 'rename or remove one of the two, or tell two clusters apart (by --apart, or by the context cdk8s-argo-rollouts/cluster of a chart)',
  );
});
