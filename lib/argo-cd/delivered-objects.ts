import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { allowsKind, allowsNamespace, Identity, identityOf, OWN_CLUSTER, Permission, TOLERATED_KINDS } from '../check';
import { isBelow, manifestsAround } from '../core/manifests-around';
import { isPlaceholder } from '../model/placeholders';
import { describe } from '../model/usage-error';
import { ApplicationDestination } from './application-destination';
import { ArgoCdProject, IArgoCdProject } from './project';
import { rolloutDifferences } from './rollout-differences';

/** Where the Applications of each tree deliver to, by its root. */
const DESTINATIONS = new WeakMap<IConstruct, ApplicationDestination[]>();

/** Remembers where an Application, or those of an ApplicationSet, deliver to. */
export function rememberDestination({ node: { root } }: Construct, destination: ApplicationDestination): void {
  DESTINATIONS.set(root, [...DESTINATIONS.get(root) ?? [], destination]);
}

/**
 * Why a project, where it is made here, does not let an Application deliver the Rollouts below the constructs, and what they
 * change there: one message for each kind. To tolerate is not to deliver, so only what goes into the namespace of the
 * destination is judged, and only where no other Application of the tree may deliver there.
 */
export function deliveryRefusals(
  project: IArgoCdProject | undefined, destination: ApplicationDestination, constructs: readonly IConstruct[],
): string[] {
  const [first] = constructs;
  if (!(project instanceof ArgoCdProject) || first === undefined || isShared(destination, first.node.root)) {
    return [];
  }
  const messages = new Map<string, string>();
  for (const { group, kind, name = '' } of delivered(constructs, destination.namespace)) {
    const fix = refusedKind(project._permission, group, kind);
    const key = `${group}/${kind}`;
    if (fix !== undefined && !messages.has(key)) {
      const rule = `delivers ${kind} ${name}, which project ${project.projectName} does not allow`;
      messages.set(key, describe({ field: 'toleratesRollouts', rule, fix }));
    }
  }
  return [...messages.values()];
}

/** Why a project, where it is made here, does not let an Application be in its namespace; what names a project cannot tell which it is. */
export function placeRefusals(project: IArgoCdProject | undefined, { metadata: { namespace = '' } }: ApiObject): string[] {
  if (!(project instanceof ArgoCdProject) || allowsNamespace(project._permission, namespace)) {
    return [];
  }
  const rule = `is not allowed by project ${project.projectName}`;
  return [describe({ field: 'metadata.namespace', value: namespace, rule, fix: 'add it to the sourceNamespaces of the project' })];
}

/** How to allow a kind of objects in namespaces that is not; `undefined` where it is. */
function refusedKind(permission: Permission, group: string, kind: string): string | undefined {
  if (!allowsKind({ kinds: permission.kinds }, group, kind)) {
    return `add { group: '${group}', kind: '${kind}' } to the namespaceResources of the project`;
  }
  return allowsKind(permission, group, kind) ? undefined : 'take it out of the excludedNamespaceResources of the project';
}

/** The Rollouts below the constructs and what they change there, as far as it goes into the namespace. */
function delivered(constructs: readonly IConstruct[], destination: string | undefined): Identity[] {
  if (destination === undefined) {
    return [];
  }
  const keyOf = ({ group = '', kind, namespace = '', name = '' }: Partial<Identity>): string => [group, kind, namespace, name].join('\n');
  const changed = new Set(rolloutDifferences(constructs).map(keyOf));
  return [...manifestsAround(constructs, TOLERATED_KINDS)].filter(([, object]) => isBelow(object, constructs))
    .map(([manifest]) => identityOf(manifest))
    .filter(({ namespace }) => namespace === '' || namespace === destination)
    .filter((identity) => isRollout(identity) || changed.has(keyOf(identity)));
}

function isRollout({ group, kind }: Identity): boolean {
  return group === 'argoproj.io' && kind === 'Rollout';
}

/** Whether several Applications of the tree may deliver into the namespace of a destination. */
function isShared(destination: ApplicationDestination, root: IConstruct): boolean {
  return (DESTINATIONS.get(root) ?? []).filter((other) => mayBeOne(placeOf(other), placeOf(destination))).length > 1;
}

interface Place {
  readonly name: string | undefined;
  readonly server: string | undefined;
  readonly namespace: string | undefined;
}

function placeOf({ clusterName, clusterServer, namespace }: ApplicationDestination): Place {
  return {
    name: clusterName ?? (clusterServer === OWN_CLUSTER.server ? OWN_CLUSTER.name : undefined),
    server: clusterServer ?? (clusterName === OWN_CLUSTER.name ? OWN_CLUSTER.server : undefined),
    namespace,
  };
}

/** What is not told, or a parameter of an ApplicationSet, may be anything. */
function mayBeOne(one: Place, other: Place): boolean {
  return (['name', 'server', 'namespace'] as const).every((part) => {
    const [a, b] = [one[part], other[part]];
    return a === undefined || b === undefined || a === b || isPlaceholder(a) || isPlaceholder(b);
  });
}
