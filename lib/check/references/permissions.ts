/** What the roles among the manifests allow the controller. */

import type { ManifestGraph, Node } from '../graph';
import { asList, asString, field } from '../../model/json';
import type { Manifest } from '../manifest';
import type { ChartInstallation } from './chart-installation';
import { chartInstallations } from './chart-installation';
import { installationsBeside } from './installations-beside';

const RBAC = 'rbac.authorization.k8s.io';

/** What is done to objects of a kind, in the words of a role. */
export interface Permission {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
}

/** A role of the controller: an object, or what the chart makes of its values. */
export interface ControllerRole {
  readonly manifest: Manifest;
  readonly rules: readonly unknown[];
  /** The values by which the chart leaves the permissions for an API group out; absent for an object. */
  readonly switchedOff?: (group: string) => { readonly field: string; readonly value: unknown } | undefined;
}

/** What is known of a role, and the release that makes it; that of an object is none. */
interface HeldRole {
  readonly role: ControllerRole | undefined;
  readonly chart?: ChartInstallation;
}

/** The roles that are bound to the service account of the controller. */
export class ControllerRoles {
  /** By the namespace that they hold in; `undefined` is everywhere. */
  private readonly byNamespace = new Map<string | undefined, HeldRole[]>();

  constructor(private readonly graph: ManifestGraph) {
    for (const binding of graph.ofKind(`${RBAC}/ClusterRoleBinding`)) {
      this.bind(binding, undefined);
    }
    for (const binding of graph.ofKind(`${RBAC}/RoleBinding`)) {
      this.bind(binding, binding.identity.namespace);
    }
    for (const chart of chartInstallations(graph)) {
      this.addChart(chart);
    }
  }

  /** Whether nothing is known of the controller's roles. */
  public get isEmpty(): boolean {
    return this.byNamespace.size === 0;
  }

  /** The roles that hold in a namespace of its cluster; none where one of them is not known, since it may allow anything. */
  public in(namespace: string): readonly ControllerRole[] {
    const holding = namespace === ''
      ? [...this.byNamespace.values()].flat()
      : [undefined, '', namespace].flatMap((place) => this.byNamespace.get(place) ?? []);
    const beside = installationsBeside(this.graph, namespace);
    const roles = holding.filter(({ chart }) => chart === undefined || beside.has(chart)).map(({ role }) => role);
    const known = roles.filter((role) => role !== undefined);
    return known.length < roles.length ? [] : known;
  }

  private bind(binding: Node, namespace: string | undefined): void {
    if (isOfController(binding)) {
      this.add(namespace, { role: this.roleOf(binding, namespace) });
    }
  }

  private addChart(chart: ChartInstallation): void {
    const isEverywhere = chart.isOn('clusterInstall');
    const place = isEverywhere === false ? chart.namespace : undefined;
    if (isEverywhere === undefined || (!isEverywhere && place === undefined)) {
      this.add(undefined, { role: undefined, chart });
    } else if (!isEverywhere || chart.isOn('controller', 'createClusterRole') !== false) {
      this.add(place, { role: roleOfChart(chart), chart });
    }
  }

  private add(namespace: string | undefined, role: HeldRole): void {
    const roles = this.byNamespace.get(namespace) ?? [];
    this.byNamespace.set(namespace, roles);
    roles.push(role);
  }

  /** `undefined` for a role that is not among the manifests, or is put together in the cluster. */
  private roleOf({ manifest }: Node, namespace: string | undefined): ControllerRole | undefined {
    const kind = asString(field(manifest, 'roleRef', 'kind')) ?? '';
    const home = kind === 'Role' ? namespace ?? '' : '';
    const role = this.graph.find(`${RBAC}/${kind}`, home, asString(field(manifest, 'roleRef', 'name')))?.manifest;
    return role === undefined || field(role, 'aggregationRule') !== undefined ? undefined : { manifest: role, rules: asList(field(role, 'rules')) };
  }
}

/** Whether any of the roles allows it, by its name or by a wildcard. */
export function allow(roles: readonly ControllerRole[], { group, resource, verb }: Permission): boolean {
  return roles.some(({ rules }) => rules.some((rule) => (
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

/** The providers of the chart whose permissions are asked for here, by the API group that they are for. */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['networking.istio.io', 'istio'],
  ['gateway.networking.k8s.io', 'gatewayAPI'],
]);

/** What the chart makes of `providerRBAC`; `undefined` where that is not known. */
function roleOfChart(chart: ChartInstallation): ControllerRole | undefined {
  const isEnabled = chart.isOn('providerRBAC', 'enabled');
  const added = chart.listAt('providerRBAC', 'additionalRules');
  const providers = [...PROVIDERS].map(([group, provider]) => ({ group, isOn: chart.isOn('providerRBAC', 'providers', provider) }));
  if (isEnabled === undefined || added === undefined || providers.some(({ isOn }) => isOn === undefined)) {
    return undefined;
  }
  const given = providers.filter(({ isOn }) => isOn).map(({ group }) => ({ apiGroups: [group], resources: ['*'], verbs: ['*'] }));
  return {
    manifest: chart.application.manifest,
    rules: isEnabled ? [...given, ...added] : [],
    switchedOff: (group) => {
      const provider = PROVIDERS.get(group);
      return isEnabled && provider !== undefined ? chart.at('providerRBAC', 'providers', provider) : chart.at('providerRBAC', 'enabled');
    },
  };
}
