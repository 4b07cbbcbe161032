import type { ManifestGraph, Node } from '../graph';
import type { Manifest } from '../manifest';
import type { Permission, ProjectKind } from '../gitops/project-permission';
import { allowsNamespace } from '../gitops/project-permission';
import { asList, asString, field } from '../../model/json';
import { oncePer } from '../once-per';
import type { Application } from './argo-cd';

/** An AppProject, with its group. */
export const PROJECT = 'argoproj.io/AppProject';

/** What a project of Argo CD allows, by its manifest; its namespace is `''` where that is not told. */
export function permissionOf(manifest: Manifest, namespace = ''): Permission {
  const texts = (name: string): string[] => asList(field(manifest, 'spec', name)).flatMap((text) => asString(text) ?? []);
  const kinds = (name: string): readonly ProjectKind[] | undefined => {
    const list = field(manifest, 'spec', name);
    return list === undefined ? undefined : asList(list).map((kind) => ({
      group: asString(field(kind, 'group')) ?? '', kind: asString(field(kind, 'kind')) ?? '', name: asString(field(kind, 'name')),
    }));
  };
  return {
    repositories: texts('sourceRepos'),
    destinations: asList(field(manifest, 'spec', 'destinations')).map((place) => ({
      name: asString(field(place, 'name')), server: asString(field(place, 'server')), namespace: asString(field(place, 'namespace')),
    })),
    namespaces: [namespace, ...texts('sourceNamespaces')],
    clusterKinds: kinds('clusterResourceWhitelist'),
    excludedClusterKinds: kinds('clusterResourceBlacklist'),
    kinds: kinds('namespaceResourceWhitelist'),
    excludedKinds: kinds('namespaceResourceBlacklist'),
  };
}

/** Whether an Argo CD is known to be in the namespace, since projects are; one that is left open may be any. */
export function hasProjects(graph: ManifestGraph, namespace: string): boolean {
  return graph.ofKind(PROJECT).some(({ identity }) => namespace === '' || identity.namespace === '' || identity.namespace === namespace);
}

/** What a project among the manifests allows. */
export const permissionIn = oncePer(({ manifest, identity }: Node): Permission => permissionOf(manifest, identity.namespace));

/**
 * The project of an Application. Where no project is in its namespace, an Argo CD elsewhere takes care of it: one whose
 * project lets Applications be there, since every Argo CD may have a project of that name.
 */
export function projectOf(graph: ManifestGraph, { project, identity: { namespace } }: Application): Node | undefined {
  const own = graph.find(PROJECT, namespace, project);
  if (own !== undefined) {
    return own;
  }
  const isElsewhere = namespace === '' || !graph.ofKind(PROJECT).some(({ identity }) => identity.namespace === namespace);
  const [first, second] = isElsewhere
    ? graph.ofKind(PROJECT).filter((node) => node.identity.name === project && allowsNamespace(permissionIn(node), namespace))
    : [graph.find(PROJECT, '', project)];
  return second === undefined ? first : undefined;
}
