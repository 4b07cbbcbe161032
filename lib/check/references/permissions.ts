/** What the roles among the manifests allow the controller. */

import type { ManifestGraph, Node } from '../graph';
import { asList, asString, field } from '../../model/json';
import type { Manifest } from '../manifest';

const RBAC = 'rbac.authorization.k8s.io';

/** What is done to objects of a kind, in the words of a role. */
export interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
}

/** The roles that are bound to the service account of the controller. */
export class ControllerRoles {
  /** By the namespace that they hold in; `undefined` is everywhere. */
  private readonly byNamespace = new Map<string | undefined, (Manifest | undefined)[]>();

  constructor(private readonly graph: ManifestGraph) {
    for (const binding of graph.ofKind(`${RBAC}/ClusterRoleBinding`)) {
      this.bind(binding, undefined);
    }
    for (const binding of graph.ofKind(`${RBAC}/RoleBinding`)) {
      this.bind(binding, binding.identity.namespace);
    }
  }

  /** Whether nothing is known of the controller's roles. */
  public get isEmpty(): boolean {
    return this.byNamespace.size === 0;
  }

  /** The roles that hold in a namespace; none where one of them is not known, since it may allow anything. */
  public in(namespace: string): readonly Manifest[] {
    const holding = namespace === ''
      ? [...this.byNamespace.values()].flat()
      : [undefined, '', namespace].flatMap((place) => this.byNamespace.get(place) ?? []);
    const known = holding.filter((role) => role !== undefined);
    return known.length < holding.length ? [] : known;
  }

  private bind(binding: Node, namespace: string | undefined): void {
    if (isOfController(binding)) {
      const roles = this.byNamespace.get(namespace) ?? [];
      this.byNamespace.set(namespace, roles);
      roles.push(this.roleOf(binding, namespace));
    }
  }

  /** `undefined` for a role that is not among the manifests, or is put together in the cluster. */
  private roleOf({ manifest }: Node, namespace: string | undefined): Manifest | undefined {
    const kind = asString(field(manifest, 'roleRef', 'kind')) ?? '';
    const home = kind === 'Role' ? namespace ?? '' : '';
    const role = this.graph.find(`${RBAC}/${kind}`, home, asString(field(manifest, 'roleRef', 'name')))?.manifest;
    return field(role, 'aggregationRule') === undefined ? role : undefined;
  }
}

/** Whether any of the roles allows it, by its name or by a wildcard. */
export function allow(roles: readonly Manifest[], { group, resource, verb }: Permission): boolean {
  return roles.some((role) => asList(field(role, 'rules')).some((rule) => (
    covers(field(rule, 'apiGroups'), group) && covers(field(rule, 'resources'), resource) && covers(field(rule, 'verbs'), verb)
  )));
}

function covers(given: unknown, wanted: string): boolean {
  const list = asList(given);
  return list.includes(wanted) || list.includes('*');
}

/** Charts put the name of the release before the one that the manifests of Argo Rollouts use. */
function isOfController({ manifest }: Node): boolean {
  return asList(field(manifest, 'subjects')).some((subject) => {
    const name = asString(field(subject, 'name')) ?? '';
    return field(subject, 'kind') === 'ServiceAccount' && (name === 'argo-rollouts' || name.endsWith('-argo-rollouts'));
  });
}
