import { DOCUMENTED } from '../../lib/check';

/** The mistakes that teams make with Argo Rollouts, and the rules that find them. */
const MISTAKES: readonly (readonly [string, ...string[]])[] = [
  ['both Services, no router', 'ARO105'],
  ['AnalysisTemplate missing', 'ARO405'],
  ['required argument not supplied', 'ARO203'],
  ['argument misspelt while the template has a default', 'ARO204'],
  ['argument twice or empty', 'ARO205'],
  ['templates in conflict over a default or a metric name', 'ARO209'],
  ['interval without count in a step', 'ARO201'],
  ['count in a background analysis', 'ARO202'],
  ['query measures the stable version or both', 'ARO227'],
  ['result for result[0], empty result unguarded', 'ARO212', 'ARO213'],
  ['NaN passes or fails by accident', 'ARO214'],
  ['analysis ends before it can measure', 'ARO215', 'ARO216'],
  ['Job without deadline, with sidecar, or with clashing names', 'ARO208', 'ARO219', 'ARO220', 'ARO228'],
  ['Service selector not on the pods', 'ARO404'],
  ['Service, VirtualService, Ingress, DestinationRule missing or in another namespace', 'ARO406', 'ARO407'],
  ['VirtualService route name unknown or unnamed among several', 'ARO302'],
  ['VirtualService destinations are not the two Services or subsets', 'ARO303'],
  ['DestinationRule host or subset names differ', 'ARO304'],
  ['foreign subsets in a managed DestinationRule', 'ARO305'],
  ['HPA still at the Deployment, or Deployment and Rollout both running', 'ARO502', 'ARO503'],
  ['replicas next to an HPA', 'ARO501'],
  ['Argo CD reverts weights, or ignores too much', 'ARO601', 'ARO602'],
  ['setCanaryScale never reset', 'ARO111'],
  ['weight unreachable with so few pods', 'ARO112'],
  ['header or mirror route without managed route, router or scale', 'ARO113', 'ARO104', 'ARO114'],
  ['plugin used and not installed, or without RBAC', 'ARO409', 'ARO410'],
  ['ConfigMap changed in place', 'ARO411'],
  ['ALB without root service or with the wrong backend', 'ARO308'],
  ['nginx stable Ingress without the stable Service', 'ARO309'],
  ['notification with an unknown trigger', 'ARO412'],
  ['one half of the ephemeral metadata', 'ARO108'],
  ['workloadRef without replicas, with a template, or misspelt scale-down', 'ARO106'],
  ['autoPromotionSeconds with promotion by hand', 'ARO115'],
  ['weights out of range, several kinds in a step, empty step, two strategies', 'ARO101', 'ARO102', 'ARO103'],
  ['unknown or misspelt field', 'ARO003'],
  ['progressDeadlineSeconds not above minReadySeconds; history limits in conflict', 'ARO109'],
  ['anti-affinity in the wrong shape', 'ARO004', 'ARO110'],
  ['two objects with one kind, namespace and name; a name over 63 characters', 'ARO402', 'ARO403'],
  ['one VirtualService route or Service managed by two Rollouts', 'ARO301'],
  ['VirtualService weights absent, not adding up to 100, or not starting at 100 and 0', 'ARO306', 'ARO307'],
];

// That each finds its mistake, and is quiet about a good twin, is tested with its example.
test.each(MISTAKES)('%s', (_mistake, ...rules) => {
  const known = DOCUMENTED.map(({ id }) => id);
  expect(rules.filter((rule) => !known.includes(rule))).toEqual([]);
});
