import { secretIn } from '../../../model/address-secret';
import { isPlaceholder } from '../../../model/placeholders';
import { asString, field } from '../../../model/json';
import type { Permission, Place } from '../../gitops/project-permission';
import { allowsClusterKind, allowsDestination, allowsRepository, toldPlace } from '../../gitops/project-permission';
import { clusterKindsOf } from '../../references/chart-kinds';
import { releasesBy } from '../../references/chart-installation';
import type { Fault, Rule } from '../../rule';
import { blame } from '../../rule';
import type { Application } from '../../views/argo-cd';
import { applicationsOf } from '../../views/argo-cd';
import { permissionIn, PROJECT, projectOf } from '../../views/argo-cd-project';
import { showList, showName, showObject } from '../../wording';

/** In YAML, and in a program of constructs. */
const KINDS_FIX = 'clusterResourceWhitelist (`clusterResources`)';
const NAMESPACE_OPTION = 'CreateNamespace=true';

export const projectRefuses: Rule = {
  id: 'ARO606',
  severity: 'error',
  title: 'The project of an Application allows what it delivers, and where to',
  why: 'Argo CD syncs nothing of an Application whose project does not allow its repository or its destination. A kind '
    + 'outside of namespaces, which the project has to list, fails the sync only once that is begun: the chart of Argo '
    + 'Rollouts has CRDs, ClusterRoles and ClusterRoleBindings. A namespace is such a kind too where it is created, or gets '
    + 'labels; one that is there already is left alone, so that is a warning.',
  fix: 'allow it in the AppProject, or give the Application another project',
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  noticedBy: [],
  example: {
    base: 'gitOps',
    bad: `
kind: Application
spec: { project: lab }
---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: lab, namespace: argocd }
spec:
  sourceRepos: [https://git.example.com/*]
  destinations: [{ name: in-cluster, namespace: lab-* }]
`,
    good: `
kind: Application
spec: { project: lab }
---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: lab, namespace: argocd }
spec:
  sourceRepos: [https://git.example.com/*]
  destinations: [{ name: in-cluster, namespace: shop }]
`,
  },
  *check(graph) {
    if (graph.ofKind(PROJECT).length === 0) {
      return;
    }
    for (const application of applicationsOf(graph)) {
      const project = application.isPatched ? undefined : projectOf(graph, application);
      if (project !== undefined) {
        const permission = permissionIn(project);
        const name = showObject(project.identity);
        yield* blame(application.manifest, refusals(application, permission, name));
        yield* blame(application.manifest, chartRefusals(application, permission, name));
      }
    }
  },
};

function* refusals(application: Application, permission: Permission, project: string): Iterable<Fault> {
  const { path, sources, destination } = application;
  for (const { field: place, content } of sources) {
    const repository = asString(field(content, 'repoURL'));
    if (repository !== undefined && !allowsRepository(permission, repository)) {
      const allowing = permission.repositories.filter((pattern) => !pattern.startsWith('!'));
      const isForbidden = allowsRepository({ ...permission, repositories: allowing }, repository);
      yield {
        field: `${place}.repoURL`,
        // A message ends up in the log of a build.
        ...(secretIn(repository) === undefined ? { value: repository } : {}),
        text: isForbidden ? `is forbidden by ${project}, by an entry with !` : `is not allowed by ${project}`,
        fix: isForbidden ? 'take that entry out of sourceRepos (`sourceRepositories`)' : 'add it to sourceRepos (`sourceRepositories`)',
      };
    }
  }
  if (!allowsDestination(permission, destination)) {
    yield { field: `${path}.destination`, text: `is ${showPlace(destination)}, which ${project} does not allow`, fix: 'add it to destinations' };
  }
  const option = application.syncOption(NAMESPACE_OPTION);
  if (option !== undefined && !allowsClusterKind(permission, '', 'Namespace')) {
    const text = `makes a Namespace, which ${project} does not allow`;
    // A namespace that is there already is left alone, unless it gets labels or annotations.
    const severity = application.managesNamespace ? 'error' : 'warning';
    yield { field: option.field, value: option.text, severity, text, fix: `add { group: '', kind: Namespace } to ${KINDS_FIX}` };
  }
}

function* chartRefusals(application: Application, permission: Permission, project: string): Iterable<Fault> {
  for (const chart of releasesBy(application)) {
    const refused = clusterKindsOf(chart).filter(({ group, kind }) => !allowsClusterKind(permission, group, kind));
    if (refused.length > 0) {
      const entries = refused.map(({ group, kind }) => `{ group: ${group}, kind: ${kind} }`);
      const text = `makes ${showList(refused.map(({ plural }) => plural))}, which ${project} does not allow`;
      yield { field: `${chart.source.field}.chart`, text, fix: `add ${showList(entries)} to ${KINDS_FIX}` };
    }
  }
}

function showPlace(destination: Place): string {
  const { name, server, namespace = '' } = toldPlace(destination);
  const cluster = name ?? server ?? 'no cluster';
  const shown = isPlaceholder(cluster) ? cluster : cluster.slice(0, 100);
  return namespace === '' ? `no namespace of ${shown}` : `namespace ${showName(namespace)} of ${shown}`;
}
