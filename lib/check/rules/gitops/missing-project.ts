import { absentFault } from '../../references/absent';
import type { AbsentFix } from '../../references/absent';
import type { Rule } from '../../rule';
import { applicationsOf } from '../../views/argo-cd';
import { hasProjects, PROJECT } from '../../views/argo-cd-project';

/** It is made by Argo CD itself. */
const DEFAULT = 'default';
const FIX: AbsentFix = {
  otherwise: 'add the AppProject, or correct the name',
  elsewhere: 'put both into the namespace of one Argo CD',
};

export const missingProject: Rule = {
  id: 'ARO605',
  severity: 'warning',
  tellsOfAbsence: true,
  title: 'The project of an Application is there',
  why: 'An Application whose project is missing is an InvalidSpecError to Argo CD: nothing of it is compared, synced or '
    + 'deleted, and only its conditions tell why. It is told only where AppProjects are among the manifests.',
  fix: FIX.otherwise,
  link: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  noticedBy: [],
  example: {
    base: 'gitOps',
    bad: `
kind: Application
spec: { project: labs }
---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: lab, namespace: argocd }
spec:
  sourceRepos: ["*"]
  destinations: [{ name: "*", namespace: "*" }]
`,
    good: `
kind: Application
spec: { project: lab }
---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: lab, namespace: argocd }
spec:
  sourceRepos: ["*"]
  destinations: [{ name: "*", namespace: "*" }]
`,
  },
  *check(graph) {
    if (graph.ofKind(PROJECT).length === 0) {
      return;
    }
    for (const { manifest, path, project, identity: { namespace }, isPatched } of applicationsOf(graph)) {
      // An Application in a namespace without projects belongs to an Argo CD elsewhere.
      if (project !== DEFAULT && !isPatched && hasProjects(graph, namespace)) {
        const fault = absentFault(graph, { field: `${path}.project`, kinds: [PROJECT], namespace, name: project }, FIX);
        if (fault !== undefined) {
          yield { manifest, ...fault };
        }
      }
    }
  },
};
