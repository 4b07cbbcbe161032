import { App, Chart } from 'cdk8s';
import { ApplicationDestination, ArgoRolloutsApplication, ArgoRolloutsApplicationProps } from '../../lib';
import { chartBeside, mistakes, shop } from '../support/synth';

/** What the synth says about two installations in charts of their own, which may go to clusters of their own. */
function told(one: ArgoRolloutsApplicationProps, other: ArgoRolloutsApplicationProps, ...clusters: string[]): string[] {
  const first = chartBeside(shop(), 'first');
  const second = chartBeside(first, 'second');
  [first, second].forEach((chart: Chart, index) => {
    if (clusters[index] !== undefined) {
      chart.node.setContext('cdk8s-argo-rollouts/cluster', clusters[index]);
    }
  });
  new ArgoRolloutsApplication(first, 'one', one);
  new ArgoRolloutsApplication(second, 'other', other);
  return mistakes(App.of(first));
}

const APART = 'or tell two clusters apart (by --apart, or by the context cdk8s-argo-rollouts/cluster of a chart)';
const SECOND: ArgoRolloutsApplicationProps = { namespace: 'second', releaseName: 'second' };

test('two installations that watch the same rollouts are refused', () => {
  expect(told({}, SECOND)).toEqual([
    '[second/other] ARO414 spec.source.chart: watches the Rollouts without an instance id, as Application one does; '
    + `remove one of them, give it an instance id (\`instanceId\`), restrict both to their namespaces (\`namespaced\`), ${APART}`,
  ]);
});

test('two installations in one namespace are refused: charts tell clusters apart by their context', () => {
  expect(told({}, { releaseName: 'second' })).toHaveLength(1);
  expect(told({}, { releaseName: 'second' }, 'staging', 'prod')).toEqual([]);
});

test('two installations that both bring the CRDs are refused', () => {
  expect(told({}, { ...SECOND, instanceId: 'second' })).toEqual([
    '[second/other] ARO415 spec.source.helm.valuesObject.installCRDs: installs the CRDs, as Application one does; '
    + `set installCRDs: false in one of the two (\`crds: { install: false }\`), ${APART}`,
  ]);
});

test.each<[string, ArgoRolloutsApplicationProps, string[]]>([
  ['of another instance id', { instanceId: 'second', crds: { install: false } }, []],
  ['of another cluster', { destination: ApplicationDestination.cluster('prod') }, []],
  ['of a chart for another cluster', {}, ['staging', 'prod']],
])('a second installation may be one %s', (_, props, clusters) => {
  expect(told({}, { ...SECOND, ...props }, ...clusters)).toEqual([]);
});

test('two installations in their namespaces share the CRDs of one', () => {
  expect(told({ namespaced: true }, { ...SECOND, namespaced: true, crds: { install: false } })).toEqual([]);
});
