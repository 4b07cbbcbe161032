import type { ControllerRole } from '../../references/permissions';
import { allow, ControllerRoles } from '../../references/permissions';
import { routeObjects } from '../../references/route-objects';
import type { Rule, Violation } from '../../rule';
import { showObject } from '../../wording';

const GATEWAY_API = 'gateway.networking.k8s.io';
const ISTIO = 'networking.istio.io';

/** The objects that get their weights by `update`, in the words of a role. */
const RESOURCES: ReadonlyMap<string, { readonly group: string; readonly resource: string }> = new Map([
  [`${GATEWAY_API}/HTTPRoute`, { group: GATEWAY_API, resource: 'httproutes' }],
  [`${GATEWAY_API}/GRPCRoute`, { group: GATEWAY_API, resource: 'grpcroutes' }],
  [`${GATEWAY_API}/TCPRoute`, { group: GATEWAY_API, resource: 'tcproutes' }],
  [`${GATEWAY_API}/TLSRoute`, { group: GATEWAY_API, resource: 'tlsroutes' }],
  [`${ISTIO}/VirtualService`, { group: ISTIO, resource: 'virtualservices' }],
  [`${ISTIO}/DestinationRule`, { group: ISTIO, resource: 'destinationrules' }],
]);
const VERBS = ['get', 'update'];

const BINDING = `
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: argo-rollouts
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argo-rollouts }
subjects: [{ kind: ServiceAccount, name: argo-rollouts, namespace: argo-rollouts }]
`;

export const pluginPermissions: Rule = {
  id: 'ARO410',
  severity: 'warning',
  title: 'The controller may change the routes that split the traffic',
  why: 'A plugin runs with the permissions of the controller, whose own roles know nothing of the Gateway API; those of the '
    + 'chart leave out Istio where providerRBAC does. Only the log of the controller then tells why the update stops at '
    + 'its first weight.',
  fix: 'add the permission to the role, or bind another role that has it',
  link: 'https://argoproj.github.io/argo-rollouts/features/traffic-management/plugins/',
  noticedBy: ['controller'],
  example: {
    base: 'controller',
    bad: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: argo-rollouts
rules:
  - { apiGroups: [""], resources: [services], verbs: [get, list, watch, patch] }
${BINDING.trim()}
`,
    good: `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: argo-rollouts
rules:
  - { apiGroups: [""], resources: [services], verbs: [get, list, watch, patch] }
  - { apiGroups: [gateway.networking.k8s.io], resources: [httproutes], verbs: [get, list, watch, update] }
${BINDING.trim()}
`,
  },
  *check(graph) {
    const roles = new ControllerRoles(graph);
    if (roles.isEmpty) {
      return;
    }
    const judged = new Set<string>();
    const told = new Map<ControllerRole, Set<string>>();
    for (const rollout of graph.rollouts) {
      for (const { kinds: [kind], name, namespace } of routeObjects(rollout)) {
        const target = RESOURCES.get(kind);
        if (target === undefined || name === undefined || judged.has(`${kind}\n${namespace}`)) {
          continue;
        }
        judged.add(`${kind}\n${namespace}`);
        const held = roles.in(namespace);
        const [role] = held;
        const missing = VERBS.filter((verb) => !allow(held, { ...target, verb }));
        // A role that holds in many namespaces is blamed once.
        if (role !== undefined && missing.length > 0 && told.get(role)?.has(kind) !== true) {
          told.set(role, new Set([...told.get(role) ?? [], kind]));
          const objects = `${target.resource} (${target.group})`;
          yield refusal(role, target.group, `let the controller ${missing.join(' and ')} ${objects}, which ${showObject(rollout)} needs`);
        }
      }
    }
  },
};

function refusal({ manifest, switchedOff }: ControllerRole, group: string, what: string): Violation {
  const off = switchedOff?.(group);
  return off === undefined
    ? { manifest, field: 'rules', text: `do not ${what}` }
    : { manifest, field: off.field, value: off.value, text: `does not ${what}`, fix: 'set it to true' };
}
