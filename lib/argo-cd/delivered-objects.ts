import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { allowsClusterKind, allowsDestination, allowsKind, Identity, identityOf, Permission } from '../check';
import { describe } from '../model/usage-error';
import { ApplicationDestination } from './application-destination';
import { ArgoCdProject, IArgoCdProject } from './project';

/** What Argo CD reads itself: it is not delivered with the Rollouts beside it. */
const ARGO_CD_KINDS = ['Application', 'ApplicationSet', 'AppProject'];

/**
 * Why a project, where it is made here, does not let an Application deliver the Rollouts below the constructs: one message
 * for each kind, and one for each namespace other than that of the destination, which is judged by itself.
 */
export function deliveryRefusals(
  project: IArgoCdProject | undefined, destination: ApplicationDestination, constructs: readonly IConstruct[],
): string[] {
  if (!(project instanceof ArgoCdProject) || constructs.length === 0) {
    return [];
  }
  const permission = project._permission;
  const messages = new Map<string, string>();
  for (const object of delivered(constructs)) {
    const { group, kind, namespace, name = '' } = identity(object, destination);
    const fix = refusedKind(permission, group, kind, isClusterScoped(object));
    const user = `${kind} ${name}`;
    if (fix !== undefined) {
      add(messages, `kind ${group}/${kind}`, `delivers ${user}, which project ${project.projectName} does not allow`, fix);
    } else if (namespace !== '' && namespace !== destination.namespace && !allowsDestination(permission, { ...destination._toKube(), namespace })) {
      const rule = `delivers ${user} into namespace ${namespace}, which project ${project.projectName} does not allow`;
      add(messages, `namespace ${namespace}`, rule, 'add it to the destinations of the project');
    }
  }
  return [...messages.values()];
}

function add(messages: Map<string, string>, key: string, rule: string, fix: string): void {
  if (!messages.has(key)) {
    messages.set(key, describe({ field: 'toleratesRollouts', rule, fix }));
  }
}

/** How to allow a kind that is not; `undefined` where it is. */
function refusedKind(permission: Permission, group: string, kind: string, isOfCluster: boolean): string | undefined {
  const entry = `{ group: '${group}', kind: '${kind}' }`;
  if (isOfCluster) {
    return allowsClusterKind(permission, group, kind) ? undefined : `add ${entry} to the clusterResources of the project`;
  }
  if (!allowsKind({ kinds: permission.kinds }, group, kind)) {
    return `add ${entry} to the namespaceResources of the project`;
  }
  return allowsKind(permission, group, kind) ? undefined : 'take it out of the excludedNamespaceResources of the project';
}

/** What is below the constructs, in charts that have a Rollout there: of an app, other charts go other ways. */
function delivered(constructs: readonly IConstruct[]): ApiObject[] {
  const all = new Set(constructs.flatMap((construct) => construct.node.findAll()));
  const below = [...all].filter((construct) => construct instanceof ApiObject);
  const charts = new Set(below.filter(({ kind }) => kind === 'Rollout').map((object) => Chart.of(object)));
  return below.filter((object) => charts.has(Chart.of(object)) && object.kind !== 'List' && !ARGO_CD_KINDS.includes(object.kind));
}

function identity({ apiVersion, kind, metadata }: ApiObject, { namespace: usual }: ApplicationDestination): Identity {
  return identityOf({ apiVersion, kind, metadata: { name: metadata.name, namespace: metadata.namespace ?? usual } });
}

function isClusterScoped({ apiVersion, kind }: ApiObject): boolean {
  return identityOf({ apiVersion, kind, metadata: { namespace: 'any' } }).namespace === '';
}
