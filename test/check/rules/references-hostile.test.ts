import { checkManifests } from '../../../lib/check';
import { REFERENCES_RULES } from '../../../lib/check/rules/references';
import { alb, blueGreen, controller, migration, subsets } from '../fixtures';
import { whereverPut } from '../malformed';

/** A few, some of which are malformed in YAML too: the configuration of the controller is texts of YAML. */
const MALFORMED = [undefined, '...', '- name', '💥\u0000\ud800', NaN, [null], {}, JSON.parse('{"__proto__": {"name": 7}}')];
const RBAC = 'rbac.authorization.k8s.io/v1';

/** The controller with its roles, and a Rollout that uses all that can be used, most of which is missing. */
function everything(): any {
  const manifests = controller();
  const { metadata, spec } = manifests.rollout;
  metadata.annotations = { 'notifications.argoproj.io/subscribe.on-rollout-complete.slack': 'deployments' };
  const pods = spec.template.spec;
  pods.volumes = [{ name: 'a', configMap: { name: 'settings' } }, { name: 'b', projected: { sources: [{ secret: { name: 'token' } }] } }];
  pods.containers[0].env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'token', key: 'a' } } }];
  const { canary } = spec.strategy;
  Object.assign(canary, { canaryMetadata: { labels: { app: 'checkout' } }, analysis: { templates: [{ templateName: 'gone', clusterScope: true }] } });
  Object.assign(canary.trafficRouting, { ambassador: { mappings: ['gone'] }, traefik: { weightedTraefikServiceName: 'gone' }, smi: { rootService: 'gone' } });
  canary.steps[0] = { plugin: { name: 'example/step' } };
  canary.steps[1] = { experiment: { analyses: [{ name: 'a', templateName: 'gone' }] } };
  Object.assign(manifests.template.spec, { templates: [{ templateName: 'gone' }] });
  manifests.template.spec.metrics[0].provider = { plugin: { 'example/metric': {} } };
  const object = (kind: string, name: string, more: any = {}): any => ({ apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...more });
  return {
    ...manifests,
    settings: object('ConfigMap', 'settings'),
    token: object('Secret', 'token'),
    role: object('ClusterRole', 'roles', { apiVersion: RBAC, rules: [{ apiGroups: [''], resources: ['services'], verbs: ['*'] }] }),
    binding: object('ClusterRoleBinding', 'roles', {
      apiVersion: RBAC, roleRef: { kind: 'ClusterRole', name: 'roles' }, subjects: [{ kind: 'ServiceAccount', name: 'argo-rollouts' }],
    }),
  };
}

test('everything has something to be found', () => {
  const found = checkManifests(Object.values(everything()), { rules: REFERENCES_RULES }).map(({ id }) => id);
  expect([...new Set(found)].sort()).toEqual(['ARO404', 'ARO405', 'ARO406', 'ARO407', 'ARO409', 'ARO410', 'ARO411', 'ARO412']);
});

test.each([
  ['everything', everything], ['subsets', subsets], ['ALB', alb], ['blue/green', blueGreen], ['migration', migration],
])('no rule throws where any one field is malformed: %s', (_, fixture) => {
  const manifests = Object.values(fixture());
  expect(() => { whereverPut(MALFORMED, manifests, () => checkManifests(manifests, { rules: REFERENCES_RULES })); }).not.toThrow();
});
